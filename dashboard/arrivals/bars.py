"""Ranked bars as an HTML table: the picture and its table in one, read by every screen reader and without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard import palette
from dashboard.palette import Look

MOST = 10
"""Bars of a list; what follows is in the table."""

_TABLE = "width:100%;border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums;margin:0"
_NAME = "text-align:left;font-weight:400;padding:2px 8px 2px 0;width:36%;overflow-wrap:anywhere;border:0"
_CELL = "padding:2px 0;border:0"
_FIGURE = "text-align:right;padding:2px 0 2px 8px;white-space:nowrap;border:0"
_HIDDEN = "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row: a name, its value, and the value as it is written."""

    name: str
    value: float
    written: str


def bars(rows: Sequence[Bar], heads: tuple[str, str], look: Look, *, about_people: bool = True) -> str:
    """The rows as bars from zero, the first `MOST` of them; the longest is the largest value given.

    `heads` name the columns of names and of figures for those who hear the table.
    """
    longest = max((row.value for row in rows), default=0.0)
    colour = palette.about(about_people=about_people, look=look)
    head = "".join(f"<th scope='col'><span style='{_HIDDEN}'>{escape(one)}</span></th>" for one in heads)
    body = "".join(_row(row, longest, colour) for row in rows[:MOST])
    return f"<table style='{_TABLE}'><thead style='line-height:0'><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Bar, longest: float, colour: str) -> str:
    width = 100 * max(row.value, 0.0) / longest if longest > 0 else 0.0
    strip = f"<div style='height:10px;border-radius:2px;background:{colour};width:{width:.1f}%'></div>"
    figure = f"<div style='display:flex;align-items:center'><div style='flex:1'>{strip}</div>"
    figure += f"<div style='{_FIGURE};min-width:5.5em'>{escape(row.written)}</div></div>"
    return f"<tr><th scope='row' style='{_NAME}'>{escape(row.name)}</th><td style='{_CELL}'>{figure}</td></tr>"
