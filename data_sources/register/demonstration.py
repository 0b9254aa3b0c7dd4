"""Fictional entries that show how the register works: four cities, nobody behind them, and every name says so."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from data_sources.register.model import Entry
from data_sources.register.reading import read

FILE = Path(__file__).with_suffix(".csv")

CITIES = ("UK002C", "UK004C", "DK001C", "NL001C")
"""Birmingham, Glasgow, Copenhagen, Amsterdam: the cities of the research on smart urban intermediaries."""


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """The demonstration entries of all four cities."""
    return read(FILE.read_text(encoding="utf-8")).all_or_nothing()
