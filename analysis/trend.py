"""Which way an indicator moves: Eurostat's rule for the SDGs, as its 2021 edition states it.

The yearly rate of growth (CAGR) over 15 or 5 years. Without a target 1 % a year parts significant from moderate;
with one the rate is compared with the rate that would lead to the target in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from data_sources.model import Direction

_CLEAR_PC = 1.0
_ON_PACE_PC, _BEHIND_PC = 95.0, 60.0


class Verdict(StrEnum):
    """What the rule says of a movement; the two last are movements away."""

    REACHED = "reached"
    SIGNIFICANT = "significant"
    MODERATE = "moderate"
    INSUFFICIENT = "insufficient"
    MODERATELY_AWAY = "moderately away"
    AWAY = "away"

    @property
    def towards(self) -> bool:
        """True for what moves to the better, however slowly, or has arrived."""
        return self not in {Verdict.MODERATELY_AWAY, Verdict.AWAY}


class Refusal(StrEnum):
    """Why there is no verdict."""

    NEUTRAL = "neutral"
    TOO_FEW = "too few"
    NOT_POSITIVE = "not positive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A span of years, and how many figures in a row it needs."""

    years: int
    least: int


LONG = Window(years=15, least=10)
SHORT = Window(years=5, least=3)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A series as year -> value, which way is better, and the years in which its definition changes."""

    values: Mapping[int, float]
    direction: Direction
    breaks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure to reach by a year."""

    value: float
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A movement between two years: per cent a year, and either a verdict or why there is none.

    `required_pc` is the rate needed for the goal and `ratio_pc` what part of it was kept, where a goal was used;
    `breaks` are the years inside the window in which the series changes its definition.
    """

    since: int
    until: int
    cagr_pc: float | None = None
    verdict: Verdict | None = None
    refusal: Refusal | None = None
    required_pc: float | None = None
    ratio_pc: float | None = None
    breaks: tuple[int, ...] = ()


def sign(direction: Direction) -> int:
    """1 where higher is better, -1 where lower is, 0 for neither."""
    return {Direction.HIGHER: 1, Direction.LOWER: -1, Direction.NEUTRAL: 0}[direction]


def cagr_pc(first: float, last: float, years: int) -> float:
    """The steady yearly growth from first to last, per cent."""
    growth: float = (last / first) ** (1 / years)
    return 100 * (growth - 1)


def run(history: Mapping[int, float], window: Window, until: int) -> tuple[int, int]:
    """The first and last year of the figures in a row that end at the newest up to `until`, inside the window."""
    last = max((year for year in history if year <= until), default=until)
    first = last
    while first - 1 in history and first - 1 >= last - window.years:
        first -= 1
    return first, last


def trend(line: Line, window: Window, until: int, goal: Goal | None = None) -> Trend:
    """How a series moved in the window that ends at its newest figure up to `until`."""
    since, last = run(line.values, window, until)
    cut = tuple(sorted(year for year in line.breaks if since < year <= last))
    refusal = _refusal(line, window, since, last)
    if refusal:
        return Trend(since=since, until=last, refusal=refusal, breaks=cut)
    rate = cagr_pc(line.values[since], line.values[last], last - since)
    bare = Trend(since=since, until=last, cagr_pc=rate, verdict=plain(sign(line.direction) * rate), breaks=cut)
    return bare if goal is None or not _usable(goal, since, last) else _against(goal, line, bare, rate)


def _refusal(line: Line, window: Window, since: int, until: int) -> Refusal | None:
    if line.direction is Direction.NEUTRAL:
        return Refusal.NEUTRAL
    if until not in line.values or until - since + 1 < window.least:
        return Refusal.TOO_FEW
    return Refusal.NOT_POSITIVE if line.values[since] <= 0 or line.values[until] < 0 else None


def _usable(goal: Goal, since: int, until: int) -> bool:
    """No rate leads to zero, and a year that has passed asks for no pace."""
    return goal.value > 0 and goal.year >= until and goal.year > since


def plain(progress_pc: float) -> Verdict:
    """The verdict without a target on per cent a year towards the better."""
    if progress_pc >= 0:
        return Verdict.SIGNIFICANT if progress_pc >= _CLEAR_PC else Verdict.MODERATE
    return Verdict.AWAY if progress_pc <= -_CLEAR_PC else Verdict.MODERATELY_AWAY


def _against(goal: Goal, line: Line, bare: Trend, rate_pc: float) -> Trend:
    """The same movement held against a goal."""
    way = sign(line.direction)
    if way * (line.values[bare.until] - goal.value) >= 0:
        return replace(bare, verdict=Verdict.REACHED)
    needed = cagr_pc(line.values[bare.since], goal.value, goal.year - bare.since)
    if way * needed <= 0:  # it had reached the goal and left it: both rates have one sign, and no ratio can tell
        return replace(bare, verdict=Verdict.AWAY, required_pc=needed)
    ratio = 100 * rate_pc / needed
    return replace(bare, verdict=paced(ratio), required_pc=needed, ratio_pc=ratio)


def paced(ratio_pc: float) -> Verdict:
    """The verdict with a target on the part of the needed pace that was kept, per cent."""
    if ratio_pc < 0:
        return Verdict.AWAY
    if ratio_pc >= _ON_PACE_PC:
        return Verdict.SIGNIFICANT
    return Verdict.MODERATE if ratio_pc >= _BEHIND_PC else Verdict.INSUFFICIENT
