"""The indicators of SDG 11: which there are for a target, and their figures by country and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from analysis.members import Origin, european_union
from analysis.trend import Line
from data_sources.catalogue import CATALOGUE
from data_sources.codes import EUROPE
from data_sources.model import Direction, Indicator, Kind, Level, Provenance
from data_sources.schema import Observations

UNION = "EU27_2020"
GOAL = "11."
_YEAR_DIGITS = 4
_SHOWN = EUROPE | {UNION}


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One indicator by place and year: countries of Europe, and the European Union under `UNION`.

    `flags` holds the letters of a figure; `origin` says whose figure the Union's is, None where it has none.
    """

    entry: Indicator
    provenance: Provenance
    series: Mapping[str, Mapping[int, float]]
    flags: Mapping[tuple[str, int], str]
    origin: Origin | None

    def line(self, place: str) -> Line:
        """The place's series with its breaks."""
        years = self.series.get(place, {})
        breaks = frozenset(year for year in years if "b" in self.flags.get((place, year), ""))
        return Line(values=years, direction=self.entry.direction, breaks=breaks)

    def countries(self, year: int) -> dict[str, float]:
        """Code -> figure of every country that has one in this year."""
        return {code: own[year] for code, own in self.series.items() if code != UNION and year in own}

    @property
    def ranks(self) -> bool:
        """False for a total, which depends on the size of the country."""
        return self.entry.kind is not Kind.COUNT

    @property
    def official(self) -> bool:
        """True for a series of the United Nations' own set."""
        return bool(self.entry.dataflow and self.entry.dataflow.source == "un-sdg")


def of_target(target: str, held: Iterable[str]) -> tuple[Indicator, ...]:
    """The indicators of a target (such as "11.6") among `held` ids, mere parts of others left out."""
    ids = frozenset(held)
    return tuple(one for one in CATALOGUE.values() if one.sdg_target == target and one.id in ids and not one.part)


def comparable(entries: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Those with figures for countries and a better direction: what a trend can be judged of."""
    return tuple(one for one in entries if Level.COUNTRY in one.levels and one.direction is not Direction.NEUTRAL)


def leading(entries: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Those that count by themselves: a variant of another does not."""
    return tuple(one for one in entries if not one.variant_of)


def figures(held: Observations, *, unreliable: bool = False) -> Figures:
    """The yearly figures of an indicator; those of low reliability only where asked for."""
    table = held.table[held.table["level"].isin([Level.COUNTRY.value, Level.AGGREGATE.value])]
    if not unreliable:
        table = table[~table["obs_flag"].astype(str).str.contains("u")]
    union = european_union(table, held.indicator.kind)
    cells = list(_cells(table))
    values: dict[str, dict[int, float]] = defaultdict(dict)
    for code, year, value, _ in cells:
        values[code][year] = value
    own = {int(period): value for period, value in union.history if len(period) == _YEAR_DIGITS}
    if own:
        values[UNION] = own
    return Figures(
        entry=held.indicator,
        provenance=held.provenance,
        series=dict(values),
        flags={(code, year): flag for code, year, _, flag in cells if flag},
        origin=union.origin if own else None,
    )


def _cells(table: pd.DataFrame) -> Iterable[tuple[str, int, float, str]]:
    """(code, year, value, flags) of countries and the Union, in the order of years."""
    rows = table[table["obs_value"].notna()]
    geo, period, flag = (rows[name].astype(str).tolist() for name in ("geo", "time_period", "obs_flag"))
    cells = zip(geo, period, rows["obs_value"].tolist(), flag, strict=True)
    return sorted((g, int(p), v, f) for g, p, v, f in cells if len(p) == _YEAR_DIGITS and g in _SHOWN)


def places(found: Iterable[Figures]) -> frozenset[str]:
    """Codes of all countries with a figure of any of these indicators."""
    return frozenset(chain.from_iterable(one.series for one in found)) - {UNION}


def years(found: Iterable[Figures]) -> tuple[int, ...]:
    """All years with a figure of any place, newest first."""
    every = {year for one in found for own in one.series.values() for year in own}
    return tuple(sorted(every, reverse=True))
