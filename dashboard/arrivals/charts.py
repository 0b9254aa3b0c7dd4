"""Lines of this page as plotly figures: an index whose base is 100, and figures by month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.slices import segments
from dashboard.charts import base_layout
from dashboard.language import Language
from dashboard.palette import Look, lines

_MARKED = 40
_EACH_YEAR = 14


def line_chart(
    histories: Mapping[str, pd.DataFrame], axis: str, say: Language, look: Look, decimals: int = 0
) -> dict[str, Any]:
    """Name -> rows as one line each; a break, a missing period or a missing figure cuts it. `axis` says the unit."""
    traces = [
        trace
        for (name, rows), colour in zip(histories.items(), lines(look), strict=False)
        for trace in _traces(name, rows, colour, say, decimals)
    ]
    layout = base_layout(say, look)
    years = len({str(period)[:4] for rows in histories.values() for period in rows["time_period"]})
    layout["xaxis"] |= {"type": "date", "tickformat": "%Y", "dtick": f"M{12 if years <= _EACH_YEAR else 60}"}
    layout["yaxis"] |= {"title": {"text": axis}, "rangemode": "tozero", "tickformat": ","}
    return {"data": traces, "layout": layout}


def _traces(name: str, rows: pd.DataFrame, colour: str, say: Language, decimals: int) -> list[dict[str, Any]]:
    return [
        {
            "type": "scatter",
            "mode": "lines+markers" if len(part) < _MARKED else "lines",
            "name": name,
            "legendgroup": name,
            "showlegend": number == 0,
            "x": part["time_period"].astype(str).tolist(),
            "y": part["obs_value"].tolist(),
            "text": [_hover(row, say, decimals) for row in part.itertuples()],
            "hovertemplate": f"{name}, %{{text}}<extra></extra>",
            "line": {"color": colour, "width": 2},
            "marker": {"color": colour, "size": 5},
        }
        for number, part in enumerate(segments(rows))
    ]


def _hover(row: Any, say: Language, decimals: int) -> str:
    return f"{say.period(str(row.time_period))}<br><b>{say.number(row.obs_value, decimals)}</b>"
