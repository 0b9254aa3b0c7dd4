"""The figures of a place and of the wider places it lies in, each with its year, its age and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import numpy as np

from analysis.evidence import age_years
from analysis.slices import nearest_period
from dashboard.language import Language
from dashboard.profile.book import Book, Figure, Sheet, of_observations
from data_sources import geography
from data_sources.catalogue import CATALOGUE
from data_sources.model import NUTS, UNDATED, Kind, Level, Theme
from data_sources.schema import Observations

FARTHEST_YEARS = 5
"""How far apart two figures may be to stand beside each other."""


class Relation(StrEnum):
    """Whose figure it is, seen from the place asked for."""

    OWN = "own"
    COMMUTING = "commuting"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place by its code, with its own name, its level and Eurostat's code of its country."""

    code: str
    name: str
    level: Level
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure. Counts with a denominator come as a rate per 1,000 inhabitants (`per_head`).

    `place` is whose figure it is. `age_years` is None for a figure without a date. `country` and `union` are the same
    figure of the country and the EU in the nearest period; `union_note` is "source", "sum" or "median". `median`, `n`
    and `rank` (1 = highest) are of all places of the same level in the same period; counts of people have none.
    """

    indicator: str
    per_head: bool
    place: Place
    relation: Relation
    value: float
    period: str
    flag: str
    conf: str
    age_years: int | None
    country: float | None
    country_period: str
    union: float | None
    union_period: str
    union_note: str
    median: float | None
    n: int
    rank: int | None
    former_borders: bool = False
    """True for a region whose borders were others then."""

    others: tuple[float, ...] = ()
    """The figures of all places of the level in that period, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A theme or an SDG target (the other is None or "") without a figure of the place, and who holds one."""

    theme: Theme | None
    target: str
    holders: str


def place(code: str) -> Place:
    """The place with this code; a code that is in no list names itself."""
    level = geography.level_of(code)
    if level is Level.COUNTRY:
        return Place(code=code, name=code, level=level, country=code)
    listed = _listed(level)
    row = listed.get(code)
    return Place(code=code, name=row or code, level=level, country=code[:2])


@lru_cache(maxsize=8)
def _listed(level: Level) -> dict[str, str]:
    """Code -> name of the places of a level, each in the newest version that has it."""
    table = geography.districts() if level is Level.DISTRICT else geography.regions()
    rows = table[table["level"] == level.value].sort_values("vintage")
    return dict(zip(rows["code"].astype(str), rows["name"].astype(str), strict=True))


def city_of(code: str) -> str:
    """The city of a neighbourhood; any other place is its own."""
    return code.partition("_")[0] if geography.level_of(code) is Level.DISTRICT else code


def relatives(code: str) -> tuple[tuple[Place, Relation], ...]:
    """The place and the wider ones it lies in: commuting area, small region, region, country, as far as known."""
    own = place(city_of(code))
    wider = [(place(one), Relation.REGION) for one in _regions(own)]
    if own.level is Level.CITY and _commuting(own.code) in _listed(Level.FUA):
        wider.insert(0, (place(_commuting(own.code)), Relation.COMMUTING))
    country = [] if own.level is Level.COUNTRY else [(place(own.country), Relation.COUNTRY)]
    return ((own, Relation.OWN), *wider, *country)


def _commuting(city: str) -> str:
    """The functional urban area of a city has its code with another last letter."""
    return city[:-1] + "F"


def _regions(own: Place) -> list[str]:
    """The regions that a place lies in, the smallest first."""
    if own.level in (Level.CITY, Level.FUA):
        small = _located().get(own.code, "")
        return [code for code in (small, small[:4]) if code and code in _listed(geography.level_of(code))]
    lengths = {Level.NUTS3: (4,), Level.NUTS2: (3,)}.get(own.level, ())
    return [code for code in (own.code[:length] for length in lengths) if code in _listed(geography.level_of(code))]


@lru_cache(maxsize=1)
def _located() -> dict[str, str]:
    """City or functional urban area -> the small region that its centre lies in."""
    table = geography.regions()
    rows = table[table["level"].isin([Level.CITY.value, Level.FUA.value]) & (table["nuts3"] != "")]
    return dict(zip(rows["code"].astype(str), rows["nuts3"].astype(str), strict=True))


def facts(code: str, held: Callable[[str], Observations], ids: Sequence[str], *, year: int) -> tuple[Fact, ...]:
    """The figures of these indicators for a place, by theme; an age is counted up to `year`."""
    return in_book(code, of_observations(held, ids), ids, year=year)


def in_book(code: str, book: Book, ids: Sequence[str], *, year: int) -> tuple[Fact, ...]:
    """For each indicator the figure of the nearest place that has one: its own, else of a wider place it lies in."""
    around = relatives(code)
    found = (_nearest(around, book[id], year) for id in ids if id in book.sheets and not CATALOGUE[id].part)
    order = {relation: number for number, relation in enumerate(Relation)}
    themes = {theme: number for number, theme in enumerate(Theme)}
    known = [one for one in found if one]
    return tuple(sorted(known, key=lambda one: (themes[CATALOGUE[one.indicator].theme], order[one.relation])))


def _nearest(around: tuple[tuple[Place, Relation], ...], sheet: Sheet, year: int) -> Fact | None:
    fitting = ((place, relation) for place, relation in around if place.level in sheet.entry.levels)
    for one, relation in fitting:
        used = newest_form(one, sheet)
        found = history(one, used)
        if found:
            return _fact(used, found[-1], (one, relation), year)
    return None


def newest_form(place: Place, sheet: Sheet) -> Sheet:
    """The sheet itself, or its bare counts where the population held ends before them."""
    if sheet.people is None:
        return sheet
    bare = replace(sheet, people=None)
    rates, counts = sheet.history(place.code), bare.history(place.code)
    ended = counts and (not rates or rates[-1].period[:4] < counts[-1].period[:4])
    return bare if ended else sheet


def history(place: Place, sheet: Sheet) -> tuple[Figure, ...]:
    """A place's figures, oldest first, as far as they are of the area of the newest."""
    found = sheet.history(place.code)
    if place.level not in NUTS or not found:
        return found
    newest = found[-1].vintage
    return tuple(one for one in found if same_area(place, one.vintage, newest))


def same_area(place: Place, one: str, other: str) -> bool:
    """Whether a region had the same borders in two versions."""
    return one == other or place.code in geography.comparable(place.level, one, other)


def current(place: Place) -> str:
    """The newest version of the regions that has this one; "" for other places."""
    if place.level not in NUTS:
        return ""
    tables = ((one, geography.region_table(place.level, one)) for one in geography.VINTAGES[::-1])
    return next((one for one, table in tables if place.code in table.index), "")


def _fact(sheet: Sheet, figure: Figure, whose: tuple[Place, Relation], year: int) -> Fact:
    one, relation = whose
    compares = sheet.shown.kind is not Kind.COUNT
    others = sheet.others(one.level, figure.period) if compares else np.array([])
    country = _of_country(sheet, one, figure.period) if compares else None
    history, note = sheet.union if compares else ({}, "")
    union = near_period(history, figure.period)
    return Fact(
        indicator=sheet.entry.id,
        per_head=sheet.people is not None,
        place=one,
        relation=relation,
        value=figure.value,
        period=figure.period,
        flag=figure.flag,
        conf=figure.conf,
        age_years=age_years(figure.period, year),
        country=country.value if country else None,
        country_period=country.period if country else "",
        union=history.get(union),
        union_period=union,
        union_note=note if union else "",
        median=float(np.median(others)) if len(others) else None,
        n=len(others),
        rank=1 + int((others > figure.value).sum()) if len(others) else None,
        former_borders=one.level in NUTS and not same_area(one, figure.vintage, current(one)),
        others=tuple(others.tolist()),
    )


def _of_country(sheet: Sheet, one: Place, period: str) -> Figure | None:
    """The country's figure in the nearest period; a country has none beside its own."""
    if one.level is Level.COUNTRY:
        return None
    known = {figure.period: figure for figure in sheet.history(one.country)}
    return known.get(near_period(known, period))


def near_period(periods: Iterable[str], wanted: str) -> str:
    """The nearest period, "" where it is too far away to be laid beside the wanted one."""
    found = nearest_period(sorted(periods), wanted)
    if UNDATED in (found, wanted):
        return found if found == wanted else ""
    return found if found and abs(int(found[:4]) - int(wanted[:4])) <= FARTHEST_YEARS else ""


def named(found: Iterable[Fact], say: Language) -> tuple[Fact, ...]:
    """The same with the names of countries in the reader's language."""
    return tuple(replace(one, place=in_words(one.place, say)) for one in found)


def in_words(one: Place, say: Language) -> Place:
    """The place with a country's name in the reader's language; other places have their own names."""
    return replace(one, name=say.country(one.code)) if one.level is Level.COUNTRY else one
