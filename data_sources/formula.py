"""The one place where formulas are evaluated. Flags of all parts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np
import pandas as pd

from data_sources import urban_audit
from data_sources.errors import UnexpectedPayload
from data_sources.model import Formula, Level, Operation
from data_sources.schema import KEY, drop_empty, observation_table

ENOUGH = 0.95
"""The least share of its people for which a functional urban area's regions must have figures."""

_BREAK = "b"


def by_code(table: pd.DataFrame, formula: Formula) -> dict[str, pd.DataFrame]:
    """Operand code -> its rows, for a formula over the codes of one dimension."""
    return {code: table[table[formula.dimension] == code] for code in formula.operands}


def evaluate(formula: Formula, parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The observation table of a formula over `parts` (operand -> table); `model.Formula` says what each gives.

    A missing part makes the result missing: no sum of what happens to be there. Rows follow the left
    side, so a denominator's years add none.
    """
    if formula.operation is Operation.OVERLAP:
        return _overlap(parts[formula.left[0]], urban_audit.people_by_nuts3())
    left = reduce(_plus, (_part(parts, name) for name in formula.left))
    if formula.operation is Operation.SUM:
        return _finished(left["value"] * formula.scale, left)
    if formula.operation is Operation.BALANCE:
        return _balance(formula, parts)
    right = reduce(_plus, (_part(parts, name) for name in formula.right)).reindex(left.index)
    both = pd.DataFrame({"flags": left["flags"] + right["flags"].fillna("")})
    if formula.operation is Operation.DIFFERENCE:
        return _finished((left["value"] - right["value"]) * formula.scale, both)
    ratio = left["value"] / right["value"].replace(0, np.nan)
    return _finished(ratio * formula.scale, both)


def _part(parts: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """An operand's keyed values, turned round where a minus sign stands before its name."""
    keyed = _keyed(parts[name.removeprefix("-")])
    return keyed.assign(value=-keyed["value"]) if name.startswith("-") else keyed


def _balance(formula: Formula, parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """How the stock changes until the next year, with the flows that explain part of it, over the mean stock."""
    stock, *flows = formula.left
    now = _keyed(parts[stock])
    later = _keyed(_a_year_earlier(parts[stock]))
    later = later[~later["flags"].str.contains(_BREAK)].reindex(now.index)  # a new census is no change
    change = pd.DataFrame({"value": later["value"] - now["value"], "flags": now["flags"] + later["flags"].fillna("")})
    signed = (*flows, *(f"-{name}" for name in formula.right))
    balance = reduce(_plus, (_part(parts, name) for name in signed), change).reindex(now.index)
    mean = ((now["value"] + later["value"]) / 2).replace(0, np.nan)
    known = balance["value"].notna()
    return _finished((balance["value"] / mean * formula.scale)[known], balance[known])


def _a_year_earlier(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each year's figures under the year before."""
    return table.assign(time_period=(table["time_period"].astype(str).astype(int) - 1).astype(str))


def _overlap(table: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The mean over the small regions of each functional urban area (`fua`), by its people there (`share`).

    A region counts in the version its figures are in; there is no result where those cover too few of the people.
    """
    small = table[(table["level"] == Level.NUTS3.value) & table["obs_value"].notna()]
    regions = small[["time_period", "obs_value"]].astype({"time_period": str})
    regions = regions.assign(
        nuts3=small["geo"].astype(str), vintage=small["geo_vintage"].astype(str), flags=_flags(small)
    )
    both = people.merge(regions, on=["nuts3", "vintage"])
    both = both.assign(weighted=both["obs_value"] * both["share"])
    sums = both.groupby(["fua", "time_period"])[["weighted", "share", "flags"]].sum()
    sums = sums[sums["share"] >= ENOUGH].rename_axis(list(KEY))
    return _finished(sums["weighted"] / sums["share"], sums)


def _flags(table: pd.DataFrame) -> pd.Series:
    return table["obs_flag"].astype(str) + table["conf_status"].astype(str)


def _keyed(table: pd.DataFrame) -> pd.DataFrame:
    flags = _flags(table)
    index = pd.MultiIndex.from_arrays([table[name].astype(str) for name in KEY], names=list(KEY))
    if index.has_duplicates:
        raise UnexpectedPayload(f"rows repeat a key, first {index[index.duplicated()][0]}")
    return pd.DataFrame({"value": table["obs_value"].to_numpy(), "flags": flags.to_numpy()}, index=index)


def _plus(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    index = one.index.union(other.index)
    one, other = one.reindex(index), other.reindex(index)
    return pd.DataFrame(
        {"value": one["value"] + other["value"], "flags": one["flags"].fillna("") + other["flags"].fillna("")}
    )


def _finished(values: pd.Series, flagged: pd.DataFrame) -> pd.DataFrame:
    columns = {name: values.index.get_level_values(name) for name in KEY}
    return drop_empty(observation_table({**columns, "obs_value": values.to_numpy()}, raw_flags=flagged["flags"]))
