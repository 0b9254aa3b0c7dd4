"""The sheet that a chart is drawn on: its size, its type, its colours by role, and what every axis has in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from dashboard import palette
from dashboard.language import Language
from dashboard.palette import Look, surface

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Box = tuple[float, float, float, float]
"""Left, top, width and height in units of the sheet; the top is counted from above."""

Point = tuple[float, float]
"""On the sheet, its height counted from above."""

DPI = 72
"""One unit of the sheet is one point of type."""

_LIGHT = surface(Look.LIGHT)
_TICKS = 5


class Role(StrEnum):
    """What a colour stands for; the value is the colour in a light look."""

    INK = _LIGHT.text
    MUTED = _LIGHT.muted
    LINE = _LIGHT.no_data
    PEOPLE = _LIGHT.people
    PLACES = _LIGHT.places
    ACCENT = _LIGHT.accent
    OTHER = "#a3abb3"
    PAGE = _LIGHT.page
    C1 = palette.LINES[0]
    C2 = palette.LINES[1]
    C3 = palette.LINES[2]
    C4 = palette.LINES[3]
    C5 = palette.LINES[4]
    C6 = palette.LINES[5]


LINES = (Role.C1, Role.C2, Role.C3, Role.C4, Role.C5, Role.C6)
"""Lines of different things."""

MARKERS = ("o", "s", "D", "^", "v", "P")
"""A shape each, so that nothing hangs on colour."""


def people(*, about_people: bool | None) -> Role:
    """The one colour of a half of the nexus; that of the interface for what is of neither alone."""
    if about_people is None:
        return Role.ACCENT
    return Role.PEOPLE if about_people else Role.PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A sheet's width and height in units, and its sizes of type; `narrow` is a phone's, as tall as it needs to be."""

    wide: float
    tall: float
    base: float
    small: float
    narrow: bool = False

    @property
    def line(self) -> float:
        """The height of a line of type."""
        return 1.3 * self.base

    def letters(self, room: float) -> int:
        """As many letters as have room in a width."""
        return max(int(room / (0.56 * self.base)), 4)


ROOM = Format(wide=1600, tall=700, base=27, small=23.5)
PHONE = Format(wide=390, tall=420, base=14, small=12.5, narrow=True)
SLIDE = Format(wide=1600, tall=900, base=27, small=22)


def blank(form: Format, tall: float) -> Figure:
    """An empty sheet without a ground of its own."""
    from matplotlib.figure import Figure  # noqa: PLC0415  heavy, and used by a story only

    figure = Figure(figsize=(form.wide / DPI, tall / DPI), dpi=DPI)
    figure.patch.set_visible(False)
    return figure


def axes(figure: Figure, box: Box) -> Axes:
    """Axes in a box, bare: no frame, no ticks, no ground."""
    wide, tall = (length * DPI for length in figure.get_size_inches())
    left, top, across, down = box
    found = figure.add_axes((left / wide, 1 - (top + down) / tall, across / wide, down / tall))
    found.patch.set_visible(False)
    for side in found.spines.values():
        side.set_visible(False)
    found.set_xticks([])
    found.set_yticks([])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How words are set; `middle` sets their middle where else their top would be."""

    size: float
    role: Role = Role.INK
    weight: str = "normal"
    align: str = "left"
    middle: bool = False


def write(figure: Figure, words: str, at: Point, setting: Type) -> None:
    """Words on the sheet, at a height counted from above."""
    wide, tall = (length * DPI for length in figure.get_size_inches())
    figure.text(
        at[0] / wide,
        1 - (at[1] + (0 if setting.middle else setting.size / 5)) / tall,
        words,
        fontsize=setting.size,
        color=setting.role.value,
        weight=setting.weight,
        ha=setting.align,
        va="center" if setting.middle else "top",
        linespacing=1.15,
        parse_math=False,
    )


def rule(figure: Figure, start: Point, end: Point, stroke: tuple[Role, float]) -> None:
    """A straight line between two points of the sheet, of a colour and a width."""
    from matplotlib.lines import Line2D  # noqa: PLC0415

    wide, tall = (length * DPI for length in figure.get_size_inches())
    x, y = [start[0] / wide, end[0] / wide], [1 - start[1] / tall, 1 - end[1] / tall]
    figure.add_artist(Line2D(x, y, color=stroke[0].value, linewidth=stroke[1]))


def lined(words: str, letters: int, most: int = 2) -> str:
    """Words in at most so many lines of so many letters; a figure stays on one line with its unit."""
    return "\n".join(wrap(words, letters, max_lines=most, placeholder=" …"))


def ticks(low: float, high: float, most: int = _TICKS) -> tuple[float, ...]:
    """Round figures between two ends."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    found = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return tuple(float(one) for one in found if low - 1e-9 <= one <= high + 1e-9)


def told(values: Sequence[float], say: Language) -> list[str]:
    """Figures of an axis, with as many decimals as tell them apart."""
    steps = [abs(one - other) for one, other in pairwise(values) if one != other]
    smallest = min(steps, default=1.0)
    decimals = next((digits for digits in range(4) if round(smallest, digits) == round(smallest, 6)), 4)
    return [say.number(value, decimals) for value in values]


def grid(drawn: Axes, form: Format, say: Language, *, across: bool, upright: bool) -> None:
    """Round figures along the axes, with thin lines: `across` for x, `upright` for y."""
    if across:
        at = ticks(*drawn.get_xlim(), most=4 if form.narrow else 7)
        drawn.set_xticks(at, told(at, say))
        drawn.grid(axis="x", color=Role.LINE.value, linewidth=form.base / 20)
    if upright:
        at = ticks(*drawn.get_ylim())
        drawn.set_yticks(at, told(at, say))
        drawn.grid(axis="y", color=Role.LINE.value, linewidth=form.base / 20)
    drawn.set_axisbelow(True)
    drawn.tick_params(length=0, pad=form.base / 3, labelsize=form.small, labelcolor=Role.MUTED.value)
