"""One level and one period out of an observation table, and the histories of a few places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from data_sources.model import UNDATED, Level


def nearest_period(periods: Sequence[str], wanted: str) -> str:
    """The period of `periods` (ascending) closest to `wanted`; the newest if none is wanted, "" if none.

    Of two that are equally close the earlier wins, so that nothing newer than asked is shown unasked.
    """
    if not periods or wanted in periods:
        return wanted if periods else ""
    if not wanted or UNDATED in (wanted, *periods):
        return periods[-1]
    return min(periods, key=lambda period: (abs(_months(period) - _months(wanted)), period))


def full_period(places: Mapping[str, int]) -> str:
    """The newest period with at least half as many places as the fullest; "" if there is none.

    `places` maps a period to the number of places with a value: the very newest has often few.
    """
    most = max(places.values(), default=0)
    return max((period for period, n in places.items() if n and 2 * n >= most), default="")


@lru_cache(maxsize=4096)
def _months(period: str) -> int:
    part = period[5:7]
    if part.startswith("Q"):
        return int(period[:4]) * 12 + 3 * int(part[1:])  # its last month
    return int(period[:4]) * 12 + (int(part) if part.isdigit() else 1)


def at(table: pd.DataFrame, level: Level, period: str) -> pd.DataFrame:
    """The rows of one level and period, one a place; a place with a flag and no value is among them."""
    rows = table[(table["level"] == level.value) & (table["time_period"] == period)]
    return rows.reset_index(drop=True)


def history(table: pd.DataFrame, places: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Place -> its rows by period, ascending, in the order of `places`; places without rows are left out."""
    found = {code: table[table["geo"] == code].sort_values("time_period") for code in places}
    return {code: rows for code, rows in found.items() if len(rows)}


def segments(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The unbroken stretches of one history: a break `b`, a missing period or a missing value cuts the line."""
    valued = rows[rows["obs_value"].notna()]
    if valued.empty:
        return []
    periods = valued["time_period"].astype(str)
    expected = 12 if periods.str.len().max() == len("2015") else 3 if periods.str.contains("Q").any() else 1
    broken = valued["obs_flag"].astype(str).str.contains("b") | (periods.map(_months).diff() > expected)
    return [part for _, part in valued.groupby(broken.cumsum())]
