"""The pairs that can be looked at: which arrivals figure and which figure of the place share enough places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.pairs import LEAST, Pair, grid, pairs, per_head
from data_sources import geography
from data_sources.catalogue import CATALOGUE, by_theme
from data_sources.model import Indicator, Kind, Level, Theme

RESIDENTS = ("ber_foreigners", "bcn_beyond", "bcn_abroad")
"""Shares of foreign citizens or of people born abroad that stand in another theme than arrivals."""

WELL_COVERED = 25
"""From so many places on a pair counts as well covered."""

FIRST = ("c_forborn", "p_imm_good")
"""The pair to begin with, where it can be shown."""

_ORDER = (Level.CITY, Level.FUA, Level.NUTS3, Level.NUTS2, Level.NUTS1, Level.COUNTRY, Level.DISTRICT)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """All pairs, most places first; `thin` are those with too few places to be chosen."""

    pairs: tuple[Pair, ...]
    thin: tuple[Pair, ...]

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """Levels with a pair to choose, cities first."""
        held = {pair.level for pair in self.pairs}
        return tuple(level for level in _ORDER if level in held)

    @cached_property
    def _by_ids(self) -> dict[tuple[str, str, Level], Pair]:
        return {(pair.arrivals, pair.place, pair.level): pair for pair in self.pairs + self.thin}

    def get(self, arrivals: str, place: str, level: Level) -> Pair | None:
        """The pair of these two at this level, thin or not; None where they share no place."""
        return self._by_ids.get((arrivals, place, level))

    def at(self, level: Level, theme: Theme | None = None) -> tuple[Pair, ...]:
        """The pairs to choose at a level, of one theme of the place or of all."""
        kept = (pair for pair in self.pairs if pair.level is level)
        return tuple(pair for pair in kept if theme in (None, CATALOGUE[pair.place].theme))

    def first(self, level: Level) -> Pair:
        """The pair that a level begins with."""
        own = self.get(*FIRST, level)
        return own if own and own.n >= LEAST else self.at(level)[0]


def arrivals_ids(held: frozenset[str]) -> tuple[str, ...]:
    """Held indicators of arrivals that can be compared between places, in the order of the catalogue."""
    offered = [entry for entries in by_theme(held).values() for entry in entries]
    return _comparable(e for e in offered if e.theme is Theme.ARRIVALS or e.id in RESIDENTS)


def place_ids(held: frozenset[str]) -> tuple[str, ...]:
    """Held indicators of the place, of SDG 11 and the themes."""
    offered = [entry for entries in by_theme(held).values() for entry in entries]
    return _comparable(entry for entry in offered if not entry.theme.about_people)


def _comparable(entries: Iterable[Indicator]) -> tuple[str, ...]:
    """Counts only where a population turns them into rates: a large place has more of everything."""
    return tuple(entry.id for entry in entries if entry.kind is not Kind.COUNT or entry.denominator)


def needed(held: frozenset[str]) -> frozenset[str]:
    """Ids whose places must be known: both sides, and the populations that divide them."""
    both = {*arrivals_ids(held), *place_ids(held)}
    return frozenset(both | {CATALOGUE[id].denominator for id in both}) & held


def matrix(presence: pd.DataFrame, held: frozenset[str]) -> Matrix:
    """Every pair of `presence` (a row for each indicator, level, period and place with a figure)."""
    arrivals, places = arrivals_ids(held), place_ids(held)
    bases = {id: CATALOGUE[id].denominator for id in (*arrivals, *places) if CATALOGUE[id].kind is Kind.COUNT}
    found = [pair for level in _ORDER for pair in _at(presence, level, (arrivals, places), bases)]
    found.sort(key=lambda pair: -pair.n)
    return Matrix(
        pairs=tuple(pair for pair in found if pair.n >= LEAST),
        thin=tuple(pair for pair in found if pair.n < LEAST),
    )


def _at(presence: pd.DataFrame, level: Level, sides: tuple[Sequence[str], ...], bases: dict[str, str]) -> list[Pair]:
    own = [[id for id in side if level in CATALOGUE[id].levels] for side in sides]
    return pairs(per_head(grid(presence, level), bases), own[0], own[1], geography.comparable)
