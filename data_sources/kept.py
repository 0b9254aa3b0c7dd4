"""SQLite files of what people add: several processes write to one, and a killed one leaves it whole."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_S = 20.0
PAUSE_S = 0.05


def connected(path: Path, tables: str = "") -> sqlite3.Connection:
    """The file with a write-ahead log, deleted bytes overwritten, each write on the disk before it counts.

    Raises `sqlite3.Error`, `OSError`.
    """
    until = time.monotonic() + WAIT_S
    while True:
        base = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
        try:
            for line in ("journal_mode = WAL", "secure_delete = ON", "synchronous = FULL"):
                base.execute(f"PRAGMA {line}")
            base.executescript(tables)
        except sqlite3.OperationalError:  # while another process begins the log, SQLite's own timeout does not wait
            base.close()
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_S)
        else:
            return base


@contextmanager
def opened(path: Path, tables: str) -> Iterator[sqlite3.Connection]:
    """The file for one transaction, written when the block ends well. Raises `sqlite3.Error`, `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    base = connected(path, tables)
    try:
        base.execute("BEGIN IMMEDIATE")
        yield base
        base.execute("COMMIT")
    finally:
        base.close()  # what was not committed is undone
