"""The flows of one place: who came from where, who went where, and what is known of neither."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import pandas as pd

from data_sources.codes import EUROPE, Party

_TOTAL = "TOTAL"
_FLOW = ["partner", "obs_value", "obs_flag"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One direction in people: the total the source states, and its known parts; NaN where none is held."""

    total: float
    countries: float
    stateless: float
    unknown: float

    @property
    def held(self) -> bool:
        """False where the source has no figure in this direction."""
        return isfinite(self.total)

    @property
    def rest(self) -> float:
        """What the total has more than its parts: not broken down by country, and rounding; never below zero."""
        return max(self.total - self.countries - self.stateless - self.unknown, 0.0)


@dataclass(frozen=True, kw_only=True)
class Partners:
    """The flows of one place in one period, by partner country, the largest first.

    `rows`: `partner`, `arrivals`, `departures` (NaN: not held), `net` (where both are held), `share_pc` of all
    people in both directions, `arrivals_flag`, `departures_flag`. Partners without anybody are left out.
    """

    place: str
    period: str
    rows: pd.DataFrame
    arrivals: Side
    departures: Side


def places(table: pd.DataFrame) -> tuple[str, ...]:
    """Codes of the countries of Europe with a figure at either end of a flow, in alphabetical order."""
    valued = table[table["obs_value"].notna()]
    ends = {str(code) for end in ("origin", "destination") for code in valued[end].unique()}
    return tuple(sorted(ends & EUROPE))


def busiest(table: pd.DataFrame, period: str) -> str:
    """The country with the largest arrivals of a period: the one to begin with."""
    reporting = (table["destination_kind"] == Party.COUNTRY.value) & (table["origin"] == _TOTAL)
    totals = table[reporting & (table["time_period"] == period)].set_index("destination")["obs_value"]
    return str(totals.idxmax())


def partners(table: pd.DataFrame, place: str, period: str) -> Partners:
    """What a flow table holds of a place in a period."""
    rows = table[(table["time_period"] == period) & table["obs_value"].notna()]
    comes, goes = rows["destination"] == place, rows["origin"] == place
    came, went = _ended(rows[comes & ~goes], "origin"), _ended(rows[goes & ~comes], "destination")
    arrivals, departures = _side(came), _side(went)
    both = _countries(came, "arrivals").merge(_countries(went, "departures"), on="partner", how="outer")
    both[["arrivals_flag", "departures_flag"]] = both[["arrivals_flag", "departures_flag"]].fillna("")
    people = both["arrivals"].fillna(0) + both["departures"].fillna(0)
    everybody = pd.Series([arrivals.total, departures.total]).sum()
    both["net"] = both["arrivals"] - both["departures"]
    both["share_pc"] = 100 * people / everybody
    order = both.assign(people=people)[people > 0].sort_values(["people", "partner"], ascending=[False, True])
    return Partners(
        place=place,
        period=period,
        rows=order.drop(columns="people").reset_index(drop=True),
        arrivals=arrivals,
        departures=departures,
    )


def largest(table: pd.DataFrame, place: str) -> float:
    """The largest flow of a place with any one country in any period: the end of one scale for all of them."""
    ends = (table["origin_kind"] == Party.COUNTRY.value) & (table["destination_kind"] == Party.COUNTRY.value)
    figure = table.loc[ends & ((table["origin"] == place) | (table["destination"] == place)), "obs_value"].max()
    return float(figure) if figure > 0 else 0.0


def _ended(rows: pd.DataFrame, end: str) -> pd.DataFrame:
    """The other end of each flow as `partner`, `kind`, with value and flag."""
    named = {end: "partner", f"{end}_kind": "kind"}
    return rows.rename(columns=named)[["kind", *_FLOW]].astype({"partner": str, "obs_flag": str})


def _countries(flows: pd.DataFrame, direction: str) -> pd.DataFrame:
    names = {"obs_value": direction, "obs_flag": f"{direction}_flag"}
    return flows.loc[flows["kind"] == Party.COUNTRY.value, _FLOW].rename(columns=names)


def _side(flows: pd.DataFrame) -> Side:
    """The source's own total where it states one, else the sum of what it lists."""
    sums = flows.groupby(flows["kind"].astype(str))["obs_value"].sum()
    countries, stateless, unknown = (
        float(sums.get(kind.value, 0.0)) for kind in (Party.COUNTRY, Party.STATELESS, Party.UNKNOWN)
    )
    stated = flows.loc[flows["partner"] == _TOTAL, "obs_value"]
    listed = countries + stateless + unknown if len(flows) else float("nan")
    return Side(
        total=float(stated.iloc[0]) if len(stated) else listed,
        countries=countries,
        stateless=stateless,
        unknown=unknown,
    )
