"""How a figure moved: the change between two periods, and a series as an index whose base is 100."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure before and after, in its own unit."""

    before: float
    after: float

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def percent(self) -> float:
        """The difference per 100 of before; NaN where that is not above zero."""
        return 100 * self.difference / self.before if self.before > 0 else float("nan")


def base_period(histories: Sequence[pd.DataFrame], wanted: str = "") -> str:
    """The wanted period, or the first, in which every history has a figure above zero; empty where none is."""
    positive = [set(rows.loc[rows["obs_value"] > 0, "time_period"].astype(str)) for rows in histories]
    common = set.intersection(*positive) if positive else set()
    return wanted if wanted in common else min(common, default="")


def indexed(rows: pd.DataFrame, base: str) -> pd.DataFrame:
    """One history with 100 x value / value of the base period; without any value where the base has none above zero."""
    at_base = rows.loc[(rows["time_period"] == base) & (rows["obs_value"] > 0), "obs_value"]
    divisor = float(at_base.iloc[0]) if len(at_base) else float("nan")
    return rows.assign(obs_value=100 * rows["obs_value"] / divisor)


def of_year(rows: pd.DataFrame, year: str, *, summed: bool) -> pd.Series:
    """Place -> its figure of a year: the year's own, of months the last, or where `summed` all twelve together.

    A place without all twelve months has no sum. Largest first.
    """
    within = rows[rows["time_period"].astype(str).str.startswith(year) & rows["obs_value"].notna()]
    monthly = bool((within["time_period"].astype(str).str.len() > len(year)).any())
    by_place = within.sort_values("time_period").groupby(within["geo"].astype(str))["obs_value"]
    if not (monthly and summed):
        last = str(within["time_period"].astype(str).max()) if len(within) else ""
        at_last = within[within["time_period"] == last]
        found = pd.Series(at_last["obs_value"].to_numpy(), index=at_last["geo"].astype(str), dtype="float64")
    else:
        found = by_place.sum()[by_place.size() == 12]  # noqa: PLR2004  months of a year
    return _largest_first(found)


def _largest_first(values: pd.Series) -> pd.Series:
    return values.sort_index().sort_values(ascending=False, kind="stable")
