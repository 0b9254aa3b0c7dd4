"""A snapshot and a cache of the test's own, and a server that answers as it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data_sources import asking, http, pace, parquet, store
from data_sources.catalogue import indicator
from data_sources.model import Provenance
from data_sources.schema import check
from tests.data_sources.fault_server import Script, serving
from tests.observed import rows

OLD = Provenance(
    source="Eurostat",
    dataflow="sdg_16_50",
    request_url="https://ec.europa.eu/eurostat",
    retrieved_at=datetime(2024, 5, 2, 12, tzinfo=UTC),
    updated_at=None,
    licence="CC BY 4.0",
)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests to the tests' own servers need no spacing; the tests of the spacing put it back."""
    monkeypatch.setattr(pace, "SPACING_S", 0.0)


class Shelf:
    """The store's two folders, both empty at first."""

    def __init__(self, shipped: Path, fetched: Path) -> None:
        self.shipped = shipped
        self.fetched = fetched

    def put(self, id: str, value: float, root: Path, retrieved_at: datetime = OLD.retrieved_at) -> Path:
        """Write one figure (Germany, 2020) as the copy of an indicator below `root`."""
        path = store.path_of(id, root)
        table = check(rows(("DE", "2020", value)), indicator(id))
        parquet.write(path, table, replace(OLD, retrieved_at=retrieved_at))
        return path


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """The store with an empty snapshot, an empty cache, and the network allowed."""
    monkeypatch.setattr(store, "SNAPSHOT", tmp_path / "observations")
    monkeypatch.setattr(store, "_failures", store._Failures())
    monkeypatch.setattr(store, "_releases", asking.Listing())
    monkeypatch.setenv("NEXUS_ATLAS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NEXUS_ATLAS_OFFLINE")
    store.held.cache_clear()
    yield Shelf(tmp_path / "observations", tmp_path / "cache")
    store.held.cache_clear()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Script]:
    """The tests' own server; requests are repeated at once instead of after a pause."""
    monkeypatch.setattr(http, "_RETRY", http._RETRY.new(backoff_factor=0, backoff_jitter=0))
    http._session.cache_clear()
    with serving() as script:
        yield script
    http._session().close()
    http._session.cache_clear()
