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
    "netmig_n3",
    "netmig_n2",
    "netmig_urt",
    "imm_rate",
    "for_ctz",
    "asy_all",
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


def title(fact: Fact, say: Language) -> str:
    """The indicator's title; for a count per 1,000 inhabitants it says so."""
    name = say(CATALOGUE[fact.indicator].title)
    return say("{title}, per 1,000 inhabitants", title=name) if fact.per_head else name


def kind(place: Place, say: Language) -> str:
    """Such as `city, Belgium`."""
    one = say(ONE_PLACE[place.level])
    country = say.country(place.country)
    return one if place.level is Level.COUNTRY else say("{kind}, {country}", kind=one, country=country)


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
        return say("No figure of {place} itself is held; below are those of the wider places it lies in.", place=place.name)
    return " ".join(part for part in (_first(place, own, say), _stands(place, own, say), _ages(place, own, say)) if part)


def _first(place: Place, own: Sequence[Fact], say: Language) -> str:
    """The leading figure on arrivals beside the country's and the middle of its like."""
    by_id = {one.indicator: one for one in own}
    fact = next((by_id[id] for id in FIRST if id in by_id), None)
    if fact is None:
        return say("No figure on arrivals of {place} itself is held.", place=place.name)
    told = {"title": title(fact, say), "value": value(fact, say), "period": say.period(fact.period)}
    beside = _beside(fact, say)
    if beside:
        return say("{title}: {value} in {period}, {beside}.", **told, beside=beside)
    return say("{title}: {value} in {period}.", **told)


def _beside(fact: Fact, say: Language) -> str:
    entry, parts = entry_of(fact), []
    if fact.country is not None:
        country = say.country(fact.place.country)
        when = "" if fact.country_period == fact.period else say(" in {period}", period=say.period(fact.country_period))
        words = _than(fact.value, fact.country, say)
        parts.append(f"{words} {country} ({spoken(fact.country, entry, say)}{when})")
    if fact.median is not None and fact.n >= LEAST:
        words = _than(fact.value, fact.median, say)
        middle = say("the middle of {n} places of its kind", n=say.number(fact.n))
        parts.append(f"{words} {middle} ({spoken(fact.median, entry, say)})")
    return say(" and ").join(parts)


def _than(one: float, other: float, say: Language) -> str:
    if one == other:
        return say("as much as")
    return say("more than") if one > other else say("less than")


def better(fact: Fact) -> bool | None:
    """Whether the place is on the better side of the middle of its like; None where nothing is better or too few."""
    direction = CATALOGUE[fact.indicator].direction
    if direction is Direction.NEUTRAL or fact.median is None or fact.n < LEAST or fact.value == fact.median:
        return None
    return (fact.value > fact.median) == (direction is Direction.HIGHER)


def _stands(place: Place, own: Sequence[Fact], say: Language) -> str:
    """On how many figures the place is on the better side, and where it lies furthest out."""
    judged = [side for side in map(better, own) if side is not None]
    if len(judged) < LEAST:
        return say.plural(
            "Only {n} of its own figures has a better and a worse side, too few to say how it stands.",
            "Only {n} of its own figures have a better and a worse side, too few to say how it stands.",
            len(judged),
        )
    ahead = sum(judged)
    words = say(
        "Of {n} own figures with a better side it is on that side of the middle in {ahead}, on the other in {behind}.",
        n=say.number(len(judged)),
        ahead=say.number(ahead),
        behind=say.number(len(judged) - ahead),
    )
    return f"{words} {_furthest(own, say)}".strip()


def _furthest(own: Sequence[Fact], say: Language) -> str:
    """The figure about the place, not its people, that is nearest to the top or the bottom of its like."""
    ranked = [one for one in own if one.rank and one.n >= 2 * LEAST and not CATALOGUE[one.indicator].theme.about_people]
    fact = min(ranked, key=_to_end, default=None)
    if fact is None or _to_end(fact) > _OUTER:
        return ""
    told = {"title": title(fact, say), "value": value(fact, say), "period": say.period(fact.period), "n": say.number(fact.n)}
    above = (fact.rank or 0) - 1
    below = sum(one < fact.value for one in fact.others)
    if above <= below:
        return say.plural(
            "It stands out with {title} ({value}, {period}): {n} of {all} places has more.",
            "It stands out with {title} ({value}, {period}): {n} of {all} places have more.",
            above,
            **{**told, "all": told.pop("n")},
        )
    return say.plural(
        "It stands out with {title} ({value}, {period}): {n} of {all} places has less.",
        "It stands out with {title} ({value}, {period}): {n} of {all} places have less.",
        below,
        **{**told, "all": told.pop("n")},
    )


def _to_end(fact: Fact) -> float:
    """How far from the nearer end of its like, from 0 to 0.5."""
    above = (fact.rank or 0) - 1
    below = sum(one < fact.value for one in fact.others)
    return min(above, below) / fact.n


def _ages(place: Place, own: Sequence[Fact], say: Language) -> str:
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
