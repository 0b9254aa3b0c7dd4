"""A city beside cities like it, and what is left of relations inside countries."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.association import Association
from analysis.comparability import margin_of_difference_pp
from analysis.peers import ALIKE, nearest, scaled
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.profile import peers_context
from dashboard.profile.peers_context import FOREIGN
from dashboard.profile.peers_words import joined
from dashboard.story import dotted, pieces
from dashboard.story.air_figures import CARS, SHARE, SURVEY, Cities, cities, short
from dashboard.story.air_survey import answers, named_answers, relations
from dashboard.story.model import Desk, Made
from dashboard.story.two_figures import Two, two
from dashboard.view import View
from data_sources import store
from data_sources.model import Level

MOST_PEERS, FEWEST_PEERS = 6, 3
_LITTLE = 0.1
"""A rank correlation nearer to zero is next to none."""


@dataclass(frozen=True, kw_only=True)
class Alike:
    """A city, those most like it that were asked too (nearest first), and the answers of all."""

    code: str
    peers: tuple[str, ...]
    found: Cities

    @property
    def enough(self) -> bool:
        """False where too few cities like it were asked, or it was not asked itself."""
        return self.code in self.found.survey.index and len(self.peers) >= FEWEST_PEERS

    def apart(self, id: str) -> tuple[list[str], list[str]]:
        """The peers clearly higher and those clearly lower: beyond the margin of a difference."""
        values = self.found.survey[id]
        own = float(values[self.code])
        gaps = {code: float(values[code]) - own for code in self.peers}
        clear = {code: gap for code, gap in gaps.items() if abs(gap) > margin_of_difference_pp(own, own + gap)}
        return [code for code, gap in clear.items() if gap > 0], [code for code, gap in clear.items() if gap < 0]


def alike(desk: Desk, code: str) -> Alike:
    """Cities alike in size, density, income and urban type, never in what they are compared by."""
    found = cities(desk)
    context = peers_context.context(Level.CITY, desk.observations, store.held())
    weights = {one.name: 1.0 for one in context.variables if one.name != FOREIGN}
    near = nearest(scaled(context.values, context.variables), code, weights).near
    asked = [one.code for one in near if one.distance < ALIKE and one.code in found.survey.index]
    return Alike(code=code, peers=tuple(asked[:MOST_PEERS]), found=found)


def peers(desk: Desk, view: View) -> Made:
    """The View's city and those like it, with three answers and their margins."""
    one, say = alike(desk, next(iter(view.places), "")), desk.say
    codes = [code for code in (one.code, *one.peers) if code in one.found.survey.index]
    frame = named_answers(one.found.survey.loc[codes], [_name(code, one, say) for code in codes], say)
    told = peers_words(one, say)
    return Made(
        body=answers(frame, say),
        subtitle=say(
            "Satisfied, per cent of answers, {year} · {city} first, then cities alike in size, density, income and "
            "urban type, nearest first",
            year=one.found.until,
            city=_name(one.code, one, say),
        ),
        takeaway=told,
        alt=say("Three dots a city with margins. {finding}", finding=told),
        sources=pieces.sources_of(desk, *(one.found.screens[id] for id in SURVEY)),
        table=dotted.table(frame, say("City"), 0, say),
        refused=not one.enough,
        caution=pair_text.margin_line(say),
    )


def _name(code: str, one: Alike, say: Language) -> str:
    name = one.found.screens[SHARE].names.get(code) or one.found.screens[SURVEY[0]].names.get(code, code)
    return say("{name} ({country})", name=name, country=say.country(code[:2]))


def peers_words(one: Alike, say: Language) -> str:
    """Which peers are clearly more or less satisfied with the air; then the count for each question."""
    name = _name(one.code, one, say)
    if not one.enough:
        return say("Too few cities like {city} were asked, or it was not asked itself: nothing is compared.", city=name)
    counts = " ".join(_counted(id, one, say) for id in SURVEY[1:])
    return f"{_of_air(one, name, say)} {counts}"


def _of_air(one: Alike, name: str, say: Language) -> str:
    more, less = one.apart(SURVEY[0])
    told = {"city": name, "n": say.number(len(one.peers)), "more": say.number(len(more)), "less": say.number(len(less))}
    if not more and not less:
        return say("With the air none of {n} cities like {city} is clearly more or less satisfied.", **told)
    names = one.found.screens[SURVEY[0]].names
    listed = joined([names.get(code, code) for code in (more or less)], say)
    if more:
        return say(
            "Of {n} cities like {city}, {more} are clearly more satisfied with the air ({names}) and {less} clearly "
            "less.",
            **told,
            names=listed,
        )
    return say(
        "Of {n} cities like {city}, none is clearly more satisfied with the air and {less} clearly less ({names}).",
        **told,
        names=listed,
    )


def _counted(id: str, one: Alike, say: Language) -> str:
    more, less = one.apart(id)
    return say(
        "{what}: {more} clearly higher, {less} clearly lower, {same} within the margin.",
        what=short(id, say).capitalize(),
        more=say.number(len(more)),
        less=say.number(len(less)),
        same=say.number(len(one.peers) - len(more) - len(less)),
    )


def inside(desk: Desk, view: View) -> Made:
    """Each relation over all cities and inside countries, side by side; the View names the pair with cars."""
    found, pair, say = cities(desk), two(desk, view), desk.say
    ways = _ways(found, pair)
    rows = {short(id, say).capitalize(): (one.value, one.within.value) for id, one in ways.items() if one.within}
    columns = [say("Across all cities"), say("Inside countries")]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype=float)
    told = inside_words(ways, say)
    return Made(
        body=dotted.dots(frame, say("Rank correlation with the share born abroad; 0 is none")),
        subtitle=_inside_subtitle(ways, found, pair, say),
        takeaway=told,
        alt=say("Two dots a relation. {finding}", finding=told),
        sources=pieces.sources_of(desk, *(found.screens[id] for id in (SHARE, CARS, *SURVEY))),
        table=dotted.table(frame, say("Figure"), 2, say),
        refused=not rows,
        caution=pair_text.fixed(say),
    )


def _ways(found: Cities, pair: Two) -> dict[str, Association]:
    """Figure -> how it goes with the share born abroad, cars first."""
    return ({CARS: pair.found} if pair.found else {}) | relations(found)


def _inside_subtitle(ways: dict[str, Association], found: Cities, pair: Two, say: Language) -> str:
    surveyed = [one.n for id, one in ways.items() if id != CARS]
    return say(
        "Share of foreign-born residents with cars ({n} cities, {year}) and with answers of the survey ({asked} "
        "cities, {until}); inside countries: each city against the mean of its own",
        n=say.number(len(pair.both)),
        year=say.period(pair.first.period),
        asked=say.number(max(surveyed, default=0)),
        until=found.until,
    )


def inside_words(ways: dict[str, Association], say: Language) -> str:
    """How many relations turn their sign inside countries, and which."""
    both = {id: (one.value, one.within.value) for id, one in ways.items() if one.within}
    if not both:
        return say("Too few cities lie in the same country: nothing is compared inside countries.")
    turned = [id for id, (across, own) in both.items() if across * own < 0 and min(abs(across), abs(own)) >= _LITTLE]
    n = say.number(len(both))
    if not turned:
        return say("None of {n} relations turns round inside countries.", n=n)
    told = [_turned(short(id, say), ways[id], say) for id in turned]
    return say.plural(
        "{n} of {all} relations turns round inside countries: {names}. Which cities are compared decides the answer.",
        "{n} of {all} relations turn round inside countries: {names}. Which cities are compared decides the answer.",
        len(turned),
        all=n,
        names=joined(told, say),
    )


def _turned(what: str, one: Association, say: Language) -> str:
    """Such as `air (+0.23 over 50 cities, −0.55 inside 13 countries with 41 of them)`."""
    within = one.within
    if within is None:
        return what
    return say(
        "{what} ({across} over {n} cities, {own} inside {countries} countries with {some} of them)",
        what=what,
        across=pair_text.signed(one.value, say),
        own=pair_text.signed(within.value, say),
        n=say.number(one.n),
        countries=say.number(within.countries),
        some=say.number(within.n),
    )
