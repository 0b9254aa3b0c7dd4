"""The tables of places alike and of those looked through for one to call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import pandas as pd

from analysis.peers import Near
from dashboard.language import Language
from dashboard.profile import peers_words as words
from dashboard.profile.facts import Place
from dashboard.profile.peers_context import Context
from dashboard.profile.peers_figures import Side
from dashboard.profile.peers_text import Called, named
from dashboard.tables import aligned
from dashboard.text import plain


def alike(context: Context, own: Place, shown: Sequence[Near], names: Sequence[str], say: Language) -> pd.DataFrame:
    """The place and those most alike, with how alike they are and the parts `names` of the context; all text."""
    codes = [own.code, *(one.code for one in shown)]
    columns = {say("How alike"): [say("the place itself"), *(words.likeness(one, say) for one in shown)]}
    for one in context.parts:
        if one.variable.name in names:
            columns[words.column(one, say)] = [words.cell(context, code, one.variable.name, say) for code in codes]
    return pd.DataFrame(columns, index=pd.Index([named(code, say) for code in codes], name=say("Place")))


def as_html(table: pd.DataFrame, caption: str) -> str:
    """A table of text that becomes a list where there is no room for columns."""
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in (table.index.name, *table.columns))
    rows = "".join(_row(str(name), row, table.columns) for name, row in table.iterrows())
    return (
        f'<table class="beside"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(name: str, row: pd.Series, heads: Iterable[str]) -> str:
    cells = "".join(
        f'<td data-head="{escape(str(head))}">{escape(str(text))}</td>' for head, text in zip(heads, row, strict=True)
    )
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def looked_through(one: Called, say: Language) -> pd.DataFrame:
    """The place and every one looked through, most alike first: both figures with their years; all text."""
    codes = [one.own.code, *one.found.pool]
    found = {near.code for near in one.found.found}
    roles = [_role(code, one, found, say) for code in codes]
    columns = {say("Role"): roles}
    for side in (one.arrivals, one.outcome):
        columns[f"{say(side.entry.title)}, {say(side.entry.unit.name)}"] = aligned(_values(side, codes, say))
        columns[say("{title}: year", title=say(side.entry.title))] = [say.period(side.period(code)) for code in codes]
    return pd.DataFrame(columns, index=pd.Index([named(code, say) for code in codes], name=say("Place")))


def _values(side: Side, codes: Sequence[str], say: Language) -> list[str]:
    return [plain(side.value(code), side.entry, say) for code in codes]


def _role(code: str, one: Called, found: set[str], say: Language) -> str:
    if code == one.own.code:
        return say("the place itself")
    if code in found:
        return say("close, and better")
    return say("close") if code in one.found.similar else say("not close")
