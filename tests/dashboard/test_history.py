"""What the browser gets by URL: every figure of the table once, at its own place, in the boundaries of its year."""

from __future__ import annotations

import json
from dataclasses import replace
from math import isclose
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.rounding import rounded
from dashboard import screen as screens
from dashboard import text
from dashboard.history import change_history, history, pair_history, words
from dashboard.language import language
from dashboard.screen import Screen, Series, known_places
from dashboard.view import View
from data_sources import geography, store
from data_sources.catalogue import indicator
from data_sources.codes import flag_counts
from data_sources.model import NUTS, Level
from data_sources.schema import CATEGORIES, Observations, check
from tests.data_sources.conftest import OLD
from tests.observed import Row, rows

pytestmark = pytest.mark.slow

EN, FR = language("en"), language("fr")
Json = dict[str, Any]


def held(id: str, *parts: pd.DataFrame) -> Observations:
    """Observations of rows whose level and vintage are given."""
    entry = indicator(id)
    table = pd.concat(parts, ignore_index=True)
    for name in CATEGORIES:
        table[name] = table[name].astype(str).astype("category")
    return Observations(table=check(table, entry), indicator=entry, provenance=OLD)


def regions(*given: Row, vintage: str) -> pd.DataFrame:
    return rows(*given, level="nuts2", vintage=vintage)


def series(observations: Observations, level: Level) -> Series:
    view = View(indicator=observations.indicator.id, level=level)
    return screens.series(view, observations, None, level)


def shown(observations: Observations, level: Level, period: str) -> Screen:
    view = View(indicator=observations.indicator.id, level=level, period=period)
    return screens.screen(view, series(observations, level), level, EN)


def codes(found: Json, frame: Json, level: Level) -> list[str]:
    """The codes of a frame's set; those of regions are in their file, in the order of the table."""
    part = found["sets"][frame["set"]]
    inline: list[str] | None = part["ids"]
    return inline if inline is not None else list(geography.region_table(level, part["vintage"]).index)


def values(found: Json, frame: Json, level: Level) -> dict[str, float]:
    """Code -> figure of the places on the map."""
    pairs = zip(codes(found, frame, level), frame["values"], strict=True)
    return {code: value for code, value in pairs if value is not None}


def at(places: list[str], numbers: list[int]) -> set[str]:
    return {places[n] for n in numbers}


@pytest.mark.parametrize("id", sorted(store.held()))
def test_every_figure_of_the_table_is_there_once(id: str) -> None:
    observations = store.load(id)
    for level in observations.levels:
        one = series(observations, level)
        found = history(one, EN)
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        assert found["periods"] == list(one.periods)
        for period, frame in zip(found["periods"], found["frames"], strict=True):
            assert_holds(one.rows[one.rows["time_period"] == period], found, frame, level)


def assert_holds(table: pd.DataFrame, found: Json, frame: Json, level: Level) -> None:
    """The figures and flags of one period are those of its rows; what has no place on the map is counted."""
    placed = values(found, frame, level)
    valued = table[table["obs_value"].notna()]
    expected = dict(zip(valued["geo"].astype(str), valued["obs_value"], strict=True))
    assert placed.keys() <= expected.keys()
    assert frame["off"] == len(expected) - len(placed)
    assert all(isclose(placed[code], expected[code], rel_tol=1e-8) for code in placed)
    unplaced = valued[~valued["geo"].isin(list(placed))]
    elsewhere = pd.concat([unplaced, table[table["obs_value"].isna() & (table["geo_vintage"] == "")]])
    left = flag_counts(elsewhere["obs_flag"])
    counted = {letter: len(places) + left.get(letter, 0) for letter, places in frame["flags"].items()}
    assert left | counted == flag_counts(table["obs_flag"])


@pytest.mark.parametrize(("id", "level"), [("density", Level.NUTS3), ("pop", Level.COUNTRY), ("c_pop", Level.CITY)])
def test_it_agrees_with_the_screen_of_each_period(id: str, level: Level) -> None:
    observations = store.load(id)
    found = history(series(observations, level), EN)
    for period, frame in list(zip(found["periods"], found["frames"], strict=True))[::8]:
        cells = shown(observations, level, period).valued
        numbered = cells[cells["n"] >= 0]
        expected = dict(zip(numbered["geo"], rounded(numbered["obs_value"]), strict=True))
        assert values(found, frame, level) == expected
        assert frame["off"] == (cells["n"] < 0).sum()


def recoded() -> str:
    """A NUTS 2 code that means another area in 2016 than in 2024."""
    old, new = (set(geography.region_table(Level.NUTS2, vintage).index) for vintage in ("2016", "2024"))
    return str(min((old & new) - geography.comparable(Level.NUTS2, "2016", "2024")))


def test_a_code_has_its_figure_only_in_the_boundaries_it_was_counted_in() -> None:
    code = recoded()
    observations = held(
        "unemp_n2",
        regions((code, "2015", 1.0), ("DE11", "2015", 2.0), vintage="2016"),
        regions((code, "2023", 3.0), vintage="2016"),
        regions(("DE11", "2023", 5.0), ("DE12", "2023", 6.0), vintage="2024"),
    )
    found = history(series(observations, Level.NUTS2), EN)
    assert [part["vintage"] for part in found["sets"]] == ["2016", "2024"]
    assert [frame["set"] for frame in found["frames"]] == [0, 1]
    old, new = (values(found, frame, Level.NUTS2) for frame in found["frames"])
    assert (old, new) == ({code: 1.0, "DE11": 2.0}, {"DE11": 5.0, "DE12": 6.0})
    assert found["frames"][1]["off"] == 1


def test_regions_of_no_held_version_are_all_off_the_map() -> None:
    observations = held("unemp_n2", regions(("DE11", "2003", 2.0, "e"), ("FR21", "2003", 1.0), vintage=""))
    found = history(series(observations, Level.NUTS2), EN)
    empty, frame = found["sets"][0], found["frames"][0]
    assert (empty["vintage"], empty["shapes"], empty["ids"], empty["outside"]) == ("", "", [], [])
    assert empty["borders"] == geography.boundary_url(Level.COUNTRY, "")
    assert (frame["values"], frame["flags"], frame["withheld"]) == ([], {}, [])
    assert frame["off"] == 2


def test_a_set_of_regions_names_its_files() -> None:
    observations = held("unemp_n2", regions(("DE11", "2023", 5.0), vintage="2024"))
    part = history(series(observations, Level.NUTS2), EN)["sets"][0]
    assert part["shapes"] == geography.boundary_url(Level.NUTS2, "2024")
    assert part["names"] == geography.names_url(Level.NUTS2, "2024")
    assert part["borders"] == geography.borders_url("2024")
    assert (part["ids"], part["names_inline"], part["points"]) == (None, None, None)


def test_withheld_flagged_and_outside_are_told_apart() -> None:
    observations = held(
        "cpi",
        rows(("BE", "2020", 76.0, "be"), ("DE", "2020", 80.0, "p"), ("FR", "2020", None, "u|C"), ("AT", "2019", 1.0)),
        rows(("SM", "2020", 50.0, "e"), vintage=""),
    )
    found = history(series(observations, Level.COUNTRY), FR)
    frame, part = found["frames"][1], found["sets"][0]
    places = part["ids"]
    assert found["periods"] == ["2019", "2020"]
    assert {letter: at(places, n) for letter, n in frame["flags"].items()} == {
        "b": {"BE"},
        "e": {"BE"},
        "p": {"DE"},
        "u": {"FR"},
    }
    assert at(places, frame["withheld"]) == {"FR"}
    assert at(places, part["outside"]) == set(places) - {"BE", "DE", "FR", "AT"}
    assert frame["off"] == 1
    assert part["names_inline"][places.index("DE")] == "Allemagne"


def test_regions_of_countries_never_covered_are_outside() -> None:
    observations = held("unemp_n2", regions(("DE11", "2023", 5.0), ("FR10", "2023", 5.0), vintage="2024"))
    table = geography.region_table(Level.NUTS2, "2024")
    outside = history(series(observations, Level.NUTS2), EN)["sets"][0]["outside"]
    assert set(table["country"].iloc[outside]) == set(table["country"]) - {"DE", "FR"}


def test_cities_come_with_their_points() -> None:
    found = history(series(store.load("c_pop"), Level.CITY), EN)
    (part,) = found["sets"]
    assert part["ids"] == sorted(part["ids"])
    assert len(part["ids"]) == len(part["names_inline"]) == len(part["points"])
    assert part["borders"] == geography.boundary_url(Level.COUNTRY, "")
    graz = part["ids"].index("AT002C")
    frame, x, y = part["points"][graz]
    assert (frame, part["names_inline"][graz]) == (0, "Graz")
    assert (x * 500, 6_000_000 - y * 500) == pytest.approx((4_733_000, 2_672_000), abs=10_000)
    lacking = known_places(Level.CITY, geography.URBAN_AUDIT).loc[part["ids"], "lon"].isna()
    assert [point is None for point in part["points"]] == lacking.tolist()


def test_a_change_compares_only_what_is_the_same_area() -> None:
    code = recoded()
    observations = held(
        "unemp_n2",
        regions((code, "2015", 1.0), ("DE11", "2015", 2.0, "b"), ("DE12", "2015", 4.0), vintage="2016"),
        regions((code, "2023", 3.0), ("DE11", "2023", 5.5, "ep"), ("DE12", "2023", None, "|C"), vintage="2024"),
    )
    now, earlier = (shown(observations, Level.NUTS2, period) for period in ("2023", "2015"))
    found = change_history(now, earlier, EN)
    (frame,) = found["frames"]
    places = codes(found, frame, Level.NUTS2)
    assert (found["periods"], found["labels"]) == (["2015/2023"], ["2015 to 2023"])
    assert found["sets"][0]["vintage"] == "2024"
    assert values(found, frame, Level.NUTS2) == {"DE11": 3.5}
    assert {letter: at(places, n) for letter, n in frame["flags"].items()} == {letter: {"DE11"} for letter in "bep"}
    assert at(places, frame["withheld"]) == {"DE12"}


def test_a_pair_is_nine_colours_with_arrivals_in_the_rows() -> None:
    three = ("BE", "DE", "FR")
    people = held("asy_all", rows(*((code, "2020", 10.0 * k) for k, code in enumerate(three)), ("AT", "2020", 1.0)))
    place = held("cpi", rows(*((code, "2020", 9.0 - k, "e") for k, code in enumerate(three))))
    one, other = shown(people, Level.COUNTRY, "2020"), shown(place, Level.COUNTRY, "2020")
    for found in (pair_history(one, other, EN), pair_history(other, one, EN)):
        (frame,) = found["frames"]
        assert found["periods"] == ["2020"]
        assert values(found, frame, Level.COUNTRY) == {"BE": 2.0, "DE": 4.0, "FR": 6.0}
        line = found["lines"][0][found["sets"][0]["ids"].index("DE")]
        assert set(line.split(" · ")) == {text.figure(10.0, one.indicator, EN), text.figure(8.0, other.indicator, EN)}


@pytest.mark.parametrize("level", [Level.COUNTRY, *NUTS])
def test_the_words_of_each_period_are_those_of_its_screen(level: Level) -> None:
    observations = store.load("pm25")
    one = series(observations, level)
    view = View(indicator="pm25", level=level)
    drawn = [screens.screen(replace(view, period=period), one, level, FR) for period in one.periods[-3:]]
    found = words(drawn, FR)
    assert list(found) == list(one.periods[-3:])
    newest = drawn[-1]
    assert found[newest.period] == {
        "finding": text.finding(newest, FR),
        "subtitle": text.subtitle(newest, FR),
        "summary": text.summary(newest, FR),
        "notes": text.notices(newest, FR),
    }


@given(st.lists(st.floats(1e-9, 1e12) | st.floats(-1e12, -1e-9) | st.just(0.0), min_size=2, max_size=20))
def test_rounding_keeps_the_order_and_nine_digits(given_values: list[float]) -> None:
    ordered = np.sort(given_values)
    found = rounded(ordered)
    assert (np.diff(found) >= 0).all()
    assert found.tolist() == [float(f"{value:.9g}") for value in ordered]


def test_rounding_leaves_no_tail_of_digits() -> None:
    assert rounded([14.6849637123, 1234567890123.0, 0.0, -0.1, 8.1e-5]).tolist() == [
        14.6849637,
        1234567890000.0,
        0.0,
        -0.1,
        8.1e-5,
    ]
    assert np.isnan(rounded([np.nan])).all()
