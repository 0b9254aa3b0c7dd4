"""One page on one of the four cities, as for a funding bid: what is recorded, what it leans on, what ends, the need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from analysis import support
from analysis.refusal import Refused
from analysis.support import Diversity, Provision
from dashboard.language import Language
from dashboard.story.cities_gaps import KNOWN, Need, city_words, need_sources, needs, provided
from dashboard.story.cities_money import as_of
from dashboard.story.cities_profile import name, newest_of
from dashboard.story.cities_register import by_city, label, recorded, source, themes
from dashboard.story.model import Card, Cards, Desk, Made, Table
from dashboard.text import figure
from dashboard.view import View
from dashboard.words import THEMES
from data_sources.catalogue import CATALOGUE
from data_sources.model import Theme
from data_sources.register.demonstration import CITIES
from data_sources.register.model import Entry

BRIEF = "UK004C"
"""The city of the page where the View names none."""


def brief(desk: Desk, view: View) -> Made:
    """One page on one city, as for a funding bid: what is recorded, what it leans on, what ends, where need is high."""
    say, found, high = desk.say, by_city(recorded()), needs(desk)
    code = next((one for one in view.places if one in CITIES), BRIEF)
    cells, entries = provided(found, high), found[code]
    told = say("{city}. This reflects what was registered.", city=city_words(code, cells, say))
    people = newest_of(desk, code, ("c_pop",))
    cards = (
        Card(title=say("Recorded"), rows=_recorded_rows(entries, people.value, people.period, say)),
        Card(title=say("Leans on"), rows=_ties_rows(entries, say)),
        Card(title=say("Money"), rows=_money_rows(entries, as_of(found), say)),
        Card(title=say("Need is high"), rows=_need_rows(code, high, cells, say)),
    )
    page = replace(_one_page(cards, say), sources=(source(say), *need_sources(desk, high)))
    return replace(
        page,
        takeaway=told,
        refused=not entries,
        alt=say("Four cards on {city}. {finding}", city=name(code, say), finding=told),
    )


def _one_page(cards: tuple[Card, ...], say: Language) -> Made:
    rows = tuple((card.title, *row) for card in cards for row in card.rows)
    return Made(
        body=Cards(cards=cards),
        subtitle=say("{label} · one page for a funding bid", label=label(say)),
        takeaway="",
        alt="",
        sources=(),
        table=Table(columns=(say("Part"), say("What"), say("Figure"), say("Note")), rows=rows),
        caution=say("Nothing recorded is not nothing there: the register holds only what somebody entered."),
    )


def _recorded_rows(
    entries: Sequence[Entry], people: float, period: str, say: Language
) -> tuple[tuple[str, str, str], ...]:
    rate = support.per_10_000(len(entries), people)
    filed = [theme for theme in KNOWN if any(theme in one.themes for one in entries)]
    known = say("none held") if isinstance(rate, Refused) else say.number(rate, 2)
    return (
        (say("Entries"), say.number(len(entries)), say("fictional")),
        (say("Entries for each 10,000 people"), known, say("people of {year}", year=period) if period else ""),
        (say("Themes"), say.number(len(filed)), themes(filed, say)),
    )


def _ties_rows(entries: Sequence[Entry], say: Language) -> tuple[tuple[str, str, str], ...]:
    ties = [tie for one in entries for tie in one.ties]
    mixed = support.diversity(ties)
    told = say("{n} ties", n=say.number(len(ties)))
    alone, several = support.of_one_sector(entries)
    value = say.number(mixed.blau, 2) if isinstance(mixed, Diversity) else say("too few ties")
    return (
        (say("How mixed its ties are (0 to 1)"), value, told),
        (say("Entries with ties in one sector only"), say.number(alone), say("of {n}", n=say.number(several))),
    )


def _money_rows(entries: Sequence[Entry], day: date, say: Language) -> tuple[tuple[str, str, str], ...]:
    stated = sum(support.months_left(one, day) is not None for one in entries)
    soon = support.ending(entries, day)
    first = say("first: {name}", name=soon[0].name) if soon else ""
    return (
        (say("Money ends within six months"), say("{k} of {n}", k=say.number(len(soon)), n=say.number(stated)), first),
    )


def _need_rows(
    code: str, high: Mapping[tuple[Theme, str], Need], cells: Mapping[tuple[Theme, str], Provision], say: Language
) -> tuple[tuple[str, str, str], ...]:
    own = {theme: need for (theme, city), need in high.items() if city == code and need.high}
    if not own:
        return ((say("No theme"), "–", say("none of the figures held is in the worst quarter")),)
    return tuple(
        (
            say(CATALOGUE[need.indicator].title),
            figure(need.value, CATALOGUE[need.indicator], say),
            say("{theme}: {recorded}", theme=say(THEMES[theme]), recorded=_state(cells[theme, code], say)),
        )
        for theme, need in own.items()
    )


def _state(state: Provision, say: Language) -> str:
    return say("recorded") if state is Provision.RECORDED else say("none recorded")
