"""The lines of chosen places through time, each in the boundaries of one NUTS version.

Figures published for other boundaries are computed anew where a correspondence is held and the quantity allows it; a
line stops where not. The arithmetic is in `analysis.bridging`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis import slices
from analysis.bridging import Mark, Part, Rule, Step, allowed, parts_of, recomputed, step
from dashboard.screen import Screen
from data_sources import correspondence, geography
from data_sources.catalogue.inhabitants import NOT_SPREAD_LIKE_PEOPLE, of_residents
from data_sources.correspondence import UNMAPPED, VERSIONS
from data_sources.model import NUTS, Indicator, Kind, Level

FROM = "bridged_from"
"""The column with the NUTS version that a figure was published in."""


class Why(Enum):
    """Why figures of other boundaries are not part of a line."""

    NONE_HELD = "none held"
    """No correspondence leads from one version to the other, or none for this region."""

    NO_MEAN = "no mean"
    """The quantity can be neither divided nor averaged over these regions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stretch that a place's line lacks: its periods, the version they are in and that of the line, and why."""

    place: str
    periods: tuple[str, ...]
    found_in: str
    line_in: str
    why: Why


@dataclass(frozen=True, kw_only=True)
class Histories:
    """Place -> its rows by period, with the columns `bridged` (a `Mark`) and `bridged_from`.

    `stops` are the stretches left out, `unknown` the number of figures whose version is not held at all, `versions`
    the NUTS version of each line.
    """

    lines: dict[str, pd.DataFrame]
    stops: tuple[Stop, ...] = ()
    unknown: int = 0
    versions: dict[str, str] = field(default_factory=dict)


def rule(entry: Indicator) -> Rule:
    """What may be done with an indicator's figures when regions change."""
    if entry.kind is Kind.COUNT:
        return Rule.KEEP if entry.unit in NOT_SPREAD_LIKE_PEOPLE else Rule.SUM
    return Rule.MEAN if entry.kind is not Kind.INDEX and of_residents(entry) else Rule.KEEP


def histories(shown: Screen, places: Sequence[str]) -> Histories:
    """The lines of these places; a region's figures of other versions are bridged, or left out with the reason."""
    if shown.level not in NUTS:
        return Histories(lines=slices.history(shown.series.rows, places))
    every = {code: _Line(code, shown) for code in places}
    found = {code: line.rows() for code, line in every.items()}
    lines = {code: rows for code, rows in found.items() if len(rows)}
    return Histories(
        lines=lines,
        stops=tuple(stop for line in every.values() for stop in line.stops()),
        unknown=sum(line.unknown() for line in every.values()),
        versions={code: every[code].version for code in lines},
    )


class _Line:
    """One place's way through the versions that an indicator's periods are coded in."""

    def __init__(self, code: str, shown: Screen) -> None:
        self.code = code
        self._level = shown.level
        self._rule = rule(shown.indicator)
        self._coded: dict[str, list[str]] = {}
        for period, version in shown.series.coded.items():
            self._coded.setdefault(version, []).append(period)
        self.version = self._own_version(shown.vintage)
        self._ways = {version: self._way(version) for version in self._coded}
        table = shown.series.rows
        needed = {code, *(part.code for parts in self._ways.values() for part in parts)}
        near = table[table["geo"].isin(needed)]
        self._near = near.astype(dict.fromkeys((name for name in near if name != "obs_value"), object))
        self._dated = _with_figures(table, code[:2])

    def _own_version(self, shown: str) -> str:
        """The version whose boundaries the line has: that of the map, else the newest of its figures with this code."""
        listed = [one for one in geography.VINTAGES if self.code in geography.region_table(self._level, one).index]
        published = [one for one in listed if one in self._coded]
        return shown if shown in listed else max(published or listed, default=UNMAPPED)

    def _way(self, version: str) -> tuple[Part, ...]:
        """The parts of the place in a version; none where nothing leads there.

        Where no correspondence helps, a code is the same place if its area agrees.
        """
        itself = (Part(self.code, 1.0, 1.0),)
        bridge = itself if version == self.version else self._bridge(version)
        if not allowed(bridge, self._rule) and self._agrees(version):
            return itself
        return bridge

    def _bridge(self, version: str) -> tuple[Part, ...]:
        """The parts by correspondence, from a version in which the code means the same as in its own."""
        if version not in VERSIONS:
            return ()
        own = [self.version] if self.version in VERSIONS else []
        ends = [*own, *(one for one in VERSIONS[::-1] if one not in {self.version, version} and self._agrees(one))]
        ways = [parts_of(self.code, steps(self._level, end, version)) for end in ends]
        return next((parts for parts in ways if allowed(parts, self._rule)), next((one for one in ways if one), ()))

    def _agrees(self, version: str) -> bool:
        """Whether its code has the same area in its own version and another."""
        return self.code in geography.comparable(self._level, version, self.version)

    def rows(self) -> pd.DataFrame:
        """The line: rows by period, all in the boundaries of `version`."""
        ways = {version: parts for version, parts in self._ways.items() if allowed(parts, self._rule)}
        found = [self._stretch(version, parts) for version, parts in ways.items()]
        line = pd.concat(found) if found else self._near.head(0).assign(bridged="", **{FROM: ""})
        return line.sort_values("time_period", ignore_index=True)

    def _stretch(self, version: str, parts: tuple[Part, ...]) -> pd.DataFrame:
        rows = self._near
        held = rows["geo"].isin([part.code for part in parts]) & rows["time_period"].isin(self._coded[version])
        held &= (rows["geo_vintage"] == version) | (version == UNMAPPED)
        found = recomputed(rows[held], self.code, parts, self._rule)
        return found.assign(**{FROM: np.where(found["bridged"] == Mark.PUBLISHED.value, "", version)})

    def stops(self) -> list[Stop]:
        """The stretches in which its country has figures and the line has none."""
        found = []
        for version, parts in sorted(self._ways.items()):
            lacking = tuple(sorted(self._dated.intersection(self._coded[version])))
            if lacking and not allowed(parts, self._rule):
                why = Why.NO_MEAN if parts else Why.NONE_HELD
                found.append(Stop(place=self.code, periods=lacking, found_in=version, line_in=self.version, why=why))
        return found

    def unknown(self) -> int:
        """How many of its figures are in a version that is not held, or not in that of their period."""
        rows = self._near
        lost = rows["obs_value"].notna() & (rows["geo"] == self.code) & (rows["geo_vintage"] == "")
        return int((lost & ~rows["time_period"].isin(self._coded.get(UNMAPPED, []))).sum())


def _with_figures(table: pd.DataFrame, country: str) -> set[str]:
    """The periods in which some region of a country has a figure."""
    codes = [code for code in map(str, table["geo"].cat.categories) if code.startswith(country)]
    rows = table["geo"].isin(codes) & table["obs_value"].notna()
    return set(map(str, table.loc[rows, "time_period"].unique()))


def steps(level: Level, near: str, far: str) -> tuple[Step, ...]:
    """The steps from one version to another, the nearest first; empty for the same version."""
    first, last = VERSIONS.index(near), VERSIONS.index(far)
    way = VERSIONS[min(first, last) : max(first, last) + 1]
    return tuple(_step(level, *pair) for pair in pairwise(way if first < last else way[::-1]))


@lru_cache(maxsize=16)
def _step(level: Level, near: str, far: str) -> Step:
    """The parts of each region of one version in the next or the one before."""
    forward = near > far
    pieces = correspondence.between(level, *sorted((near, far)))
    names = {"before": "source", "after": "target"} if forward else {"after": "source", "before": "target"}
    return step(pieces.rename(columns=names))
