"""The balancing equation: a population changes by births minus deaths, plus net migration."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A year of one population: the stock on 1 January of it and of the next, births and deaths between."""

    start: float
    end: float
    births: float
    deaths: float

    @property
    def change(self) -> float:
        """How much the population grew or shrank."""
        return self.end - self.start

    @property
    def natural(self) -> float:
        """Births minus deaths."""
        return self.births - self.deaths

    @property
    def migration(self) -> float:
        """What births and deaths do not explain: net migration, with every correction of the registers."""
        return self.change - self.natural


class Growth(StrEnum):
    """How a place grew or shrank, after the signs of its change and of the two parts of it."""

    BOTH = "both"
    ONLY_MIGRATION = "only migration"
    ONLY_NATURAL = "only natural"
    SHRANK_DESPITE_MIGRATION = "shrank despite migration"
    SHRANK_DESPITE_NATURAL = "shrank despite natural"
    SHRANK_BOTH = "shrank both"


def growth_of(change: pd.Series, natural: pd.Series) -> pd.Series:
    """Place -> its `Growth`, of places with both rates; net migration is what natural change leaves over.

    A part of exactly zero adds nothing; a place that neither grew nor shrank counts as shrinking by zero.
    """
    both = pd.DataFrame({"change": change, "natural": natural}).dropna()
    grew, births = both["change"] > 0, both["natural"] > 0
    movers = both["change"] - both["natural"] > 0
    kinds = np.select(
        [grew & births & movers, grew & ~births, grew, ~grew & movers, ~grew & births],
        [
            Growth.BOTH.value,
            Growth.ONLY_MIGRATION.value,
            Growth.ONLY_NATURAL.value,
            Growth.SHRANK_DESPITE_MIGRATION.value,
            Growth.SHRANK_DESPITE_NATURAL.value,
        ],
        default=Growth.SHRANK_BOTH.value,
    )
    return pd.Series(kinds, index=both.index, dtype="object")


def counted(kinds: pd.Series) -> dict[Growth, int]:
    """How many places are of each kind, all kinds named."""
    found = Counter(kinds)
    return {kind: found[kind.value] for kind in Growth}
