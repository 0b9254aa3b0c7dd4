"""Figures so small that they may single people out: a warning, so that the reader can withhold them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_sources.model import Kind
from data_sources.upload.choices import Choices
from data_sources.upload.problems import Listed, Problem, Severity


def warn(table: pd.DataFrame, kind: Kind, choices: Choices, listed: Listed, column: str) -> int:
    """How many figures are counts below the least, or stand on a base below the least; listed as one problem each."""
    value = table["obs_value"].to_numpy()
    few = np.zeros(len(table), dtype=bool)
    if kind is Kind.COUNT:
        few = (value > 0) & (value < choices.least_count) & (value == np.rint(value))
        _listed(table, few, listed, column, f"counts below {choices.least_count:g}")
    if "base" in table:
        thin = (table["base"] < choices.least_base).to_numpy() & ~np.isnan(value)
        _listed(table, thin & ~few, listed, column, f"figures on a base below {choices.least_base:g}")
        few |= thin
    return int(few.sum())


def _listed(table: pd.DataFrame, few: np.ndarray, listed: Listed, column: str, what: str) -> None:
    n = int(few.sum())
    if not n:
        return
    first = table[few].iloc[0]
    read = f"{first['obs_value']:g}"
    fix = f"{n:,} {what} may point at single people: withhold them before you share the map"
    listed.add(
        Problem(kind="small", severity=Severity.NOTE, line=int(first["line"]), column=column, read=read, fix=fix, n=n)
    )
