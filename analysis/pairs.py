"""Which two indicators share how many places, and in which year: counted from who has a figure, before any is read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress

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
        return _gap_years(self.period, self.other_period)


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
        keys = zip(self.rows["id"].tolist(), self.rows["time_period"].tolist(), strict=True)
        for row, (id, period) in enumerate(keys):
            found.setdefault(id, {})[period] = row
        return found


def grid(table: pd.DataFrame, level: Level) -> Grid:
    """The grid of one level from categoricals `id, level, time_period, geo_vintage, geo`, one row a figure."""
    at = _rows_at(table["level"], level)
    id, ids = _numbered(table["id"], at)
    period, periods = _numbered(table["time_period"], at)
    place, places = _numbered(table["geo"], at)
    vintage, vintages = _numbered(table["geo_vintage"], at)
    keys, row = _ranked(id * len(periods) + period, len(ids) * len(periods))
    main = _main_vintage(row, vintage, np.asarray(vintages != ""), len(keys))
    own = vintage == main[row] if level in NUTS else np.asarray(vintages != "")[vintage]
    have, placed = (np.zeros((len(keys), len(places)), dtype=bool) for _ in range(2))
    have[row, place] = True
    placed[row[own], place[own]] = True
    rows = {"id": ids[keys // len(periods)], "time_period": periods[keys % len(periods)], "vintage": vintages[main]}
    return Grid(level=level, places=places, rows=pd.DataFrame(rows), have=have, placed=placed)


def _rows_at(levels: pd.Series, level: Level) -> Numbers:
    """The positions of the rows at a level."""
    held = levels.cat.categories
    code = held.get_loc(level.value) if level.value in held else len(held)
    return np.flatnonzero(levels.cat.codes.to_numpy() == code)


def _numbered(column: pd.Series, at: Numbers) -> tuple[Numbers, pd.Index]:
    """Number of each of these rows' texts, and the texts that occur in them, ascending."""
    names = column.cat.categories.astype(str)
    used, number = _ranked(column.cat.codes.to_numpy()[at], len(names))
    order = names[used].argsort()
    return np.argsort(order)[number], names[used][order]


def _ranked(codes: npt.NDArray[np.integer], below: int) -> tuple[Numbers, Numbers]:
    """The codes that occur, ascending, and of each its position among them. As `numpy.unique`, without sorting."""
    held = np.zeros(below, dtype=bool)
    held[codes] = True
    return np.flatnonzero(held), (np.cumsum(held) - 1)[codes]


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
    if not (left and right):
        return []
    periods = sorted(set(one.rows["time_period"]))
    of_years = [period if _is_of_a_year(period) else "" for period in periods]
    rows = (_rows(one, left, of_years), _rows(one, right, periods))
    found = _found(one.level, (left, right), periods, _choice(periods, rows, _counts(one, rows, comparable)))
    return sorted(found, key=lambda pair: (-pair.n, pair.arrivals, pair.place))


def _rows(one: Grid, ids: Sequence[str], periods: Sequence[str]) -> Numbers:
    """One line an indicator, one column a period: its row in the grid, -1 where it has no figures then."""
    return np.array([[one.of[id].get(period, -1) for period in periods] for id in ids], dtype=np.int64)


def _counts(one: Grid, rows: tuple[Numbers, Numbers], comparable: Comparable) -> Numbers:
    """Places in common of every two rows; of regions only those that mean the same area in both versions."""
    left, right = (np.unique(side[side >= 0]) for side in rows)
    counts = np.zeros((len(one.rows), len(one.rows)), dtype=np.int64)
    words = _words(one.placed)
    vintage = one.rows["vintage"].to_numpy(dtype=object) if one.level in NUTS else np.full(len(one.rows), "", object)
    for first in sorted(set(vintage[left])):
        own = left[vintage[left] == first]
        for second in sorted(set(vintage[right])):
            others = right[vintage[right] == second]
            same = _words(_same_area(one, (first, second), comparable))
            counts[np.ix_(own, others)] = _common(words[own] & same, words[others])
    return counts


def _words(places: Bits) -> npt.NDArray[np.uint64]:
    """The same as numbers of 64 places each: what two have in common is counted fastest so, and by one processor."""
    padded = np.pad(np.atleast_2d(places), ((0, 0), (0, -places.shape[-1] % 64)))
    return np.packbits(padded, axis=1).view(np.uint64)


def _common(left: npt.NDArray[np.uint64], right: npt.NDArray[np.uint64]) -> Numbers:
    found = np.zeros((len(left), len(right)), dtype=np.int64)
    for one, other in zip(left.T, right.T, strict=True):
        found += np.bitwise_count(one[:, None] & other)
    return found


def _same_area(one: Grid, versions: tuple[str, str], comparable: Comparable) -> Bits:
    """Whether each place's code means the same area in both; in one version, and of what has none, every code does."""
    if one.level not in NUTS or versions[0] == versions[1] != "":
        return np.ones(len(one.places), dtype=bool)
    same = frozenset(comparable(one.level, *versions))
    return np.array([code in same for code in one.places.tolist()])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """For every two indicators: the period of each as its number, -1 where there is none, and the places with both.

    `years` is true of the periods in which both have figures for enough places.
    """

    period: Numbers
    other_period: Numbers
    n: Numbers
    years: Bits


def _choice(periods: Sequence[str], rows: tuple[Numbers, Numbers], counts: Numbers) -> _Choice:
    """The best period common to both, if one has enough places; else the best of those that lie close together."""
    left, right = rows[0][:, None, :], rows[1][None, :, :]
    same = _shared(counts, left, right)
    years = same >= LEAST
    alone: Bits = np.logical_not(years.any(axis=2, keepdims=True))
    asked: Bits = np.any(alone & (left >= 0), axis=0)
    close = _close(periods, rows[1], asked)
    near = _shared(counts, left, np.where(close >= 0, np.take_along_axis(rows[1], close, axis=1), -1)[None, :, :])
    n = np.where(alone, near, same)
    period = _newest(n)
    other = np.where(alone[:, :, 0], close[np.arange(len(close)), period], period)
    most = np.take_along_axis(n, period[:, :, None], axis=2)[:, :, 0]
    return _Choice(period=period, other_period=other, n=most, years=years)


def _shared(counts: Numbers, left: Numbers, right: Numbers) -> Numbers:
    """The places in common of these rows, -1 where one of the two is none."""
    return np.where((left >= 0) & (right >= 0), counts[left, right], -1)


def _close(periods: Sequence[str], right: Numbers, asked: Bits) -> Numbers:
    """For each figure of the place, where asked, its nearest period to each period; -1 where that is far."""
    number = {period: at for at, period in enumerate(periods)}
    found = np.full(right.shape, -1, dtype=np.int64)
    nearest = lru_cache(maxsize=8192)(nearest_period)  # many have the same periods; kept no longer
    for line in np.flatnonzero(asked.any(axis=1)):
        own = tuple(compress(periods, right[line] >= 0))
        for at in np.flatnonzero(asked[line]).tolist():
            other = nearest(own, periods[at])
            if _gap_years(periods[at], other) <= MOST_GAP_YEARS:
                found[line, at] = number[other]
    return found


def _newest(n: Numbers) -> Numbers:
    """The newest with at least nine tenths as many places as the fullest: one place more isn't worth an older year."""
    most = n.max(axis=2, keepdims=True)
    last: Numbers = n.shape[2] - 1 - (n >= _ALMOST_ALL * most)[:, :, ::-1].argmax(axis=2)
    return last


def _found(
    level: Level, ids: tuple[Sequence[str], Sequence[str]], periods: Sequence[str], chosen: _Choice
) -> Iterator[Pair]:
    for row, column in np.argwhere(chosen.n > 0).tolist():
        yield Pair(
            arrivals=ids[0][row],
            place=ids[1][column],
            level=level,
            period=periods[chosen.period[row, column]],
            other_period=periods[chosen.other_period[row, column]],
            n=int(chosen.n[row, column]),
            years=tuple(compress(periods, chosen.years[row, column])),
        )


def _is_of_a_year(period: str) -> bool:
    """A whole year, no date at all, or the middle of a year, where a stock is counted every month or quarter."""
    return len(period) == _YEAR or period == UNDATED or period[_YEAR + 1 :] in _MID_YEAR


def _gap_years(one: str, other: str) -> int:
    """How many years lie between two periods; 0 where one has no date."""
    return 0 if UNDATED in (one, other) else abs(_year(one) - _year(other))


def _year(period: str) -> int:
    return int(period[:_YEAR])
