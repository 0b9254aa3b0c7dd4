"""Where a city is seen as a good place for immigrants: its margins, and capitals beside other cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import hypot, isfinite

import pandas as pd

from analysis.survey import INTERVIEWS, margin_pp
from dashboard import text
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import dotted, makers, pieces
from dashboard.story.model import Desk, Dots, Made, Table
from dashboard.text import figure
from dashboard.view import View

_LANDS = "AL AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IS IT LT LU LV ME MK MT NL NO PL PT RO SE SI SK TR UK"
CAPITALS = frozenset(f"{land}001C" for land in _LANDS.split())
"""The capitals among the survey's cities. Zürich and Genève stand for Switzerland: neither is its capital."""

FEWEST = 10
"""With fewer cities nothing is counted."""

FEWEST_COUNTRIES = 5


def shares(shown: Screen) -> dict[str, float]:
    """City -> its share, per cent, the highest first."""
    return dict(zip(shown.valued["geo"].astype(str), shown.valued["obs_value"].astype(float), strict=True))


def margin(share: float) -> float:
    """Half the 95 % interval of a share, in percentage points."""
    return float(margin_pp(share))


def mapped(desk: Desk, view: View) -> Made:
    """The map of the shares with how far one may be off; refused for too few cities."""
    made = makers.mapped(range_words, caution=_survey_words)(desk, view)
    return replace(made, refused=len(desk.screen(view).valued) < FEWEST)


def range_words(shown: Screen, say: Language) -> str:
    """From where to where the shares go, and the middle one: no city is called first."""
    if len(shown.valued) < FEWEST:
        return say("Only {n} cities have a figure: no count is given.", n=say.number(len(shown.valued)))
    top, low = shown.valued.iloc[0], shown.valued.iloc[-1]
    return say(
        "From {low} in {low_name} to {top} in {top_name}; {middle} in the middle of {n} cities, {year}.",
        low=figure(float(low["obs_value"]), shown.indicator, say),
        low_name=low["name"],
        top=figure(float(top["obs_value"]), shown.indicator, say),
        top_name=top["name"],
        middle=figure(float(shown.valued["obs_value"].median()), shown.indicator, say),
        n=say.number(len(shown.valued)),
        year=say.period(shown.period),
    )


def _survey_words(shown: Screen, say: Language) -> str:  # noqa: ARG001 - the shape of a sentence of a Screen
    return say(
        "About {n} people were asked in each city. Those who don't know are left out of the base, so that true margins "
        "are wider than {n} answers would give.",
        n=say.number(INTERVIEWS),
    )


def margins(desk: Desk, view: View) -> Made:
    """The shares of both ends with their margins."""
    shown, say = desk.screen(view), desk.say
    found = shares(shown)
    frame = _named(found, shown)
    told = margin_words(found, shown, say)
    left_out = dotted.between(frame, say)
    return Made(
        body=_dots(dotted.outermost(frame), dotted.outermost(frame.map(margin)), shown, say),
        subtitle=say("{subtitle} · bars: 95 % margins", subtitle=pieces.subtitle(shown, say)),
        takeaway=told,
        alt=say("A dot a city with its margin. {finding}", finding=told),
        sources=pieces.sources_of(desk, shown),
        table=_margin_table(found, shown, say),
        refused=len(found) < FEWEST,
        caution=" ".join(part for part in (left_out, _survey_words(shown, say)) if part),
    )


def _dots(frame: pd.DataFrame, halves: pd.DataFrame, shown: Screen, say: Language) -> Dots:
    """The shares with their margins, in the colour of their half of the nexus."""
    return dotted.dots(frame, _axis(shown, say), halves, about_people=pieces.about_people(shown))


def _named(found: Mapping[str, float], shown: Screen) -> pd.DataFrame:
    names = shown.names_of(found)
    return pd.DataFrame({shown.period: list(found.values())}, index=[names[code] for code in found])


def _axis(shown: Screen, say: Language) -> str:
    return f"{say(shown.indicator.title)}, {say(shown.indicator.unit.name)}"


def margin_words(found: Mapping[str, float], shown: Screen, say: Language) -> str:
    """How many cities cannot be told apart from the one in the middle."""
    if len(found) < FEWEST:
        return say("Only {n} cities have a figure: no count is given.", n=say.number(len(found)))
    middle = float(pd.Series(found).median())
    close = sum(abs(value - middle) <= hypot(margin(value), margin(middle)) for value in found.values())
    told = {"n": say.number(len(found)), "middle": figure(middle, shown.indicator, say)}
    if close == len(found):
        return say("No city can be told apart from the middle, {middle}: all {n} lie within the margins.", **told)
    return say(
        "{close} of {n} cities cannot be told apart from the middle, {middle}; {above} lie clearly above it, {below} "
        "clearly below.",
        **told,
        close=say.number(close),
        above=say.number(sum(_apart(value, middle) > 0 for value in found.values())),
        below=say.number(sum(_apart(value, middle) < 0 for value in found.values())),
    )


def _apart(value: float, middle: float) -> float:
    """The difference from the middle as far as it goes beyond the margins, else 0."""
    gap = value - middle
    return gap if abs(gap) > hypot(margin(value), margin(middle)) else 0.0


def _margin_table(found: Mapping[str, float], shown: Screen, say: Language) -> Table:
    names = shown.names_of(found)
    rows = tuple(
        (names[code], text.plain(value, shown.indicator, say), f"± {say.number(margin(value), 1)}")
        for code, value in found.items()
    )
    return Table(columns=(say("City"), _axis(shown, say), say("Margin, points")), rows=rows)


def capitals(desk: Desk, view: View) -> Made:
    """Each country's capital beside the mean of its other cities."""
    shown, say = desk.screen(view), desk.say
    found = by_country(shares(shown))
    whole = _capital_frame(found, say)
    frame, told = dotted.outermost(whole), capital_words(found, say)
    chosen = say("The survey asks in few cities of a country, each counted alike, and chose them: no sample of cities.")
    return Made(
        body=_dots(frame.map(lambda pair: pair[0]), frame.map(lambda pair: pair[1]), shown, say),
        subtitle=say("{subtitle} · bars: 95 % margins", subtitle=pieces.subtitle(shown, say)),
        takeaway=told,
        alt=say("Two dots a country: its capital and its other cities. {finding}", finding=told),
        sources=pieces.sources_of(desk, shown),
        table=_capital_table(found, say),
        refused=len(found) < FEWEST_COUNTRIES,
        caution=" ".join(part for part in (dotted.between(whole, say), chosen) if part),
    )


def by_country(found: Mapping[str, float]) -> dict[str, tuple[float, tuple[float, ...]]]:
    """Country -> (its capital's share, those of its other cities), the largest gap in favour of the others first."""
    lands = sorted({code[:2] for code in found})
    pairs = {
        land: (
            next((value for code, value in found.items() if code[:2] == land and code in CAPITALS), float("nan")),
            tuple(value for code, value in sorted(found.items()) if code[:2] == land and code not in CAPITALS),
        )
        for land in lands
    }
    both = {land: pair for land, pair in pairs.items() if isfinite(pair[0]) and pair[1]}
    return dict(sorted(both.items(), key=lambda one: (gap(*one[1]), one[0])))


def gap(capital: float, others: tuple[float, ...]) -> float:
    """The capital minus the mean of the others, in percentage points."""
    return capital - sum(others) / len(others)


def others_margin(others: tuple[float, ...]) -> float:
    """Half the 95 % interval of the mean of several cities, as far as the interviews go."""
    return hypot(*(margin(value) for value in others)) / len(others)


def _capital_frame(found: Mapping[str, tuple[float, tuple[float, ...]]], say: Language) -> pd.DataFrame:
    """(share, margin) of the capital and of the others, a row a country."""
    rows = [
        ((capital, margin(capital)), (sum(others) / len(others), others_margin(others)))
        for capital, others in found.values()
    ]
    names = (say("Capital"), say("Mean of its other cities"))
    index = [say.country(land) for land in found]
    return pd.DataFrame({name: [row[side] for row in rows] for side, name in enumerate(names)}, index=index)


def capital_words(found: Mapping[str, tuple[float, tuple[float, ...]]], say: Language) -> str:
    """How far capitals lie from the other cities on average, and in how many countries beyond the margin."""
    if len(found) < FEWEST_COUNTRIES:
        return say("Only {n} countries have a capital and another city: no count is given.", n=say.number(len(found)))
    gaps = [gap(*pair) for pair in found.values()]
    mean = sum(gaps) / len(gaps)
    beyond = [
        one
        for one, pair in zip(gaps, found.values(), strict=True)
        if abs(one) > hypot(margin(pair[0]), others_margin(pair[1]))
    ]
    told = {
        "d": say.number(abs(mean), 1),
        "n": say.number(len(gaps)),
        "low": say.number(sum(one < 0 for one in beyond)),
        "high": say.number(sum(one > 0 for one in beyond)),
    }
    if round(mean, 1) == 0:
        return say(
            "Capitals and other cities do not differ on average in {n} countries; the capital lies clearly lower in "
            "{low} and clearly higher in {high}.",
            **told,
        )
    if mean < 0:
        return say(
            "Capitals lie {d} points below the other cities, on average of {n} countries: clearly lower in {low}, "
            "clearly higher in {high}.",
            **told,
        )
    return say(
        "Capitals lie {d} points above the other cities, on average of {n} countries: clearly higher in {high}, "
        "clearly lower in {low}.",
        **told,
    )


def _capital_table(found: Mapping[str, tuple[float, tuple[float, ...]]], say: Language) -> Table:
    rows = tuple(
        (
            say.country(land),
            f"{say.number(capital, 1)} ± {say.number(margin(capital), 1)}",
            f"{say.number(sum(others) / len(others), 1)} ± {say.number(others_margin(others), 1)}",
            say.number(len(others)),
            say.number(gap(capital, others), 1),
        )
        for land, (capital, others) in found.items()
    )
    heads = (
        say("Country"),
        say("Capital"),
        say("Mean of its other cities"),
        say("Other cities"),
        say("Capital minus others"),
    )
    return Table(columns=heads, rows=rows)
