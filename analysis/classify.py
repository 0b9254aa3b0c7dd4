"""Classes of a map: where the cuts lie, and which class a value falls into."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.intp]

MOST_CLASSES = 7
"""More cannot be told apart on a map."""

_TOO_NEAR = MOST_CLASSES * float(np.finfo(np.float64).tiny)
"""A range that no computer can cut into classes."""

NO_CLASS = -1
"""The class of a place without a figure."""

LARGEST_SAMPLE = 600
"""Fisher-Jenks is quadratic: 600 values take about 0.4 s, 35,000 would take the best part of an hour."""


class Method(StrEnum):
    """How the cuts are found; the value is the code in links."""

    QUANTILES = "quantiles"
    FISHER_JENKS = "fisher-jenks"
    EQUAL = "equal"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """Cuts of a map: class i holds what is above `upper[i - 1]` and not above `upper[i]`.

    The end classes are open: a value below `lowest` is in the first, one above the last cut in the last.
    """

    method: Method
    lowest: float
    upper: tuple[float, ...]

    def class_of(self, values: npt.ArrayLike) -> Integers:
        """The class of each value, from 0; `NO_CLASS` for NaN."""
        numbers = np.asarray(values, dtype=np.float64)
        found = np.searchsorted(self.upper[:-1], numbers, side="left")
        return np.where(np.isnan(numbers), NO_CLASS, found)

    def counts(self, values: npt.ArrayLike) -> tuple[int, ...]:
        """How many of `values` are in each class; NaN is in none."""
        found = self.class_of(values)
        return tuple(np.bincount(found[found != NO_CLASS], minlength=len(self.upper)).tolist())

    def bounds(self) -> tuple[tuple[float, float], ...]:
        """Lower and upper bound of each class."""
        lower = (min(self.lowest, self.upper[0]), *self.upper[:-1])
        return tuple(zip(lower, self.upper, strict=True))


def classify(values: npt.ArrayLike, method: Method, k: int = 5, own: Sequence[float] = ()) -> Classes:
    """At most `k` classes of `values`, which are those of all periods: so a colour means the same every year.

    `own` are the cuts for `Method.OWN`. There are fewer classes than `k` where many values are the same, and
    one where there are fewer than two different values. Raises `ValueError` for cuts that do not increase.
    """
    numbers = np.asarray(values, dtype=np.float64)
    numbers = np.sort(numbers[np.isfinite(numbers)])
    if method is Method.OWN:
        return _own(numbers, own)
    different = len(np.unique(numbers))
    if different < 2 or numbers[-1] - numbers[0] < _TOO_NEAR:  # noqa: PLR2004  one value cannot be parted
        lowest, highest = (float(numbers[0]), float(numbers[-1])) if different else (0.0, 0.0)
        return Classes(method=method, lowest=lowest, upper=(highest,))
    upper = np.unique(_cuts(numbers, method, min(k, different, MOST_CLASSES)))
    upper[-1] = numbers[-1]
    return Classes(method=method, lowest=float(numbers[0]), upper=tuple(upper.tolist()))


def diverging(values: npt.ArrayLike, midpoint: float, method: Method, k: int = 5) -> Classes:
    """Four classes for `k` up to 4, else six: as many below the midpoint as above, cut at equal distances from it."""
    numbers = np.asarray(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    half = 2 if k <= 4 else 3  # noqa: PLR2004  two colours a side, or three
    away = classify(np.abs(numbers - midpoint), method, half).upper
    inner, farthest = away[:-1], away[-1] or 1.0
    cuts = (*(midpoint - cut for cut in reversed(inner)), midpoint, *(midpoint + cut for cut in inner))
    return Classes(method=method, lowest=midpoint - farthest, upper=(*cuts, midpoint + farthest))


def _own(numbers: Floats, own: Sequence[float]) -> Classes:
    cuts = tuple(float(cut) for cut in own)
    if not cuts or not np.isfinite(cuts).all() or any(b <= a for a, b in pairwise(cuts)):
        raise ValueError("class breaks must be numbers that increase")
    if len(numbers) and numbers[-1] > cuts[-1]:
        cuts = (*cuts, float(numbers[-1]))
    if len(cuts) > MOST_CLASSES:
        raise ValueError(f"class breaks make {len(cuts)} classes; {MOST_CLASSES} are the most a map can show")
    lowest = float(numbers[0]) if len(numbers) else cuts[0]
    return Classes(method=Method.OWN, lowest=lowest, upper=cuts)


def _cuts(numbers: Floats, method: Method, k: int) -> Floats:
    """Upper bounds of the classes of sorted `numbers`."""
    match method:
        case Method.FISHER_JENKS:
            return _fisher_jenks(numbers, k)
        case Method.EQUAL:
            return np.linspace(numbers[0], numbers[-1], k + 1)[1:]
        case _:
            return np.asarray(np.percentile(numbers, np.linspace(0, 100, k + 1)[1:]), dtype=np.float64)


def _fisher_jenks(numbers: Floats, k: int) -> Floats:
    """Cuts at values of `numbers`; the arithmetic inside is float32, so it is done on a scale from 0 to 1.

    The other cuts are one call of numpy each and equal mapclassify's, which loads scipy and scikit-learn: 1.3 s of a
    server's first map. It is asked for these only, and told not to say that numba is missing or that values repeat.
    """
    import mapclassify  # noqa: PLC0415

    sample = _sample(numbers)
    scaled = (sample - sample[0]) / (sample[-1] - sample[0])
    k = min(k, len(np.unique(scaled)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        bins: Floats = mapclassify.FisherJenks(scaled, k=k).bins
    places: Integers = np.searchsorted(scaled, bins, side="right") - 1
    return sample[places]


def _sample(numbers: Floats) -> Floats:
    """Sorted `numbers`, or those at evenly spaced ranks with both ends: no chance in it, no seed needed."""
    if len(numbers) <= LARGEST_SAMPLE:
        return numbers
    ranks = np.linspace(0, len(numbers) - 1, LARGEST_SAMPLE).round().astype(np.intp)
    return numbers[ranks]
