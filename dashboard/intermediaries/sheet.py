"""Tables of the page as HTML: on a phone each row stands by itself, so that nothing scrolls sideways."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

CSS = """
.wide { max-height: 380px; overflow: auto; }
.wide:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.table .sheet th, .table .sheet td { border-width: 0 0 1px; padding: 5px 14px 5px 0; }
.table .sheet thead th { font-weight: 400; border-bottom-width: 2px; }
.table .sheet tbody th { font-weight: 600; }
@container (max-width: 640px) {
  .table .sheet, .table .sheet :is(tbody, tr, th, td) { display: block; border: 0; padding: 0; }
  .table .sheet thead { display: none; }
  .table .sheet tr { padding: 8px 0; border-bottom: 1px solid var(--st-border-color); }
  .table .sheet td { display: inline-block; padding: 2px 14px 2px 0; }
  .table .sheet td::before { content: attr(data-head) ": "; opacity: 0.85; }
  .table .sheet td.blank { display: none; }
}
"""
_BLANK = "–"


def html(rows: pd.DataFrame, told: str, *, whole: bool = True) -> str:
    """The rows under what they say; one that is not shown as a `whole` scrolls, and can be reached by key."""
    heads = [str(rows.index.name), *map(str, rows.columns)]
    top = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
    body = "".join(
        _row(str(name), cells, heads[1:]) for name, cells in zip(rows.index, rows.to_numpy().tolist(), strict=True)
    )
    caption = f"<caption>{escape(told)}</caption>"
    table = f"<table class='sheet'>{caption}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    if whole:
        return table
    return f"<div class='wide' role='region' tabindex='0' aria-label=\"{escape(told, quote=True)}\">{table}</div>"


def _row(name: str, cells: Sequence[object], heads: Sequence[str]) -> str:
    told = "".join(_cell(str(cell), head) for cell, head in zip(cells, heads, strict=True))
    return f"<tr><th scope='row'>{escape(name)}</th>{told}</tr>"


def _cell(cell: str, head: str) -> str:
    kind = " class='blank'" if cell.strip() == _BLANK else ""
    return f'<td data-head="{escape(head, quote=True)}"{kind}>{escape(cell)}</td>'
