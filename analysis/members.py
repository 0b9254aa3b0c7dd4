"""One figure for the European Union: the source's own, or one computed from all 27 members."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from data_sources.codes import EU27_2020
from data_sources.model import Kind


class Origin(StrEnum):
    """Where a figure for the Union comes from."""

    SOURCE = "source"
    SUM = "sum"
    MEDIAN = "median"


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Figures for the European Union: (period, value) pairs, ascending, and the flags of the newest.

    Where it is computed, `flags` are those of all its parts.
    """

    history: tuple[tuple[str, float], ...]
    origin: Origin
    flags: str


def european_union(table: pd.DataFrame, kind: Kind) -> Union:
    """The source's EU27_2020, else the sum of counts or the median of anything else over the members.

    A sum or median is given for periods in which every member has a figure, never for part of them.
    """
    own = table[(table["geo"] == "EU27_2020") & table["obs_value"].notna()]
    if len(own):
        return _of(own, Origin.SOURCE)
    members = table[table["geo"].isin(EU27_2020) & table["obs_value"].notna()]
    complete = members.groupby(members["time_period"].astype(str))["geo"].transform("size") == len(EU27_2020)
    return _of(members[complete], Origin.SUM if kind is Kind.COUNT else Origin.MEDIAN)


def _of(rows: pd.DataFrame, origin: Origin) -> Union:
    periods = rows["time_period"].astype(str)
    grouped = rows["obs_value"].groupby(periods)
    values = (grouped.median() if origin is Origin.MEDIAN else grouped.sum()).sort_index()
    newest = rows.loc[periods == values.index[-1], "obs_flag"].astype(str) if len(values) else ()
    return Union(
        history=tuple((str(period), float(value)) for period, value in values.items()),
        origin=origin,
        flags="".join(sorted({letter for flag in newest for letter in flag})),
    )
