"""The distance to a target: zero at it, one step a spread, and the same in any unit and order."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.distance import LEAST_PEERS, Basis, best_performers, distance
from data_sources.model import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER
PEERS = [float(n) for n in range(1, 12)]
judged = st.sampled_from([HIGHER, LOWER])
figures = st.lists(st.integers(1, 10_000).map(float), min_size=LEAST_PEERS, max_size=40)


def test_one_spread_below_the_target_is_one_step() -> None:
    found = distance(10.0 - 3.3166247903554, PEERS, HIGHER, 10.0)
    assert found is not None
    assert found.steps == pytest.approx(1.0)
    assert found.spread == pytest.approx(3.3166, abs=1e-4)
    assert found.peers == 11


def test_without_a_number_the_best_tenth_is_the_target() -> None:
    assert best_performers(PEERS, HIGHER) == pytest.approx(10.0)
    assert best_performers(PEERS, LOWER) == pytest.approx(2.0)
    found = distance(6.0, PEERS, LOWER)
    assert found is not None
    assert found.target == pytest.approx(2.0)
    assert found.basis is Basis.BEST


def test_beyond_the_target_is_reached_in_the_better_direction_only() -> None:
    assert distance(12.0, PEERS, HIGHER, 10.0).steps == 0.0  # type: ignore[union-attr]
    assert distance(12.0, PEERS, LOWER, 10.0).steps > 0.0  # type: ignore[union-attr]


def test_too_few_or_equal_peers_and_no_direction_are_refused() -> None:
    assert distance(1.0, PEERS[: LEAST_PEERS - 1], HIGHER, 2.0) is None
    assert distance(1.0, [3.0] * 20, HIGHER, 2.0) is None
    assert distance(1.0, PEERS, Direction.NEUTRAL, 2.0) is None


@given(peers=figures, target=st.integers(1, 10_000), direction=judged)
@settings(max_examples=60, deadline=None)
def test_it_is_zero_at_the_target(peers: list[float], target: int, direction: Direction) -> None:
    assume(len(set(peers)) > 1)
    found = distance(float(target), peers, direction, float(target))
    assert found is not None
    assert found.steps == 0.0


@given(
    peers=figures,
    value=st.integers(1, 10_000),
    target=st.none() | st.integers(1, 10_000),
    direction=judged,
    scale=st.floats(1e-3, 1e3),
    order=st.randoms(),
)
@settings(max_examples=80, deadline=None)
def test_neither_unit_nor_order_change_it(  # noqa: PLR0913, PLR0917 - what varies
    peers: list[float], value: int, target: int | None, direction: Direction, scale: float, order: Random
) -> None:
    assume(len(set(peers)) > 1)
    found = distance(float(value), peers, direction, target)
    scaled = [one * scale for one in peers]
    order.shuffle(scaled)
    again = distance(value * scale, scaled, direction, None if target is None else target * scale)
    assert found is not None
    assert again is not None
    assert again.steps == pytest.approx(found.steps, abs=1e-6)
