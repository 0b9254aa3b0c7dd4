"""Ranked bars from zero, one or two lists of them: side by side in a room, below each other if short or on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.deck.pictures.names import LETTER, Row, name_row
from dashboard.deck.pictures.sheet import Box, Format, Role, Type, axes, blank, lined, people, write
from dashboard.language import Language
from dashboard.story.model import Bar, Bars

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 12
_FEW = 4
_GAP = 60
_ROW = 3.0  # of the size of type: the tallest row in a room
_MOST_GROWN = 1.4
_THICK = 0.62
_LEAST_SHARE = 0.002
_BOLD = 0.66  # the width of a bold letter, of the size of type
_MOST_NAMES = 0.45  # of the width
_MOST_WORDS = 0.7  # of the width: names and figures in larger type

_Named = tuple[str, tuple[Bar, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a list stands: its box, and in it the height of its title and of a row."""

    box: Box
    head: float
    row: float


def draw(body: Bars, form: Format, say: Language) -> Figure:
    """The lists on one sheet; short ones stand below each other in a room too, in larger type."""
    lists = [(title, kept(bars)) for title, bars in body.groups]
    stacked = form.narrow or (len(lists) > 1 and max(len(bars) for _, bars in lists) <= _FEW)
    form = form if form.narrow else _grown(lists, form, stacked=stacked)
    places = _places(lists, form, stacked=stacked)
    figure = blank(form, sum(place.box[3] for place in places) if form.narrow else form.tall)
    for named, (_, every), place in zip(lists, body.groups, places, strict=True):
        _list(figure, place, named, body, form)
        _left_out(figure, place.box, len(every) - len(named[1]), form, say)
    return figure


def kept(bars: tuple[Bar, ...], most: int = MOST) -> tuple[Bar, ...]:
    """The first bars and every chosen one, in their order."""
    chosen = sum(one.chosen for one in bars)
    others = [one for one in bars if not one.chosen][: max(most - chosen, 0)]
    return tuple(one for one in bars if one.chosen or one in others)


def _grown(lists: Sequence[_Named], form: Format, *, stacked: bool) -> Format:
    """The sheet with larger type where few rows leave room for it and names and figures leave room for the bars."""
    counts = [len(bars) for _, bars in lists]
    titles, rows = (len(lists), sum(counts)) if stacked else (1, max(counts))
    upward = form.tall / (_ROW * form.base * max(rows, 1) + 3 * form.line * titles)
    every = [one for _, bars in lists for one in bars]
    name = max((len(one.name) for one in every), default=0) * LETTER + 1.6
    words = max((len(one.told) for one in every), default=0) * LETTER + 1 + name
    across = _across(len(lists), form, stacked=stacked) / form.base
    factor = max(1.0, min(_MOST_GROWN, upward, _MOST_NAMES * across / name, _MOST_WORDS * across / words))
    return replace(form, base=factor * form.base, small=factor * form.small)


def _across(n: int, form: Format, *, stacked: bool) -> float:
    """The width of each of so many lists."""
    return form.wide if stacked else (form.wide - _GAP * (n - 1)) / n


def _places(lists: Sequence[_Named], form: Format, *, stacked: bool) -> list[_Place]:
    """The lists side by side or below each other, in the middle of the sheet's height; from its top on a phone."""
    n, across = len(lists), _across(len(lists), form, stacked=stacked)
    heads = [_head(title, form, across) for title, _ in lists]
    counts = [len(bars) for _, bars in lists]
    foot = 2 * form.line if form.narrow else form.line
    if not stacked:
        heads, counts = [max(heads)] * n, [max(counts)] * n
    parts = n if stacked else 1
    row = _row_height(form, sum(counts[:parts]), form.tall - sum(heads[:parts]) - foot * parts)
    heights = [head + row * count + foot for head, count in zip(heads, counts, strict=True)]
    top = 0.0 if form.narrow else max(form.tall - sum(heights[:parts]), 0.0) / 2
    found = []
    for number, (head, height) in enumerate(zip(heads, heights, strict=True)):
        left = 0.0 if stacked else number * (across + _GAP)
        found.append(_Place(box=(left, top, across, height), head=head, row=row))
        top += height if stacked else 0.0
    return found


def _row_height(form: Format, count: int, room: float) -> float:
    """A row as tall as its name and its bar need on a phone, and at most so tall in a room."""
    return 3.1 * form.base if form.narrow else min(room / max(count, 1), _ROW * form.base)


def _head(title: str, form: Format, across: float) -> float:
    lines = 1 + lined(title, _title_letters(form, across)).count("\n")
    return form.line * lines + form.base / 2 if title else 0.0


def _title_letters(form: Format, across: float) -> int:
    return int(across / (_BOLD * form.base))


def _list(figure: Figure, at: _Place, named: _Named, body: Bars, form: Format) -> None:
    (title, bars), box, row = named, at.box, at.row
    if title:
        said = lined(title, _title_letters(form, box[2]))
        write(figure, said, (box[0], box[1]), Type(size=form.base, weight="bold"))
    if not bars:
        return
    names = 0.0 if form.narrow else _names(bars, form, box[2])
    figures = max(len(one.told) for one in bars) * LETTER * form.base + form.base
    place = (box[0] + names, box[1] + at.head, box[2] - names - figures, row * len(bars))
    drawn = axes(figure, place)
    low, high = min(0.0, *(one.value for one in bars)), max(0.0, *(one.value for one in bars))
    if low < 0:  # the figures of bars below zero stand before them
        low -= (high - low) * figures / max(place[2] - figures, 1)
    drawn.set(xlim=(low, high or 1.0), ylim=(len(bars) - 0.5, -0.5))
    for number, one in enumerate(bars):
        _bar(drawn, number, one, form, _colour(one, body))
        height = place[1] + row * (number + (0.26 if form.narrow else 0.5))
        left = box[0] if form.narrow else place[0] - form.base / 2
        name_row(figure, one.name, Row(at=(left, height), room=names or form.wide, tall=row, bold=one.chosen), form)
    drawn.axvline(0, color=Role.MUTED.value, linewidth=form.base / 16)


def _names(bars: tuple[Bar, ...], form: Format, room: float) -> float:
    """Room for the names at the left: as much as the longest needs, at most so much."""
    return min(max(len(one.name) for one in bars) * LETTER * form.base + 1.6 * form.base, _MOST_NAMES * room)


def _colour(one: Bar, body: Bars) -> Role:
    """All bars in the colour of their half of the nexus; where some are chosen, the others are grey."""
    some = any(each.chosen for _, bars in body.groups for each in bars)
    return people(about_people=body.about_people) if one.chosen or not some else Role.OTHER


def _bar(drawn: Axes, number: int, one: Bar, form: Format, colour: Role) -> None:
    thick, down = (0.34, 0.22) if form.narrow else (_THICK, 0.0)
    least = _LEAST_SHARE * (drawn.get_xlim()[1] - drawn.get_xlim()[0])
    length = one.value if abs(one.value) > least or not one.value else least
    drawn.barh(number + down, length, thick, color=colour.value, linewidth=0)
    drawn.annotate(
        one.told,
        (one.value, number + down),
        ((1 if one.value >= 0 else -1) * form.base / 3, 0),
        textcoords="offset points",
        ha="left" if one.value >= 0 else "right",
        va="center",
        fontsize=form.base,
        color=Role.INK.value,
        weight="bold" if one.chosen else "normal",
        parse_math=False,
        annotation_clip=False,
    )


def _left_out(figure: Figure, box: Box, n: int, form: Format, say: Language) -> None:
    if n > 0:
        words = say.plural("{n} more in the table", "{n} more in the table", n)
        write(figure, words, (box[0], box[1] + box[3] - form.line), Type(size=form.small, role=Role.MUTED))
