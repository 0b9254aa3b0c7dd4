"""Cuts agree with mapclassify's published example, and hold their promises for any values."""

from __future__ import annotations

import time

import mapclassify
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.classify import NO_CLASS, Classes, Method, classify

EXAMPLE = mapclassify.load_example().to_numpy()
FOUND = [Method.QUANTILES, Method.FISHER_JENKS, Method.EQUAL]
numbers = st.lists(st.floats(-1e9, 1e9), max_size=60)


@pytest.mark.parametrize(
    ("method", "upper", "counts"),
    [
        (Method.QUANTILES, (1.464, 5.798, 13.278, 54.616, 4111.45), (12, 11, 12, 11, 12)),
        (Method.EQUAL, (822.394, 1644.658, 2466.922, 3289.186, 4111.45), (57, 0, 0, 0, 1)),
        (Method.FISHER_JENKS, (75.29, 192.05, 370.5, 722.85, 4111.45), (49, 3, 4, 1, 1)),
    ],
)
def test_the_published_example(method: Method, upper: tuple[float, ...], counts: tuple[int, ...]) -> None:
    classes = classify(EXAMPLE, method, k=5)
    assert classes.upper == pytest.approx(upper)
    assert classes.counts(EXAMPLE) == counts


@pytest.mark.parametrize(("method", "theirs"), [(Method.QUANTILES, "Quantiles"), (Method.EQUAL, "EqualInterval")])
@settings(max_examples=60)
@given(values=st.lists(st.floats(-1e9, 1e9), min_size=8, max_size=60, unique=True), k=st.integers(2, 7))
def test_cuts_of_our_own_are_mapclassifys(method: Method, theirs: str, values: list[float], k: int) -> None:
    bins = getattr(mapclassify, theirs)(np.array(values), k=k).bins
    assert classify(values, method, k).upper == pytest.approx(tuple(bins), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("method", FOUND)
@settings(max_examples=40)
@given(values=numbers, k=st.integers(1, 7))
def test_every_value_is_in_exactly_one_class(method: Method, values: list[float], k: int) -> None:
    classes = classify(values, method, k)
    assert 1 <= len(classes.upper) <= k
    assert list(classes.upper) == sorted(set(classes.upper))
    assert sum(classes.counts(values)) == len(values)
    for value, place in zip(values, classes.class_of(values), strict=True):
        lower, upper = classes.bounds()[place]
        assert lower <= value <= upper
        assert value > lower or place == 0


@pytest.mark.parametrize("method", FOUND)
@settings(max_examples=30)
@given(values=numbers, data=st.data())
def test_the_order_of_values_does_not_matter(method: Method, values: list[float], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(values))
    assert classify(values, method) == classify(shuffled, method)


def test_a_place_without_a_figure_is_in_no_class() -> None:
    classes = Classes(method=Method.OWN, lowest=0, upper=(1.0, 2.0))
    assert classes.class_of([0.5, np.nan, 1.0, 1.5]).tolist() == [0, NO_CLASS, 0, 1]
    assert classes.counts([0.5, np.nan, 1.0, 1.5]) == (2, 1)


@pytest.mark.parametrize("values", [[], [np.nan], [3.0], [3.0, 3.0, np.nan]])
@pytest.mark.parametrize("method", FOUND)
def test_fewer_than_two_different_values_are_one_class(method: Method, values: list[float]) -> None:
    assert len(classify(values, method).upper) == 1


def test_many_ties_give_fewer_classes() -> None:
    values = [0.0] * 90 + [1.0] * 10
    assert classify(values, Method.QUANTILES).upper == (0.0, 1.0)


def test_own_breaks_are_kept_and_the_last_class_reaches_the_highest_value() -> None:
    classes = classify([1, 5, 25, 40], Method.OWN, own=(10, 20, 30))
    assert list(classes.upper) == [10, 20, 30, 40]
    assert list(classes.bounds()) == [(1, 10), (10, 20), (20, 30), (30, 40)]
    assert classes.counts([1, 5, 25, 40]) == (2, 0, 1, 1)


def test_values_outside_own_breaks_are_in_the_end_classes() -> None:
    classes = classify([12, 18], Method.OWN, own=(10, 20))
    assert classes.class_of([-5, 99]).tolist() == [0, 1]


@pytest.mark.parametrize("own", [(), (3, 3), (3, 2), (1, np.nan), (1, np.inf), tuple(range(8))])
def test_own_breaks_must_increase(own: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="class breaks"):
        classify([1, 2, 3], Method.OWN, own=own)


def _skewed(size: int) -> npt.NDArray[np.float64]:
    return np.random.default_rng(11).lognormal(2, 1, size)


def test_fisher_jenks_of_many_values_is_quick_and_reaches_both_ends() -> None:
    values = _skewed(35_000)
    start = time.perf_counter()
    classes = classify(values, Method.FISHER_JENKS)
    assert time.perf_counter() - start < 5
    assert (classes.lowest, classes.upper[-1]) == (values.min(), values.max())
    assert classes == classify(values[::-1], Method.FISHER_JENKS)
