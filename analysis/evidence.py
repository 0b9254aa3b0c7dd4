"""What is held on a theme and a target, what stands beside it, and how rural places differ from cities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np
import pandas as pd

from analysis.slices import nearest_period
from data_sources.model import UNDATED, Level, Theme

ELSEWHERE = "other"
"""The column of indicators whose target is none of those asked for, or that have none."""

LEAST_PLACES = 10
"""With fewer places nothing is said of how many of them differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One indicator as evidence: `last` and `places` are of the level with most places, "" and 0 where unseen.

    `stands_for` is the id it is a variant of, else its own: variants count once.
    """

    id: str
    theme: Theme
    target: str
    stands_for: str
    levels: tuple[Level, ...]
    last: str = ""
    places: int = 0

    @property
    def held(self) -> bool:
        """False for an entry that nobody here has seen figures of."""
        return bool(self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The evidence on one theme and one target: what is held, and what would come from a live service."""

    theme: Theme
    target: str
    held: tuple[Piece, ...]
    unseen: tuple[Piece, ...]

    @property
    def count(self) -> int:
        """Indicators held, each variant counted as what it varies."""
        return len({piece.stands_for for piece in self.held})

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels with figures, from country to neighbourhood."""
        found = {level for piece in self.held for level in piece.levels}
        return tuple(level for level in Level if level in found)

    @property
    def newest(self) -> str:
        """The newest year of a figure, "" where none is held or none is dated."""
        return max((piece.last[:4] for piece in self.held if piece.last != UNDATED), default="")

    @property
    def places(self) -> int:
        """Places with a figure, in the indicator that has most of them."""
        return max((piece.places for piece in self.held), default=0)


def matrix(pieces: Iterable[Piece], themes: Sequence[Theme], targets: Sequence[str]) -> dict[tuple[Theme, str], Cell]:
    """(theme, target) -> its cell, for every pair: an empty cell is a gap in the evidence, never left out."""
    columns: dict[tuple[Theme, str], list[Piece]] = {(theme, target): [] for theme in themes for target in targets}
    for piece in pieces:
        target = piece.target if piece.target in targets else ELSEWHERE
        if (piece.theme, target) in columns:
            columns[piece.theme, target].append(piece)
    return {key: _cell(*key, found) for key, found in columns.items()}


def _cell(theme: Theme, target: str, pieces: list[Piece]) -> Cell:
    held = tuple(piece for piece in pieces if piece.held)
    return Cell(theme=theme, target=target, held=held, unseen=tuple(piece for piece in pieces if not piece.held))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One place among all of its level in one period; `value` is NaN where it has none; `others` are sorted."""

    period: str
    value: float
    flag: str
    others: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle of all places with a figure in that period, the place itself among them."""
        return float(pd.Series(self.others, dtype=float).median()) if self.others else nan


def standing(rows: pd.DataFrame, geo: str, wanted: str = "") -> Standing | None:
    """A place's newest figure, or that of the period nearest to `wanted`; None where it has none.

    `rows` are those of one level.
    """
    values = rows["obs_value"].to_numpy()
    valued = ~np.isnan(values)
    own = rows[(rows["geo"] == geo).to_numpy() & valued]
    periods = sorted(own["time_period"].astype(str))
    if not periods:
        return None
    period = nearest_period(periods, wanted)
    here = own[own["time_period"] == period].iloc[0]
    others = tuple(sorted(values[(rows["time_period"] == period).to_numpy() & valued].tolist()))
    return Standing(period=period, value=float(here["obs_value"]), flag=str(here["obs_flag"]), others=others)


def age_years(period: str, today: int) -> int | None:
    """How many years ago the period's year is; None where the source states none."""
    return None if period == UNDATED else max(today - int(period[:4]), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How one kind of place stands to another in as many countries: `higher` of `n`, and the middle difference."""

    n: int
    higher: int
    equal: int
    median_gap: float

    @property
    def enough(self) -> bool:
        """False where too few countries have both figures to say anything."""
        return self.n >= LEAST_PLACES


def compared(first: Mapping[str, float], second: Mapping[str, float]) -> Comparison:
    """In how many places with both figures the first is higher than the second."""
    both = [first[geo] - second[geo] for geo in sorted(first.keys() & second.keys())]
    gaps = [gap for gap in both if isfinite(gap)]
    return Comparison(
        n=len(gaps),
        higher=sum(gap > 0 for gap in gaps),
        equal=sum(gap == 0 for gap in gaps),
        median_gap=float(pd.Series(gaps, dtype=float).median()) if gaps else nan,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The figures of one class of places: how many, how many above zero, and their quarters and middle."""

    n: int
    above: int
    low: float
    median: float
    high: float


def by_class(values: Mapping[str, float], classes: Mapping[str, int]) -> dict[int, Spread]:
    """Class -> the spread of its places; places without a class, a value or both are left out."""
    table = pd.DataFrame({"value": pd.Series(values, dtype=float), "class": pd.Series(classes, dtype=float)}).dropna()
    return {int(str(name).split(".")[0]): _spread(found["value"]) for name, found in table.groupby("class")}


def _spread(values: pd.Series) -> Spread:
    low, middle, high = values.quantile([0.25, 0.5, 0.75])
    return Spread(n=len(values), above=int((values > 0).sum()), low=low, median=middle, high=high)
