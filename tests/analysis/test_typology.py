"""Kinds of place and how often they stay the same."""

from __future__ import annotations

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.survey import margin_pp
from analysis.typology import LEAST, RUNS, Cutting, Run, high, kinds, natural_cut, typology

numbers = st.lists(st.integers(-1000, 1000).map(float), min_size=LEAST, max_size=40)


def both(one: list[float], other: list[float] | None = None) -> pd.DataFrame:
    index = [f"XX{n:03}" for n in range(len(one))]
    return pd.DataFrame({"one": one, "other": other or one}, index=index)


def test_there_are_twenty_re_runs_none_of_them_the_base() -> None:
    assert len(set(RUNS)) == len(RUNS) == 20
    assert Run() not in RUNS


@given(numbers, st.sampled_from([2.0, 0.5, 1024.0]))
def test_the_unit_makes_no_other_kinds(values: list[float], unit: float) -> None:
    for cutting in Cutting:
        assert high(values, cutting).tolist() == high(unit * np.asarray(values), cutting).tolist()


@given(numbers)
def test_thirds_lie_around_the_median(values: list[float]) -> None:
    lower, middle, upper = (
        high(values, cut).sum() for cut in (Cutting.LOWER_THIRD, Cutting.MEDIAN, Cutting.UPPER_THIRD)
    )
    assert lower >= middle >= upper
    assert middle <= len(values) / 2


@given(st.lists(st.integers(0, 500).map(float), min_size=5, max_size=30).filter(lambda found: len(set(found)) > 2))
def test_two_natural_groups_differ_as_little_inside_as_fisher_and_jenks_find(values: list[float]) -> None:
    def inside(cut: float) -> float:
        numbers = np.asarray(values)
        return sum(
            float(((part - part.mean()) ** 2).sum()) for part in (numbers[numbers <= cut], numbers[numbers > cut])
        )

    theirs = float(mapclassify.FisherJenks(np.asarray(values), k=2).bins[0])
    assert inside(natural_cut(np.asarray(values))) <= inside(theirs) * (1 + 1e-6) + 1e-6


def test_a_place_that_never_changes_is_stable_and_one_that_does_is_not() -> None:
    base = both([float(n) for n in range(20)])
    again = base.copy()
    again.loc["XX000", ["one", "other"]] = 99.0
    found = typology(base, lambda run: base if run.total else again)
    assert found is not None
    assert found["agree"]["XX019"] >= 0.7
    assert found["agree"]["XX000"] < 0.7
    assert (found["runs"] == 20).all()


def test_re_runs_without_figures_are_not_counted() -> None:
    base = both([float(n) for n in range(20)])
    found = typology(base, lambda run: None if run.total or run.shift else base)
    assert found is not None
    assert (found["runs"] == 3).all()
    assert found["agree"].isna().all()


def test_a_place_missing_from_a_re_run_is_not_in_it() -> None:
    base = both([float(n) for n in range(20)])
    found = typology(base, lambda run: base.drop("XX019") if run.shift < 0 else base)
    assert found is not None
    assert found["runs"]["XX019"] == 20 - sum(run.shift < 0 for run in RUNS)


def test_too_few_places_have_no_kinds() -> None:
    few = both([float(n) for n in range(LEAST - 1)])
    assert typology(few, lambda _: few) is None


@given(numbers)
def test_kinds_do_not_depend_on_the_order_of_the_rows(values: list[float]) -> None:
    rows = both(values)
    assert kinds(rows.iloc[::-1]).sort_index().equals(kinds(rows).sort_index())


def test_the_margin_of_a_share_is_the_published_one() -> None:
    assert margin_pp([50.0, 80.0], 839) == pytest.approx([3.38, 2.71], abs=0.005)
    assert margin_pp([50.0], 839, 4.0) == pytest.approx(2 * margin_pp([50.0], 839))
    assert margin_pp([0.0, 100.0]).tolist() == [0.0, 0.0]
