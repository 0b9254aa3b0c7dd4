"""The flows of one place: thin lines in two colours on a map of the world, a table, and sentences.

The map is deck.gl's without a base map: nothing is fetched but the land, from this server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import atan, degrees, exp, log, log2, pi, radians, sqrt, tan
from typing import Any

import pandas as pd
import pydeck as pdk

from analysis.flows import Partners
from dashboard import palette
from dashboard.language import Language
from dashboard.palette import Look
from dashboard.text import flag_words

THINNEST_PX = 1.0
THICKEST_PX = 3.0
"""A thick arrow says that many come; a thin line says where from. The figure is in the card and the table."""

MOST = 20
"""Partners drawn, the first of both directions; the others are counted in words."""

_DIRECTION = {True: "arrivals", False: "departures"}
_NAMED = 5
_NAME_PX = (64, 18)  # room for a name
_TILT_DEGREES = 30  # bends a line to its left, so that two opposite ones lie beside each other
_OPACITY = (70, 220)  # of a line's start and end, of 255: it grows towards where people went
_ON_TOP = {"depthCompare": "always"}  # arcs stand above the ground, and would hide what lies on it
_TILE_PX = 512  # deck.gl's world at zoom 0
_MARGIN = 1.25
_LEAST_SPAN_DEGREES = 12.0

Row = dict[str, Any]
"""One line, dot or name as deck.gl reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """How a map of flows is drawn: `largest` is the flow that gets the thickest line, `land` a URL or empty.

    Of a `stock` a line is people who live at its end, not people who moved in the period.
    """

    points: Mapping[str, tuple[float, float]]
    land: str
    look: Look
    largest: float
    width_px: int = 700
    height_px: int = 460
    stock: bool = False


def flows_map(flows: Partners, drawing: Drawing, say: Language) -> pdk.Deck:
    """The largest partners' lines in both directions, as a deck of layers without a base map."""
    rows = drawn(flows, drawing.points)
    ends = [flows.place, *rows["partner"]] if flows.place in drawing.points else []
    camera = _camera(ends, drawing)
    colours = palette.surface(drawing.look)
    layers = [_land(drawing)] if drawing.land else []
    if ends:
        lines = _lines(_flow_rows(flows, rows, drawing, say), drawing)
        layers += [lines, _dots(ends, drawing, say), _names(ends, camera, drawing, say)]
    return pdk.Deck(
        layers=layers,
        initial_view_state=camera,
        map_provider=None,  # and no map_style: even None would fetch a base map
        tooltip={"text": "{words}", "style": {"backgroundColor": colours.text, "color": colours.page}},
    )


def drawn(flows: Partners, points: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """The rows of the partners with a line: those with a point that come first in either direction."""
    rows = flows.rows[flows.rows["partner"].isin(points.keys()) & (flows.place in points)]
    ranks = rows[["arrivals", "departures"]].where(lambda people: people > 0).rank(ascending=False, method="first")
    return rows.loc[ranks.min(axis=1).sort_values(kind="stable").index].head(MOST)


def _flow_rows(flows: Partners, rows: pd.DataFrame, drawing: Drawing, say: Language) -> list[Row]:
    """One dict a line, arrivals and departures; a direction without people has none."""
    return [
        _line(flows, row, drawing, say, arrives=arrives)
        for arrives in (True, False)
        for row in rows.itertuples()
        if getattr(row, _DIRECTION[arrives]) > 0
    ]


def _line(flows: Partners, row: Any, drawing: Drawing, say: Language, *, arrives: bool) -> Row:
    direction = _DIRECTION[arrives]
    people = getattr(row, direction)
    ends = (row.partner, flows.place) if arrives else (flows.place, row.partner)
    start, end = (drawing.points[code] for code in ends)
    red, green, blue = _rgb(colour(drawing.look, arrives=arrives))
    flags = flag_words(getattr(row, f"{direction}_flag"), "", say)
    words = _words(ends, people, flows.period, say, stock=drawing.stock)
    return {
        "start": start,
        "end": end,
        "faint": [red, green, blue, _OPACITY[0]],
        "full": [red, green, blue, _OPACITY[1]],
        "width": width_px(people, drawing.largest),
        "words": f"{words} ({flags})" if flags else words,
    }


def _words(ends: tuple[str, str], people: float, period: str, say: Language, *, stock: bool) -> str:
    said = {
        "origin": say.country(ends[0]),
        "destination": say.country(ends[1]),
        "n": say.number(people),
        "period": say.period(period),
    }
    if stock:
        return say("{n} people from {origin} live in {destination}, end of {period}", **said)
    return say("From {origin} to {destination}: {n} people, {period}", **said)


def width_px(people: float, largest: float) -> float:
    """A line's width: the square root of its figure, between the thinnest and the thickest."""
    share = min(people / largest, 1.0) if largest > 0 else 0.0
    return round(THINNEST_PX + (THICKEST_PX - THINNEST_PX) * sqrt(share), 2)


def colour(look: Look, *, arrives: bool) -> str:
    """Purple for arrivals, teal for departures."""
    return palette.about(about_people=arrives, look=look)


def _lines(rows: list[Row], drawing: Drawing) -> pdk.Layer:
    return pdk.Layer(
        "ArcLayer",
        id="flows",
        data=rows,
        get_source_position="start",
        get_target_position="end",
        get_source_color="faint",
        get_target_color="full",
        get_width="width",
        width_max_pixels=THICKEST_PX,
        get_height=0.2,
        get_tilt=_TILT_DEGREES,
        pickable=True,
        auto_highlight=True,
        highlight_color=[*_rgb(palette.surface(drawing.look).text), 255],  # no colour of a direction
    )


def _land(drawing: Drawing) -> pdk.Layer:
    colours = palette.surface(drawing.look)
    return pdk.Layer(
        "GeoJsonLayer",
        id="land",
        data=drawing.land,
        get_fill_color=_rgb(colours.point_ground),
        get_line_color=_rgb(colours.region_line),
        line_width_min_pixels=0.5,
        line_width_max_pixels=0.5,
    )


def _dots(codes: list[str], drawing: Drawing, say: Language) -> pdk.Layer:
    """A dot at every end, a larger one at the place itself, which comes first."""
    colours = palette.surface(drawing.look)
    dots = [
        {"at": drawing.points[code], "words": say.country(code), "radius": 2 if n else 4}
        for n, code in enumerate(codes)
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        id="places",
        data=dots,
        get_position="at",
        get_radius="radius",
        radius_units=pdk.types.String("pixels"),
        get_fill_color=_rgb(colours.text),
        pickable=True,
        parameters=_ON_TOP,
    )


def _names(codes: list[str], camera: pdk.ViewState, drawing: Drawing, say: Language) -> pdk.Layer:
    """The names of the place and of the first partners, without those that would lie on another."""
    colours = palette.surface(drawing.look)
    scale = _TILE_PX * 2**camera.zoom / 360
    named: dict[str, tuple[float, float]] = {}
    for code in codes[: _NAMED + 1]:
        lon, lat = drawing.points[code]
        x, y = lon * scale, _mercator(lat) * scale
        if all(abs(x - left) > _NAME_PX[0] or abs(y - up) > _NAME_PX[1] for left, up in named.values()):
            named[code] = (x, y)
    return pdk.Layer(
        "TextLayer",
        id="names",
        data=[{"at": drawing.points[code], "words": say.country(code)} for code in named],
        get_position="at",
        get_text="words",
        get_size=13,
        get_color=_rgb(colours.text),
        get_pixel_offset=[0, -14],
        background=True,
        get_background_color=[*_rgb(colours.point_ground), 200],
        background_padding=[3, 0],
        character_set=pdk.types.String("auto"),
        font_family=pdk.types.String("system-ui, sans-serif"),
        parameters=_ON_TOP,
    )


def _camera(ends: list[str], drawing: Drawing) -> pdk.ViewState:
    """A view that holds all ends with a margin; of Europe where there are none."""
    if not ends:
        return pdk.ViewState(longitude=15, latitude=52, zoom=2.5)
    at = [drawing.points[code] for code in ends]
    lon = min(x for x, _ in at), max(x for x, _ in at)
    y = _mercator(min(lat for _, lat in at)), _mercator(max(lat for _, lat in at))
    span = max((lon[1] - lon[0]) / drawing.width_px, (y[1] - y[0]) / drawing.height_px) * _MARGIN
    span = max(span, _LEAST_SPAN_DEGREES / drawing.height_px)
    middle = degrees(2 * atan(exp(radians(sum(y) / 2))) - pi / 2)
    zoom = log2(360 / (_TILE_PX * span))
    return pdk.ViewState(longitude=round(sum(lon) / 2, 2), latitude=round(middle, 2), zoom=round(max(zoom, 0.0), 2))


def _mercator(lat: float) -> float:
    """How far up Mercator's map a latitude lies, in degrees of longitude."""
    return degrees(log(tan(pi / 4 + radians(lat) / 2)))


def _rgb(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def legend(look: Look, say: Language, *, stock: bool = False) -> str:
    """Both directions with their colours, and what a line's width says, as HTML."""
    entries = (
        ((True, say("Live here, from")), (False, say("Live there, from here")))
        if stock
        else ((True, say("Arrivals")), (False, say("Departures")))
    )
    parts = [
        f"<span style='display:inline-block;width:28px;height:2px;vertical-align:middle;margin:0 6px 0 0;"
        f"background:linear-gradient(90deg,{colour(look, arrives=arrives)}44,{colour(look, arrives=arrives)})'></span>"
        f"{escape(words)}"
        for arrives, words in entries
    ]
    note = (
        say("A line grows stronger towards where people live. Its width follows the square root of the figure.")
        if stock
        else say("A line grows stronger towards where people went. Its width follows the square root of the figure.")
    )
    return f"<p style='font-size:13px;margin:0'>{' &emsp; '.join(parts)}<br>{escape(note)}</p>"
