"""Births and deaths against moves: regions by what made them grow or shrink. Rates per 1,000 residents of a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum

import pandas as pd

from dashboard import text
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Bar, Bars, Desk, Made, Scatter, Table
from dashboard.view import View
from data_sources.model import Level

NATURAL, MOVES = "natchange_n3", "netmig_n3"

FEWEST = 30
"""With fewer regions nothing is counted."""

FEWEST_OF_A_COUNTRY = 5
_MOST_NAMED = 4
_PERCENT = 100.0


class Kind(Enum):
    """How natural change and net migration add up in a region. Zero counts as not growing, and as no gain."""

    BOTH = "both"
    MIGRATION = "migration"
    NATURAL = "natural"
    DESPITE_MIGRATION = "despite migration"
    DESPITE_NATURAL = "despite natural"
    NEITHER = "neither"


def named(kind: Kind, say: Language) -> str:
    """A kind in words."""
    return {
        Kind.BOTH: say("Grew by births and by migration"),
        Kind.MIGRATION: say("Grew only through migration"),
        Kind.NATURAL: say("Grew only through births"),
        Kind.DESPITE_MIGRATION: say("Did not grow, although more people moved in"),
        Kind.DESPITE_NATURAL: say("Did not grow, although more were born than died"),
        Kind.NEITHER: say("Fewer births than deaths, and no gain by moves"),
    }[kind]


def kind_of(natural: float, moves: float) -> Kind:
    """The kind of a region, per 1,000 residents each."""
    if natural + moves > 0:
        if natural > 0:
            return Kind.BOTH if moves > 0 else Kind.NATURAL
        return Kind.MIGRATION
    if moves > 0:
        return Kind.DESPITE_MIGRATION
    return Kind.DESPITE_NATURAL if natural > 0 else Kind.NEITHER


def both(desk: Desk, view: View) -> tuple[Screen, Screen, pd.DataFrame]:
    """(natural change, net migration, `name`, `one` (natural) and `other` (moves) of the regions with both)."""
    first = desk.screen(View(indicator=NATURAL, level=Level.NUTS3, period=view.period, lang=view.lang))
    second = desk.screen(View(indicator=MOVES, level=Level.NUTS3, period=first.period, lang=view.lang))
    return first, second, pieces.both(first, second)


def kinds(pair: pd.DataFrame) -> pd.Series:
    """Region -> its kind."""
    found = [kind_of(float(natural), float(moves)) for natural, moves in zip(pair["one"], pair["other"], strict=True)]
    return pd.Series(found, index=pair.index, dtype=object)


def counts(found: pd.Series) -> dict[Kind, int]:
    """How many regions are of each kind, in the order of the kinds."""
    return {kind: int((found == kind).sum()) for kind in Kind}


def count_words(found: pd.Series, period: str, say: Language) -> str:
    """In how many regions the population grew only through migration."""
    n = len(found)
    if n < FEWEST:
        return say("Only {n} regions have both figures: no count is given.", n=say.number(n))
    of = counts(found)
    told = {"n": say.number(n), "year": say.period(period), "k": say.number(of[Kind.MIGRATION])}
    grew = of[Kind.BOTH] + of[Kind.MIGRATION] + of[Kind.NATURAL]
    if not of[Kind.MIGRATION]:
        return say("In {year} the population grew only through migration in none of {n} regions.", **told)
    return say(
        "In {k} of {n} regions the population grew only through migration in {year}; it grew in {grew} in all.",
        **told,
        grew=say.number(grew),
    )


def mapped(desk: Desk, view: View) -> Made:
    """The map of one of both figures; refused for too few regions."""
    caution = _derived if view.indicator == MOVES else _of_births
    made = makers.mapped(_above_words, caution=caution)(desk, view)
    return replace(made, refused=len(desk.screen(view).valued) < FEWEST)


def _above_words(shown: Screen, say: Language) -> str:
    """In how many regions the figure is above zero."""
    values = shown.valued["obs_value"]
    if len(values) < FEWEST:
        return say("Only {n} regions have a figure: no count is given.", n=say.number(len(values)))
    return say(
        "{title}, {year}: above zero in {above} of {n} regions, half of them below {middle} per 1,000 residents.",
        title=say(shown.indicator.title),
        year=say.period(shown.period),
        above=say.number(int((values > 0).sum())),
        n=say.number(len(values)),
        middle=text.plain(float(values.median()), shown.indicator, say),
    )


def _of_births(shown: Screen, say: Language) -> str:  # noqa: ARG001 - the shape of a sentence of a Screen
    return say("Births and deaths of all residents. Where many people are old, more die, be the place healthy or not.")


def _derived(shown: Screen, say: Language) -> str:  # noqa: ARG001 - the shape of a sentence of a Screen
    return say(
        "Net migration is what births and deaths do not explain: moves within a country and corrections of registers "
        "are in it, so it is not arrivals from abroad. A revision after a census shows as a jump of one year."
    )


def crossed(desk: Desk, view: View) -> Made:
    """Natural change against net migration, parted at zero."""
    say, (first, second, pair) = desk.say, both(desk, view)
    told = count_words(kinds(pair), first.period, say)
    return Made(
        body=replace(_scatter(pair, say), named=_outermost(pair)),
        subtitle=_subtitle(first, second, len(pair), say),
        takeaway=told,
        alt=say("A dot a region, four fields parted at zero. {finding}", finding=told),
        sources=pieces.sources_of(desk, first, second),
        table=pieces.pair_table(first, second, say),
        refused=len(pair) < FEWEST,
        caution=_derived(first, say),
    )


def _scatter(pair: pd.DataFrame, say: Language) -> Scatter:
    points = zip(pair["name"].astype(str), pair["one"].astype(float), pair["other"].astype(float), strict=True)
    return Scatter(
        points=tuple(points),
        x_title=say("Births minus deaths, per 1,000 residents"),
        y_title=say("Moved in minus moved out, per 1,000 residents"),
        cross=(0.0, 0.0),
        about_people=True,
    )


def _outermost(pair: pd.DataFrame) -> tuple[str, ...]:
    """The names of the highest and lowest of both figures."""
    orders = [pair.sort_values(column, kind="stable")["name"].astype(str) for column in ("one", "other")]
    return tuple(dict.fromkeys(name for names in orders for name in (*names.tail(1), *names.head(1))))[:_MOST_NAMED]


def _subtitle(first: Screen, second: Screen, n: int, say: Language) -> str:
    titles = say("{first} and {second}", first=say(first.indicator.title), second=say(second.indicator.title))
    places = say.plural("{n} small region with both", "{n} small regions with both", n)
    return f"{titles}, {say.period(first.period)} · {say(first.indicator.unit.name)} · {places}"


def by_kind(desk: Desk, view: View) -> Made:
    """How many regions are of each kind, as bars from zero."""
    say, (first, second, pair) = desk.say, both(desk, view)
    of = counts(kinds(pair))
    told = kind_words(of, first.period, say)
    bars = tuple(
        Bar(name=named(kind, say), value=float(n), told=_share(n, len(pair), say), chosen=kind is Kind.MIGRATION)
        for kind, n in of.items()
    )
    heads = (say("Kind"), say("Regions"), say("Per cent"))
    rows = tuple(
        (named(kind, say), say.number(n), say.number(_PERCENT * n / max(len(pair), 1), 1)) for kind, n in of.items()
    )
    return Made(
        body=Bars(groups=((say("Number of regions"), bars),), about_people=True),
        subtitle=_subtitle(first, second, len(pair), say),
        takeaway=told,
        alt=say("Bars from zero, one a kind. {finding}", finding=told),
        sources=pieces.sources_of(desk, first, second),
        table=Table(columns=heads, rows=rows),
        refused=len(pair) < FEWEST,
        caution=say("Regions are counted, not people: a large and a small one count alike."),
    )


def _share(n: int, of: int, say: Language) -> str:
    return say("{n} ({share} %)", n=say.number(n), share=say.number(_PERCENT * n / max(of, 1)))


def kind_words(of: Mapping[Kind, int], period: str, say: Language) -> str:
    """Which kind is most frequent, and in how many regions moves were not enough."""
    n = sum(of.values())
    if n < FEWEST:
        return say("Only {n} regions have both figures: no count is given.", n=say.number(n))
    most = max(of, key=lambda kind: of[kind])
    return say(
        "{year}: most frequent is “{kind}” ({k} of {n} regions). In {lost} more moved in than out and the population "
        "still did not grow.",
        year=say.period(period),
        kind=named(most, say),
        k=say.number(of[most]),
        n=say.number(n),
        lost=say.number(of[Kind.DESPITE_MIGRATION]),
    )


def countries(desk: Desk, view: View) -> Made:
    """For each country the share of its regions that grew only through migration, the highest first."""
    say, (first, second, pair) = desk.say, both(desk, view)
    found = shares(kinds(pair))
    told = country_words(found, first.period, say)
    bars = tuple(
        Bar(name=say.country(land), value=share, told=_of(k, n, share, say)) for land, (share, k, n) in found.items()
    )
    heads = (say("Country"), say("Per cent of its regions"), say("Regions"), say("With both figures"))
    rows = tuple(
        (say.country(land), say.number(share), say.number(k), say.number(n)) for land, (share, k, n) in found.items()
    )
    return Made(
        body=Bars(groups=((say("Regions that grew only through migration, per cent"), bars),), about_people=True),
        subtitle=_subtitle(first, second, len(pair), say),
        takeaway=told,
        alt=say("Bars from zero, one a country. {finding}", finding=told),
        sources=pieces.sources_of(desk, first, second),
        table=Table(columns=heads, rows=rows),
        refused=len(found) < FEWEST_OF_A_COUNTRY,
        caution=say("Only countries with at least {n} regions with both figures.", n=say.number(FEWEST_OF_A_COUNTRY)),
    )


def _of(k: int, n: int, share: float, say: Language) -> str:
    return say("{share} % ({k} of {n})", share=say.number(share), k=say.number(k), n=say.number(n))


def shares(found: pd.Series) -> dict[str, tuple[float, int, int]]:
    """Country -> (per cent, number of regions that grew only through migration, regions), the highest first."""
    lands = found.groupby(found.index.astype(str).str[:2])
    every = {str(land): (int((own == Kind.MIGRATION).sum()), len(own)) for land, own in lands}
    kept = {land: (_PERCENT * k / n, k, n) for land, (k, n) in every.items() if n >= FEWEST_OF_A_COUNTRY}
    return dict(sorted(kept.items(), key=lambda one: (-one[1][0], one[0])))


def country_words(found: Mapping[str, tuple[float, int, int]], period: str, say: Language) -> str:
    """Where most regions grew only through migration, and in how many countries more than half did."""
    if len(found) < FEWEST_OF_A_COUNTRY:
        return say("Only {n} countries have enough regions: none is named.", n=say.number(len(found)))
    land, (_, k, n) = next(iter(found.items()))
    if not k:
        return say("In {year} no country has a region that grew only through migration.", year=say.period(period))
    over = sum(one > _PERCENT / 2 for one, _, _ in found.values())
    return say(
        "{year}: the share is highest in {country}, {k} of {n} regions; it is above half in {over} of {all} countries.",
        year=say.period(period),
        country=say.country(land),
        k=say.number(k),
        n=say.number(n),
        over=say.number(over),
        all=say.number(len(found)),
    )
