"""Charts for print: grey, hatched and labelled, so that nothing hangs on colour. Bars begin at zero."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import shorten, wrap
from typing import TYPE_CHECKING

import pandas as pd

from analysis.slices import segments
from dashboard import palette
from dashboard.brief.maps import blank, png
from dashboard.palette import Look, surface
from dashboard.profile.cards import year_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INK = "#1d2733"
_ROWS, _COLUMNS = 2, 3
MOST = _ROWS * _COLUMNS
_TITLE_LETTERS, _TITLE_LINES = 34, 2
TITLE_MOST = _TITLE_LETTERS * _TITLE_LINES - 6
"""Letters of a title that is shown whole, wherever its words let it break."""

_MOST_TICKS = 5
_ROOM = 1.34  # beyond the longest bar, for its figure
_LOOKS = (("own", ""), ("#8b959e", "//////"), ("#d9dde1", "......"), ("white", "xxxx"))
"""How the bars differ without colour: the place in its own colour, then country, EU, middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: whose it is, its length, and the figure written at its end; `kind` 0 is the place itself."""

    name: str
    value: float
    told: str
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The bars of one indicator; `about_people` decides the colour of the place's own."""

    title: str
    bars: tuple[Bar, ...]
    about_people: bool


@dataclass(frozen=True, kw_only=True)
class Line:
    """A place's figures through time and that of what it is set beside, as observation rows."""

    title: str
    own: pd.DataFrame
    about_people: bool


def panels(shown: Sequence[Panel], line: Line | None, rows: int = _ROWS) -> tuple[bytes, float]:
    """PNG and height in mm: the line through time where there is one, then a small bar chart each indicator."""
    height = 33.0 * rows
    figure = blank(height)
    lines: list[Panel | Line] = [line] if line is not None else []
    every = [*lines, *shown][: rows * _COLUMNS]
    for number, one in enumerate(every):
        row, column = divmod(number, _COLUMNS)
        names = 0.0 if isinstance(one, Line) else 0.115
        box = (column / _COLUMNS + 0.02 + names, 1 - (row + 0.83) / rows, 0.295 - names, 0.56 / rows)
        axes = figure.add_axes(box)
        where = (column / _COLUMNS, 1 - (row + 0.03) / rows)
        words = "\n".join(wrap(one.title, _TITLE_LETTERS, max_lines=_TITLE_LINES, placeholder=" …"))
        figure.text(*where, words, fontsize=6.8, weight="bold", va="top", color=_INK)
        if isinstance(one, Line):
            _line(axes, one)
        else:
            _bars(axes, one)
    return png(figure), height


def _bars(axes: Axes, panel: Panel) -> None:
    for number, bar in enumerate(panel.bars):
        colour, hatch = _LOOKS[bar.kind]
        own = palette.about(about_people=panel.about_people, look=Look.LIGHT)
        axes.barh(
            number,
            bar.value,
            0.66,
            color=own if colour == "own" else colour,
            hatch=hatch or None,
            edgecolor=_INK,
            linewidth=0.4,
            hatch_linewidth=0.35,
        )
        axes.annotate(
            bar.told,
            (max(bar.value, 0.0), number),
            (2, 0),
            textcoords="offset points",
            va="center",
            fontsize=6,
            color=_INK,
            weight="bold" if bar.kind == 0 else "normal",
        )
    values = [bar.value for bar in panel.bars]
    low, high = min(0.0, *values), max(0.0, *values)
    axes.set(xlim=(low * 1.05, (high or abs(low) * 0.2 or 1.0) * _ROOM), ylim=(len(values) - 0.4, -0.6), xticks=[])
    axes.set_yticks(range(len(values)), [shorten(bar.name, 18, placeholder=" …") for bar in panel.bars], fontsize=6)
    axes.axvline(0, color=_INK, linewidth=0.6)
    axes.tick_params(length=0, pad=2.5, labelcolor=_INK)
    for side in axes.spines.values():
        side.set_visible(False)


def _line(axes: Axes, line: Line) -> None:
    """One line, cut where the series is; its axis begins at zero."""
    colour = palette.about(about_people=line.about_people, look=Look.LIGHT)
    periods = sorted({str(period) for period in line.own["time_period"]})
    place = {period: year_of(period) for period in periods}
    for part in segments(line.own):
        across = [place[str(period)] for period in part["time_period"]]
        axes.plot(across, part["obs_value"].tolist(), color=colour, linewidth=1.4, marker="o", markersize=2.2)
    values = line.own["obs_value"].dropna()
    axes.set_ylim(min(0.0, float(values.min()) * 1.1), max(0.0, float(values.max()) * 1.15) or 1.0)
    years = _ticks(place.values())
    axes.set_xticks(years, [str(year) for year in years])
    axes.tick_params(labelsize=6, length=1.5, width=0.4, pad=1.5, labelcolor=_INK)
    axes.grid(axis="y", color=surface(Look.LIGHT).no_data, linewidth=0.4)
    for name, side in axes.spines.items():
        side.set_visible(name == "bottom")
        side.set_linewidth(0.5)


def _ticks(places: Collection[float]) -> list[int]:
    """Whole years, as far from one another, from the first on; at most `_MOST_TICKS`."""
    first, last = int(min(places)), int(max(places))
    return list(range(first, last + 1, ceil((last - first + 1) / _MOST_TICKS)))


def scatter(both: pd.DataFrame, named: Sequence[str], titles: tuple[str, str]) -> tuple[bytes, float]:
    """PNG and height in mm: one point a place, some with their name; arrivals to the right, the place upwards."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415  heavy, and used by a brief only

    height = 74.0
    figure = blank(height)
    axes = figure.add_axes((0.11, 0.14, 0.87, 0.83))
    axes.scatter(both["one"], both["other"], s=11, color="#5b6673", alpha=0.75, linewidths=0)
    marked = both.loc[[code for code in named if code in both.index]]
    axes.scatter(marked["one"], marked["other"], s=20, facecolors="none", edgecolors="black", linewidths=0.9)
    middle = both["one"].median()
    for name, x, y in zip(marked["name"], marked["one"], marked["other"], strict=True):
        right = x <= middle
        offset = (4, 0) if right else (-4, 0)
        axes.annotate(
            name,
            (x, y),
            offset,
            textcoords="offset points",
            fontsize=6.4,
            va="center",
            color=_INK,
            ha="left" if right else "right",
            path_effects=[withStroke(linewidth=1.8, foreground="white")],
        )
    axes.set_xlabel(shorten(titles[0], 110, placeholder=" …"), fontsize=6.6, color=_INK)
    axes.set_ylabel("\n".join(wrap(shorten(titles[1], 110, placeholder=" …"), 60)), fontsize=6.6, color=_INK)
    axes.tick_params(labelsize=6, length=2, width=0.4, labelcolor=_INK)
    for name, side in axes.spines.items():
        side.set_visible(name in {"left", "bottom"})
        side.set_linewidth(0.5)
    return png(figure), height
