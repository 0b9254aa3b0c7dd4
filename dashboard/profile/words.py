"""What is said of a place's figures: whose they are, how old, and the sentence that stands at the top."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard.language import Language
from dashboard.profile.facts import Fact, Place, Relation
from dashboard.screen import as_rate
from dashboard.text import flag_words, spoken
from dashboard.words import ONE_PLACE
from data_sources.catalogue import CATALOGUE
from data_sources.model import UNDATED, Direction, Indicator, Level, Theme

FIRST = (
    "c_forborn",
    "c_foreigners",
    "f_forborn",
    "f_foreigners",
    "imm_rate",
    "for_ctz",
    "asy_all",
    "netmig_n3",
    "netmig_n2",
    "netmig_urt",
)
"""What the headline begins with: the first of these that is the place's own figure."""

LEAST = 5
"""Fewer figures, or fewer places to compare with, say nothing of where a place stands."""

_OUTER = 0.1


def entry_of(fact: Fact) -> Indicator:
    """The indicator as the figure is shown."""
    entry = CATALOGUE[fact.indicator]
    return as_rate(entry) if fact.per_head else entry


def value(fact: Fact, say: Language) -> str:
    """The figure with its unit in words."""
    return spoken(fact.value, entry_of(fact), say)


def name(fact: Fact, say: Language) -> str:
    """The indicator's title, where the unit stands with the figure."""
    return say(CATALOGUE[fact.indicator].title)


def title(fact: Fact, say: Language) -> str:
    """The title for a figure without its unit: a count per 1,000 inhabitants says so."""
    return say("{title}, per 1,000 inhabitants", title=name(fact, say)) if fact.per_head else name(fact, say)


def kind(place: Place, say: Language) -> str:
    """Such as `city, Belgium`."""
    one = say(ONE_PLACE[place.level])
    country = say.country(place.country)
    return one if place.level is Level.COUNTRY else say("{kind}, {country}", kind=one, country=country)


def kinds(level: Level, say: Language) -> str:
    """What many places of a level are called in a sentence."""
    return {
        Level.COUNTRY: say("countries"),
        Level.NUTS1: say("large regions"),
        Level.NUTS2: say("regions"),
        Level.NUTS3: say("small regions"),
        Level.METRO: say("metropolitan regions"),
        Level.FUA: say("cities with their commuting area"),
        Level.CITY: say("cities"),
        Level.DISTRICT: say("neighbourhoods"),
    }[level]


def age(fact: Fact, say: Language) -> str:
    """Year and age in words, such as `2018, 8 years old`."""
    if fact.period == UNDATED or fact.age_years is None:
        return say.period(fact.period)
    old = say.plural("{n} year old", "{n} years old", fact.age_years) if fact.age_years else say("of this year")
    return say("{period}, {age}", period=say.period(fact.period), age=old)


def whose(fact: Fact, say: Language) -> str:
    """Whose figure it is, where it is not the place's own; empty where it is."""
    words = {
        Relation.OWN: "",
        Relation.COMMUTING: say("{place} with its commuting area", place=fact.place.name),
        Relation.REGION: say("{kind}: {place}", kind=say(ONE_PLACE[fact.place.level]), place=fact.place.name),
        Relation.COUNTRY: say("{place} as a whole", place=fact.place.name),
    }
    return words[fact.relation]


def remarks(fact: Fact, say: Language) -> str:
    """Flags in words, and borders that were others then; empty for none."""
    flags = flag_words(fact.flag, fact.conf, say)
    borders = say("in the borders of that time") if fact.former_borders else ""
    return ", ".join(part for part in (flags, borders) if part)


def headline(place: Place, found: Sequence[Fact], say: Language) -> str:
    """What the figures say of the place as a whole; says so where too few are held."""
    own = [one for one in found if one.relation is Relation.OWN]
    if not own:
        return say(
            "No figure of {place} itself is held; below are those of the wider places it lies in.", place=place.name
        )
    parts = (_first(place, own, say), _stands(own, found, say), _furthest(own, say), _ages(own, say))
    return " ".join(part for part in parts if part)


def _first(place: Place, own: Sequence[Fact], say: Language) -> str:
    """The leading figure on arrivals beside the country's and the middle of its like."""
    fact = leading(own)
    if fact is None:
        return say("No figure on arrivals of {place} itself is held.", place=place.name)
    told = {"title": name(fact, say), "value": value(fact, say), "period": say.period(fact.period)}
    beside = [part for part in (_country(fact, say), _middle(fact, say)) if part]
    if not beside:
        return say("{title}: {value} in {period}.", **told)
    return say("{title}: {value} in {period}, {beside}.", **told, beside=say(" and ").join(beside))


def leading(own: Sequence[Fact]) -> Fact | None:
    """The figure on arrivals that comes first."""
    by_id = {one.indicator: one for one in own}
    return next((by_id[id] for id in FIRST if id in by_id), None)


def _country(fact: Fact, say: Language) -> str:
    if fact.country is None:
        return ""
    told = {"country": say.country(fact.place.country), "value": spoken(fact.country, entry_of(fact), say)}
    if fact.country_period != fact.period:
        told["value"] = say("{value} in {period}", value=told["value"], period=say.period(fact.country_period))
    if fact.value == fact.country:
        return say("as in {country} ({value})", **told)
    if fact.value > fact.country:
        return say("above {country} ({value})", **told)
    return say("below {country} ({value})", **told)


def _middle(fact: Fact, say: Language) -> str:
    if fact.median is None or fact.n < LEAST:
        return ""
    middle = spoken(fact.median, entry_of(fact), say)
    told = {"n": say.number(fact.n), "kinds": kinds(fact.place.level, say), "value": middle}
    if fact.value == fact.median:
        return say("at the middle of {n} {kinds} ({value})", **told)
    if fact.value > fact.median:
        return say("above the middle of {n} {kinds} ({value})", **told)
    return say("below the middle of {n} {kinds} ({value})", **told)


def better(fact: Fact) -> bool | None:
    """Whether the place is on the better side of the middle of its like; None where nothing is better or too few."""
    direction = CATALOGUE[fact.indicator].direction
    if direction is Direction.NEUTRAL or fact.median is None or fact.n < LEAST or fact.value == fact.median:
        return None
    return (fact.value > fact.median) == (direction is Direction.HIGHER)


def _stands(own: Sequence[Fact], found: Sequence[Fact], say: Language) -> str:
    """On how many figures the place is on the better side of the middle; with wider places where it has too few."""
    judged = [side for side in map(better, own) if side is not None]
    near = [better(one) for one in found if one.relation is not Relation.COUNTRY]
    wider = [side for side in near if side is not None]
    if len(judged) >= LEAST:
        return say(
            "Of {n} figures in which one side is better, it is on the better side of the middle in {ahead}.",
            n=say.number(len(judged)),
            ahead=say.number(sum(judged)),
        )
    if len(wider) >= LEAST:
        return say(
            "Of {n} figures in which one side is better, {wider} of them of its region or commuting area, {ahead} are "
            "on the better side of the middle.",
            n=say.number(len(wider)),
            wider=say.number(len(wider) - len(judged)),
            ahead=say.number(sum(wider)),
        )
    return say("Too few of its figures have a better side to say how it stands.")


def _furthest(own: Sequence[Fact], say: Language) -> str:
    """The figure about the place, not its people, that is nearest to the top or the bottom of its like."""
    ranked = [one for one in own if one.rank and one.n >= 2 * LEAST and not CATALOGUE[one.indicator].theme.about_people]
    fact = min(ranked, key=_from_end, default=None)
    if fact is None or _from_end(fact) > _OUTER:
        return ""
    told = {"title": name(fact, say), "value": value(fact, say), "period": say.period(fact.period)}
    told |= {"all": say.number(fact.n), "kinds": kinds(fact.place.level, say)}
    if _above(fact) <= _below(fact):
        return say.plural(
            "It is near the top in {title} ({value}, {period}): {n} of {all} {kinds} has more.",
            "It is near the top in {title} ({value}, {period}): {n} of {all} {kinds} have more.",
            _above(fact),
            **told,
        )
    return say.plural(
        "It is near the bottom in {title} ({value}, {period}): {n} of {all} {kinds} has less.",
        "It is near the bottom in {title} ({value}, {period}): {n} of {all} {kinds} have less.",
        _below(fact),
        **told,
    )


def _from_end(fact: Fact) -> float:
    """The part of its like that is further out, or as far out: many places that share a figure stand out in nothing."""
    shared = fact.others.count(fact.value) - 1
    return (min(_above(fact), _below(fact)) + shared) / fact.n


def _above(fact: Fact) -> int:
    return sum(one > fact.value for one in fact.others)


def _below(fact: Fact) -> int:
    return sum(one < fact.value for one in fact.others)


def _ages(own: Sequence[Fact], say: Language) -> str:
    ages = [one.age_years for one in own if one.age_years is not None]
    if not ages:
        return ""
    newest = max(one.period[:4] for one in own if one.age_years is not None)
    middle = int(np.median(ages))
    if middle <= 1:
        return say("Half of its own figures are a year old or newer; the newest is of {year}.", year=newest)
    return say(
        "Half of its own figures are {n} years old or older; the newest is of {year}.",
        n=say.number(middle),
        year=newest,
    )


def by_theme(found: Sequence[Fact]) -> dict[Theme, list[Fact]]:
    """The figures of each theme that has any, in the order of the menus."""
    themes = {theme: [one for one in found if CATALOGUE[one.indicator].theme is theme] for theme in Theme}
    return {theme: facts for theme, facts in themes.items() if facts}
