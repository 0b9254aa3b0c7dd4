"""The register as it is kept: accepted entries in one SQLite file, where what is removed is really gone.

Write-ahead log, so that readers never wait and a killed writer loses nothing that was accepted; `secure_delete`, so
that a removed entry's bytes are overwritten. The history says what changed and never whose entry it was.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
import time
from base64 import b32encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from data_sources import kept, roots
from data_sources.errors import AtlasError, UploadError
from data_sources.register import sharing
from data_sources.register.flat import nested, of_json
from data_sources.register.model import Entry
from data_sources.register.reading import MOST_ENTRIES
from data_sources.register.vocabulary import Consent

FILE = "register.sqlite"
PACKED = "register.json"
"""The name of the register in a seminar pack, which is read-only."""

_LETTERS = 6
_TABLES = """
CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, stone TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS history (day TEXT NOT NULL, what TEXT NOT NULL, fields TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tombstone (stone TEXT PRIMARY KEY, day TEXT NOT NULL);
"""


class NotStored(AtlasError):
    """The register could not be read or written; says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the history: a day, whether an entry was added, changed or removed, and which fields changed."""

    day: date
    what: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """How many entries of a file were new, changed, or there already."""

    added: int
    changed: int
    same: int


def reference(entries: Iterable[Entry]) -> str:
    """The number of a form's file, such as `NA-7K3QPD`: it is made of what the file says, so that both sides get it."""
    body = json.dumps([nested(one) for one in entries], ensure_ascii=False, sort_keys=True)
    return "NA-" + b32encode(hashlib.sha256(body.encode()).digest()).decode()[:_LETTERS]


def entries(folder: Path | None = None) -> tuple[Entry, ...]:
    """Every accepted entry, in the order of ids; those of the pack where the app runs from one."""
    if roots.PACK and folder is None:
        return _packed(roots.ROOT / PACKED)
    if not _path(folder).is_file():
        return ()
    with _opened(folder) as base:
        rows = base.execute("SELECT body FROM entry ORDER BY id").fetchall()
    return tuple(of_json(json.loads(body)) for (body,) in rows)


def _packed(path: Path) -> tuple[Entry, ...]:
    if not path.is_file():
        return ()
    return tuple(of_json(one) for one in json.loads(path.read_text(encoding="utf-8"))["entries"])


def differences(new: Iterable[Entry], folder: Path | None = None) -> dict[str, tuple[str, ...] | None]:
    """Id -> the fields that differ from the entry held, none where it is the same; None for one that is new."""
    held = {one.id: one for one in entries(folder)}
    return {one.id: _changed(held[one.id], one) if one.id in held else None for one in new}


def _changed(old: Entry, new: Entry) -> tuple[str, ...]:
    return tuple(one.name for one in fields(Entry) if getattr(old, one.name) != getattr(new, one.name))


def accept(new: Iterable[Entry], day: date, folder: Path | None = None) -> Accepted:
    """Writes entries, all or none. Raises `UploadError` for one that may not be kept, `NotStored`."""
    new = tuple(new)
    for one in new:
        _check(one)
    with _opened(folder) as base:
        held = {id: of_json(json.loads(body)) for id, body in base.execute("SELECT id, body FROM entry")}
        if len(held.keys() | {one.id for one in new}) > MOST_ENTRIES:
            raise UploadError(f"The register holds at most {MOST_ENTRIES} entries.")
        what = [_write(base, one, held.get(one.id), day) for one in new]
    return Accepted(added=what.count("added"), changed=what.count("changed"), same=what.count("same"))


def _check(entry: Entry) -> None:
    if entry.demonstration:
        raise UploadError(f"{entry.id} is a demonstration: made-up entries are shown anyway, and are never accepted.")
    if entry.consent.status is Consent.WITHDRAWN:
        raise UploadError(f"{entry.id}: consent was withdrawn. Remove the entry instead of accepting it.")


def _write(base: sqlite3.Connection, new: Entry, old: Entry | None, day: date) -> str:
    changed = _changed(old, new) if old else ()
    if old and not changed:
        return "same"
    what = "changed" if old else "added"
    body = json.dumps(nested(new), ensure_ascii=False, sort_keys=True)
    base.execute(
        "INSERT INTO entry (id, stone, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        (new.id, secrets.token_hex(8), body),
    )
    base.execute("INSERT INTO history VALUES (?, ?, ?)", (day.isoformat(), what, " ".join(changed)))
    return what


def remove(id: str, day: date, folder: Path | None = None) -> str:
    """Deletes an entry from every byte of the file, and gives the tombstone that old exports are told by.

    Raises `NotStored` where there is no such entry, or somebody reads for so long that the log cannot be emptied.
    """
    with _opened(folder) as base:
        found = base.execute("SELECT stone FROM entry WHERE id = ?", (id,)).fetchone()
        if found is None:
            raise NotStored(f"No entry has the id {id!r}.")
        base.execute("DELETE FROM entry WHERE id = ?", (id,))
        base.execute("INSERT INTO history VALUES (?, 'removed', '')", (day.isoformat(),))
        base.execute("INSERT INTO tombstone VALUES (?, ?)", (found[0], day.isoformat()))
    compact(folder)
    return str(found[0])


def compact(folder: Path | None = None) -> None:
    """Writes the file anew without anything that was deleted, and empties the log. Raises `NotStored`."""
    base = kept.connected(_path(folder))
    try:
        base.execute("VACUUM")
        _empty_log(base)
    except sqlite3.Error as error:
        raise NotStored(_STILL_THERE) from error
    finally:
        base.close()


_STILL_THERE = (
    "The entry is removed, but the log could not be emptied while somebody reads. Stop the app and run: "
    "python -m data_sources.register compact"
)


def _empty_log(base: sqlite3.Connection) -> None:
    """The log's bytes go too; a reader that holds it is waited for."""
    until = time.monotonic() + kept.WAIT_S
    while base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise NotStored(_STILL_THERE)
        time.sleep(kept.PAUSE_S)


def history(folder: Path | None = None) -> tuple[Change, ...]:
    """What changed, oldest first."""
    if not _path(folder).is_file():
        return ()
    with _opened(folder) as base:
        rows = base.execute("SELECT day, what, fields FROM history ORDER BY rowid").fetchall()
    return tuple(
        Change(day=date.fromisoformat(day), what=what, fields=tuple(names.split())) for day, what, names in rows
    )


def tombstones(folder: Path | None = None) -> frozenset[str]:
    """The stones of what was removed: random, so that they say nothing to whoever has no old copy."""
    if not _path(folder).is_file():
        return frozenset()
    with _opened(folder) as base:
        return frozenset(stone for (stone,) in base.execute("SELECT stone FROM tombstone"))


def export(folder: Path | None = None) -> str:
    """What may leave the server as JSON, each entry with the stone by which a later removal is told."""
    found = entries(folder)
    content = json.loads(sharing.json_export(found))
    shared = {one["id"] for one in content["entries"]}
    content["stones"] = {id: stone for id, stone in _stones(folder).items() if id in shared}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _stones(folder: Path | None) -> dict[str, str]:
    if not _path(folder).is_file():
        return {}
    with _opened(folder) as base:
        return dict(base.execute("SELECT id, stone FROM entry ORDER BY id").fetchall())


def removed_since(text: str, folder: Path | None = None) -> int:
    """How many entries of an earlier export were removed since: then it must be made anew."""
    try:
        stones = json.loads(text)["stones"].values()
    except (ValueError, KeyError, TypeError, AttributeError):
        return 0
    return len(tombstones(folder) & set(stones))


def _path(folder: Path | None) -> Path:
    return (folder or roots.kept_dir()) / FILE


@contextmanager
def _opened(folder: Path | None) -> Iterator[sqlite3.Connection]:
    """The file for one transaction. Raises `NotStored`."""
    path = _path(folder)
    try:
        with kept.opened(path, _TABLES) as base:
            yield base
    except (sqlite3.Error, OSError) as error:
        raise NotStored(f"{path} could not be read or written: {error}. Try again.") from error
