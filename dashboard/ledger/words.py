"""What readings, states and confidence are called, and the sentence that a reading makes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dashboard import text
from dashboard.language import Language
from dashboard.ledger.model import Confidence, Evidence, Measure, Origin, Reading, State
from dashboard.own_file import entry
from dashboard.screen import as_rate
from dashboard.words import LEVELS
from data_sources import geography
from data_sources.model import Indicator

STATES = {
    State.HOLDS: "The evidence stands",
    State.REVISED: "Figures were revised; the evidence stands",
    State.CHANGED: "The evidence changed",
    State.NOTHING: "No figures yet",
}

CONFIDENCES = {
    Confidence.HIGH: "High confidence",
    Confidence.MODERATE: "Moderate confidence",
    Confidence.LOW: "Low confidence",
}

ORIGINS = {Origin.STARTER: "From the project", Origin.ROOM: "From a room", Origin.HAND: "Written by hand"}

MOVED = {
    "sign": "the direction of the finding",
    "kind": "the class of the finding",
    "flags": "the signs beside the figures",
    "coverage": "the number of places covered",
    "missing": "the figures, which are no longer held",
}
"""What can have moved."""

VERDICTS = {
    "reached": "the target is reached",
    "significant": "clear progress",
    "moderate": "some progress",
    "insufficient": "too little progress",
    "moderately away": "a slight move away",
    "away": "a clear move away",
}
"""Eurostat's verdicts on a movement."""


def told(evidence: Evidence, found: Reading, say: Language) -> str:
    """The sentence of a reading, with its figures."""
    return _TOLD[evidence.measure](evidence, found, say)


def _shown(evidence: Evidence) -> Indicator:
    own = entry(evidence.indicator)
    return as_rate(own) if evidence.per_head else own


def _level(evidence: Evidence, found: Reading, say: Language) -> str:
    shown, numbers = _shown(evidence), found.numbers
    return say(
        "“{title}” was highest in {top} ({high}) and lowest in {bottom} ({low}) in {period}; the middle of {n} places "
        "is {middle}.",
        title=say(shown.title),
        top=name(found.names["top"], say),
        high=text.figure(numbers["top"], shown, say),
        bottom=name(found.names["bottom"], say),
        low=text.figure(numbers["bottom"], shown, say),
        period=say.period(found.period),
        n=say.number(found.n),
        middle=text.figure(numbers["middle"], shown, say),
    )


def _spread(evidence: Evidence, found: Reading, say: Language) -> str:
    shown, numbers = _shown(evidence), found.numbers
    return say(
        "“{title}”, {unit}: in {period} {top} had {high}, {times} times the place in the middle of {n} ({middle}).",
        title=say(shown.title),
        unit=say(shown.unit.name),
        period=say.period(found.period),
        top=name(found.names["top"], say),
        high=text.figure(numbers["top"], shown, say),
        times=say.number(numbers["times"], 1),
        n=say.number(found.n),
        middle=text.figure(numbers["middle"], shown, say),
    )


def _gap(evidence: Evidence, found: Reading, say: Language) -> str:
    shown, numbers = _shown(evidence), found.numbers
    return say(
        "“{one}” is above “{other}” in {above} of {n} places ({period}); the difference in the middle is {gap}, the "
        "largest is in {largest}.",
        one=say(shown.title),
        other=say(entry(evidence.other).title),
        above=say.number(numbers["above"]),
        n=say.number(found.n),
        period=say.period(found.period),
        gap=say.number(numbers["gap"], 1),
        largest=name(found.names["largest"], say),
    )


def _association(evidence: Evidence, found: Reading, say: Language) -> str:
    numbers = found.numbers
    values = {
        "one": say(_shown(evidence).title),
        "other": say(entry(evidence.other).title),
        "level": say(LEVELS[evidence.level]),
        "rho": say.number(numbers["rho"], 2),
        "low": say.number(numbers["low"], 2),
        "high": say.number(numbers["high"], 2),
        "n": say.number(found.n),
        "period": say.period(found.period),
    }
    if found.sign > 0:
        return say(
            "More of “{one}” goes with more of “{other}” ({level}, {period}): rank correlation {rho}, from {low} to "
            "{high}, n = {n}.",
            **values,
        )
    if found.sign < 0:
        return say(
            "More of “{one}” goes with less of “{other}” ({level}, {period}): rank correlation {rho}, from {low} to "
            "{high}, n = {n}.",
            **values,
        )
    return say(
        "“{one}” and “{other}” do not clearly go together ({level}, {period}): rank correlation {rho}, from {low} to "
        "{high}, n = {n}.",
        **values,
    )


def _trend(evidence: Evidence, found: Reading, say: Language) -> str:
    shown, numbers = _shown(evidence), found.numbers
    return say(
        "“{title}” in the EU: {verdict} from {since} to {until} ({rate} % a year, now {value}).",
        title=say(shown.title),
        verdict=say(VERDICTS[found.kind]),
        since=str(int(numbers["since"])),
        until=found.period,
        rate=say.number(numbers["cagr"], 1),
        value=text.figure(numbers["value"], shown, say),
    )


def _age(evidence: Evidence, found: Reading, say: Language) -> str:
    numbers = found.numbers
    return say(
        "“{title}” is held for {places} places ({level}); {new} of them have a figure of the last three years. In "
        "the middle the newest figure is {middle} years old.",
        title=say(_shown(evidence).title),
        places=say.number(numbers["places"]),
        level=say(LEVELS[evidence.level]),
        new=say.number(numbers["new"]),
        middle=say.number(numbers["middle"]),
    )


_TOLD: dict[Measure, Callable[[Evidence, Reading, Language], str]] = {
    Measure.LEVEL: _level,
    Measure.SPREAD: _spread,
    Measure.GAP: _gap,
    Measure.ASSOCIATION: _association,
    Measure.TREND: _trend,
    Measure.AGE: _age,
}


def name(code: str, say: Language) -> str:
    """A place's name: countries in the reader's language, others as they call themselves."""
    return say.country(code) if code in geography.countries().index else _names().get(code, code)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    places = geography.places()
    return dict(zip(places["code"].astype(str), places["name"].astype(str), strict=True))
