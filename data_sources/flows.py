"""Flows between countries as the snapshot holds them, and the world they are drawn on.

The files are written by `python -m data_sources.refresh`; reading them asks nobody.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data_sources import parquet, roots
from data_sources.catalogue.flows import flow_definition
from data_sources.errors import NoObservations
from data_sources.model import Indicator, Provenance
from data_sources.schema import FLOW_COLUMNS

SNAPSHOT = roots.SNAPSHOT / "flows"
LAND = roots.STATIC / "flows"
INDEX = "index.json"
_URL = "app/static/flows"
_ENOUGH = 0.5
"""A period is complete if it has at least this share of the pairs of the fullest one."""


@dataclass(frozen=True, kw_only=True)
class Flows:
    """One flow table (columns: `schema.FLOW_COLUMNS`) with its definition and where it comes from."""

    table: pd.DataFrame
    definition: Indicator
    provenance: Provenance

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods with at least one figure, ascending."""
        return tuple(sorted(self._pairs().index))

    @property
    def newest(self) -> str:
        """The newest complete period: one with at least half as many pairs as the fullest."""
        pairs = self._pairs()
        return str(max(pairs.index[pairs >= _ENOUGH * pairs.max()]))

    def _pairs(self) -> pd.Series:
        return self.table.loc[self.table["obs_value"].notna(), "time_period"].astype(str).value_counts()


def path_of(id: str, root: Path = SNAPSHOT) -> Path:
    """The file of a flow table below `root`."""
    return root / f"{id}.parquet"


def load(id: str) -> Flows:
    """The flows held. Raises `CatalogueError` for an unknown id, `NoObservations` where nothing is held."""
    definition = flow_definition(id)
    if not path_of(id).is_file():
        raise NoObservations(f"no flows are held for {definition.title}")
    table, provenance = parquet.read(path_of(id), FLOW_COLUMNS)
    return Flows(table=table, definition=definition, provenance=provenance)


@lru_cache(maxsize=1)
def points() -> dict[str, tuple[float, float]]:
    """Code -> longitude and latitude of the label point of each country of the world; never to be changed."""
    table = pd.read_parquet(SNAPSHOT / "points.parquet")
    return dict(zip(table["code"], zip(table["lon"], table["lat"], strict=True), strict=True))


@lru_cache(maxsize=1)
def land_url() -> str:
    """Where the browser fetches the land of the world, or empty where none is held."""
    try:
        held: dict[str, str] = json.loads((LAND / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    return f"{_URL}/{held['world']}"
