"""One observation table with its provenance as one Parquet file, written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data_sources.errors import UnexpectedPayload
from data_sources.model import Note, Provenance
from data_sources.schema import CATEGORIES, COLUMNS

_PROVENANCE = b"nexus_atlas_provenance"
_DAMAGE = (pa.ArrowException, OSError, KeyError, TypeError, ValueError)
"""What pyarrow and json raise for a file that is cut short, overwritten, or not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How rows lie in a file: in groups that part at `bounds`, which a reader who knows what it wants skips.

    A file is smaller with `zstd`, and read faster with `lz4`.
    """

    dictionaries: Sequence[str] = CATEGORIES
    bounds: Sequence[int] = ()
    compression: str = "zstd"


_PLAIN = Layout()


def write(path: Path, table: pd.DataFrame, provenance: Provenance, layout: Layout = _PLAIN) -> None:
    """Write both to `path` through a temporary file, so that a reader never sees half of it."""
    arrow = pa.Table.from_pandas(table, preserve_index=False)
    arrow = arrow.replace_schema_metadata({_PROVENANCE: _to_json(provenance)})
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with pq.ParquetWriter(
            unfinished,
            arrow.schema,
            compression=layout.compression,
            use_dictionary=list(layout.dictionaries),
            write_page_checksum=True,
        ) as file:
            for first, last in pairwise([0, *layout.bounds, len(arrow)]):
                file.write_table(arrow.slice(first, last - first))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def read(path: Path, columns: Sequence[str] = COLUMNS) -> tuple[pd.DataFrame, Provenance]:
    """The table in these columns and its provenance. Raises `UnexpectedPayload` if the file is damaged or not ours."""
    try:
        arrow = pq.read_table(path, page_checksum_verification=True)
        provenance = _from_json((arrow.schema.metadata or {})[_PROVENANCE])
        return arrow.select(list(columns)).to_pandas(), provenance
    except _DAMAGE as error:
        raise UnexpectedPayload(f"the stored copy is damaged: {error}", source=path.name) from error


def read_provenance(path: Path) -> Provenance:
    """The provenance alone, without reading the figures. Raises as `read` does."""
    try:
        return _from_json((pq.read_schema(path).metadata or {})[_PROVENANCE])
    except _DAMAGE as error:
        raise UnexpectedPayload(f"the stored copy is damaged: {error}", source=path.name) from error


def _to_json(provenance: Provenance) -> bytes:
    plain = {**asdict(provenance), "retrieved_at": provenance.retrieved_at.isoformat()}
    plain["updated_at"] = provenance.updated_at.isoformat() if provenance.updated_at else ""
    return json.dumps(plain, sort_keys=True).encode()


def _from_json(text: bytes) -> Provenance:
    plain = json.loads(text)
    plain["retrieved_at"] = datetime.fromisoformat(plain["retrieved_at"])
    plain["updated_at"] = date.fromisoformat(plain["updated_at"]) if plain["updated_at"] else None
    plain["notes"] = tuple(_note(**note) for note in plain["notes"])
    return Provenance(**plain)


def _note(text: str, values: list[list[str]]) -> Note:
    return Note(text, tuple((name, value) for name, value in values))
