"""Formulas: what is summed, divided and subtracted, and whose flags the result carries."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources import urban_audit
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


def test_what_follows_a_minus_sign_is_subtracted() -> None:
    foreign = Formula(operation=Operation.RATIO, dimension="indic", left=("A", "-B"), right=("A",), scale=100.0)
    assert foreign.operands == ("A", "B")
    found = evaluate(foreign, parts([("BE", "2020", 8.0, "p")], [("BE", "2020", 6.0)]))
    assert cells(found) == {("BE", "2020"): (25.0, "p", "")}


def balance(population: list[Row], births: list[Row], deaths: list[Row]) -> dict[tuple[str, str], Cell]:
    formula = Formula(operation=Operation.BALANCE, left=("pop", "deaths"), right=("births",), scale=1000.0)
    return cells(evaluate(formula, {"pop": rows(*population), "births": rows(*births), "deaths": rows(*deaths)}))


def test_the_balancing_equation() -> None:
    population: list[Row] = [("BE", "2020", 990.0), ("BE", "2021", 1010.0, "e"), ("BE", "2022", 1020.0)]
    found = balance(population, [("BE", "2020", 12.0, "p")], [("BE", "2020", 7.0)])
    # 20 more people, of whom 5 by births less deaths; the year without births and deaths has no result
    assert found == {("BE", "2020"): (15.0, "ep", "")}


@pytest.mark.parametrize("population", [[("BE", "2020", 990.0)], [("BE", "2020", 990.0), ("BE", "2021", 1010.0, "b")]])
def test_no_balance_without_the_next_year_or_across_a_break(population: list[Row]) -> None:
    assert balance(population, [("BE", "2020", 12.0)], [("BE", "2020", 7.0)]) == {}


def test_an_area_has_the_mean_of_its_regions_by_people(monkeypatch: pytest.MonkeyPatch) -> None:
    people = pd.DataFrame(
        [("X1F", "BE100", "2021", 0.75), ("X1F", "BE211", "2021", 0.25), ("X2F", "BE211", "2021", 0.5)],
        columns=["fua", "nuts3", "vintage", "share"],
    )
    monkeypatch.setattr(urban_audit, "people_by_nuts3", lambda: people)
    small = rows(("BE100", "2020", 10.0), ("BE211", "2020", 20.0, "e"), level="nuts3", vintage="2021")
    elsewhere = rows(("BE100", "2019", 10.0), ("BE211", "2019", 20.0), level="nuts3", vintage="2016")
    found = evaluate(Formula(operation=Operation.OVERLAP, left=("a",)), {"a": pd.concat([small, elsewhere])})
    # of the second area half the people have no figure, and 2019 is in another version of the regions
    assert cells(found) == {("X1F", "2020"): (12.5, "e", "")}


def test_a_part_that_repeats_a_key_is_named() -> None:
    with pytest.raises(UnexpectedPayload, match="repeat a key"):
        evaluate(SUM, parts([("BE", "2020", 1.0), ("BE", "2020", 2.0)], [("BE", "2020", 2.0)]))


key = st.tuples(st.sampled_from(["BE", "DE", "FR"]), st.sampled_from(["2019", "2020"]))
table = st.dictionaries(key, st.tuples(st.none() | st.floats(-1e6, 1e6), st.sampled_from(["", "b", "ep"])), min_size=1)


@settings(max_examples=25)
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
