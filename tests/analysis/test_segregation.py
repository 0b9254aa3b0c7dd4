"""Segregation against values computed with the package `segregation` 2.5.4."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.segregation import dissimilarity, entropy, isolation

APART = (np.array([100.0, 60, 40, 0]), np.array([0.0, 40, 60, 100]))
HALVES = (np.array([80.0, 80, 20, 20]), np.array([20.0, 20, 80, 80]))


def test_the_first_pattern() -> None:
    assert dissimilarity(*APART) == pytest.approx(0.6)
    assert entropy(*APART) == pytest.approx(0.514525, abs=1e-6)
    assert isolation(*APART) == pytest.approx(0.76)


def test_the_same_dissimilarity_in_another_pattern() -> None:
    assert dissimilarity(*HALVES) == pytest.approx(0.6)
    assert entropy(*HALVES) == pytest.approx(0.278072, abs=1e-6)


def test_wholly_apart_and_wholly_mixed() -> None:
    apart = (np.array([10.0, 0]), np.array([0.0, 30]))
    mixed = (np.array([10.0, 20]), np.array([30.0, 60]))
    assert [measure(*apart) for measure in (dissimilarity, isolation, entropy)] == pytest.approx([1, 1, 1])
    assert [measure(*mixed) for measure in (dissimilarity, isolation, entropy)] == pytest.approx([0, 0.25, 0])


@given(
    st.lists(st.tuples(st.integers(1, 10_000), st.integers(1, 10_000)), min_size=2, max_size=20), st.integers(0, 1000)
)
def test_the_order_of_neighbourhoods_does_not_matter(counts: list[tuple[int, int]], seed: int) -> None:
    group, others = np.array(counts, dtype=np.float64).T
    order = np.random.default_rng(seed).permutation(len(group))
    for measure in (dissimilarity, isolation, entropy):
        value = measure(group, others)
        assert -1e-9 <= value <= 1 + 1e-9
        assert measure(group[order], others[order]) == pytest.approx(value, abs=1e-9)
