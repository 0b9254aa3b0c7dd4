"""Counts per inhabitants: which population divides, and what is said about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.rates import per_inhabitants
from data_sources import store
from tests.observed import cells, rows


def test_hungary_2015() -> None:
    """17.771 per 1,000: 174,435 first applicants among 9,815,858 inhabitants of today's extraction."""
    found = per_inhabitants(store.load("asy_first").table, store.load("pop").table, 1000)
    value, _, _ = cells(found.table)["HU", "2015"]
    assert value == pytest.approx(17.771, rel=0.01)
    assert "2015" not in found.years


@pytest.mark.parametrize(
    ("years", "expected", "base"),
    [
        (("2015", "2016"), 1.0, {}),
        (("2013", "2014"), 2.0, {"2015": 2014}),
        (("2013",), 2.0, {"2015": 2013}),
        (("2012",), None, {}),
        (("2016",), None, {}),  # never a later one
        ((), None, {}),
    ],
)
def test_the_latest_population_within_two_years_divides(
    years: tuple[str, ...], expected: float | None, base: dict[str, int]
) -> None:
    people = {"2015": 20_000.0, "2016": 1.0}
    population = rows(*(("BE", year, people.get(year, 10_000.0)) for year in years), ("DE", "2015", 1.0))
    found = per_inhabitants(rows(("BE", "2015", 20.0)), population, 1000)
    assert cells(found.table)["BE", "2015"][0] == expected
    assert found.years == base


def test_months_are_divided_by_the_population_of_their_year() -> None:
    population = rows(("BE", "2022", 1000.0), ("BE", "2023", 2000.0))
    found = per_inhabitants(rows(("BE", "2022-12", 10.0), ("BE", "2023-01", 10.0)), population, 1000)
    assert [value for value, _, _ in cells(found.table).values()] == [10.0, 5.0]


def test_flags_of_both_are_joined_and_kept_without_a_value() -> None:
    counts = rows(("BE", "2015", 10.0, "pb"), ("FR", "2015", 10.0, "u"), ("IT", "2015", None, "p|C"))
    found = per_inhabitants(counts, rows(("BE", "2015", 1000.0, "ep"), ("IT", "2015", 1000.0)), 1000)
    assert cells(found.table) == {
        ("BE", "2015"): (10.0, "bep", ""),
        ("FR", "2015"): (None, "u", ""),
        ("IT", "2015"): (None, "p", "C"),
    }


def test_a_population_of_nobody_divides_nothing() -> None:
    found = per_inhabitants(rows(("BE", "2015", 10.0)), rows(("BE", "2015", 0.0), ("BE", "2014", None, "p")), 1000)
    assert cells(found.table)["BE", "2015"][0] is None


@settings(max_examples=25)
@given(order=st.permutations(range(6)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    counts = rows(*((geo, year, 10.0) for geo in ("BE", "DE", "FR") for year in ("2015", "2016")))
    population = rows(("BE", "2015", 100.0), ("BE", "2016", 200.0), ("DE", "2014", 400.0), ("FR", "2016", 800.0))
    expected = cells(per_inhabitants(counts, population, 1000).table)
    assert cells(per_inhabitants(counts.iloc[order], population.iloc[::-1], 1000).table) == expected
