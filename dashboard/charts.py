"""Charts of a screen as plotly figures. Pure: everything they show comes in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.slices import segments
from dashboard.language import Language
from dashboard.palette import LINES
from dashboard.screen import Screen
from dashboard.text import figure, flag_words

TIMELINE_HEIGHT = 320
_EACH_YEAR = 14

CONFIG = {"displaylogo": False, "displayModeBar": False}
"""What `st.plotly_chart` is told about every chart."""


def timeline(histories: Mapping[str, pd.DataFrame], names: Mapping[str, str], screen: Screen, say: Language) -> dict[str, Any]:
    """One line a place through the periods; a break or a gap cuts it. The shown period is marked."""
    traces = []
    for (code, rows), colour in zip(histories.items(), LINES, strict=False):
        for number, part in enumerate(segments(rows)):
            traces.append(_line(part, names.get(code, code), colour, screen, say, first=number == 0))
    lowest = min((float(rows["obs_value"].min()) for rows in histories.values()), default=0.0)
    return {"data": traces, "layout": _layout(screen, say, from_zero=lowest >= 0)}


def _line(
    part: pd.DataFrame, name: str, colour: str, screen: Screen, say: Language, *, first: bool
) -> dict[str, Any]:
    said = [_hover(row, screen, say) for row in zip(part["obs_value"], part["obs_flag"], part["conf_status"], strict=True)]
    return {
        "type": "scatter",
        "mode": "lines+markers" if len(part) < 60 else "lines",
        "name": name,
        "legendgroup": name,
        "showlegend": first,
        "x": part["time_period"].astype(str).tolist(),
        "y": part["obs_value"].tolist(),
        "text": said,
        "hovertemplate": f"{name}, %{{x}}<br><b>%{{text}}</b><extra></extra>",
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 5},
    }


def _hover(row: tuple[float, str, str], screen: Screen, say: Language) -> str:
    value, flag, conf = row
    words = flag_words(str(flag), str(conf), say)
    return figure(value, screen.indicator, say) + (f" ({words})" if words else "")


def _layout(screen: Screen, say: Language, *, from_zero: bool) -> dict[str, Any]:
    periods = len({period[:4] for period in screen.series.periods})
    return {
        "height": TIMELINE_HEIGHT,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hovermode": "closest",
        "separators": ",\u202f" if say.code == "fr" else ".\u202f",
        "legend": {"orientation": "h", "y": -0.15, "x": 0},
        # Years are labels, not numbers: 2,015 is no year.
        "xaxis": {"type": "date", "showgrid": False, "tickformat": "%Y", "dtick": f"M{12 * _step(periods)}"},
        "yaxis": {
            "title": {"text": say(screen.indicator.unit.name)},
            "rangemode": "tozero" if from_zero else "normal",
            "zeroline": not from_zero,
        },
        "shapes": [_mark(screen.period)],
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }


def _step(periods: int) -> int:
    """Years between two labels of the time axis."""
    return 1 if periods <= _EACH_YEAR else 5


def _mark(period: str) -> dict[str, Any]:
    """A thin line at the period that the map shows."""
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": period,
        "x1": period,
        "y0": 0,
        "y1": 1,
        "line": {"color": "rgba(128,128,128,0.5)", "width": 1, "dash": "dot"},
    }
