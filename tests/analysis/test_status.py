"""Ranks with ties, status relative to the Union, and the four fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.status import MOST_PC, Point, Quadrant, Rank, capped, overall, rank, status
from data_sources.model import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
VALUES = {"A": 10.0, "B": 20.0, "C": 20.0, "D": 30.0}
tables = st.dictionaries(st.sampled_from("ABCDEFGHIJKL"), st.integers(0, 100).map(float), min_size=2)


def test_equal_figures_share_the_better_rank() -> None:
    assert rank(VALUES, "B", HIGHER) == Rank(rank=2, n=4, ties=1)
    assert rank(VALUES, "A", LOWER) == Rank(rank=1, n=4, ties=0)
    assert rank(VALUES, "X", LOWER) is None


@given(values=tables, direction=st.sampled_from([HIGHER, LOWER]))
@settings(max_examples=60, deadline=None)
def test_ranks_count_every_place_once(values: dict[str, float], direction: Direction) -> None:
    found = [one for code in values if (one := rank(values, code, direction))]
    spread = sorted(position for one in found for position in [one.rank + one.ties / 2])
    assert sum(spread) == pytest.approx(len(values) * (len(values) + 1) / 2)


def test_status_is_relative_and_an_outlier_does_not_set_the_scale() -> None:
    found = status(VALUES | {"E": 1000.0}, 20.0, HIGHER)
    assert found["B"] == 0
    assert found["D"] == pytest.approx(50.0)
    assert found["E"] == found["D"]
    assert status(VALUES, 20.0, LOWER)["D"] == pytest.approx(-50.0)


@given(values=tables, scale=st.floats(0.01, 100), shift=st.integers(-50, 50))
@settings(max_examples=60, deadline=None)
def test_status_depends_neither_on_unit_nor_on_order(values: dict[str, float], scale: float, shift: int) -> None:
    reference = next(iter(values.values()))
    moved = {code: value * scale + shift for code, value in reversed(values.items())}
    again = status(moved, reference * scale + shift, HIGHER)
    found = status(values, reference, HIGHER)
    assert again == {code: pytest.approx(one, abs=1e-4) for code, one in found.items()}


@pytest.mark.parametrize(
    ("progress", "level", "field"),
    [
        (1, 5, Quadrant.AHEAD_TOWARDS),
        (-1, 5, Quadrant.AHEAD_AWAY),
        (1, -5, Quadrant.BEHIND_TOWARDS),
        (-1, -5, Quadrant.BEHIND_AWAY),
        (0, 0, Quadrant.AHEAD_TOWARDS),
    ],
)
def test_the_four_fields(progress: float, level: float, field: Quadrant) -> None:
    assert Point(progress_pc=progress, status=level).quadrant is field


def test_a_goal_needs_three_quarters_of_its_indicators() -> None:
    one = Point(progress_pc=2, status=10)
    assert overall({"A": [one] * 3, "B": [one] * 2}, 4) == {"A": one}
    assert capped(90) == MOST_PC
    assert capped(-90) == -MOST_PC
