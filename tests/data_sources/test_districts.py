"""Neighbourhoods: codes of their own, shapes that lie in their city, files that keep what did not come."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from data_sources import districts, geography, paths
from data_sources.districts import DIVISIONS, Division, obtain_division
from data_sources.errors import SourceUnavailable, UnexpectedPayload
from data_sources.geography import districts_of, level_of, region_table, resolve
from data_sources.model import Level
from data_sources.sources.base import ONE_BASE
from tests.observed import rows

RECORDED = Path(__file__).parents[1] / "recorded"
COPENHAGEN, AMSTERDAM = DIVISIONS["DK001C-districts"], DIVISIONS["NL001C-neighbourhoods"]
COUNTS = {
    "DE001C-districts": 12,
    "DK001C-districts": 10,
    "ES002C-barris": 73,
    "NL001C-neighbourhoods": 97,
    "UK002C-lsoa21": 659,
    "UK002C-msoa21": 131,
    "UK002C-wards": 69,
    "UK004C-dz11": 746,
    "UK004C-iz11": 136,
    "UK004C-wards13": 21,
}
SHAPELESS = {"ES002C-barris"}


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, "http://portals")


def ask(url: str, source: str) -> bytes:
    """Only Copenhagen answers."""
    if source == "copenhagen":
        return (RECORDED / "wfs.json").read_bytes()
    raise SourceUnavailable("no connection", source=source, url=url)


def test_every_division_is_held() -> None:
    held = geography.districts()
    assert held["vintage"].astype(str).value_counts().to_dict() == COUNTS
    assert set(COUNTS) == set(DIVISIONS)


def test_a_code_is_the_citys_code_and_the_portals_own_and_stands_once() -> None:
    held = geography.districts()
    assert not held["code"].duplicated().any()
    assert (held["code"].str.partition("_")[0] == held["city"].astype(str)).all()
    assert set(held["city"].astype(str)) <= set(region_table(Level.CITY, geography.URBAN_AUDIT).index)
    assert {level_of(code) for code in held["code"]} == {Level.DISTRICT}
    assert held["name"].str.len().min() > 2


def test_neighbourhoods_are_resolved_to_their_division() -> None:
    table = rows(("DE001C_01", "2024", 1.0), ("UK002C_E05011118", "2024", 2.0), ("UK002C_NOPE", "2024", 3.0))
    found = resolve(table.drop(columns=["level", "geo_vintage"]))
    assert found["level"].astype(str).tolist() == ["district"] * 3
    assert found["geo_vintage"].astype(str).tolist() == ["DE001C-districts", "UK002C-wards", ""]
    assert geography.unmatched(found)["codes"].tolist() == [("UK002C_NOPE",)]


@pytest.mark.parametrize("id", sorted(set(COUNTS) - SHAPELESS))
def test_shapes_and_table_agree(id: str) -> None:
    table = region_table(Level.DISTRICT, id)
    url = geography.boundary_url(Level.DISTRICT, id)
    content = json.loads((geography.DISTRICT_SHAPES / url.rpartition("/")[2]).read_bytes())
    assert content["ids"] == table.index.tolist()
    assert [frame["id"] for frame in content["frames"]] == ["europe"]
    x0, y0, x1, y1 = content["frames"][0]["box"]
    for _, x, y in content["points"]:
        assert x0 <= x / content["fine"] <= x1
        assert y0 <= y / content["fine"] <= y1
    shapes = paths.decode(json.dumps(content).encode())
    areas = shapes.to_crs("EPSG:3035").area / 1e6
    assert float(np.quantile(np.abs(areas.to_numpy() / table["area_km2"].to_numpy() - 1), 0.98)) < 0.02
    assert areas.sum() == pytest.approx(table["area_km2"].sum(), rel=1e-3)


def test_a_city_without_shapes_has_names_only() -> None:
    assert geography.boundary_url(Level.DISTRICT, "ES002C-barris") == ""
    assert region_table(Level.DISTRICT, "ES002C-barris")["lon"].isna().all()
    assert districts_of("ES002C").loc["ES002C_2", "name"] == "el Barri Gòtic"


def test_what_did_not_come_keeps_its_rows_and_shapes(tmp_path: Path) -> None:
    shapes = tmp_path / "static" / "districts"
    old = tmp_path / "data_sources" / "snapshot" / "geography"
    shapes.mkdir(parents=True)
    old.mkdir(parents=True)
    geography.districts().to_parquet(old / "districts.parquet")
    (shapes / "index.json").write_text('{"district-DE001C-districts": "district-DE001C-districts.0000000000.json"}')
    (shapes / "district-DE001C-districts.0000000000.json").write_text('{"ids": []}')
    failed = districts.write(ask, tmp_path)
    assert set(failed) == set(DIVISIONS) - {"DK001C-districts"}
    table = pd.read_parquet(old / "districts.parquet")
    assert table["vintage"].astype(str).value_counts().to_dict() == COUNTS | {"DK001C-districts": 2}
    index = json.loads((shapes / "index.json").read_text())
    assert set(index) == {"district-DE001C-districts", "district-DK001C-districts"}
    assert {path.name for path in shapes.glob("*.json")} == {"index.json", *index.values()}
    assert {entry["name"] for entry in districts.manifest(tmp_path)} == {*index, "districts"}


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        districts.write(ask, tmp_path / folder)
    one, other = (sorted(path for path in (tmp_path / name).rglob("*") if path.is_file()) for name in ("one", "other"))
    assert [path.name for path in one] == [path.name for path in other]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_names_become_codes_where_a_portal_has_none() -> None:
    hal = (RECORDED / "hal.json").read_bytes()
    rest = (RECORDED / "hal_rest.json").read_bytes()
    found = obtain_division(AMSTERDAM, lambda url, _source: rest if "page=2" in url else hal)
    assert found["code"].tolist() == ["NL001C_BURGWALLENOUDEZIJDE", "NL001C_CAFEUBERQUER", "NL001C_DRIEMOND"]
    assert found["name"].tolist()[1] == "Café Überquer"


@pytest.mark.parametrize(
    ("division", "old", "new", "said"),
    [
        (replace(COPENHAGEN, code="nummer"), b"", b"", "cannot be read"),
        (COPENHAGEN, b'"bydel_nr": 1,', b'"bydel_nr": 3,', "comes twice"),
        (COPENHAGEN, b"55.6", b"5561000.", "not degrees"),
        (COPENHAGEN, b'"type": "Polygon"', b'"type": "Helix"', "cannot be read"),
    ],
)
def test_wrong_neighbourhoods_are_refused(division: Division, old: bytes, new: bytes, said: str) -> None:
    body = (RECORDED / "wfs.json").read_bytes()
    with pytest.raises(UnexpectedPayload, match=said) as caught:
        obtain_division(division, lambda _url, _source: body.replace(old, new) if old else body)
    assert caught.value.source == "copenhagen"


def test_a_place_of_some_metres_keeps_its_form() -> None:
    square = shapely.box(13.4, 52.5, 13.403, 52.502)
    hole = shapely.box(13.401, 52.5005, 13.402, 52.5015)
    frame = gpd.GeoDataFrame({"code": ["A", "B"]}, geometry=[square - hole, hole], crs="EPSG:4326")
    back = paths.decode(paths.encode_city(frame)).to_crs("EPSG:3035")
    true = frame.to_crs("EPSG:3035")
    assert back["code"].tolist() == ["A", "B"]
    assert back.area.to_numpy() == pytest.approx(true.area.to_numpy(), rel=0.05)
    assert float(back.geometry.hausdorff_distance(true.geometry).max()) < 16
