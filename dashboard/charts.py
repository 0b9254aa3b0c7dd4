"""Charts of a screen as plotly figures. Pure: everything they show comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.bridging import Mark
from analysis.slices import segments
from dashboard.language import Language
from dashboard.palette import Look, lines, surface
from dashboard.screen import Screen
from dashboard.text import figure, flag_words

CONFIG = {"displaylogo": False, "displayModeBar": False}
"""What `st.plotly_chart` is told about every chart."""

FONT = "Source Sans, Source Sans Pro, sans-serif"
"""Streamlit's own."""

HEIGHT_PX = 320
_EACH_YEAR = 14
_YEARS = {"type": "date", "tickformat": "%Y"}
"""Years are dates, not numbers: 2,015 is no year."""

_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_LINE = 240, 40, 2
_WITH_MARKERS = 60
_ANEW = (Mark.MERGED, Mark.ESTIMATED)
_LINK = {"mode": "lines", "hoverinfo": "skip", "hovertemplate": None}
_CLEAR = "rgba(0,0,0,0)"


def timeline(histories: Mapping[str, pd.DataFrame], screen: Screen, say: Language, look: Look) -> dict[str, Any]:
    """One line a place through the periods; a break or a gap cuts it.

    Figures computed anew for other boundaries (the column `bridged`) have open markers and dashes.
    """
    traces = []
    names = screen.names_of(histories)
    for (code, rows), colour in zip(histories.items(), lines(look), strict=False):
        name = names[code]
        drawn = [line for part in segments(rows) for line in _stretches(part, name, colour, screen, say)]
        told = next((number for number, line in enumerate(drawn) if line["line"]["dash"] == "solid"), 0)
        traces += [line | {"showlegend": number == told} for number, line in enumerate(drawn)]
    lowest = min((float(rows["obs_value"].min()) for rows in histories.values()), default=0.0)
    years = len({str(period)[:4] for rows in histories.values() for period in rows["time_period"]})
    layout = base_layout(say, look)
    layout["xaxis"] |= _YEARS | {"dtick": f"M{12 if years <= _EACH_YEAR else 60}"}
    layout["yaxis"] |= {
        "title": {"text": say(screen.indicator.unit.name)},
        "rangemode": "tozero" if lowest >= 0 else "normal",
        "zeroline": lowest < 0,
    }
    return {"data": traces, "layout": layout}


def _stretches(part: pd.DataFrame, name: str, colour: str, screen: Screen, say: Language) -> list[dict[str, Any]]:
    """The lines of an unbroken stretch: figures as published, computed anew, and the dashes between the two."""
    anew = part["bridged"].isin(_ANEW) if "bridged" in part else pd.Series(data=False, index=part.index)
    runs = [run for _, run in part.groupby((anew != anew.shift()).cumsum())]
    drawn = [_line(run, name, colour) | {"text": _hovers(run, screen, say)} for run in runs]
    for run, line in zip(runs, drawn, strict=True):
        if anew[run.index[0]]:
            line["line"] |= {"dash": "dash"}
            line["marker"] |= {"symbol": "circle-open", "size": 6, "line": {"width": 1.5}}
    links = [_line(pd.concat([one.tail(1), other.head(1)]), name, colour) for one, other in pairwise(runs)]
    return drawn + [link | _LINK | {"line": link["line"] | {"dash": "dash"}} for link in links]


def _line(part: pd.DataFrame, name: str, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(part) < _WITH_MARKERS else "lines",
        "name": name,
        "legendgroup": name,
        "x": part["time_period"].astype(str).tolist(),
        "y": part["obs_value"].tolist(),
        "hovertemplate": f"{name}, %{{x}}<br><b>%{{text}}</b><extra></extra>",
        "line": {"color": colour, "width": 2, "dash": "solid"},
        "marker": {"color": colour, "size": 5},
    }


def _hovers(part: pd.DataFrame, screen: Screen, say: Language) -> list[str]:
    """Each figure with its flags in words, and the version it was published in where that is another."""
    older = part["bridged_from"] if "bridged_from" in part else [""] * len(part)
    flags = zip(part["obs_flag"].astype(str), part["conf_status"].astype(str), older, strict=True)
    words = [
        ", ".join(
            [*filter(None, [flag_words(flag, conf, say)]), *([say("from NUTS {version}", version=one)] if one else [])]
        )
        for flag, conf, one in flags
    ]
    said = zip([figure(value, screen.indicator, say) for value in part["obs_value"]], words, strict=True)
    return [f"{value} ({words})" if words else value for value, words in said]


def sparkline(values: Sequence[float], colour: str) -> str:
    """A thin line of the values as SVG, from the lowest to the highest; no axis, as the figure stands beside it."""
    low, high = min(values), max(values)
    step = _SPARK_WIDTH / max(len(values) - 1, 1)
    heights = [_SPARK_HEIGHT * (high - value) / ((high - low) or 1) for value in values]
    points = " ".join(f"{number * step:.1f},{height + _SPARK_LINE:.1f}" for number, height in enumerate(heights))
    wide, tall = _SPARK_WIDTH, _SPARK_HEIGHT + 2 * _SPARK_LINE
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {wide} {tall}' width='{wide}' height='{tall}'>"
        f"<polyline points='{points}' fill='none' stroke='{colour}' stroke-width='{_SPARK_LINE}' "
        "vector-effect='non-scaling-stroke' stroke-linejoin='round'/></svg>"
    )


def base_layout(say: Language, look: Look, height_px: int = HEIGHT_PX) -> dict[str, Any]:
    """What all charts share: type, colours, margins, the language's separators; axes without a title."""
    colours = surface(look)
    return {
        "template": "none",
        "height": height_px,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "font": {"color": colours.text, "size": 13, "family": FONT},
        "hovermode": "closest",
        "separators": ",\u202f" if say.code == "fr" else ".\u202f",
        "legend": {"orientation": "h", "y": -0.15, "x": 0},
        "xaxis": {"showgrid": False, "automargin": True},
        "yaxis": {"gridcolor": colours.no_data, "automargin": True},
        "paper_bgcolor": _CLEAR,
        "plot_bgcolor": _CLEAR,
    }
