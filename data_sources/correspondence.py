"""Which regions of one NUTS version lie in which of the next, at run time; written by `correspondence_tables`.

Held are 2013 to 2016 and 2016 to 2021. Between 2021 and 2024 there is none.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import pandas as pd

from data_sources import roots
from data_sources.model import Level

VERSIONS = ("2013", "2016", "2021")
"""The NUTS versions that correspondences lead through, oldest first."""

UNMAPPED = VERSIONS[0]
"""The version that is known by its codes alone: no shapes of it are held."""

PAIRS = tuple(pairwise(VERSIONS))
"""The pairs of versions with a correspondence."""

SNAPSHOT = roots.SNAPSHOT / "geography"
FILE = "nuts-overlaps.parquet"


@lru_cache(maxsize=1)
def overlaps() -> pd.DataFrame:
    """`level`, `older`, `newer`, `before`, `after`, `people` of every pair of regions that share people; read-only.

    Empty where the file is not held: then no line is bridged.
    """
    path = SNAPSHOT / FILE
    if not path.is_file():
        return pd.DataFrame(columns=["level", "older", "newer", "before", "after", "people"])
    return pd.read_parquet(path).astype({"level": str, "older": str, "newer": str})


def between(level: Level, older: str, newer: str) -> pd.DataFrame:
    """The rows of `overlaps()` of one level and two versions that follow on one another."""
    table = overlaps()
    held = (table["level"] == level.value) & (table["older"] == older) & (table["newer"] == newer)
    return table[held]


@lru_cache(maxsize=1)
def unmapped() -> frozenset[str]:
    """The codes of all levels of the version that has no shapes."""
    table = overlaps()
    return frozenset(table.loc[table["older"] == UNMAPPED, "before"])


def forget() -> None:
    """Drops what was read, after the file was written anew."""
    overlaps.cache_clear()
    unmapped.cache_clear()
