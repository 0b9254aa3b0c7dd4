"""Sentences about where a place stands: its rank, its distance to the target, what to know of its figure."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.distance import Basis, Distance
from analysis.members import Origin
from analysis.status import Quadrant, Rank
from dashboard.language import Language
from dashboard.sdg11.figures import Figures
from dashboard.sdg11.standing import Standing
from dashboard.sdg11.text import named
from dashboard.text import figure, flag_words

_STEP_DIGITS = 1
_LEAST_STEP = 0.1
_JUMP_PC = 25.0
"""A yearly rate that no steady course keeps for five years."""


def position(one: Standing, say: Language) -> str:
    """The place among the countries with a figure of the same year."""
    countries = one.figures.countries(one.year or 0)
    if not one.figures.ranks:
        return say("This is a total, which depends on the size of a country: no rank and no distance.")
    if one.year is None or not countries:
        return say.plural(
            "No figure for {place} is held; {n} country has one in some year.",
            "No figure for {place} is held; {n} countries have one in some year.",
            len(one.figures.series),
            place=named(one.place, say),
        )
    if one.rank is None:
        return _union_position(one, countries, say)
    return _country_position(one, one.rank, say)


def _union_position(one: Standing, countries: dict[str, float], say: Language) -> str:
    above = sum(value > one.value for value in countries.values())
    return say(
        "{year}: {above} of {n} countries have a higher figure than the European Union, {value}.",
        year=str(one.year),
        above=say.number(above),
        n=say.number(len(countries)),
        value=figure(one.value, one.entry, say),
    )


def _country_position(one: Standing, rank: Rank, say: Language) -> str:
    values = {
        "year": str(one.year),
        "place": named(one.place, say),
        "value": figure(one.value, one.entry, say),
        "rank": say.number(rank.rank),
        "n": say.number(rank.n),
    }
    if rank.ties:
        return say(
            "{year}: {place} has {value}, rank {rank} of {n} countries (1 is the best), shared with {ties} more.",
            **values,
            ties=say.number(rank.ties),
        )
    return say("{year}: {place} has {value}, rank {rank} of {n} countries (1 is the best).", **values)


def steps(one: Distance | None, say: Language) -> str:
    """A distance for a table: steps, or that the target is reached."""
    if one is None:
        return "–"
    return say("reached") if one.steps == 0 else _steps(one.steps, say)


def _steps(steps: float, say: Language) -> str:
    """With one decimal; what is nearly there is not called zero."""
    return (
        say.number(steps, _STEP_DIGITS)
        if steps >= _LEAST_STEP
        else say("under {least}", least=say.number(_LEAST_STEP, 1))
    )


def aim(one: Standing, say: Language) -> str:
    """The target of a distance for a table; empty where there is none."""
    if one.distance is None:
        return ""
    goal = figure(one.distance.target, one.entry, say)
    if one.distance.basis is Basis.BEST:
        return say("best tenth {goal}", goal=goal)
    return say("target {goal}", goal=goal)


def distance(one: Standing, say: Language) -> str:
    """The distance to the target in words, with where the target comes from."""
    found = one.distance
    if found is None:
        return ""
    goal = figure(found.target, one.entry, say)
    basis = {
        Basis.AGENDA: say("the 2030 Agenda, as we read it"),
        Basis.AGREEMENT: say("an agreement"),
        Basis.BEST: say("no agreed number: the level of the best tenth of {n} countries", n=say.number(found.peers)),
    }[found.basis]
    if found.steps == 0:
        return say("The target of {goal} ({basis}) is reached.", goal=goal, basis=basis)
    return say(
        "The target of {goal} ({basis}) is {steps} steps away; a step is the spread among {n} countries.",
        goal=goal,
        basis=basis,
        steps=_steps(found.steps, say),
        n=say.number(found.peers),
    )


def union_note(found: Figures, say: Language) -> str:
    """Whose figure for the Union it is."""
    if found.origin is None:
        return say("No figure for the European Union: not every member has one.")
    return {
        Origin.SOURCE: "",
        Origin.SUM: say("The European Union is the sum of its 27 members."),
        Origin.MEDIAN: say("The European Union is the median of its 27 members, as the source gives no figure for it."),
    }[found.origin]


def notes(one: Standing, say: Language) -> list[str]:
    """What to know of this figure: flags, a break inside the window, whose the Union's figure is, the target's note."""
    flags = flag_words(one.flag, "", say)
    found = [
        say("The newest figure is marked: {words}.", words=flags) if flags else "",
        say("The series changes its definition in {years}, inside the window.", years=_years(one.short.breaks))
        if one.short.breaks
        else "",
        say("A yearly rate this large is that of a jump or of a start near zero, not of a steady course.")
        if abs(one.short.cagr_pc or 0) >= _JUMP_PC
        else "",
        union_note(one.figures, say),
        f"{say(one.target.source)} {say(one.target.note)}" if one.target else "",
    ]
    return [note for note in found if note]


def _years(found: Iterable[int]) -> str:
    return ", ".join(map(str, found))


def quadrant_counts(found: Iterable[Quadrant], say: Language) -> str:
    """How many countries lie in each field."""
    fields = list(found)
    counted = {one: say.number(fields.count(one)) for one in Quadrant}
    return say(
        "Of {n} countries, ahead of the European Union and moving towards the better: {a}; ahead and moving away: {b}; "
        "behind and moving towards the better: {c}; behind and moving away: {d}.",
        n=say.number(len(fields)),
        a=counted[Quadrant.AHEAD_TOWARDS],
        b=counted[Quadrant.AHEAD_AWAY],
        c=counted[Quadrant.BEHIND_TOWARDS],
        d=counted[Quadrant.BEHIND_AWAY],
    )


def quadrant_name(one: Quadrant, say: Language) -> str:
    """A field in a few words."""
    return {
        Quadrant.AHEAD_TOWARDS: say("ahead of the EU, moving towards"),
        Quadrant.AHEAD_AWAY: say("ahead of the EU, moving away"),
        Quadrant.BEHIND_TOWARDS: say("behind the EU, moving towards"),
        Quadrant.BEHIND_AWAY: say("behind the EU, moving away"),
    }[one]
