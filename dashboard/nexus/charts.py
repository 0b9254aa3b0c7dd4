"""The scatter of a pair: every place with its name, in the colours of the map."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.association import ranks, spearman
from analysis.classify import Method, classify
from analysis.survey import margin_pp
from dashboard import palette
from dashboard.charts import base_layout
from dashboard.language import Language
from dashboard.nexus.text import axis, is_survey
from dashboard.palette import Look, surface
from dashboard.screen import Screen
from dashboard.text import figure

HEIGHT_PX = 460
MOST_LABELS = 8
_THIRDS = 3
_MANY = 300
_SMALL, _LARGE = 6, 9
_CANDIDATES = 4
_NAME_WIDE, _NAME_HIGH = 0.22, 0.045
"""Room of a name, as parts of the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The reader's language and look, and the length of a line of an axis title."""

    say: Language
    look: Look
    letters: int = 60


def scatter(both: pd.DataFrame, pair: tuple[Screen, Screen], chosen: Collection[str], style: Style) -> dict[str, Any]:
    """One point a place, arrivals to the right and the place upwards; outliers and chosen places have their names."""
    layout = base_layout(style.say, style.look, HEIGHT_PX)
    layout["showlegend"] = False
    for name, shown in zip(("xaxis", "yaxis"), pair, strict=True):
        title = "<br>".join(wrap(axis(shown, style.say), style.letters))
        layout[name] |= {"title": {"text": title}, "zeroline": False, "showgrid": True}
        layout[name]["gridcolor"] = surface(style.look).no_data
    return {"data": [_points(both, pair, style), _labels(both, chosen, style.look)], "layout": layout}


def _points(both: pd.DataFrame, pair: tuple[Screen, Screen], style: Style) -> dict[str, Any]:
    say, colours = style.say, palette.nexus(style.look)
    cells = zip(both["name"], both["one"], both["other"], strict=True)
    hovers = [
        f"<b>{escape(name)}</b><br>{figure(one, pair[0].indicator, say)}<br>{figure(other, pair[1].indicator, say)}"
        for name, one, other in cells
    ]
    line = {"color": surface(style.look).muted, "width": 0.6}
    size = _SMALL if len(both) > _MANY else _LARGE
    return {
        "type": "scatter",
        "mode": "markers",
        "x": both["one"].tolist(),
        "y": both["other"].tolist(),
        "text": hovers,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": [colours[k] for k in nine(both)], "size": size, "line": line},
        **_margins(both, pair, style.look),
    }


def nine(both: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The number of each place's colour among nine, as on the map: three rows of thirds by three columns."""
    row, column = (classify(both[name], Method.QUANTILES, _THIRDS).class_of(both[name]) for name in ("one", "other"))
    found: npt.NDArray[np.intp] = _THIRDS * row + column
    return found


def _margins(both: pd.DataFrame, pair: tuple[Screen, Screen], look: Look) -> dict[str, Any]:
    """Thin bars at answers of a survey."""
    thin = {"type": "data", "color": surface(look).muted, "thickness": 0.7, "width": 0}
    axes = (("error_x", "one", pair[0]), ("error_y", "other", pair[1]))
    return {
        name: thin | {"array": margin_pp(both[column]).tolist()} for name, column, shown in axes if is_survey(shown)
    }


def _labels(both: pd.DataFrame, chosen: Collection[str], look: Look) -> dict[str, Any]:
    named = both.loc[labelled(both, chosen)]
    middle = float(both["one"].median()) if len(both) else 0.0
    return {
        "type": "scatter",
        "mode": "text",
        "x": named["one"].tolist(),
        "y": named["other"].tolist(),
        "text": [f" {escape(name)} " for name in named["name"]],
        "textposition": ["middle left" if one > middle else "middle right" for one in named["one"]],
        "textfont": {"size": 12, "color": surface(look).text},
        "hoverinfo": "skip",
    }


def labelled(both: pd.DataFrame, chosen: Collection[str], most: int = MOST_LABELS) -> list[str]:
    """The codes of places with a name: the chosen, then those whose ranks fit the relation least."""
    value = spearman(both["one"], both["other"]) or 0.0
    sign = -1.0 if value < 0 else 1.0
    apart = np.abs(ranks(both["one"]) - ranks(sign * both["other"].to_numpy()))
    order = both.index[np.lexsort((both.index.astype(str), -apart))]
    kept = [code for code in chosen if code in both.index]
    places = _on_square(both)
    for code in order[: _CANDIDATES * most]:
        if len(kept) < most + len(chosen) and code not in kept and _is_free(places, code, kept):
            kept.append(str(code))
    return kept


def _on_square(both: pd.DataFrame) -> pd.DataFrame:
    """Both figures from 0 to 1, as far apart as on the chart."""
    figures = both[["one", "other"]]
    return (figures - figures.min()) / (figures.max() - figures.min()).replace(0, 1)


def _is_free(places: pd.DataFrame, code: str, taken: list[str]) -> bool:
    """True where no name already written would be covered."""
    apart = (places.loc[taken] - places.loc[code]).abs()
    return not ((apart["one"] < _NAME_WIDE) & (apart["other"] < _NAME_HIGH)).any()
