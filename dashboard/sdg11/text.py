"""Sentences about trends: verdicts, what a target changes, what another window would say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.trend import LONG, SHORT, Refusal, Trend, Verdict
from dashboard.language import Language
from dashboard.sdg11.figures import UNION
from dashboard.sdg11.standing import Standing
from dashboard.text import figure

_RATE_DIGITS = 1
ARROWS = {
    Verdict.REACHED: "✓",
    Verdict.SIGNIFICANT: "↑",
    Verdict.MODERATE: "↗",
    Verdict.INSUFFICIENT: "→",
    Verdict.MODERATELY_AWAY: "↘",
    Verdict.AWAY: "↓",
}
"""Up is towards the better, not up in value."""


def place_name(code: str, say: Language) -> str:
    """The country's name, or that of the Union."""
    return say.aggregate(code) if code == UNION else say.country(code)


def named(code: str, say: Language) -> str:
    """The same inside a sentence."""
    return say("the European Union") if code == UNION else say.country(code)


def verdict(one: Trend, say: Language) -> str:
    """A verdict in a few words, without its arrow; a dash where there is none."""
    if one.verdict is None:
        return "–"
    if one.verdict is Verdict.SIGNIFICANT and one.ratio_pc is not None:
        return say("on pace for the target")
    return {
        Verdict.REACHED: say("target reached"),
        Verdict.SIGNIFICANT: say("significant"),
        Verdict.MODERATE: say("unchanged") if one.cagr_pc == 0 else say("moderate"),
        Verdict.INSUFFICIENT: say("insufficient"),
        Verdict.MODERATELY_AWAY: say("moderately away"),
        Verdict.AWAY: say("away from the target") if one.required_pc is not None else say("significantly away"),
    }[one.verdict]


def rate(one: Trend, say: Language) -> str:
    """Per cent a year with its sign, as the value itself moves."""
    if one.cagr_pc is None:
        return ""
    mark = "+" if round(one.cagr_pc, _RATE_DIGITS) > 0 else ""
    return say("{rate} % a year", rate=mark + say.number(one.cagr_pc, _RATE_DIGITS))


def reason(one: Trend, least: int, say: Language) -> str:
    """Why a trend has no verdict, as a clause; `least` is how many figures in a row it needs."""
    if one.refusal is Refusal.NOT_POSITIVE:
        return say("a figure of zero or below has no yearly rate")
    if one.refusal is Refusal.NEUTRAL:
        return say("neither more nor less counts as better")
    return say("fewer than {n} figures in a row", n=least)


def span(one: Trend, say: Language) -> str:
    """The years of a window."""
    return say("{first} to {last}", first=str(one.since), last=str(one.until))


def headline(standings: Sequence[Standing], place: str, target: str, say: Language) -> str:
    """How many indicators of a target ("" for all) move towards the better or away, and how many cannot be judged."""
    judged = [one.short.verdict for one in standings if one.short.verdict is not None]
    if not judged:
        return say(
            "No indicator here has enough figures in a row for a five-year trend of {place}.",
            place=named(place, say),
        )
    towards = sum(one.towards for one in judged)
    first = say(
        "{n} of {m} indicators of {goal} move towards the better over five years for {place}, {away} away from it.",
        n=say.number(towards),
        m=say.number(len(judged)),
        goal=say("target {target}", target=target) if target else "SDG 11",
        place=named(place, say),
        away=say.number(len(judged) - towards),
    )
    return " ".join(part for part in (first, _slow(judged, say), _unjudged(len(standings) - len(judged), say)) if part)


def _slow(judged: Iterable[Verdict], say: Language) -> str:
    slow = sum(one is Verdict.INSUFFICIENT for one in judged)
    return (
        ""
        if not slow
        else say.plural(
            "{n} of them moves too slowly for its target.", "{n} of them move too slowly for their targets.", slow
        )
    )


def _unjudged(n: int, say: Language) -> str:
    return (
        ""
        if not n
        else say.plural(
            "{n} more has too few figures in a row for a verdict.",
            "{n} more have too few figures in a row for a verdict.",
            n,
        )
    )


def story(one: Standing, say: Language) -> str:
    """The short trend with its target, and what a window a year earlier would say."""
    title = say(one.entry.title)
    if one.short.cagr_pc is None:
        return say("{title}, five years: no verdict, {why}.", title=title, why=reason(one.short, SHORT.least, say))
    return " ".join(part for part in (_moved(one, title, say), _bare(one, say), _earlier(one, say)) if part)


def _moved(one: Standing, title: str, say: Language) -> str:
    moved = {
        "title": title,
        "rate": rate(one.short, say),
        "span": span(one.short, say),
        "verdict": verdict(one.short, say),
    }
    if one.short.ratio_pc is None or one.goal is None or one.target is None:
        return say("{title} moved {rate} from {span}: {verdict}.", **moved)
    return say(
        "{title} moved {rate} from {span}, {ratio} % of the pace needed for {goal} by {year}: {verdict}.",
        **moved,
        ratio=say.number(one.short.ratio_pc, 1),
        goal=figure(one.goal, one.entry, say),
        year=str(one.target.year),
    )


def _bare(one: Standing, say: Language) -> str:
    if one.short.required_pc is None or one.bare.verdict is None:
        return ""
    return say("Judged without the target it would be: {verdict}.", verdict=verdict(one.bare, say))


def _earlier(one: Standing, say: Language) -> str:
    before = one.short_before
    if before is None or before.verdict is None:
        return say("A window that starts one year earlier has too few figures for a verdict.")
    words = {"span": span(before, say), "verdict": verdict(before, say)}
    if verdict(one.short, say) == words["verdict"]:
        return say("Starting one year earlier ({span}) the verdict is the same: {verdict}.", **words)
    return say("Starting one year earlier ({span}) the verdict is another: {verdict}.", **words)


def long_story(one: Standing, say: Language) -> str:
    """The long trend, or why there is none."""
    if one.long.cagr_pc is None:
        return say("Over 15 years: no verdict, {why}.", why=reason(one.long, LONG.least, say))
    words = {"rate": rate(one.long, say), "span": span(one.long, say), "verdict": verdict(one.long, say)}
    before = one.long_before
    if before is None or before.verdict is None:
        return say("Over the long window, {span}: {rate}, {verdict}.", **words)
    return say(
        "Over the long window, {span}: {rate}, {verdict}; starting one year earlier: {before}.",
        **words,
        before=verdict(before, say),
    )


def turned(standings: Iterable[Standing], say: Language) -> str:
    """How many verdicts change when the window moves by a year."""
    both = [one for one in standings if one.short.verdict and one.short_before and one.short_before.verdict]
    if not both:
        return ""
    other = [one for one in both if verdict(one.short, say) != verdict(one.short_before or one.short, say)]
    if not other:
        return say("Starting one year earlier, no verdict changes.")
    return say(
        "Starting one year earlier, {n} of {m} verdicts change: {titles}.",
        n=say.number(len(other)),
        m=say.number(len(both)),
        titles=", ".join(say(one.entry.title) for one in other),
    )
