"""SQLite files of what people add: several processes write to one, and a killed one leaves it whole."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

WAIT_S = 30.0
PAUSE_S = 0.002
"""Between two tries. SQLite's own waiting pauses up to 0.1 s: next to a writer who hardly stops, nobody gets in."""


def connected(path: Path, tables: str = "") -> sqlite3.Connection:
    """The file with a write-ahead log, deleted bytes overwritten, each write on the disk before it counts.

    Raises `sqlite3.Error`, `OSError`.
    """
    base = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    try:
        for line in ("journal_mode = WAL", "secure_delete = ON", "synchronous = FULL"):
            _once_free(partial(base.execute, f"PRAGMA {line}"))
        _once_free(partial(base.executescript, tables))
    except sqlite3.Error:
        base.close()
        raise
    return base


@contextmanager
def opened(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """The file for one transaction, written when the block ends well. Raises `sqlite3.Error`, `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    base = connected(path, tables)
    try:
        base.execute("PRAGMA busy_timeout = 0")
        _once_free(partial(base.execute, "BEGIN IMMEDIATE"))
        yield base
        base.execute("COMMIT")
    finally:
        base.close()  # what was not committed is undone


def _once_free(work: Callable[[], object]) -> None:
    """Does the work once no other process holds the file. Raises `sqlite3.Error`, also after `WAIT_S`."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(PAUSE_S)
        else:
            return
