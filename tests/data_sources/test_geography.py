"""Places at run time: levels, which NUTS version a code is found in, and the tables and shapes held."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from data_sources import boundaries, exonyms, geography, http
from data_sources.geography import region_table, regions, resolve, unmatched
from data_sources.model import Level
from data_sources.sources.base import ONE_BASE

COUNTS = {"2016": (37, 125, 332, 1522), "2021": (37, 125, 334, 1514), "2024": (39, 115, 299, 1345)}
LEVELS = (Level.COUNTRY, Level.NUTS1, Level.NUTS2, Level.NUTS3)
MIB = 2**20


def table(period: str, *codes: str) -> pd.DataFrame:
    return pd.DataFrame({"geo": codes, "time_period": period}).astype("category")


def vintages(observations: pd.DataFrame) -> dict[str, str]:
    return dict(zip(observations["geo"].astype(str), observations["geo_vintage"].astype(str), strict=True))


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("DE", Level.COUNTRY),
        ("DEA", Level.NUTS1),
        ("ES70", Level.NUTS2),
        ("FRY10", Level.NUTS3),
        ("ATZZZ", Level.NUTS3),
        ("BE003C", Level.CITY),
        ("UK001K1", Level.CITY),
        ("BE003F", Level.FUA),
        ("CH003T", Level.FUA),
        ("AT001MC", Level.METRO),
        ("EU27_2020", Level.AGGREGATE),
        ("EA", Level.AGGREGATE),
        ("EU_V", Level.AGGREGATE),
        ("FX", Level.AGGREGATE),
        ("DE_TOT", Level.AGGREGATE),
    ],
)
def test_level_of_a_code(code: str, level: Level) -> None:
    assert geography.level_of(code) is level


def test_an_old_code_is_not_matched_across_vintages() -> None:
    # NL31 (2016, 2021) became NL35 in 2024; PT18 became PT1C: both are in this period
    mixed = table("2020", "NL35", "NL36", "PT19", "PT1A", "PT1C", "NL31", "PT18", "DE21")
    placed = resolve(mixed)
    assert vintages(placed) == {
        "NL35": "2024",
        "NL36": "2024",
        "PT19": "2024",
        "PT1A": "2024",
        "PT1C": "2024",
        "DE21": "2024",
        "NL31": "",
        "PT18": "",
    }
    assert unmatched(placed).to_dict("records") == [
        {"level": "nuts2", "time_period": "2020", "n": 2, "codes": ("NL31", "PT18")}
    ]


def test_each_period_has_its_own_vintage_and_equals_go_to_the_newest() -> None:
    both = pd.concat([table("2015", "UKM21", "NL310", "PL911"), table("2023", "NL350", "PL911", "DE212")])
    placed = resolve(both.astype("category").reset_index(drop=True))
    assert placed["geo_vintage"].astype(str).tolist() == ["", "2021", "2021", "2024", "2024", "2024"]
    assert vintages(resolve(table("2019", "DE21", "AT13"))) == {"DE21": "2024", "AT13": "2024"}


def test_the_vintage_is_judged_over_all_nuts_levels_together() -> None:
    placed = resolve(table("2020", "DE21", "NL350", "NL361", "NL366"))
    assert vintages(placed)["DE21"] == "2024"
    assert vintages(resolve(table("2020", "DE21", "NL310")))["DE21"] == "2021"


def test_extra_regio_codes_have_a_level_and_no_place() -> None:
    placed = resolve(table("2020", "ATZZ", "AT13"))
    assert placed["level"].astype(str).tolist() == ["nuts2", "nuts2"]
    assert vintages(placed) == {"ATZZ": "", "AT13": "2024"}


def test_the_vintage_the_source_states_wins() -> None:
    assert set(vintages(resolve(table("2010", "DE21", "AT13"), {"2010": "2016"})).values()) == {"2016"}


def test_a_stated_vintage_that_is_not_held_matches_no_region() -> None:
    placed = resolve(table("2005", "DE21", "DEA", "DE212", "DE"), {"2005": "2003"})
    assert vintages(placed) == {"DE21": "", "DEA": "", "DE212": "", "DE": "2024"}


def test_a_country_is_taken_from_the_newest_version_that_has_it() -> None:
    placed = resolve(table("2015", "UK", "UA", "BA", "DE", "GE"))
    assert vintages(placed) == {"UK": "2021", "UA": "2024", "BA": "2024", "DE": "2024", "GE": ""}
    assert vintages(resolve(table("2015", "UK", "DE"))) == {"UK": "2021", "DE": "2021"}


def test_cities_are_looked_up_in_the_urban_audit() -> None:
    placed = resolve(table("2015", "BE003C", "BE003F", "UK002C", "ZZ001C", "AT001M"))
    expected = {"BE003C": "2021", "BE003F": "2021", "UK002C": "2021", "ZZ001C": "", "AT001M": ""}
    assert vintages(placed) == expected
    assert unmatched(placed)["codes"].tolist() == [("ZZ001C",)]  # a metropolitan region is no place we hold


def test_resolving_keeps_rows_order_and_values() -> None:
    mixed = table("2020", "DE", "BE003C", "EU27_2020", "DE").assign(obs_value=[1.0, 2.0, 3.0, 4.0])
    placed = resolve(mixed)
    assert placed["obs_value"].tolist() == [1.0, 2.0, 3.0, 4.0]
    assert "level" not in mixed
    assert isinstance(placed["geo_vintage"].dtype, pd.CategoricalDtype)
    empty = resolve(mixed.iloc[:0])
    assert len(empty) == 0
    assert unmatched(empty).empty


def test_resolving_sixty_thousand_rows_is_quick() -> None:
    codes = region_table(Level.NUTS3, "2021").index[:1500].tolist()
    periods = [str(year) for year in range(1984, 2024)]
    rows = pd.DataFrame({"geo": codes * 40, "time_period": [p for p in periods for _ in codes]}).astype("category")
    resolve(rows)
    start = time.process_time()
    resolve(rows)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("vintage", COUNTS)
def test_counts_of_the_tables_and_shapes_held(vintage: str) -> None:
    assert tuple(len(region_table(level, vintage)) for level in LEVELS) == COUNTS[vintage]
    for level, count in zip(LEVELS, COUNTS[vintage], strict=True):
        held = json.loads((geography.SHAPES / _index()[f"{level.value}-{vintage}"]).read_bytes())
        assert held["ids"] == list(region_table(level, vintage).index)
        assert len(held["shapes"]) == len(held["points"]) == len(held["ids"]) == count


def test_one_file_has_every_country_of_all_versions() -> None:
    held = json.loads(_file(geography.boundary_url(Level.COUNTRY, "2016")).read_bytes())["ids"]
    assert held == list(geography.countries().index)
    assert set(held) == {code for vintage in COUNTS for code in region_table(Level.COUNTRY, vintage).index}
    outlines = json.loads(_file(geography.borders_url("2024")).read_bytes())["ids"]
    assert outlines == list(region_table(Level.COUNTRY, "2024").index)


@pytest.mark.parametrize("vintage", COUNTS)
@pytest.mark.parametrize("level", LEVELS)
def test_names_stand_in_a_file_of_their_own_in_the_order_of_the_shapes(level: Level, vintage: str) -> None:
    names = json.loads(_file(geography.names_url(level, vintage)).read_bytes())
    table = geography.countries() if level is Level.COUNTRY else region_table(level, vintage)
    assert names == {"ids": list(table.index), "names": table["name"].tolist()}


def test_codes_are_comparable_only_where_they_mean_the_same_area() -> None:
    same = geography.comparable(Level.NUTS3, "2016", "2021")
    assert "DE254" in same
    assert geography.comparable(Level.NUTS3, "2021", "2021") == frozenset(region_table(Level.NUTS3, "2021").index)
    assert geography.comparable(Level.NUTS3, "2003", "2021") == frozenset()
    assert geography.comparable(Level.NUTS3, "", "2021") == frozenset()
    before, after = region_table(Level.NUTS3, "2016"), region_table(Level.NUTS3, "2021")
    reused = [code for code in before.index.intersection(after.index) if code not in same]
    assert reused, "some codes of 2016 name other areas in 2021"
    assert all(before.loc[code, "area_km2"] != after.loc[code, "area_km2"] for code in reused)


def _index() -> dict[str, str]:
    held: dict[str, str] = json.loads((geography.SHAPES / geography.INDEX).read_text("utf-8"))
    return held


def _file(url: str) -> Path:
    assert url.startswith("map/shapes/")
    return geography.SHAPES / url.removeprefix("map/shapes/")


def test_shapes_are_named_by_their_content() -> None:
    index = json.loads((geography.SHAPES / geography.INDEX).read_text("utf-8"))
    for name, file in index.items():
        body = (geography.SHAPES / file).read_bytes()
        assert file == f"{name}.{hashlib.sha256(body).hexdigest()[:10]}.json"
    assert _file(geography.land_url()).is_file()
    assert _file(geography.tiles_url()).is_file()
    assert geography.boundary_url(Level.CITY, "2021") == ""
    assert geography.names_url(Level.CITY, "2021") == ""


def test_geography_held_is_small() -> None:
    held = [*geography.SHAPES.iterdir(), *geography.SNAPSHOT.glob("*.parquet")]
    assert sum(path.stat().st_size for path in held) <= 8 * MIB


def test_every_code_is_there_once() -> None:
    assert not regions().duplicated(["level", "vintage", "code"]).any()
    assert not geography.places().duplicated(["level", "code"]).any()


@pytest.mark.parametrize(
    ("code", "nuts3", "located_by"),
    [("UK002C", "UKG31", "nuts3"), ("UK004C", "UKM82", "nuts3"), ("UK001C", "", "nuts1")],
)
def test_british_cities_stand_at_a_region_s_point(code: str, nuts3: str, located_by: str) -> None:
    city = region_table(Level.CITY, "2021").loc[code]
    assert (city["nuts3"], city["located_by"]) == (nuts3, located_by)
    assert -6 < city["lon"] < 1
    assert 51 < city["lat"] < 57


def test_renumbered_cities_have_today_s_names() -> None:
    names = region_table(Level.CITY, "2021")["name"]
    assert names[["NL001C", "NL002C", "BE003C"]].tolist() == ["Amsterdam", "Alkmaar", "Gent"]
    assert region_table(Level.FUA, "2021").loc["CH002F", "name"] == "Zürich"


def test_a_place_without_location_is_kept() -> None:
    city = region_table(Level.CITY, "2021").loc["UK019C"]
    assert (city["name"], city["located_by"], city["overseas"]) == ("Gravesham", "", False)
    assert pd.isna(city["lon"])


def test_overseas_regions_are_told_apart() -> None:
    nuts2, nuts3 = region_table(Level.NUTS2, "2024"), region_table(Level.NUTS3, "2024")
    assert nuts3.loc[["FRY10", "ES709", "PT200", "NO0B2"], "overseas"].all()
    assert nuts2.loc[["ES70", "PT20", "PT30", "FRY4", "NO0B"], "overseas"].all()
    assert not nuts2.loc[["IS00", "CY00", "ES63", "EL43", "MT00"], "overseas"].any()
    assert not region_table(Level.COUNTRY, "2024")["overseas"].any()


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Gent", "Ghent Gand"),
        ("København", "Copenhagen Copenhague"),
        ("Köln", "Cologne"),
        ("München", "Munich"),
        ("Wien", "Vienna Vienne"),
        ("Lisboa", "Lisbon Lisbonne"),
        ("Antwerpen", "Antwerp Anvers"),
    ],
)
@pytest.mark.parametrize("level", ["city", "fua"])
def test_cities_are_found_under_english_and_french_names(name: str, others: str, level: str) -> None:
    places = geography.places()
    found = places[(places["name"] == name) & (places["level"] == level)]["other_names"].item()
    assert set(others.split()) <= set(found.split(" | "))
    assert len(found.split(" | ")) <= 8


def test_a_place_is_listed_in_the_newest_version_that_has_it() -> None:
    places = geography.places().set_index("code")["vintage"].astype(str)
    assert places[["DE21", "NL31", "NL35", "UK", "DE"]].tolist() == ["2024", "2021", "2024", "2021", "2024"]


def test_replaced_codes_of_a_place_are_not_offered_twice() -> None:
    places = geography.places()
    derby = places[(places["name"] == "Derby") & (places["level"] == "fua")]
    assert derby["code"].tolist() == ["UK071F"]
    assert {"UK071F", "UK072F"} <= set(region_table(Level.FUA, "2021").index)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Düren, Stadt", "duren"),
        ("Bristol, City of", "Bristol"),
        ("Glasgow City", "GLASGOW"),
        ("Kingston-upon-Hull", "Kingston upon Hull, City of"),
        ("Göppingen (greater city)", "Goppingen"),
        ("İzmir", "izmir"),
    ],
)
def test_plain_names_are_equal(one: str, other: str) -> None:
    assert geography.plain_name(one) == geography.plain_name(other)


def test_other_names_leave_out_codes_scripts_and_mere_variants() -> None:
    names = ["Gent", "GNE", "ghnt", "Гент", "Gandavum", "Gand", "Ghent", "Gént", "Gent 1", "Gand (ville)"]
    assert exonyms._exonyms(names, {"gent"}) == ["Gand", "Ghent"]


def test_run_time_geography_does_not_import_geopandas() -> None:
    code = "import sys, data_sources.geography, data_sources.frames; sys.exit('geopandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=boundaries.ROOT, check=False).returncode == 0


@pytest.mark.slow
def test_the_same_answers_give_the_files_held(standin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    shapes = tmp_path / "static" / "boundaries"
    shapes.mkdir(parents=True)
    (shapes / "nuts3-2021.0000000000.json").write_text("{}")
    written = boundaries.write(lambda url, source: http.fetch(url, source=source), tmp_path)
    assert written == boundaries.manifest()
    assert len(written) == 33
    assert {path.name for path in shapes.iterdir()} == {path.name for path in geography.SHAPES.iterdir()}
    assert boundaries.manifest(tmp_path / "nothing") == []
