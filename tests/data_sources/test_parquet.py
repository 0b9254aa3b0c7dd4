"""One file an indicator: it reads back the same, and half of it is never read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_sources import parquet
from data_sources.catalogue import indicator
from data_sources.errors import UnexpectedPayload
from data_sources.model import Note
from data_sources.schema import check
from tests.data_sources.conftest import OLD
from tests.observed import rows

NEW = replace(
    OLD,
    retrieved_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    updated_at=date(2025, 4, 30),
    notes=(Note("{n} codes were restored.", (("n", "2"),)), Note("An older extraction.")),
)
TABLE = check(
    rows(
        ("DE", "2020", 1.5, "bp"),
        ("FR", "2020", None, "|C"),
        *((f"X{n:03}", "2021", n / 7) for n in range(400)),
    ),
    indicator("cpi"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "eurostat" / "cpi.parquet"


def test_a_table_and_its_provenance_read_back_the_same(path: Path) -> None:
    parquet.write(path, TABLE, NEW)
    table, provenance = parquet.read(path)
    pd.testing.assert_frame_equal(table, TABLE)
    assert provenance == parquet.read_provenance(path) == NEW


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_is_named(path: Path, share: float) -> None:
    parquet.write(path, TABLE, NEW)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(UnexpectedPayload, match="the stored copy is damaged"):
        parquet.read(path)


def test_overwritten_figures_are_named_or_lie_where_nothing_is_read(path: Path) -> None:
    parquet.write(path, TABLE, NEW)
    whole = path.read_bytes()
    named = 0
    for start in range(0, len(whole), 29):
        path.write_bytes(whole[:start] + bytes(255 - byte for byte in whole[start : start + 8]) + whole[start + 8 :])
        try:
            table, _ = parquet.read(path)
        except UnexpectedPayload:
            named += 1
        else:
            pd.testing.assert_frame_equal(table.astype(str), TABLE.astype(str))
    assert named > len(whole) / 29 / 2


def test_a_file_of_somebody_else_is_named(path: Path) -> None:
    path.parent.mkdir()
    pq.write_table(pa.table({"geo": ["DE"]}), path)
    with pytest.raises(UnexpectedPayload, match="damaged"):
        parquet.read(path)


def test_an_interrupted_write_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet.write(path, TABLE, OLD)

    def half(_file: pq.ParquetWriter, _table: pa.Table) -> None:  # what stands there is "PAR1" and no more
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, "write_table", half)
    with pytest.raises(OSError, match="No space"):
        parquet.write(path, TABLE, NEW)
    assert parquet.read(path)[1] == OLD
    assert [file.name for file in path.parent.iterdir()] == ["cpi.parquet"]
