"""Legends as HTML with inline styles only, for `st.html`: text is the reader's own colour, light or dark.

Every builder returns a list that a screen reader reads as one; swatches are hidden from it. Words come in
translated, figures through the caller's own formatting function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10, sqrt

from analysis.classify import Classes

LARGEST_PX = 64
"""Diameter of the circle of the highest value of all periods."""

SMALLEST_PX = 3
"""No circle is drawn smaller, so that it can be seen and touched."""

_RING_PX = 16

_LIST = (
    "list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:2px 18px;align-items:center;white-space:nowrap;"
    "font-size:13px;line-height:20px;font-variant-numeric:tabular-nums"
)
_ITEM = "display:flex;align-items:center;gap:7px;margin:0"
_QUIET = "opacity:.75"
_SMALL = "font-size:13px;line-height:20px;margin:6px 0 0"
_SWATCH = "width:22px;height:13px;border-radius:2px;border:1px solid #8887"
_ROUND = "border-radius:50%;box-sizing:border-box;flex:none"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendWords:
    """The legend's words, translated, and how to write a value and a number of places."""

    title: str
    no_figure: str
    no_boundary: str
    below_zero: str
    flags: str
    value: Callable[[float], str]
    span: Callable[[str, str], str]
    places: Callable[[int], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a legend: `colour` of its swatch (none if empty), what it stands for, and how many places."""

    colour: str
    text: str
    places: int
    hollow: bool = False


def class_legend(
    classes: Classes,
    colours: Sequence[str],
    counts: Sequence[int],
    words: LegendWords,
    others: Iterable[Row] = (),
) -> str:
    """A list of the classes with cut points and the places in each; `others` says what is in no class."""
    rows = [
        Row(colour=colour, text=_range(bounds, words), places=places)
        for colour, bounds, places in zip(colours, classes.bounds(), counts, strict=True)
    ]
    return _list(words.title, [_row(row, words) for row in (*rows, *others)])


def no_figure_rows(
    words: LegendWords, *, colour: str, no_figure: int, no_boundary: int, hollow: bool = False
) -> tuple[Row, ...]:
    """The row of places without a figure, always; and of codes in no boundary set that is held, if any.

    `hollow` is for maps of dots, where a place without a figure is a ring.
    """
    rows = (Row(colour=colour, text=words.no_figure, places=no_figure, hollow=hollow),)
    if no_boundary:
        return (*rows, Row(colour="", text=words.no_boundary, places=no_boundary))
    return rows


def size_legend(
    max_value: float,
    colour: str,
    words: LegendWords,
    *,
    below_zero: bool = False,
    others: Iterable[Row] = (),
) -> str:
    """A list of up to three circles with the values they stand for; a ring where some are below zero."""
    items = [_circle(diameter_px(value, max_value), colour, words.value(value)) for value in round_values(max_value)]
    if below_zero:
        items.append(_circle(_RING_PX, colour, words.below_zero, hollow=True))
    return _list(words.title, [*items, *(_row(row, words) for row in others)])


def flag_line(letters: Mapping[str, int], flag_words: Mapping[str, str], words: LegendWords) -> str:
    """A list such as "e estimated: 12, p provisional: 3", or nothing where no figure has a flag."""
    if not letters:
        return ""
    items = [
        f"<li style='{_ITEM}'><span><b>{escape(letter)}</b> {escape(flag_words.get(letter, letter))}: "
        f"{escape(words.places(count))}</span></li>"
        for letter, count in sorted(letters.items())
    ]
    return _list(words.flags, items)


def paragraphs(lines: Iterable[str]) -> str:
    """Each line that says something as a small paragraph."""
    return "".join(f"<p style='{_SMALL}'>{escape(line)}</p>" for line in lines if line)


def diameter_px(value: float, max_value: float) -> float:
    """Diameter of a value's circle: its area is proportional to the value, whatever its sign."""
    return LARGEST_PX * sqrt(abs(value) / max_value) if max_value > 0 else 0.0


def round_values(max_value: float) -> tuple[float, ...]:
    """Up to three round values whose circles differ clearly, the largest not above `max_value`."""
    if max_value <= 0:
        return ()
    top = _round_down(max_value)
    return tuple(dict.fromkeys((top, _round_down(top / 4), _round_down(top / 20))))


def _round_down(value: float) -> float:
    """The nearest 1, 2 or 5 times a power of ten that is not above `value`."""
    power = 10.0 ** floor(log10(value))
    return max(step * power for step in (1, 2, 5) if step * power <= value * (1 + 1e-9))


def _range(bounds: tuple[float, float], words: LegendWords) -> str:
    lower, upper = (words.value(bound) for bound in bounds)
    return lower if lower == upper else words.span(lower, upper)


def _list(title: str, items: Sequence[str]) -> str:
    return f"<ul role='list' aria-label='{escape(title, quote=True)}' style='{_LIST}'>{''.join(items)}</ul>"


def _row(row: Row, words: LegendWords) -> str:
    text = f"<span>{escape(row.text)}</span><span style='{_QUIET}'>({escape(words.places(row.places))})</span>"
    if row.hollow:
        return _item(f"width:8px;height:8px;{_ROUND};border:1px solid currentColor;{_QUIET}", text)
    return _item(f"{_SWATCH};background:{row.colour}" if row.colour else "", text)


def _circle(size: float, colour: str, text: str, *, hollow: bool = False) -> str:
    size = max(size, SMALLEST_PX)
    fill = f"border:1.5px solid {colour}" if hollow else f"background:{colour};opacity:.75"
    return _item(f"width:{size:.1f}px;height:{size:.1f}px;{_ROUND};{fill}", f"<span>{escape(text)}</span>")


def _item(swatch: str, text: str) -> str:
    shown = f"<span aria-hidden='true' style='{swatch}'></span>" if swatch else ""
    return f"<li style='{_ITEM}'>{shown}{text}</li>"
