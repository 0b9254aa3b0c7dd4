"""Who is first by number and by rate, and Kendall's tau as scipy computes it."""

from __future__ import annotations

from math import isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from analysis.leaders import agreement, leaders
from analysis.rates import per_inhabitants
from data_sources import store


def figures(*values: float) -> pd.Series:
    return pd.Series(values, index=[f"P{n:02}" for n in range(len(values))], dtype="float64")


def test_the_first_by_number_need_not_be_first_by_rate() -> None:
    found = leaders(figures(9, 8, 1, 7), figures(1, 2, 9, 8), first=2)
    assert (found.by_number, found.by_rate) == (("P00", "P01"), ("P02", "P03"))
    assert found.moved == 2


def test_a_place_without_one_of_both_figures_is_not_compared() -> None:
    found = leaders(figures(9, 8, 1), figures(float("nan"), 2, 9), first=2)
    assert found.by_number == ("P01", "P02")
    assert found.moved == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=10, max_size=40))
def test_tau_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    one, other = (figures(*[pair[side] for pair in pairs]) for side in (0, 1))
    found, oracle = agreement(one, other), kendalltau(one, other).statistic
    assert found.n == len(pairs)
    assert found.tau == pytest.approx(oracle, nan_ok=True)
    shuffled = agreement(one.sample(frac=1, random_state=1), other)
    assert shuffled.tau == pytest.approx(found.tau, nan_ok=True)


def test_nothing_is_said_of_nine_places() -> None:
    assert isnan(agreement(figures(*range(9)), figures(*range(9))).tau)
    assert agreement(figures(*range(10)), figures(*range(10))).tau == 1


def test_2015_as_published() -> None:
    counts = store.load("asy_first").table
    rates = per_inhabitants(counts, store.load("pop").table, 1000).table
    of_2015 = [table[(table["time_period"] == "2015") & (table["level"] == "country")] for table in (counts, rates)]
    numbers, per_head = (table.set_index("geo")["obs_value"] for table in of_2015)
    found = leaders(numbers, per_head)
    assert (found.by_number[0], numbers["DE"]) == ("DE", 441_900)
    assert found.by_rate[0] == "HU"
    assert per_head["HU"] == pytest.approx(17.771, abs=0.0005)
    assert per_head["SE"] == pytest.approx(16.024, abs=0.0005)
    assert per_head["DE"] == pytest.approx(5.442, abs=0.0005)
