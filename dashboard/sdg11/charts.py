"""Charts of SDG 11 as plotly figures: countries on a strip, a course with its target, status beside progress."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import isfinite
from typing import Any

from analysis.distance import Basis
from analysis.status import MOST_PC, Point
from analysis.trend import Trend
from dashboard.charts import base_layout
from dashboard.language import Language
from dashboard.palette import Look, about, surface
from dashboard.sdg11 import text
from dashboard.sdg11.figures import UNION
from dashboard.sdg11.standing import Standing
from dashboard.text import figure

STRIP_PX, COURSE_PX, QUADRANT_PX = 190, 320, 460
_FIELD_EDGE = 0.02
_ROOM = 1.12


def strip(one: Standing, say: Language, look: Look) -> dict[str, Any]:
    """One dot a country along the figures of one year; the chosen country and the Union are named."""
    colours, own = surface(look), about(about_people=False, look=look)
    countries = one.figures.countries(one.year or 0)
    others = {code: value for code, value in countries.items() if code != one.place}
    grey = {"marker": {"color": colours.country_line, "size": 9}, "opacity": 0.55}
    data = [_dots(others, _lanes(others), one, say) | grey]
    if one.place in countries:
        chosen = _dots({one.place: one.value}, {one.place: 0.0}, one, say)
        data.append(chosen | {"marker": {"color": own, "size": 15}})
    layout = base_layout(say, look, STRIP_PX)
    layout |= {"showlegend": False, "margin": {"l": 16, "r": 16, "t": 34, "b": 8}}
    layout["xaxis"] |= {"title": {"text": say(one.entry.unit.name)}, "zeroline": False, "gridcolor": colours.no_data}
    layout["yaxis"] |= {"visible": False, "range": [-1.6, 1.6], "fixedrange": True}
    layout["shapes"], layout["annotations"] = _marks(one, say, look)
    return {"data": data, "layout": layout}


def _lanes(values: Mapping[str, float]) -> dict[str, float]:
    """Code -> a height, so that neighbours do not hide each other; the order of values decides, nothing else."""
    ordered = sorted(values, key=lambda code: (values[code], code))
    return {code: (0.0, 0.55, -0.55, 1.1, -1.1)[number % 5] for number, code in enumerate(ordered)}


def _dots(values: Mapping[str, float], lanes: Mapping[str, float], one: Standing, say: Language) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values.values()),
        "y": [lanes[code] for code in values],
        "text": [f"{say.country(code)}<br><b>{figure(value, one.entry, say)}</b>" for code, value in values.items()],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _marks(one: Standing, say: Language, look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Upright lines with names: the place, the Union, the target."""
    colours, own = surface(look), about(about_people=False, look=look)
    marks = [(one.value, text.place_name(one.place, say), own, "solid")]
    if one.place != UNION and isfinite(one.union):
        marks.append((one.union, say("EU"), colours.text, "solid"))
    if one.distance is not None:
        name = say("best tenth") if one.distance.basis is Basis.BEST else say("target")
        marks.append((one.distance.target, name, colours.muted, "dot"))
    shapes = [
        {"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": _line(colour, dash)}
        for at, _, colour, dash in marks
        if isfinite(at)
    ]
    named = [(at, name, colour) for at, name, colour, _ in marks if isfinite(at)]
    return shapes, [_name(at, name, colour, height) for (at, name, colour), height in _heights(named)]


def _heights(named: list[tuple[float, str, str]]) -> list[tuple[tuple[float, str, str], int]]:
    """Names from left to right on two heights in turn, so that close ones do not meet."""
    ordered = sorted(named)
    return [(one, 2 + 15 * (number % 2)) for number, one in enumerate(ordered)]


def _line(colour: str, dash: str) -> dict[str, Any]:
    return {"color": colour, "width": 1.5, "dash": dash}


def _name(at: float, name: str, colour: str, height_px: int) -> dict[str, Any]:
    place = {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": height_px - 2}
    return place | {"text": name, "showarrow": False, "font": {"color": colour, "size": 13}}


def course(one: Standing, say: Language, look: Look) -> dict[str, Any]:
    """The place through the years beside the Union, and the path to the target."""
    own = {"color": about(about_people=False, look=look), "width": 2.5}
    data = [_through(one, one.place, say, own)]
    if one.place != UNION:
        data.append(_through(one, UNION, say, {"color": surface(look).muted, "width": 1.5}))
    data += _paths(one, say, look)
    layout = base_layout(say, look, COURSE_PX)
    layout["xaxis"] |= {"tickformat": "d", "hoverformat": "d"}
    layout["yaxis"] |= {"title": {"text": say(one.entry.unit.name)}, "rangemode": "tozero"}
    return {"data": data, "layout": layout}


def _through(one: Standing, code: str, say: Language, stroke: dict[str, Any]) -> dict[str, Any]:
    """A place's line; a missing year or a break in the series cuts it."""
    line = one.figures.line(code)
    years = sorted(line.values)
    cut = {b for a, b in pairwise(years) if b - a > 1 or b in line.breaks}
    x: list[int | None] = []
    for year in years:
        x += [None, year] if year in cut else [year]
    y = [None if year is None else line.values[year] for year in x]
    said = ["" if value is None else figure(value, one.entry, say) for value in y]
    name = text.place_name(code, say)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": x,
        "y": y,
        "text": said,
        "hovertemplate": f"{name}, %{{x}}<br><b>%{{text}}</b><extra></extra>",
        "line": stroke,
        "marker": {"color": stroke["color"], "size": 4},
    }


def _paths(one: Standing, say: Language, look: Look) -> list[dict[str, Any]]:
    """The even pace that the target asks for from the window's start; a level line where no pace leads there."""
    if one.goal is None or one.target is None:
        return []
    colour = surface(look).accent
    if one.short.required_pc is None:
        return [_dashed([one.year, one.target.year], [one.goal, one.goal], say("target"), colour)]
    return [_path(one, one.short, (one.goal, one.target.year), say("pace needed for the target"), colour)]


def _path(one: Standing, trend: Trend, end: tuple[float, int], label: str, colour: str) -> dict[str, Any]:
    """An even yearly rate from the window's start to its end."""
    first = one.figures.series[one.place][trend.since]
    goal, year = end
    growth = (goal / first) ** (1 / (year - trend.since))
    years = list(range(trend.since, year + 1))
    return _dashed(years, [first * growth ** (at - trend.since) for at in years], label, colour)


def _dashed(x: list[Any], y: list[float], label: str, colour: str) -> dict[str, Any]:
    line = {"color": colour, "width": 1.5, "dash": "dot"}
    return {"type": "scatter", "mode": "lines", "name": label, "x": x, "y": y, "line": line, "hoverinfo": "name"}


def quadrant(points: Mapping[str, Point], place: str, say: Language, look: Look) -> dict[str, Any]:
    """One dot a country: progress to the right, status upwards, the Union at the middle height; fields are named."""
    colours, own = surface(look), about(about_people=False, look=look)
    others = {code: one for code, one in points.items() if code != place}
    chosen = {code: one for code, one in points.items() if code == place}
    data = [_scatter(others, colours.country_line, 9, say), _scatter(chosen, own, 15, say)]
    layout = base_layout(say, look, QUADRANT_PX)
    tall = _ROOM * max((abs(one.status) for one in points.values()), default=1.0)
    wide = _ROOM * min(MOST_PC, max((abs(one.progress_pc) for one in points.values()), default=1.0))
    axis = {"zeroline": True, "zerolinecolor": colours.country_line, "showgrid": False}
    progress = say("progress over five years, % a year; to the right is towards the better")
    layout["xaxis"] |= axis | {"title": {"text": progress}, "range": [-wide, wide]}
    layout["yaxis"] |= axis | {"title": {"text": say("status, points from the EU")}, "range": [-tall, tall]}
    layout |= {"showlegend": False, "annotations": _fields(say, colours.muted)}
    return {"data": data, "layout": layout}


def _scatter(points: Mapping[str, Point], colour: str, size: int, say: Language) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [one.progress_pc for one in points.values()],
        "y": [one.status for one in points.values()],
        "text": [code if size < 10 else say.country(code) for code in points],  # noqa: PLR2004
        "textposition": "top center",
        "textfont": {"size": 11 if size < 10 else 14, "color": colour},  # noqa: PLR2004
        "customdata": [say.country(code) for code in points],
        "hovertemplate": "<b>%{customdata}</b><br>%{x:.1f} · %{y:.0f}<extra></extra>",
        "marker": {"color": colour, "size": size},
        "cliponaxis": False,
    }


def _fields(say: Language, colour: str) -> list[dict[str, Any]]:
    """The names of the four fields, in their corners."""
    corners = (
        (1 - _FIELD_EDGE, 1, "right", "top", say("ahead of the EU, moving towards")),
        (_FIELD_EDGE, 1, "left", "top", say("ahead of the EU, moving away")),
        (1 - _FIELD_EDGE, 0, "right", "bottom", say("behind the EU, moving towards")),
        (_FIELD_EDGE, 0, "left", "bottom", say("behind the EU, moving away")),
    )
    paper = {"xref": "paper", "yref": "paper", "showarrow": False, "font": {"color": colour, "size": 12}}
    return [
        paper | {"x": x, "y": y, "xanchor": across, "yanchor": down, "text": name}
        for x, y, across, down, name in corners
    ]
