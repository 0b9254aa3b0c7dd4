"""The need in a city's neighbourhoods: which figures stand for it in a theme, and where they are among the worst.

Every figure of neighbourhoods with a better and a worse end stands for the need in its theme, except numbers of people
or homes, which are largest in the largest place. Figures of the neighbourhoods themselves go first. Where a theme has
none, figures of smaller areas are carried over: a neighbourhood counts by how many of its areas are in the worst
quarter of the city, which needs no mean of ranks or minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import support
from analysis.refusal import Refused
from dashboard.profile.peers_context import newest, valued
from dashboard.story.model import Desk
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Direction, Kind, Level, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a theme's figures say: `worst` are the neighbourhoods with a high need, `known` all with a figure.

    `figures` are the indicators read; they are of smaller areas where they are `carried` over.
    """

    worst: frozenset[str]
    known: frozenset[str]
    figures: tuple[str, ...]
    carried: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One figure: its division, and its newest value by place."""

    id: str
    division: str
    by_place: Mapping[str, float]

    @property
    def worst(self) -> frozenset[str] | Refused:
        return support.high_need(self.by_place, CATALOGUE[self.id].direction)


def standing(theme: Theme) -> tuple[str, ...]:
    """The figures of neighbourhoods that stand for the need in a theme, of all cities."""
    return tuple(id for id, one in CATALOGUE.items() if one.theme is theme and _stands(id) and id in store.held())


def _stands(id: str) -> bool:
    one = CATALOGUE[id]
    of_them = Level.DISTRICT in one.levels and not one.part
    return of_them and one.direction is not Direction.NEUTRAL and one.kind is not Kind.COUNT


def told(desk: Desk, theme: Theme, division: str) -> Told | None:
    """What is known of the need in a theme in the neighbourhoods of a division; None where nothing is."""
    found = [one for id in standing(theme) for one in _read(desk, id, division.partition("-")[0])]
    own = _joined([one for one in found if one.division == division], _of_them, carried=False)
    return own or _joined(
        [one for one in found if one.division != division], lambda one: _of_areas(one, division), carried=True
    )


def _read(desk: Desk, id: str, city: str) -> list[_Read]:
    """A figure by division of the city; empty where it is of another city."""
    rows = desk.observations(id).table
    rows = rows[(rows["level"] == Level.DISTRICT.value) & rows["geo_vintage"].astype(str).str.startswith(f"{city}-")]
    return [
        _Read(id=id, division=str(name), by_place=_newest(own))
        for name, own in rows.groupby(rows["geo_vintage"].astype(str))
    ]


def _newest(rows: pd.DataFrame) -> dict[str, float]:
    return {str(geo): float(value) for geo, value in newest(valued(rows))["obs_value"].items()}


_Judged = tuple[frozenset[str], frozenset[str]]
"""The neighbourhoods with a high need, and all that are known."""


def _joined(found: Sequence[_Read], judge: Callable[[_Read], _Judged | None], *, carried: bool) -> Told | None:
    """Several figures as one: the need is high where one of them is among the worst."""
    judged = {one.id: (worst, known) for one in found for worst, known in filter(None, [judge(one)])}
    if not judged:
        return None
    return Told(
        worst=frozenset().union(*(worst for worst, _ in judged.values())),
        known=frozenset().union(*(known for _, known in judged.values())),
        figures=tuple(judged),
        carried=carried,
    )


def _of_them(one: _Read) -> _Judged | None:
    return None if isinstance(one.worst, Refused) else (one.worst, frozenset(one.by_place))


def _of_areas(one: _Read, division: str) -> _Judged | None:
    """The same of neighbourhoods whose smaller areas have the figure."""
    if isinstance(one.worst, Refused):
        return None
    lies_in = {area: place for area, place in within(division, one.division).items() if area in one.by_place}
    shares = support.shares_of(one.worst, lies_in)
    high = support.high_need(shares, Direction.LOWER)
    if isinstance(high, Refused):
        return None
    return frozenset(place for place in high if shares[place] > 0), frozenset(shares)


@lru_cache(maxsize=32)
def within(division: str, smaller: str) -> Mapping[str, str]:
    """Area of the division `smaller` -> the neighbourhood of `division` that its middle lies in.

    Empty where no outlines are held, and where the areas are not the smaller ones.
    """
    from data_sources.upload import grounds  # noqa: PLC0415 - all that reads files, which no other page needs

    areas = geography.region_table(Level.DISTRICT, smaller)
    ground = grounds.ground(Level.DISTRICT, division)
    if ground is None or areas["lon"].isna().any() or len(areas) <= len(ground.codes):
        return {}
    at, _ = ground.places(areas[["lon", "lat"]].to_numpy(dtype=float))
    return {str(code): ground.codes[place] for code, place in zip(areas.index, at.tolist(), strict=True) if place >= 0}
