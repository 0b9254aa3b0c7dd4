"""What was asked to make each file, and how the answers are told from newer ones: `asked.json` beside the manifest."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from data_sources.sources.base import ONE_BASE
from data_sources.whole_files import write_whole

FILE = "asked.json"
_MIRROR = f"${ONE_BASE}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The last answer of a URL: what the service said to tell it from a newer one, and its hash."""

    digest: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How a file was made: of which definition, by which code, when last found to be current, and of which answers.

    `asked` maps a URL (as `key`) to its source and mark: the version its catalogue states, or the answer's hash.
    `dimensions` are those of the answers that have any.
    """

    definition: str
    code: str
    checked_at: datetime
    asked: Mapping[str, tuple[str, str]]
    dimensions: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Memory:
    """All of it; changed by one thread at a time."""

    made: dict[str, Made] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write to `path`, whole; answers that no file is made of any more are forgotten."""
        made, seen = dict(self.made), dict(self.seen)  # another thread may add to them meanwhile
        used = {key for one in made.values() for key in one.asked}
        plain = {
            "made": {id: _plain(one) for id, one in made.items()},
            "seen": {key: asdict(one) for key, one in seen.items() if key in used},
        }
        write_whole(path, (json.dumps(plain, indent=1, sort_keys=True) + "\n").encode())


def read(path: Path) -> Memory:
    """The memory in a file; an empty one where it is missing or damaged: then everything is asked anew."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        made = {id: _made(entry) for id, entry in plain["made"].items()}
        seen = {key: Seen(**entry) for key, entry in plain["seen"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Memory()
    return Memory(made=made, seen=seen)


def merged(older: Memory, newer: Memory) -> Memory:
    """Both: of each file what was found to be current last."""
    made = dict(older.made)
    for id, one in newer.made.items():
        if id not in made or made[id].checked_at <= one.checked_at:
            made[id] = one
    return Memory(made=made, seen=older.seen | newer.seen)


def _plain(made: Made) -> dict[str, object]:
    return {**asdict(made), "checked_at": made.checked_at.isoformat()}


def _made(plain: dict[str, object]) -> Made:
    asked = {key: (source, mark) for key, (source, mark) in dict(plain["asked"]).items()}  # type: ignore[call-overload]
    return Made(
        definition=str(plain["definition"]),
        code=str(plain["code"]),
        checked_at=datetime.fromisoformat(str(plain["checked_at"])),
        asked=asked,
        dimensions=tuple(plain["dimensions"]),  # type: ignore[arg-type]
    )


def key(url: str) -> str:
    """A URL as it is remembered: a mirror's without its address, so that it is never taken for the service's own."""
    base = os.environ.get(ONE_BASE, "").rstrip("/")
    return _MIRROR + url.removeprefix(base) if base and url.startswith(base) else url


def url_of(key: str) -> str:
    """The URL to ask now for a remembered one; empty where it was asked of a mirror and now is not, or the reverse."""
    base = os.environ.get(ONE_BASE, "").rstrip("/")
    if key.startswith(_MIRROR):
        return base + key.removeprefix(_MIRROR) if base else ""
    return "" if base else key
