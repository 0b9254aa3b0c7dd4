"""The gap between rural areas and cities through the years, in countries that can be followed."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.evidence import LEAST_PLACES
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import dotted, pieces
from dashboard.story.model import Desk, Line, Lines, Made, Table
from dashboard.themes import villages
from dashboard.view import View
from data_sources.codes import EU27_2020

_UNION = "EU27_2020"
_YEARS_BACK = 10
_BREAK = "b"


@dataclass(frozen=True, kw_only=True)
class Followed:
    """The gap of countries with a figure in every year, a row a country: in `table` those without a break since.

    `whole` has those with a break too, and `left_out` counts countries that lack a year.
    """

    table: pd.DataFrame
    whole: pd.DataFrame
    left_out: int

    @property
    def narrower(self) -> int:
        """In how many the two kinds of place lay nearer to each other in the last year than in the first."""
        sizes = self.table.abs()
        return int((sizes.iloc[:, -1] < sizes.iloc[:, 0]).sum())

    @property
    def wider(self) -> int:
        """In how many they lay further apart."""
        sizes = self.table.abs()
        return int((sizes.iloc[:, -1] > sizes.iloc[:, 0]).sum())


def followed(rows: pd.DataFrame) -> Followed:
    """The countries that can be followed through the last ten years held; `rows` are those of one level."""
    periods = sorted(rows.loc[rows["obs_value"].notna(), "time_period"].astype(str).unique())
    kept = [period for period in periods if int(period) >= int(periods[-1]) - _YEARS_BACK]
    own = rows.assign(year=rows["time_period"].astype(str), place=rows["geo"].astype(str))
    own = own[own["year"].isin(kept)]
    broken = own.loc[own["obs_flag"].astype(str).str.contains(_BREAK) & (own["year"] != kept[0]), "place"]
    table = own.pivot_table(index="place", columns="year", values="obs_value", observed=True).reindex(columns=kept)
    whole = table[table.notna().all(axis=1)]
    return Followed(table=whole[~whole.index.isin(broken)], whole=whole, left_out=len(table) - len(whole))


def through_years(desk: Desk, view: View) -> Made:
    """The middle gap of the countries followed, beside the source's own figure for the Union."""
    shown, say = desk.screen(view), desk.say
    found = followed(shown.series.rows)
    told = years_words(found, say)
    lines = (*_middle_lines(found, say), *_union_line(shown, found, say))
    return Made(
        body=Lines(lines=lines, axis=say("Rural areas minus cities, percentage points")),
        subtitle=_years_subtitle(shown, found, say),
        takeaway=told,
        alt=say("Lines through the years. {finding}", finding=told),
        sources=pieces.sources_of(desk, shown),
        table=_lines_table(lines, say),
        refused=len(found.table) < LEAST_PLACES,
        caution=say(
            "By the definition used until 2020, so these gaps are another series than those of the steps before."
        ),
    )


def _years_subtitle(shown: Screen, found: Followed, say: Language) -> str:
    years = [str(year) for year in found.table.columns]
    return say(
        "{title}, {first} to {last} · {n} without a break, {left_out} left out: a year is missing",
        title=say(shown.indicator.title),
        first=years[0],
        last=years[-1],
        n=say.plural("{n} country", "{n} countries", len(found.table)),
        left_out=say.number(found.left_out),
    )


def _middle_lines(found: Followed, say: Language) -> tuple[Line, ...]:
    """The middle of the countries without a break, and of those with one too where there are any."""
    n, all_of_them = say.number(len(found.table)), say.number(len(found.whole))
    own = Line(name=say("Middle of {n} without a break", n=n), points=_middle(found.table))
    if len(found.whole) == len(found.table):
        return (own,)
    return own, Line(name=say("Middle of {n}, breaks included", n=all_of_them), points=_middle(found.whole))


def _middle(table: pd.DataFrame) -> tuple[tuple[str, float], ...]:
    return tuple((str(year), float(value)) for year, value in table.median().items())


def _union_line(shown: Screen, found: Followed, say: Language) -> tuple[Line, ...]:
    """The source's figure for the European Union in the same years; none where it has none."""
    table = shown.series.table
    rows = table[(table["geo"].astype(str) == _UNION) & table["obs_value"].notna()]
    values = dict(zip(rows["time_period"].astype(str), rows["obs_value"].astype(float), strict=True))
    points = tuple((str(year), values.get(str(year), float("nan"))) for year in found.table.columns)
    name = say("European Union ({n})", n=len(EU27_2020))
    return (Line(name=name, points=points),) if values else ()


def _lines_table(lines: tuple[Line, ...], say: Language) -> Table:
    values = {line.name: dict(line.points) for line in lines}
    frame = pd.DataFrame(values, dtype=float).sort_index(ascending=False)
    return dotted.table(frame, say("Year"), 1, say)


def years_words(found: Followed, say: Language) -> str:
    """In how many of the countries followed the gap narrowed, and the middle gap then and now."""
    if len(found.table) < LEAST_PLACES:
        return say(
            "Only {n} countries can be followed without a break, fewer than {least}: nothing is said.",
            n=say.number(len(found.table)),
            least=LEAST_PLACES,
        )
    years, middle = found.table.columns, found.table.median()
    told = {
        "narrower": say.number(found.narrower),
        "wider": say.number(found.wider),
        "n": say.number(len(found.table)),
        "first": str(years[0]),
        "last": str(years[-1]),
        "before": villages.signed(float(middle.iloc[0]), say),
        "now": villages.signed(float(middle.iloc[-1]), say),
    }
    return f"{_nearer_or_farther(found, told, say)} {_with_breaks(found, say)}".strip()


def _nearer_or_farther(found: Followed, told: dict[str, str], say: Language) -> str:
    if found.narrower >= found.wider:
        return say(
            "Cities and rural areas came closer in {narrower} of {n} countries without a break and moved apart in "
            "{wider}; the middle gap went from {before} points in {first} to {now} in {last}.",
            **told,
        )
    return say(
        "Cities and rural areas moved apart in {wider} of {n} countries without a break and came closer in {narrower}; "
        "the middle gap went from {before} points in {first} to {now} in {last}.",
        **told,
    )


def _with_breaks(found: Followed, say: Language) -> str:
    """Whether the countries with a break in the series would tell the same; empty where there are none."""
    if len(found.whole) == len(found.table):
        return ""
    own, every = found.table.median(), found.whole.median()
    told = {
        "n": say.number(len(found.whole)),
        "before": villages.signed(float(every.iloc[0]), say),
        "now": villages.signed(float(every.iloc[-1]), say),
    }
    if (own.iloc[-1] - own.iloc[0]) * (every.iloc[-1] - every.iloc[0]) > 0:
        return say("With those that have a break ({n} in all) it went from {before} to {now}: the same way.", **told)
    return say(
        "With those that have a break ({n} in all) it went from {before} to {now}: whom one follows decides the "
        "answer.",
        **told,
    )
