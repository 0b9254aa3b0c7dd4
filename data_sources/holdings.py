"""What the snapshot holds, read from its manifest: one entry a table, with its licence, dates, coverage and doubts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from data_sources import changes, contact, parquet, store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.changes import Refresh
from data_sources.contact import Report
from data_sources.coverage import Coverage
from data_sources.errors import UnexpectedPayload
from data_sources.model import Level, Note
from data_sources.obtain import reachable

Failed = tuple[datetime, str]
"""When, and why in a reader's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One table of the snapshot; `unplaced` are codes in it that no boundary set knows."""

    id: str
    source: str
    dataflow: str
    url: str
    licence: str
    retrieved_at: datetime
    updated_at: date | None
    rows: int
    values: int
    coverage: tuple[Coverage, ...] = ()
    unplaced: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The boundary sets under one licence: how many, with how many shapes."""

    licence: str
    sets: int
    shapes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The snapshot of one day; `others` are its flows and its figures at points."""

    created: date
    indicators: tuple[Holding, ...]
    others: tuple[Holding, ...]
    boundaries: tuple[Shapes, ...]

    @property
    def every(self) -> tuple[Holding, ...]:
        """All tables."""
        return self.indicators + self.others


class State(StrEnum):
    """How things stand with a source: what was fetched is the newest, may be older, or nobody can be asked."""

    FRESH = "fresh"
    DUE = "due"
    FAILING = "failing"
    NO_ADDRESS = "no address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How things stand with one source: the last success, and the last failure since, of a reader or a refresh."""

    source: str
    state: State
    succeeded_at: datetime
    failed_at: datetime | None = None
    reason: str = ""


def snapshot(folder: Path | None = None) -> Snapshot:
    """What lies in a folder, by default that of the snapshot; notes come from the tables themselves."""
    folder = folder or store.SNAPSHOT.parent
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    others = [*manifest.get("flows", []), *manifest.get("points", [])]
    return Snapshot(
        created=date.fromisoformat(manifest["created"]),
        indicators=tuple(
            _holding(entry, folder / store.SNAPSHOT.name)
            for entry in manifest["indicators"]
            if entry["id"] in CATALOGUE
        ),
        others=tuple(_holding(entry, folder) for entry in others),
        boundaries=_shapes(manifest.get("boundaries", [])),
    )


def _holding(entry: Mapping[str, Any], folder: Path) -> Holding:
    try:
        notes, damaged = parquet.read_provenance(folder / entry["file"]).notes, False
    except UnexpectedPayload:
        notes, damaged = (), True
    return Holding(
        id=entry["id"],
        source=entry["source"],
        dataflow=entry["dataflow"],
        url=entry["request_url"],
        licence=entry["licence"],
        retrieved_at=datetime.fromisoformat(entry["retrieved_at"]),
        updated_at=date.fromisoformat(entry["updated_at"]) if entry["updated_at"] else None,
        rows=entry["rows"],
        values=entry["values"],
        coverage=tuple(_coverage(part) for part in entry.get("coverage", [])),
        unplaced=tuple(entry.get("codes_without_place", [])),
        notes=notes,
        damaged=damaged,
    )


def _coverage(part: Mapping[str, Any]) -> Coverage:
    return Coverage(
        level=Level(part["level"]),
        first=part["first"],
        last=part["last"],
        places=part["places"],
        places_last=part["places_last"],
        expected=part["expected"],
    )


def _shapes(entries: Iterable[Mapping[str, Any]]) -> tuple[Shapes, ...]:
    rows: dict[str, list[int]] = {}
    for entry in entries:
        rows.setdefault(entry["licence"], []).append(entry["rows"])
    return tuple(Shapes(licence=licence, sets=len(counts), shapes=sum(counts)) for licence, counts in rows.items())


def last_refresh() -> Refresh | None:
    """What the refresh that made the snapshot changed; None where none is recorded."""
    return changes.latest(store.SNAPSHOT.parent)


def last_contact(*, live: bool) -> Report | None:
    """How every entry was last answered by the services themselves, or by a mirror; None where they were not asked."""
    return contact.last(store.SNAPSHOT.parent, live=live)


def health(held: Snapshot, now: datetime, refresh: Refresh | None = None) -> tuple[Health, ...]:
    """One entry a source, in the order of the manifest: newer copies fetched since, and failures of a refresh too."""
    of_source: dict[str, list[Holding]] = {}
    for one in held.every:
        of_source.setdefault(one.source, []).append(one)
    missed = _missed(refresh) if refresh else {}
    return tuple(_health(source, holdings, now, missed) for source, holdings in of_source.items())


def _missed(refresh: Refresh) -> dict[str, Failed]:
    when = datetime.fromisoformat(refresh.finished or refresh.started)
    return {one.id: (when, one.reader) for one in refresh.failures}


def _health(source: str, holdings: list[Holding], now: datetime, missed: Mapping[str, Failed]) -> Health:
    fetched = [_fetched_at(one) for one in holdings]
    failures = [store.last_failure(one.id) or missed.get(one.id) for one in holdings]
    since = (one for one, when in zip(failures, fetched, strict=True) if one and one[0] > when)
    failed = max(since, default=None)
    if failed:
        state = State.FAILING
    elif not any(_reachable(one.id) for one in holdings):
        state = State.NO_ADDRESS
    else:
        state = State.FRESH if all(store.is_fresh(when, now) for when in fetched) else State.DUE
    when, reason = failed or (None, "")
    return Health(source=source, state=state, succeeded_at=max(fetched), failed_at=when, reason=reason)


def _fetched_at(one: Holding) -> datetime:
    newer = store.fetched_at(one.id) if one.id in CATALOGUE else None
    return max(one.retrieved_at, newer) if newer else one.retrieved_at


def _reachable(id: str) -> bool:
    entry = CATALOGUE.get(id) or FLOWS.get(id) or POINTS.get(id)
    return entry is not None and reachable(entry)
