"""Files written whole or not at all: a reader sees the old bytes or the new ones, whenever the writer dies."""

from __future__ import annotations

import os
import threading
from pathlib import Path

UNFINISHED = ".tmp"
"""How the name of a file ends while it is being written."""


def write_whole(path: Path, body: bytes) -> None:
    """Replaces the file at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{UNFINISHED}")
    unfinished.write_bytes(body)
    unfinished.replace(path)


def sweep(folder: Path) -> None:
    """Removes what a writer that died left unfinished anywhere below `folder`."""
    for path in folder.rglob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)
