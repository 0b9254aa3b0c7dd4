"""Recommendations as a step of a story: one card with its figures, who can act and how to watch it; or a few."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.language import Language
from dashboard.ledger import printed, words
from dashboard.ledger.model import Held, Piece, State
from dashboard.story import pieces
from dashboard.story.model import Card, Cards, Desk, Made, Table
from dashboard.view import View
from dashboard.words import THEMES
from data_sources.errors import NoObservations
from data_sources.model import Theme

MOST = 4


def made(ledger: Sequence[Held], desk: Desk, view: View) -> Made:
    """The card whose id is the View's topic, or those of a theme or of all. Raises `NoObservations` for neither."""
    own = next((one for one in ledger if one.card.id == view.topic), None)
    if own is not None:
        return _one(own, desk)
    chosen = [one for one in ledger if view.topic in {"", one.card.theme.value}]
    if not chosen:
        raise NoObservations(f"no card {view.topic!r}")
    return _several(sorted(chosen, key=lambda one: one.state is not State.CHANGED), desk, view.topic)


def _one(one: Held, desk: Desk) -> Made:
    say, card = desk.say, one.card
    said = " ".join(_sentences(one, say)) or _missing(one, say)
    target = f"SDG {card.target}" if card.target else ""
    about = (say(THEMES[card.theme]), target, say(words.ORIGINS[card.origin]))
    return Made(
        body=Cards(cards=_parts(one, said, say)),
        subtitle=" · ".join(part for part in about if part),
        takeaway=_stands(one, say),
        alt=f"{say(card.action)} {said}",
        sources=_sources((one,), desk),
        table=_evidence(one, say),
        refused=one.state is State.NOTHING,
        caution=say(card.caveat) if card.caveat else "",
    )


def _parts(one: Held, said: str, say: Language) -> tuple[Card, ...]:
    """What the figures say, who can act, where it is asked for, how to watch it; without those that say nothing."""
    card = one.card
    anchor = f"{say(card.anchor.framework)}: {say(card.anchor.point)}" if card.anchor else ""
    told = (
        (say("What the figures say"), said),
        (say("Who can act"), say(card.actor) if card.actor else ""),
        (say("Where it is asked for"), anchor),
        (say("How to watch it"), say(card.monitor)),
    )
    return tuple(Card(title=title, rows=(), text=text) for title, text in told if text)


def _sentences(one: Held, say: Language) -> list[str]:
    return [words.told(piece.evidence, piece.now, say) for piece in one.pieces if piece.now]


def _missing(one: Held, say: Language) -> str:
    return say(one.card.wanted) if one.card.wanted else say("The view it was made on has no figures to read.")


def _stands(one: Held, say: Language) -> str:
    """Whether the evidence stands, and how surely."""
    if one.state is State.CHANGED:
        return printed.moved(one, say)
    told = (say(words.STATES[one.state]), say(words.CONFIDENCES[one.confidence]) if one.confidence else "")
    return " ".join(f"{part}." for part in told if part)


def _evidence(one: Held, say: Language) -> Table | None:
    """Each piece of evidence with its places and its period."""
    read = [(piece, piece.now) for piece in one.pieces if piece.now]
    rows = tuple(
        (words.told(piece.evidence, now, say), _places(piece, say), say.period(now.period)) for piece, now in read
    )
    return Table(columns=(say("Evidence"), say("Places"), say("Period")), rows=rows) if rows else None


def _places(piece: Piece, say: Language) -> str:
    now = piece.now
    return say("{n} of {all}", n=say.number(now.n), all=say.number(now.of)) if now else "–"


def _several(chosen: Sequence[Held], desk: Desk, topic: str) -> Made:
    say, shown = desk.say, chosen[:MOST]
    said = printed.counted(chosen, say)
    theme = say(THEMES[Theme(topic)]) if topic else say("All themes")
    return Made(
        body=Cards(cards=tuple(_short(one, say) for one in shown)),
        subtitle=theme,
        takeaway=said,
        alt=said,
        sources=_sources(shown, desk),
        table=_listed(chosen, say),
        refused=all(one.state is State.NOTHING for one in chosen),
        caution=say("Figures that go together say nothing on what comes of what."),
    )


def _short(one: Held, say: Language) -> Card:
    said = next(iter(_sentences(one, say)), _missing(one, say))
    sure = ((say("Confidence"), say(words.CONFIDENCES[one.confidence]), ""),) if one.confidence else ()
    return Card(title=say(one.card.action), rows=sure, text=said)


def _listed(chosen: Sequence[Held], say: Language) -> Table:
    """A row a card: what to do, whether the evidence stands, how surely, how to watch it."""
    columns = (say("Recommendation"), say("State of the evidence"), say("Confidence"), say("How to watch it"))
    return Table(columns=columns, rows=tuple(_row(one, say) for one in chosen))


def _row(one: Held, say: Language) -> tuple[str, ...]:
    sure = say(words.CONFIDENCES[one.confidence]) if one.confidence else "–"
    return say(one.card.action), say(words.STATES[one.state]), sure, say(one.card.monitor)


def _sources(shown: Sequence[Held], desk: Desk) -> tuple[str, ...]:
    read = [piece.evidence for one in shown for piece in one.pieces if piece.now]
    ids = dict.fromkeys(id for one in read for id in (one.indicator, one.other) if id)
    return pieces.sources((desk.observations(id).provenance for id in ids), desk.say)
