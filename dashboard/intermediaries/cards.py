"""An entry as a card: what it is, how it works, whom it is tied to, when its money ends, what a tool answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date

from analysis import support
from dashboard.intermediaries import words
from dashboard.intermediaries.entries import where
from dashboard.language import Language
from dashboard.words import THEMES
from data_sources.register.model import Entry
from data_sources.register.vocabulary import NOT_STATED, Kind, Proximity, Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on a card. `answers` are (question, answer) of a digital tool; `page` is a web address or ""."""

    title: str
    line: str
    told: str
    practice: str
    ties: str
    money: str
    contact: str
    page: str
    answers: tuple[tuple[str, str], ...]
    updated: str


def card(entry: Entry, day: date, say: Language) -> Card:
    """The card of an entry. Target groups and languages are not on it: they are told of a whole city only."""
    return Card(
        title=entry.name,
        line=_line(entry, say),
        told=entry.outcome_notes,
        practice="; ".join(words.practices(say)[one] for one in entry.practice_profile),
        ties=ties(entry, say),
        money=money(entry, day, say),
        contact=entry.contact,
        page=entry.source_url,
        answers=_answers(entry, say),
        updated=say("Last looked at on {day}.", day=say.day(entry.updated)),
    )


def _line(entry: Entry, say: Language) -> str:
    parts = (
        words.kinds(say)[entry.kind],
        where(support.place_of(entry), say),
        ", ".join(say(THEMES[theme]) for theme in entry.themes),
        "SDG " + ", ".join(entry.sdg_targets) if entry.sdg_targets else "",
    )
    return " · ".join(part for part in parts if part)


def ties(entry: Entry, say: Language) -> str:
    """How many ties to which part of society, how near, the most first; never to whom."""
    if not entry.ties:
        return say("none recorded")
    counts = Counter((tie.sector, tie.proximity) for tie in entry.ties)
    order = sorted(counts, key=lambda key: (-counts[key], *_position(*key)))
    sectors, near = words.sectors(say), words.proximities(say)
    return "; ".join(f"{say.number(counts[key])} × {sectors[key[0]]} {near[key[1]]}" for key in order)


def _position(sector: Sector, proximity: Proximity) -> tuple[int, int]:
    return list(Sector).index(sector), list(Proximity).index(proximity)


def money(entry: Entry, day: date, say: Language) -> str:
    """Where most of the money comes from, and when it ends."""
    source, left = words.moneys(say)[entry.funding.type], support.months_left(entry, day)
    if left is None:
        return say("{source}; end not stated", source=source)
    if left == 0:
        return say("{source}; the stated time has ended", source=source)
    told = say.plural("{source}; {n} month left", "{source}; {n} months left", left, source=source)
    return say("{money}: ends soon", money=told) if left <= support.SOON_MONTHS else told


def _answers(entry: Entry, say: Language) -> tuple[tuple[str, str], ...]:
    if entry.kind is not Kind.DIGITAL_TOOL or entry.answers is None:
        return ()
    asked = words.questions(say)
    answers = ((asked[one.name], str(getattr(entry.answers, one.name))) for one in fields(entry.answers))
    return tuple((question, say("not stated") if told == NOT_STATED else told) for question, told in answers)
