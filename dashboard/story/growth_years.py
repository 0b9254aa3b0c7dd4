"""The share of regions that grew only through migration, year by year."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.language import Language
from dashboard.story import pieces
from dashboard.story.growth_figures import FEWEST, MOVES, NATURAL, Kind, both, kinds, named
from dashboard.story.model import Desk, Line, Lines, Made, Table
from dashboard.view import View
from data_sources.model import Level

_PERCENT = 100.0
_UNRELIABLE = "u"


def years(desk: Desk, view: View) -> Made:
    """The share of regions that grew only through migration, year by year, of the countries held in all of them."""
    say = desk.say
    kept = steady(by_year(desk))
    found = {year: _PERCENT * float((own == Kind.MIGRATION).mean()) for year, own in kept.items()}
    told = year_words(kept, say)
    points = tuple((year, share) for year, share in found.items())
    first, second, _ = both(desk, view)
    heads = (say("Year"), say("Per cent of regions"), say("Regions"))
    rows = tuple((year, say.number(found[year], 1), say.number(len(kept[year]))) for year in reversed(found))
    return Made(
        body=Lines(
            lines=(Line(name=named(Kind.MIGRATION, say), points=points),),
            axis=say("Per cent of regions"),
            about_people=True,
        ),
        subtitle=say("Regions that grew only through migration · countries with figures in every year"),
        takeaway=told,
        alt=told,
        sources=pieces.sources_of(desk, first, second),
        table=Table(columns=heads, rows=rows),
        refused=min(map(len, kept.values()), default=0) < FEWEST,
        caution=say(
            "Regions were redrawn in between, so each year counts its own. A revision shows as a jump of one year."
        ),
    )


def steady(by_year: Mapping[str, pd.Series]) -> dict[str, pd.Series]:
    """The regions of the countries that have some in every year."""
    lands = [set(found.index.astype(str).str[:2]) for found in by_year.values()]
    always = set.intersection(*lands) if lands else set()
    return {year: found[found.index.astype(str).str[:2].isin(sorted(always))] for year, found in by_year.items()}


def year_words(kept: Mapping[str, pd.Series], say: Language) -> str:
    """The share in the first, the highest and the last year."""
    if len(kept) < 2 or min(map(len, kept.values())) < FEWEST:  # noqa: PLR2004
        return say("Too few regions have figures in every year: no course is told.")
    found = {year: _PERCENT * float((own == Kind.MIGRATION).mean()) for year, own in kept.items()}
    first, last, top = min(found), max(found), max(found, key=lambda year: found[year])
    told = {name: say.number(found[year]) for name, year in (("a", first), ("b", last), ("c", top))}
    head = say("From {a} % of regions in {first} to {b} % in {last}.", **told, first=first, last=last)
    if top in {first, last}:
        return head
    return f"{head} {say('The share was highest in {top}: {c} %.', **told, top=top)}"


def by_year(desk: Desk) -> dict[str, pd.Series]:
    """Year -> the kinds of the regions with both figures."""
    one, other = (_reliable(desk, id) for id in (NATURAL, MOVES))
    pair = pd.DataFrame({"one": one, "other": other}).dropna()
    return {str(year): kinds(rows.droplevel("time_period")) for year, rows in pair.groupby(level="time_period")}


def _reliable(desk: Desk, id: str) -> pd.Series:
    """(region, year) -> figure."""
    table = desk.observations(id).table
    placed = (table["level"] == Level.NUTS3.value) & (table["geo_vintage"] != "")
    rows = table[placed & table["obs_value"].notna()]
    sure = rows[~rows["obs_flag"].astype(str).str.contains(_UNRELIABLE)]
    plain = sure.astype({"geo": str, "time_period": str})
    return plain.set_index(["geo", "time_period"])["obs_value"].astype(float)
