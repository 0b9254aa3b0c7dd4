"""Nothing of a reader's file stays behind in what all visitors share."""

from __future__ import annotations

from data_sources import geography
from data_sources.upload import periods


def forget_texts() -> None:
    """Empties the caches that are asked with texts of a file; they fill again as they are needed."""
    for cached in (geography.plain_name, geography.level_of, periods.period):
        cached.cache_clear()
