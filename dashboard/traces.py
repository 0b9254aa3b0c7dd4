"""The parts a map is put together from: land, regions, borders, circles, dots, and what they say on hover."""

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
from dashboard.palette import Look, about, sequential, surface

Trace = dict[str, Any]

HEIGHT_PX = 544

_LAND = tuple(
    "AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK DZ EE EG EL ES FI FO FR GE GG GI GL HR HU IE IL IM IQ IR IS "
    "IT JE JO KZ LB LI LT LU LV LY MA MC MD ME MK MT NL NO PL PS PT RO RS RU SA SE SI SJ SK SM SY TN TR UA "
    "UK VA XK".split()
)
"""Countries that are in view; one that the boundary file lacks is left out by the browser."""

_FEW = 60
"""Up to so many places are named in the reader's language; more bring their names with their shapes."""

_POINT_PX = 9
_ZERO_PX = 0.01
"""Zero is a figure too: plotly draws nothing for size 0, and its smallest circle for this."""


class Frame(StrEnum):
    """The part of Europe in view, by the shape of the space there is."""

    SQUARE = "square"
    COLUMN = "column"
    WIDE = "wide"


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


def _shapes(url: str, ids: npt.ArrayLike, classes: npt.ArrayLike, colours: tuple[str, ...]) -> Trace:
    """A trace of shapes filled by class, without a hover; `ids` are codes, or numbers in the boundary file."""
    places = np.asarray(ids)
    numbered = places.dtype.kind == "i"
    return {
        "type": "choropleth",
        "geojson": url,
        "featureidkey": "properties.n" if numbered else "id",
        "locations": places.astype(np.int16 if numbered else object),
        "z": np.asarray(classes, dtype=np.int8),
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
        "colorscale": _steps(colours),
        "showscale": False,
        "hoverinfo": "skip",
    }


def _steps(colours: tuple[str, ...]) -> list[list[float | str]]:
    """A colour scale without transitions, on which class i lies in the middle of step i."""
    k = len(colours)
    return [[(step + side) / k, colour] for step, colour in enumerate(colours) for side in (0, 1)]


def _plain(url: str, ids: npt.ArrayLike, colour: str, line: str, width: float) -> Trace:
    trace = _shapes(url, ids, np.zeros(np.size(ids)), (colour,))
    return trace | {"marker": {"line": {"color": line, "width": width}}}


def land(drawing: Drawing) -> Trace:
    """Land of any country, silent and without borders."""
    colours, held = surface(drawing.look), drawing.boundaries
    return _plain(held.land, _LAND, colours.land, colours.land, 0.5)


def borders(cells: pd.DataFrame, drawing: Drawing) -> Trace:
    """Outlines of the countries that have places here; transparent and silent, the hover passes through."""
    countries = sorted({str(code)[:2] for code in cells["geo"]})
    line = surface(drawing.look).country_line
    return _plain(drawing.boundaries.borders, countries, "rgba(0,0,0,0)", line, 0.6)


def no_figure_regions(cells: pd.DataFrame, drawing: Drawing) -> list[Trace]:
    """Regions in the colour that stands for no figure; the hover says so, and why if a flag does."""
    colours, url = surface(drawing.look), drawing.boundaries.regions
    return [
        _plain(url, places["n"], colours.no_data, colours.region_line, 0.3)
        | _region_hover(places, drawing, note, figure=False)
        for note, places in _by_note(cells, drawing.flag_words)
    ]


def filled(cells: pd.DataFrame, drawing: Drawing, classes: Classes) -> list[Trace]:
    """Regions in the colour of their class: `z` is the class, `customdata` the value."""
    colours = sequential(about_people=drawing.about_people, k=len(classes.upper), look=drawing.look)
    line = {"line": {"color": surface(drawing.look).region_line, "width": 0.3}}
    parts = []
    for note, places in _by_note(cells, drawing.flag_words):
        values = places["obs_value"].to_numpy(dtype=np.float64)
        trace = _shapes(drawing.boundaries.regions, places["n"], classes.class_of(values), colours)
        trace |= {"customdata": values.astype(np.float32), "marker": line}
        parts.append(trace | _region_hover(places, drawing, note))
    return parts


def _by_note(cells: pd.DataFrame, flag_words: Mapping[str, str]) -> list[tuple[str, pd.DataFrame]]:
    """Places by what their flags say, so that a trace says it once and not for each of its places."""
    notes = _notes(cells, flag_words)
    return [(note, cells[notes == note]) for note in sorted(set(notes))]


def ground(cells: pd.DataFrame, drawing: Drawing) -> tuple[Trace, ...]:
    """What lies under symbols: land, countries or regions shown, those without a figure, borders."""
    colours, held = surface(drawing.look), drawing.boundaries
    if not held.regions:
        outlines = borders(cells, drawing)
        outlines["colorscale"] = _steps((colours.point_ground,))
        return land(drawing), outlines
    shown = cells[(cells["geo_vintage"] != "").to_numpy()]
    known = shown["obs_value"].notna().to_numpy()
    regions = _plain(held.regions, shown.loc[known, "n"], colours.ground, colours.no_data, 0.4)
    silent = no_figure_regions(shown[~known], drawing)
    return land(drawing), regions, *silent, borders(shown, drawing)


def _symbols(cells: pd.DataFrame, drawing: Drawing, marker: dict[str, Any], *, figure: bool = True) -> Trace:
    """A trace of symbols at the label points, in the order of `cells`: later ones lie on top."""
    notes = _notes(cells, drawing.flag_words)
    trace = {
        "type": "scattergeo",
        "mode": "markers",
        "lon": cells["lon"].to_numpy(dtype=np.float32),
        "lat": cells["lat"].to_numpy(dtype=np.float32),
        "text": cells["name"].to_numpy(dtype=object),
        "marker": marker,
    }
    if figure:
        trace["customdata"] = cells["obs_value"].to_numpy(dtype=np.float32)
    if notes.any():
        trace["hovertext"] = notes
    return trace | _hover(drawing, "%{text}", "%{hovertext}" if notes.any() else "", figure=figure)


def circles(cells: pd.DataFrame, drawing: Drawing, max_value: float, *, hollow: bool = False) -> Trace:
    """Circles whose area is proportional to the value; `hollow` ones are rings."""
    colour = about(about_people=drawing.about_people, look=drawing.look)
    sizes = [diameter_px(value, max_value) or _ZERO_PX for value in cells["obs_value"]]
    marker = {
        "size": np.array(sizes, dtype=np.float32),
        "sizemode": "diameter",
        "sizemin": SMALLEST_PX / 2,  # plotly means the radius
        "color": "rgba(0,0,0,0)" if hollow else colour,
        "opacity": 1 if hollow else 0.75,
        "line": {"color": colour if hollow else surface(drawing.look).page, "width": 1.5 if hollow else 0.8},
    }
    return _symbols(cells, drawing, marker)


def coloured_points(cells: pd.DataFrame, drawing: Drawing, classes: Classes) -> Trace:
    """Dots of one size in the colour of their class."""
    colours = sequential(about_people=drawing.about_people, k=len(classes.upper), look=drawing.look)
    marker = {
        "size": _POINT_PX,
        "color": classes.class_of(cells["obs_value"]).astype(np.int8),
        "cmin": -0.5,
        "cmax": len(colours) - 0.5,
        "colorscale": _steps(colours),
        "opacity": 1,
        "line": {"color": surface(drawing.look).muted, "width": 0.6},
    }
    return _symbols(cells, drawing, marker)


def hollow_points(cells: pd.DataFrame, drawing: Drawing) -> Trace:
    """Small rings for places without a figure."""
    line = {"color": surface(drawing.look).muted, "width": 0.9}
    marker = {"size": _POINT_PX - 3, "color": "rgba(0,0,0,0)", "opacity": 0.8, "line": line}
    return _symbols(cells, drawing, marker, figure=False)


def _hover(drawing: Drawing, name: str, note: str, *, figure: bool = True) -> Trace:
    """Name, value with unit, period, and a note: the same for all, or `%{hovertext}` for each its own."""
    value = f"%{{customdata:,.{drawing.decimals}f}}\u00a0{drawing.unit_symbol}".rstrip()
    said = value if figure else drawing.words.no_figure
    template = f"<b>{name}</b><br>{said} · {drawing.words.period}{note}<extra></extra>"
    return {"hoverinfo": "text", "hovertemplate": template}


def _region_hover(cells: pd.DataFrame, drawing: Drawing, note: str, *, figure: bool = True) -> Trace:
    """The hover of shapes; many regions take their names from the boundary file, so none need be sent."""
    if len(cells) > _FEW:
        return _hover(drawing, "%{properties.name}", note, figure=figure)
    return _hover(drawing, "%{text}", note, figure=figure) | {"text": cells["name"].to_numpy(dtype=object)}


def _notes(cells: pd.DataFrame, flag_words: Mapping[str, str]) -> npt.NDArray[np.object_]:
    """A line of words for each place's flags and confidentiality, "" where there is none."""
    letters = cells["obs_flag"].astype(str) + cells["conf_status"].astype(str)
    said = {text: ", ".join(flag_words.get(letter, letter) for letter in text) for text in letters.unique()}
    return np.array([f"<br>{said[text]}" if text else "" for text in letters], dtype=object)
