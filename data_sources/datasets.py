"""Whole Eurostat data sets, every dimension kept: fetched, stored as Parquet, read one map at a time.

An indicator is a slice with all dimensions but place and time pinned; this is for whoever wants the rest too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from data_sources import geography, parquet
from data_sources.errors import UnexpectedPayload
from data_sources.model import Level, Provenance
from data_sources.obtain import Get, get, whole
from data_sources.schema import fault_of_cells
from data_sources.sources.eurostat import Eurostat
from data_sources.sources.eurostat_tsv import Array, Grid

GEO = ("geo", "cities", "metroreg")
"""The dimension of places, under the names it has at Eurostat."""

_ROWS_A_GROUP = 16_384
_EUROSTAT = Eurostat()


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """A whole data set: the columns of an observation table and one a dimension, by level, then by period."""

    table: pd.DataFrame
    provenance: Provenance


def fetch(code: str, ask: Get = get, *, wait: Callable[[float], None] = time.sleep) -> DataSet:
    """The data set from Eurostat now. Raises a `SourceError`."""
    request = _EUROSTAT.bulk(code)
    grid = _EUROSTAT.grid(whole(_EUROSTAT, request, ask, wait), {})
    table = geography.resolve(_tidy(grid, code))
    fault = fault_of_cells(table)
    if fault:
        raise UnexpectedPayload(f"{code}: {fault}", source=_EUROSTAT.id, url=request.canonical())
    provenance = Provenance(
        source=_EUROSTAT.name,
        dataflow=code,
        request_url=request.canonical(),
        retrieved_at=datetime.now(UTC).replace(microsecond=0),
        updated_at=None,
        licence=_EUROSTAT.licence,
    )
    return DataSet(table=table, provenance=provenance)


def keep(path: Path, data: DataSet) -> None:
    """Store the data set so that `map_frame` reads only what it needs of it."""
    texts = [str(name) for name in data.table if name != "obs_value"]
    parquet.write(path, data.table, data.provenance, dictionaries=texts, bounds=_bounds(data.table))


def _bounds(table: pd.DataFrame) -> list[int]:
    """Where the rows are parted: at every new level, and at a new period once there are enough of them."""
    level, period = (np.diff(table[name].cat.codes.to_numpy()) != 0 for name in ("level", "time_period"))
    bounds = [0]
    for last in np.flatnonzero(level | period).tolist():
        if level[last] or last + 1 - bounds[-1] >= _ROWS_A_GROUP:
            bounds.append(last + 1)
    return bounds[1:]


def map_frame(path: Path, level: Level, period: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of one level and period of a stored data set, in these columns or all."""
    metadata, groups = _contents(path, path.stat().st_mtime_ns)
    names = metadata.schema.to_arrow_schema().names if columns is None else list(columns)
    with pq.ParquetFile(path, metadata=metadata, memory_map=True) as file:
        wanted = [group for group, held in enumerate(groups) if held(level.value, period)]
        rows = file.read_row_groups(wanted, [*dict.fromkeys([*names, "level", "time_period"])], use_threads=False)
    table: pd.DataFrame = rows.to_pandas()
    here = (table["level"] == level.value) & (table["time_period"] == period)
    found: pd.DataFrame = table.loc[here, names].reset_index(drop=True)
    return found


@lru_cache(maxsize=4)
def _contents(path: Path, _changed: int) -> tuple[pq.FileMetaData, tuple[Callable[[str, str], bool], ...]]:
    """What a stored file says of itself, and for each group of rows whether it may hold a level and period."""
    metadata = pq.read_metadata(path)
    place = {name: number for number, name in enumerate(metadata.schema.names)}
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    return metadata, tuple(_may_hold(group, place["level"], place["time_period"]) for group in groups)


def _may_hold(group: pq.RowGroupMetaData, level: int, period: int) -> Callable[[str, str], bool]:
    one, other = group.column(level).statistics, group.column(period).statistics
    low, high = (one.min, other.min), (one.max, other.max)
    return lambda kind, when: low[0] <= kind <= high[0] and low[1] <= when <= high[1]


def _tidy(grid: Grid, code: str) -> pd.DataFrame:
    """The observation table of a grid, by level, then by period."""
    geo = next((name for name in GEO if name in grid.dimensions), "")
    if not geo:
        raise UnexpectedPayload(f"{code} has no dimension of places", source=_EUROSTAT.id)
    others = [name for name in grid.dimensions if name != geo]
    positions, codes = grid.dimensions[geo]
    levels = _ranks([geography.level_of(place).value for place in codes])[positions]
    if _repeat([_ranks(codes)[positions] for positions, codes in grid.dimensions.values()]):
        raise UnexpectedPayload(f"{code}: a series stands there twice", source=_EUROSTAT.id)
    order = np.argsort(levels, kind="stable")
    bounds = (np.flatnonzero(np.diff(levels[order])) + 1).tolist()
    return replace(grid, series=order).table({**dict(zip(others, others, strict=True)), "geo": geo}, bounds)


def _repeat(keys: list[Array]) -> bool:
    """True where two series have the same codes in all dimensions."""
    order = np.lexsort(keys)
    return bool(np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys]).any())


def _ranks(texts: list[str]) -> Array:
    """The place of each text among the sorted distinct ones."""
    rank = {text: number for number, text in enumerate(sorted(set(texts)))}
    return np.array([rank[text] for text in texts], dtype=np.int32)
