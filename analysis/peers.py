"""Places alike in their context (size, density, income, urban type), and among them one to call.

The context says what a place has to work with, never how well it does: what is built on the outcome of interest is
refused, or the places alike would be those with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.trend import sign
from data_sources.model import Direction

VERY_ALIKE, ALIKE = 0.25, 0.5
"""Parts of the usual difference: that of two places drawn by chance, the square root of two standard deviations."""

STEP = VERY_ALIKE
"""Arrivals that differ by less are about as many; an outcome that differs by less is about the same."""

LEAST_PLACES = 10
"""With fewer places nobody is the nearest of anything."""

POOL = 30
"""Among so many of the nearest with both figures one to call is looked for."""

_HALF = 0.5
_USUAL = float(np.sqrt(2))
_DIGITS = 12
_RESTLESS = (0.5, 2.0)
_WIDER = 2

Numbers = npt.NDArray[np.float64]


class Likeness(StrEnum):
    """How alike two places are."""

    VERY = "very alike"
    ALIKE = "alike"
    LESS = "less alike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A part of the context: the indicators that no outcome may be, and whether it counts in ratios, not steps."""

    name: str
    refuses: frozenset[str]
    in_ratios: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A place by how far it is, in parts of the usual difference (0 = the same), and what is not known of it.

    `borderline`: among the first with these weights, and not even among twice as many with one halved or doubled.
    """

    code: str
    distance: float
    lacks: tuple[str, ...] = ()
    borderline: bool = False

    @property
    def likeness(self) -> Likeness:
        """The distance in words."""
        if self.distance < VERY_ALIKE:
            return Likeness.VERY
        return Likeness.ALIKE if self.distance < ALIKE else Likeness.LESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """Every place compared, nearest first; none where the place itself is known too little, or too few are left.

    `used` are the parts of the context compared, `lacks` those unknown of the place itself, `left_out` the places
    known by less than half of the weights.
    """

    near: tuple[Near, ...] = ()
    used: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    left_out: int = 0


def refused(variables: Sequence[Variable], outcome: str) -> tuple[str, ...]:
    """The parts of the context that are built on the outcome."""
    return tuple(one.name for one in variables if outcome in one.refuses)


def weighted(variables: Sequence[Variable], weights: Mapping[str, float], outcome: str) -> dict[str, float]:
    """The weights that count: above zero, and never of what the outcome is."""
    out = refused(variables, outcome)
    return {one.name: weights[one.name] for one in variables if weights.get(one.name, 0) > 0 and one.name not in out}


def scaled(context: pd.DataFrame, variables: Sequence[Variable]) -> pd.DataFrame:
    """The context as it is compared: parts that count in ratios as logarithms, what is not above zero missing."""
    found = context.copy()
    for one in variables:
        if one.in_ratios and one.name in found:
            found[one.name] = np.log(found[one.name].where(found[one.name] > 0))
    return found


def nearest(context: pd.DataFrame, place: str, weights: Mapping[str, float], most: int = 6) -> Nearest:
    """The places of `context` (a row a place, a column a part, NaN unknown) by how alike they are to `place`.

    A distance is the root of the weighted mean of squared standardised differences. What is unknown of a place counts
    as the usual difference, or the places least known would be the nearest; what is unknown of `place` doesn't count.
    """
    kept = [name for name in sorted(context.columns) if weights.get(name, 0) > 0]
    if place not in context.index or not kept:
        return Nearest()
    table = context[kept].sort_index()
    known = table.loc[place].notna()
    used, lacks = [name for name in kept if known[name]], tuple(name for name in kept if not known[name])
    weight = np.array([weights[name] for name in used], dtype=np.float64)
    total = sum(weights[name] for name in kept)
    squares = _squares(table[used], place)
    seen = np.isfinite(squares)
    enough = seen @ weight >= _HALF * total
    others = (table.index != place) & enough
    if others.sum() < LEAST_PLACES:
        return Nearest(used=tuple(used), lacks=lacks, left_out=int((~enough).sum()))
    codes, seen = table.index[others].to_numpy(), seen[others]
    squares = np.where(seen, squares[others], _USUAL**2)
    distance = _distances(squares, weight)
    order = np.argsort(distance, kind="stable")
    steady = _steady(squares, weight, _WIDER * most)
    near = tuple(
        Near(
            code=str(codes[row]),
            distance=float(distance[row]),
            lacks=tuple(name for name, has in zip(used, seen[row], strict=True) if not has),
            borderline=rank < most and row not in steady,
        )
        for rank, row in enumerate(order.tolist())
    )
    return Nearest(near=near, used=tuple(used), lacks=lacks, left_out=int((~enough).sum()))


def _squares(table: pd.DataFrame, place: str) -> Numbers:
    """Squared differences from the place, in standard deviations of each column; NaN where unknown."""
    values = table.to_numpy(dtype=np.float64)
    own = values[table.index.get_loc(place)]
    spread = np.nanstd(values, axis=0) if values.size else np.ones(0)
    alike = np.nanmax(values, axis=0) == np.nanmin(values, axis=0) if values.size else np.zeros(0, dtype=bool)
    squares: Numbers = ((values - own) / np.where(alike | (spread == 0), 1.0, spread)) ** 2
    return squares


def _distances(squares: Numbers, weight: Numbers) -> Numbers:
    found: Numbers = np.sqrt(squares @ weight / weight.sum()) / _USUAL
    return np.round(found, _DIGITS)  # so that equal places stay equal in any order of adding up


def _steady(squares: Numbers, weight: Numbers, most: int) -> set[int]:
    """The rows that stay among the first `most` whichever one weight is halved or doubled."""
    firsts = []
    for column in range(len(weight)):
        for factor in _RESTLESS:
            moved = weight.copy()
            moved[column] *= factor
            firsts.append(set(np.argsort(_distances(squares, moved), kind="stable")[:most].tolist()))
    return set.intersection(*firsts)


class Why(StrEnum):
    """Why there is no place to call."""

    NEUTRAL = "neutral"
    """Nothing is better or worse in this figure."""

    NO_ARRIVALS = "no arrivals"
    NO_OUTCOME = "no outcome"
    FEW = "few"
    NONE_SIMILAR = "none similar"
    NONE_BETTER = "none better"
    NONE_COMPARABLE = "none comparable"
    """Some are better, but no figure of theirs can be compared with the place's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """Places with about as many arrivals and a clearly better outcome, nearest first; else why there is none.

    `pool` are the nearest places with both figures, `similar` those of them with about as many arrivals;
    `arrivals_step` and `outcome_step` are the differences below which two figures count as alike.
    """

    found: tuple[Near, ...] = ()
    pool: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    arrivals_step: float = 0.0
    outcome_step: float = 0.0
    why: Why | None = None


def no_margin(one: float, other: float) -> float:  # noqa: ARG001 - the shape of a margin
    """The margin of a difference of two figures that are no sample."""
    return 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of each place, which way is better, and the margin of a difference of two."""

    figures: Mapping[str, float]
    direction: Direction
    margin: Callable[[float, float], float] = no_margin


def to_call(near: Sequence[Near], place: str, arrivals: Mapping[str, float], outcome: Outcome) -> ToCall:
    """Whom to call: alike in context, about as many arrivals, clearly better in the outcome."""
    why = _unknown(place, arrivals, outcome)
    if why:
        return ToCall(why=why)
    both = [one for one in near if one.code in arrivals and one.code in outcome.figures and one.distance < 1]
    pool = both[:POOL]
    close, much = step(arrivals.values()), step(outcome.figures.values())
    similar = [one for one in pool if abs(arrivals[one.code] - arrivals[place]) < close]
    found = [one for one in similar if _better(one.code, place, outcome, much)]
    few = len(pool) < LEAST_PLACES
    return ToCall(
        found=() if few else tuple(found),
        pool=tuple(one.code for one in pool),
        similar=tuple(one.code for one in similar),
        arrivals_step=close,
        outcome_step=much,
        why=Why.FEW if few else _nobody(similar, found),
    )


def _nobody(similar: Sequence[Near], found: Sequence[Near]) -> Why | None:
    if not similar:
        return Why.NONE_SIMILAR
    return None if found else Why.NONE_BETTER


def _unknown(place: str, arrivals: Mapping[str, float], outcome: Outcome) -> Why | None:
    if outcome.direction is Direction.NEUTRAL:
        return Why.NEUTRAL
    if place not in arrivals:
        return Why.NO_ARRIVALS
    return None if place in outcome.figures else Why.NO_OUTCOME


def step(values: Iterable[float]) -> float:
    """A quarter of the usual difference of two of these values."""
    found = np.sort(np.fromiter(values, dtype=np.float64))
    return float(STEP * _USUAL * found.std()) if len(found) else 0.0


def _better(code: str, place: str, outcome: Outcome, least: float) -> bool:
    one, own = outcome.figures[code], outcome.figures[place]
    gain = sign(outcome.direction) * (one - own)
    return bool(gain > 0 and gain >= least and gain > outcome.margin(one, own))
