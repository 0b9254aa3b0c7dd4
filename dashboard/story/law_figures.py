"""Temporary protection of people from Ukraine beside the applications of 2015: two maps, one scatter, months."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

import pandas as pd

from analysis.leaders import Agreement, agreement
from analysis.members import european_union
from dashboard import text
from dashboard.arrivals import text as arrivals_text
from dashboard.arrivals.text import FIRST
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Desk, Made, Map
from dashboard.story.received_figures import LEAST, too_few
from dashboard.view import View
from data_sources.catalogue import CATALOGUE
from data_sources.model import Kind

PROTECTED, APPLIED, YEAR = "tp_stock", "asy_first", "2015"
_BASE_YEARS = 3


def protected(desk: Desk, view: View) -> Made:
    """The newest map of people under temporary protection per inhabitant, against the European Union."""
    shown, say = desk.screen(view), desk.say
    if len(shown.valued) < LEAST:
        return _refused(desk, shown, view)
    parts = (makers.headline(shown, say), above_union(desk, view))
    made = makers.one_screen(desk, shown, Map(view=view), " ".join(part for part in parts if part))
    return replace(made, caution=" ".join(say(caveat) for caveat in shown.indicator.caveats))


def above_union(desk: Desk, view: View) -> str:
    """How many countries are above the Union's rate in the newest month that has one; a refusal without any."""
    say = desk.say
    period, rate = union_rate(desk, view.indicator)
    if not isfinite(rate):
        return say("No figure of the European Union is held to compare with.")
    then = desk.screen(replace(view, period=period))
    said = arrivals_text.above_union(then, rate, say)
    return say("{period}: {sentence}", period=say.period(period), sentence=said)


def union_rate(desk: Desk, id: str) -> tuple[str, float]:
    """The newest period for which the Union's figure is held, and it per 1,000 residents; NaN where there is none."""
    counts = european_union(desk.observations(id).table, Kind.COUNT).history
    people = dict(european_union(desk.observations(CATALOGUE[id].denominator).table, Kind.COUNT).history)
    rates = [(period, 1000 * n / base) for period, n in counts if (base := _base(people, period)) > 0]
    return rates[-1] if rates else ("", float("nan"))


def _base(people: dict[str, float], period: str) -> float:
    """Residents on 1 January of the year, else of the latest of the two years before."""
    year = int(period[:4])
    return next((people[str(one)] for one in range(year, year - _BASE_YEARS, -1) if str(one) in people), 0.0)


def before(desk: Desk, view: View) -> Made:
    """The map of 2015 on its own scale: which of its first five are among the first five of temporary protection."""
    shown, say = desk.screen(view), desk.say
    now = desk.screen(View(indicator=PROTECTED, per_head=True, lang=view.lang))
    if min(len(shown.valued), len(now.valued)) < LEAST:
        return _refused(desk, shown, view)
    first, last = (list(one.valued["geo"].head(FIRST)) for one in (shown, now))
    said = {"year": say.period(shown.period), "month": say.period(now.period), "five": say.number(FIRST)}
    sentence = _led_again(
        [shown.names[one] for one in first if one in last], [now.names[one] for one in last], said, say
    )
    caution = say("Each map has a scale of its own: the same colour is not the same figure on both.")
    made = makers.one_screen(desk, shown, Map(view=view), sentence, caution)
    return replace(made, sources=pieces.sources_of(desk, shown, now))


def _led_again(both: list[str], last: list[str], said: dict[str, str], say: Language) -> str:
    """Which countries are among the first on both maps."""
    if both:
        return say(
            "Of the {five} countries with the highest rates in {year}, {k} are among the {five} highest in {month}: "
            "{names}.",
            k=say.number(len(both)),
            names=", ".join(both),
            **said,
        )
    return say(
        "None of the {five} countries with the highest rates in {year} is among the {five} highest in {month}: "
        "these are {now}.",
        now=", ".join(last),
        **said,
    )


def compared(desk: Desk, view: View) -> Made:
    """Both rates against each other, with how far the two orders of countries agree."""
    shown, say = desk.screen(view), desk.say
    then = desk.screen(View(indicator=APPLIED, period=YEAR, per_head=True, lang=view.lang))
    pair = pieces.both(then, shown)
    found = agreement(pair["one"], pair["other"])
    sentence = said_of_orders(found, then, say)
    union = above_union(desk, view) if isfinite(found.tau) else ""
    counted = pair_text.places(shown.level, len(pair), say)
    return Made(
        body=pieces.scatter(then, shown, say, view.places),
        subtitle=f"{text.pair_title(then, shown, say)} · {say(shown.indicator.unit.name)} · {counted}",
        takeaway=" ".join(part for part in (union, sentence) if part),
        alt=sentence,
        sources=pieces.sources_of(desk, then, shown),
        table=pieces.pair_table(then, shown, say),
        refused=not isfinite(found.tau),
        caution=say("Kendall's tau: 1 where both orders are the same, 0 where one says nothing of the other."),
    )


def said_of_orders(found: Agreement, then: Screen, say: Language) -> str:
    """How far the order of countries is that of 2015; the refusal with too few."""
    other = f"{say(then.indicator.title)}, {say.period(then.period)}"
    return arrivals_text.agreement_line(found, other, say)


def months(desk: Desk, view: View) -> Made:
    """Some countries month by month, and in how many there are more people than twelve months before."""
    made, say = makers.lined(_since_a_year)(desk, view), desk.say
    gaps = say("A line begins anew where the source marks a break in the series or has no figure of a month.")
    few = len(_a_year_apart(desk.screen(replace(view, period="")))) < LEAST
    return replace(made, refused=made.refused or few, caution=" ".join(filter(None, (made.caution, gaps))))


def _a_year_apart(shown: Screen) -> pd.DataFrame:
    """Code -> rate in the newest month and in the same month a year before, of countries with both."""
    earlier = f"{int(shown.period[:4]) - 1}{shown.period[4:]}"
    rows = shown.series.rows
    ends = {name: rows[rows["time_period"] == period] for name, period in (("now", shown.period), ("then", earlier))}
    columns = {name: pd.Series(one["obs_value"].to_numpy(), index=one["geo"].astype(str)) for name, one in ends.items()}
    return pd.DataFrame(columns).dropna()


def _since_a_year(_: object, shown: Screen, say: Language) -> str:
    both = _a_year_apart(shown)
    if len(both) < LEAST:
        return too_few(len(both), say)
    more, fewer = int((both["now"] > both["then"]).sum()), int((both["now"] < both["then"]).sum())
    said = {"month": say.period(shown.period), "n": say.number(len(both)), "k": say.number(max(more, fewer))}
    if more > fewer:
        first = say("In {month} the rate was higher than a year before in {k} of {n} countries.", **said)
    elif fewer > more:
        first = say("In {month} the rate was lower than a year before in {k} of {n} countries.", **said)
    else:
        first = say(
            "In {month} the rate was higher than a year before in {k} of {n} countries, lower in as many.", **said
        )
    return f"{first} {_most_moved(both, shown, say)}"


def _most_moved(both: pd.DataFrame, shown: Screen, say: Language) -> str:
    """Where the rate changed most, and from what to what."""
    code = str((both["now"] - both["then"]).abs().sort_index().idxmax())
    then, now = (text.plain(both[name].loc[code], shown.indicator, say) for name in ("then", "now"))
    return say(
        "It changed most in {place}: from {then} to {now} per 1,000 residents.",
        place=shown.names[code],
        then=then,
        now=now,
    )


def _refused(desk: Desk, shown: Screen, view: View) -> Made:
    made = makers.one_screen(desk, shown, Map(view=view), too_few(len(shown.valued), desk.say))
    return replace(made, refused=True)
