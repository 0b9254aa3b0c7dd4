"""Foreign citizens beside severe housing deprivation: on one map, against each other, with a lag, within countries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

import pandas as pd

from analysis import lags as lagging
from analysis import panel as panels
from analysis.association import LEAST, Association, LeftOut
from analysis.classify import Method, classify
from analysis.lags import Lag
from analysis.panel import FEW_CLUSTERS, Panel
from analysis.refusal import Refused
from dashboard import text
from dashboard.language import Language
from dashboard.nexus import methods_frames, methods_tables, methods_text
from dashboard.nexus import text as pair_text
from dashboard.profile.peers_words import joined
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Desk, Dots, Made, Map, Scatter
from dashboard.story.two_figures import Two, settled, two
from dashboard.view import Picture, View

_THIRDS, _HIGHEST = 3, 2
_MOST_NAMES = 5
_NAMED_IN_SCATTER = 5


def on_one_map(desk: Desk, view: View) -> Made:
    """Both figures in nine colours, and how many countries high in the first are high or low in the second."""
    found, say = two(desk, view), desk.say
    enough = len(found.both) >= LEAST
    told = _corners(found, say) if enough else _too_few(len(found.both), say)
    drawn = replace(view, picture=Picture.BOTH, period=found.first.period)
    return Made(
        body=Map(view=drawn),
        subtitle=pair_subtitle(found, say),
        takeaway=told,
        alt=say("A map in nine colours, three thirds of each figure. {finding}", finding=told),
        sources=pieces.sources_of(desk, found.first, found.second),
        table=pieces.pair_table(found.first, found.second, say),
        refused=not enough,
        caution=pair_text.fixed(say),
    )


def pair_subtitle(found: Two, say: Language) -> str:
    """Both indicators with their years, and how many places have both."""
    n = pair_text.places(found.first.level, len(found.both), say)
    units = [f"{text.title(shown, say)} ({say(shown.indicator.unit.name)})" for shown in (found.first, found.second)]
    return " · ".join((*units, n))


def _too_few(n: int, say: Language) -> str:
    return say("Only {n} places have both figures, fewer than {least}: nothing is said.", n=say.number(n), least=LEAST)


def _corners(found: Two, say: Language) -> str:
    """Of the third highest in the first figure: how many are in the highest and lowest third of the second."""
    thirds = {name: classify(found.both[name], Method.QUANTILES, _THIRDS) for name in ("one", "other")}
    row, column = (thirds[name].class_of(found.both[name]) for name in ("one", "other"))
    top = row == _HIGHEST
    high, low = top & (column == _HIGHEST), top & (column == 0)
    counted = {
        "all": say.number(int(top.sum())),
        "high": say.number(int(high.sum())),
        "low": say.number(int(low.sum())),
        "n": say.number(len(found.both)),
        "year": pair_text.years(found.first, found.second, say),
    }
    return f"{_compared(int(high.sum()), int(low.sum()), counted, say)} {_listed(found.both[high], say)}"


def _compared(high: int, low: int, counted: dict[str, str], say: Language) -> str:
    if high > low:
        return say(
            "Of the {all} countries with the highest shares of foreign citizens, {high} are also in the highest third "
            "of severe housing deprivation and {low} in the lowest ({n} countries, {year}).",
            **counted,
        )
    if low > high:
        return say(
            "Of the {all} countries with the highest shares of foreign citizens, {low} are in the lowest third of "
            "severe housing deprivation and {high} in the highest ({n} countries, {year}).",
            **counted,
        )
    return say(
        "Of the {all} countries with the highest shares of foreign citizens, as many are in the highest third of "
        "severe housing deprivation as in the lowest: {high} ({n} countries, {year}).",
        **counted,
    )


def _listed(both: pd.DataFrame, say: Language) -> str:
    if both.empty:
        return say("None is high in both.")
    names = sorted(map(str, both["name"]))
    if len(names) > _MOST_NAMES:
        return say("{n} are high in both.", n=say.number(len(names)))
    return say("High in both: {names}.", names=joined(names, say))


def against_each_other(desk: Desk, view: View) -> Made:
    """The two figures as a scatter: the rank correlation, its interval, and what one country does to it."""
    asked = settled(desk, view)
    made, found = makers.scattered()(desk, asked), two(desk, asked).found
    return replace(made, takeaway=f"{made.takeaway} {_how_sure(found, desk.say)}".strip())


def _how_sure(found: Association | None, say: Language) -> str:
    if found is None:
        return ""
    interval = say(
        "The 95 % interval runs from {low} to {high}.",
        low=pair_text.signed(found.interval.low, say),
        high=pair_text.signed(found.interval.high, say),
    )
    return f"{interval} {_without_one(found.left_out, found.value, say)}".strip()


def _without_one(left_out: LeftOut | None, value: float, say: Language) -> str:
    if left_out is None:
        return ""
    ends = {
        "low": pair_text.signed(left_out.lowest, say),
        "high": pair_text.signed(left_out.highest, say),
        "one": say.country(left_out.lowest_without),
        "other": say.country(left_out.highest_without),
    }
    if left_out.lowest * left_out.highest > 0 and left_out.lowest * value > 0:
        return say("No single country decides the sign: {low} without {one}, {high} without {other}.", **ends)
    return say("A single country decides the sign: {low} without {one}, {high} without {other}.", **ends)


def years_before(desk: Desk, view: View) -> Made:
    """The correlation within countries with the first figure of none to five years before."""
    screens, say = _screens(desk, view), desk.say
    found = lagging.lags(methods_frames.panel(*screens))
    if isinstance(found, Refused):
        return _refused(desk, screens, methods_text.refusal(found, say))
    told = f"{methods_text.lags_title(found, say)}. {methods_text.lags(found, say)}"
    return Made(
        body=_lag_dots(found, say),
        subtitle=_over_years(screens, say),
        takeaway=told,
        alt=say("Dots, a row a number of years before, with both ends of the interval. {finding}", finding=told),
        sources=pieces.sources_of(desk, *screens),
        table=pieces.table(methods_tables.lags(found, say), named_by_index=True),
        caution=say("What comes first in time need not be the reason; {n} lags give chance {n} tries.", n=len(found)),
    )


def _screens(desk: Desk, view: View) -> tuple[Screen, Screen]:
    return desk.screen(view), makers.second(desk, view)


def _refused(desk: Desk, screens: tuple[Screen, Screen], why: str) -> Made:
    """The table of the pair with the reason why nothing is said."""
    first, second = screens
    return Made(
        body=pieces.scatter(first, second, desk.say),
        subtitle=_over_years(screens, desk.say),
        takeaway=why,
        alt=why,
        sources=pieces.sources_of(desk, first, second),
        table=pieces.pair_table(first, second, desk.say),
        refused=True,
    )


def _over_years(screens: tuple[Screen, Screen], say: Language) -> str:
    one, other = (say(shown.indicator.title) for shown in screens)
    return say("{one} and {other}, all years with both, each country against its own mean", one=one, other=other)


def _lag_dots(found: Sequence[Lag], say: Language) -> Dots:
    shown = [one for one in found if isfinite(one.r)]
    return Dots(
        series=(say("Lower end"), say("Correlation"), say("Upper end")),
        rows=tuple((methods_text.years_before(one.k, say).capitalize(), (one.low, one.r, one.high)) for one in shown),
        axis=say("Correlation within countries; 0 is none"),
    )


def panel_of(desk: Desk, view: View) -> Panel | Refused:
    """The panel with fixed effects of the View's two indicators, in the same year."""
    return panels.fixed_effects(methods_frames.panel(*_screens(desk, view)))


def within_countries(desk: Desk, view: View) -> Made:
    """Every country and year against what is usual for both, with the panel's coefficient and interval."""
    screens, say, found = _screens(desk, view), desk.say, panel_of(desk, view)
    if isinstance(found, Refused):
        return _refused(desk, screens, methods_text.refusal(found, say))
    told = within_words(found, say)
    rows = methods_tables.pairs(found.pairs, screens[0].names, screens, say)
    return Made(
        body=_within_dots(found, screens, say),
        subtitle=_panel_subtitle(found, screens, say),
        takeaway=told,
        alt=say("A scatter of countries and years against what is usual for both. {finding}", finding=told),
        sources=pieces.sources_of(desk, *screens),
        table=pieces.cut_short(pieces.table(rows, named_by_index=True), say),
        caution=_panel_caution(found, say),
    )


def within_words(found: Panel, say: Language) -> str:
    """What holds across countries, and what within countries over time, with the interval."""
    numbers = {
        "across": pair_text.signed(found.across, say),
        "b": pair_text.signed(found.b, say),
        "low": pair_text.signed(found.low, say),
        "high": pair_text.signed(found.high, say),
        "n": say.number(found.places),
        "first": str(found.years[0]),
        "last": str(found.years[1]),
    }
    return f"{_across(numbers, say)} {_over_time(found, numbers, say)}"


def _across(numbers: dict[str, str], say: Language) -> str:
    return say(
        "Across {n} countries the averages of all years correlate at {across} ({first} to {last}).",
        **numbers,
    )


def _over_time(found: Panel, numbers: dict[str, str], say: Language) -> str:
    if found.low <= 0 <= found.high:
        return say(
            "Within countries over time no link shows: one point more foreign citizens went with {b} points of severe "
            "housing deprivation, and the 95 % interval from {low} to {high} holds zero.",
            **numbers,
        )
    if found.b * found.across < 0:
        return say(
            "Within countries over time it points the other way: one point more foreign citizens than usual went with "
            "{b} points of severe housing deprivation (95 % interval {low} to {high}).",
            **numbers,
        )
    return say(
        "Within countries over time it points the same way: one point more foreign citizens than usual went with {b} "
        "points of severe housing deprivation (95 % interval {low} to {high}).",
        **numbers,
    )


def _within_dots(found: Panel, screens: tuple[Screen, Screen], say: Language) -> Scatter:
    rows, names = found.pairs, screens[0].names
    labels = [f"{names.get(geo, geo)} {year}" for geo, year in zip(rows["geo"], rows["year"], strict=True)]
    far = rows["y_within"].abs().to_numpy().argsort(kind="stable")[::-1][:_NAMED_IN_SCATTER]
    points = zip(labels, rows["x_within"], rows["y_within"], strict=True)
    x, y = (say("{title}: points above or below the usual", title=say(shown.indicator.title)) for shown in screens)
    return Scatter(
        points=tuple((name, float(x), float(y)) for name, x, y in points),
        x_title=x,
        y_title=y,
        named=tuple(labels[row] for row in far.tolist()),
        cross=(0.0, 0.0),
    )


def _panel_subtitle(found: Panel, screens: tuple[Screen, Screen], say: Language) -> str:
    return say(
        "{one} and {other}, percentage points from what is usual for the country and the year · {rows} pairs of a "
        "country and a year, {places} countries",
        one=say(screens[0].indicator.title),
        other=say(screens[1].indicator.title),
        rows=say.number(found.rows),
        places=say.number(found.places),
    )


def _panel_caution(found: Panel, say: Language) -> str:
    said = say(
        "A link within countries is no reason: people also move to where work and homes are, and other things change "
        "in the same years."
    )
    return f"{few_countries(found, say)} {said}".strip()


def few_countries(found: Panel, say: Language) -> str:
    """That the interval is too narrow; empty where there are enough countries."""
    if not found.few_clusters:
        return ""
    return say("With fewer than {need} countries the true interval within them is wider.", need=FEW_CLUSTERS)
