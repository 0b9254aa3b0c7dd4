"""Recommendations that a room proposed and its presenter accepted: kept here, with the view they were made on.

One SQLite file beside what else people add (`roots.kept_dir`). Several servers may write to it, and a killed one leaves
it whole. Nothing tells who proposed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from data_sources import kept as files
from data_sources import roots
from data_sources.errors import AtlasError

FILE = "recommendations.sqlite"
MOST = 20_000
"""Rows; a server that everybody may use does not fill its disk."""

_TABLE = """
CREATE TABLE IF NOT EXISTS recommendation (
    id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    endorsements INTEGER NOT NULL,
    day TEXT NOT NULL,
    story TEXT NOT NULL,
    step TEXT NOT NULL,
    page TEXT NOT NULL,
    view TEXT NOT NULL,
    snapshot TEXT NOT NULL
);
"""
# The same one accepted again, as after a restart: it stays the one of that day, and no endorsement is lost.
_KEEP = """
INSERT INTO recommendation (id, text, endorsements, day, story, step, page, view, snapshot)
SELECT :id, :text, :endorsements, :day, :story, :step, :page, :view, :snapshot
WHERE (SELECT count(*) FROM recommendation) < :most OR EXISTS (SELECT 1 FROM recommendation WHERE id = :id)
ON CONFLICT (id) DO UPDATE SET endorsements = max(endorsements, excluded.endorsements)
"""
COLUMNS = ("id", "text", "endorsements", "day", "story", "step", "page", "view", "snapshot")


class NotKept(AtlasError):
    """A recommendation could not be written: the disk, its rights, or as many as are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """An accepted recommendation. `id` begins with its room; `view` is the View's parameters in the address."""

    id: str
    text: str
    endorsements: int
    day: date
    story: str
    step: str
    page: str
    view: Mapping[str, str]
    snapshot: str

    @property
    def address(self) -> str:
        """Where the view is seen again, from the app's own address on."""
        return self.page + (f"?{urlencode(self.view)}" if self.view else "")


def keep(one: Recommendation, folder: Path | None = None) -> None:
    """Write a recommendation, or raise its endorsements. Raises `NotKept`."""
    row: dict[str, Any] = {name: getattr(one, name) for name in COLUMNS}
    row |= {"day": one.day.isoformat(), "view": json.dumps(dict(one.view), ensure_ascii=False, sort_keys=True)}
    try:
        with files.opened(_path(folder), _TABLE) as base:
            written = base.execute(_KEEP, {**row, "most": MOST}).rowcount
    except (sqlite3.Error, OSError) as error:
        raise NotKept(f"{FILE}: {error}") from error
    if not written:
        raise NotKept(f"{MOST} recommendations are kept already")


def kept(ids: Collection[str] | None = None, folder: Path | None = None) -> tuple[Recommendation, ...]:
    """Those kept, the newest day first, then the most endorsed; only some where `ids` names them."""
    path = _path(folder)
    if not path.is_file():
        return ()
    try:
        with files.opened(path, _TABLE) as base:
            rows = base.execute(f"SELECT {', '.join(COLUMNS)} FROM recommendation").fetchall()  # noqa: S608
    except (sqlite3.Error, OSError) as error:
        raise NotKept(f"{FILE}: {error}") from error
    found = [_read(row) for row in rows if ids is None or row[0] in ids]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), -one.endorsements, one.id)))


def _path(folder: Path | None) -> Path:
    return (folder or roots.kept_dir()) / FILE


def _read(row: tuple[Any, ...]) -> Recommendation:
    values = dict(zip(COLUMNS, row, strict=True))
    return Recommendation(**values | {"day": date.fromisoformat(values["day"]), "view": json.loads(values["view"])})
