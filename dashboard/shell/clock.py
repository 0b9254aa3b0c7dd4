"""The day it is where the app runs."""

from __future__ import annotations

from datetime import UTC, date, datetime


def today() -> date:
    """The day of the server, in universal time."""
    return datetime.now(UTC).date()
