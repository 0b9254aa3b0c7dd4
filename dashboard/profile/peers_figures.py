"""One indicator for a place and for others beside it: of each the figure nearest in time to the place's newest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.comparability import Figure
from dashboard.profile.comparability_figures import figures
from dashboard.profile.peers_context import fitting, newest, valued
from dashboard.screen import Series
from data_sources.model import UNDATED, Indicator

_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Side:
    """The figures of an indicator laid beside those of one place; `rows` has one row a place, by code."""

    series: Series
    place: str
    rows: pd.DataFrame

    @property
    def entry(self) -> Indicator:
        """The indicator as its figures are shown."""
        return self.series.indicator

    @cached_property
    def by_place(self) -> Mapping[str, float]:
        """Code -> figure."""
        return dict(zip(self.rows.index.astype(str), self.rows["obs_value"].astype(float), strict=True))

    def value(self, code: str) -> float:
        """A place's figure."""
        return float(self.by_place[code])

    def period(self, code: str) -> str:
        """When a place's figure is of."""
        return str(self.rows.loc[code, "time_period"])

    def figure(self, code: str) -> Figure:
        """A place's figure with what decides whether it can be compared."""
        every = figures(code, self.series.level, self.series.rows)
        return next(one for one in every if one.period == self.period(code))


def side(series: Series, place: str, versions: Mapping[str, str]) -> Side:
    """The place's newest reliable figure, and that of every other place of `versions` nearest to it in time.

    Of two as near the newer counts. Where the place has no figure the others have their newest.
    """
    rows = fitting(valued(series.rows), dict(versions))
    last = newest(rows)
    if place not in last.index:
        return Side(series=series, place=place, rows=last)
    months = rows["time_period"].map({period: _months(period) for period in rows["time_period"].unique()})
    away = (months - _months(str(last.loc[place, "time_period"]))).abs()
    ordered = rows.assign(away=away, back=-months).sort_values(["away", "back"], kind="stable")
    return Side(series=series, place=place, rows=ordered.drop_duplicates("geo").set_index("geo"))


def _months(period: str) -> int:
    """Months since the year 0, of a year its first; a figure without a date is as near as can be."""
    if period == UNDATED:
        return 0
    part = period[5:].removeprefix("Q")
    step = 3 if "Q" in period else 1
    return int(period[:4]) * _MONTHS + (step * (int(part) - 1) if part.isdigit() else 0)
