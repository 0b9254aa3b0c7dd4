"""Rows of dots: a place a row, a shape a series, thin bars where the figures are a survey's."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from dashboard.deck.pictures.key import Mark, dot, height, key
from dashboard.deck.pictures.names import LETTER, Row, name_row
from dashboard.deck.pictures.sheet import MARKERS, Format, Role, Type, axes, blank, grid, lined, people, write
from dashboard.language import Language
from dashboard.story.model import Dots

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 16
_LATER = (Role.INK, Role.C2, Role.C1, Role.C4, Role.MUTED)


def draw(body: Dots, form: Format, say: Language) -> Figure:
    """The rows on one sheet, with the key above and the axis below."""
    roles = (people(about_people=body.about_people), *_LATER)
    marks = [
        Mark(name=name, role=roles[number % 6], marker=MARKERS[number % 6], hollow=number % 2 == 1)
        for number, name in enumerate(body.series)
    ]
    rows = body.rows[:MOST]
    step = 2.9 * form.base if form.narrow else 0.0
    head, foot = height(marks, form) + form.base * (0.9 if form.narrow else 0.5), 3.2 * form.line
    figure = blank(form, head + foot + step * len(rows) if form.narrow else form.tall)
    key(figure, marks, form)
    tall = step * len(rows) if form.narrow else min(form.tall - head - foot, 3.2 * form.base * len(rows))
    names = form.base if form.narrow else _names(body, form)
    drawn = axes(figure, (names, head, form.wide - names - 1.5 * form.base, tall))
    _scale(drawn, body, form)
    grid(drawn, form, say, across=True, upright=False)
    for number, (name, values) in enumerate(rows):
        _row(drawn, number, values, marks, form)
        _margins(drawn, number, body, form)
        middle = head + tall * (number + (0.18 if form.narrow else 0.5)) / len(rows)
        left, room = (0.0, form.wide) if form.narrow else (names - form.base, names - form.base)
        name_row(figure, name, Row(at=(left, middle), room=room, tall=tall / len(rows)), form)
    below = head + tall + 1.5 * form.line
    write(figure, lined(body.axis, form.letters(form.wide)), (names, below), Type(size=form.small, role=Role.MUTED))
    return figure


def _names(body: Dots, form: Format) -> float:
    longest = max((len(name) for name, _ in body.rows), default=0)
    return min((longest * LETTER + 1.5) * form.base, 0.45 * form.wide)


def _scale(drawn: Axes, body: Dots, form: Format) -> None:
    """From zero where no figure is below it, with room for the widest margin; the line of zero leaves names alone."""
    ends = [end for row, (_, values) in enumerate(body.rows) for end in _ends(row, values, body)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = 0.03 * ((high - low) or 1.0)
    rows = range(min(len(body.rows), MOST))
    if low < 0 and form.narrow:
        for row in rows:
            drawn.plot([0, 0], [row - 0.05, row + 0.45], color=Role.MUTED.value, linewidth=1, zorder=1)
    elif low < 0:
        drawn.axvline(0, color=Role.MUTED.value, linewidth=1)
    drawn.set(xlim=(low - room if low < 0 else 0.0, (high or 1.0) + room))
    drawn.set_ylim(max(len(rows), 1) - 0.5, -0.5)


def _ends(row: int, values: tuple[float, ...], body: Dots) -> list[float]:
    halves = body.margins[row] if body.margins else (0.0,) * len(values)
    pairs = [(one, half if isfinite(half) else 0.0) for one, half in zip(values, halves, strict=True) if isfinite(one)]
    return [end for one, half in pairs for end in (one - half, one + half)]


def _row(drawn: Axes, number: int, values: tuple[float, ...], marks: list[Mark], form: Format) -> None:
    """The dots of a row, with a thin line from the first to the last."""
    height = number + (0.2 if form.narrow else 0.0)
    held = [one for one in values if isfinite(one)]
    if len(held) > 1:
        drawn.plot([min(held), max(held)], [height] * 2, color=Role.OTHER.value, linewidth=form.base / 9, zorder=2)
    for value, mark in zip(values, marks, strict=True):
        if isfinite(value):
            dot(drawn, (value, height), mark, form)


def _margins(drawn: Axes, number: int, body: Dots, form: Format) -> None:
    if not body.margins:
        return
    height = number + (0.2 if form.narrow else 0.0)
    for value, half in zip(body.rows[number][1], body.margins[number], strict=True):
        if isfinite(value) and isfinite(half):
            drawn.plot([value - half, value + half], [height] * 2, color=Role.INK.value, linewidth=form.base / 16)
