"""Places by two figures: grey dots, the named ones in colour with their names, lines through a middle where given."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from dashboard.deck.pictures.labels import Point, Rectangle, place
from dashboard.deck.pictures.sheet import Format, Role, Type, axes, blank, grid, lined, people, rule, write
from dashboard.language import Language
from dashboard.story.model import Scatter

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_NAMED, MOST_ON_A_PHONE = 10, 5
_LETTER = 0.68  # of the size of type, on average; bold
_FAR = 1.2  # of the size of type: a name so far from its dot is tied to it by a line


def draw(body: Scatter, form: Format, say: Language) -> Figure:
    """The dots on one sheet: the axis upwards is named above the picture, the other below it."""
    figure = blank(form, form.tall)
    letters = form.letters(form.wide)
    upward = lined(f"↑ {body.y_title}", letters)
    onward = lined(f"→ {body.x_title}", letters)
    head, foot = (form.line * (1.6 + words.count("\n")) for words in (upward, onward))
    left = 3.2 * form.small
    box = (left, head, form.wide - left - form.base, form.tall - head - foot - 1.5 * form.line)
    write(figure, upward, (0.0, 0.0), Type(size=form.small, role=Role.MUTED))
    write(figure, onward, (0.0, form.tall - foot + 0.3 * form.line), Type(size=form.small, role=Role.MUTED))
    drawn = axes(figure, box)
    _scale(drawn, body)
    grid(drawn, form, say, across=True, upright=True)
    if body.cross:
        drawn.axvline(body.cross[0], color=Role.MUTED.value, linewidth=form.base / 12)
        drawn.axhline(body.cross[1], color=Role.MUTED.value, linewidth=form.base / 12)
    _dots(drawn, body, form)
    _names(figure, drawn, body, box, form)
    return figure


def _scale(drawn: Axes, body: Scatter) -> None:
    """All points and the cross with a little room; an axis begins at zero where its figures come near to it."""
    for number, set_limits in ((1, drawn.set_xlim), (2, drawn.set_ylim)):
        values = [float(point[number]) for point in body.points] or [0.0, 1.0]
        values += [body.cross[number - 1]] if body.cross else []
        low, high = min(values), max(values)
        room = 0.05 * ((high - low) or 1.0)
        near = 0 <= low <= (high - low) / 2 and body.cross is None
        set_limits(0.0 - room / 3 if near else low - room, high + room)


def _dots(drawn: Axes, body: Scatter, form: Format) -> None:
    named = set(body.named)
    for role, chosen in ((Role.OTHER, False), (people(about_people=body.about_people), True)):
        points = [(x, y) for name, x, y in body.points if (name in named) is chosen]
        size = (form.base * (0.55 if chosen else 0.42)) ** 2
        drawn.scatter(
            [x for x, _ in points],
            [y for _, y in points],
            s=size,
            color=role.value,
            alpha=None if chosen else 0.75,
            linewidths=0,
            clip_on=False,
            zorder=3 if chosen else 2,
        )


def _names(figure: Figure, drawn: Axes, body: Scatter, box: tuple[float, float, float, float], form: Format) -> None:
    """Names where they lie over no other; one without a free place is left to the table."""
    most = MOST_ON_A_PHONE if form.narrow else MOST_NAMED
    at = {name: _on_sheet(drawn, (x, y), box) for name, x, y in body.points}
    chosen = [name for name in dict.fromkeys(body.named) if name in at][:most]
    sizes = [(at[name], (_LETTER * form.base * len(name), 1.15 * form.base)) for name in chosen]
    sheet: Rectangle = (box[0], box[1] - form.base / 2, form.wide, box[1] + box[3])
    for name, found in zip(chosen, place(list(at.values()), sizes, sheet, form.base), strict=True):
        if found is not None:
            middle = ((found[0] + found[2]) / 2, (found[1] + found[3]) / 2)
            _tie(figure, at[name], found, form)
            write(figure, name, middle, Type(size=form.base, weight="bold", align="center", middle=True))


def _tie(figure: Figure, point: Point, name: Rectangle, form: Format) -> None:
    """A thin line from a dot to its name where that stands apart."""
    end = (min(max(point[0], name[0]), name[2]), min(max(point[1], name[1]), name[3]))
    if hypot(end[0] - point[0], end[1] - point[1]) > _FAR * form.base:
        rule(figure, point, end, (Role.MUTED, form.base / 18))


def _on_sheet(drawn: Axes, point: Point, box: tuple[float, float, float, float]) -> Point:
    (left, right), (low, high) = drawn.get_xlim(), drawn.get_ylim()
    across, upward = (point[0] - left) / (right - left), (point[1] - low) / (high - low)
    return box[0] + across * box[2], box[1] + (1 - upward) * box[3]
