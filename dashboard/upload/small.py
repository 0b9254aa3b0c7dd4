"""Small counts of a reader's file withheld before it is mapped, and those that would give them away."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.disclosure import Rule, withheld
from data_sources.model import Kind, Level
from data_sources.schema import KEY, Observations
from data_sources.upload import OWN

_CONFIDENTIAL = "C"
_OF_A_HUNDRED = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """The figures without those withheld; how many of them were too small, and how many went along."""

    observations: Observations
    small: int
    more: int


def bases(table: pd.DataFrame, base: pd.DataFrame | None) -> pd.Series:
    """The denominators in the rows of a table, from a table of them; NaN where there is none."""
    if base is None or base.empty:
        return pd.Series(np.nan, index=table.index)
    found = pd.Series(base["obs_value"].to_numpy(), index=_rows(base))
    return pd.Series(found[~found.index.duplicated()].reindex(_rows(table)).to_numpy(), index=table.index)


def _rows(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[list(KEY)].astype(str))


def guarded(held: Observations, base: pd.DataFrame | None, rule: Rule) -> Guarded:
    """The observations with figures below the limits made confidential, and as many more as keep them from being told.

    `base` is an observation table of denominators. Regions add up to their country, neighbourhoods to their city,
    countries and the reader's own shapes to all of them.
    """
    table = held.table
    below = bases(table, base)
    counts = pd.DataFrame(
        {
            "count": _counts(table["obs_value"], below, held.indicator.kind),
            "base": below,
            "total": _totals(table),
        }
    )
    few, more = withheld(counts, rule)
    if not few.any():
        return Guarded(observations=held, small=0, more=0)
    hidden = few | more
    changed = table.assign(
        obs_value=table["obs_value"].mask(hidden),
        conf_status=table["conf_status"].astype(str).mask(hidden, _CONFIDENTIAL).astype("category"),
    )
    return Guarded(observations=replace(held, table=changed), small=int(few.sum()), more=int(more.sum()))


def _counts(values: pd.Series, below: pd.Series, kind: Kind) -> pd.Series:
    """How many people or things stand behind a figure, as far as can be known; NaN where it cannot."""
    if kind is Kind.COUNT:
        return values
    return values * below * _OF_A_HUNDRED if kind is Kind.SHARE else below.where(values.notna())


def _totals(table: pd.DataFrame) -> pd.Series:
    """What each figure adds up to, as a label."""
    geo, level = table["geo"].astype(str), table["level"].astype(str)
    wider = geo.str[:2].mask(level == Level.COUNTRY.value, "")
    wider = wider.mask(level == Level.DISTRICT.value, geo.str.partition("_")[0])
    wider = wider.mask(table["geo_vintage"].astype(str) == OWN, "")
    return level + " " + wider + " " + table["time_period"].astype(str)
