"""Who has a figure, read without the figures: as the tables say, newest copies first, damaged ones passed over."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_sources import parquet, store
from data_sources.presence import COLUMNS, presence

IDS = ("c_forborn", "p_trust", "netmig_n3")


def as_rows(table: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(table[list(COLUMNS)].astype(str).itertuples(index=False, name=None))


def test_it_is_every_figure_of_the_tables_and_nothing_else() -> None:
    tables = [store.load(id).table.assign(id=id) for id in IDS]
    valued = [table[table["obs_value"].notna()] for table in tables]
    assert as_rows(presence(IDS)) == set().union(*map(as_rows, valued))


def test_a_newer_copy_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    held = store.load("p_trust")
    monkeypatch.setenv("NEXUS_ATLAS_CACHE", str(tmp_path))
    newer = held.provenance.retrieved_at.replace(year=held.provenance.retrieved_at.year + 1)
    origin = type(held.provenance)(
        **{name: getattr(held.provenance, name) for name in held.provenance.__slots__} | {"retrieved_at": newer}
    )
    parquet.write(store.path_of("p_trust", tmp_path), held.table.head(12), origin)
    assert len(presence(["p_trust"])) == 12


def test_a_damaged_copy_has_no_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(store, "SNAPSHOT", tmp_path)
    path = store.path_of("p_trust", tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no table")
    assert presence(["p_trust"]).empty
