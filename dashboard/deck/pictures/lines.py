"""Lines through time on one axis, each named at its end; on a phone in a key above."""

from __future__ import annotations

from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

from dashboard.deck.pictures.key import Mark, height, key, stroke
from dashboard.deck.pictures.names import LETTER
from dashboard.deck.pictures.sheet import (
    LINES,
    Format,
    Point,
    Role,
    Type,
    axes,
    blank,
    grid,
    lined,
    people,
    rule,
    write,
)
from dashboard.language import Language
from dashboard.story.model import Line, Lines

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAME_LETTERS = 20
_MOST_MARKED = 40
_MONTHS = 12


def draw(body: Lines, form: Format, say: Language) -> Figure:
    """The lines on one sheet, their axis from zero where no figure is below it."""
    marks = _marks(body)
    head = (height(marks, form) if form.narrow else 0.0) + 1.6 * form.line
    foot, left = 1.8 * form.line, _left(body, form, say)
    right = 1.6 * form.base if form.narrow else (_NAME_LETTERS + 2) * LETTER * form.base
    figure = blank(form, form.tall)
    if form.narrow:
        key(figure, marks, form)
    letters = form.letters(form.wide)
    write(figure, lined(body.axis, letters, 1), (0.0, head - 1.5 * form.line), Type(size=form.small, role=Role.MUTED))
    drawn = axes(figure, (left, head, form.wide - left - right, form.tall - head - foot))
    _scale(drawn, body)
    grid(drawn, form, say, across=False, upright=True)
    _times(drawn, form)
    for line, mark in zip(body.lines, marks, strict=True):
        _line(drawn, line, mark, form)
    if not form.narrow:
        _named(figure, drawn, body, marks, form)
    return figure


def _marks(body: Lines) -> list[Mark]:
    """A colour a line; a single line has that of its half of the nexus, a target's path that of the interface."""
    solid = [line for line in body.lines if not line.dashed]
    single = (people(about_people=body.about_people),)
    roles = dict(zip((line.name for line in solid), LINES if len(solid) > 1 else single, strict=False))
    return [
        Mark(name=line.name, role=Role.MUTED if line.dashed else roles.get(line.name, Role.OTHER), dashed=line.dashed)
        for line in body.lines
    ]


def year(period: str) -> float:
    """A period as a year and its part."""
    number, _, part = period.partition("-")
    if part.startswith(("Q", "S")):
        return int(number) + (int(part[1]) - 1) / (4 if part[0] == "Q" else 2)
    return int(number) + (int(part) - 1) / _MONTHS if part else float(number)


def _values(body: Lines) -> list[float]:
    return [value for line in body.lines for _, value in line.points if isfinite(value)] or [0.0]


def _left(body: Lines, form: Format, say: Language) -> float:
    """Room for the figures of the axis."""
    longest = max(len(say.number(value)) for value in _values(body)) + 2
    return longest * 0.55 * form.small + form.base


def _scale(drawn: Axes, body: Lines) -> None:
    values = _values(body)
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.05 * ((high - low) or 1.0)
    years = [year(period) for line in body.lines for period, _ in line.points] or [2000.0]
    drawn.set(ylim=(low - room if low < 0 else 0.0, (high or 1.0) + room))
    drawn.set_xlim(min(years), max(years) if max(years) > min(years) else min(years) + 1)
    drawn.axhline(0, color=Role.MUTED.value, linewidth=1)


def _times(drawn: Axes, form: Format) -> None:
    """Whole years along the axis, as many as have room."""
    first, last = drawn.get_xlim()
    whole = [one for one in range(int(first), int(last) + 1) if first <= one <= last]
    most = 4 if form.narrow else 10
    step = next((one for one in (1, 2, 5, 10, 20, 50) if len(whole) / one <= most), 100)
    shown = [one for one in whole if one % step == 0] or whole[:1]
    drawn.set_xticks(shown, [str(one) for one in shown])
    drawn.tick_params(axis="both", pad=0.6 * form.base)  # the first year stands clear of the lowest figure


def _line(drawn: Axes, line: Line, mark: Mark, form: Format) -> None:
    """A line in its stretches; a stretch of one figure is a dot."""
    parts = stretches(line)
    marked = not mark.dashed and sum(map(len, parts)) <= _MOST_MARKED
    for part in parts:
        x, y = [year(period) for period, _ in part], [value for _, value in part]
        dots = "o" if marked or len(part) == 1 else None
        drawn.plot(x, y, marker=dots, markersize=form.base / 3, **stroke(mark, form))


def stretches(line: Line) -> list[list[tuple[str, float]]]:
    """The points between the gaps."""
    found: list[list[tuple[str, float]]] = [[]]
    for period, value in line.points:
        if isfinite(value):
            found[-1].append((period, value))
        elif found[-1]:
            found.append([])
    return [part for part in found if part]


def _named(figure: Figure, drawn: Axes, body: Lines, marks: list[Mark], form: Format) -> None:
    """Each name at the right of its last figure, moved up or down so that none lies over another."""
    ends = [_last(drawn, line, form) for line in body.lines]
    names = [lined(line.name, _NAME_LETTERS, 2) for line in body.lines]
    rows = [form.line * (1 + name.count("\n")) for name in names]
    left = form.wide * drawn.get_position().x1 + form.base
    for name, mark, at, end in zip(names, marks, spread([end[1] for end in ends], rows), ends, strict=True):
        write(figure, name, (left + form.base / 2, at), Type(size=form.base, middle=True))
        rule(figure, (end[0] + 0.4 * form.base, end[1]), (left + 0.2 * form.base, at), (mark.role, form.base / 16))


def _last(drawn: Axes, line: Line, form: Format) -> Point:
    """Where a line ends on the sheet."""
    period, value = next(((when, one) for when, one in reversed(line.points) if isfinite(one)), ("2000", 0.0))
    box, (left, right), (low, high) = drawn.get_position(), drawn.get_xlim(), drawn.get_ylim()
    across, upward = (year(period) - left) / (right - left), (value - low) / (high - low)
    return form.wide * (box.x0 + across * box.width), form.tall * (1 - box.y0 - upward * box.height)


def spread(heights: list[float], rows: list[float]) -> list[float]:
    """Heights (counted from above) so far apart that rows of these sizes do not meet, as near as can be."""
    order = sorted(range(len(heights)), key=lambda one: heights[one])
    placed = [heights[one] for one in order]
    gaps = [(rows[one] + rows[other]) / 2 for one, other in pairwise(order)]
    for _ in range(60):
        for number, gap in enumerate(gaps):
            short = gap - (placed[number + 1] - placed[number])
            if short > 0:
                placed[number] -= short / 2
                placed[number + 1] += short / 2
    at = dict(zip(order, placed, strict=True))
    return [at[number] for number in range(len(heights))]
