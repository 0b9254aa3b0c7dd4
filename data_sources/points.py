"""Figures at points as the snapshot holds them: places that are no region, so on no map of regions.

The files are written by `python -m data_sources.refresh`; reading them asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data_sources import parquet, roots
from data_sources.catalogue.points import point_definition
from data_sources.errors import NoObservations
from data_sources.model import Indicator, Provenance
from data_sources.schema import POINT_COLUMNS

SNAPSHOT = roots.SNAPSHOT / "points"


@dataclass(frozen=True, kw_only=True)
class Points:
    """One table of points (columns: `schema.POINT_COLUMNS`) with its definition and where it comes from."""

    table: pd.DataFrame
    definition: Indicator
    provenance: Provenance

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods with at least one figure, ascending."""
        valued = self.table.loc[self.table["obs_value"].notna(), "time_period"]
        return tuple(sorted(valued.astype(str).unique()))


def path_of(id: str, root: Path = SNAPSHOT) -> Path:
    """The file of a table of points below `root`."""
    return root / f"{id}.parquet"


def load(id: str) -> Points:
    """The points held. Raises `CatalogueError` for an unknown id, `NoObservations` where nothing is held."""
    definition = point_definition(id)
    if not path_of(id).is_file():
        raise NoObservations(f"no points are held for {definition.title}")
    table, provenance = parquet.read(path_of(id), POINT_COLUMNS)
    return Points(table=table, definition=definition, provenance=provenance)
