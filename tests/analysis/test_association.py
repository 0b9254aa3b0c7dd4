"""The association of two figures: known values, and what must not matter to it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.association import LEAST, association, bootstrap, ranks, spearman, weighted

numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
both_sides = st.lists(st.tuples(numbers, numbers, st.sampled_from("ABC")), min_size=LEAST, max_size=40)


def places(rows: list[tuple[float, float, str]]) -> pd.DataFrame:
    """One row a place, its code beginning with its country's."""
    index = [f"{country * 2}{n:03}" for n, (_, _, country) in enumerate(rows)]
    return pd.DataFrame([row[:2] for row in rows], columns=["one", "other"], index=index).assign(people=1.0)


@given(st.lists(numbers, min_size=1, max_size=30, unique=True))
def test_a_rank_is_a_permutation(values: list[float]) -> None:
    assert sorted(ranks(values)) == list(range(1, len(values) + 1))


@given(both_sides)
def test_it_is_scipys_rank_correlation(rows: list[tuple[float, float, str]]) -> None:
    one, other = [row[0] for row in rows], [row[1] for row in rows]
    found = spearman(one, other)
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-9)


def test_neither_the_order_of_the_rows_nor_the_unit_matters() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(40, 2)).round(3)
    rows = places([(one, one + other, "ABCD"[n % 4]) for n, (one, other) in enumerate(values.tolist())])
    plain = association(rows)
    assert plain is not None
    assert association(rows.sample(frac=1, random_state=1)) == plain
    scaled = association(rows.assign(one=1000 * rows["one"], other=rows["other"] / 8))
    assert scaled == plain


def test_too_few_places_or_equal_figures_have_none() -> None:
    few = places([(float(n), float(n), "A") for n in range(LEAST - 1)])
    assert association(few) is None
    assert association(places([(1.0, float(n), "A") for n in range(LEAST + 5)])) is None


def test_between_countries_and_within_them_can_differ() -> None:
    rows = [(20.0 * k + step, 20.0 * k - step, "ABC"[k]) for k in range(3) for step in range(6)]
    found = association(places(rows))
    assert found is not None
    assert found.value > 0.7
    assert found.within is not None
    assert found.within.value == pytest.approx(-1.0)
    assert (found.within.n, found.within.countries) == (18, 3)
    assert found.left_out is not None
    assert found.left_out.lowest < found.value


def test_one_country_leaves_nothing_to_leave_out() -> None:
    found = association(places([(float(n), float(n % 5), "A") for n in range(20)]))
    assert found is not None
    assert (found.left_out, found.within, found.countries) == (None, None, 1)


def test_places_count_by_their_people() -> None:
    one, other = [1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 4.0, 3.0]
    assert weighted(one, other, [1, 1, 1, 1]) == spearman(one, other) == pytest.approx(0.8)
    assert (weighted(one, other, [1, 1, 1000, 1000]) or 0) < -0.9


def test_people_not_held_weigh_nothing() -> None:
    rows = places([(float(n), float(n), "AB"[n % 2]) for n in range(20)])
    found = association(rows.assign(people=np.nan))
    assert found is not None
    assert (found.weighted, found.weighted_n) == (None, 0)


def test_the_interval_is_the_same_again_and_holds_the_value() -> None:
    rng = np.random.default_rng(5)
    one = rng.normal(size=60)
    other = one + rng.normal(size=60)
    interval = bootstrap(one, other)
    assert bootstrap(one, other) == interval
    assert interval.low < float(stats.spearmanr(one, other).statistic) < interval.high
    assert interval.without_zero
    assert not bootstrap(one, rng.normal(size=60)).without_zero
