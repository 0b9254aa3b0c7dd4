"""Figures so small that they may single people out: a warning, so that the reader can withhold them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from data_sources.model import Kind
from data_sources.sentences import Told, several
from data_sources.upload.choices import Choices
from data_sources.upload.problems import Listed, Problem, Severity


def warn(table: pd.DataFrame, kind: Kind, choices: Choices, listed: Listed, column: str) -> int:
    """How many figures are counts below the least, or stand on a base below the least; listed as one problem each."""
    value = table["obs_value"].to_numpy()
    few = np.zeros(len(table), dtype=bool)
    if kind is Kind.COUNT:
        few = (value > 0) & (value < choices.least_count) & (value == np.rint(value))
        _listed(table, few, listed, column, _count_below(choices.least_count))
    if "base" in table:
        thin = (table["base"] < choices.least_base).to_numpy() & ~np.isnan(value)
        _listed(table, thin & ~few, listed, column, _base_below(choices.least_base))
        few |= thin
    return int(few.sum())


def _count_below(limit: float) -> Callable[[int], Told]:
    return lambda n: several(
        "{n} count below {limit} may point at single people: withhold it before you share the map",
        "{n} counts below {limit} may point at single people: withhold them before you share the map",
        n,
        limit=limit,
    )


def _base_below(limit: float) -> Callable[[int], Told]:
    return lambda n: several(
        "{n} figure on a base below {limit} may point at single people: withhold it before you share the map",
        "{n} figures on a base below {limit} may point at single people: withhold them before you share the map",
        n,
        limit=limit,
    )


def _listed(table: pd.DataFrame, few: np.ndarray, listed: Listed, column: str, fix: Callable[[int], Told]) -> None:
    n = int(few.sum())
    if not n:
        return
    first = table[few].iloc[0]
    read = f"{first['obs_value']:g}"
    listed.add(
        Problem(
            kind="small", severity=Severity.NOTE, line=int(first["line"]), column=column, read=read, fix=fix(n), n=n
        )
    )
