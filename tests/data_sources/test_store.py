"""What is held: the newest readable copy, when it is due, and who asks for a newer one."""

from __future__ import annotations

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data_sources import parquet, store
from data_sources.catalogue import CATALOGUE, by_theme, indicator
from data_sources.errors import CatalogueError, NoObservations, SourceUnavailable, UnexpectedPayload
from data_sources.sources.base import ONE_BASE
from tests.data_sources.conftest import OLD, Shelf

BRUSSELS = ZoneInfo("Europe/Brussels")
TSV = (Path(__file__).parents[1] / "recorded" / "density.tsv").read_bytes()
SNAPSHOT = store.SNAPSHOT


def figure(id: str) -> float:
    return float(store.load(id).table["obs_value"].iloc[0])


def refused(_url: str, source: str) -> bytes:
    raise SourceUnavailable("no connection", source=source)


def never(_url: str, _source: str) -> bytes:
    raise AssertionError("nothing should be asked")


def test_the_snapshot_is_read_where_nothing_was_fetched(shelf: Shelf) -> None:
    shelf.put("cpi", 80.0, shelf.shipped)
    assert figure("cpi") == 80.0
    assert store.load("cpi").provenance == OLD


@pytest.mark.parametrize(("days", "expected"), [(1, 81.0), (-1, 80.0)])
def test_the_newer_of_two_copies_is_read(shelf: Shelf, days: int, expected: float) -> None:
    shelf.put("cpi", 80.0, shelf.shipped)
    shelf.put("cpi", 81.0, shelf.fetched, OLD.retrieved_at + timedelta(days=days))
    assert figure("cpi") == expected


@pytest.mark.parametrize("share", [0.5, 0.0])
def test_a_damaged_fetched_copy_is_passed_over_with_a_note(shelf: Shelf, share: float) -> None:
    shelf.put("cpi", 80.0, shelf.shipped)
    fetched = shelf.put("cpi", 81.0, shelf.fetched, datetime.now(UTC))
    fetched.write_bytes(fetched.read_bytes()[: int(fetched.stat().st_size * share)])
    assert figure("cpi") == 80.0
    assert store.load("cpi").provenance.stale == UnexpectedPayload.reader
    thread = store.freshen("cpi", refused)  # and it does not count as a fresh copy
    assert thread is not None
    thread.join()


def test_where_every_copy_is_damaged_that_is_said(shelf: Shelf) -> None:
    shelf.put("cpi", 80.0, shelf.shipped).write_bytes(b"PAR1")
    with pytest.raises(UnexpectedPayload, match="damaged"):
        store.load("cpi")


def test_nothing_held_and_unknown_ids_are_told_apart(shelf: Shelf) -> None:
    assert not shelf.shipped.exists()
    with pytest.raises(NoObservations, match="Corruption perceptions"):
        store.load("cpi")
    with pytest.raises(CatalogueError, match="'nope'"):
        store.load("nope")


@pytest.mark.parametrize(
    ("retrieved", "now", "fresh"),
    [
        ("2026-11-21T11:00", "2026-11-21T11:00", True),
        ("2026-11-21T10:59", "2026-11-21T11:00", False),
        ("2026-11-20T23:00", "2026-11-21T10:59", True),
        ("2026-11-20T22:59", "2026-11-21T10:59", False),
        ("2026-11-21T22:59", "2026-11-21T23:00", False),
        ("2026-10-24T23:05", "2026-10-25T10:59", True),  # summer time ends in this night
        ("2026-10-25T10:59", "2026-10-25T11:01", False),
        ("2026-03-28T22:59", "2026-03-29T04:00", False),  # and begins in this one
        ("2026-03-29T10:30", "2026-03-29T11:30", False),
    ],
)
@pytest.mark.parametrize("clock", [UTC, BRUSSELS])
def test_a_copy_is_fresh_until_the_next_release(retrieved: str, now: str, clock: ZoneInfo, *, fresh: bool) -> None:
    moments = [datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).astimezone(clock) for text in (retrieved, now)]
    assert store.is_fresh(moments[0], moments[1]) is fresh


@pytest.mark.parametrize("case", ["offline", "fresh", "not held", "no address"])
def test_nothing_is_asked_where_nothing_can_come_of_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.delenv(ONE_BASE, raising=False)
    id = "pm25_wb" if case == "no address" else "cpi"
    if case != "not held":
        shelf.put(id, 80.0, shelf.shipped, datetime.now(UTC) if case == "fresh" else OLD.retrieved_at)
    if case == "offline":
        monkeypatch.setenv("NEXUS_ATLAS_OFFLINE", "1")
    assert store.freshen(id, never) is None


def test_a_newer_copy_is_fetched_in_the_background_and_read_next(shelf: Shelf) -> None:
    shelf.put("density", 1.0, shelf.shipped)
    before = store.version("density")
    thread = store.freshen("density", lambda _url, _source: TSV)
    assert thread is not None
    thread.join()
    held = store.load("density")
    assert held.table["obs_value"].max() == 4210.2
    assert held.provenance.stale == ""
    assert store.version("density") != before
    assert store.freshen("density", never) is None


def test_a_failure_is_remembered_for_a_minute(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_800_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    shelf.put("cpi", 80.0, shelf.shipped)
    before = store.version("cpi")
    thread = store.freshen("cpi", refused)
    assert thread is not None
    thread.join()
    assert figure("cpi") == 80.0
    assert store.load("cpi").provenance.stale == SourceUnavailable.reader
    assert store.version("cpi") != before
    now += 59.9
    assert store.freshen("cpi", never) is None
    now += 0.2
    assert store.load("cpi").provenance.stale == ""
    again = store.freshen("cpi", refused)
    assert again is not None
    again.join()


def test_two_visitors_start_one_fetch(shelf: Shelf) -> None:
    shelf.put("density", 1.0, shelf.shipped)
    asked: list[str] = []
    go_on = threading.Event()

    def slow(url: str, _source: str) -> bytes:
        asked.append(url)
        go_on.wait(5)
        return TSV

    first, second = store.freshen("density", slow), store.freshen("density", slow)
    assert second is None
    assert store.under_way("density")
    go_on.set()
    assert first is not None
    first.join()
    assert not store.under_way("density")
    assert len(asked) == 1


def test_a_copy_that_cannot_be_written_is_a_failure_like_others(shelf: Shelf) -> None:
    shelf.put("density", 1.0, shelf.shipped)
    shelf.fetched.write_text("a file where the folder should be")
    thread = store.freshen("density", lambda _url, _source: TSV)
    assert thread is not None
    thread.join()
    assert figure("density") == 1.0
    assert store.load("density").provenance.stale == store.NOT_WRITTEN


def test_mapineq_can_be_removed(shelf: Shelf) -> None:
    shutil.copytree(SNAPSHOT, shelf.shipped, ignore=shutil.ignore_patterns("mapineq"))
    store.held.cache_clear()
    gone = {id for id in CATALOGUE if store.path_of(id, SNAPSHOT).parent.name == "mapineq"}
    assert gone >= {"pm25", "green_share", "pm25_fua", "green_fua"}
    assert store.held() == {id for id, entry in CATALOGUE.items() if not entry.unseen} - gone
    for id in store.held():
        parquet.read_provenance(store.path_of(id, shelf.shipped))
    listed = {entry.id for entries in by_theme(store.held()).values() for entry in entries}
    assert listed == {id for id in store.held() if not CATALOGUE[id].part}
    with pytest.raises(NoObservations):
        store.load("pm25")


def test_computed_indicators_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    assert indicator("for_ctz").dataflow is None
    assert store.path_of("for_ctz", tmp_path) == tmp_path / "computed" / "for_ctz.parquet"
