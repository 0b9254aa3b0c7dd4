"""Who comes first by number and who by rate, and how far two orders of the same places agree."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pandas as pd

FEWEST = 10
"""No agreement of orders is stated for fewer places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaders:
    """The first places by number and by rate, each from the largest; only places with both figures."""

    by_number: tuple[str, ...]
    by_rate: tuple[str, ...]

    @property
    def moved(self) -> int:
        """How many of the first by number are not among the first by rate."""
        return len(set(self.by_number) - set(self.by_rate))


def leaders(numbers: pd.Series, rates: pd.Series, first: int = 5) -> Leaders:
    """The `first` places by each of two figures, indexed by place; ties in the order of codes."""
    both = pd.DataFrame({"number": numbers, "rate": rates}).dropna().sort_index()
    ordered = {name: both[name].sort_values(ascending=False, kind="stable").index[:first] for name in both}
    return Leaders(by_number=tuple(ordered["number"]), by_rate=tuple(ordered["rate"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Kendall's tau-b of two orders of `n` places: 1 the same order, -1 the reverse; NaN where nothing can be said."""

    tau: float
    n: int


def agreement(one: pd.Series, other: pd.Series) -> Agreement:
    """Of the places that both series have a figure for; NaN for fewer than `FEWEST`, or where one is constant."""
    both = pd.DataFrame({"one": one, "other": other}).dropna()
    if len(both) < FEWEST:
        return Agreement(tau=float("nan"), n=len(both))
    first, second = (_signs(both[name].to_numpy(dtype=np.float64)) for name in ("one", "other"))
    scale = sqrt(float((first**2).sum()) * float((second**2).sum()))
    tau = float((first * second).sum()) / scale if scale else float("nan")
    return Agreement(tau=tau, n=len(both))


def _signs(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """For every pair of places which is larger: 1, 0 or -1."""
    return np.sign(values[:, None] - values[None, :])
