"""The context of every place of a level: its size, and the density, income and urban type of where it lies."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.peers import Variable
from data_sources import geography
from data_sources.model import NUTS, Level
from data_sources.schema import Observations

SIZE, DENSITY, INCOME, URBAN, FOREIGN = "size", "density", "income", "urban", "foreign"
ORDER = (SIZE, DENSITY, INCOME, URBAN, FOREIGN)
"""The parts of a context, in the order in which they are named."""

URBAN_AUDIT_NUTS = "2021"
"""The NUTS version of the small regions in which cities are placed."""

_URBAN_CLASS = 1
_KNOWN_SHARE = 0.95
_UNRELIABLE = "u"

_SIZES = {Level.CITY: "c_pop", Level.FUA: "f_pop", Level.COUNTRY: "pop"}
_FOREIGN = {
    Level.CITY: ("c_forborn",),
    Level.FUA: ("f_forborn", "f_foreigners"),
    Level.COUNTRY: ("for_born", "for_ctz"),
    Level.NUTS2: ("for_born_n2", "for_born_c21_n3"),
    Level.NUTS3: ("for_born_c21_n3",),
}
LEVELS = (Level.COUNTRY, *NUTS, Level.FUA, Level.CITY)
"""Levels whose places have a context."""

_INCOMES = ("gdp_n3", "income_n2", "gdp_real", "med_income", "c_median_income")
_URBAN_LEVELS = (Level.CITY, Level.FUA)


class Whose(StrEnum):
    """Whose figure it is: the place's own, that of the small region around its centre, or a share of its parts."""

    OWN = "own"
    REGION = "region"
    PARTS = "parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the context of a level: the indicator it is read from and whose figure that is."""

    variable: Variable
    indicator: str
    whose: Whose


@dataclass(frozen=True, kw_only=True)
class Context:
    """The context of a level: a row a place, a column a part; `periods` says when, "" where nothing is known.

    `versions` maps a region to the NUTS version whose borders the figures have.
    """

    level: Level
    parts: tuple[Part, ...]
    values: pd.DataFrame
    periods: pd.DataFrame
    versions: dict[str, str]

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The parts as they are compared."""
        return tuple(part.variable for part in self.parts)

    def part(self, name: str) -> Part:
        """The part of this name."""
        return next(part for part in self.parts if part.variable.name == name)


def parts(level: Level, held: Collection[str]) -> tuple[Part, ...]:
    """The parts of a level's context that are held."""
    size = _SIZES.get(level, "pop_n3")
    around = Whose.REGION if level in _URBAN_LEVELS else Whose.OWN
    urban = around if level in (*_URBAN_LEVELS, Level.NUTS3) else Whose.PARTS
    foreign = next((id for id in _FOREIGN.get(level, ()) if id in held), "")
    sizes = frozenset((size, "pop_n3", "pop"))
    found = (
        Part(variable=Variable(name=SIZE, refuses=sizes, in_ratios=True), indicator=size, whose=Whose.OWN),
        Part(variable=_variable(DENSITY, "density", in_ratios=True), indicator="density", whose=around),
        Part(variable=_variable(INCOME, *_INCOMES, in_ratios=True), indicator="gdp_n3", whose=around),
        Part(variable=_variable(URBAN, "urban_rural"), indicator="urban_rural", whose=urban),
        Part(variable=_variable(FOREIGN, foreign), indicator=foreign, whose=Whose.OWN),
    )
    return tuple(part for part in found if part.indicator in held) if level in LEVELS else ()


def _variable(name: str, *refuses: str, in_ratios: bool = False) -> Variable:
    return Variable(name=name, refuses=frozenset(refuses), in_ratios=in_ratios)


Held = Callable[[str], Observations]


def context(level: Level, held: Held, ids: Collection[str]) -> Context:
    """The newest figure of every part for every place of the level, in the borders of its size's newest figure."""
    found = parts(level, ids)
    versions = _versions(level, held, found)
    columns = {part.variable.name: _column(part, level, held, versions) for part in found}
    index = pd.Index(sorted(versions), name="geo")
    values = {name: column["obs_value"].reindex(index) for name, column in columns.items()}
    periods = {name: column["time_period"].reindex(index).fillna("") for name, column in columns.items()}
    return Context(
        level=level,
        parts=found,
        values=pd.DataFrame(values, index=index),
        periods=pd.DataFrame(periods, index=index),
        versions=versions,
    )


def _versions(level: Level, held: Held, found: Collection[Part]) -> dict[str, str]:
    """Place -> version, of all that exist together: regions with a population in their country's newest year."""
    if level in _URBAN_LEVELS:
        return dict.fromkeys(geography.region_table(level, geography.URBAN_AUDIT).index.astype(str), "")
    if level is Level.COUNTRY:
        return dict.fromkeys(geography.countries().index.astype(str), "")
    size = next((part for part in found if part.variable.name == SIZE), None)
    if size is None:
        return {}
    rows = _valued(held(size.indicator), level)
    last = newest(rows[rows["geo_vintage"] != ""])
    country = last.index.str[:2]
    kept = last[last["time_period"] == last.groupby(country)["time_period"].transform("max")]
    return _texts(kept["geo_vintage"])


def _texts(column: pd.Series) -> dict[str, str]:
    """Index -> value, both as plain texts."""
    return dict(zip(column.index.astype(str), column.astype(str), strict=True))


def _column(part: Part, level: Level, held: Held, versions: dict[str, str]) -> pd.DataFrame:
    """`obs_value` and `time_period` of one part by place."""
    if part.whose is Whose.PARTS:
        return _urban_share(level, held, versions)
    if part.whose is Whose.REGION:
        table = geography.region_table(level, geography.URBAN_AUDIT)
        regions = table.loc[table["nuts3"] != "", "nuts3"].astype(str)
        rows = fitting(_valued(held(part.indicator), Level.NUTS3), dict.fromkeys(regions, URBAN_AUDIT_NUTS))
        found = newest(rows).reindex(regions.to_numpy())
        return found.set_axis(regions.index.astype(str)).dropna(subset="obs_value")
    return newest(fitting(_valued(held(part.indicator), level), versions))


def _valued(of: Observations, level: Level) -> pd.DataFrame:
    """The reliable figures of a level."""
    return valued(of.table[of.table["level"] == level.value])


def valued(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a figure that isn't flagged as unreliable, codes as plain texts."""
    unsure = rows["obs_flag"].astype(str).str.contains(_UNRELIABLE)
    kept = rows[rows["obs_value"].notna() & ~unsure]
    return kept.astype({name: object for name in kept if name != "obs_value"})


def fitting(rows: pd.DataFrame, versions: dict[str, str]) -> pd.DataFrame:
    """The rows of these places whose area is that of their version; every row of a place without a version."""
    rows = rows[rows["geo"].isin(versions.keys())]
    wanted = rows["geo"].map(versions)
    fits = (wanted == "") | (rows["geo_vintage"] == wanted)
    for (found, asked), some in rows[~fits].groupby(["geo_vintage", wanted[~fits]]):
        level = Level(some["level"].iloc[0])
        same = some["geo"].isin(geography.comparable(level, str(found), str(asked)))
        fits.loc[some.index[same]] = True
    return rows[fits]


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each place, by its code."""
    return rows.sort_values("time_period", kind="stable").drop_duplicates("geo", keep="last").set_index("geo")


def _urban_share(level: Level, held: Held, versions: dict[str, str]) -> pd.DataFrame:
    """The share of each place's people, in per cent, who live in mainly urban small regions, by country or region."""
    classes = newest(_valued(held("urban_rural"), Level.NUTS3))
    asked = _texts(classes["geo_vintage"])
    people = newest(fitting(_valued(held("pop_n3"), Level.NUTS3), asked))["obs_value"]
    letters = {Level.COUNTRY: 2, Level.NUTS1: 3, Level.NUTS2: 4}[level]
    own = pd.DataFrame({"people": people, "kind": classes["obs_value"]}).dropna()
    within = own.index.str[:letters]
    urban = own["people"].where(own["kind"] == _URBAN_CLASS, 0).groupby(within).sum()
    known = own["people"].groupby(within).sum()
    whole = newest(fitting(_valued(held("pop_n3"), level), versions))["obs_value"]
    share = (100 * urban / known)[known >= _KNOWN_SHARE * whole.reindex(known.index)]
    return pd.DataFrame({"obs_value": share, "time_period": "undated"})
