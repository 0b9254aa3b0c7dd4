"""Who shares how many places with whom: counted as a plain set would count."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.pairs import LEAST, MOST_GAP_YEARS, Grid, Pair, grid, pairs, per_head
from data_sources.model import UNDATED, Level

PLACES = [f"XX{n:03}C" for n in range(14)]
Row = tuple[str, str, str]
"""Indicator, period, place."""

figures = st.sets(
    st.tuples(st.sampled_from(["a", "b", "p", "q"]), st.sampled_from(["2019", "2020", "2023"]), st.sampled_from(PLACES))
)


def held(rows: list[Row], level: Level = Level.CITY, vintage: str = "urau") -> Grid:
    """The grid of some figures in one version."""
    columns = ["id", "time_period", "geo"]
    table = pd.DataFrame(rows, columns=columns).assign(level=level.value, geo_vintage=vintage)
    return grid(table.astype("category"), level)


def every(*_: object) -> frozenset[str]:
    """All places mean the same area in all versions."""
    return frozenset(PLACES)


def all_of(id: str, period: str, n: int) -> list[Row]:
    return [(id, period, place) for place in PLACES[:n]]


@given(figures)
def test_a_pair_counts_the_places_that_have_both_in_its_periods(rows: set[Row]) -> None:
    for pair in pairs(held(sorted(rows)), ("a", "b"), ("p", "q"), every):
        left = {place for id, period, place in rows if (id, period) == (pair.arrivals, pair.period)}
        right = {place for id, period, place in rows if (id, period) == (pair.place, pair.other_period)}
        assert pair.n == len(left & right) > 0
        assert pair.gap_years <= MOST_GAP_YEARS
        assert all(len({p for i, t, p in rows if (i, t) == (pair.arrivals, year)}) >= LEAST for year in pair.years)


@given(figures, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_has_no_part_in_it(rows: set[Row], chance: object) -> None:
    ordered, shuffled = sorted(rows), sorted(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = [pairs(held(one), ("a", "b"), ("p", "q"), every) for one in (ordered, shuffled)]
    assert found[0] == found[1]


def test_the_newest_year_with_almost_all_places_is_taken() -> None:
    rows = [*all_of("a", "2019", 14), *all_of("p", "2019", 14), *all_of("a", "2020", 13), *all_of("p", "2020", 13)]
    rows += [*all_of("a", "2023", 10), *all_of("p", "2023", 10)]
    (pair,) = pairs(held(rows), ("a",), ("p",), every)
    assert (pair.period, pair.n, pair.years) == ("2020", 13, ("2019", "2020", "2023"))


def test_years_lie_apart_only_where_none_is_common_and_not_far() -> None:
    near = pairs(held([*all_of("a", "2021", 12), *all_of("p", "2023", 12)]), ("a",), ("p",), every)
    assert [(pair.period, pair.other_period, pair.gap_years, pair.years) for pair in near] == [("2021", "2023", 2, ())]
    assert not pairs(held([*all_of("a", "2020", 12), *all_of("p", "2023", 12)]), ("a",), ("p",), every)


def test_an_average_without_a_date_is_said_to_have_none() -> None:
    (pair,) = pairs(held([*all_of("a", UNDATED, 12), *all_of("p", "2022", 11)]), ("a",), ("p",), every)
    assert not pair.dated
    assert (pair.period, pair.other_period, pair.gap_years, pair.n) == (UNDATED, "2022", 0, 11)


def test_of_months_the_middle_of_the_year_is_meant() -> None:
    rows = [row for month in ("2023-01", "2023-06", "2023-12") for row in all_of("a", month, 12)]
    (pair,) = pairs(held([*rows, *all_of("p", "2023", 12)]), ("a",), ("p",), every)
    assert (pair.period, pair.other_period) == ("2023-06", "2023")


def test_a_region_counts_only_where_its_code_means_the_same_area() -> None:
    left = pd.DataFrame(all_of("a", "2020", 14), columns=["id", "time_period", "geo"]).assign(geo_vintage="2016")
    right = pd.DataFrame(all_of("p", "2020", 14), columns=["id", "time_period", "geo"]).assign(geo_vintage="2021")
    table = pd.concat([left, right]).assign(level=Level.NUTS2.value).astype("category")

    def same(level: Level, one: str, other: str) -> list[str]:
        assert (level, one, other) == (Level.NUTS2, "2016", "2021")
        return PLACES[:11]

    (pair,) = pairs(grid(table, Level.NUTS2), ("a",), ("p",), same)
    assert pair.n == 11


def test_a_city_in_no_code_list_is_on_no_map_and_counts_nowhere() -> None:
    assert not pairs(held([*all_of("a", "2020", 12), *all_of("p", "2020", 12)], vintage=""), ("a",), ("p",), every)


def test_a_count_has_a_place_only_where_its_population_is_held() -> None:
    rows = [
        *all_of("a", "2020", 14),
        *all_of("p", "2020", 14),
        *all_of("base", "2018", 12),
        *all_of("base", "2010", 14),
    ]
    (pair,) = pairs(per_head(held(rows), {"a": "base"}), ("a",), ("p",), every)
    assert pair.n == 12
    assert not pairs(per_head(held(rows), {"a": "none"}), ("a",), ("p",), every)


def test_a_pair_of_few_places_is_told_from_one_to_choose() -> None:
    (pair,) = pairs(held([*all_of("a", "2020", 4), *all_of("p", "2020", 3)]), ("a",), ("p",), every)
    assert pair == Pair(arrivals="a", place="p", level=Level.CITY, period="2020", other_period="2020", n=3)
    assert pair.n < LEAST
