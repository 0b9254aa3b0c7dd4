"""What a method gives back instead of a result that the figures don't carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why there is no result."""

    PLACES = "places"
    YEARS = "years"
    ROWS = "rows"
    SAME = "same"
    """The figures don't differ, or not within places."""

    UNDATED = "undated"
    PEAKS = "peaks"
    """Too few places with a clear peak and a whole series around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """No result: why, how many there are, and how many the method asks for."""

    reason: Reason
    have: int = 0
    need: int = 0
