"""Whether two figures can be compared, in words: the verdict and every reason."""

from __future__ import annotations

from collections.abc import Callable

from analysis.comparability import (
    BETWEEN_COUNTRIES,
    BETWEEN_PLACES,
    BETWEEN_YEARS,
    FAR_YEARS,
    Figure,
    Ground,
    Judgement,
    Reason,
    Verdict,
)
from dashboard.language import Language
from dashboard.profile.facts import in_words, place
from dashboard.text import flag_words, spoken
from data_sources.catalogue import caveats as note
from data_sources.model import UNDATED, Indicator

Pair = tuple[str, str]
"""The codes of the two places."""


def verdict(found: Verdict, say: Language) -> str:
    """The verdict in a word or two."""
    return {
        Verdict.COMPARABLE: say("Comparable"),
        Verdict.WITH_CARE: say("Comparable with care"),
        Verdict.NOT: say("Not comparable"),
    }[found]


def meaning(found: Verdict, say: Language) -> str:
    """What the verdict lets the reader do."""
    return {
        Verdict.COMPARABLE: say("Nothing held against it: the difference can be read as it stands."),
        Verdict.WITH_CARE: say("The difference can be named together with the reasons below."),
        Verdict.NOT: say("The two figures are not of the same thing: don't subtract one from the other."),
    }[found]


def sentence(judged: Judgement, codes: Pair, say: Language) -> str:
    """The verdict with its reasons in one paragraph."""
    weighty = [one for one in judged.reasons if one.verdict is not Verdict.COMPARABLE]
    said = [reason(one, codes, say) for one in weighty]
    return " ".join((f"{verdict(judged.verdict, say)}." if not said else f"{verdict(judged.verdict, say)}:", *said))


def reasons(judged: Judgement, codes: Pair, say: Language) -> list[str]:
    """Each reason as a sentence, the weightiest first."""
    return [reason(one, codes, say) for one in judged.reasons]


def reason(one: Reason, codes: Pair, say: Language) -> str:
    """A reason as a sentence."""
    if one.ground is Ground.CAVEAT:
        return say(one.caveat)
    if one.ground in _FIXED:
        return _FIXED[one.ground](say)
    if one.ground in {Ground.YEARS, Ground.BREAK_BETWEEN, Ground.MARGIN, Ground.BEYOND_MARGIN}:
        return _measured(one, codes, say)
    return _of(one, _whose(one, codes, say), say)


_FIXED: dict[Ground, Callable[[Language], str]] = {
    Ground.PERIODS: lambda say: say("One figure is of a month or quarter, the other of a whole year."),
    Ground.LEVELS: lambda say: say(
        "The two are places of different kinds: a larger one levels out what differs in it."
    ),
    Ground.NUMBERS: lambda say: say("These are numbers of people, not per inhabitant: a larger place has more."),
    Ground.DEFINITION_BOTH: lambda say: say("For both the source says that the definition differs from the usual one."),
}


def _whose(one: Reason, codes: Pair, say: Language) -> str:
    """Which of the figures a reason is of: both, a place's, or one of two years."""
    if one.first and one.second:
        return say("both figures")
    if codes[0] == codes[1]:
        return say("the first figure") if one.first else say("the second figure")
    return say("the figure of {place}", place=in_words(place(codes[0] if one.first else codes[1]), say).name)


def _of(one: Reason, whose: str, say: Language) -> str:
    """A reason that is of one figure or of both."""
    return {
        Ground.NO_FIGURE: say("There is no value: {whose}.", whose=whose),
        Ground.WITHHELD: say("Withheld so that nobody can be recognised: {whose}.", whose=whose),
        Ground.BREAK_AT: say("The way of counting has just changed: {whose}.", whose=whose),
        Ground.DEFINITION: say("The source says that the definition differs: {whose}.", whose=whose),
        Ground.UNRELIABLE: say("Of low reliability, says the source: {whose}.", whose=whose),
        Ground.ESTIMATED: say("Estimated, not counted: {whose}.", whose=whose),
        Ground.PROVISIONAL: say("Provisional, may still change: {whose}.", whose=whose),
        Ground.UNDATED: say("A multi-year average whose years the source does not state: {whose}.", whose=whose),
        Ground.BORDERS: say("Of other borders, and not to be computed anew for those of today: {whose}.", whose=whose),
        Ground.COMPUTED_ANEW: say(
            "Computed anew for the borders of today, by where people live: {whose}.", whose=whose
        ),
        Ground.RENAMED: say("Published under another code, for the same area: {whose}.", whose=whose),
    }[one.ground]


def _measured(one: Reason, codes: Pair, say: Language) -> str:
    """A reason with a size: years, the year of a break, a margin."""
    if one.ground is Ground.YEARS:
        apart = say.plural("The figures are {n} year apart.", "The figures are {n} years apart.", one.years)
        far = say("From {n} years on they say more of the years than of the places.", n=FAR_YEARS)
        return f"{apart} {far}" if one.verdict is Verdict.NOT else apart
    if one.ground is Ground.BREAK_BETWEEN:
        when = say.period(one.period)
        return say(
            "Between the two years the way of counting changed ({when}): {whose}.",
            when=when,
            whose=_whose(one, codes, say),
        )
    margin = say.number(one.margin_pp, 1)
    if one.ground is Ground.MARGIN:
        return say(
            "A survey of about 840 people a city: the difference lies within its margin of ±{margin} points, so it may "
            "be chance.",
            margin=margin,
        )
    return say(
        "A survey of about 840 people a city: the difference is larger than its margin of ±{margin} points.",
        margin=margin,
    )


def headline(figures: tuple[Figure, Figure], judged: Judgement, entry: Indicator, say: Language) -> str:
    """The verdict on two figures, each with its value."""
    return say(
        "{verdict}: {one} and {other}.",
        verdict=verdict(judged.verdict, say),
        one=_spelled(figures[0], entry, say),
        other=_spelled(figures[1], entry, say),
    )


def _spelled(one: Figure, entry: Indicator, say: Language) -> str:
    """A figure with place, year and flags."""
    words = flag_words(one.flag, one.conf, say)
    value = spoken(one.value, entry, say) if one.value == one.value else say("no value")
    when = [] if one.period == UNDATED else [say.period(one.period)]
    return say(
        "{place}, {value} ({when})",
        place=in_words(place(one.code), say).name,
        value=value,
        when=", ".join([*when, *([words] if words else [])]) or say.period(one.period),
    )


def everywhere(entry: Indicator, say: Language) -> list[str]:
    """What holds for every figure of the indicator, so that it parts no two of them."""
    parting = BETWEEN_COUNTRIES | BETWEEN_PLACES | BETWEEN_YEARS | {note.SURVEY, note.LFS}
    return [say(caveat) for caveat in entry.caveats if caveat not in parting]
