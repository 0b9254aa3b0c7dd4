"""Charts of the methods as plotly figures; everything they show comes in."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from analysis.events import STEPS, Events
from analysis.lags import Lag
from analysis.panel import Panel
from dashboard.charts import base_layout
from dashboard.language import Language
from dashboard.nexus.methods_tables import step_name
from dashboard.nexus.methods_text import base_name, years_before
from dashboard.palette import Look, surface
from dashboard.screen import Screen

HEIGHT_PX = 360
MOST_DOTS = 1_500
_FAINT = 0.4
_ENDS = (2, 98)
_OUTERMOST = (0.5, 99.5)
MOST_LINES = 120
_WHOLE_NUMBERS = {"exponentformat": "none", "separatethousands": True}
"""80 000, not 80k."""


Figure = dict[str, Any]


def drawn(rows: pd.DataFrame, most: int = MOST_DOTS) -> pd.DataFrame:
    """As many rows as a picture can carry, at even steps of the ordered table."""
    if len(rows) <= most:
        return rows
    return rows.iloc[np.linspace(0, len(rows) - 1, most).round().astype(int)]


def as_published(found: Panel, screens: tuple[Screen, Screen], say: Language, look: Look) -> Figure:
    """One dot a place and year, both figures as published."""
    figure = _dots(found, ("x", "y"), say, look)
    figure["layout"]["xaxis"] |= {"title": {"text": say(screens[0].indicator.unit.name)}}
    return figure


def within(found: Panel, screens: tuple[Screen, Screen], say: Language, look: Look) -> Figure:
    """The same dots against what is usual for their place and year, with the panel's line."""
    figure = _dots(found, ("x_within", "y_within"), say, look)
    x = found.pairs["x_within"]
    ends = _span(x)
    line = {"color": surface(look).accent, "width": 3}
    figure["data"].append(
        {
            "type": "scatter",
            "mode": "lines",
            "x": ends,
            "y": [found.b * end for end in ends],
            "line": line,
            "name": say("The panel's line"),
            "hoverinfo": "skip",
        }
    )
    title = say("{unit}, against the usual", unit=say(screens[0].indicator.unit.name))
    figure["layout"]["xaxis"] |= {"title": {"text": title}}
    for axis in ("xaxis", "yaxis"):
        figure["layout"][axis] |= {"zeroline": True, "zerolinecolor": surface(look).muted}
    return figure


def _span(values: pd.Series) -> list[float]:
    """From the least to the largest without the outermost of a hundred on either side, and a little air."""
    low, high = (float(end) for end in np.percentile(values, _OUTERMOST))
    air = 0.08 * (high - low)
    return [low - air, high + air]


def outside(found: Panel) -> int:
    """How many of the dots drawn lie outside the picture of the panel."""
    rows = drawn(found.pairs)
    inside = pd.Series(data=True, index=rows.index)
    for name in ("x_within", "y_within"):
        low, high = _span(found.pairs[name])
        inside &= rows[name].between(low, high)
    return int((~inside).sum())


def _dots(found: Panel, columns: tuple[str, str], say: Language, look: Look) -> Figure:
    rows, colours = drawn(found.pairs), surface(look)
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": rows[columns[0]].tolist(),
        "y": rows[columns[1]].tolist(),
        "text": [f"{code}, {year}" for code, year in zip(rows["geo"], rows["year"], strict=True)],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": colours.places, "size": 5, "opacity": 0.45},
        "name": say("A place in a year"),
    }
    layout = base_layout(say, look, HEIGHT_PX)
    layout["legend"] |= {"y": -0.3}
    layout["showlegend"] = True
    for axis, column in zip(("xaxis", "yaxis"), columns, strict=True):
        layout[axis] |= {"range": _span(found.pairs[column]), "zeroline": False, **_WHOLE_NUMBERS}
    return {"data": [trace], "layout": layout}


def lags(found: Sequence[Lag], say: Language, look: Look) -> Figure:
    """One dot a lag with its interval, and the line of none."""
    shown, colours = [one for one in found if isfinite(one.r)], surface(look)
    hovers = [_lag_hover(one, say) for one in shown]
    trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [str(one.k) for one in shown],
        "y": [one.r for one in shown],
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": colours.accent, "size": 10},
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [one.high - one.r for one in shown],
            "arrayminus": [one.r - one.low for one in shown],
            "color": colours.accent,
            "thickness": 2,
            "width": 6,
        },
        "showlegend": False,
    }
    layout = base_layout(say, look, HEIGHT_PX)
    layout["xaxis"] |= {"type": "category", "title": {"text": say("Arrivals of so many years before")}}
    farthest = max(max(abs(one.low), abs(one.high)) for one in shown)
    edge = min(1.0, round(farthest + 0.1, 1))
    layout["yaxis"] |= {
        "title": {"text": say("Correlation within places")},
        "range": [-edge, edge],
        "zeroline": True,
        "zerolinecolor": colours.muted,
        "zerolinewidth": 1.5,
    }
    return {"data": [trace], "layout": layout}


def _lag_hover(one: Lag, say: Language) -> str:
    return say(
        "{lag}: {r} ({low} to {high}), {n} pairs",
        lag=years_before(one.k, say),
        r=say.number(one.r, 2),
        low=say.number(one.low, 2),
        high=say.number(one.high, 2),
        n=say.number(one.n),
    )


def events(found: Events, say: Language, look: Look) -> Figure:
    """A thin line a place, the median of all in bold, the median of the places beside them dashed."""
    colours = surface(look)
    steps = [step_name(step, say) for step in STEPS]
    thin = _thin(drawn(found.lines, MOST_LINES), steps) | {
        "name": say("Each place with a peak"),
        "opacity": _FAINT,
        "line": {"color": colours.places, "width": 1},
    }
    own = _median(found.lines, steps, say("Their median"), {"color": colours.places, "width": 4})
    beside = {"color": colours.muted, "width": 3, "dash": "dash"}
    layout = base_layout(say, look, HEIGHT_PX)
    layout["xaxis"] |= {
        "title": {"text": say("Years before and after the arrival peak")},
        "type": "category",
        "categoryarray": steps,
    }
    layout["yaxis"] |= {"title": {"text": say("Index, {base} = 100", base=base_name(found.base, say))}}
    layout["yaxis"]["range"] = list(shown_range(found))
    layout["legend"] |= {"y": -0.25}
    other = _median(found.beside, steps, say("Median of the places beside them"), beside)
    return {"data": [thin, other, own], "layout": layout}


def shown_range(found: Events) -> tuple[float, float]:
    """The span of the index that holds 98 of 100 of its points, and both medians, with a little air."""
    values = found.lines.to_numpy()
    medians = np.concatenate([found.lines.median(), found.beside.median()])
    low, high = np.percentile(values, _ENDS)
    low, high = min(low, medians.min(), 100.0), max(high, medians.max(), 100.0)
    air = 0.05 * max(high - low, 1.0)
    return float(low - air), float(high + air)


def leaving(found: Events) -> int:
    """How many of the lines drawn leave the picture at some point."""
    low, high = shown_range(found)
    lines = drawn(found.lines, MOST_LINES)
    return int(((lines < low) | (lines > high)).any(axis=1).sum())


def _thin(lines: pd.DataFrame, steps: list[str]) -> Figure:
    """All places as one trace, cut between them: a trace each would be slow to draw."""
    y: list[float | None] = []
    for row in lines.round(2).itertuples(index=False, name=None):
        y += [*row, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*steps, None] * len(lines),
        "y": y,
        "hoverinfo": "skip",
    }


def _median(lines: pd.DataFrame, steps: list[str], name: str, line: dict[str, object]) -> Figure:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": steps,
        "y": lines.median().round(2).tolist(),
        "name": name,
        "line": line,
        "marker": {"size": 7},
        "hovertemplate": f"{name}, %{{x}}: <b>%{{y:.1f}}</b><extra></extra>",
    }
