"""The figures the methods work on, out of one or two screens."""

from __future__ import annotations

import pandas as pd

from dashboard.screen import Screen
from data_sources import geography
from data_sources.model import NUTS, Level

_YEAR = r"[12]\d{3}"
_BY_POINT = frozenset({Level.CITY, Level.FUA, Level.METRO})


def by_point(level: Level) -> bool:
    """True for places that are known by a point, not by a border."""
    return level in _BY_POINT


def mapped(shown: Screen) -> pd.DataFrame:
    """The places of a screen whose neighbours can be told, by code: `name`, `value`, `lon`, `lat`.

    Those outside the map of Europe are left out (their nearest place is an ocean away), those of another code list,
    and figures of low reliability.
    """
    cells = shown.valued
    known = (cells["n"] >= 0) & cells["lon"].notna() & ~cells["overseas"] & ~_unreliable(cells)
    if not by_point(shown.level) and shown.level is not Level.COUNTRY:
        known &= cells["geo_vintage"] == shown.vintage
    columns = cells.loc[known, ["geo", "name", "obs_value", "lon", "lat"]].rename(columns={"obs_value": "value"})
    return columns.drop_duplicates("geo").set_index("geo").sort_index()


def panel(first: Screen, second: Screen) -> pd.DataFrame:
    """One row a place and year with x (the first figure) and y (the second), NaN where one is missing.

    Regions keep only years in which their code meant the same area as in the first screen; figures of low
    reliability and of parts of a year are left out.
    """
    x, y = (
        _by_year(shown, first.vintage).rename(columns={"value": name}) for shown, name in ((first, "x"), (second, "y"))
    )
    both = x.merge(y, on=["geo", "year"], how="outer")
    return both[both["geo"].isin(set(x["geo"]) & set(y["geo"]))].sort_values(["geo", "year"], ignore_index=True)


def _by_year(shown: Screen, vintage: str) -> pd.DataFrame:
    """`geo`, `year`, `value` of every year with a figure."""
    rows = shown.series.rows
    rows = rows[rows["obs_value"].notna() & ~_unreliable(rows)]
    rows = rows[rows["time_period"].astype(str).str.fullmatch(_YEAR).to_numpy(dtype=bool)]
    if shown.level in NUTS:
        rows = rows[_same_area(rows, shown.level, vintage)]
    geo, year = rows["geo"].astype(str), rows["time_period"].astype(str).astype(int)
    return pd.DataFrame({"geo": geo, "year": year, "value": rows["obs_value"]}).drop_duplicates(["geo", "year"])


def _same_area(rows: pd.DataFrame, level: Level, vintage: str) -> pd.Series:
    codes, versions = rows["geo"].astype(str), rows["geo_vintage"].astype(str)
    kept = pd.Series(data=False, index=rows.index)
    for version in versions.unique():
        kept |= (versions == version) & codes.isin(geography.comparable(level, version, vintage))
    return kept


def _unreliable(rows: pd.DataFrame) -> pd.Series:
    return rows["obs_flag"].astype(str).str.contains("u")


def country_names(shown: Screen) -> dict[str, str]:
    """Code -> name, with the country's code behind it where the place is none itself."""
    if shown.level is Level.COUNTRY:
        return shown.names
    return {code: f"{name} ({code[:2]})" for code, name in shown.names.items()}
