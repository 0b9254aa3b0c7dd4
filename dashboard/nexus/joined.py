"""Two figures of the same places in one table: joined by code within one code list, never invented."""

from __future__ import annotations

import pandas as pd

from analysis.pairs import FARTHEST_BASE_YEARS
from dashboard.history import pair_figures
from dashboard.screen import Screen
from data_sources.model import UNDATED, Level

_OWN_COUNTRY = 2  # the letters of a code that are its country's


def together(first: Screen, second: Screen, population: pd.DataFrame | None) -> pd.DataFrame:
    """Code -> `name`, `country`, `one`, `other`, `flags`, `people` of every place with both figures, by code.

    `people` is the population of the year or up to two before, missing where none is held.
    """
    both = pair_figures(first, second).rename_axis("geo").sort_index()
    codes = pd.Index(both.index.astype(str), name="geo")
    names = [first.names.get(code) or second.names.get(code) or code for code in codes]
    people = people_of(population, first.level, first.period)
    return both.set_axis(codes).assign(name=names, country=codes.str[:_OWN_COUNTRY], people=people.reindex(codes))


def people_of(population: pd.DataFrame | None, level: Level, period: str) -> pd.Series:
    """Code -> residents on 1 January of the period's year, else the latest within two years before.

    Without a year the newest of each place.
    """
    if population is None:
        return pd.Series(dtype="float64")
    rows = population[(population["level"] == level.value) & (population["obs_value"] > 0)]
    rows = pd.DataFrame({name: rows[name].to_numpy() for name in ("geo", "time_period", "obs_value")})
    year = rows["time_period"].astype(str).str[:4].astype(int)
    if period != UNDATED:
        asked = int(period[:4])
        rows, year = rows[year.between(asked - FARTHEST_BASE_YEARS, asked)], year[rows.index]
    newest = rows.assign(year=year).sort_values("year", kind="stable").drop_duplicates("geo", keep="last")
    return newest.set_index(newest["geo"].astype(str))["obs_value"]
