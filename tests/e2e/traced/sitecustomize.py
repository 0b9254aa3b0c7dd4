"""For a server of the tests: writes down every file it opens to write, and on a signal what it still holds of a file.

Python reads a module of this name as it starts, where its folder is on the path. In the environment: TRACED_FILES, the
file that is written, and TRACED_MARK, a text in the uploaded file.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Any

_OUT = os.open(os.environ["TRACED_FILES"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
_MARK = os.environ["TRACED_MARK"]
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND
_KINDS = frozenset(
    {"Report", "Sheet", "Held", "UploadedFileRec", "UploadedFile", "Kept", "Leaving", "Figures", "MemoryFile"}
)
_OURS = ("data_sources.upload", "dashboard.shell.upload", "dashboard.own_figures", "streamlit.runtime")


def _told(line: str) -> None:
    os.write(_OUT, f"{line}\n".encode())


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        _told(f"wrote {arguments[0]}")
    elif event.startswith("tempfile."):
        _told(f"wrote {event} {arguments}")


def _looked(*_: object) -> None:
    """How many texts with the mark anything refers to, and how many results of reading a file there are."""
    gc.collect()
    every = gc.get_objects()
    texts = {id(one) for holder in every for one in gc.get_referents(holder) if _has_mark(one)}
    read = [one for one in every if type(one).__name__ in _KINDS and type(one).__module__.startswith(_OURS)]
    read = [one for one in read if not getattr(one, "mimetype", "").startswith("image/")]  # the icon of the page
    _told(f"held {len(texts)} texts, {len(read)} results")


def _has_mark(one: object) -> bool:
    if isinstance(one, str):
        return len(one) > len(_MARK) and _MARK in one
    return isinstance(one, bytes) and len(one) > len(_MARK) and _MARK.encode() in one


sys.addaudithook(_heard)
signal.signal(signal.SIGUSR1, _looked)
