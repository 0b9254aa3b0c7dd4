"""The period that is shown, and where a line must not run on."""

from __future__ import annotations

import pytest

from analysis.slices import at, full_period, history, nearest_period, segments
from data_sources.model import UNDATED, Level
from tests.observed import Row, cells, rows


@pytest.mark.parametrize(
    ("periods", "wanted", "expected"),
    [
        (("2013", "2015"), "2015", "2015"),
        (("2013", "2015"), "", "2015"),
        (("2013", "2015"), "2014", "2013"),  # the earlier of two equally close
        (("2013", "2015"), "2020", "2015"),
        (("2022-03", "2022-12"), "2022-04", "2022-03"),
        (("2022-03", "2022-12"), "2023", "2022-12"),
        (("2022-Q1", "2022-Q4"), "2022-11", "2022-Q4"),
        ((UNDATED,), "2015", UNDATED),
        (("2013", "2015"), UNDATED, "2015"),
        ((), "2015", ""),
    ],
)
def test_the_nearest_period(periods: tuple[str, ...], wanted: str, expected: str) -> None:
    assert nearest_period(periods, wanted) == expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ({"2020": 30, "2021": 28, "2022": 5}, "2021"),
        ({"2020": 30, "2021": 15}, "2021"),
        ({"2020": 1}, "2020"),
        ({}, ""),
    ],
)
def test_the_newest_period_that_most_places_have(places: dict[str, int], expected: str) -> None:
    assert full_period(places) == expected


def test_one_level_and_period_with_its_places_without_value() -> None:
    table = rows(("DE", "2015", 1.0), ("FR", "2015", None, "|C"), ("DE", "2016", 2.0))
    assert set(cells(at(table, Level.COUNTRY, "2015"))) == {("DE", "2015"), ("FR", "2015")}
    assert at(table, Level.NUTS2, "2015").empty


def test_histories_come_by_period_in_the_order_asked() -> None:
    table = rows(("DE", "2016", 2.0), ("FR", "2015", 3.0), ("DE", "2015", 1.0))
    found = history(table, ("FR", "DE", "XX"))
    assert list(found) == ["FR", "DE"]
    assert found["DE"]["obs_value"].tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([("2015", 1.0), ("2016", 2.0), ("2017", 3.0)], [["2015", "2016", "2017"]]),
        ([("2015", 1.0), ("2016", 2.0, "b"), ("2017", 3.0)], [["2015"], ["2016", "2017"]]),
        ([("2015", 1.0), ("2016", 2.0, "bep")], [["2015"], ["2016"]]),
        ([("2015", 1.0), ("2017", 3.0), ("2018", 4.0)], [["2015"], ["2017", "2018"]]),
        ([("2020", 1.0), ("2023", 3.0)], [["2020"], ["2023"]]),  # also where every step is a gap
        ([("2015", 1.0), ("2016", None, "u"), ("2017", 3.0)], [["2015"], ["2017"]]),
        ([("2015-12", 1.0), ("2016-01", 2.0), ("2016-03", 3.0)], [["2015-12", "2016-01"], ["2016-03"]]),
        (
            [("2015-Q3", 1.0), ("2015-Q4", 2.0), ("2016-Q1", 3.0), ("2016-Q3", 4.0)],
            [["2015-Q3", "2015-Q4", "2016-Q1"], ["2016-Q3"]],
        ),
        ([("2015", None, "u")], []),
    ],
)
def test_what_cuts_a_line(given: list[tuple[str, float | None]], expected: list[list[str]]) -> None:
    table: list[Row] = [("DE", *one) for one in given]
    assert [part["time_period"].astype(str).tolist() for part in segments(rows(*table))] == expected
