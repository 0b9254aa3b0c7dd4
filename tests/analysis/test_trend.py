"""Eurostat's rule: the published figures, the thresholds, and what may never change a verdict."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.trend import LONG, SHORT, Goal, Line, Refusal, Trend, Verdict, cagr_pc, paced, plain, trend
from data_sources.model import Direction

SIXTY = Goal(value=60, year=2030)


def line(first: tuple[int, float], last: tuple[int, float], direction: Direction = Direction.HIGHER) -> Line:
    """A full series from one point to another; what lies between does not count."""
    return Line(values=dict.fromkeys(range(first[0], last[0]), first[1]) | dict((last,)), direction=direction)


@pytest.mark.parametrize(
    ("first", "last", "rate", "printed"),
    [
        ((2015, 321_112.0), (2020, 237_810.0), -5.83, -25.9),  # early deaths from fine particles
        ((2015, 23_808.0), (2020, 19_917.0), -3.51, -16.3),  # road deaths
        ((2015, 5.3), (2020, 4.3), -4.10, None),  # severe housing deprivation
    ],
)
def test_published_movements_are_reproduced(
    first: tuple[int, float], last: tuple[int, float], rate: float, printed: float | None
) -> None:
    found = trend(line(first, last, Direction.LOWER), SHORT, 2020)
    assert found.cagr_pc == pytest.approx(rate, abs=0.005)
    assert found.verdict is Verdict.SIGNIFICANT
    if printed is not None:
        assert 100 * (last[1] / first[1] - 1) == pytest.approx(printed, abs=0.05)


def test_recycling_is_too_slow_in_either_vintage() -> None:
    older = trend(line((2018, 46.4), (2023, 48.2)), SHORT, 2023, SIXTY)
    assert older.cagr_pc == pytest.approx(0.764, abs=0.0005)
    assert older.required_pc == pytest.approx(2.165, abs=0.0005)
    assert older.ratio_pc == pytest.approx(35.3, abs=0.05)
    newer = trend(line((2018, 47.5), (2023, 47.9)), SHORT, 2023, SIXTY)
    assert newer.ratio_pc == pytest.approx(8.5, abs=0.05)
    assert older.verdict is newer.verdict is Verdict.INSUFFICIENT


def test_recycling_over_fifteen_years_is_moderate() -> None:
    found = trend(line((2008, 36.6), (2023, 48.2)), LONG, 2023, SIXTY)
    assert (found.since, found.until, found.verdict) == (2008, 2023, Verdict.MODERATE)
    assert found.ratio_pc == pytest.approx(81.5, abs=0.05)


@pytest.mark.parametrize(
    ("progress", "verdict"),
    [
        (1.0, Verdict.SIGNIFICANT),
        (0.99, Verdict.MODERATE),
        (0.0, Verdict.MODERATE),
        (-0.01, Verdict.MODERATELY_AWAY),
        (-0.99, Verdict.MODERATELY_AWAY),
        (-1.0, Verdict.AWAY),
    ],
)
def test_thresholds_without_a_target(progress: float, verdict: Verdict) -> None:
    assert plain(progress) is verdict


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [
        (95.0, Verdict.SIGNIFICANT),
        (94.9, Verdict.MODERATE),
        (60.0, Verdict.MODERATE),
        (59.9, Verdict.INSUFFICIENT),
        (0.0, Verdict.INSUFFICIENT),
        (-0.1, Verdict.AWAY),
    ],
)
def test_thresholds_with_a_target(ratio: float, verdict: Verdict) -> None:
    assert paced(ratio) is verdict


def test_lower_is_better_turns_the_sign() -> None:
    assert trend(line((2015, 10), (2020, 12), Direction.LOWER), SHORT, 2020).verdict is Verdict.AWAY
    assert trend(line((2015, 10), (2020, 12)), SHORT, 2020).verdict is Verdict.SIGNIFICANT


def test_a_target_that_was_reached_and_left_is_not_on_pace() -> None:
    found = trend(line((2015, 70), (2020, 58)), SHORT, 2020, SIXTY)
    assert (found.verdict, found.ratio_pc) == (Verdict.AWAY, None)
    assert trend(line((2015, 58), (2020, 61)), SHORT, 2020, SIXTY).verdict is Verdict.REACHED


def test_a_target_of_zero_or_of_a_past_year_asks_for_no_pace() -> None:
    falling = line((2015, 5.3), (2020, 4.3), Direction.LOWER)
    bare = trend(falling, SHORT, 2020)
    assert trend(falling, SHORT, 2020, Goal(value=0, year=2030)) == bare
    assert trend(falling, SHORT, 2020, Goal(value=2, year=2019)) == bare
    assert bare.required_pc is None


@pytest.mark.parametrize(
    ("values", "direction", "refusal"),
    [
        ({2018: 1.0, 2019: 1.0}, Direction.HIGHER, Refusal.TOO_FEW),
        ({2018: 1.0, 2019: 1.0, 2020: 1.0, 2023: 1.0}, Direction.HIGHER, Refusal.TOO_FEW),
        ({}, Direction.HIGHER, Refusal.TOO_FEW),
        ({2021: 0.0, 2022: 1.0, 2023: 1.0}, Direction.HIGHER, Refusal.NOT_POSITIVE),
        ({2021: 1.0, 2022: 1.0, 2023: -1.0}, Direction.LOWER, Refusal.NOT_POSITIVE),
        ({2021: 1.0, 2022: 1.0, 2023: 2.0}, Direction.NEUTRAL, Refusal.NEUTRAL),
    ],
)
def test_what_cannot_be_judged_is_refused(values: dict[int, float], direction: Direction, refusal: Refusal) -> None:
    found = trend(Line(values=values, direction=direction), SHORT, 2023)
    assert (found.verdict, found.cagr_pc, found.refusal) == (None, None, refusal)


def test_ten_figures_in_a_row_are_enough_for_the_long_window_and_nine_are_not() -> None:
    assert trend(line((2014, 1), (2023, 2)), LONG, 2023).verdict is Verdict.SIGNIFICANT
    assert trend(line((2015, 1), (2023, 2)), LONG, 2023).refusal is Refusal.TOO_FEW


def test_a_gap_starts_the_window_anew_and_a_break_is_named() -> None:
    values = {2015: 1.0, 2017: 2.0, 2018: 2.0, 2019: 2.0, 2020: 2.0}
    found = trend(Line(values=values, direction=Direction.HIGHER, breaks=frozenset({2017, 2019})), SHORT, 2020)
    assert (found.since, found.until, found.breaks) == (2017, 2020, (2019,))


positive = st.floats(min_value=1e-3, max_value=1e6)
histories = st.lists(positive, min_size=3, max_size=20).map(lambda own: dict(enumerate(own, start=2000)))


@given(values=histories, shift=st.integers(-8, 8), goal=positive, better=st.sampled_from(list(Direction)))
@settings(max_examples=80, deadline=None)
def test_the_unit_changes_nothing(values: dict[int, float], shift: int, goal: float, better: Direction) -> None:
    def judged(scale: float) -> Trend:
        scaled = {year: value * scale for year, value in values.items()}
        return trend(Line(values=scaled, direction=better), SHORT, 2100, Goal(value=goal * scale, year=2120))

    assert judged(2.0**shift) == judged(1.0)


@given(values=histories, seed=st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_changes_nothing(values: dict[int, float], seed: Random) -> None:
    items = list(values.items())
    seed.shuffle(items)
    shuffled = Line(values=dict(items), direction=Direction.LOWER)
    assert trend(shuffled, LONG, 2100) == trend(Line(values=values, direction=Direction.LOWER), LONG, 2100)


@given(first=positive, rate=st.floats(-20, 20), years=st.integers(1, 15))
def test_the_rate_is_the_one_a_series_grew_by(first: float, rate: float, years: int) -> None:
    assert cagr_pc(first, first * (1 + rate / 100) ** years, years) == pytest.approx(rate, abs=1e-6)
