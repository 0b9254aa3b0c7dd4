"""The picture of the search for a place to call: both figures of the places most alike."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import Any

from dashboard.charts import base_layout
from dashboard.language import Language
from dashboard.palette import Look, Surface, surface
from dashboard.profile.peers_figures import Side
from dashboard.profile.peers_text import Called, name
from dashboard.text import figure

HEIGHT_PX = 380
_LETTERS = {"xaxis": 60, "yaxis": 40}
_SMALL, _LARGE = 9, 13
_MOST_NAMES = 3


def search(one: Called, say: Language, look: Look) -> dict[str, Any]:
    """Arrivals to the right, the outcome upwards; a band marks what is close to the place."""
    colours = surface(look)
    found = [near.code for near in one.found.found]
    others = [code for code in one.found.pool if code not in found]
    layout = base_layout(say, look, HEIGHT_PX)
    for axis, side in (("xaxis", one.arrivals), ("yaxis", one.outcome)):
        title = f"{say(side.entry.title)}, {say(side.entry.unit.name)}"
        layout[axis] |= {"title": {"text": "<br>".join(wrap(title, _LETTERS[axis]))}, "zeroline": False}
    layout["legend"] = {"orientation": "h", "y": 1.02, "x": 0, "yanchor": "bottom"}
    layout["shapes"] = [_band(one, colours.no_data)]
    grey = {"color": colours.muted, "size": _SMALL, "symbol": "circle-open"}
    traces = [
        _dots(one, others, say("the places most alike"), grey, say),
        _dots(one, found, say("close, and better"), {"color": colours.places, "size": _SMALL}, say),
        _dots(one, [one.own.code], one.own.name, {"color": colours.people, "size": _LARGE, "symbol": "diamond"}, say),
    ]
    layout["annotations"] = [_label(one, code, say, colours) for code in (one.own.code, *found[:_MOST_NAMES])]
    return {"data": [trace for trace in traces if trace["x"]], "layout": layout}


def _dots(one: Called, codes: list[str], label: str, marker: dict[str, object], say: Language) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": label,
        "x": [one.arrivals.value(code) for code in codes],
        "y": [one.outcome.value(code) for code in codes],
        "text": [_hover(one, code, say) for code in codes],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": marker,
    }


def _hover(one: Called, code: str, say: Language) -> str:
    lines = [_line(side, code, say) for side in (one.arrivals, one.outcome)]
    return "<br>".join([f"<b>{escape(name(code, say))}</b>", *lines])


def _line(side: Side, code: str, say: Language) -> str:
    period = say.period(side.period(code))
    return escape(f"{say(side.entry.title)}: {figure(side.value(code), side.entry, say)} ({period})")


def _band(one: Called, colour: str) -> dict[str, Any]:
    """The span of arrivals that is close to the place's."""
    own, step = one.arrivals.value(one.own.code), one.found.arrivals_step
    shape = {"type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    return {**shape, "x0": own - step, "x1": own + step, "fillcolor": colour, "opacity": 0.35, "line": {"width": 0}}


def _label(one: Called, code: str, say: Language, colours: Surface) -> dict[str, Any]:
    return {
        "x": one.arrivals.value(code),
        "y": one.outcome.value(code),
        "text": escape(name(code, say)),
        "showarrow": False,
        "yshift": 14,
        "font": {"color": colours.text, "size": 12},
        "bgcolor": colours.page,
        "opacity": 0.85,
    }
