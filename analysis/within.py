"""Figures over time within places: each place against its own mean, and each year against that of all places.

A panel is a table with one row a place and year: `geo`, `year` (a whole number), `x` (arrivals), `y` (the place).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
_CLOSE = 1e-10
_MOST_ROUNDS = 500


def demeaned(values: Floats, places: npt.NDArray[np.intp], years: npt.NDArray[np.intp] | None = None) -> Floats:
    """`values` without the mean of their place and, where `years` are given, of their year.

    `places` and `years` are numbers from 0. With gaps in the panel the two depend on each other: in turns, until
    nothing moves.
    """
    left = values - _means(values, places)
    if years is None:
        return left
    scale = float(np.abs(values).max(initial=0.0)) or 1.0
    for _ in range(_MOST_ROUNDS):
        before = left
        left = left - _means(left, years)
        left = left - _means(left, places)
        if np.abs(left - before).max(initial=0.0) <= _CLOSE * scale:
            break
    return left


def _means(values: Floats, groups: npt.NDArray[np.intp]) -> Floats:
    """For each value the mean of its group."""
    sizes = np.bincount(groups)
    means: Floats = np.divide(np.bincount(groups, weights=values), sizes, where=sizes > 0, out=np.zeros(len(sizes)))
    return means[groups]


def without_single(panel: pd.DataFrame) -> pd.DataFrame:
    """The rows of places with at least two years: one alone says nothing of change; ordered by place and year."""
    whole = panel.dropna(subset=["x", "y"])
    counted = whole.groupby("geo")["year"].transform("size")
    return whole[counted > 1].sort_values(["geo", "year"], ignore_index=True)


def common_years(panel: pd.DataFrame) -> int:
    """In how many years some place has both figures."""
    return int(panel.dropna(subset=["x", "y"])["year"].nunique())


def moves(values: Floats, scale: Floats) -> bool:
    """Whether anything but rounding is left of `values`, against the size of the figures they come from."""
    largest = float(np.abs(scale).max(initial=0.0))
    return bool(np.abs(values).max(initial=0.0) > 1e-9 * (largest or 1.0))
