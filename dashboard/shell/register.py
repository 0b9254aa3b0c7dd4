"""The register as the app has it: accepted entries of the file beside the demonstration, read again when it changes."""

from __future__ import annotations

import json

import streamlit as st

from dashboard.intermediaries.entries import Register
from dashboard.intermediaries.entries import register as of_entries
from data_sources import roots
from data_sources.register import store

_HOUR_S = 3600


@st.cache_resource(ttl=_HOUR_S, max_entries=2, show_spinner=False)
def _held(version: tuple[float, ...]) -> Register:  # noqa: ARG001 - another file is another entry
    return of_entries(store.entries())


def held() -> Register:
    """Every entry that may be seen. Raises `NotStored`."""
    return _held(version())


def version() -> tuple[float, ...]:
    """Numbers that change with any write of the register, by this process or another."""
    folder = roots.ROOT if roots.PACK else roots.kept_dir()
    files = (folder / name for name in (store.PACKED, store.FILE, f"{store.FILE}-wal"))
    return tuple(number for path in files if path.is_file() for number in (path.stat().st_mtime, path.stat().st_size))


def stones() -> dict[str, str]:
    """Id -> the stone by which a later removal of an accepted entry is told; none in a pack."""
    found: dict[str, str] = {} if roots.PACK else json.loads(store.export())["stones"]
    return found
