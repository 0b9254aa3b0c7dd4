"""Maps as plain plotly figures: observations in, a dict out. Geometry comes by URL and is never inside.

What an indicator measures decides how it is drawn: a count never fills an area, because a large region would
look like a large figure. Measured on 1,522 NUTS 3 regions: a year is 18 kB and 7 ms of the server's time.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from analysis.classify import Classes
from dashboard import traces
from dashboard.palette import Surface, surface
from dashboard.traces import HEIGHT_PX, Boundaries, Drawing, Frame, MapWords
from data_sources.model import Kind, Level

__all__ = [
    "CONFIG",
    "HEIGHT_PX",
    "Boundaries",
    "Drawing",
    "Figure",
    "Frame",
    "MapWords",
    "Shape",
    "choropleth",
    "circles",
    "draw",
    "points",
    "shape_of",
]

Figure = dict[str, Any]

CONFIG: dict[str, Any] = {
    "topojsonURL": "app/static/topo/",  # an empty stub: without it plotly asks its own server, or stays blank
    "displaylogo": False,
    "displayModeBar": True,
    "scrollZoom": False,  # the wheel scrolls the page; the map has buttons
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "toImage"],  # an image would lose source and licence
}
"""What `st.plotly_chart(..., config=CONFIG)` needs so that nothing leaves the machine."""

_CENTRE = {"lon": 10, "lat": 52}
"""Of the projection: with equal areas about this point it is Eurostat's own, EPSG:3035."""

_POINT_LEVELS = frozenset({Level.CITY, Level.FUA, Level.METRO})

_VIEW = {
    Frame.SQUARE: {"lon": [-7.0, 38.0], "lat": [33.6, 71.2]},
    Frame.COLUMN: {"lon": [-14.2, 49.2], "lat": [34.6, 70.9]},
    Frame.WIDE: {"lon": [-26.0, 54.5], "lat": [34.0, 69.8]},
}
"""Iceland, the North Cape, Cyprus and Portugal are inside all: the corners lie beyond these meridians."""


class Shape(StrEnum):
    """How figures are drawn."""

    FILL = "fill"
    CIRCLES = "circles"
    POINTS = "points"


def shape_of(kind: Kind, level: Level) -> Shape:
    """How an indicator of this kind is drawn at this level: counts as circles, always."""
    if kind is Kind.COUNT:
        return Shape.CIRCLES
    return Shape.POINTS if level in _POINT_LEVELS else Shape.FILL


def draw(cells: pd.DataFrame, drawing: Drawing, *, kind: Kind, shape: Shape, scale: Classes | float) -> Figure:
    """The map of `cells`; `scale` is the classes, or for circles the highest value of all periods.

    `cells` has one row a place: geo, n, name, obs_value, obs_flag, conf_status, lon, lat, geo_vintage.
    Raises `ValueError` where a count is asked for as colour, or anything else as circles.
    """
    if (kind is Kind.COUNT) is not (shape is Shape.CIRCLES):
        raise ValueError(f"a {kind.value} is not drawn as {shape.value}")
    if shape is Shape.CIRCLES and not isinstance(scale, Classes):
        return circles(cells, drawing, max_value=scale)
    if shape is not Shape.CIRCLES and isinstance(scale, Classes):
        return (choropleth if shape is Shape.FILL else points)(cells, drawing, classes=scale)
    raise ValueError(f"{shape.value} cannot be drawn with {scale!r}")


def choropleth(cells: pd.DataFrame, drawing: Drawing, *, classes: Classes) -> Figure:
    """Regions filled with the colour of their class, those without a figure in a colour of their own."""
    shown = cells[(cells["geo_vintage"] != "").to_numpy()]
    known = shown["obs_value"].notna().to_numpy()
    parts = [
        traces.land(drawing),
        *traces.no_figure_regions(shown[~known], drawing),
        *traces.filled(shown[known], drawing, classes),
        traces.borders(shown, drawing),
    ]
    return _figure(parts, drawing)


def circles(cells: pd.DataFrame, drawing: Drawing, *, max_value: float) -> Figure:
    """Circles of an area proportional to the value; a ring stands for a value below zero."""
    placed = _placed(cells)
    known = placed[placed["obs_value"].notna().to_numpy()]
    largest_first = np.argsort(-known["obs_value"].abs().to_numpy(), kind="stable")
    known = known.iloc[largest_first]
    negative = (known["obs_value"] < 0).to_numpy()
    parts = [
        *traces.ground(cells, drawing),
        traces.circles(known[~negative], drawing, max_value),
        traces.circles(known[negative], drawing, max_value, hollow=True),
    ]
    return _figure(parts, drawing)


def points(cells: pd.DataFrame, drawing: Drawing, *, classes: Classes) -> Figure:
    """Dots of one size in the colour of their class; those without a figure are hollow."""
    placed = _placed(cells)
    known = placed["obs_value"].notna().to_numpy()
    parts = [
        *traces.ground(cells, drawing),
        traces.hollow_points(placed[~known], drawing),
        traces.coloured_points(placed[known], drawing, classes),
    ]
    return _figure(parts, drawing)


def _placed(cells: pd.DataFrame) -> pd.DataFrame:
    return cells[(cells["lon"].notna() & cells["lat"].notna()).to_numpy()]


def _figure(parts: list[traces.Trace], drawing: Drawing) -> Figure:
    colours, words = surface(drawing.look), drawing.words
    view = _VIEW[drawing.frame]
    geo = {
        "visible": False,
        "scope": "world",
        "resolution": 110,
        "projection": {"type": "azimuthal equal area", "rotation": _CENTRE, "minscale": 0.8, "maxscale": 25},
        "lonaxis": {"range": view["lon"]},
        "lataxis": {"range": view["lat"]},
        "bgcolor": colours.water,
    }
    layout = {
        "template": "none",  # plotly's own weighs 6 kB and says nothing here
        "geo": geo,
        "height": drawing.height_px,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": colours.water,  # the sea goes on where the frame is wider than the map
        "showlegend": False,
        "dragmode": "pan",
        "uirevision": f"map-{drawing.frame.value}",  # keeps the zoom while the chart stays mounted
        "separators": words.decimal_mark + words.group_mark,
        "hoverlabel": _hover_label(colours),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.muted, "activecolor": colours.accent},
    }
    held = [part for part in parts if part.get("geojson") != ""]  # a set of boundaries may be missing
    return {"data": held, "layout": layout}


def _hover_label(colours: Surface) -> dict[str, Any]:
    font = {"color": colours.text, "size": 13}
    return {"bgcolor": colours.page, "bordercolor": colours.muted, "font": font, "align": "left"}
