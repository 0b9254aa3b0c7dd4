"""Small counts of neighbourhoods are withheld before anything is shown: in maps, tables, exports and shares alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce

import numpy as np
import pandas as pd

from analysis import disclosure
from analysis.disclosure import DEFAULT, Rule
from data_sources.model import Indicator, Kind, Level, Note, Operation
from data_sources.schema import KEY, Observations

WITHHELD = (
    "{n} figures of neighbourhoods are withheld here: {small} because they count fewer than {count} people or "
    "households or are shares of fewer than {base}, and {more} because they would give the others away."
)
_CONFIDENTIAL = "C"
_COUNTED = frozenset({"PER", "HH"})
"""Codes of the units that count people or households: only those single anybody out."""

Load = Callable[[str], Observations]


def guarded(held: Observations, load: Load, rule: Rule = DEFAULT) -> Observations:
    """The observations without the small figures of neighbourhoods, which become confidential, and a note of them.

    `load` brings the counts that a share is computed from, or the base of a count.
    """
    counts = _counts(held, load)
    if counts is None:
        return held
    small, more = disclosure.withheld(counts, rule)
    if not small.any():
        return held
    hidden = pd.MultiIndex.from_frame(counts.loc[small | more, list(KEY)].astype(str))
    rows = pd.MultiIndex.from_frame(held.table[list(KEY)].astype(str)).isin(hidden)
    table = held.table.assign(
        obs_value=held.table["obs_value"].mask(rows),
        conf_status=held.table["conf_status"].astype(str).mask(rows, _CONFIDENTIAL).astype("category"),
    )
    origin = held.provenance
    return replace(held, table=table, provenance=replace(origin, notes=(*origin.notes, _note(small, more, rule))))


def _counts(held: Observations, load: Load) -> pd.DataFrame | None:
    """KEY, `count`, `base`, `total` of an indicator of neighbourhoods; None where it counts nobody."""
    entry = held.indicator
    if Level.DISTRICT not in entry.levels:
        return None
    if entry.formula.of_indicators and entry.formula.operation is Operation.RATIO:
        count, base = (_sum([load(id) for id in ids]) for ids in (entry.formula.left, entry.formula.right))
    elif _counts_people(entry):
        count = _sum([held])
        base = _sum([load(entry.denominator)]) if entry.denominator else pd.Series(np.nan, index=count.index)
    else:
        return None
    found = pd.DataFrame({"count": count, "base": base.reindex(count.index)}).reset_index()
    return found.assign(total=found["geo"].str.partition("_")[0] + " " + found["time_period"])


def _counts_people(entry: Indicator) -> bool:
    return entry.kind is Kind.COUNT and entry.unit.code in _COUNTED


def _sum(parts: list[Observations]) -> pd.Series:
    """The values of some indicators added up, by place and period; missing where one is."""
    return reduce(lambda one, other: one.add(other), map(_values, parts))


def _values(held: Observations) -> pd.Series:
    index = pd.MultiIndex.from_frame(held.table[list(KEY)].astype(str))
    return pd.Series(held.table["obs_value"].to_numpy(), index=index)


def _note(small: pd.Series, more: pd.Series, rule: Rule) -> Note:
    numbers = {"n": small.sum() + more.sum(), "small": small.sum(), "more": more.sum()}
    limits = {"count": rule.least_count, "base": rule.least_base}
    return Note(WITHHELD, tuple((name, f"{value:.0f}") for name, value in (numbers | limits).items()))
