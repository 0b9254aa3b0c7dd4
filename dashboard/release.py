"""A digest of the program itself, so that what a browser keeps for ever ends with the release that made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_PROGRAM = ("analysis/**/*.py", "dashboard/**/*.py", "dashboard/**/*.po", "data_sources/**/*.py")
_HELD = ("data_sources/snapshot/manifest.json", "static/boundaries/index.json")
_DIGITS = 10


@lru_cache(maxsize=1)
def release() -> str:
    """Ten hex digits that change with any module, translation, shipped figure or boundary."""
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in _files())).hexdigest()[:_DIGITS]


@lru_cache(maxsize=64)
def token(version: float) -> str:
    """Ten hex digits for one version of held figures in this release."""
    return hashlib.sha256(f"{release()} {version!r}".encode()).hexdigest()[:_DIGITS]


def _files() -> Iterator[Path]:
    for pattern in (*_PROGRAM, *_HELD):
        yield from sorted(_ROOT.glob(pattern))
