"""The reader's own file beside the official figures: which of them share enough places with it."""

from __future__ import annotations

import pandas as pd
from pandas.api.types import union_categoricals

from analysis.pairs import LEAST, Pair, grid, pairs, per_head
from dashboard.nexus.matrix import arrivals_ids, place_ids
from dashboard.own_file import OWN_FILE
from data_sources import geography
from data_sources.catalogue import CATALOGUE
from data_sources.model import Kind, Level
from data_sources.presence import COLUMNS
from data_sources.schema import Observations


def comparable(own: Observations) -> bool:
    """False for a count, of which a large place has more, whatever it is."""
    return own.indicator.kind is not Kind.COUNT


def partners(own: Observations, presence: pd.DataFrame, held: frozenset[str]) -> tuple[Pair, ...]:
    """The pairs of the file that can be chosen, those with arrivals first, then those with the most places.

    It stands for the place beside a figure of arrivals, and for the arrivals beside a figure of the place.
    """
    if not comparable(own):
        return ()
    arrivals, places = arrivals_ids(held), place_ids(held)
    bases = {id: CATALOGUE[id].denominator for id in (*arrivals, *places) if CATALOGUE[id].kind is Kind.COUNT}
    found: list[Pair] = []
    for level in own.levels:
        one = per_head(grid(_beside(own, presence, level), level), bases)
        found += pairs(one, arrivals, [OWN_FILE], geography.comparable)
        found += pairs(one, [OWN_FILE], places, geography.comparable)
    kept = (pair for pair in found if pair.n >= LEAST)
    return tuple(sorted(kept, key=lambda pair: (pair.arrivals == OWN_FILE, -pair.n)))


def partner(pair: Pair) -> str:
    """The id of the official figure of a pair."""
    return pair.place if pair.arrivals == OWN_FILE else pair.arrivals


def _beside(own: Observations, presence: pd.DataFrame, level: Level) -> pd.DataFrame:
    """The rows of `presence` at a level with those of the file, as categoricals still."""
    table = own.table[own.table["obs_value"].notna() & (own.table["level"] == level.value)]
    rows = table.assign(id=pd.Categorical([OWN_FILE] * len(table)))
    official = presence[(presence["level"] == level.value).to_numpy()]
    parts = {name: [pd.Categorical(official[name].astype("category")), pd.Categorical(rows[name])] for name in COLUMNS}
    return pd.DataFrame({name: union_categoricals(both) for name, both in parts.items()})
