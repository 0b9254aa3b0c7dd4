"""Of how many cities anything is held; their foreign-born residents on a map and beside cars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.association import LEAST, Association
from dashboard import text
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.profile import peers_context
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Body, Desk, Grid, Made, Scatter, Table
from dashboard.story.two_figures import settled, two
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

SHARE, CARS = "c_forborn", "c_cars"
SURVEY = ("p_air", "p_green", "p_pt")
"""Satisfied with the air, with green spaces, with public transport."""

WANTED = ("c_no2", "c_pm10", "c_noise", "c_green", "c_pt", "c_car")
"""Measured in cities and published, if nobody here has them yet."""

YEARS_BACK = 5
"""A share of foreign-born residents may be so much older than the survey."""

ONE_EACH = 1_000
"""Cars per 1,000 inhabitants above which companies' fleets must be among them."""


def short(id: str, say: Language) -> str:
    """A figure of the survey in one or two words."""
    return {"p_air": say("air"), "p_green": say("green spaces"), "p_pt": say("public transport"), CARS: say("cars")}[id]


@dataclass(frozen=True, kw_only=True)
class Cities:
    """The newest reliable figure of each city not much older than the survey; `tables` has one a figure, by code."""

    since: str
    until: str
    tables: Mapping[str, pd.DataFrame]
    screens: Mapping[str, Screen]

    def values(self, id: str) -> pd.Series:
        """City -> figure."""
        return self.tables[id]["obs_value"].astype(float)

    def both(self, id: str) -> pd.DataFrame:
        """City -> `one` (the share of foreign-born residents) and `other`, where both are held."""
        return pd.DataFrame({"one": self.values(SHARE), "other": self.values(id)}).dropna()

    @cached_property
    def survey(self) -> pd.DataFrame:
        """City -> the answers of the survey, a column a question, where all are held."""
        return pd.DataFrame({id: self.values(id) for id in SURVEY}).dropna()


def cities(desk: Desk) -> Cities:
    """All cities with what is held of them in the years up to the survey."""
    views = {id: View(indicator=id, level=Level.CITY, lang=desk.say.code) for id in (SHARE, CARS, *SURVEY)}
    screens = {id: desk.screen(view) for id, view in views.items()}
    until = max(screens[id].period for id in SURVEY)
    since = str(int(until) - YEARS_BACK)
    tables = {id: _newest(shown, since, until) for id, shown in screens.items()}
    return Cities(since=since, until=until, tables=tables, screens=screens)


def _newest(shown: Screen, since: str, until: str) -> pd.DataFrame:
    """`obs_value` and `time_period` by city."""
    rows = shown.series.rows[["geo", "time_period", "obs_value", "obs_flag"]]
    near = [period for period in shown.series.periods if since <= period <= until]
    return peers_context.newest(peers_context.valued(rows[rows["time_period"].isin(near)]))


def coverage(desk: Desk, view: View) -> Made:  # noqa: ARG001 - a maker's shape; what is counted is fixed
    """How many cities have each figure, and how many have it together with the share of foreign-born residents."""
    found, say = cities(desk), desk.say
    both = len(found.both(SURVEY[0]))
    grid = _coverage_table(found, say)
    told = coverage_words(found, say)
    return Made(
        body=Grid(table=grid, marked=tuple((row, 1) for row in range(len(found.tables), len(grid.rows)))),
        subtitle=say("Newest figure of each city, {since} to {until}", since=found.since, until=found.until),
        takeaway=told,
        alt=say("A table of figures and cities. {finding}", finding=told),
        sources=pieces.sources_of(desk, *found.screens.values()),
        table=grid,
        refused=both < LEAST,
        caution=say("Which cities report is no sample: whole countries are missing."),
    )


def _coverage_table(found: Cities, say: Language) -> Table:
    columns = (say("Figure"), say("Cities"), say("Countries"), say("Years"), say("Cities with the share too"))
    rows = [_coverage_row(id, found, say) for id in found.tables]
    none = [(say(CATALOGUE[id].title), say("not held here"), "–", "–", "–") for id in _lacking()]
    return Table(columns=columns, rows=(*rows, *none))


def _lacking() -> list[str]:
    return [id for id in WANTED if id not in store.held()]


def _coverage_row(id: str, found: Cities, say: Language) -> tuple[str, ...]:
    rows = found.tables[id]
    years = sorted(rows["time_period"].astype(str).unique())
    span = years[0] if len(years) == 1 else "–".join((years[0], years[-1])) if years else "–"
    with_share = len(rows) if id == SHARE else len(found.both(id))
    countries = rows.index.astype(str).str[:2].nunique()
    return say(CATALOGUE[id].title), say.number(len(rows)), say.number(countries), span, say.number(with_share)


def coverage_words(found: Cities, say: Language) -> str:
    """How many cities of the survey have a share of foreign-born residents too; and what is not held at all."""
    both, asked = len(found.both(SURVEY[0])), len(found.tables[SURVEY[0]])
    told = {
        "both": say.number(both),
        "asked": say.number(asked),
        "cars": say.number(len(found.both(CARS))),
        "since": found.since,
        "until": found.until,
    }
    if both < LEAST:
        return say(
            "Only {both} of {asked} cities of the survey have a share of foreign-born residents of {since} to {until}: "
            "too few to compare.",
            **told,
        )
    said = say(
        "{both} of {asked} cities of the survey have a share of foreign-born residents of {since} to {until} too; cars "
        "and the share are held of {cars} cities.",
        **told,
    )
    return f"{said} {_not_held(say)}"


def _not_held(say: Language) -> str:
    lacking = _lacking()
    if not lacking:
        return say("Air, noise and journeys measured in cities are held as well.")
    return say.plural(
        "{n} figure measured in cities is not held: air, noise or journeys.",
        "{n} figures measured in cities are not held: air, noise, green areas and journeys among them.",
        len(lacking),
    )


def mapped(desk: Desk, view: View) -> Made:
    """The map of the share of foreign-born residents, with how many cities and countries it covers."""
    made, shown = makers.mapped(map_words)(desk, view), desk.screen(view)
    few = len(shown.valued) < LEAST
    caution = desk.say("Cities without a dot have not reported in this year; they are not cities without newcomers.")
    return replace(made, refused=made.refused or few, caution=caution)


def map_words(shown: Screen, say: Language) -> str:
    """The highest and the middle city, and how many cities of how many countries."""
    valued = shown.valued
    if len(valued) < LEAST:
        return say("Only {n} cities have a figure: nothing is said.", n=say.number(len(valued)))
    top = valued.iloc[0]
    return say(
        "In {city} {high} of residents were born abroad, in the middle city {middle}: {n} cities in {countries} "
        "countries ({year}).",
        city=str(top["name"]),
        high=text.figure(float(top["obs_value"]), shown.indicator, say),
        middle=text.figure(float(valued["obs_value"].median()), shown.indicator, say),
        n=say.number(len(valued)),
        countries=say.number(valued["geo"].str[:2].nunique()),
        year=say.period(shown.period),
    )


def cars(desk: Desk, view: View) -> Made:
    """Cars per inhabitant against foreign-born residents, across all cities and inside countries."""
    asked, say = settled(desk, view), desk.say
    made, found = makers.scattered()(desk, asked), two(desk, asked)
    drawn = found.both[found.both["other"] <= ONE_EACH]
    left_out = found.both[found.both["other"] > ONE_EACH]
    return replace(
        made,
        body=_only(drawn, made.body),
        subtitle=" · ".join(part for part in (made.subtitle, _outside(left_out, say)) if part),
        takeaway=f"{made.takeaway} {_inside(found.found, say)}".strip(),
    )


def _only(rows: pd.DataFrame, body: Body) -> Body:
    """A scatter with some of its places."""
    if not isinstance(body, Scatter):
        return body
    points = zip(rows["name"], rows["one"], rows["other"], strict=True)
    kept = tuple((str(name), float(x), float(y)) for name, x, y in points)
    return replace(body, points=kept, named=pieces.extremes(rows))


def _outside(left_out: pd.DataFrame, say: Language) -> str:
    """Cities with more cars than people, whose fleets would flatten the picture; they count in the sentence."""
    if left_out.empty:
        return ""
    return say(
        "not drawn, with more cars than people: {names}",
        names=", ".join(sorted(map(str, left_out["name"]))),
    )


def _inside(found: Association | None, say: Language) -> str:
    if found is None or found.within is None:
        return ""
    told = {"value": pair_text.signed(found.within.value, say), "countries": say.number(found.within.countries)}
    if found.within.value * found.value > 0:
        return say("Inside countries the sign is the same: {value} in {countries} countries.", **told)
    return say("Inside countries the sign is not the same: {value} in {countries} countries.", **told)
