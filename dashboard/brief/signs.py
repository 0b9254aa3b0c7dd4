"""What stands for what on a printed map: groups of places, their colours, hatches and numbers; and the legend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.classify import NO_CLASS
from dashboard import palette, text
from dashboard.brief import shapes
from dashboard.language import Language
from dashboard.palette import Look, surface
from dashboard.screen import Screen
from data_sources.model import Kind, Level
from data_sources.outlines import Outlines, outlines

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MM = 1 / 25.4
INK = "#1d2733"
FLAGGED = "//////"
_MISSING, _WITHHELD, _BELOW = "....", "xxxxx", "-----"
_CONFIDENTIAL = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How one group of places is drawn, and its line in the legend."""

    colour: str
    hatch: str
    label: str
    n: int
    line: str = "-"


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One indicator ready to be drawn: its cells with a `group` each, the groups' signs, and the places' outlines."""

    screen: Screen
    cells: pd.DataFrame
    signs: tuple[Sign, ...]
    shapes: Outlines | None
    say: Language

    @property
    def filled(self) -> bool:
        """True where areas carry the figure, not points."""
        return self.shapes is not None and self.screen.indicator.kind is not Kind.COUNT

    def outline(self, code: str) -> list[list[int]]:
        """The rings of a place, none for one that is a point."""
        return list(self.shapes.shapes.get(code, [])) if self.shapes else []


def drawing(shown: Screen, say: Language) -> Drawing:
    """The cells of a screen in groups: classes from low to high, no figure, withheld."""
    vintage = shown.vintage
    held = None if shown.level in {Level.CITY, Level.FUA} else outlines(shown.level, vintage)
    cells = shown.cells.copy()
    classes, entry = shown.series.classes, shown.indicator
    group = classes.class_of(cells["obs_value"])
    colours = _colours(shown)
    if entry.kind is Kind.COUNT:
        group, colours = np.where(group == NO_CLASS, NO_CLASS, 0), colours[-2:-1]
    hidden = (cells["conf_status"] == _CONFIDENTIAL).to_numpy() & (group == NO_CLASS)
    cells["group"] = np.where(hidden, len(colours) + 1, np.where(group == NO_CLASS, len(colours), group))
    numbers = cells["group"].value_counts()
    labels = [*_bounds(shown, say), say("no figure"), say("withheld")]
    marks = [*_below(shown, len(colours)), _MISSING, _WITHHELD]
    ground = surface(Look.LIGHT).no_data
    drawn = zip((*colours, ground, ground), marks, labels, strict=True)
    signs = tuple(Sign(colour=c, hatch=h, label=t, n=int(numbers.get(k, 0))) for k, (c, h, t) in enumerate(drawn))
    return Drawing(screen=shown, cells=cells, signs=signs, shapes=held, say=say)


def _colours(shown: Screen) -> tuple[str, ...]:
    k = len(shown.series.classes.upper)
    if shown.indicator.kind is Kind.COUNT:
        return palette.sequential(about_people=shown.indicator.theme.about_people, k=5, look=Look.LIGHT)
    if shown.indicator.midpoint is not None and k in {2, 4, 6}:
        return palette.diverging(k=k, look=Look.LIGHT)
    return palette.sequential(about_people=shown.indicator.theme.about_people, k=k, look=Look.LIGHT)


def _below(shown: Screen, k: int) -> list[str]:
    """Classes below a midpoint carry lines: without colour they are as dark as those above it."""
    middle = k // 2 if shown.indicator.midpoint is not None and k in {2, 4, 6} else 0
    return [_BELOW] * middle + [""] * (k - middle)


def _bounds(shown: Screen, say: Language) -> list[str]:
    entry = shown.indicator
    if entry.kind is Kind.COUNT:
        return [say("a figure; the larger, the more")]
    told = [[text.plain(end, entry, say) for end in ends] for ends in shown.series.classes.bounds()]
    return [say("{low} to {high}", low=low, high=high) for low, high in told]


def legend(figure: Figure, drawn: Drawing, place: shapes.Box, code: str) -> None:
    """What the colours and hatches are, how many places carry each, and how the place is marked."""
    axes, say, rows = figure.add_axes(place), drawn.say, _rows(drawn)
    axes.set_axis_off()
    high = place[3] * figure.get_figheight() / MM
    wide = place[2] * figure.get_figwidth() / MM
    axes.set(xlim=(0, wide), ylim=(high, 0))
    unit = _short(say(drawn.screen.indicator.unit.name).capitalize(), 46)
    axes.text(0, 2.2, unit, fontsize=6.6, weight="bold", color=INK)
    axes.text(wide - 1, 2.2, say("places"), fontsize=6, ha="right", color=INK)
    step = min(4.6, (high - 4) / max(len(rows) + bool(code), 1))
    for number, sign in enumerate(rows):
        y = 4 + number * step
        _swatch(axes, sign, y, step)
        axes.text(9, y + step * 0.62, sign.label, fontsize=6.4, color=INK)
        axes.text(wide - 1, y + step * 0.62, say.number(sign.n), fontsize=6.4, ha="right", color=INK)
    if code:
        _marked(axes, drawn.screen.names.get(code, code), 4 + len(rows) * step, step)


def _rows(drawn: Drawing) -> list[Sign]:
    """The signs from high to low, then what is missing, withheld and flagged, as far as there is any."""
    say, flagged = drawn.say, int(((drawn.cells["obs_flag"] != "") & drawn.cells["obs_value"].notna()).sum())
    empty = [sign if drawn.filled else replace(sign, colour="white", hatch="", line="") for sign in drawn.signs[-2:]]
    rows = list(reversed(drawn.signs[:-2])) + [sign for sign in empty if sign.n]
    if not flagged:
        return rows
    mark = say("flagged by the source") if drawn.filled else say("flagged (dashed edge)")
    hatch, line = (FLAGGED, "-") if drawn.filled else ("", "--")
    return [*rows, Sign(colour="white", hatch=hatch, label=mark, n=flagged, line=line)]


def _swatch(axes: Axes, sign: Sign, y: float, step: float) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  heavy, and used by a brief only

    look: dict[str, Any] = {
        "facecolor": sign.colour,
        "edgecolor": "#555555",
        "linewidth": 0.4,
        "hatch": sign.hatch or None,
        "linestyle": sign.line,
    }
    axes.add_patch(Rectangle((0.2, y), 7, step * 0.75, hatch_linewidth=0.35, **look))


def _marked(axes: Axes, name: str, y: float, step: float) -> None:
    """The place by its name, beside the thick line that it has on the map."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    axes.add_patch(Rectangle((0.6, y + 0.2), 6.2, step * 0.6, facecolor="white", edgecolor="black", linewidth=1.2))
    axes.text(9, y + step * 0.62, _short(name, 40), fontsize=6.4, weight="bold", color=INK)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
