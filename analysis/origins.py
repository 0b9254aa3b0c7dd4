"""Where people of a flow table come from and where they are, for one place or for all of them together."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analysis.flows import partners
from data_sources.codes import EUROPE, Party

_TOTAL = "TOTAL"
_YEAR = 4  # letters of a period


@dataclass(frozen=True, kw_only=True)
class Ends:
    """Both ends of a flow table in one period: code -> people, the largest first, without zeros.

    `total` is of all who came; `unplaced` of those without one country of origin. `leaving` is the total of
    `destinations` where these are other places than the one chosen; NaN where nothing is held.
    """

    origins: pd.Series
    destinations: pd.Series
    total: float
    unplaced: float
    leaving: float


def receiving(table: pd.DataFrame) -> tuple[str, ...]:
    """Codes of the countries of Europe, or of the routes, that figures are held for as destinations."""
    valued = table[table["obs_value"].notna()]
    kinds = valued["destination_kind"].astype(str)
    routes = valued.loc[kinds == Party.ROUTE.value, "destination"]
    here = valued.loc[(kinds == Party.COUNTRY.value) & valued["destination"].isin(EUROPE), "destination"]
    return tuple(sorted({str(code) for code in (*routes.unique(), *here.unique())}))


def by_year(table: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """A flow table of events by month as one by year, and the number of months that each year has.

    Only for what may be added up: a stock may not.
    """
    years = table["time_period"].astype(str).str[:_YEAR]
    months = table["time_period"].astype(str).groupby(years).nunique()
    keys = ["origin", "destination", "origin_kind", "destination_kind"]
    named = table.assign(time_period=years.astype("category"))
    summed = named.groupby([*keys, "time_period"], observed=True, as_index=False)["obs_value"].sum(min_count=1)
    return summed.assign(obs_flag="", conf_status=""), {str(year): int(n) for year, n in months.items()}


def of_everyone(table: pd.DataFrame, period: str, places: Collection[str]) -> Ends:
    """All of these places together: who came to any of them from where, and to which."""
    rows = table[(table["time_period"] == period) & table["obs_value"].notna() & table["destination"].isin(places)]
    listed = rows[rows["origin"] != _TOTAL]
    kinds = listed["origin_kind"].astype(str)
    countries = listed[kinds == Party.COUNTRY.value]
    stated = rows[rows["origin"] == _TOTAL]
    known = listed[kinds != Party.SUM.value]
    silent = known[~known["destination"].isin(stated["destination"].astype(str).unique())]
    destinations = _by(pd.concat([stated, silent]), "destination")
    total = float(destinations.sum())
    origins = _by(countries, "origin")
    return Ends(
        origins=origins,
        destinations=destinations,
        total=total if len(rows) else float("nan"),
        unplaced=max(total - float(origins.sum()), 0.0),
        leaving=float("nan"),
    )


def of_place(table: pd.DataFrame, place: str, period: str) -> Ends:
    """One place: who came to it from where, and where people from it went."""
    found = partners(table, place, period)
    rows = found.rows.set_index("partner")
    return Ends(
        origins=_positive(rows["arrivals"]),
        destinations=_positive(rows["departures"]),
        total=found.arrivals.total,
        unplaced=max(found.arrivals.total - found.arrivals.countries, 0.0) if found.arrivals.held else 0.0,
        leaving=found.departures.total,
    )


def _by(rows: pd.DataFrame, end: str) -> pd.Series:
    return _positive(rows["obs_value"].groupby(rows[end].astype(str)).sum())


def _positive(values: pd.Series) -> pd.Series:
    return values[values > 0].sort_index().sort_values(ascending=False, kind="stable")
