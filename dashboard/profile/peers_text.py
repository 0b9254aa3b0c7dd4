"""Sentences on places alike and on a place to call, computed from the figures; they say why where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.comparability import Judgement
from analysis.peers import POOL, Likeness, Near, Nearest, ToCall, Why
from dashboard.language import Language
from dashboard.profile import comparability_text as comparing
from dashboard.profile.facts import Place, in_words, place
from dashboard.profile.peers_context import ORDER, Context
from dashboard.profile.peers_figures import Side
from dashboard.profile.peers_words import joined, likeness, part
from dashboard.text import change_unit, spoken
from data_sources.model import UNDATED, Direction, Indicator, Level

_NAMED = 3


@dataclass(frozen=True, kw_only=True)
class Called:
    """The search for a place to call: whose, over which two indicators, and what came of it.

    `judged` says of both figures whether that of the place to call can be compared.
    """

    own: Place
    arrivals: Side
    outcome: Side
    found: ToCall
    judged: tuple[Judgement, ...] = ()

    @property
    def first(self) -> Near | None:
        """The place to call, the most alike of those found."""
        return next(iter(self.found.found), None)


def name(code: str, say: Language) -> str:
    """A place's name."""
    return in_words(place(code), say).name


def named(code: str, say: Language) -> str:
    """A place's name with its country, unless it is one."""
    one = in_words(place(code), say)
    if one.level is Level.COUNTRY:
        return one.name
    return say("{name} ({country})", name=one.name, country=say.country(one.country))


def headline(found: Nearest, own: Place, say: Language) -> str:
    """Which places are most alike; or why none can be named."""
    if not found.near:
        return _nobody(found, own, say)
    names = joined([name(one.code, say) for one in found.near[:_NAMED]], say)
    if found.near[0].likeness is Likeness.LESS:
        return say("No place is much like {place}; the nearest are {names}.", place=own.name, names=names)
    return say("Most like {place}: {names}.", place=own.name, names=names)


def _nobody(found: Nearest, own: Place, say: Language) -> str:
    lacks = _parts(found.lacks, say)
    if found.lacks:
        return say(
            "Too little is held of {place} to name places alike: nothing on its {parts}.", place=own.name, parts=lacks
        )
    if found.used:
        return say("Too few places are left to name those most like {place}.", place=own.name)
    return say("Nothing that is weighed is held of {place}, so places alike can't be named.", place=own.name)


def _parts(names: Sequence[str], say: Language) -> str:
    """Parts of the context in their usual order."""
    return joined([part(one, say) for one in ORDER if one in names], say)


def compared(found: Nearest, own: Place, say: Language) -> list[str]:
    """By what and among how many places was compared, and what is not known."""
    if not found.near:
        return []
    parts = _parts(found.used, say)
    said = [
        say.plural(
            "Compared by {parts} with {n} place of the same kind.",
            "Compared by {parts} with {n} places of the same kind.",
            len(found.near),
            parts=parts,
        )
    ]
    if found.lacks:
        lacks = _parts(found.lacks, say)
        said.append(say("Nothing is held on its {parts}, so that doesn't count.", parts=lacks, place=own.name))
    if found.left_out:
        said.append(
            say.plural(
                "{n} place is left out: less than half of what is weighed is known of it.",
                "{n} places are left out: less than half of what is weighed is known of them.",
                found.left_out,
            )
        )
    return said


def scale(shown: Sequence[Near], say: Language) -> str:
    """What the words for likeness mean, and which of the shown are borderline."""
    said = say(
        "Very alike: they differ by less than a quarter of what two places of their kind usually differ by; alike: by "
        "less than half. What is unknown of a place counts as a usual difference."
    )
    edge = [name(one.code, say) for one in shown if one.borderline]
    if not edge:
        steady = say("All shown stay among the nearest {n} if one weight is halved or doubled.", n=2 * len(shown))
        return f"{said} {steady}"
    loose = say(
        "Borderline: not among the nearest {n} if one weight is halved or doubled ({names}).",
        n=2 * len(shown),
        names=", ".join(edge),
    )
    return f"{said} {loose}"


def refusal(names: Sequence[str], outcome: str, say: Language) -> str:
    """That the outcome is never part of the context; empty where it would not be."""
    if not names:
        return ""
    return say(
        "Not compared by {parts}: “{outcome}” is what a better figure is looked for in, and places alike in it would "
        "have the same result.",
        parts=_parts(names, say),
        outcome=outcome,
    )


def call(one: Called, say: Language) -> str:
    """The place to call, in one sentence; or why there is none."""
    first = one.first
    if first is None:
        return _none(one, say)
    said = {
        "peer": named(first.code, say),
        "place": one.own.name,
        "arrivals": say(one.arrivals.entry.title),
        "outcome": say(one.outcome.entry.title),
        "difference": difference(one, first.code, say),
        "years": _years(one.outcome, one.own.code, first.code, say),
    }
    if one.outcome.entry.direction is Direction.HIGHER:
        return say(
            "{peer} is close to {place} in “{arrivals}”, and its “{outcome}” is {difference} higher ({years}), which "
            "is the better side.",
            **said,
        )
    return say(
        "{peer} is close to {place} in “{arrivals}”, and its “{outcome}” is {difference} lower ({years}), which is the "
        "better side.",
        **said,
    )


def difference(one: Called, code: str, say: Language) -> str:
    """The size of the difference in the outcome, with its unit."""
    return _amount(abs(one.outcome.value(code) - one.outcome.value(one.own.code)), one.outcome.entry, say)


def _amount(size: float, entry: Indicator, say: Language) -> str:
    """A difference of two figures with its unit."""
    return f"{say.number(size, entry.decimals)} {change_unit(entry, say)}"


def _years(of: Side, own: str, peer: str, say: Language) -> str:
    """When both figures are of: one year, or that of the place to call and that of the place itself."""
    here, there = of.period(own), of.period(peer)
    if here == there:
        return say.period(here)
    return say("{there} against {here}", there=say.period(there), here=say.period(here))


def details(one: Called, say: Language) -> list[str]:
    """How alike the place to call is, both figures of both places, and whether each can be compared."""
    first = one.first
    if first is None:
        return []
    said = [say("In its context: {alike}.", alike=likeness(first, say))]
    for side, found in zip((one.arrivals, one.outcome), one.judged, strict=True):
        verdict = comparing.sentence(found, (first.code, one.own.code), say)
        said.append(f"{_both(side, one.own, first.code, say)} {verdict}")
    return said


def _both(of: Side, own: Place, peer: str, say: Language) -> str:
    told = {
        "title": say(of.entry.title),
        "there": spoken(of.value(peer), of.entry, say),
        "here": spoken(of.value(own.code), of.entry, say),
        "peer": name(peer, say),
        "place": own.name,
    }
    then, now = of.period(peer), of.period(own.code)
    if then == now == UNDATED:
        return say("{title}: {there} in {peer}, {here} in {place}.", **told)
    return say(
        "{title}: {there} in {peer} ({then}), {here} in {place} ({now}).",
        **told,
        then=say.period(then),
        now=say.period(now),
    )


def _none(one: Called, say: Language) -> str:
    """Why there is nobody to call."""
    told = {
        "place": one.own.name,
        "arrivals": say(one.arrivals.entry.title),
        "outcome": say(one.outcome.entry.title),
        "n": say.number(len(one.found.pool)),
        "k": say.number(len(one.found.similar)),
    }
    sentences = {
        Why.NEUTRAL: say("Nobody to call: “{outcome}” has no better side.", **told),
        Why.NO_ARRIVALS: say("Nobody to call: no figure of “{arrivals}” is held for {place}.", **told),
        Why.NO_OUTCOME: say("Nobody to call: no figure of “{outcome}” is held for {place}.", **told),
        Why.FEW: say(
            "Nobody to call: too few places alike have both figures, “{arrivals}” and “{outcome}” ({n}).", **told
        ),
        Why.NONE_SIMILAR: say(
            "Nobody to call: none of the {n} places most alike is close to {place} in “{arrivals}”.", **told
        ),
        Why.NONE_BETTER: say(
            "Nobody to call: of the {n} places most alike, {k} are close to {place} in “{arrivals}”, and in "
            "“{outcome}” none is clearly better.",
            **told,
        ),
        Why.NONE_COMPARABLE: say(
            "Nobody to call: some places alike are close to {place} in “{arrivals}” and better in “{outcome}”, but "
            "their figures can't be compared with those of {place}.",
            **told,
        ),
    }
    return sentences[one.found.why or Why.NONE_BETTER]


def how(one: Called, say: Language) -> str:
    """How a place to call is found, with the steps below which two figures count as alike; and the others found."""
    if not one.found.pool:
        return ""
    said = say(
        "Each dot is one of the {n} places most alike that have both figures (at most {most}); the axes do not begin "
        "at zero. Close (the grey band) is less than {near} apart; clearly better is by {step} or more, a quarter of "
        "what two places usually differ by, and by more than the margin of a survey.",
        n=say.number(len(one.found.pool)),
        most=POOL,
        near=_amount(one.found.arrivals_step, one.arrivals.entry, say),
        step=_amount(one.found.outcome_step, one.outcome.entry, say),
    )
    others = [name(near.code, say) for near in one.found.found[1:]]
    if not others:
        return said
    return f"{said} {say('Also found: {names}.', names=', '.join(others))}"


def years(context: Context, say: Language) -> str:
    """Which years the figures of the context are of."""
    found = sorted({period[:4] for period in context.periods.to_numpy().ravel().tolist() if period[:4].isdigit()})
    if not found:
        return ""
    return say("Newest figure of each place, {first} to {last}.", first=found[0], last=found[-1])
