"""Maps as plain plotly figures: observations in, a dict out. Geometry comes by URL and is never inside.

What an indicator measures decides how it is drawn: a count never fills an area, because a large region would
look like a large figure. Measured on 1,522 NUTS 3 regions: a year is 23 kB and 5 ms of the server's time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.classify import Classes
from dashboard.legend import SMALLEST_PX, diameter_px
from dashboard.palette import Look, Surface, about, sequential, surface
from data_sources.model import Kind, Level

Figure = dict[str, Any]
Trace = dict[str, Any]

CONFIG: dict[str, Any] = {
    "topojsonURL": "app/static/topo/",  # an empty stub: without it plotly asks its own server, or stays blank
    "displaylogo": False,
    "displayModeBar": True,
    "scrollZoom": False,  # the wheel scrolls the page; the map has buttons
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "toImage"],  # an image would lose source and licence
}
"""What `st.plotly_chart(..., config=CONFIG)` needs so that nothing leaves the machine."""

HEIGHT_PX = 560

_CENTRE = {"lon": 10, "lat": 52}
"""Of the projection: with equal areas about this point it is Eurostat's own, EPSG:3035."""

_LAND = tuple(
    "AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK DZ EE EG EL ES FI FO FR GE GG GI GL HR HU IE IL IM IQ IR IS IT JE "
    "JO KZ LB LI LT LU LV LY MA MC MD ME MK MT NL NO PL PS PT RO RS RU SA SE SI SJ SK SM SY TN TR UA UK VA XK".split()
)
"""Countries that are in view; one that the boundary file lacks is left out by the browser."""

_FEW = 60
"""Up to so many places are named in the reader's language; more bring their names with their shapes."""

_POINT_PX = 9
_POINT_LEVELS = frozenset({Level.CITY, Level.FUA, Level.METRO})


class Shape(StrEnum):
    """How figures are drawn."""

    FILL = "fill"
    CIRCLES = "circles"
    POINTS = "points"


class Frame(StrEnum):
    """The part of Europe in view, by the shape of the space there is."""

    SQUARE = "square"
    COLUMN = "column"
    WIDE = "wide"


_VIEW = {
    Frame.SQUARE: {"lon": [-8.6, 40.2], "lat": [33.6, 71.2]},
    Frame.COLUMN: {"lon": [-14.0, 45.6], "lat": [33.6, 70.6]},
    Frame.WIDE: {"lon": [-28.1, 58.5], "lat": [33.6, 69.5]},
}
"""Iceland, the North Cape, Cyprus and Portugal are inside all: the corners lie beyond these meridians."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Addresses of shapes, relative to the app: of the level, of countries, and of all land around.

    `regions` is empty for cities and functional urban areas, of which no shapes are held.
    """

    regions: str
    borders: str
    land: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWords:
    """The hover's words, translated: `period` is the year as it is said; marks write a figure."""

    no_figure: str
    period: str
    decimal_mark: str = "."
    group_mark: str = "\u2009"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a map is drawn with, beside its cells; `flag_words` has flags and confidentiality by letter."""

    boundaries: Boundaries
    look: Look
    about_people: bool
    unit_symbol: str
    decimals: int
    flag_words: Mapping[str, str]
    words: MapWords
    frame: Frame = Frame.COLUMN
    height_px: int = HEIGHT_PX


def shape_of(kind: Kind, level: Level) -> Shape:
    """How an indicator of this kind is drawn at this level: counts as circles, always."""
    if kind is Kind.COUNT:
        return Shape.CIRCLES
    return Shape.POINTS if level in _POINT_LEVELS else Shape.FILL


def draw(cells: pd.DataFrame, drawing: Drawing, *, kind: Kind, shape: Shape, scale: Classes | float) -> Figure:
    """The map of `cells`; `scale` is the classes, or for circles the highest value of all periods.

    `cells` has one row a place: geo, name, obs_value, obs_flag, conf_status, lon, lat, geo_vintage.
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
    traces = [
        _land(drawing),
        _no_figure_regions(shown[~known], drawing),
        _filled(shown[known], drawing, classes),
        _borders(shown, drawing),
    ]
    return _figure(traces, drawing)


def circles(cells: pd.DataFrame, drawing: Drawing, *, max_value: float) -> Figure:
    """Circles of an area proportional to the value; a ring stands for a value below zero."""
    placed = _placed(cells)
    known = placed[placed["obs_value"].notna().to_numpy()]
    largest_first = np.argsort(-known["obs_value"].abs().to_numpy(), kind="stable")
    known = known.iloc[largest_first]
    negative = (known["obs_value"] < 0).to_numpy()
    traces = [
        *_ground(cells, drawing),
        _circle_trace(known[~negative], drawing, max_value),
        _circle_trace(known[negative], drawing, max_value, hollow=True),
    ]
    return _figure(traces, drawing)


def points(cells: pd.DataFrame, drawing: Drawing, *, classes: Classes) -> Figure:
    """Dots of one size in the colour of their class; those without a figure are hollow."""
    placed = _placed(cells)
    known = placed["obs_value"].notna().to_numpy()
    traces = [
        *_ground(cells, drawing),
        _no_figure_points(placed[~known], drawing),
        _coloured_points(placed[known], drawing, classes),
    ]
    return _figure(traces, drawing)


def _figure(traces: list[Trace], drawing: Drawing) -> Figure:
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
        "paper_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": "pan",
        "uirevision": f"map-{drawing.frame.value}",  # zoom and place stay from year to year
        "separators": words.decimal_mark + words.group_mark,
        "hoverlabel": _hover_label(colours),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": colours.muted, "activecolor": colours.accent},
    }
    return {"data": traces, "layout": layout}


def _hover_label(colours: Surface) -> dict[str, Any]:
    font = {"color": colours.text, "size": 13}
    return {"bgcolor": colours.page, "bordercolor": colours.muted, "font": font, "align": "left"}


def _shapes(url: str, ids: npt.ArrayLike, classes: npt.ArrayLike, colours: tuple[str, ...]) -> Trace:
    """A trace of shapes filled by class; the colour scale is steps, so that a class has one colour."""
    k = len(colours)
    steps = [[(step + side) / k, colour] for step, colour in enumerate(colours) for side in (0, 1)]
    return {
        "type": "choropleth",
        "geojson": url,
        "featureidkey": "id",
        "locations": np.asarray(ids, dtype=object),
        "z": np.asarray(classes, dtype=np.int8),
        "zmin": -0.5,
        "zmax": k - 0.5,
        "colorscale": steps,
        "showscale": False,
        "hoverinfo": "skip",
    }


def _plain(url: str, ids: npt.ArrayLike, colour: str, line: str, width: float) -> Trace:
    places = np.asarray(ids, dtype=object)
    trace = _shapes(url, places, np.zeros(len(places)), (colour,))
    return trace | {"marker": {"line": {"color": line, "width": width}}}


def _land(drawing: Drawing) -> Trace:
    colours, held = surface(drawing.look), drawing.boundaries
    return _plain(held.land, _LAND, colours.land, colours.land, 0.5)


def _borders(cells: pd.DataFrame, drawing: Drawing) -> Trace:
    """Outlines of the countries that have places here; transparent and silent, so the hover passes through."""
    countries = sorted({str(code)[:2] for code in cells["geo"]})
    line = surface(drawing.look).country_line
    return _plain(drawing.boundaries.borders, countries, "rgba(0,0,0,0)", line, 0.6)


def _no_figure_regions(cells: pd.DataFrame, drawing: Drawing) -> Trace:
    colours = surface(drawing.look)
    trace = _plain(drawing.boundaries.regions, cells["geo"], colours.no_data, colours.region_line, 0.3)
    return trace | _hover(cells, drawing, figure=False)


def _filled(cells: pd.DataFrame, drawing: Drawing, classes: Classes) -> Trace:
    colours = sequential(about_people=drawing.about_people, k=len(classes.upper), look=drawing.look)
    values = cells["obs_value"].to_numpy(dtype=np.float64)
    trace = _shapes(drawing.boundaries.regions, cells["geo"], classes.class_of(values), colours)
    trace["customdata"] = values.astype(np.float32)
    trace["marker"] = {"line": {"color": surface(drawing.look).region_line, "width": 0.3}}
    return trace | _hover(cells, drawing)


def _ground(cells: pd.DataFrame, drawing: Drawing) -> tuple[Trace, ...]:
    """Land, the countries or regions shown, those of them without a figure, and borders: under the symbols."""
    colours, held = surface(drawing.look), drawing.boundaries
    if not held.regions:
        outlines = _borders(cells, drawing)
        outlines["colorscale"] = [[0, colours.ground], [1, colours.ground]]
        return _land(drawing), outlines
    shown = cells[(cells["geo_vintage"] != "").to_numpy()]
    known = shown["obs_value"].notna().to_numpy()
    regions = _plain(held.regions, shown.loc[known, "geo"], colours.ground, colours.no_data, 0.4)
    return _land(drawing), regions, _no_figure_regions(shown[~known], drawing), _borders(shown, drawing)


def _placed(cells: pd.DataFrame) -> pd.DataFrame:
    return cells[(cells["lon"].notna() & cells["lat"].notna()).to_numpy()]


def _symbols(cells: pd.DataFrame, marker: dict[str, Any]) -> Trace:
    """A trace of symbols at the label points, named for the hover."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": cells["lon"].to_numpy(dtype=np.float32),
        "lat": cells["lat"].to_numpy(dtype=np.float32),
        "marker": marker,
    }


def _circle_trace(cells: pd.DataFrame, drawing: Drawing, max_value: float, *, hollow: bool = False) -> Trace:
    colour = about(about_people=drawing.about_people, look=drawing.look)
    values = cells["obs_value"].to_numpy(dtype=np.float64)
    marker = {
        "size": np.array([diameter_px(value, max_value) or 0.01 for value in values], dtype=np.float32),
        "sizemode": "diameter",
        "sizemin": SMALLEST_PX / 2,  # plotly means the radius
        "color": "rgba(0,0,0,0)" if hollow else colour,
        "opacity": 1 if hollow else 0.75,
        "line": {"color": colour if hollow else surface(drawing.look).page, "width": 1.5 if hollow else 0.8},
    }
    trace = _symbols(cells, marker) | {"customdata": values.astype(np.float32)}
    return trace | _hover(cells, drawing)


def _coloured_points(cells: pd.DataFrame, drawing: Drawing, classes: Classes) -> Trace:
    colours = sequential(about_people=drawing.about_people, k=len(classes.upper), look=drawing.look)
    values = cells["obs_value"].to_numpy(dtype=np.float64)
    scale = _shapes("", [], classes.class_of(values), colours)
    marker = {
        "size": _POINT_PX,
        "color": scale["z"],
        "cmin": scale["zmin"],
        "cmax": scale["zmax"],
        "colorscale": scale["colorscale"],
        "opacity": 1,
        "line": {"color": surface(drawing.look).muted, "width": 0.6},
    }
    trace = _symbols(cells, marker) | {"customdata": values.astype(np.float32)}
    return trace | _hover(cells, drawing)


def _no_figure_points(cells: pd.DataFrame, drawing: Drawing) -> Trace:
    line = {"color": surface(drawing.look).muted, "width": 0.9}
    marker = {"size": _POINT_PX - 2, "color": "rgba(0,0,0,0)", "opacity": 0.7, "line": line}
    return _symbols(cells, marker) | _hover(cells, drawing, figure=False)


def _hover(cells: pd.DataFrame, drawing: Drawing, *, figure: bool = True) -> Trace:
    """Name, value with unit, period; flags in words where there are any."""
    value = f"%{{customdata:,.{drawing.decimals}f}}\u00a0{drawing.unit_symbol}".rstrip()
    said = value if figure else drawing.words.no_figure
    template = f"<br>{said} · {drawing.words.period}%{{hovertext}}<extra></extra>"
    trace: Trace = {"hoverinfo": "text", "hovertext": _notes(cells, drawing.flag_words)}
    if len(cells) > _FEW and drawing.boundaries.regions:
        return trace | {"hovertemplate": f"<b>%{{properties.name}}</b>{template}"}
    return trace | {"hovertemplate": f"<b>%{{text}}</b>{template}", "text": cells["name"].to_numpy(dtype=object)}


def _notes(cells: pd.DataFrame, flag_words: Mapping[str, str]) -> npt.NDArray[np.object_] | str:
    """A line of words for each place's flags and confidentiality; nothing where nobody has any."""
    letters = cells["obs_flag"].astype(str) + cells["conf_status"].astype(str)
    said = {text: ", ".join(flag_words.get(letter, letter) for letter in text) for text in letters.unique()}
    if not any(said):
        return ""
    return np.array([f"<br>{said[text]}" if text else "" for text in letters], dtype=object)
