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
import pyarrow as pa
import pyarrow.parquet as pq

from data_sources import geography, parquet
from data_sources.errors import UnexpectedPayload
from data_sources.model import Level, Provenance
from data_sources.obtain import Get, get_packed, whole
from data_sources.schema import fault_of_cells
from data_sources.sources import eurostat_tsv
from data_sources.sources.eurostat import Eurostat
from data_sources.sources.eurostat_grid import Array, Grid, Rows

GEO = ("geo", "cities", "metroreg")
"""The dimension of places, under the names it has at Eurostat."""

_ROWS_A_GROUP = 16_384
_EUROSTAT = Eurostat()


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """A whole data set: the columns of an observation table and one a dimension, by level, then by period."""

    table: pd.DataFrame
    provenance: Provenance


def fetch(code: str, ask: Get = get_packed, *, wait: Callable[[float], None] = time.sleep) -> DataSet:
    """The data set from Eurostat now. Raises a `SourceError`."""
    request = _EUROSTAT.bulk(code)
    grid = _EUROSTAT.grid(whole(_EUROSTAT, request, ask, wait), {})
    table = _placed(_rows(grid, code))
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
    layout = parquet.Layout(dictionaries=texts, bounds=_bounds(data.table), compression="lz4")
    parquet.write(path, data.table, data.provenance, layout)


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
    metadata, spans = _contents(path, path.stat().st_mtime_ns)
    names = metadata.schema.to_arrow_schema().names if columns is None else list(columns)
    wanted = [group for group, span in enumerate(spans) if span.may_hold(level.value, period)]
    mixed = any(spans[group].low != spans[group].high for group in wanted)
    needed = [*dict.fromkeys([*names, "level", "time_period"])] if mixed else names
    with pq.ParquetFile(path, metadata=metadata, memory_map=True) as file:
        rows = file.read_row_groups(wanted, needed, use_threads=False)
    table = pd.DataFrame({name: _column(rows.column(name)) for name in needed}, copy=False)
    if mixed:
        here = (table["level"] == level.value) & (table["time_period"] == period)
        table = table.loc[here, names].reset_index(drop=True)
    return table


def _column(column: pa.ChunkedArray) -> Array | pd.Categorical:
    if not pa.types.is_dictionary(column.type):
        return np.array(column.to_numpy())  # a copy: what pyarrow lends cannot be written to
    codes, texts = eurostat_tsv.dictionary(column)
    return pd.Categorical.from_codes(codes.copy(), dtype=_kind(tuple(texts)), validate=False)


@lru_cache(maxsize=64)
def _kind(texts: tuple[str, ...]) -> pd.CategoricalDtype:
    """Texts as categories: to make sure that each is there once takes longer than to read the rows of a map."""
    return pd.CategoricalDtype(pd.Index(texts, dtype="str"))


@dataclass(frozen=True, slots=True)
class _Span:
    """The least and the greatest level and period of a group of rows."""

    low: tuple[str, str]
    high: tuple[str, str]

    def may_hold(self, level: str, period: str) -> bool:
        return self.low[0] <= level <= self.high[0] and self.low[1] <= period <= self.high[1]


@lru_cache(maxsize=4)
def _contents(path: Path, _changed: int) -> tuple[pq.FileMetaData, tuple[_Span, ...]]:
    """What a stored file says of itself, and of each group of its rows."""
    metadata = pq.read_metadata(path)
    place = {name: number for number, name in enumerate(metadata.schema.names)}
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    return metadata, tuple(_span(group, place["level"], place["time_period"]) for group in groups)


def _span(group: pq.RowGroupMetaData, level: int, period: int) -> _Span:
    one, other = group.column(level).statistics, group.column(period).statistics
    return _Span(low=(one.min, other.min), high=(one.max, other.max))


def _placed(rows: Rows) -> pd.DataFrame:
    """The rows as `geography.resolve` places them, which is asked once of each pair of place and period."""
    table = rows.table()
    pairs, occurs = rows.pairs("geo")
    placed = geography.resolve(pairs)
    level = table.pop("level")
    if not placed["geo"].equals(pairs["geo"]):  # an old code became another, which may be held too
        return geography.resolve(table)
    vintages = np.full(occurs.shape, "", dtype=object)
    vintages[occurs] = placed["geo_vintage"].to_numpy(dtype=object)
    return table.assign(level=level, geo_vintage=rows.of_pairs("geo", vintages, occurs))


def _rows(grid: Grid, code: str) -> Rows:
    """The rows of a grid with their level, by level, then by period."""
    geo = next((name for name in GEO if name in grid.dimensions), "")
    if not geo:
        raise UnexpectedPayload(f"{code} has no dimension of places", source=_EUROSTAT.id)
    if _repeat([_ranks(codes)[positions] for positions, codes in grid.dimensions.values()]):
        raise UnexpectedPayload(f"{code}: a series stands there twice", source=_EUROSTAT.id)
    positions, codes = grid.dimensions[geo]
    held = [geography.level_of(place).value for place in codes]
    kinds = sorted(set(held))
    levels = _ranks(held)[positions]
    order = np.argsort(levels, kind="stable")
    bounds = (np.flatnonzero(np.diff(levels[order])) + 1).tolist()
    columns = {name: name for name in grid.dimensions if name != geo} | {"geo": geo, "level": "level"}
    dimensions = {**grid.dimensions, "level": (levels, kinds)}
    return replace(grid, dimensions=dimensions, series=order).rows(columns, bounds)


def _repeat(keys: list[Array]) -> bool:
    """True where two series have the same codes in all dimensions."""
    order = np.lexsort(keys)
    return bool(np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys]).any())


def _ranks(texts: list[str]) -> Array:
    """The place of each text among the sorted distinct ones."""
    rank = {text: number for number, text in enumerate(sorted(set(texts)))}
    return np.array([rank[text] for text in texts], dtype=np.int32)
