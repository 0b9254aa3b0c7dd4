"""Every figure held, indicator by indicator, ready to be asked for one place: counts have become rates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.members import Origin, european_union
from analysis.rates import FARTHEST_YEARS
from dashboard.screen import as_rate
from data_sources.catalogue import CATALOGUE
from data_sources.codes import EU27_2020
from data_sources.model import UNDATED, Indicator, Kind, Level
from data_sources.schema import COLUMNS, Observations

Rows = npt.NDArray[np.intp]
_UNRELIABLE = "u"
_TEXTS = tuple(name for name in COLUMNS if name != "obs_value")
_ORIGINS = {Origin.SOURCE: "source", Origin.SUM: "sum", Origin.MEDIAN: "median"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of one place, and the code list that the place was found in."""

    period: str
    value: float
    flag: str
    conf: str
    vintage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of codes: the number of each row's text, the texts, and the number of each text."""

    numbers: npt.NDArray[np.integer]
    texts: tuple[str, ...]
    number: Mapping[str, int]

    def text(self, row: int) -> str:
        """The text of a row."""
        return self.texts[int(self.numbers[row])]

    def are(self, text: str) -> npt.NDArray[np.bool_]:
        """For each row, whether it is this text."""
        same: npt.NDArray[np.bool_] = self.numbers == self.number.get(text, -1)
        return same


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One indicator's figures; those without a value or flagged as unreliable are left out.

    `people` is the population that divides a count, None where the figures are shown as they are.
    """

    entry: Indicator
    columns: Mapping[str, Column]
    values: npt.NDArray[np.float64]
    people: Sheet | None = None

    @cached_property
    def shown(self) -> Indicator:
        """The indicator as its figures are shown."""
        return as_rate(self.entry) if self.people else self.entry

    def history(self, geo: str) -> tuple[Figure, ...]:
        """The figures of a place, oldest first."""
        rows = np.flatnonzero(self.columns["geo"].are(geo))
        found = (self._figure(row, value) for row, value in zip(rows.tolist(), self._shown(rows), strict=True))
        return tuple(sorted((one for one in found if np.isfinite(one.value)), key=lambda one: one.period))

    def _figure(self, row: int, value: float) -> Figure:
        period, flag, conf, vintage = (
            self.columns[name].text(row) for name in ("time_period", "obs_flag", "conf_status", "geo_vintage")
        )
        return Figure(period=period, value=float(value), flag=flag, conf=conf, vintage=vintage)

    def _shown(self, rows: Rows) -> npt.NDArray[np.float64]:
        """The figures of these rows as they are shown: rates where the population of the place is held."""
        if self.people is None:
            return self.values[rows]
        geo, time = self.columns["geo"], self.columns["time_period"]
        base = [self.people.residents(geo.text(row), time.text(row)) for row in rows]
        rates: npt.NDArray[np.float64] = self.entry.per * self.values[rows] / np.array(base, dtype=float)
        return rates

    def residents(self, geo: str, period: str) -> float:
        """The place's people on 1 January of the period's year, or within two years before; NaN if unknown."""
        year = int(period[:4])
        years = (self._people.get((geo, year - back)) for back in range(FARTHEST_YEARS + 1))
        return next((people for people in years if people), np.nan)

    @cached_property
    def _people(self) -> dict[tuple[str, int], float]:
        """(place, year) -> people."""
        geo, time = self.columns["geo"], self.columns["time_period"]
        years = [int(text[:4]) if text[:4].isdigit() else 0 for text in time.texts]
        rows = zip(geo.numbers.tolist(), time.numbers.tolist(), self.values.tolist(), strict=True)
        return {(geo.texts[place], years[period]): value for place, period, value in rows}

    def others(self, level: Level, period: str) -> npt.NDArray[np.float64]:
        """The figures of all places of a level in a period, ascending."""
        rows = np.flatnonzero(self.columns["level"].are(level.value) & self.columns["time_period"].are(period))
        values = self._shown(rows)
        return np.sort(values[np.isfinite(values)])

    @cached_property
    def union(self) -> tuple[dict[str, float], str]:
        """Period -> the EU's figure, and whose it is: "source", "sum", "median", or "" where there is none."""
        own = self.history("EU27_2020")
        if own:
            return {one.period: one.value for one in own}, _ORIGINS[Origin.SOURCE]
        geo = self.columns["geo"]
        members = [geo.number.get(code, -1) for code in EU27_2020]
        rows = np.flatnonzero(np.isin(geo.numbers, members))
        if len(np.unique(geo.numbers[rows])) < len(EU27_2020):
            return {}, ""
        found = european_union(self._table(rows), self.shown.kind)
        return dict(found.history), _ORIGINS[found.origin] if found.history else ""

    def _table(self, rows: Rows) -> pd.DataFrame:
        names = ("geo", "time_period", "obs_flag")
        texts = {name: [self.columns[name].text(row) for row in rows] for name in names}
        return pd.DataFrame({**texts, "obs_value": self._shown(rows)})


@dataclass(frozen=True, kw_only=True)
class Book:
    """All sheets, by the id of the indicator."""

    sheets: Mapping[str, Sheet]

    def __getitem__(self, id: str) -> Sheet:
        """The sheet of an indicator."""
        return self.sheets[id]


def book(figures: pd.DataFrame) -> Book:
    """The book of a table with `id` and the columns of the observation table, the rows of an id together.

    Neighbourhoods have no place in it: the small counts among their figures are not withheld in such a table.
    """
    flags = figures["obs_flag"].cat
    unsure = np.array([_UNRELIABLE in str(flag) for flag in flags.categories], dtype=bool)[flags.codes.to_numpy()]
    larger = (figures["level"] != Level.DISTRICT.value).to_numpy()
    rows = figures[figures["obs_value"].notna().to_numpy() & ~unsure & larger]
    columns = {name: _column(rows[name]) for name in (*_TEXTS, "id")}
    values, ids = rows["obs_value"].to_numpy(dtype=float), columns["id"]
    ends = [0, *(np.flatnonzero(np.diff(ids.numbers)) + 1).tolist(), len(rows)]
    parts = [slice(first, last) for first, last in pairwise(ends) if first < last]
    sheets = {ids.text(part.start): _sheet(ids.text(part.start), columns, values, part) for part in parts}
    return Book(sheets={id: _divided(sheet, sheets) for id, sheet in sheets.items()})


def of_observations(held: Callable[[str], Observations], ids: Collection[str]) -> Book:
    """The same from single tables; those that divide others are read too."""
    every = dict.fromkeys([*ids, *(CATALOGUE[id].denominator for id in ids if CATALOGUE[id].denominator)])
    tables = [held(id).table[list(COLUMNS)].astype(dict.fromkeys(_TEXTS, str)).assign(id=id) for id in every]
    joined = pd.concat(tables, ignore_index=True)
    return book(joined.astype(dict.fromkeys((*_TEXTS, "id"), "category")))


def _column(texts: pd.Series) -> Column:
    known = tuple(str(text) for text in texts.cat.categories)
    number = {text: place for place, text in enumerate(known)}
    return Column(numbers=texts.cat.codes.to_numpy(), texts=known, number=number)


def _sheet(id: str, columns: Mapping[str, Column], values: npt.NDArray[np.float64], part: slice) -> Sheet:
    own = {name: replace(columns[name], numbers=columns[name].numbers[part]) for name in _TEXTS}
    return Sheet(entry=CATALOGUE[id], columns=own, values=values[part])


def _divided(sheet: Sheet, sheets: Mapping[str, Sheet]) -> Sheet:
    base = sheets.get(sheet.entry.denominator)
    fits = base and sheet.entry.kind is Kind.COUNT and not sheet.columns["time_period"].are(UNDATED).any()
    return replace(sheet, people=base) if fits else sheet
