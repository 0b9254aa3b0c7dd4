"""The balancing equation, on published figures and on whatever signs."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.balance import Balance, Growth, counted, growth_of
from data_sources import store

RATES = st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), max_size=60)


@pytest.mark.parametrize(
    ("births", "deaths", "change", "migration"),
    [(3.67e6, 4.84e6, 1_647_346, 2.8e6), (3.56e6, 4.82e6, 1_070_702, 2.3e6)],
)
def test_the_union_as_eurostat_printed_it(births: float, deaths: float, change: float, migration: float) -> None:
    found = Balance(start=448.0e6, end=448.0e6 + change, births=births, deaths=deaths)
    assert found.change == pytest.approx(change)
    assert found.migration == pytest.approx(migration, abs=0.05e6)  # as rounded as the figures it was printed beside


def test_parts_add_up_to_the_change() -> None:
    found = Balance(start=1000, end=1010, births=20, deaths=25)
    assert (found.change, found.natural, found.migration) == (10, -5, 15)
    assert found.natural + found.migration == found.change


@given(RATES)
def test_every_place_is_of_one_kind(pairs: list[tuple[int, int]]) -> None:
    change, natural = (pd.Series([pair[side] for pair in pairs], dtype="float64") for side in (0, 1))
    kinds = growth_of(change, natural)
    assert len(kinds) == len(pairs)
    assert sum(counted(kinds).values()) == len(pairs)
    only = kinds == Growth.ONLY_MIGRATION.value
    assert (only == ((change > 0) & (natural <= 0))).all()
    backwards = growth_of(change[::-1], natural[::-1]).sort_index()
    assert backwards.tolist() == kinds.tolist()


@pytest.mark.parametrize(
    ("change", "natural", "kind"),
    [
        (5, 2, Growth.BOTH),
        (5, -2, Growth.ONLY_MIGRATION),
        (5, 0, Growth.ONLY_MIGRATION),
        (5, 7, Growth.ONLY_NATURAL),
        (-1, -3, Growth.SHRANK_DESPITE_MIGRATION),
        (-1, 3, Growth.SHRANK_DESPITE_NATURAL),
        (-5, -3, Growth.SHRANK_BOTH),
        (0, 0, Growth.SHRANK_BOTH),
    ],
)
def test_a_kind_follows_from_the_signs(change: float, natural: float, kind: Growth) -> None:
    found = growth_of(pd.Series({"DE111": change}), pd.Series({"DE111": natural}))
    assert found.to_dict() == {"DE111": kind.value}


def test_a_region_without_one_of_the_rates_has_no_kind() -> None:
    assert growth_of(pd.Series({"A": 1.0, "B": None}), pd.Series({"A": None, "B": 1.0})).empty


def test_rates_held_obey_the_equation() -> None:
    change, natural, migration = (
        store.load(id).table.set_index(["geo", "time_period"])["obs_value"]
        for id in ("growth_n3", "natchange_n3", "netmig_n3")
    )
    left = pd.concat({"c": change, "n": natural, "m": migration}, axis=1).dropna()
    assert len(left) > 1000
    assert (left["c"] - left["n"] - left["m"]).abs().max() < 1e-9
