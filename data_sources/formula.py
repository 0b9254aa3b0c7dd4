"""The one place where formulas are evaluated. Flags of all parts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

import numpy as np
import pandas as pd

from data_sources.errors import UnexpectedPayload
from data_sources.model import Formula, Operation
from data_sources.schema import KEY, drop_empty, observation_table


def by_code(table: pd.DataFrame, formula: Formula) -> dict[str, pd.DataFrame]:
    """Operand code -> its rows, for a formula over the codes of one dimension."""
    return {code: table[table[formula.dimension] == code] for code in formula.operands}


def evaluate(formula: Formula, parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The observation table of SUM, RATIO or DIFFERENCE over `parts` (operand -> table).

    A missing part makes the result missing: no sum of what happens to be there. Rows follow the left
    side, so a denominator's years add none.
    """
    left = reduce(_plus, (_keyed(parts[name]) for name in formula.left))
    if formula.operation is Operation.SUM:
        return _finished(left["value"] * formula.scale, left)
    right = reduce(_plus, (_keyed(parts[name]) for name in formula.right)).reindex(left.index)
    both = pd.DataFrame({"flags": left["flags"] + right["flags"].fillna("")})
    if formula.operation is Operation.DIFFERENCE:
        return _finished((left["value"] - right["value"]) * formula.scale, both)
    ratio = left["value"] / right["value"].replace(0, np.nan)
    return _finished(ratio * formula.scale, both)


def _keyed(table: pd.DataFrame) -> pd.DataFrame:
    flags = table["obs_flag"].astype(str) + table["conf_status"].astype(str)
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
