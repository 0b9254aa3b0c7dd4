"""How strongly two figures of places go together by rank, and how far that depends on chance, countries and size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST = 10
"""With fewer places there is no coefficient."""

SEED = 11
RESAMPLES = 1000
CONFIDENCE = 0.95
_OWN_COUNTRY = 2  # the letters of a code that are its country's

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A rank correlation's lower and upper bound."""

    low: float
    high: float

    @property
    def without_zero(self) -> bool:
        """True where chance alone is an unlikely reason for the sign."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The lowest and the highest rank correlation when one country is left out, and which country that is."""

    lowest: float
    highest: float
    lowest_without: str
    highest_without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The rank correlation of differences from the mean of the place's own country."""

    value: float
    n: int
    countries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """What two figures of `n` places have to do with each other; None where it can't be said.

    `value` is Spearman's rank correlation, `weighted` the same with every place counted by its people.
    """

    n: int
    value: float
    interval: Interval
    countries: int
    left_out: LeftOut | None
    within: Within | None
    weighted: float | None
    weighted_n: int = 0

    @property
    def clear(self) -> bool:
        """True where the interval holds no zero."""
        return self.interval.without_zero


def association(both: pd.DataFrame) -> Association | None:
    """The association of `one` and `other` in a table by code of place; None for too few places or constant figures.

    A column `people` (missing where not known) gives the weights. The order of the rows has no part in it.
    """
    rows = both.sort_index()
    value = spearman(rows["one"], rows["other"])
    if len(rows) < LEAST or value is None:
        return None
    country = rows.index.astype(str).str[:_OWN_COUNTRY].to_numpy()
    peopled = rows[rows["people"] > 0] if "people" in rows else rows.iloc[:0]
    return Association(
        n=len(rows),
        value=value,
        interval=bootstrap(rows["one"].to_numpy(), rows["other"].to_numpy()),
        countries=len(set(country)),
        left_out=_left_out(rows, country),
        within=_within(rows, country),
        weighted=weighted(peopled["one"], peopled["other"], peopled["people"]) if len(peopled) >= LEAST else None,
        weighted_n=len(peopled),
    )


def ranks(values: npt.ArrayLike) -> Floats:
    """The rank of each value from 1, lowest first; equal values share the mean of their ranks."""
    return np.asarray(pd.Series(np.asarray(values, dtype=np.float64)).rank(), dtype=np.float64)


def spearman(one: npt.ArrayLike, other: npt.ArrayLike) -> float | None:
    """Spearman's rank correlation; None where either is constant or there are fewer than two places."""
    return weighted(one, other, np.ones(np.size(np.asarray(one))))


def weighted(one: npt.ArrayLike, other: npt.ArrayLike, weights: npt.ArrayLike) -> float | None:
    """The correlation of the ranks with every place counted by its weight; None where either is constant."""
    w = np.asarray(weights, dtype=np.float64)
    if len(w) < 2:  # noqa: PLR2004  one place has no relation
        return None
    centred = [rank - np.average(rank, weights=w) for rank in (ranks(one), ranks(other))]
    spread = [float(np.sum(w * side**2)) for side in centred]
    if min(spread) <= 0:
        return None
    return float(np.clip(np.sum(w * centred[0] * centred[1]) / np.sqrt(spread[0] * spread[1]), -1, 1))


def bootstrap(one: Floats, other: Floats, seed: int = SEED, resamples: int = RESAMPLES) -> Interval:
    """The 95 % interval of the rank correlation over places drawn anew with replacement (percentiles)."""
    from scipy import stats  # noqa: PLC0415  takes most of a second: paid when a pair is looked at closely

    # the same places in another order draw the same samples
    order = np.lexsort((other, one))
    found = stats.bootstrap(
        (ranks(one)[order], ranks(other)[order]),
        _rank_correlations,
        paired=True,
        vectorized=True,
        n_resamples=resamples,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Interval(low=float(found.low), high=float(found.high))


def _rank_correlations(one: Floats, other: Floats, axis: int = -1) -> Floats:
    """One rank correlation a row; 0 for a sample that is constant."""
    from scipy import stats  # noqa: PLC0415

    sides = [stats.rankdata(side, axis=axis) for side in (one, other)]
    sides = [side - side.mean(axis=axis, keepdims=True) for side in sides]
    spread = np.sqrt((sides[0] ** 2).sum(axis=axis) * (sides[1] ** 2).sum(axis=axis))
    product = (sides[0] * sides[1]).sum(axis=axis)
    found: Floats = np.divide(product, spread, out=np.zeros_like(product), where=spread > 0)
    return found


def _left_out(rows: pd.DataFrame, country: npt.NDArray[np.object_]) -> LeftOut | None:
    """None for one country, or where too few places are left without one."""
    found = {}
    for code in sorted(set(country)):
        kept = rows[country != code]
        value = spearman(kept["one"], kept["other"])
        if len(kept) < LEAST or value is None:
            return None
        found[code] = value
    if len(found) < 2:  # noqa: PLR2004  without the only country nothing is left
        return None
    low, high = min(found, key=found.__getitem__), max(found, key=found.__getitem__)
    return LeftOut(lowest=found[low], highest=found[high], lowest_without=low, highest_without=high)


def _within(rows: pd.DataFrame, country: npt.NDArray[np.object_]) -> Within | None:
    """Of countries with at least two places; None for one country, too few places, or no difference within."""
    groups = pd.Series(country, index=rows.index)
    several = groups.map(groups.value_counts()) > 1
    kept, own = rows[several], groups[several]
    if len(kept) < LEAST or own.nunique() < 2:  # noqa: PLR2004  within one country it is the plain value
        return None
    # rounded: equal differences must stay equal, whatever the unit
    one, other = (_rounded(kept[name] - kept.groupby(own)[name].transform("mean")) for name in ("one", "other"))
    value = spearman(one, other)
    return None if value is None else Within(value=value, n=len(kept), countries=own.nunique())


def _rounded(values: pd.Series) -> Floats:
    largest = float(values.abs().max()) or 1.0
    found: Floats = np.round(values.to_numpy() / largest, 9)
    return found
