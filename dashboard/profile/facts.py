"""The figures of one place and of the wider places it lies in, each with its year, its age and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.language import Language
from data_sources import geography
from data_sources.model import NUTS, Level, Theme
from data_sources.schema import Observations


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
    others: tuple[float, ...] = ()
    """The figures of all places of the level in that period, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A theme or an SDG target (the other is None or "") without a figure of the place, and who holds one."""

    theme: Theme | None
    target: str
    holders: str
