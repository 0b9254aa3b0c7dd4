"""Who received, per inhabitant: first-time applicants by number and by rate, through the years, and who was granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby

import pandas as pd

from analysis.classify import Method
from analysis.leaders import leaders
from dashboard import tables, text
from dashboard.arrivals import text as arrivals_text
from dashboard.arrivals.text import FIRST
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Bars, Desk, Made, Map, Table
from dashboard.view import Classes, View

LEAST = 10
"""With figures of fewer countries no order of them is stated."""

YEARS = ("2013", "2019")
"""The years played on the map."""

_HALF = 50


def too_few(n: int, say: Language) -> str:
    """Why nothing is said of so few countries."""
    return say.plural(
        "{n} country has a figure: with fewer than {least} no order is stated.",
        "{n} countries have a figure: with fewer than {least} no order is stated.",
        n,
        least=LEAST,
    )


def counts(desk: Desk, view: View) -> Made:
    """The map of numbers: who had the most, and what part of all that is."""
    shown, say = desk.screen(view), desk.say
    valued = shown.valued
    if len(valued) < LEAST:
        return _refused(desk, shown, Map(view=view))
    said = {
        "period": say.period(shown.period),
        "title": say(shown.indicator.title),
        "place": valued.iloc[0]["name"],
        "n": say.number(valued.iloc[0]["obs_value"]),
        "all": say.number(valued["obs_value"].sum()),
        "m": say.number(len(valued)),
    }
    share = 100 * float(valued.iloc[0]["obs_value"] / valued["obs_value"].sum())
    said["share"] = say.number(share)
    if share > _HALF:
        sentence = say(
            "{title}, {period}: {place} alone had more than all others together, {n} of {all} ({share} %).", **said
        )
    else:
        sentence = say("{title}, {period}: {place} had the most, {n} of {all} in {m} countries ({share} %).", **said)
    caution = say(
        "A circle grows with the number of people in a country, so large countries stand out on any such map."
    )
    return makers.one_screen(desk, shown, Map(view=view), sentence, caution)


def rates(desk: Desk, view: View) -> Made:
    """The map per inhabitant: who led, and where the country with the most stands."""
    shown, say = desk.screen(view), desk.say
    numbers = desk.screen(replace(view, per_head=False))
    if len(shown.valued) < LEAST:
        return _refused(desk, shown, Map(view=view))
    sentence = _led_by_rate(shown, str(numbers.valued.iloc[0]["geo"]), say)
    return makers.one_screen(desk, shown, Map(view=view), sentence)


def _led_by_rate(shown: Screen, most: str, say: Language) -> str:
    """Who led by rate, and the rank of the country with the most people."""
    first, other = shown.valued.iloc[0], shown.valued[shown.valued["geo"] == most]
    said = {
        "period": say.period(shown.period),
        "place": first["name"],
        "r": text.plain(first["obs_value"], shown.indicator, say),
        "n": say.number(len(shown.valued)),
    }
    if other.empty:
        return say("In {period}, per 1,000 residents, {place} led with {r}.", **said)
    if first["geo"] == most:
        return say(
            "In {period} {place}, first by number, led per 1,000 residents too, with {r} ({n} countries).", **said
        )
    return say(
        "In {period}, per 1,000 residents, {place} led with {r}; {other}, first by number, has rank {rank} of {n} "
        "with {q}.",
        **said,
        other=other.iloc[0]["name"],
        rank=say.number(other.iloc[0]["rank"]),
        q=text.plain(other.iloc[0]["obs_value"], shown.indicator, say),
    )


def ranks(desk: Desk, view: View) -> Made:
    """Both orders side by side, with those pointed out that are among the first by number only."""
    say, rate = desk.say, desk.screen(replace(view, per_head=True))
    number = desk.screen(replace(view, per_head=False, period=rate.period))
    orders = [one.valued.set_index("geo")["obs_value"] for one in (number, rate)]
    found = leaders(orders[0], orders[1], FIRST)
    enough = len(found.by_number) == FIRST and len(rate.valued) >= LEAST
    moved = [code for code in found.by_number if code not in found.by_rate]
    groups = tuple(pieces.bars(one, say, moved).groups[0] for one in (number, rate))
    sentence = arrivals_text.ranking_line(number, rate, say) if enough else too_few(len(rate.valued), say)
    return Made(
        body=Bars(groups=groups, about_people=True),
        subtitle=_two_units(number, rate, say),
        takeaway=sentence,
        alt=f"{text.summary(number, say)} {text.summary(rate, say)}",
        sources=pieces.sources_of(desk, number, rate),
        table=_both_ranks(number, rate, say),
        refused=not enough,
        caution=say("In colour: among the first five by number, not by rate.") if enough and moved else "",
    )


def _two_units(number: Screen, rate: Screen, say: Language) -> str:
    units = {"one": say(number.indicator.unit.name), "other": say(rate.indicator.unit.name)}
    parts = (text.title(number, say), say("{one}, and {other}", **units), _countries(len(rate.valued), say))
    return " · ".join(parts)


def _countries(n: int, say: Language) -> str:
    return say.plural("{n} country", "{n} countries", n)


def _both_ranks(number: Screen, rate: Screen, say: Language) -> Table:
    """Place, number and its rank, rate and its rank; in the order of numbers."""
    both = number.valued.merge(rate.valued, on="geo", suffixes=("", "_rate"))
    columns = {say("Place"): list(both["name"])}
    for shown, end in ((number, ""), (rate, "_rate")):
        unit = say(shown.indicator.unit.name).capitalize()
        columns[unit] = tables.aligned([text.plain(one, shown.indicator, say) for one in both[f"obs_value{end}"]])
        columns[say("Rank, {unit}", unit=unit)] = [str(rank) for rank in both[f"rank{end}"]]
    return pieces.table(pd.DataFrame(columns))


def years(desk: Desk, view: View) -> Made:
    """The map to play through the years: who led per inhabitant in each."""
    say, first, last = desk.say, *YEARS
    shown = desk.screen(view)
    periods = [one for one in shown.series.periods if first <= one <= last]
    screens = {one: desk.screen(replace(view, period=one)) for one in periods}
    led = {period: one.valued.iloc[0] for period, one in screens.items() if len(one.valued) >= LEAST}
    made = makers.one_screen(desk, shown, Map(view=view), _led({y: str(top["name"]) for y, top in led.items()}, say))
    caution = say("All applications count here, repeated ones too, so figures are higher than on the maps before.")
    table = _leading(led, screens, say)
    return replace(made, refused=len(led) < 2, table=table, caution=caution)  # noqa: PLR2004  years to compare


def _led(names: Mapping[str, str], say: Language) -> str:
    """Which countries led in which years."""
    if len(names) < 2:  # noqa: PLR2004  years to compare
        return say("Too few years have figures of {least} countries or more: nothing is said of who led.", least=LEAST)
    said = {"first": min(names), "last": max(names), "k": say.number(len(set(names.values())))}
    if len(set(names.values())) == 1:
        return say(
            "From {first} to {last} the same country led per 1,000 residents in every year: {place}.",
            place=next(iter(names.values())),
            **said,
        )
    runs = [(name, [year for year, _ in own]) for name, own in groupby(sorted(names.items()), key=lambda item: item[1])]
    told = ", ".join(f"{name} {own[0]}" + (f"–{own[-1]}" if len(own) > 1 else "") for name, own in runs)
    return say(
        "From {first} to {last} {k} countries in turn led per 1,000 residents: {told}.",
        told=told,
        **said,
    )


def _leading(led: Mapping[str, pd.Series], screens: Mapping[str, Screen], say: Language) -> Table:
    rows = [
        (
            year,
            str(top["name"]),
            text.plain(top["obs_value"], screens[year].indicator, say),
            say.number(len(screens[year].valued)),
        )
        for year, top in led.items()
    ]
    return Table(columns=(say("Year"), say("Led"), say("Per 1,000 residents"), say("Countries")), rows=tuple(rows))


def classes(desk: Desk, view: View) -> Made:
    """The same rates cut in another way: how many countries change their class, and how many are in the darkest."""
    shown, say = desk.screen(view), desk.say
    before = desk.screen(replace(view, classes=Classes(method=Method.QUANTILES, k=view.classes.k)))
    values = shown.valued.set_index("geo")["obs_value"]
    if len(values) < LEAST:
        return _refused(desk, shown, Map(view=view))
    old, new = (one.series.classes.class_of(values.to_numpy()) for one in (before, shown))
    dark = [int((one == len(cut.series.classes.upper) - 1).sum()) for one, cut in ((old, before), (new, shown))]
    said = {
        "n": say.number(len(values)),
        "m": say.number(int((old != new).sum())),
        "a": say.number(dark[0]),
        "b": say.number(dark[1]),
    }
    if (old == new).all():
        sentence = say("No colour changes: both ways of cutting put all {n} countries in the same class.", **said)
    else:
        sentence = say(
            "No figure has changed, but {m} of {n} countries have another colour: {b} in the top class instead of {a}.",
            **said,
        )
    made = makers.one_screen(desk, shown, Map(view=view), sentence)
    return replace(made, table=_two_classes(shown, old.tolist(), new.tolist(), say), caution=_cuts(say))


def _cuts(say: Language) -> str:
    return say(
        "The map of rates before had equal numbers of figures in each class; here classes end where figures lie apart."
    )


def _two_classes(shown: Screen, old: list[int], new: list[int], say: Language) -> Table:
    figures = tables.aligned([text.plain(value, shown.indicator, say) for value in shown.valued["obs_value"]])
    heads = (say("Place"), say(shown.indicator.unit.name).capitalize())
    ways = (say("Class, equal numbers"), say("Class, natural groups"))
    rows = zip(shown.valued["name"], figures, (str(1 + one) for one in old), (str(1 + one) for one in new), strict=True)
    return Table(columns=(*heads, *ways), rows=tuple(rows))


def granted(desk: Desk, view: View) -> Made:
    """The share of positive decisions: where the countries with the most applicants stand against the middle."""
    shown, say = desk.screen(view), desk.say
    applied = desk.screen(View(indicator="asy_first", period=shown.period, lang=view.lang))
    shares = shown.valued.set_index("geo")["obs_value"]
    most = [code for code in applied.valued["geo"] if code in shares.index][:FIRST]
    caution = " ".join(say(caveat) for caveat in shown.indicator.caveats)
    if len(shares) < LEAST or len(most) < FIRST:
        return _refused(desk, shown, Map(view=view))
    middle = float(shares.median())
    said = {
        "period": say.period(shown.period),
        "k": say.number(int((shares[most] > middle).sum())),
        "five": say.number(FIRST),
        "middle": text.figure(middle, shown.indicator, say),
        **_ends(shown, say),
    }
    sentence = say(
        "In {period} the share of positive decisions went from {low} ({lowest}) to {high} ({highest}); of the {five} "
        "countries with the most first-time applicants, {k} were above the middle of {middle}.",
        **said,
    )
    made = makers.one_screen(desk, shown, Map(view=view), sentence, caution)
    return replace(made, sources=pieces.sources_of(desk, shown, applied))


def _ends(shown: Screen, say: Language) -> dict[str, str]:
    """The lowest and the highest figure with their places."""
    ends = {"high": shown.valued.iloc[0], "low": shown.valued.iloc[-1]}
    figures = {name: text.figure(row["obs_value"], shown.indicator, say) for name, row in ends.items()}
    return figures | {f"{name}est": str(row["name"]) for name, row in ends.items()}


def _refused(desk: Desk, shown: Screen, body: Map) -> Made:
    made = makers.one_screen(desk, shown, body, too_few(len(shown.valued), desk.say))
    return replace(made, refused=True)
