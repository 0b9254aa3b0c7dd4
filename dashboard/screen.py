"""Everything that one View shows, computed once: the cells of the map, their classes, what to note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis import slices
from analysis.classify import Classes, Method, classify, diverging
from analysis.ranking import changes, ranked
from analysis.rates import per_inhabitants
from dashboard.language import Language
from dashboard.view import Classes as Cut
from dashboard.view import View
from data_sources import correspondence, geography
from data_sources.catalogue.units import PER_1000
from data_sources.codes import flag_counts
from data_sources.coverage import Coverage, coverage
from data_sources.model import NUTS, UNDATED, Indicator, Kind, Level, Provenance
from data_sources.schema import Observations

_DIGITS_OF_A_RATE = 2
_WITHHELD = "C"


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Boundaries of a reader's own: places by code as in `geography.region_table`, and the address of the shapes."""

    places: pd.DataFrame
    shapes: str


@dataclass(frozen=True, kw_only=True)
class Series:
    """An indicator's figures as shown at one level: counts may have become rates.

    `periods` are those with figures and `first_shown` the one to begin with: the newest that is not thin.
    `base_years` maps a period to the older population year that divides it.
    """

    indicator: Indicator
    table: pd.DataFrame
    level: Level
    provenance: Provenance
    levels: tuple[Level, ...]
    periods: tuple[str, ...]
    first_shown: str
    classes: Classes
    largest: float
    coverage: Coverage | None
    base_years: dict[str, int]
    ground: Ground | None = None

    def known(self, vintage: str) -> pd.DataFrame:
        """The places of its level by code, whose order numbers them."""
        return self.ground.places if self.ground else known_places(self.level, vintage)

    def shapes(self, vintage: str) -> str:
        """Where the browser has the shapes of these places from; empty where none are held."""
        return self.ground.shapes if self.ground else geography.boundary_url(self.level, vintage)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows at this level, of all periods."""
        return self.table[self.table["level"] == self.level.value]

    @cached_property
    def vintages(self) -> dict[str, str]:
        """Period -> the version that most of its places are found in, the older of equals; none is left out."""
        time, versions = (pd.Categorical(self.rows[name]) for name in ("time_period", "geo_vintage"))
        cells = time.codes.astype(np.intp) * len(versions.categories) + versions.codes
        sizes = np.bincount(cells, minlength=len(time.categories) * len(versions.categories))
        by_period = sizes.reshape(len(time.categories), -1) * (versions.categories != "")
        most = versions.categories.take(by_period.argmax(axis=1))
        return {str(time.categories[i]): str(most[i]) for i in np.flatnonzero(by_period.any(axis=1)).tolist()}

    @cached_property
    def coded(self) -> dict[str, str]:
        """Period -> the NUTS version that its regions are coded in, 2013 among them, of which no shapes are held.

        A period is in that of 2013 where it has each of the codes, and more than the version they were placed in.
        """
        table = self.table[self.table["level"].isin([level.value for level in NUTS])]
        geo, time = (pd.Categorical(table[name]) for name in ("geo", "time_period"))
        known = correspondence.unmapped()
        lands = {code[:2] for code in known}
        in_2013, asked = (
            np.array([test(str(code)) for code in geo.categories], dtype=bool)[geo.codes]
            for test in (known.__contains__, lambda code: code[:2] in lands and not code.endswith("Z"))
        )
        placed = (table["geo_vintage"] != "").to_numpy()
        kept = (asked, asked & in_2013, asked & placed)
        every, older, now = (np.bincount(time.codes, rows, len(time.categories)) for rows in kept)
        periods = np.flatnonzero((every > 0) & (older == every) & (older > now)).tolist()
        return self.vintages | {str(time.categories[i]): correspondence.UNMAPPED for i in periods}

    @cached_property
    def ever(self) -> pd.Series:
        """Code -> vintage of every place with a figure in any period."""
        rows = self.rows.loc[self.rows["obs_value"].notna(), ["geo", "geo_vintage"]]
        once = rows.drop_duplicates("geo").astype(str)
        return once.set_index("geo")["geo_vintage"]


def series(view: View, held: Observations, population: Observations | None, level: Level) -> Series:
    """The figures a View is about, for all periods: class breaks are fixed over them, or a timeline lies."""
    entry, table, base_years = held.indicator, held.table, {}
    if view.per_head and population is not None:
        rate = per_inhabitants(table[table["level"] == level.value], population.table, entry.per)
        entry, table, base_years = as_rate(entry), rate.table, rate.years
    at_level = table.loc[table["level"] == level.value, ["time_period", "obs_value"]].dropna()
    places = {str(period): int(n) for period, n in at_level["time_period"].value_counts().items() if n}
    cut = view.classes
    return Series(
        indicator=entry,
        table=table,
        level=level,
        provenance=held.provenance,
        levels=held.levels,
        periods=tuple(sorted(places)),
        first_shown=slices.full_period(places),
        classes=_classes(at_level["obs_value"], cut, entry.midpoint),
        largest=float(at_level["obs_value"].abs().max()) if len(at_level) else 0.0,
        coverage=next((part for part in coverage(table) if part.level is level), None),
        base_years=base_years,
    )


def _classes(values: pd.Series, cut: Cut, midpoint: float | None) -> Classes:
    method = _method(cut.method, cut.own)
    if midpoint is None or method is Method.OWN:
        return classify(values.to_numpy(), method, k=cut.k, own=cut.own)
    return diverging(values.to_numpy(), midpoint, method, k=cut.k)


def _method(method: Method, own: tuple[float, ...]) -> Method:
    """Own breaks before any are typed in are quantiles."""
    return Method.QUANTILES if method is Method.OWN and not own else method


def as_rate(entry: Indicator) -> Indicator:
    """The same indicator as a rate per 1,000 inhabitants."""
    return replace(entry, kind=Kind.RATE, unit=PER_1000, decimals=_DIGITS_OF_A_RATE)


def level_of(view: View, held: Observations) -> Level:
    """The View's level if it has figures, else the first that has."""
    levels = held.levels
    return view.level if view.level in levels or not levels else levels[0]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One level and period of a `Series`.

    `asked` is the period the View names and `period` the nearest with figures. `cells` has one row a place:
    geo, n (its number in the boundary file, -1 for none), name, obs_value, obs_flag, conf_status, geo_vintage,
    lon, lat, overseas, located_by, rank; ordered by rank, places without a value last.
    """

    view: View
    series: Series
    level: Level
    asked: str
    period: str
    vintage: str
    cells: pd.DataFrame

    @property
    def indicator(self) -> Indicator:
        """The indicator as shown."""
        return self.series.indicator

    @cached_property
    def valued(self) -> pd.DataFrame:
        """The cells with a value, highest first."""
        return self.cells[self.cells["obs_value"].notna()]

    @cached_property
    def missing(self) -> pd.DataFrame:
        """The cells that are known to have no value."""
        return self.cells[self.cells["obs_value"].isna()]

    @cached_property
    def outside(self) -> int:
        """How many of the missing are in countries without a figure, be it withheld, in any period: never covered."""
        withheld = self.series.rows.loc[self.series.rows["conf_status"] == _WITHHELD, "geo"].astype(str)
        countries = {*self.series.ever.index.str[:2], *withheld.str[:2]}
        return int((~self.missing["geo"].str[:2].isin(countries)).sum())

    @property
    def dated(self) -> bool:
        """False for a multi-year average without a stated period, which is never part of a timeline."""
        return self.period != UNDATED

    @cached_property
    def names(self) -> dict[str, str]:
        """Code -> name of every place on the screen, and of the regions of other versions at its level."""
        versions = geography.VINTAGES if self.level in NUTS else ()
        others = (geography.region_table(self.level, one)["name"].items() for one in versions)
        found = {str(code): str(name) for names in others for code, name in names}
        return found | dict(zip(self.cells["geo"], self.cells["name"], strict=True))

    def names_of(self, codes: Iterable[str]) -> dict[str, str]:
        """Code -> name of some places, with the code where two have one name: a region and the one it became."""
        names = {code: self.names.get(code, code) for code in codes}
        often = Counter(names.values())
        return {code: f"{name} {code}" if often[name] > 1 else name for code, name in names.items()}

    def flags(self) -> dict[str, int]:
        """Flag letter -> number of places that carry it."""
        return flag_counts(self.cells["obs_flag"])


def screen(view: View, shown: Series, level: Level, say: Language) -> Screen:
    """The screenful of a View. A period without figures gives the nearest that has some."""
    period = slices.nearest_period(shown.periods, view.period or shown.first_shown)
    vintage = shown.vintages.get(period, "")
    cells = ranked(_placed(slices.at(shown.rows, level, period), shown, level, vintage, say))
    return Screen(view=view, series=shown, level=level, asked=view.period, period=period, vintage=vintage, cells=cells)


def _placed(rows: pd.DataFrame, shown: Series, level: Level, vintage: str, say: Language) -> pd.DataFrame:
    """The rows with the place's name and label point, joined within one code list only.

    Places without a row in this period are added without a value: all regions of the code list, or the
    countries and cities that have a figure in another period.
    """
    texts = ["geo", "obs_flag", "conf_status", "geo_vintage"]
    cells = rows[[*texts, "obs_value"]].astype(dict.fromkeys(texts, str))
    known = shown.known(vintage)
    if level not in NUTS:
        cells = _with_left_out(cells, shown.ever)
    elif vintage:
        cells = _with_left_out(cells, pd.Series(vintage, index=known.index))
    # a region's code counts in its own version only; elsewhere every version means the same place
    own = cells["geo_vintage"] == vintage if level in NUTS else cells["geo_vintage"] != ""
    n = np.where(own, known.index.get_indexer(pd.Index(cells["geo"])), -1)
    found = known[["name", "lon", "lat", "overseas", "located_by"]].reset_index(drop=True).reindex(n)
    cells = pd.concat([cells.assign(n=n), found.set_axis(cells.index)], axis=1)
    cells["name"] = cells["geo"].map(say.country) if level is Level.COUNTRY else _named(cells)
    cells["overseas"] = cells["overseas"].eq(True)  # noqa: FBT003 - a column of True, False and missing
    return cells


def known_places(level: Level, vintage: str) -> pd.DataFrame:
    """The places of a level by code, whose order numbers them: row n is number n."""
    return geography.countries() if level is Level.COUNTRY else geography.region_table(level, vintage)


def _named(cells: pd.DataFrame) -> pd.Series:
    """The place's name, or its code where the code list has none."""
    return cells["name"].astype(object).where(cells["name"].notna(), cells["geo"])


def _with_left_out(cells: pd.DataFrame, vintages: pd.Series) -> pd.DataFrame:
    left_out = vintages[~vintages.index.isin(cells["geo"])]
    if left_out.empty:
        return cells
    empty = pd.DataFrame({"geo": left_out.index, "geo_vintage": left_out.to_numpy(), "obs_flag": "", "conf_status": ""})
    return pd.concat([cells, empty], ignore_index=True)


def change_between(now: Screen, earlier: Screen) -> pd.DataFrame:
    """Change from the earlier to the later screen; regions only where the code means the same area in both."""
    if now.level not in NUTS:
        return changes(earlier.cells, now.cells)
    comparable = geography.comparable(now.level, earlier.vintage, now.vintage)
    return changes(earlier.cells, now.cells, comparable)
