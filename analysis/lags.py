"""Lagged association: arrivals of some years before and the place now, within places. It says "goes with" only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.refusal import Reason, Refused
from analysis.within import common_years, demeaned, moves, without_single

MOST = 5
FEWEST_YEARS = 3
FEWEST_PLACES = 10
FEWEST_PAIRS = 40
DRAWS = 1_000
SEED = 12_345
_INTERVAL = (2.5, 97.5)

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Correlation of x `k` years before with y, after each place's own means are taken out.

    `low` and `high` hold 95 of 100 draws of whole places. NaN where there are too few pairs or nothing moves;
    `n` pairs of `places`.
    """

    k: int
    r: float
    low: float
    high: float
    n: int
    places: int


def lags(panel: pd.DataFrame, *, years_too: bool = True, most: int = MOST) -> tuple[Lag, ...] | Refused:
    """One `Lag` for 0 to `most` years. `years_too` takes out what all places share in a year."""
    years = common_years(panel)
    if years < FEWEST_YEARS:
        return Refused(reason=Reason.YEARS, have=years, need=FEWEST_YEARS)
    found = tuple(_lag(panel, k, years_too=years_too) for k in range(most + 1))
    if any(np.isfinite(one.r) for one in found):
        return found
    fullest = max(found, key=lambda one: one.n)
    if fullest.places < FEWEST_PLACES:
        return Refused(reason=Reason.PLACES, have=fullest.places, need=FEWEST_PLACES)
    few = fullest.n < FEWEST_PAIRS
    return Refused(reason=Reason.ROWS, have=fullest.n, need=FEWEST_PAIRS) if few else Refused(reason=Reason.SAME)


def paired(panel: pd.DataFrame, k: int) -> pd.DataFrame:
    """The panel with x of `k` years before beside y of the year; only places with two such pairs."""
    before = panel[["geo", "year", "x"]].assign(year=panel["year"] + k)
    return without_single(panel[["geo", "year", "y"]].merge(before, on=["geo", "year"]))


def _lag(panel: pd.DataFrame, k: int, *, years_too: bool) -> Lag:
    pairs = paired(panel, k)
    place, codes = pd.factorize(pairs["geo"])
    lag = Lag(k=k, r=np.nan, low=np.nan, high=np.nan, n=len(pairs), places=len(codes))
    if lag.places < FEWEST_PLACES or lag.n < FEWEST_PAIRS:
        return lag
    year = pd.factorize(pairs["year"])[0] if years_too else None
    raw = [pairs[name].to_numpy(dtype=np.float64) for name in ("x", "y")]
    x, y = (demeaned(values, place, year) for values in raw)
    if not (moves(x, raw[0]) and moves(y, raw[1])):
        return lag
    sums = np.stack([np.bincount(place, weights=part) for part in (x * y, x * x, y * y)])
    low, high = np.percentile(_correlation(_draws(len(codes)) @ sums.T), _INTERVAL)
    r = float(_correlation(sums.sum(axis=1)[None])[0])
    return Lag(k=k, r=r, low=float(low), high=float(high), n=lag.n, places=lag.places)


def _draws(places: int) -> Floats:
    """How often each place is in each draw of as many places."""
    picked = np.random.default_rng(SEED).integers(0, places, size=(DRAWS, places))
    cells = picked + places * np.arange(DRAWS)[:, None]  # one count over all draws: numpy's multinomial is slower
    return np.bincount(cells.ravel(), minlength=DRAWS * places).reshape(DRAWS, places).astype(np.float64)


def _correlation(sums: Floats) -> Floats:
    """From sums of xy, xx and yy by row."""
    both: Floats = sums[:, 0] / np.sqrt(np.maximum(sums[:, 1] * sums[:, 2], np.finfo(float).tiny))
    return both
