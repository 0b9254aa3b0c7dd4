"""How large a brief is set so that its pages hold it: counted from its words, before anything is drawn.

The steps were measured against LibreOffice, fpdf2 and Chromium, with the longest names held.
"""

from __future__ import annotations

from math import ceil

from dashboard.brief.blocks import Block, Heading, Points, Text, blocks
from dashboard.brief.model import Brief, Picture, Table

STEPS = (1.2, 1.15, 1.1, 1.05, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Parts of the usual size, the first that fits is used."""

HEIGHT_MM = 266
_LETTERS = 106
"""In a line of body text."""

_SMALL_LETTERS, _CELL_LETTERS, _TITLE_LETTERS = 130, 118, 48
_LINE, _SMALL_LINE, _TITLE_LINE = 3.9, 3.25, 7.8
_HEADING, _SMALL_HEADING = 6.9, 5.4
_HEAD_MM = 8
"""The line of the place below the title, and the rule."""

_LAST_TO_SHRINK = 0.15


def scale(brief: Brief) -> float:
    """The largest of `STEPS` at which every page holds what stands on it, else the smallest."""
    return next((step for step in STEPS if _fits(brief, step)), STEPS[-1])


def drawn(step: float) -> float:
    """The part of its full size that a picture keeps at a step: the type gives way first."""
    return min(1.0, step + _LAST_TO_SHRINK)


def _fits(brief: Brief, step: float) -> bool:
    """Whether the first page, up to the heading that turns it, and the rest each fit."""
    every = blocks(brief)
    turn = next((n for n, one in enumerate(every) if isinstance(one, Heading) and one.on_new_page), None)
    head = _lines(brief.title, _TITLE_LETTERS / step) * _TITLE_LINE * step + _HEAD_MM
    if turn is None:
        pages = 1 if brief.one_page else 2
        return head + _height(every, step) <= pages * HEIGHT_MM
    return head + _height(every[:turn], step) <= HEIGHT_MM and _height(every[turn:], step) <= HEIGHT_MM


def _height(parts: tuple[Block, ...], step: float) -> float:
    return sum(_block(one, step) for one in parts)


def _block(block: Block, step: float) -> float:
    match block:
        case Heading(small=small):
            return (_SMALL_HEADING if small else _HEADING) * step
        case Text(text=words, lead=True):
            return _lines(words, 0.85 * _LETTERS / step) * 1.25 * _LINE * step
        case Text(text=words):
            return (_lines(words, _SMALL_LETTERS / step) * _SMALL_LINE + 0.7) * step
        case Points(points=points):
            return sum((_lines(point, _LETTERS / step) * _LINE + 0.8) * step for point in points)
        case Picture(height_mm=high, source=source):
            return high * drawn(step) + (_lines(source, 1.15 * _SMALL_LETTERS / step) * _SMALL_LINE + 1) * step
        case Table():
            return _table(block, step)


def _table(table: Table, step: float) -> float:
    letters = [max(4.0, _CELL_LETTERS * width / sum(table.widths) / step - 3) for width in table.widths]
    rows = [
        max(_lines(words, n) for words, n in zip(row, letters, strict=True)) for row in (table.columns, *table.rows)
    ]
    note = _lines(table.note, 1.15 * _SMALL_LETTERS / step) * _SMALL_LINE
    return (sum(lines * _SMALL_LINE + 1.0 for lines in rows) + note) * step


def _lines(words: str, letters: float) -> int:
    return ceil(len(words) / letters)
