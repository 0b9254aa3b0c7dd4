"""What the atlas holds: the snapshot it ships, and newer copies fetched since.

Reading never waits for a download. `freshen` asks a source in the background where the copy is older
than its last release, remembers a failure for a minute, and leaves the old copy readable.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import platformdirs

from data_sources import parquet
from data_sources.catalogue import CATALOGUE, indicator
from data_sources.errors import NoObservations, SourceError, UnexpectedPayload
from data_sources.obtain import Get, get, obtain
from data_sources.schema import Observations

SNAPSHOT = Path(__file__).parent / "snapshot" / "observations"
"""The embedded default, read-only at run time: one folder a source, one file an indicator."""

_RELEASE_HOURS = (11, 23)
_BRUSSELS = ZoneInfo("Europe/Brussels")
_FORGET_FAILURE_S = 60.0
_log = logging.getLogger(__name__)


def offline() -> bool:
    """True where the operator wants no request at all (`NEXUS_ATLAS_OFFLINE`)."""
    return os.environ.get("NEXUS_ATLAS_OFFLINE", "") not in {"", "0"}


def cache_dir() -> Path:
    """Where fetched copies lie: `NEXUS_ATLAS_CACHE`, else the user's cache folder."""
    return Path(os.environ.get("NEXUS_ATLAS_CACHE") or platformdirs.user_cache_dir("nexus-atlas"))


def path_of(id: str, root: Path) -> Path:  # noqa: A002
    """The file of an indicator below `root`; computed indicators lie in a folder of their own."""
    flow = CATALOGUE[id].dataflow
    return root / (flow.source if flow else "computed") / f"{id}.parquet"


@lru_cache(maxsize=1)
def held() -> frozenset[str]:
    """Ids of the indicators with figures in the snapshot; a removed file takes its indicator along."""
    return frozenset(id for id in CATALOGUE if path_of(id, SNAPSHOT).is_file())


def load(id: str) -> Observations:  # noqa: A002
    """The newest copy held. A damaged fetched copy is passed over, with a note.

    Raises `CatalogueError` for an unknown id, `NoObservations` where nothing is held.
    """
    entry = indicator(id)
    shipped, fetched = path_of(id, SNAPSHOT), path_of(id, cache_dir())
    stale = _failures.reason(id)
    if fetched.is_file():
        try:
            table, provenance = parquet.read(fetched)
        except UnexpectedPayload as error:
            stale = error.message
        else:
            return Observations(table=table, indicator=entry, provenance=replace(provenance, stale=stale))
    if not shipped.is_file():
        message = f"no figures are held for {entry.title}"
        raise NoObservations(message)
    table, provenance = parquet.read(shipped)
    return Observations(table=table, indicator=entry, provenance=replace(provenance, stale=stale))


def version(id: str) -> float:  # noqa: A002
    """A number that changes when another copy is held or a failure is noted: part of a cache key."""
    fetched = path_of(id, cache_dir())
    return (fetched.stat().st_mtime if fetched.is_file() else 0.0) + _failures.noted_at(id)


def is_fresh(retrieved_at: datetime, now: datetime) -> bool:
    """True until the next release: Eurostat publishes at 11:00 and 23:00 in Brussels, twice a day at most."""
    local = now.astimezone(_BRUSSELS)
    days = (local.date() - timedelta(days=1), local.date())
    releases = [datetime(day.year, day.month, day.day, hour, tzinfo=_BRUSSELS) for day in days for hour in _RELEASE_HOURS]
    return retrieved_at >= max(release for release in releases if release <= local)


def freshen(id: str, ask: Get = get) -> threading.Thread | None:  # noqa: A002
    """Start fetching a newer copy in the background if one may exist; the thread, or None if none is due."""
    if offline() or _failures.reason(id) or is_fresh(load(id).provenance.retrieved_at, datetime.now(UTC)):
        return None
    with _lock:
        if id in _under_way:
            return None
        _under_way.add(id)
    thread = threading.Thread(target=_fetch, args=(id, ask), name=f"freshen-{id}", daemon=True)
    thread.start()
    return thread


def under_way(id: str) -> bool:  # noqa: A002
    """True while a newer copy is being fetched."""
    return id in _under_way


def _fetch(id: str, ask: Get) -> None:  # noqa: A002
    try:
        observations = obtain(indicator(id), ask)
        parquet.write(path_of(id, cache_dir()), observations.table, observations.provenance)
        _failures.forget(id)
    except (SourceError, OSError) as error:
        _log.warning("no newer copy of %s: %s", id, error)
        _failures.note(id, error.message if isinstance(error, SourceError) else str(error))
    finally:
        with _lock:
            _under_way.discard(id)


class _Failures:
    """Failed requests, remembered for a minute so that a dead service is not asked at every click."""

    def __init__(self) -> None:
        self._noted: dict[str, tuple[float, str]] = {}

    def note(self, id: str, reason: str) -> None:  # noqa: A002
        self._noted[id] = (time.time(), reason)

    def forget(self, id: str) -> None:  # noqa: A002
        self._noted.pop(id, None)

    def noted_at(self, id: str) -> float:  # noqa: A002
        return self._noted.get(id, (0.0, ""))[0] if self.reason(id) else 0.0

    def reason(self, id: str) -> str:  # noqa: A002
        when, reason = self._noted.get(id, (0.0, ""))
        return reason if time.time() - when < _FORGET_FAILURE_S else ""


_failures = _Failures()
_under_way: set[str] = set()
_lock = threading.Lock()
