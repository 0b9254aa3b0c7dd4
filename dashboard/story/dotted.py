"""Several figures of each place as dots in a row, and the same as a table; cards as a table."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

import pandas as pd

from dashboard.language import Language
from dashboard.story.model import Card, Dots, Table

MOST_ROWS = 16
"""As many rows of dots as can be read from the back of a room."""


def outermost(frame: pd.DataFrame, most: int = MOST_ROWS) -> pd.DataFrame:
    """The first and the last rows of a sorted table, as many as can be drawn."""
    if len(frame) <= most:
        return frame
    half = most // 2
    return pd.concat([frame.head(most - half), frame.tail(half)])


def between(frame: pd.DataFrame, say: Language, most: int = MOST_ROWS) -> str:
    """How many rows the picture leaves out; empty for none."""
    left_out = len(frame) - most
    if left_out <= 0:
        return ""
    return say.plural(
        "The picture shows both ends; {n} place between is in the table.",
        "The picture shows both ends; {n} places between are in the table.",
        left_out,
    )


def dots(
    frame: pd.DataFrame, axis: str, margins: pd.DataFrame | None = None, *, about_people: bool | None = None
) -> Dots:
    """A row for each name in the index, a series for each column; `margins` has the same rows and columns."""
    return Dots(
        series=tuple(map(str, frame.columns)),
        rows=tuple((str(name), _figures(row)) for name, row in zip(frame.index, frame.to_numpy(), strict=True)),
        axis=axis,
        margins=() if margins is None else tuple(_figures(row) for row in margins.to_numpy()),
        about_people=about_people,
    )


def _figures(row: object) -> tuple[float, ...]:
    return tuple(float(value) for value in row)  # type: ignore[attr-defined]


def table(frame: pd.DataFrame, head: str, decimals: int, say: Language) -> Table:
    """The same figures as texts, a dash where there is none; `head` names the rows."""
    rows = zip(frame.index, frame.to_numpy(), strict=True)
    return Table(
        columns=(head, *map(str, frame.columns)),
        rows=tuple((str(name), *(_told(float(value), decimals, say) for value in row)) for name, row in rows),
    )


def _told(value: float, decimals: int, say: Language) -> str:
    return say.number(value, decimals) if isfinite(value) else "–"


def cards_table(cards: Iterable[Card], say: Language) -> Table:
    """The facts of cards, a row a fact."""
    rows = tuple((one.title, *row) for one in cards for row in one.rows)
    return Table(columns=(say("Card"), say("What"), say("Figure"), say("Note")), rows=rows)
