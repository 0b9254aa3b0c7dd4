"""The picture of a step as PNG: maps as they are printed in a brief, charts as they are drawn on a slide."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING

from dashboard import text
from dashboard.brief import maps
from dashboard.brief.signs import INK, MM, drawing, legend
from dashboard.deck import drawn as charts
from dashboard.language import Language
from dashboard.own_file import entry
from dashboard.screen import Screen
from dashboard.story.makers import second
from dashboard.story.model import Bars, Body, Desk, Dots, Lines, Map, Scatter
from dashboard.view import Picture, View
from data_sources.errors import NoObservations, SourceError
from data_sources.model import Level

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ONE_MM, _TWO_MM, _DPI = (128.0, 73.0), (150.0, 86.0), 240
_TITLE_LETTERS = 56
_TWO_PERIODS = frozenset({Picture.CHANGE, Picture.PAIR})


def picture(body: Body, desk: Desk) -> bytes | None:
    """The PNG; None for what is a table, or cannot be drawn."""
    match body:
        case Map(view=view):
            return _map(replace(view, lang=desk.say.code), desk)
        case Bars() | Dots() | Lines() | Scatter():
            return charts.png(body, desk.say)
        case _:
            return None


def _map(view: View, desk: Desk) -> bytes | None:
    """One map with its legend beside it, or two for two figures or two periods."""
    try:
        first, other = screens(view, desk)
    except (NoObservations, SourceError):
        return None
    if other is not None:
        return _two(first, other, desk.say)
    code = next(iter(view.places), "")
    return maps.place_map(first, code, desk.say)[0] if first.level is Level.DISTRICT else _one(first, code, desk.say)


def _one(shown: Screen, code: str, say: Language) -> bytes:
    """Europe at the left, what its colours are at the right, in letters for a room."""
    figure, drawn = _sheet(_ONE_MM), drawing(shown, say)
    maps.draw_europe(figure, drawn, (0.0, 0.0, 0.6, 1.0), code)
    legend(figure, drawn, (0.62, 0.0, 0.38, 0.98), code)
    return maps.png(figure)


def _two(first: Screen, other: Screen, say: Language) -> bytes:
    """Two maps, each with its title above and its legend below."""
    figure = _sheet(_TWO_MM)
    for left, shown in ((0.0, first), (0.51, other)):
        drawn = drawing(shown, say)
        title = "\n".join(wrap(text.title(shown, say), _TITLE_LETTERS, max_lines=2, placeholder=" …"))
        figure.text(left, 0.99, title, fontsize=6.6, weight="bold", va="top", color=INK)
        maps.draw_europe(figure, drawn, (left, 0.36, 0.49, 0.56), "")
        legend(figure, drawn, (left, 0.0, 0.49, 0.34), "")
    return maps.png(figure)


def _sheet(size_mm: tuple[float, float]) -> Figure:
    """A sheet smaller than that of a brief: its letters are as much larger on a slide."""
    from matplotlib.figure import Figure  # noqa: PLC0415  heavy, and used by a download only

    wide, tall = size_mm
    return Figure(figsize=(wide * MM, tall * MM), dpi=_DPI, facecolor="white")


def screens(view: View, desk: Desk) -> tuple[Screen, Screen | None]:
    """What is drawn: one Screen, or that of a second figure or of the later period too."""
    first = desk.screen(view)
    if view.picture in {Picture.PAIR, Picture.BOTH} and view.other and first.level in entry(view.other).levels:
        return first, second(desk, view)
    if view.picture in _TWO_PERIODS and not view.other and view.since:
        before, after = (replace(view, period=one, since="", until="") for one in (view.since, view.until))
        return desk.screen(before), desk.screen(after)
    return first, None
