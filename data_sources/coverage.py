"""How much of what one would expect is held: by level, which years and how many places."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from data_sources import geography
from data_sources.codes import EU27_2020
from data_sources.model import NUTS, UNDATED, Level

_USUAL_DELAY_YEARS = 3
"""Figures are published one to three years after their year."""

_ALL = {Level.COUNTRY: len(EU27_2020)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Places with a value at one level: in the newest period, and ever, of how many one would expect.

    At country level the members of the EU are expected, elsewhere the places of the newest period's
    code list; `expected` is 0 where no code list says how many there are.
    """

    level: Level
    first: str
    last: str
    places: int
    places_last: int
    expected: int

    def partial(self, year: int) -> bool:
        """True where expected places never have a figure, or the copy ends well before `year`."""
        ended = self.last != UNDATED and int(self.last[:4]) < year - _USUAL_DELAY_YEARS
        return max(self.places_last, self.places if self.level in _ALL else 0) < self.expected or ended

    def as_dict(self, year: int) -> dict[str, object]:
        """Plain values for the manifest of `year`."""
        return {**asdict(self), "level": self.level.value, "partial": self.partial(year)}


def coverage(table: pd.DataFrame) -> tuple[Coverage, ...]:
    """One entry per level with values, aggregates apart."""
    valued = table[table["obs_value"].notna() & (table["level"] != Level.AGGREGATE.value)]
    return tuple(_of(valued, level) for level in Level if (valued["level"] == level.value).any())


def _of(valued: pd.DataFrame, level: Level) -> Coverage:
    rows = valued[valued["level"] == level.value]
    periods = rows["time_period"].astype(str)
    last = periods.max()
    newest = rows[periods == last]
    return Coverage(
        level=level,
        first=periods.min() if last != UNDATED else UNDATED,
        last=last,
        places=_counted(rows, level),
        places_last=_counted(newest, level),
        expected=_expected(newest, level),
    )


def _counted(rows: pd.DataFrame, level: Level) -> int:
    codes = set(rows["geo"].astype(str))
    return len(codes & set(EU27_2020)) if level in _ALL else len(codes)


def _expected(newest: pd.DataFrame, level: Level) -> int:
    if level in _ALL:
        return _ALL[level]
    vintages = [vintage for vintage in newest["geo_vintage"].astype(str).unique() if vintage]
    if level not in (*NUTS, Level.DISTRICT) or not vintages:
        return 0
    return len(geography.region_table(level, vintages[0]))
