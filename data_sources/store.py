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
from datetime import time as time_of_day
from functools import lru_cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

import platformdirs

from data_sources import asking, memory, parquet, roots
from data_sources.catalogue import CATALOGUE, indicator
from data_sources.errors import NoObservations, SourceError, UnexpectedPayload
from data_sources.memory import Memory
from data_sources.model import Operation
from data_sources.obtain import Get, get, obtain, reachable
from data_sources.schema import Observations

SNAPSHOT = roots.SNAPSHOT / "observations"
"""The embedded default, read-only at run time: one folder a source, one file an indicator."""

NOT_WRITTEN = "the new copy could not be written"
"""Why an old copy is shown, beside the reasons of source errors."""

PREPARING = "the service still prepares them"
"""The same while the service has queued the request."""

_RELEASE_HOURS = (11, 23)
_BRUSSELS = ZoneInfo("Europe/Brussels")
_FORGET_FAILURE_S = 60.0
_UNREADABLE = datetime.max.replace(tzinfo=UTC)
_log = logging.getLogger(__name__)


def offline() -> bool:
    """True where the operator wants no request at all (`NEXUS_ATLAS_OFFLINE`), and in a seminar pack."""
    return bool(roots.PACK) or os.environ.get("NEXUS_ATLAS_OFFLINE", "") not in {"", "0"}


def cache_dir() -> Path:
    """Where fetched copies lie: `NEXUS_ATLAS_CACHE`, else the user's cache folder; in a pack those it came with."""
    if roots.PACK:
        return roots.FETCHED
    return Path(os.environ.get("NEXUS_ATLAS_CACHE") or platformdirs.user_cache_dir("nexus-atlas"))


def path_of(id: str, root: Path) -> Path:
    """The file of an indicator below `root`; computed ones lie in a folder of their own, proxies by their source."""
    entry = CATALOGUE[id]
    if entry.formula.operation is Operation.OVERLAP:
        return path_of(entry.formula.left[0], root).with_name(f"{id}.parquet")
    return root / (entry.dataflow.source if entry.dataflow else "computed") / f"{id}.parquet"


@lru_cache(maxsize=1)
def held() -> frozenset[str]:
    """Ids of the indicators with figures in the snapshot; a removed file takes its indicator along."""
    return frozenset(id for id in CATALOGUE if path_of(id, SNAPSHOT).is_file())


def load(id: str) -> Observations:
    """The newest copy held, be it fetched or shipped. A damaged one is passed over, with a note.

    Small counts of neighbourhoods are not withheld here: what is shown goes through `dashboard.withheld`.
    Raises `CatalogueError` for an unknown id, `NoObservations` where nothing is held.
    """
    entry = indicator(id)
    damage: UnexpectedPayload | None = None
    for path in _copies(id):
        try:
            table, provenance = parquet.read(path)
        except UnexpectedPayload as error:
            damage = error
            continue
        stale = damage.reader if damage else _failures.reason(id) or (PREPARING if queued_until(id) else "")
        return Observations(table=table, indicator=entry, provenance=replace(provenance, stale=stale))
    raise damage or NoObservations(f"no figures are held for {entry.title}")


def newest(id: str) -> Path | None:
    """The file that `load` reads first; None where nothing is held."""
    return next(iter(_copies(id)), None)


def _copies(id: str) -> list[Path]:
    """The files held of an indicator, newest first; a damaged one counts as new."""
    paths = (path_of(id, cache_dir()), path_of(id, SNAPSHOT))
    return sorted((path for path in paths if path.is_file()), key=_retrieved, reverse=True)


def _retrieved(path: Path) -> datetime:
    try:
        return parquet.read_provenance(path).retrieved_at
    except UnexpectedPayload:
        return _UNREADABLE


def version(id: str) -> float:
    """A number that changes when another copy is held or a failure is noted: part of a cache key."""
    fetched = path_of(id, cache_dir())
    waiting = _queued.get(id, 0.0)
    return (fetched.stat().st_mtime if fetched.is_file() else 0.0) + _failures.noted_at(id) + waiting


def is_fresh(retrieved_at: datetime, now: datetime) -> bool:
    """True until the next release: Eurostat publishes at 11:00 and 23:00 in Brussels, twice a day at most."""
    local = now.astimezone(_BRUSSELS)
    days = (local.date() - timedelta(days=1), local.date())
    times = [time_of_day(hour, tzinfo=_BRUSSELS) for hour in _RELEASE_HOURS]
    releases = [datetime.combine(day, hour) for day in days for hour in times]
    return retrieved_at >= max(release for release in releases if release <= local)


def freshen(id: str, ask: Get = get) -> threading.Thread | None:
    """Start fetching a newer copy in the background if one may exist; the thread, or None if none is due."""
    if offline() or _failures.reason(id) or not reachable(indicator(id)):
        return None
    held_since = [_retrieved(path) for path in _copies(id)]
    if not held_since or _is_current(id, [when for when in held_since if when != _UNREADABLE]):
        return None
    with _lock:
        if id in _under_way:
            return None
        _under_way.add(id)
    thread = threading.Thread(target=_fetch, args=(id, ask), name=f"freshen-{id}", daemon=True)
    thread.start()
    return thread


def _is_current(id: str, retrieved: list[datetime]) -> bool:
    """True if a readable copy was fetched, or found to be the newest there is, since the last release."""
    made = _memory(cache_dir() / memory.FILE, SNAPSHOT.parent / memory.FILE).made.get(id) if retrieved else None
    since = [*retrieved, made.checked_at] if made else retrieved
    return any(is_fresh(when, datetime.now(UTC)) for when in since)


def under_way(id: str) -> bool:
    """True while a newer copy is being asked for."""
    return id in _under_way


def queued_until(id: str) -> datetime | None:
    """When the service is asked again for a copy that it still prepares; None where it prepares none."""
    until = _queued.get(id)
    return None if until is None else datetime.fromtimestamp(until, UTC)


def fetched_at(id: str) -> datetime | None:
    """When a copy newer than the snapshot's was fetched; None where there is none, or it cannot be read."""
    path = path_of(id, cache_dir())
    when = _retrieved(path) if path.is_file() else _UNREADABLE
    return None if when == _UNREADABLE else when


def last_failure(id: str) -> tuple[datetime, str] | None:
    """When fetching last failed, and why in a reader's words; None since a success, or since this server started."""
    return _failures.last(id)


def _fetch(id: str, ask: Get) -> None:
    try:
        _bring(id, ask)
        _failures.forget(id)
    except (SourceError, OSError) as error:
        _log.warning("no newer copy of %s: %s", id, error)
        _failures.note(id, error.reader if isinstance(error, SourceError) else NOT_WRITTEN)
    finally:
        with _lock:
            _under_way.discard(id)


def _bring(id: str, ask: Get) -> None:
    """Fetch a newer copy if there is one at the source, and remember that it was looked for."""
    own = cache_dir() / memory.FILE
    held = _memory(own, SNAPSHOT.parent / memory.FILE)
    made, entry = held.made.get(id), indicator(id)
    door = asking.network if ask is get else asking.plain(ask)
    asker = asking.Asker(held, door, _listing(), list_first=made is not None)
    definition = asking.definition(entry)
    unreadable = all(_retrieved(path) == _UNREADABLE for path in _copies(id)[:1])
    if made is None or unreadable or asker.due(made, definition):
        found, made = asker.make(id, definition, "", lambda get: obtain(entry, get, wait=partial(_wait, id)))
        parquet.write(path_of(id, cache_dir()), found.table, found.provenance)
    with _lock:
        held.made[id] = replace(made, checked_at=datetime.now(UTC).replace(microsecond=0))
        held.write(own)


def _wait(id: str, seconds: float) -> None:
    """Until a queued request is asked again; readers are told meanwhile."""
    _queued[id] = time.time() + seconds
    try:
        time.sleep(seconds)
    finally:
        _queued.pop(id, None)


@lru_cache(maxsize=1)
def _memory(own: Path, shipped: Path) -> Memory:
    """What the copies held were made of: those fetched, else those shipped."""
    return memory.merged(memory.read(shipped), memory.read(own))


def _listing() -> asking.Listing:
    """Eurostat's list of releases; one for all readers until the next release."""
    global _releases  # noqa: PLW0603
    with _lock:
        if _releases.asked_at is None or not is_fresh(_releases.asked_at, datetime.now(UTC)):
            _releases = asking.Listing()
        return _releases


class _Failures:
    """Failed requests, remembered for a minute so that a dead service is not asked at every click."""

    def __init__(self) -> None:
        self._noted: dict[str, tuple[float, str]] = {}

    def note(self, id: str, reason: str) -> None:
        self._noted[id] = (time.time(), reason)

    def forget(self, id: str) -> None:
        self._noted.pop(id, None)

    def noted_at(self, id: str) -> float:
        return self._noted.get(id, (0.0, ""))[0] if self.reason(id) else 0.0

    def last(self, id: str) -> tuple[datetime, str] | None:
        noted = self._noted.get(id)
        return (datetime.fromtimestamp(noted[0], UTC), noted[1]) if noted else None

    def reason(self, id: str) -> str:
        when, reason = self._noted.get(id, (0.0, ""))
        return reason if time.time() - when < _FORGET_FAILURE_S else ""


_failures = _Failures()
_under_way: set[str] = set()
_queued: dict[str, float] = {}
_releases = asking.Listing()
_lock = threading.Lock()
