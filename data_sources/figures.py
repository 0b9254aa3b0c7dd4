"""The newest figures of many indicators in one table: what a page about one place reads, in one sweep."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data_sources import store
from data_sources.errors import NoObservations, SourceError
from data_sources.schema import COLUMNS

_THREADS = 4
_FORM = pa.dictionary(pa.int32(), pa.string())


def figures(ids: Collection[str]) -> pd.DataFrame:
    """`id` and the columns of the observation table, the rows of each indicator together, in the order of ids.

    A copy that can't be read has no rows. Small counts of neighbourhoods are not withheld here.
    """
    with ThreadPoolExecutor(_THREADS) as readers:
        read = [table for table in readers.map(_table, sorted(ids)) if table is not None]
    if not read:
        return pd.DataFrame(columns=["id", *COLUMNS])
    found: pd.DataFrame = pa.concat_tables(read).unify_dictionaries().to_pandas()
    return found


def _table(id: str) -> pa.Table | None:
    """The newest copy; that of the snapshot is read without what the page does not need."""
    try:
        if store.fetched_at(id) is None:
            path = store.path_of(id, store.SNAPSHOT)
            return _with_id(id, pq.read_table(path, columns=list(COLUMNS), use_threads=False))
        return _with_id(id, pa.Table.from_pandas(store.load(id).table[list(COLUMNS)], preserve_index=False))
    except (pa.ArrowException, OSError, SourceError, NoObservations):
        return None


def _with_id(id: str, table: pa.Table) -> pa.Table:
    columns = {name: table[name] if name == "obs_value" else table[name].cast(_FORM) for name in COLUMNS}
    own = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), len(table)), pa.array([id]))
    return pa.table({"id": own, **columns})
