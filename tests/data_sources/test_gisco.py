"""GISCO: addresses, the reader of its files, label points and land."""

from __future__ import annotations

import json
from typing import Any

import pytest

from data_sources.errors import UnexpectedPayload
from data_sources.http import fetch
from data_sources.model import Level
from data_sources.sources.base import ONE_BASE
from data_sources.sources.gisco import (
    Gisco,
    city_names,
    land,
    measured,
    nuts3_of_fua,
    overseas,
)

GISCO = Gisco()
COUNTS = {"2016": (37, 125, 332, 1522), "2021": (37, 125, 334, 1514), "2024": (39, 115, 299, 1345)}
LEVELS = (Level.COUNTRY, Level.NUTS1, Level.NUTS2, Level.NUTS3)


def square(west: float, south: float, side: float) -> list[list[float]]:
    """A closed ring, anticlockwise as RFC 7946 has it."""
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def collection(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def region(code: str, *rings: list[list[float]], name: str = "") -> dict[str, Any]:
    properties = {"NUTS_ID": code, "NAME_LATN": name or code, "CNTR_CODE": code[:2], "NUTS_NAME": code}
    geometry = {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
    return {"type": "Feature", "id": code, "properties": properties, "geometry": geometry}


def city(code: str, name: str, lon: float, lat: float) -> dict[str, Any]:
    more = {"AREA_SQM": 158e6, "NUTS3_2021": "BE234", "CITY_CPTL": None}
    properties = {"URAU_CODE": code, "URAU_NAME": name, "CNTR_CODE": code[:2], **more}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def test_addresses_are_gisco_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ONE_BASE, raising=False)
    base = "https://gisco-services.ec.europa.eu/distribution/v2"
    assert GISCO.request(Level.NUTS3, "2016").url() == f"{base}/nuts/geojson/NUTS_RG_20M_2016_4326_LEVL_3.geojson"
    assert GISCO.request(Level.FUA, "2021").url() == f"{base}/urau/geojson/URAU_LB_2021_4326_FUA.geojson"
    assert GISCO.land().url() == f"{base}/countries/geojson/CNTR_RG_60M_2024_4326.geojson"


def test_regions_come_sorted_with_tidy_names() -> None:
    payload = collection(
        region("ES52", square(0, 39, 1), name="Comunitat Valenciana "), region("BE23", square(3, 51, 1))
    )
    frame = GISCO.parse(payload)
    assert list(frame.columns) == ["code", "name", "country", "geometry"]
    assert frame["code"].tolist() == ["BE23", "ES52"]
    assert frame["name"].tolist() == ["BE23", "Comunitat Valenciana"]
    assert frame.crs == "EPSG:4326"


def test_urban_audit_points_keep_their_region_and_area() -> None:
    frame = GISCO.parse(collection(city("BE003C", "Gent", 3.72, 51.05)))
    assert frame[["code", "name", "country", "nuts3"]].iloc[0].tolist() == ["BE003C", "Gent", "BE", "BE234"]
    assert frame["area_km2"].tolist() == [158.0]


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b'{"type": "FeatureColl', "damaged"),
        (b"[]", "no GeoJSON"),
        (b'{"type": "Topology"}', "no GeoJSON"),
        (collection(), "no features"),
        (collection({"type": "Feature", "properties": {"a": 1}, "geometry": None}), "no known kind"),
        (collection(region("BE1", square(0, 0, 1)), region("BE1", square(0, 0, 1))), "twice"),
        (collection(region("BE1", square(3_900_000, 3_000_000, 9))), "not degrees"),
        (collection(city("BE003C", "Gent", 1, 1) | {"geometry": None}), "no geometry"),
        (
            collection({"type": "Feature", "properties": {}, "geometry": {"type": "Polygon"}}),
            "cannot be read",
        ),
        (b'{"type": "FeatureCollection", "crs": {"name": "EPSG::3035"}, "features": []}', "not degrees"),
    ],
)
def test_anything_else_is_named(payload: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        GISCO.parse(payload)


def test_label_point_lies_in_the_largest_part() -> None:
    far, main = square(-61.5, 16, 0.5), square(2, 47, 4)
    table = measured(GISCO.parse(collection(region("FR", far, main))))
    assert 2 < table["lon"][0] < 6
    assert 47 < table["lat"][0] < 51
    assert table["area_km2"][0] == pytest.approx(133_600 + 2_950, rel=0.03)


def test_label_point_far_from_europe_lies_in_the_region() -> None:
    table = measured(GISCO.parse(collection(region("FRY40", square(55.2, -21.4, 0.6)))))
    assert 55.2 < table["lon"][0] < 55.8
    assert -21.4 < table["lat"][0] < -20.8
    assert overseas(table["lon"], table["lat"]).tolist() == [True]


def test_land_ends_in_the_south_and_leaves_out_what_is_beyond() -> None:
    def country(code: str, ring: list[list[float]]) -> dict[str, Any]:
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"CNTR_ID": code, "NAME_ENGL": code}, "geometry": geometry}

    countries = GISCO.parse(collection(country("SD", square(20, -10, 25)), country("NZ", square(170, -45, 5))))
    near = land(countries)
    assert near["code"].tolist() == ["SD"]
    assert near.total_bounds.tolist() == [20, -5, 45, 15]


def test_city_names_leave_countries_out() -> None:
    names = city_names("BE\tBelgique/België\nBE003C\tGent\nCH003T\tGenève crossborder FUA\n".encode())
    assert names["code"].tolist() == ["BE003C", "CH003T"]
    with pytest.raises(UnexpectedPayload, match="no city"):
        city_names(b"<html>")


def test_the_largest_region_stands_for_an_area_unless_all_are_small() -> None:
    head = "fua_id,fua_name,nuts3_2016,population,laus,share_of_fua,share_of_nuts3\n"
    rows = "UK004L1,Glasgow,UKM81,1,1,0.11,1\nUK004L1,Glasgow,UKM82,1,1,0.34,1\n"
    rows += "UK001L3,London,UKH23,1,1,0.07,1\n"
    assert nuts3_of_fua((head + rows).encode()) == {("UK", "glasgow"): "UKM82"}
    with pytest.raises(UnexpectedPayload, match="missing"):
        nuts3_of_fua(b"a,b\n1,2\n")


@pytest.mark.parametrize("vintage", COUNTS)
def test_counts_of_the_service(standin: str, vintage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    requests = [GISCO.request(level, vintage) for level in LEVELS]
    counts = [len(GISCO.parse(fetch(request.url(), source="gisco"))) for request in requests]
    assert tuple(counts) == COUNTS[vintage]
