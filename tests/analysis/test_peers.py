"""Places alike: never in the outcome, whatever the order or the unit; and whom to call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.peers import (
    ALIKE,
    LEAST_PLACES,
    VERY_ALIKE,
    Likeness,
    Near,
    Outcome,
    ToCall,
    Variable,
    Why,
    nearest,
    refused,
    scaled,
    step,
    to_call,
    weighted,
)
from data_sources.model import Direction

pytestmark = pytest.mark.slow

PARTS = ("density", "income", "size")
WEIGHTS = st.fixed_dictionaries({name: st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0]) for name in PARTS})
VALUE = st.one_of(st.integers(-50, 50).map(float), st.just(np.nan))


@st.composite
def contexts(draw: st.DrawFn) -> pd.DataFrame:
    """Some places with whole numbers, here and there unknown."""
    n = draw(st.integers(2, 30))
    columns = {name: draw(st.lists(VALUE, min_size=n, max_size=n)) for name in PARTS}
    return pd.DataFrame(columns, index=[f"P{number:02}" for number in range(n)])


def grid(n: int = 20) -> pd.DataFrame:
    """Places on a line in both parts of their context."""
    steps = np.arange(n, dtype=float)
    return pd.DataFrame({"size": steps, "income": steps}, index=[f"P{number:02}" for number in range(n)])


@given(contexts(), WEIGHTS)
def test_a_place_is_never_its_own_peer_and_no_place_stands_twice(
    context: pd.DataFrame, weights: dict[str, float]
) -> None:
    codes = [one.code for one in nearest(context, "P01", weights).near]
    assert "P01" not in codes
    assert len(codes) == len(set(codes))


@given(contexts(), WEIGHTS)
def test_every_other_place_is_compared_or_left_out(context: pd.DataFrame, weights: dict[str, float]) -> None:
    found = nearest(context, "P01", weights)
    if found.near:
        assert len(found.near) + found.left_out == len(context) - 1
        assert [one.distance for one in found.near] == sorted(one.distance for one in found.near)


@given(contexts(), WEIGHTS, st.sampled_from(PARTS))
def test_a_weight_of_zero_drops_a_variable(context: pd.DataFrame, weights: dict[str, float], name: str) -> None:
    without = nearest(context.drop(columns=name), "P01", weights)
    assert nearest(context, "P01", weights | {name: 0.0}) == without
    assert name not in without.used


@given(contexts(), WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_places_and_parts_changes_nothing(
    context: pd.DataFrame, weights: dict[str, float], random: Random
) -> None:
    rows, columns = list(context.index), list(context.columns)
    random.shuffle(rows)
    random.shuffle(columns)
    turned = dict(sorted(weights.items(), key=lambda item: columns.index(item[0])))
    assert nearest(context.loc[rows, columns], "P01", turned) == nearest(context, "P01", weights)


@given(contexts(), WEIGHTS, st.sampled_from([0.125, 4.0, 1024.0]))
def test_the_unit_of_a_part_changes_nothing(context: pd.DataFrame, weights: dict[str, float], factor: float) -> None:
    changed = context.assign(income=context["income"] * factor)
    assert nearest(changed, "P01", weights) == nearest(context, "P01", weights)


@given(st.floats(0.001, 1000))
def test_what_counts_in_ratios_has_no_unit_either(factor: float) -> None:
    variables = (Variable(name="size", refuses=frozenset(), in_ratios=True),)
    context = pd.DataFrame({"size": 2.0 ** np.arange(20)}, index=[f"P{number:02}" for number in range(20)])
    here = nearest(scaled(context, variables), "P10", {"size": 1})
    there = nearest(scaled(context * factor, variables), "P10", {"size": 1})
    assert [one.distance for one in here.near] == pytest.approx([one.distance for one in there.near], abs=1e-6)
    assert {one.code for one in here.near[:2]} == {"P09", "P11"}


def test_a_size_of_zero_is_unknown_not_minus_infinity() -> None:
    variables = (Variable(name="size", refuses=frozenset(), in_ratios=True),)
    assert scaled(pd.DataFrame({"size": [0.0, 1.0]}), variables)["size"].isna().tolist() == [True, False]


def test_the_outcome_is_refused_whatever_its_weight() -> None:
    variables = (
        Variable(name="income", refuses=frozenset({"gdp_n3", "income_n2"})),
        Variable(name="size", refuses=frozenset({"pop"})),
    )
    weights = {"income": 3.0, "size": 1.0}
    assert weighted(variables, weights, "gdp_n3") == {"size": 1.0}
    assert weighted(variables, weights, "income_n2") == {"size": 1.0}
    assert weighted(variables, weights, "p_housing") == weights
    assert (refused(variables, "gdp_n3"), refused(variables, "p_housing")) == (("income",), ())
    assert weighted(variables, {"income": 0.0}, "") == {}


def test_more_weight_on_a_part_brings_those_alike_in_it_nearer() -> None:
    context = grid()
    context.loc["P19"] = [0.0, 10.0]
    even = nearest(context, "P00", {"size": 1.0, "income": 1.0})
    on_size = nearest(context, "P00", {"size": 3.0, "income": 0.5})
    assert even.near[0].code == "P01"
    assert [one.code for one in on_size.near].index("P19") < [one.code for one in even.near].index("P19")


def test_a_place_known_by_less_than_half_is_left_out_and_counted() -> None:
    context = grid()
    context.loc["P01", "size"] = np.nan
    context.loc["P02", ["size", "income"]] = np.nan
    found = nearest(context, "P00", {"size": 1.0, "income": 1.0})
    assert found.left_out == 1
    assert "P02" not in {one.code for one in found.near}
    half = next(one for one in found.near if one.code == "P01")
    assert half.lacks == ("size",)
    assert half.distance > np.sqrt(0.5)  # the unknown half counts as the usual difference
    assert nearest(context, "P00", {"size": 3.0, "income": 1.0}).left_out == 2


def test_what_the_place_itself_lacks_is_said_and_does_not_count() -> None:
    context = grid()
    context.loc["P00", "income"] = np.nan
    found = nearest(context, "P00", {"size": 1.0, "income": 1.0})
    assert (found.used, found.lacks, found.near[0].code) == (("size",), ("income",), "P01")
    assert found.near[0].lacks == ()
    nobody = nearest(context, "P00", {"size": 1.0, "income": 3.0})
    assert (nobody.near, nobody.lacks) == ((), ("income",))


@pytest.mark.parametrize("context", [grid(LEAST_PLACES), pd.DataFrame({"size": []}, dtype=float)])
def test_among_too_few_places_nobody_is_the_nearest(context: pd.DataFrame) -> None:
    assert nearest(context, "P00", {"size": 1.0}).near == ()
    assert nearest(grid(LEAST_PLACES + 1), "P00", {"size": 1.0}).near


def test_without_weights_or_for_an_unknown_place_nothing_is_compared() -> None:
    assert nearest(grid(), "P00", {"size": 0.0}).near == ()
    assert nearest(grid(), "XX", {"size": 1.0}).used == ()


def test_a_distance_in_words() -> None:
    words = [Near(code="A", distance=distance).likeness for distance in (0, VERY_ALIKE, ALIKE, 2)]
    assert words == [Likeness.VERY, Likeness.ALIKE, Likeness.LESS, Likeness.LESS]


def test_borderline_is_who_leaves_when_a_weight_moves() -> None:
    rows = {"P00": [0.0, 0.0, 0.0]}
    rows |= {f"NEAR{number}": [number / 100] * 3 for number in range(1, 6)}
    rows |= {"ONE-SIDED": [1.7, 0.0, 0.0]}
    rows |= {f"EVEN{number:02}": [1.0, 1.0, 1.0] for number in range(15)}
    rows |= {f"FAR{number:02}": [20.0 * (-1) ** number] * 3 for number in range(100)}
    context = pd.DataFrame.from_dict(rows, orient="index", columns=list(PARTS))
    found = nearest(context, "P00", dict.fromkeys(PARTS, 1.0), 6).near
    assert [one.code for one in found if one.borderline] == ["ONE-SIDED"]
    assert found[5].code == "ONE-SIDED"


# Whom to call

NEAR = tuple(Near(code=f"P{number:02}", distance=number / 100) for number in range(1, 20))
ARRIVALS = {"P00": 10.0} | {one.code: 10.0 + 5 * (number % 3) for number, one in enumerate(NEAR)}
RESULTS = {"P00": 50.0} | {one.code: 30.0 + 2 * number for number, one in enumerate(NEAR)}
HIGHER = Outcome(figures=RESULTS, direction=Direction.HIGHER)


def called(outcome: Outcome = HIGHER, arrivals: dict[str, float] = ARRIVALS) -> ToCall:
    """Whom P00 should call."""
    return to_call(NEAR, "P00", arrivals, outcome)


def margin(points: float) -> Callable[[float, float], float]:
    """The same margin for any two figures."""
    return lambda *_figures: points


def test_the_one_to_call_has_as_many_arrivals_and_is_clearly_better() -> None:
    found = called()
    assert found.why is None
    for one in found.found:
        assert abs(ARRIVALS[one.code] - 10) < found.arrivals_step
        assert RESULTS[one.code] >= 50 + found.outcome_step
    assert [one.distance for one in found.found] == sorted(one.distance for one in found.found)
    assert found.found[0].code == "P13"


def test_where_lower_is_better_others_are_called() -> None:
    lower = called(replace(HIGHER, direction=Direction.LOWER))
    assert lower.found[0].code == "P01"
    assert not {one.code for one in lower.found} & {one.code for one in called().found}


def test_a_difference_within_the_margin_of_a_survey_is_not_better() -> None:
    sure = called(replace(HIGHER, margin=margin(15.0)))
    assert {RESULTS[one.code] - 50 for one in sure.found} == {16.0}
    assert called(replace(HIGHER, margin=margin(99.0))).why is Why.NONE_BETTER


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"outcome": replace(HIGHER, direction=Direction.NEUTRAL)}, Why.NEUTRAL),
        ({"arrivals": {code: value for code, value in ARRIVALS.items() if code != "P00"}}, Why.NO_ARRIVALS),
        ({"outcome": replace(HIGHER, figures={"P01": 1.0})}, Why.NO_OUTCOME),
        ({"outcome": replace(HIGHER, figures={"P00": 1.0, "P01": 2.0})}, Why.FEW),
        ({"arrivals": ARRIVALS | {"P00": 500.0}}, Why.NONE_SIMILAR),
        ({"outcome": replace(HIGHER, figures=RESULTS | {"P00": 500.0})}, Why.NONE_BETTER),
    ],
)
def test_there_is_a_reason_where_nobody_can_be_called(changed: dict[str, dict[str, float]], why: Why) -> None:
    found = called(**changed)  # type: ignore[arg-type]
    assert (found.found, found.why) == ((), why)


@given(st.lists(st.integers(-100, 100).map(float), min_size=1, max_size=40), st.sampled_from([0.5, 2.0, 64.0]))
def test_a_step_has_the_unit_of_its_figures(values: list[float], factor: float) -> None:
    assert step(value * factor for value in values) == pytest.approx(factor * step(values))
    assert step(value + 7 for value in values) == pytest.approx(step(values))
