"""The matrix of evidence, a place among others, and rural places beside cities."""

from __future__ import annotations

from math import isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.evidence import ELSEWHERE, Piece, age_years, by_class, compared, matrix, standing
from data_sources.model import UNDATED, Level, Theme

TARGETS = ("11.1", "11.2", ELSEWHERE)
THEMES = (Theme.MOBILITY, Theme.ENERGY)


def piece(id: str, target: str, last: str = "2020", stands_for: str = "", places: int = 5) -> Piece:
    """A piece of the theme mobility; unseen where `last` is empty."""
    return Piece(
        id=id,
        theme=Theme.MOBILITY,
        target=target,
        stands_for=stands_for or id,
        levels=(Level.COUNTRY,),
        last=last,
        places=places,
    )


def rows(*cells: tuple[str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(cells, columns=["geo", "time_period", "obs_value"])
    return table.assign(obs_flag="")


def test_every_theme_and_target_has_a_cell_and_a_gap_is_one_too() -> None:
    found = matrix([piece("a", "11.2")], THEMES, TARGETS)
    assert set(found) == {(theme, target) for theme in THEMES for target in TARGETS}
    assert [key for key, cell in found.items() if cell.held] == [(Theme.MOBILITY, "11.2")]


def test_a_cell_counts_variants_once_and_keeps_what_nobody_has_seen_apart() -> None:
    pieces = [
        piece("a", "11.2", "2019"),
        piece("b", "11.2", "2021-03", stands_for="a", places=40),
        piece("c", "11.2", ""),
    ]
    cell = matrix(pieces, THEMES, TARGETS)[Theme.MOBILITY, "11.2"]
    assert (cell.count, cell.newest, cell.places) == (1, "2021", 40)
    assert [one.id for one in cell.unseen] == ["c"]


def test_another_goal_stands_elsewhere_and_an_average_without_years_gives_no_newest_year() -> None:
    cell = matrix([piece("a", "8.5", UNDATED)], THEMES, TARGETS)[Theme.MOBILITY, ELSEWHERE]
    assert (cell.count, cell.newest) == (1, "")


def test_a_theme_of_no_row_is_left_out() -> None:
    assert not any(cell.held for cell in matrix([piece("a", "11.2")], (Theme.ENERGY,), TARGETS).values())


def test_a_place_stands_among_those_of_the_same_period_only() -> None:
    table = rows(("A", "2019", 1.0), ("A", "2020", 2.0), ("B", "2020", 4.0), ("C", "2019", 9.0))
    newest = standing(table, "A")
    assert newest is not None
    assert (newest.period, newest.value, newest.others, newest.median) == ("2020", 2.0, (2.0, 4.0), 3.0)
    older = standing(table, "A", "2018")
    assert older is not None
    assert (older.period, older.others) == ("2019", (1.0, 9.0))
    assert standing(table, "D") is None


def test_a_value_that_is_missing_is_never_the_newest() -> None:
    found = standing(rows(("A", "2019", 1.0), ("A", "2020", float("nan"))), "A")
    assert found is not None
    assert found.period == "2019"


@pytest.mark.parametrize(("period", "age"), [("2020", 6), ("2026-03", 0), (UNDATED, None)])
def test_age_in_years(period: str, age: int | None) -> None:
    assert age_years(period, 2026) == age


figures = st.dictionaries(st.sampled_from("ABCDEFGHIJKLMN"), st.floats(-100, 100), max_size=14)


@given(figures, figures)
def test_a_comparison_counts_places_with_both_and_turns_round(
    first: dict[str, float], second: dict[str, float]
) -> None:
    one, other = compared(first, second), compared(second, first)
    assert one.n == len(first.keys() & second.keys()) == one.higher + one.equal + other.higher
    assert (one.higher, one.equal) == (one.n - one.equal - other.higher, other.equal)
    assert one.enough == (one.n >= 10)
    assert isnan(one.median_gap) == (one.n == 0)


@given(figures)
def test_a_class_counts_its_own_places(values: dict[str, float]) -> None:
    classes = {geo: 1 + ord(geo) % 3 for geo in "ABCDEFGH"}
    found = by_class(values, classes)
    assert sum(spread.n for spread in found.values()) == len(values.keys() & classes.keys())
    assert all(spread.low <= spread.median <= spread.high and spread.above <= spread.n for spread in found.values())
