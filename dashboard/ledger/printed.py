"""The ledger as a brief: what is recommended, what the figures say, how surely, who can act."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.brief import Brief, Desk
from dashboard.brief.model import Table
from dashboard.language import Language
from dashboard.ledger import words
from dashboard.ledger.confidence import RULE
from dashboard.ledger.model import Held, State
from dashboard.provenance import source_line


def brief(ledger: Sequence[Held], desk: Desk) -> Brief:
    """All cards of the ledger, those whose evidence changed first."""
    say = desk.say
    ordered = sorted(ledger, key=lambda one: one.state is not State.CHANGED)
    return Brief(
        code="recommendations",
        lang=say.code,
        day=desk.day,
        title=say("Recommendations and the figures they stand on"),
        place_line=counted(ledger, say),
        question=say("What can be done, and does the evidence still stand?"),
        takeaways=tuple(moved(one, say) for one in ordered if one.state is State.CHANGED),
        pictures=(),
        tables=(_table(ordered, say),),
        method=(say(RULE),),
        flags=(),
        caveats=tuple(f"{say(one.card.action)} {say(one.card.caveat)}" for one in ordered if one.card.caveat),
        sources=_sources(ordered, desk),
        citation=desk.citation,
        link=desk.link,
        snapshot=desk.snapshot,
    )


def counted(ledger: Sequence[Held], say: Language) -> str:
    """How many cards there are, and how they stand."""
    n = {state: sum(one.state is state for one in ledger) for state in State}
    return say(
        "{all} recommendations: the evidence stands for {standing}, changed for {changed}, and {none} have no figures "
        "yet.",
        all=say.number(len(ledger)),
        standing=say.number(n[State.HOLDS] + n[State.REVISED]),
        changed=say.number(n[State.CHANGED]),
        none=say.number(n[State.NOTHING]),
    )


def moved(one: Held, say: Language) -> str:
    """What moved under a card whose evidence changed."""
    parts = dict.fromkeys(say(words.MOVED[part]) for piece in one.pieces for part in piece.moved)
    return say("The evidence changed for “{action}”: {moved}.", action=say(one.card.action), moved=", ".join(parts))


def _table(ledger: Sequence[Held], say: Language) -> Table:
    return Table(
        title=say("The recommendations"),
        columns=(say("Recommendation"), say("What the figures say"), say("How surely"), say("Who can act")),
        widths=(28, 42, 12, 18),
        rows=tuple(_row(one, say) for one in ledger),
    )


def _row(one: Held, say: Language) -> tuple[str, ...]:
    said = [words.told(piece.evidence, piece.now, say) for piece in one.pieces if piece.now]
    wanted = say(one.card.wanted) if one.card.wanted else say("No figures yet")
    sure = say(words.CONFIDENCES[one.confidence]) if one.confidence else "–"
    return (say(one.card.action), " ".join(said) or wanted, sure, say(one.card.actor) if one.card.actor else "–")


def _sources(ledger: Sequence[Held], desk: Desk) -> tuple[str, ...]:
    ids = [id for one in ledger for piece in one.pieces for id in (piece.evidence.indicator, piece.evidence.other)]
    origins = [desk.provenance(id) for id in dict.fromkeys(id for id in ids if id)]
    return tuple(dict.fromkeys(source_line(origin, desk.say) for origin in origins))
