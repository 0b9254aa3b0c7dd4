"""The figures of one place in one indicator, as they are asked whether they can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.bridging import Mark
from analysis.comparability import Figure
from dashboard.histories import Histories
from data_sources.model import Level

_BREAK = "b"


def figures(code: str, level: Level, rows: pd.DataFrame, lines: Histories | None = None) -> tuple[Figure, ...]:
    """Every figure of a place, oldest first, those withheld or empty among them.

    `rows` are observations of the level. With the `lines` of a region's history a figure is that of the line where
    there is one, computed anew or not, and otherwise known to be of other borders.
    """
    own = rows[rows["geo"] == code].sort_values("time_period")
    breaks = tuple(own.loc[own["obs_flag"].astype(str).str.contains(_BREAK), "time_period"].astype(str))
    plain = {str(row["time_period"]): _figure(row, level, breaks) for row in own.to_dict("records")}
    if lines is None:
        return tuple(plain.values())
    line = lines.lines.get(code)
    bridged = {} if line is None else {str(row["time_period"]): row for row in line.to_dict("records")}
    periods = sorted({*plain, *bridged})
    return tuple(
        _figure(bridged[period], level, breaks) if period in bridged else _lost(plain[period], lines, code)
        for period in periods
    )


def _figure(row: Mapping[Any, Any], level: Level, breaks: tuple[str, ...]) -> Figure:
    return Figure(
        code=str(row["geo"]),
        level=level,
        period=str(row["time_period"]),
        value=float(row["obs_value"]),
        flag=str(row["obs_flag"]),
        conf=str(row["conf_status"]),
        vintage=str(row["geo_vintage"]),
        breaks=breaks,
        bridged=Mark(str(row.get("bridged", ""))),
    )


def _lost(figure: Figure, lines: Histories, code: str) -> Figure:
    """A figure of the same code that the line leaves out."""
    stopped = {period for stop in lines.stops if stop.place == code for period in stop.periods}
    return replace(figure, lost=figure.period in stopped or code in lines.lines)
