"""What goes with the view of a city as a good place for immigrants, what has changed, and who says they don't know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import hypot

import pandas as pd

from analysis.association import Association, association
from analysis.survey import INTERVIEWS, margin_pp
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import dotted, pieces
from dashboard.story.model import Desk, Dots, Grid, Made, Table
from dashboard.story.perception_figures import FEWEST, margin, shares
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.caveats import WHO_KNOW
from data_sources.model import Level

BESIDE = ("p_trust", "p_people", "p_safe", "p_admin_time", "p_corrupt", "p_jobs", "p_housing", "p_pt")
"""Other questions of the same survey."""

DO_NOT_KNOW = (5, 10, 20, 30)
"""Shares of people who don't know, per cent, for the sum that shows what leaving them out can do."""

_HALF = 50.0
_TWO = 2


def beside(desk: Desk, view: View) -> Made:
    """How the shares go with other answers of the same cities: a rank correlation with its interval a question."""
    shown, say = desk.screen(view), desk.say
    found = associations(desk, shown)
    told = beside_words(found, say)
    return Made(
        body=_association_dots(found, say),
        subtitle=say("Rank correlation with {title}, {period}", title=say(shown.indicator.title), period=shown.period),
        takeaway=told,
        alt=say("A dot a question with its interval. {finding}", finding=told),
        sources=pieces.sources_of(desk, shown),
        table=_association_table(found, say),
        refused=not found,
        caution=say(
            "Answers of the same people to the same survey: who sees a city kindly in one question may in all."
        ),
    )


def associations(desk: Desk, shown: Screen) -> dict[str, Association]:
    """Question -> its rank correlation with the Screen, the strongest first; those with too few cities left out."""
    held = store.held()
    asked = {id: _association(desk, shown, id) for id in BESIDE if id in held}
    known = [(id, one) for id, one in asked.items() if one is not None]
    return dict(sorted(known, key=lambda pair: (-abs(pair[1].value), pair[0])))


def _association(desk: Desk, shown: Screen, id: str) -> Association | None:
    view = View(indicator=id, level=Level.CITY, period=shown.period, lang=shown.view.lang)
    return association(pieces.both(shown, desk.screen(view)))


def _association_dots(found: Mapping[str, Association], say: Language) -> Dots:
    return Dots(
        series=(say("Lower end"), say("Rank correlation"), say("Upper end")),
        rows=tuple(
            (say(CATALOGUE[id].title), (one.interval.low, one.value, one.interval.high)) for id, one in found.items()
        ),
        axis=say("−1: opposite order, 0: none, 1: the same order"),
    )


def _association_table(found: Mapping[str, Association], say: Language) -> Table:
    heads = (say("Question"), say("Rank correlation"), say("95 % interval"), say("Cities"))
    rows = tuple(
        (
            say(CATALOGUE[id].title),
            say.number(one.value, 2),
            say("{low} to {high}", low=say.number(one.interval.low, 2), high=say.number(one.interval.high, 2)),
            say.number(one.n),
        )
        for id, one in found.items()
    )
    return Table(columns=heads, rows=rows)


def beside_words(found: Mapping[str, Association], say: Language) -> str:
    """Which question goes with it most, and with how many nothing can be said."""
    if not found:
        return say("Too few cities have both figures: no correlation is given.")
    clear = {id: one for id, one in found.items() if one.clear}
    n = say.number(len(found))
    if not clear:
        return say("None of the {n} other questions goes with it beyond chance.", n=n)
    first, most = next(iter(clear.items()))
    told = {"title": say(CATALOGUE[first].title), "rho": say.number(most.value, 2), "cities": say.number(most.n)}
    rest = say("Beyond chance it goes with {k} of {n} other questions.", k=say.number(len(clear)), n=n)
    if most.value > 0:
        head = say("It goes most with “{title}”: rank correlation {rho}, {cities} cities.", **told)
    else:
        head = say("It goes most against “{title}”: rank correlation {rho}, {cities} cities.", **told)
    return f"{head} {rest}"


def change(desk: Desk, view: View) -> Made:
    """The change between two rounds where intervals part; with one round, the least change that could be told."""
    shown, say = desk.screen(view), desk.say
    rounds = shown.series.periods
    if len(rounds) < _TWO:
        return _one_round(desk, shown)
    earlier = desk.screen(replace(view, period=rounds[-_TWO]))
    before, now = shares(earlier), shares(desk.screen(replace(view, period=rounds[-1])))
    frame = _two_rounds(before, now, shown, rounds[-_TWO:])
    told = change_words(before, now, rounds[-_TWO:], say)
    return Made(
        body=dotted.dots(
            dotted.outermost(frame),
            say(shown.indicator.title),
            dotted.outermost(frame.map(margin)),
            about_people=pieces.about_people(shown),
        ),
        subtitle=say("{subtitle} · bars: 95 % margins", subtitle=pieces.subtitle(shown, say)),
        takeaway=told,
        alt=say("Two dots a city, one a round. {finding}", finding=told),
        sources=pieces.sources_of(desk, shown),
        table=dotted.table(frame, say("City"), shown.indicator.decimals, say),
        refused=len(frame) < FEWEST,
        caution=dotted.between(frame, say),
    )


def _two_rounds(
    before: Mapping[str, float], now: Mapping[str, float], shown: Screen, rounds: Sequence[str]
) -> pd.DataFrame:
    """A row a city asked in both rounds, the largest rise first."""
    codes = sorted(before.keys() & now.keys(), key=lambda code: (before[code] - now[code], code))
    names = shown.names_of(codes)
    rows = [(before[code], now[code]) for code in codes]
    return pd.DataFrame(rows, index=[names[code] for code in codes], columns=list(rounds))


def change_words(before: Mapping[str, float], now: Mapping[str, float], rounds: Sequence[str], say: Language) -> str:
    """In how many cities the share moved beyond the margin."""
    both = before.keys() & now.keys()
    if len(both) < FEWEST:
        return say("Only {n} cities were asked in both rounds: no count is given.", n=say.number(len(both)))
    moved = [now[code] - before[code] for code in both if _moved(before[code], now[code])]
    told = {"k": say.number(len(moved)), "n": say.number(len(both)), "first": rounds[0], "last": rounds[-1]}
    if not moved:
        return say("From {first} to {last} none of {n} cities changed beyond the margin.", **told)
    return say(
        "From {first} to {last} {k} of {n} cities changed beyond the margin: {up} up, {down} down.",
        **told,
        up=say.number(sum(one > 0 for one in moved)),
        down=say.number(sum(one < 0 for one in moved)),
    )


def _moved(before: float, now: float) -> bool:
    return abs(now - before) > hypot(margin(before), margin(now))


def _one_round(desk: Desk, shown: Screen) -> Made:
    """What a change would have to be, as only one round is held."""
    say = desk.say
    least = least_change(INTERVIEWS)
    told = say(
        "Only the round of {year} is held, so no change is told. With {n} interviews a city it would have to be larger "
        "than {least} points.",
        year=say.period(shown.period),
        n=say.number(INTERVIEWS),
        least=say.number(least, 1),
    )
    rows = tuple(
        (say.number(n), f"± {say.number(least_change(n), 1)}") for n in (INTERVIEWS, 2 * INTERVIEWS, 4 * INTERVIEWS)
    )
    table = Table(
        columns=(say("Interviews in each city and round"), say("Least change that can be told, points")), rows=rows
    )
    return Made(
        body=Grid(table=table, marked=((0, 1),)),
        subtitle=say(
            "{title} · rounds held: {rounds}", title=say(shown.indicator.title), rounds=", ".join(shown.series.periods)
        ),
        takeaway=told,
        alt=told,
        sources=pieces.sources_of(desk, shown),
        table=table,
        caution=say(
            "At a share of half; nearer to none or all the least change is smaller. Weights would make it larger."
        ),
    )


def least_change(interviews: int) -> float:
    """The smallest difference of two rounds beyond their margins at a share of half, in percentage points."""
    one = float(margin_pp(_HALF, interviews))
    return hypot(one, one)


def unsure(desk: Desk, view: View) -> Made:
    """What leaving out people who don't know can do to the share of the city in the middle."""
    shown, say = desk.screen(view), desk.say
    found = shares(shown)
    middle = float(pd.Series(found).median()) if found else float("nan")
    told = unsure_words(middle, len(found), say, left_out=WHO_KNOW in shown.indicator.caveats)
    rows = tuple(
        (
            say("If {share} % don't know", share=say.number(one)),
            say("{value} % of all", value=say.number(of_all(middle, one), 1)),
        )
        for one in (0, *DO_NOT_KNOW)
    )
    table = Table(columns=(say("A sum, not a figure of the survey"), say("A good place for immigrants")), rows=rows)
    return Made(
        body=Grid(table=table, marked=((0, 1),)),
        subtitle=pieces.subtitle(shown, say),
        takeaway=told,
        alt=told,
        sources=pieces.sources_of(desk, shown),
        table=table,
        refused=len(found) < FEWEST,
        caution=say("How many did not know is published by the survey and not held here."),
    )


def of_all(share: float, do_not_know: float) -> float:
    """A share of those who answered as a share of all, where so many per cent gave no answer."""
    return share * (100 - do_not_know) / 100


def unsure_words(middle: float, n: int, say: Language, *, left_out: bool) -> str:
    """What the share is of, and what it would be of all."""
    if n < FEWEST:
        return say("Only {n} cities have a figure: no sum is made.", n=say.number(n))
    if not left_out:
        return say("The share is of all who were asked, those who don't know among them.")
    some = DO_NOT_KNOW[1]
    return say(
        "The share is of those who gave an answer. In the city in the middle {middle} % said yes; if {some} % didn't "
        "know, that is {all} % of all.",
        middle=say.number(middle, 1),
        some=say.number(some),
        all=say.number(of_all(middle, some), 1),
    )
