"""Where a country stands among others: its rank with ties, and its status beside its progress.

Status is relative (to the European Union), progress is absolute: a country may be ahead and fall back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

import numpy as np

from analysis.trend import sign
from data_sources.model import Direction

MOST_PC = 5.0
"""A progress beyond this many per cent a year counts as this many, so that one restless series decides nothing."""

_FENCE = 1.5
_ENOUGH_ASSESSED = 0.75


class Quadrant(StrEnum):
    """The four fields of status beside progress."""

    AHEAD_TOWARDS = "ahead, towards"
    AHEAD_AWAY = "ahead, away"
    BEHIND_TOWARDS = "behind, towards"
    BEHIND_AWAY = "behind, away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place's rank (1 is the best) of `n`, shared with `ties` others."""

    rank: int
    n: int
    ties: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Progress in per cent a year towards the better, and status in points above (+) or below the Union."""

    progress_pc: float
    status: float

    @property
    def quadrant(self) -> Quadrant:
        """The field it lies in; the lines themselves belong to ahead and towards."""
        if self.status >= 0:
            return Quadrant.AHEAD_TOWARDS if self.progress_pc >= 0 else Quadrant.AHEAD_AWAY
        return Quadrant.BEHIND_TOWARDS if self.progress_pc >= 0 else Quadrant.BEHIND_AWAY


def rank(values: Mapping[str, float], code: str, direction: Direction) -> Rank | None:
    """The rank of a place in the better direction (the higher for a neutral one); None where it has no value."""
    if code not in values:
        return None
    way, own = sign(direction) or 1, values[code]
    ahead = sum(way * value > way * own for value in values.values())
    return Rank(rank=1 + ahead, n=len(values), ties=sum(value == own for value in values.values()) - 1)


def status(values: Mapping[str, float], reference: float, direction: Direction) -> dict[str, float]:
    """Code -> points from 0 (worst) to 100 (best) less those of the reference; empty where all are alike.

    The ends are those of the values that are no outliers (within 1.5 quartile ranges of the middle half).
    """
    found = np.sort(np.fromiter(values.values(), dtype=np.float64))
    if not len(found) or not sign(direction):
        return {}
    low, high = np.quantile(found, [0.25, 0.75])
    inner = found[(found >= low - _FENCE * (high - low)) & (found <= high + _FENCE * (high - low))]
    worst, best = (inner[0], inner[-1]) if direction is Direction.HIGHER else (inner[-1], inner[0])
    if worst == best:
        return {}
    middle = _points(reference, worst, best)
    return {code: _points(value, worst, best) - middle for code, value in values.items()}


def _points(value: float, worst: float, best: float) -> float:
    return float(np.clip(100 * (value - worst) / (best - worst), 0, 100))


def capped(progress_pc: float) -> float:
    """A progress within plus and minus `MOST_PC`."""
    return max(-MOST_PC, min(MOST_PC, progress_pc))


def overall(points: Mapping[str, Sequence[Point]], indicators: int) -> dict[str, Point]:
    """Code -> the mean of its points, for places with three quarters of the indicators assessed."""
    return {
        code: Point(progress_pc=fmean(one.progress_pc for one in own), status=fmean(one.status for one in own))
        for code, own in points.items()
        if own and len(own) >= _ENOUGH_ASSESSED * indicators
    }
