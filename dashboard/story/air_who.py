"""What averages of cities cannot say: who breathes the air; with a research estimate and a list of what is missing."""

from __future__ import annotations

from analysis.association import Association
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.story import pieces
from dashboard.story.air_figures import WANTED, Cities, cities
from dashboard.story.dotted import cards_table
from dashboard.story.model import Card, Cards, Desk, Made
from dashboard.story.two_figures import Two, interval, two
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

NEAR = ("f_forborn", "pm25_fua")
"""Foreign-born residents and fine particles of cities with their commuting area."""


def who(desk: Desk, view: View) -> Made:  # noqa: ARG001 - a maker's shape; what is listed is fixed
    """What is one number for a whole city, what a research estimate of the air adds, and what is not held."""
    found, say = cities(desk), desk.say
    near = _near(desk)
    cards = (_averages(found, say), *([_particles(near, say)] if near else []), _needed(say))
    told = f"{_nobody(found, say)} {_of_particles(near, say)}".strip()
    screens = [*found.screens.values(), *([near.first, near.second] if near else [])]
    return Made(
        body=Cards(cards=cards),
        subtitle=say("What is held on air, noise and ways through a city, and whom it is about"),
        takeaway=told,
        alt=say("Cards: averages of cities, fine particles, what would be needed. {finding}", finding=told),
        sources=pieces.sources_of(desk, *screens),
        table=cards_table(cards, say),
        caution=pair_text.fixed(say),
    )


def _near(desk: Desk) -> Two | None:
    """Foreign-born residents and fine particles of cities with their commuting area; None where not held."""
    if not set(NEAR) <= store.held():
        return None
    share, air = NEAR
    return two(desk, View(indicator=share, level=Level.FUA, other=air, lang=desk.say.code))


def _averages(found: Cities, say: Language) -> Card:
    rows = tuple(
        (say(CATALOGUE[id].title), pair_text.places(Level.CITY, len(rows), say), f"{found.since}–{found.until}")
        for id, rows in found.tables.items()
    )
    return Card(
        title=say("One number for a whole city"), rows=rows, text=say("Every street and everybody in one mean.")
    )


def _particles(near: Two, say: Language) -> Card:
    n = pair_text.places(Level.FUA, len(near.both), say)
    value = pair_text.signed(near.found.value, say) if near.found else "–"
    ends = interval(near.found, say) if near.found else say("too few places")
    inside = near.found.within.value if near.found and near.found.within else None
    own = "–" if inside is None else pair_text.signed(inside, say)
    year = pair_text.years(near.first, near.second, say)
    return Card(
        title=say("Fine particles and foreign-born residents"),
        rows=(
            (say("Rank correlation"), value, f"{n}, {year}"),
            (say("95 % interval"), ends, ""),
            (say("Inside countries"), own, ""),
        ),
        text=say("A research estimate of the air over a whole city and its commuting area, not of a street."),
    )


def _needed(say: Language) -> Card:
    held = store.held()
    words = {True: say("held"), False: say("not held here")}
    rows = tuple((say(CATALOGUE[id].title), words[id in held], "") for id in WANTED)
    return Card(
        title=say("What would come nearer"),
        rows=rows,
        text=say("And then by neighbourhood and by where people were born: ask the city."),
    )


def _nobody(found: Cities, say: Language) -> str:
    """That no average says who breathes the air; and how much of what is measured is not held."""
    lacking = [id for id in WANTED if id not in store.held()]
    said = say(
        "None of these {n} figures says who in a city breathes its air or waits for its buses: each is one number for "
        "the whole city.",
        n=say.number(len(found.tables)),
    )
    if not lacking:
        return f"{said} {say('What cities measure is held, and has the same limit.')}"
    wanting = {"k": say.number(len(lacking)), "all": say.number(len(WANTED))}
    return f"{said} {say('{k} of {all} measured figures are not held.', **wanting)}"


def _of_particles(near: Two | None, say: Language) -> str:
    if near is None or near.found is None:
        return ""
    told = {
        "n": pair_text.places(Level.FUA, len(near.both), say),
        "value": pair_text.signed(near.found.value, say),
    }
    return f"{_way(near.found, told, say)} {_inside(near.found, say)}".strip()


def _way(found: Association, told: dict[str, str], say: Language) -> str:
    if not found.clear:
        return say("Fine particles show no clear relation with foreign-born residents: {value} over {n}.", **told)
    if found.value > 0:
        return say("More foreign-born residents go with more fine particles: {value} over {n}.", **told)
    return say("More foreign-born residents go with fewer fine particles: {value} over {n}.", **told)


def _inside(found: Association, say: Language) -> str:
    if found.within is None:
        return ""
    value = pair_text.signed(found.within.value, say)
    if found.within.value * found.value < 0:
        return say("Inside countries the sign is the other one: {value}.", value=value)
    return say("Inside countries it is {value}.", value=value)
