"""Charts of a reader's own file against an official series: a point a place, and two lines for one place."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from dashboard.charts import base_layout
from dashboard.language import Language
from dashboard.palette import Look, lines, surface
from dashboard.screen import Screen
from dashboard.text import figure

HEIGHT_PX = 380
SHORT = 8
"""Rows of a table that needs no scrolling."""

_EACH_YEAR = 8
_YEARS = {"type": "date", "tickformat": "%Y"}


def scatter(part: pd.DataFrame, own: Screen, official: Screen, say: Language, look: Look) -> dict[str, Any]:
    """One point a place, the official figure to the right and one's own upwards; on the line the two are equal."""
    layout = base_layout(say, look, HEIGHT_PX)
    layout["showlegend"] = False
    titles = (say("Official: {unit}", unit=say(official.indicator.unit.name)), say("Your file, unverified"))
    for name, title in zip(("xaxis", "yaxis"), titles, strict=True):
        layout[name] |= {"title": {"text": title}, "zeroline": False, "showgrid": True}
        layout[name]["gridcolor"] = surface(look).no_data
    return {"data": [_equal(part, look), _points(part, own, official, say, look)], "layout": layout}


def _equal(part: pd.DataFrame, look: Look) -> dict[str, Any]:
    low = float(part[["own", "official"]].min().min()) if len(part) else 0.0
    high = float(part[["own", "official"]].max().max()) if len(part) else 0.0
    line = {"color": surface(look).muted, "width": 1, "dash": "dot"}
    ends = [low, high]
    return {"type": "scatter", "mode": "lines", "x": ends, "y": ends, "line": line, "hoverinfo": "skip"}


def _points(part: pd.DataFrame, own: Screen, official: Screen, say: Language, look: Look) -> dict[str, Any]:
    cells = zip(part["name"], part["own"], part["official"], strict=True)
    hovers = [
        f"<b>{escape(str(name))}</b><br>{escape(say('Your file'))}: {figure(one, own.indicator, say)}"
        f"<br>{escape(say('Official'))}: {figure(other, official.indicator, say)}"
        for name, one, other in cells
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": part["official"].tolist(),
        "y": part["own"].tolist(),
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": lines(look)[0], "size": 8, "opacity": 0.8},
    }


def two_lines(histories: tuple[pd.DataFrame, pd.DataFrame], say: Language, look: Look) -> dict[str, Any]:
    """The own and the official figures of one place through the periods; `time_period` and `obs_value` of each."""
    colours = lines(look)
    names = (say("Your file, unverified"), say("Official"))
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": name,
            "x": rows["time_period"].astype(str).tolist(),
            "y": rows["obs_value"].tolist(),
            "line": {"color": colours[number], "width": (2, 4)[number], "dash": ("dash", "solid")[number]},
            "marker": {"size": 6, "symbol": ("circle-open", "circle")[number]},
            "hovertemplate": "%{x}: <b>%{y}</b><extra></extra>",
        }
        for number, (name, rows) in reversed(list(enumerate(zip(names, histories, strict=True))))
    ]
    layout = base_layout(say, look)
    lowest = min((float(rows["obs_value"].min()) for rows in histories if len(rows)), default=0.0)
    years = {str(period)[:4] for rows in histories for period in rows["time_period"]}
    layout["xaxis"] |= _YEARS | {"dtick": f"M{12 if len(years) <= _EACH_YEAR else 60}"}
    layout["yaxis"] |= {"rangemode": "tozero" if lowest >= 0 else "normal", "zeroline": lowest < 0}
    return {"data": traces, "layout": layout}
