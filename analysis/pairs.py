"""Which two indicators share how many places, and in which year: counted from who has a figure, before any is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.slices import nearest_period
from data_sources.model import NUTS, UNDATED, Level

LEAST = 10
"""With fewer places in common no pair can be chosen: nothing can be said of so few."""

MOST_GAP_YEARS = 2
"""How far apart the years of a pair may lie, where no year is common to both; it is said."""

FARTHEST_BASE_YEARS = 2
"""How old the population may be that divides a count; as in `rates`."""

_ALMOST_ALL = 0.9
_MID_YEAR = ("06", "Q2")
_YEAR = 4

Bits = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Comparable = Callable[[Level, str, str], Collection[str]]
"""Level and two versions of the regions -> the codes that mean the same area in both."""

Nearest = Callable[[Sequence[str], str], str]
"""As `nearest_period`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two indicators at one level: the periods compared and the number of places with both figures.

    `years` are all the periods in which both have figures for enough places, ascending.
    """

    arrivals: str
    place: str
    level: Level
    period: str
    other_period: str
    n: int
    years: tuple[str, ...] = ()

    @property
    def dated(self) -> bool:
        """False where one of the two is an average of years that its source does not state."""
        return UNDATED not in (self.period, self.other_period)

    @property
    def gap_years(self) -> int:
        """How many years lie between the two figures; 0 where one has no date."""
        return abs(_year(self.period) - _year(self.other_period)) if self.dated else 0


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Who has a figure at one level: one row an indicator and period, one column a place.

    `have` counts a place in whatever version its code is written, `placed` only where it is on that period's map.
    """

    level: Level
    places: pd.Index
    rows: pd.DataFrame
    have: Bits
    placed: Bits

    @cached_property
    def of(self) -> dict[str, dict[str, int]]:
        """Indicator -> period -> row, periods ascending."""
        found: dict[str, dict[str, int]] = {}
        for row, id, period in zip(range(len(self.rows)), self.rows["id"], self.rows["time_period"], strict=True):
            found.setdefault(id, {})[period] = row
        return found


def grid(table: pd.DataFrame, level: Level) -> Grid:
    """The grid of one level from categoricals `id, level, time_period, geo_vintage, geo`, one row a figure."""
    at = table[(table["level"] == level.value).to_numpy()]
    place, places = _numbered(at["geo"])
    id, ids = _numbered(at["id"])
    period, periods = _numbered(at["time_period"])
    keys, row = np.unique(id * len(periods) + period, return_inverse=True)
    vintage, vintages = _numbered(at["geo_vintage"])
    main = _main_vintage(row, vintage, np.asarray(vintages != ""), len(keys))
    own = vintage == main[row] if level in NUTS else np.asarray(vintages != "")[vintage]
    have, placed = (np.zeros((len(keys), len(places)), dtype=bool) for _ in range(2))
    have[row, place] = True
    placed[row[own], place[own]] = True
    rows = {"id": ids[keys // len(periods)], "time_period": periods[keys % len(periods)], "vintage": vintages[main]}
    return Grid(level=level, places=places, rows=pd.DataFrame(rows), have=have, placed=placed)


def _numbered(column: pd.Series) -> tuple[Numbers, pd.Index]:
    """Number of each row's text, and the texts that occur, ascending."""
    used = column.cat.remove_unused_categories()
    names = used.cat.categories.astype(str)
    order = names.argsort()
    return np.argsort(order)[used.cat.codes.to_numpy()].astype(np.int64), names[order]


def _main_vintage(row: Numbers, vintage: Numbers, known: Bits, rows: int) -> Numbers:
    """For each row the version that most of its places are found in, the older of equals."""
    sizes = np.bincount(row * len(known) + vintage, minlength=rows * len(known)).reshape(rows, len(known))
    found: Numbers = (sizes * known).argmax(axis=1) if len(known) else np.zeros(rows, dtype=np.int64)
    return found


def per_head(one: Grid, bases: Mapping[str, str]) -> Grid:
    """The grid with counts as rates: a place counts where a population of that year, or up to two before, is held.

    `bases` maps a count to the indicator that divides it; a count whose base isn't held has no place left.
    """
    placed = one.placed.copy()
    for id, base in bases.items():
        for period, row in one.of.get(id, {}).items():
            placed[row] &= _has_base(one, base, period)
    return Grid(level=one.level, places=one.places, rows=one.rows, have=one.have, placed=placed)


def _has_base(one: Grid, base: str, period: str) -> Bits:
    years = {str(_year(period) - back) for back in range(FARTHEST_BASE_YEARS + 1)} if period != UNDATED else set()
    rows = [row for when, row in one.of.get(base, {}).items() if when[:_YEAR] in years]
    return np.asarray(one.have[rows].any(axis=0), dtype=bool)


def pairs(one: Grid, arrivals: Collection[str], places: Collection[str], comparable: Comparable) -> list[Pair]:
    """Every pair with places in common, most places first: each in its newest year that has almost all of them."""
    left, right = ([id for id in ids if id in one.of] for ids in (arrivals, places))
    counts = _counts(one, left, right, comparable)
    nearest = lru_cache(maxsize=8192)(nearest_period)  # the same is asked for every figure of arrivals; kept no longer
    found = [_best(one, (first, second), counts, nearest) for first in left for second in right]
    kept = [pair for pair in found if pair is not None and pair.n > 0]
    return sorted(kept, key=lambda pair: (-pair.n, pair.arrivals, pair.place))


def _counts(one: Grid, left: Sequence[str], right: Sequence[str], comparable: Comparable) -> Numbers:
    """Places in common of every two rows; of regions only those that mean the same area in both versions."""
    rows, columns = (sorted(row for id in ids for row in one.of[id].values()) for ids in (left, right))
    bits = one.placed.astype(np.float32)
    counts = np.zeros((len(one.rows), len(one.rows)), dtype=np.int64)
    if one.level not in NUTS:
        counts[np.ix_(rows, columns)] = bits[rows] @ bits[columns].T
        return counts
    vintage = one.rows["vintage"].to_numpy(dtype=object)
    for first in sorted(set(vintage[rows])):
        for second in sorted(set(vintage[columns])):
            same = bits * _same_area(one, (first, second), comparable)
            own, others = (
                [row for row in found if vintage[row] == version]
                for found, version in ((rows, first), (columns, second))
            )
            counts[np.ix_(own, others)] = same[own] @ bits[others].T
    return counts


def _same_area(one: Grid, versions: tuple[str, str], comparable: Comparable) -> npt.NDArray[np.float32]:
    """1 for each place whose code means the same area in both; in one version every code does."""
    if versions[0] == versions[1] != "":
        return np.ones(len(one.places), dtype=np.float32)
    return one.places.isin(list(comparable(one.level, *versions))).astype(np.float32)


def _best(one: Grid, ids: tuple[str, str], counts: Numbers, nearest: Nearest) -> Pair | None:
    first, second = ids
    left = {period: row for period, row in one.of[first].items() if _is_of_a_year(period)}
    right = one.of[second]
    common = [_pair(one, (first, second), (period, period), counts) for period in left if period in right]
    years = tuple(pair.period for pair in common if pair.n >= LEAST)
    best = _newest(common)
    if best and years:
        return replace(best, years=years)
    near = [_pair(one, (first, second), (period, nearest(tuple(right), period)), counts) for period in left]
    return _newest([pair for pair in near if pair.gap_years <= MOST_GAP_YEARS])


def _pair(one: Grid, ids: tuple[str, str], periods: tuple[str, str], counts: Numbers) -> Pair:
    rows = [one.of[id][period] for id, period in zip(ids, periods, strict=True)]
    return Pair(
        arrivals=ids[0],
        place=ids[1],
        level=one.level,
        period=periods[0],
        other_period=periods[1],
        n=int(counts[rows[0], rows[1]]),
    )


def _newest(found: Sequence[Pair]) -> Pair | None:
    """The newest with at least nine tenths as many places as the fullest: one place more isn't worth an older year."""
    most = max((pair.n for pair in found), default=0)
    return max((pair for pair in found if pair.n >= _ALMOST_ALL * most), key=lambda pair: pair.period, default=None)


def _is_of_a_year(period: str) -> bool:
    """A whole year, no date at all, or the middle of a year, where a stock is counted every month or quarter."""
    return len(period) == _YEAR or period == UNDATED or period[_YEAR + 1 :] in _MID_YEAR


def _year(period: str) -> int:
    return int(period[:_YEAR])
