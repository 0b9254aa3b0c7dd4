"""The name of a row, at its left in a room and above it on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.deck.pictures.sheet import Format, Point, Type, lined, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LETTER = 0.58
"""The width of a letter, of the size of type, on average."""

_TWO_LINES = 2.5  # of small type: what a row needs for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Room for a row's name: `at` is its right end and middle, or on a phone its left end; all in units."""

    at: Point
    room: float
    tall: float
    bold: bool = False


def name_row(figure: Figure, name: str, row: Row, form: Format) -> None:
    """The name in one line, in small type where it is long; in a room in two where the row is tall enough."""
    weight = "bold" if row.bold else "normal"
    if form.narrow:
        size = form.small if len(name) > form.letters(row.room) else form.base
        said = lined(name, int(row.room / (LETTER * size)), 1)
        write(figure, said, row.at, Type(size=size, weight=weight, middle=True))
        return
    long = len(name) * LETTER * form.base > row.room
    two = long and row.tall >= _TWO_LINES * form.small
    size = form.small if two else form.base
    said = lined(name, int(row.room / (LETTER * size)), 2 if two else 1)
    write(figure, said, row.at, Type(size=size, weight=weight, align="right", middle=True))
