"""SDG 11 for the European Union or a country: arrows, a path to a target, two windows, status, distance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from analysis.status import Point
from analysis.trend import LONG, SHORT, Trend, sign
from dashboard.language import Language
from dashboard.sdg11 import figures as held
from dashboard.sdg11 import position, sources, tables, text
from dashboard.sdg11.figures import UNION, Figures
from dashboard.sdg11.standing import Standing, goal_points, points, standing
from dashboard.sdg11.targets import CODES
from dashboard.story import pieces
from dashboard.story.model import Body, Desk, Dots, Grid, Line, Lines, Made, Scatter, Table
from dashboard.text import figure
from dashboard.view import View
from data_sources import store

LEAST = 3
"""With verdicts of fewer indicators they are not counted."""

LEAST_COUNTRIES = 10
_SINCE = 2000
_AS_FAR = 5  # points of status are as far out as one per cent a year


def place(view: View) -> str:
    """The View's country, else the European Union."""
    return next(iter(view.places), UNION)


def every(desk: Desk) -> list[Figures]:
    """The figures of all indicators that can be judged, in the order of targets, variants of others left out."""
    ids = store.held()
    entries = held.leading(held.comparable(chain.from_iterable(held.of_target(code, ids) for code in CODES)))
    return [held.figures(desk.observations(one.id)) for one in entries]


def standings(desk: Desk, view: View) -> list[Standing]:
    """How the place stands in every indicator that it has a figure of."""
    found = [standing(one, place(view)) for one in every(desk)]
    return [one for one in found if one.year is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a step says of standings: the sentence, and whether it is that nothing can be said."""

    sentence: str
    refused: bool
    caution: str = ""


def made(shown: Sequence[Standing], body: Body, table: Table, said: Said, say: Language) -> Made:
    """A picture of standings, with place, number of indicators and years below its title."""
    where = text.place_name(shown[0].place, say) if shown else ""
    counted = say.plural("{n} indicator", "{n} indicators", len(shown))
    years = [one.year for one in shown if one.year is not None]
    return Made(
        body=body,
        subtitle=" · ".join(part for part in (where, counted, _span(years, say)) if part),
        takeaway=said.sentence,
        alt=said.sentence,
        sources=(sources.source_line([one.figures.provenance for one in shown], say),),
        table=table,
        refused=said.refused,
        caution=said.caution,
    )


def _span(years: Sequence[int], say: Language) -> str:
    """The years of the newest figures."""
    if not years:
        return ""
    ends = {"first": str(min(years)), "last": str(max(years))}
    return say("newest figures of {first} to {last}", **ends) if min(years) < max(years) else ends["last"]


def movement(one: Trend, say: Language) -> str:
    """An arrow, the verdict and the rate, such as `→ insufficient, +0.4 % a year`; a dash without a verdict."""
    if one.verdict is None:
        return "–"
    return f"{text.ARROWS[one.verdict]} {text.verdict(one, say)}, {text.rate(one, say)}"


def too_few(n: int, say: Language) -> str:
    """Why verdicts of so few indicators are not counted."""
    return say.plural(
        "{n} indicator has enough figures in a row: with fewer than {least} they are not counted.",
        "{n} indicators have enough figures in a row: with fewer than {least} they are not counted.",
        n,
        least=LEAST,
    )


def arrows(desk: Desk, view: View) -> Made:
    """Every indicator with its newest figure and where it moves over five years and fifteen."""
    say, shown = desk.say, standings(desk, view)
    judged = [one for one in shown if one.short.verdict is not None]
    rows = tuple(
        (
            say(one.entry.title),
            f"{figure(one.value, one.entry, say)} ({one.year})",
            movement(one.short, say),
            movement(one.long, say),
        )
        for one in shown
    )
    columns = (say("Indicator"), say("Newest"), _window(SHORT.years, say), _window(LONG.years, say))
    table = Table(columns=columns, rows=rows)
    few = len(judged) < LEAST
    sentence = too_few(len(judged), say) if few else text.headline(shown, place(view), "", say)
    caution = say("An arrow upwards is towards the better, not towards higher figures. A verdict follows a rule.")
    return made(shown, Grid(table=table), table, Said(sentence=sentence, refused=few, caution=caution), say)


def _window(years: int, say: Language) -> str:
    return say("{n} years", n=years)


def recycling(desk: Desk, view: View) -> Made:
    """One indicator through the years, with the path that would lead to its target."""
    say, found = desk.say, held.figures(desk.observations(view.indicator))
    one = standing(found, place(view))
    refused = one.short.verdict is None
    body = Lines(
        lines=(_course(one, say), *_path(one, say)), axis=say(one.entry.unit.name).capitalize(), about_people=False
    )
    values = sorted(found.line(one.place).values.items(), reverse=True)
    rows = tuple((str(year), figure(value, one.entry, say)) for year, value in values)
    note = say(one.target.note) if one.target else ""
    said = Said(sentence=text.story(one, say), refused=refused, caution=note)
    table = Table(columns=(say("Year"), text.place_name(one.place, say)), rows=rows)
    titled = " · ".join((text.place_name(one.place, say), say(one.entry.title), say(one.entry.unit.name), _ends(one)))
    return replace(made([one], body, table, said, say), subtitle=titled)


def _ends(one: Standing) -> str:
    """First and last year of the line."""
    years = [year for year in one.figures.line(one.place).values if year >= _SINCE]
    return f"{min(years)}–{max(years)}" if years else ""


def _course(one: Standing, say: Language) -> Line:
    """The line of the place, cut at gaps and breaks."""
    line = one.figures.line(one.place)
    course: list[tuple[str, float]] = []
    for year in sorted(each for each in line.values if each >= _SINCE):
        if course and (year in line.breaks or year - 1 not in line.values):
            course.append((str(year), float("nan")))
        course.append((str(year), line.values[year]))
    return Line(name=text.place_name(one.place, say), points=tuple(course))


def _path(one: Standing, say: Language) -> tuple[Line, ...]:
    """An even yearly pace from the window's start to the target; none where no pace is needed or leads there."""
    if one.goal is None or one.target is None or one.short.required_pc is None:
        return ()
    growth, since = 1 + one.short.required_pc / 100, one.short.since
    first = one.figures.line(one.place).values[since]
    path = tuple((str(year), first * growth ** (year - since)) for year in range(since, one.target.year + 1))
    goal = figure(one.goal, one.entry, say)
    name = say("pace needed for {goal} by {year}", goal=goal, year=str(one.target.year))
    return (Line(name=name, points=path, dashed=True),)


def windows(desk: Desk, view: View) -> Made:
    """The yearly rates of five years beside those of fifteen, and how many verdicts differ."""
    say = desk.say
    shown = [one for one in standings(desk, view) if one.short.cagr_pc is not None and one.long.cagr_pc is not None]
    other = [one for one in shown if text.verdict(one.short, say) != text.verdict(one.long, say)]
    rows = tuple((say(one.entry.title), (_towards(one, one.long), _towards(one, one.short))) for one in shown)
    series = (_window(LONG.years, say), _window(SHORT.years, say))
    axis = say("% a year, towards the better to the right")
    body = Dots(series=series, rows=rows, axis=axis, about_people=False)
    table = Table(
        columns=(say("Indicator"), *series),
        rows=tuple((say(one.entry.title), movement(one.long, say), movement(one.short, say)) for one in shown),
    )
    few = len(shown) < LEAST
    said = Said(sentence=too_few(len(shown), say) if few else _two_windows(other, shown, say), refused=few)
    return made(shown, body, table, said, say)


def _towards(one: Standing, window: Trend) -> float:
    """Per cent a year towards the better."""
    return sign(one.entry.direction) * (window.cagr_pc or 0.0)


def _two_windows(other: Sequence[Standing], shown: Sequence[Standing], say: Language) -> str:
    if not other:
        return say("All {n} indicators get the same verdict over 15 years as over five.", n=say.number(len(shown)))
    return say(
        "{k} of {n} indicators get another verdict over 15 years than over five: {titles}.",
        k=say.number(len(other)),
        n=say.number(len(shown)),
        titles=", ".join(say(one.entry.title) for one in other),
    )


def quadrant(desk: Desk, view: View) -> Made:
    """Status beside progress of every country over all indicators that can be compared."""
    say, found = desk.say, [one for one in every(desk) if points(one)]
    places, n = goal_points(found)
    few = len(places) < LEAST_COUNTRIES
    sentence = position.quadrant_counts([one.quadrant for one in places.values()], say)
    countries = say.plural("{n} country", "{n} countries", len(places))
    mean = say.plural("mean of {n} indicator", "mean of {n} indicators", n)
    newest = _span([max(one.series[UNION]) for one in found], say)
    return Made(
        body=_fields(places, view.places, say),
        subtitle=" · ".join(part for part in (countries, mean, newest) if part),
        takeaway=say("Too few countries have enough of the indicators to count them.") if few else sentence,
        alt=sentence,
        sources=(sources.source_line([one.provenance for one in found], say),),
        table=pieces.table(tables.quadrant(places, say), named_by_index=True),
        refused=few,
        caution=say("A mean over indicators hides what it is made of; it only says where to look."),
    )


def _fields(places: Mapping[str, Point], asked: Sequence[str], say: Language) -> Scatter:
    """A dot a country, with the European Union at the crossing; the outermost are named where none is asked for."""
    names = {code: say.country(code) for code in sorted(places)}
    far = sorted(places, key=lambda code: -abs(places[code].status) - _AS_FAR * abs(places[code].progress_pc))
    chosen = [code for code in asked if code in places] or far[: pieces.MOST_NAMED]
    return Scatter(
        points=tuple((names[code], places[code].progress_pc, places[code].status) for code in names),
        x_title=say("Progress over five years, % a year; to the right is towards the better"),
        y_title=say("Status, points from the European Union; upwards is better"),
        named=tuple(names[code] for code in chosen),
        cross=(0.0, 0.0),
    )
