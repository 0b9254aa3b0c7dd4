"""How Streamlit's route for uploads is kept from the disk. Light: the server imports it as it starts."""

from __future__ import annotations

from starlette.formparsers import MultiPartParser

_MORE_THAN_ANY_FILE = 200_000_000
"""Bytes; twice what is read of a file, and more than `server.maxUploadSize` lets through."""


def never_on_disk() -> None:
    """Called as the server starts: Starlette writes parts of a form above this size to a temporary file, so none is."""
    MultiPartParser.spool_max_size = _MORE_THAN_ANY_FILE
