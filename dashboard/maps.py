"""Maps as plain specifications: what the component draws, decided here and tested as data.

Figures, shapes and sentences go by URL and are never inside. What an indicator measures decides how it is drawn: a
count never fills an area, because a large region would look like a large figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from math import floor, log10
from typing import Any

from analysis.classify import Classes
from dashboard import palette, text
from dashboard.language import THIN_SPACE, Language
from dashboard.palette import Look, surface
from dashboard.screen import Screen
from data_sources.model import Kind, Level

Spec = dict[str, Any]

HEIGHT_PX = 544
LINKED_HEIGHT_PX = 420
SMALL_HEIGHT_PX = 250

WHOLE = ("finding", "time", "map", "list", "legend", "tools", "marks")
"""Everything around a map, in the component's words."""

_POINT_LEVELS = frozenset({Level.CITY, Level.FUA, Level.METRO})
_DIGITS = 9
"""Cuts are rounded as the figures in a history are, so that both agree to the last digit."""


class Shape(StrEnum):
    """How figures are drawn."""

    FILL = "fill"
    CIRCLES = "circles"
    POINTS = "points"


class Scale(StrEnum):
    """What the colours of a map tell: less to more, less or more than a midpoint, or two figures at once."""

    SEQUENTIAL = "sequential"
    DIVERGING = "diverging"
    PAIR = "pair"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the browser fetches a layer's figures of all periods, and the sentences that go with them."""

    history: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One map: which layer, in which period, and the title above it. A fixed one does not follow the time bar."""

    layer: int
    period: str
    title: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How all panels are drawn: the reader's look and language, the height of a map, what stands around it."""

    look: Look
    say: Language
    height_px: int = HEIGHT_PX
    parts: tuple[str, ...] = WHOLE
    contrast: bool = False


def shape_of(kind: Kind, level: Level) -> Shape:
    """How an indicator of this kind is drawn at this level: counts as circles, always."""
    if kind is Kind.COUNT:
        return Shape.CIRCLES
    return Shape.POINTS if level in _POINT_LEVELS else Shape.FILL


def layer(screen: Screen, style: Style, links: Links) -> Spec:
    """One indicator as it is drawn in every period: its shape, classes, colours, legend title and links."""
    entry, say = screen.indicator, style.say
    shape = shape_of(entry.kind, screen.level)
    scale = Scale.SEQUENTIAL if entry.midpoint is None else Scale.DIVERGING
    if shape is Shape.CIRCLES:
        return _named(screen, say, links) | _sizes(screen, style)
    return _named(screen, say, links) | _colours(screen.series.classes, screen, style, scale) | {"shape": shape.value}


def change_layer(screen: Screen, classes: Classes, style: Style, links: Links) -> Spec:
    """The change of an indicator between two periods: colours on both sides of zero. Counts as circles."""
    named = _named(screen, style.say, links) | {"unit": text.change_unit(screen.indicator, style.say), "signed": True}
    if shape_of(screen.indicator.kind, screen.level) is Shape.CIRCLES:
        return named | _sizes(screen, style) | {"largest": max(abs(classes.lowest), classes.upper[-1])}
    shape = shape_of(screen.indicator.kind, screen.level)
    legend = text.change_legend(screen, style.say)
    return named | _colours(classes, screen, style, Scale.DIVERGING) | {"shape": shape.value, "legend": legend}


def pair_layer(first: Screen, second: Screen, style: Style, links: Links) -> Spec:
    """Two indicators on one map: three thirds of each make nine colours. A value is the number of its colour."""
    say = style.say
    swapped = second.indicator.theme.about_people and not first.indicator.theme.about_people
    people, place = (second, first) if swapped else (first, second)
    named = _named(first, say, links) | {"title": text.pair_title(first, second, say), "unit": "", "symbol": ""}
    sides = {"rows": text.title(people, say), "columns": text.title(place, say)}
    shape = Shape.POINTS if first.level in _POINT_LEVELS else Shape.FILL
    return named | {
        "shape": shape.value,
        "scale": Scale.PAIR.value,
        "cuts": [],
        "colours": palette.nexus(style.look),
        "legend": text.pair_legend(say),
        "pair": sides,
    }


def _named(screen: Screen, say: Language, links: Links) -> Spec:
    entry = screen.indicator
    return {
        "title": say(entry.title),
        "unit": say(entry.unit.name),
        "symbol": entry.unit.symbol,
        "decimals": entry.decimals,
        "signed": False,
        "pair": None,
    } | asdict(links)


def _colours(classes: Classes, screen: Screen, style: Style, scale: Scale) -> Spec:
    k = len(classes.upper)
    if scale is Scale.DIVERGING and k % 2 == 0:
        colours = palette.diverging(k=k, look=style.look)
    else:
        colours = palette.sequential(about_people=screen.indicator.theme.about_people, k=k, look=style.look)
    cuts = [float(f"{cut:.{_DIGITS}g}") for cut in (classes.lowest, *classes.upper)]
    return {"scale": scale.value, "cuts": cuts, "colours": colours, "legend": text.legend_title(screen, style.say)}


def _sizes(screen: Screen, style: Style) -> Spec:
    largest = screen.series.largest
    return {
        "shape": Shape.CIRCLES.value,
        "scale": Scale.SEQUENTIAL.value,
        "cuts": [],
        "colours": [],
        "legend": text.legend_title(screen, style.say),
        "largest": largest,
        "colour": palette.about(about_people=screen.indicator.theme.about_people, look=style.look),
        "sizes": [[value, text.plain(value, screen.indicator, style.say)] for value in round_values(largest)],
    }


def spec(layers: Sequence[Spec], panels: Sequence[Panel], style: Style, **more: object) -> Spec:
    """The whole picture. `more` are the component's switches and texts: places, zoom, marks, hatch, said, export ..."""
    colours = asdict(surface(style.look))
    return {
        "look": style.look.value,
        "contrast": style.contrast,
        "colours": colours,
        "number": {"decimal": "," if style.say.code == "fr" else ".", "group": THIN_SPACE, "minus": "\u2212"},
        "height": style.height_px,
        "parts": style.parts,
        "layers": list(layers),
        "panels": [asdict(panel) for panel in panels],
    } | more


def spread(periods: Sequence[str], until: str, most: int) -> tuple[str, ...]:
    """At most `most` periods at even steps from the first to `until`: the years of small multiples."""
    held = [period for period in periods if period <= until] or list(periods)
    last = len(held) - 1
    steps = min(most - 1, last)
    return tuple(held[round(step * last / steps)] for step in range(steps + 1)) if steps else tuple(held)


def round_values(largest: float) -> tuple[float, ...]:
    """Up to three round values whose circles differ clearly, the largest not above `largest`."""
    if largest <= 0:
        return ()
    top = _round_down(largest)
    return tuple(dict.fromkeys((top, _round_down(top / 4), _round_down(top / 20))))


def _round_down(value: float) -> float:
    """The nearest 1, 2 or 5 times a power of ten that is not above `value`."""
    power = 10.0 ** floor(log10(value))
    return max(step * power for step in (1, 2, 5) if step * power <= value * (1 + 1e-9))
