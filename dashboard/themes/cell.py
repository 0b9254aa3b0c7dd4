"""One cell of the matrix, opened: a question to discuss, what is held and where it leads, and what would fill a gap."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from analysis.evidence import Cell
from dashboard import coverage_table
from dashboard.language import DEFAULT, Language
from dashboard.themes.matrix import not_seen, places, question, summary, target_name
from dashboard.themes.words import NAMES
from dashboard.words import LEVELS
from data_sources.catalogue import CATALOGUE
from data_sources.holdings import Holding, Snapshot
from data_sources.model import Level, Theme


def as_html(cell: Cell, held: Snapshot, say: Language) -> str:
    """What stands below the row of a pressed cell."""
    head = f"{say(NAMES[cell.theme])} · {target_name(cell.target, say)}"
    opened = escape(say("Open the theme: {theme}", theme=say(NAMES[cell.theme])))
    asked = escape(say("To discuss: {question}", question=question(cell, say)))
    return (
        f"<h3>{escape(head)}</h3><p><b>{asked}</b></p><p>{escape(summary(cell, say))}</p>{_held(cell, held, say)}"
        f'<p><button class="link" data-topic="{cell.theme.value}">{opened}</button></p>'
    )


def _held(cell: Cell, held: Snapshot, say: Language) -> str:
    """The indicators of a cell as links to the map, and what else belongs to it; empty for a gap."""
    if not cell.held:
        return ""
    by_id = {one.id: one for one in held.indicators}
    items = "".join(f"<li>{_item(by_id[piece.id], say)}</li>" for piece in cell.held)
    notes = (_beside(cell.levels, held, say), not_seen(cell, say))
    return f"<ul>{items}</ul>" + "".join(f"<p>{escape(note)}</p>" for note in notes if note)


def _item(one: Holding, say: Language) -> str:
    title = escape(say(CATALOGUE[one.id].title))
    levels = "; ".join(
        say(
            "{level}, {years}, {places}",
            level=say(LEVELS[part.level]),
            years=coverage_table.span(part, say),
            places=say.plural("{n} place", "{n} places", places(part)),
        )
        for part in one.coverage
        if part.level in LEVELS
    )
    lang = {} if say.code == DEFAULT else {"lang": say.code}
    level = next((part.level.value for part in one.coverage if part.level in LEVELS), Level.COUNTRY.value)
    address = f"explore?{urlencode({'indicator': one.id, 'level': level} | lang)}"
    return f'<a href="{escape(address)}" target="_self">{title}</a>: {escape(levels)}'


def _beside(levels: tuple[Level, ...], held: Snapshot, say: Language) -> str:
    """How many arrivals figures are held at the levels of a cell."""
    listed = "; ".join(f"{say(LEVELS[level])} {say.number(arrivals_at(held, level))}" for level in levels)
    return say("Arrivals figures held at the same levels, to lay beside: {listed}.", listed=listed)


def arrivals_at(held: Snapshot, level: Level) -> int:
    """How many arrivals indicators are held at a level: what a theme's figures can be laid beside."""
    entries = ((CATALOGUE[one.id], one) for one in held.indicators)
    about = (one for entry, one in entries if entry.theme is Theme.ARRIVALS and not entry.part)
    return sum(any(part.level is level for part in one.coverage) for one in about)
