"""Small counts: what is withheld, and that no sum gives it back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from analysis.disclosure import Rule, Table, complementary, primary, withheld

pytestmark = pytest.mark.slow

NAN = float("nan")


def column(*counts: float) -> Table:
    return np.array(counts, dtype=float)[:, None]


def range_of(counts: Table, hidden: np.ndarray, cell: tuple[int, int], *, rows: bool, columns: bool) -> float:
    """How far a hidden cell may lie from itself, given all shown cells, the totals, and that no count is negative."""
    places = [tuple(place) for place in np.argwhere(hidden).tolist()]
    totals = []
    if rows:
        totals += [[place[0] == row for place in places] for row in range(counts.shape[0])]
    if columns:
        totals += [[place[1] == line for place in places] for line in range(counts.shape[1])]
    matrix = np.array(totals, dtype=float)
    known = matrix @ np.array([counts[place] for place in places])
    aim = np.array([float(place == cell) for place in places])
    ends = [linprog(sign * aim, A_eq=matrix, b_eq=known, bounds=(0, None)) for sign in (1, -1)]
    if ends[1].status == 3:  # unbounded
        return float("inf")
    return float(-ends[1].fun - ends[0].fun)


tables = arrays(
    float,
    st.tuples(st.integers(2, 5), st.integers(2, 5)),
    elements=st.integers(0, 40).map(float),
)
lines = arrays(float, st.tuples(st.integers(2, 12), st.just(1)), elements=st.integers(0, 40).map(float))


@given(tables)
def test_no_withheld_cell_follows_from_the_totals_of_rows_and_columns(counts: Table) -> None:
    check(counts, rows=True, columns=True)


@given(lines)
def test_no_withheld_count_follows_from_the_total_of_a_line(counts: Table) -> None:
    check(counts, rows=False, columns=True)


def check(counts: Table, *, rows: bool, columns: bool) -> None:
    small = primary(counts)
    hidden = complementary(counts, small, rows=rows, columns=columns)
    assert (hidden >= small).all()
    assert hidden.any() == small.any()
    for cell in [(row, line) for row, line in np.argwhere(hidden).tolist()]:
        if range_of(counts, hidden, cell, rows=rows, columns=columns) < 1e-6:
            # nothing more can be hidden: its lines are withheld whole, and the total itself gives it away
            assert not rows or hidden[cell[0]].all()
            assert hidden[:, cell[1]].all()


@given(tables)
def test_without_totals_only_small_counts_are_withheld(counts: Table) -> None:
    small = primary(counts)
    assert (complementary(counts, small, rows=False, columns=False) == small).all()


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [(9, 5000, True), (10, 5000, False), (0, 5000, True), (200, 999, True), (200, 1000, False), (NAN, 10, False)],
)
def test_counts_under_ten_and_bases_under_a_thousand(count: float, base: float, expected: bool) -> None:  # noqa: FBT001
    assert bool(primary(column(count), column(base))[0, 0]) is expected


def test_the_limits_can_be_set() -> None:
    rule = Rule(least_count=5, least_base=100)
    assert primary(column(4, 5, 90), column(500, 500, 99), rule)[:, 0].tolist() == [True, False, True]


def test_one_withheld_count_takes_the_smallest_other_with_it() -> None:
    counts = column(3, 40, 25, 90)
    hidden = complementary(counts, primary(counts), rows=False)
    assert hidden[:, 0].tolist() == [True, False, True, False]


def test_two_withheld_counts_protect_each_other() -> None:
    counts = column(3, 40, 7)
    assert complementary(counts, primary(counts), rows=False)[:, 0].tolist() == [True, False, True]


def test_withheld_zeros_alone_do_not_protect_each_other() -> None:
    counts = column(0, 0, 50, 30)
    assert complementary(counts, primary(counts), rows=False)[:, 0].tolist() == [True, True, False, True]


def test_what_the_source_withholds_protects_too_and_is_not_counted() -> None:
    counts = column(3, NAN, 25)
    assert complementary(counts, primary(counts), rows=False)[:, 0].tolist() == [True, False, False]


def test_each_city_and_year_has_a_total_of_its_own() -> None:
    counts = pd.DataFrame(
        {
            "count": [3.0, 40.0, 50.0, 30.0, 40.0],
            "base": [2000.0, 2000.0, 2000.0, NAN, NAN],
            "total": ["one", "one", "one", "other", "other"],
        }
    )
    small, more = withheld(counts)
    assert small.tolist() == [True, False, False, False, False]
    assert more.tolist() == [False, True, False, False, False]
