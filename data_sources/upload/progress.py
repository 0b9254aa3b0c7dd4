"""How far the reading of a file has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

from data_sources.sentences import Told, told

Tell = Callable[[Told, float], None]
"""Given a step's name and how much of the whole is done, from 0 to 1."""

ROWS = told("Reading the rows")
LAYOUT = told("Finding out which column holds what")
FIGURES = told("Reading figures and periods")
PLACES = told("Looking up the places")
TABLE = told("Putting the table together")

ROWS_DONE, LAYOUT_DONE, FIGURES_DONE, PLACES_DONE = 0.45, 0.55, 0.7, 0.85
"""Shares of the time that a file of a million rows takes, up to the end of a step."""


def nobody(_step: Told, _share: float) -> None:
    """For readers that nobody waits for."""
