"""Formulas: what is summed, divided and subtracted, and whose flags the result carries."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.errors import UnexpectedPayload
from data_sources.formula import evaluate
from data_sources.model import Formula, Operation
from tests.observed import Cell, Row, cells, rows

SUM = Formula(operation=Operation.SUM, dimension="indic", left=("A", "B"))
RATIO = Formula(operation=Operation.RATIO, dimension="indic", left=("A",), right=("B",), scale=100.0)
DIFFERENCE = Formula(operation=Operation.DIFFERENCE, dimension="indic", left=("A",), right=("B",))


def parts(a: list[Row], b: list[Row]) -> dict[str, pd.DataFrame]:
    return {"A": rows(*a), "B": rows(*b)}


@pytest.mark.parametrize(("formula", "expected"), [(SUM, 10.0), (RATIO, 400.0), (DIFFERENCE, 6.0)])
def test_values_and_flags_of_both_parts(formula: Formula, expected: float) -> None:
    found = evaluate(formula, parts([("BE", "2020", 8.0, "pb")], [("BE", "2020", 2.0, "e|C")]))
    assert cells(found) == {("BE", "2020"): (expected, "bep", "C")}


@pytest.mark.parametrize("formula", [SUM, RATIO, DIFFERENCE])
@pytest.mark.parametrize("other", [[("BE", "2020", None, "u")], [("DE", "2020", 1.0, "u")], []])
def test_a_missing_part_makes_the_result_missing(formula: Formula, other: list[Row]) -> None:
    found = cells(evaluate(formula, parts([("BE", "2020", 8.0, "p")], other)))
    value, flags, _ = found["BE", "2020"]
    assert value is None
    assert "p" in flags


def test_nothing_is_divided_by_zero() -> None:
    found = evaluate(
        RATIO,
        parts([("BE", "2020", 8.0, "p"), ("DE", "2020", 0.0)], [("BE", "2020", 0.0), ("DE", "2020", 4.0)]),
    )
    assert cells(found) == {("BE", "2020"): (None, "p", ""), ("DE", "2020"): (0.0, "", "")}


@pytest.mark.parametrize("formula", [RATIO, DIFFERENCE])
def test_the_right_side_adds_no_rows(formula: Formula) -> None:
    found = evaluate(
        formula, parts([("BE", "2020", 8.0)], [("BE", "2020", 2.0), ("BE", "2021", 2.0), ("DE", "2020", 1.0)])
    )
    assert set(cells(found)) == {("BE", "2020")}


def test_each_side_is_summed_first() -> None:
    formula = Formula(operation=Operation.RATIO, dimension="indic", left=("A", "B"), right=("A", "B", "C"), scale=100.0)
    given_parts = {name: rows(("BE", "2020", value)) for name, value in zip("ABC", (1.0, 2.0, 9.0), strict=True)}
    assert cells(evaluate(formula, given_parts))["BE", "2020"][0] == 25.0


def test_a_part_that_repeats_a_key_is_named() -> None:
    with pytest.raises(UnexpectedPayload, match="repeat a key"):
        evaluate(SUM, parts([("BE", "2020", 1.0), ("BE", "2020", 2.0)], [("BE", "2020", 2.0)]))


key = st.tuples(st.sampled_from(["BE", "DE", "FR"]), st.sampled_from(["2019", "2020"]))
table = st.dictionaries(key, st.tuples(st.none() | st.floats(-1e6, 1e6), st.sampled_from(["", "b", "ep"])), min_size=1)


@settings(max_examples=25, deadline=None)
@given(
    formula=st.sampled_from([SUM, RATIO, DIFFERENCE]),
    left=table,
    right=table,
    seed=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_does_not_matter(
    formula: Formula,
    left: dict[tuple[str, str], tuple[float | None, str]],
    right: dict[tuple[str, str], tuple[float | None, str]],
    seed: random.Random,
) -> None:
    def listed(side: dict[tuple[str, str], tuple[float | None, str]]) -> list[Row]:
        return [(*place, *held) for place, held in side.items()]

    def result(a: list[Row], b: list[Row]) -> dict[tuple[str, str], Cell]:
        return cells(evaluate(formula, parts(a, b)))

    expected = result(listed(left), listed(right))
    assert result(seed.sample(listed(left), len(left)), seed.sample(listed(right), len(right))) == expected
