"""Decks and slides as the JSON that the browser draws them from. Pure: specifications of maps come from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from dashboard.citation import snapshot_line
from dashboard.deck import drawn
from dashboard.deck.texts import TEXTS
from dashboard.language import Language
from dashboard.palette import Look, surface
from dashboard.story.model import Bars, Body, Cards, Dots, Grid, Lines, Map, Scatter, Slide, Story, Table
from dashboard.story.slides import told
from dashboard.view import View

Json = dict[str, Any]
SpecOf = Callable[[View], Json]
"""A View -> the specification of its map. Raises `NoObservations` where it has no figures."""


def deck(story: Story, say: Language, look: Look, **addresses: str) -> Json:
    """A story without its slides. `addresses` are `slide_url` with a gap {n} (from 0), and `app_url`."""
    return {
        "id": story.id,
        "lang": say.code,
        "look": look.value,
        "title": told(story.question, say),
        "count": len(story.steps),
        "steps": [told(step.title, say) for step in story.steps],
        "texts": {key: say(text) for key, text in TEXTS.items()},
        "colours": asdict(surface(look)),
        "snapshot": snapshot_line(say),
        "without": say("This page needs JavaScript, which this browser does not run. The app has the same figures."),
    } | addresses


def slide(made: Slide, say: Language, spec_of: SpecOf, link: str) -> Json:
    """One slide with all that is drawn and said; `link` opens its View in the app."""
    shown, ask = made.made, made.ask
    return {
        "n": made.number,
        "key": made.key,
        "title": made.title,
        "subtitle": shown.subtitle,
        "takeaway": shown.takeaway,
        "refused": shown.refused,
        "caution": shown.caution,
        "note": made.note,
        "sources": list(shown.sources),
        "link": link,
        "ask": {"question": ask.question, "answers": list(ask.answers)} if ask else None,
        "alt": shown.alt,
        "table": _table(shown.table) if shown.table else None,
        "body": _body(shown.body, say, spec_of),
    }


def _table(table: Table) -> Json:
    return {"columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _body(body: Body, say: Language, spec_of: SpecOf) -> Json:
    match body:
        case Map(view=view, note=note):
            return {"kind": "map", "spec": spec_of(view), "note": note}
        case Bars() | Dots() | Lines() | Scatter():
            wide, narrow = (drawn.svg(body, say, narrow=narrow) for narrow in (False, True))
            return {"kind": "picture", "wide": wide, "narrow": narrow}
        case Cards(cards=cards):
            return {"kind": "cards", "cards": [asdict(card) for card in cards]}
        case Grid(table=table, marked=marked):
            return {"kind": "grid", "table": _table(table), "marked": [list(cell) for cell in marked]}
