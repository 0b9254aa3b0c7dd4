"""Ranked bars from zero, one or two lists of them: side by side in a room, below each other on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.deck.pictures.names import LETTER, Row, name_row
from dashboard.deck.pictures.sheet import Box, Format, Role, Type, axes, blank, lined, people, write
from dashboard.language import Language
from dashboard.story.model import Bar, Bars

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 12
_GAP = 60
_THICK = 0.62
_LEAST_SHARE = 0.002
_BOLD = 0.66  # the width of a bold letter, of the size of type
_MOST_NAMES = 0.45  # of the width


def draw(body: Bars, form: Format, say: Language) -> Figure:
    """The lists on one sheet."""
    lists = [(title, kept(bars)) for title, bars in body.groups]
    heights = [_height(title, bars, form, body) for title, bars in lists]
    figure = blank(form, sum(heights) if form.narrow else form.tall)
    top = 0.0
    for number, ((title, bars), height) in enumerate(zip(lists, heights, strict=True)):
        if form.narrow:
            box = (0.0, top, form.wide, height)
            top += height
        else:
            across = (form.wide - _GAP * (len(lists) - 1)) / len(lists)
            box = (number * (across + _GAP), 0.0, across, form.tall)
        _list(figure, box, (title, bars), body, form)
        _left_out(figure, box, len(body.groups[number][1]) - len(bars), form, say)
    return figure


def kept(bars: tuple[Bar, ...], most: int = MOST) -> tuple[Bar, ...]:
    """The first bars and every chosen one, in their order."""
    chosen = sum(one.chosen for one in bars)
    others = [one for one in bars if not one.chosen][: max(most - chosen, 0)]
    return tuple(one for one in bars if one.chosen or one in others)


def _row_height(form: Format, count: int, room: float) -> float:
    """A row as tall as its name and its bar need on a phone, and at most so tall in a room."""
    return 3.1 * form.base if form.narrow else min(room / max(count, 1), 2.6 * form.base)


def _head(title: str, form: Format, body: Bars) -> float:
    return 0.0 if not title else form.line * (1 + lined(title, _title_letters(form, body)).count("\n")) + form.base / 2


def _title_letters(form: Format, body: Bars) -> int:
    across = form.wide if form.narrow else form.wide / len(body.groups) - _GAP
    return int(across / (_BOLD * form.base))


def _height(title: str, bars: tuple[Bar, ...], form: Format, body: Bars) -> float:
    """What a list needs on a phone, with a line for what is left out."""
    return _head(title, form, body) + _row_height(form, len(bars), 0) * len(bars) + 2 * form.line


def _list(figure: Figure, box: Box, named: tuple[str, tuple[Bar, ...]], body: Bars, form: Format) -> None:
    title, bars = named
    if title:
        write(figure, lined(title, _title_letters(form, body)), (box[0], box[1]), Type(size=form.base, weight="bold"))
    titles = [title] if form.narrow else [each for each, _ in body.groups]
    head, foot = max(_head(each, form, body) for each in titles), form.line
    if not bars:
        return
    row = _row_height(form, len(bars), box[3] - head - foot)
    names = 0.0 if form.narrow else _names(bars, form, box[2])
    figures = max(len(one.told) for one in bars) * LETTER * form.base + form.base
    place = (box[0] + names, box[1] + head, box[2] - names - figures, row * len(bars))
    drawn = axes(figure, place)
    low, high = min(0.0, *(one.value for one in bars)), max(0.0, *(one.value for one in bars))
    if low < 0:  # the figures of bars below zero stand before them
        low -= (high - low) * figures / max(place[2] - figures, 1)
    drawn.set(xlim=(low, high or 1.0), ylim=(len(bars) - 0.5, -0.5))
    for number, one in enumerate(bars):
        _bar(drawn, number, one, form, _colour(one, body))
        height = place[1] + row * (number + (0.26 if form.narrow else 0.5))
        at = (box[0] if form.narrow else place[0] - form.base / 2, height)
        name_row(figure, one.name, Row(at=at, room=names or form.wide, tall=row, bold=one.chosen), form)
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
