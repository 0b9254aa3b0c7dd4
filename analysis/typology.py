"""Four kinds of place by two figures, high or low in each, and how often a place keeps its kind in 20 re-runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST = 10
"""With fewer places there are no kinds."""

STABLE = 0.7
"""A place that keeps its kind in a smaller share of the re-runs is unstable."""

LEAST_RUNS = 5
"""With fewer re-runs that could be made nothing is said about stability."""

Cut = Callable[[npt.NDArray[np.float64]], float]


class Cutting(StrEnum):
    """Above which figure a place counts as high."""

    MEDIAN = "median"
    LOWER_THIRD = "lower third"
    UPPER_THIRD = "upper third"
    JENKS = "natural groups"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way to tell the kinds: the year moved by `shift`, arrivals in `total` or per head, and the cut."""

    shift: int = 0
    total: bool = False
    cutting: Cutting = Cutting.MEDIAN


BASE = Run()
_FIGURES = ((0, False), (-1, False), (1, False), (0, True), (-1, True))
RUNS = (
    *(run for s, t in _FIGURES for c in Cutting if (run := Run(shift=s, total=t, cutting=c)) != BASE),
    Run(shift=1, total=True),
)
"""The 20 re-runs: five choices of year and of rate or total, four cuts each; in place of the base, one more."""

Figures = Callable[[Run], pd.DataFrame | None]
"""A run -> `one` and `other` by code of place; None where no figures are held for it."""


def high(values: npt.ArrayLike, cutting: Cutting) -> npt.NDArray[np.bool_]:
    """Which of the values are above the cut."""
    numbers = np.asarray(values, dtype=np.float64)
    return np.asarray(numbers > _cut(numbers, cutting), dtype=bool)


def _cut(numbers: npt.NDArray[np.float64], cutting: Cutting) -> float:
    if cutting is Cutting.JENKS:
        return natural_cut(numbers)
    share = {Cutting.MEDIAN: 1 / 2, Cutting.LOWER_THIRD: 1 / 3, Cutting.UPPER_THIRD: 2 / 3}[cutting]
    return float(np.quantile(numbers, share, method="inverted_cdf"))


def natural_cut(values: npt.NDArray[np.float64]) -> float:
    """The upper bound of the lower of two natural groups: those whose members differ least (Fisher-Jenks, exact)."""
    ordered = np.sort(values)
    scale = float(np.abs(ordered).max()) or 1.0
    sums = np.cumsum(ordered / scale)
    sizes = np.arange(1, len(ordered))
    between = sums[:-1] ** 2 / sizes + (sums[-1] - sums[:-1]) ** 2 / (len(ordered) - sizes)
    apart = np.diff(ordered) > 0
    return float(ordered[np.argmax(np.where(apart, between, -np.inf))]) if apart.any() else float(ordered[-1])


def kinds(both: pd.DataFrame, cutting: Cutting = Cutting.MEDIAN) -> pd.DataFrame:
    """`one` and `other` as True (high) or False, by code of place."""
    return pd.DataFrame({name: high(both[name], cutting) for name in ("one", "other")}, index=both.index)


def typology(both: pd.DataFrame, figures: Figures, runs: Sequence[Run] = RUNS) -> pd.DataFrame | None:
    """Place -> its kind (`one`, `other`: high or not), `runs` it was in, and the share of them that `agree`.

    None for too few places. A place without figures in a run isn't in it; `agree` is missing for too few runs.
    """
    if len(both) < LEAST:
        return None
    base = kinds(both)
    made, same = (np.zeros(len(base), dtype=np.int64) for _ in range(2))
    for run in runs:
        again = figures(run)
        if again is None or len(again) < LEAST:
            continue
        at = again.index.get_indexer(base.index)
        agrees = at >= 0
        made += agrees
        for name in ("one", "other"):
            agrees &= high(again[name], run.cutting)[at] == base[name].to_numpy()
        same += agrees
    share = np.divide(same, made, out=np.full(len(base), np.nan), where=made >= LEAST_RUNS)
    return base.assign(runs=made, agree=share)
