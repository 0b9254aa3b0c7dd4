"""The key of a chart: each mark with its name, in rows above the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.deck.pictures.names import LETTER
from dashboard.deck.pictures.sheet import Format, Role, Type, axes, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A name and how what it stands for is drawn: a marker, or a line (`dashed` or not) where that is ""."""

    name: str
    role: Role
    marker: str = ""
    dashed: bool = False
    hollow: bool = False


def dot(drawn: Axes, at: tuple[float, float], mark: Mark, form: Format) -> None:
    """A mark as a dot; a hollow one has the page for its ground."""
    drawn.plot(
        [at[0]],
        [at[1]],
        marker=mark.marker,
        markersize=0.62 * form.base,
        color=mark.role.value,
        markerfacecolor=Role.PAGE.value if mark.hollow else mark.role.value,
        markeredgewidth=form.base / 9,
        clip_on=False,
        zorder=3,
    )


def rows(marks: Sequence[Mark], form: Format) -> list[list[tuple[float, Mark]]]:
    """The marks in rows as wide as the sheet, each with its left end."""
    found: list[list[tuple[float, Mark]]] = [[]]
    left = 0.0
    for mark in marks:
        across = (2.6 + LETTER * len(mark.name)) * form.base
        if found[-1] and left + across > form.wide:
            found.append([])
            left = 0.0
        found[-1].append((left, mark))
        left += across + form.base
    return found if marks else []


def height(marks: Sequence[Mark], form: Format) -> float:
    """How much of the sheet the key takes."""
    return len(rows(marks, form)) * 1.2 * form.line


def key(figure: Figure, marks: Sequence[Mark], form: Format) -> None:
    """The key at the top of the sheet."""
    if not marks:
        return
    tall = height(marks, form)
    drawn = axes(figure, (0.0, 0.0, form.wide, tall))
    drawn.set(xlim=(0, form.wide), ylim=(tall, 0))
    for number, row in enumerate(rows(marks, form)):
        middle = (number + 0.5) * 1.2 * form.line
        for left, mark in row:
            _sign(drawn, (left, middle), mark, form)
            write(figure, mark.name, (left + 2 * form.base, middle), Type(size=form.base, middle=True))


def _sign(drawn: Axes, at: tuple[float, float], mark: Mark, form: Format) -> None:
    left, middle = at
    if mark.marker:
        dot(drawn, (left + 0.8 * form.base, middle), mark, form)
        return
    ends = [left + 0.1 * form.base, left + 1.6 * form.base]
    drawn.plot(ends, [middle, middle], **stroke(mark, form))


def stroke(mark: Mark, form: Format) -> dict[str, Any]:
    """How a line is drawn."""
    return {
        "color": mark.role.value,
        "linewidth": form.base / (8 if mark.dashed else 6),
        "linestyle": (0, (2.2, 1.6)) if mark.dashed else "solid",
        "clip_on": False,
        "solid_capstyle": "round",
        "solid_joinstyle": "round",
    }
