"""Cards that people make: of a recommendation from a room, or by hand; and their file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from dashboard import citation
from dashboard.language import Language
from dashboard.ledger.measures import reading
from dashboard.ledger.model import Anchor, Card, Evidence, Measure, Origin, Reading
from dashboard.ledger.starters import STARTERS
from dashboard.own_file import entry
from dashboard.story.model import Desk
from dashboard.view import View
from data_sources.errors import UploadError
from data_sources.model import Theme
from data_sources.recommendations import Recommendation
from data_sources.register.free_text import refusals

FORMAT, VERSION = "nexus-atlas-cards", 1
LONGEST, LONGEST_FILE, MOST = 400, 200_000, 50
WATCHED = "At each refresh of the snapshot."
_SHOWS_ITS_VIEW = frozenset({"explore", "nexus", "themes"})
"""Pages whose View names the figures on screen."""


def anchors() -> tuple[Anchor, ...]:
    """The points of frameworks that the starters name, each once."""
    return tuple(dict.fromkeys(card.anchor for card in STARTERS if card.anchor))


def evidence_of(view: View) -> tuple[Evidence, ...]:
    """How the figures of a View are read: two go together or not, one has a middle and two ends."""
    if view.shows_own_file:
        return ()
    rate = bool(entry(view.indicator).denominator)
    if view.other and view.level in entry(view.other).levels:
        return (
            Evidence(
                measure=Measure.ASSOCIATION,
                indicator=view.indicator,
                other=view.other,
                level=view.level,
                per_head=rate,
            ),
        )
    return (Evidence(measure=Measure.LEVEL, indicator=view.indicator, level=view.level, per_head=rate),)


def from_room(one: Recommendation) -> Card:
    """The card of an accepted recommendation, on the view it was made on."""
    view = View.from_params(dict(one.view))
    told = _theme_and_target(view)
    return Card(
        id=one.id,
        action=one.text,
        evidence=evidence_of(view) if one.page in _SHOWS_ITS_VIEW else (),
        actor="",
        theme=told[0],
        target=told[1],
        anchor=None,
        monitor=WATCHED,
        origin=Origin.ROOM,
        endorsed=one.endorsements,
        day=one.day.isoformat(),
        snapshot=one.snapshot,
    )


def _theme_and_target(view: View) -> tuple[Theme, str]:
    """Those of the figure of the place, where there is one beside arrivals."""
    ids = [id for id in (view.indicator, view.other) if id]
    place = next((entry(id) for id in ids if not entry(id).theme.about_people), entry(view.indicator))
    return place.theme, place.sdg_target


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a reader wrote into the form of a card."""

    action: str
    actor: str
    anchor: Anchor | None
    view: View


def by_hand(written: Written, day: date, say: Language) -> Card:
    """A card of the reader's own words on a View. Raises `UploadError` for words that cannot stay."""
    action, actor, view = _kept(written.action, say), _kept(written.actor, say), written.view
    if not action:
        raise UploadError(say("Write what you recommend."))
    told = _theme_and_target(view)
    return Card(
        id=f"hand-{_digest(action, view)}",
        action=action,
        evidence=evidence_of(view),
        actor=actor,
        theme=told[0],
        target=told[1],
        anchor=written.anchor,
        monitor=WATCHED,
        origin=Origin.HAND,
        day=day.isoformat(),
        snapshot=citation.snapshot_id(),
    )


def _kept(words: str, say: Language) -> str:
    """The words in one line. Raises `UploadError` where they are too long or tell of a person."""
    line = " ".join(words.split())
    if len(line) > LONGEST:
        raise UploadError(say("At most {most} characters; these are {n}.", most=LONGEST, n=len(line)))
    found = refusals(line)
    if found:
        raise UploadError(say(found[0]))
    return line


def _digest(action: str, view: View) -> str:
    return sha256(f"{action}{sorted(view.to_params().items())}".encode()).hexdigest()[:8]


def write(cards: Sequence[Card], desk: Desk, today: date) -> str:
    """The file of cards made by hand, with what their evidence says now."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "snapshot": citation.snapshot_id(),
        "cards": [_as_json(card) for card in cards],
        "readings": {card.id: [_reading(one, desk, today) for one in card.evidence] for card in cards},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _reading(one: Evidence, desk: Desk, today: date) -> dict[str, Any] | None:
    found = reading(one, desk, today)
    return asdict(found) if found else None


def _as_json(card: Card) -> dict[str, Any]:
    anchor = asdict(card.anchor) if card.anchor else None
    return {
        "action": card.action,
        "actor": card.actor,
        "anchor": anchor,
        "view": _view(card).to_params(),
        "day": card.day,
        "snapshot": card.snapshot,
    }


def _view(card: Card) -> View:
    return card.evidence[0].view if card.evidence else View()


def read(text: str, today: date, say: Language) -> tuple[tuple[Card, ...], dict[str, tuple[Reading | None, ...]]]:
    """Cards and their confirmed readings from a file. Raises `UploadError` and names what is wrong."""
    if len(text) > LONGEST_FILE:
        raise UploadError(say("The file is too long: it is no file of recommendations."))
    try:
        content = json.loads(text)
        if content["format"] != FORMAT or content["version"] != VERSION:
            raise UploadError(say("This is no file of recommendations of this program, or of another version."))
        cards = tuple(_card(one, today, say) for one in content["cards"][:MOST])
        readings = {card.id: _readings(content["readings"], card) for card in cards}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UploadError(say("The file cannot be read as recommendations. Choose one that was saved here.")) from None
    return cards, readings


def _card(one: Mapping[str, Any], today: date, say: Language) -> Card:
    view = View.from_params({str(name): str(value) for name, value in one["view"].items()})
    anchor = Anchor(**one["anchor"]) if one["anchor"] else None
    kept = anchor if anchor in anchors() else None
    made = by_hand(Written(action=str(one["action"]), actor=str(one["actor"]), anchor=kept, view=view), today, say)
    return replace(made, day=date.fromisoformat(one["day"]).isoformat(), snapshot=str(one["snapshot"])[:40])


def _readings(found: Mapping[str, Iterable[Mapping[str, Any] | None]], card: Card) -> tuple[Reading | None, ...]:
    return tuple(Reading(**one) if one else None for one in found.get(card.id, ()))
