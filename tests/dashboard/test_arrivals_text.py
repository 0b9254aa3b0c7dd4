"""Headlines of the page about arrivals, with the figures they are computed from and the words for when they cannot."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analysis.balance import Balance, Growth
from analysis.change import Change
from analysis.leaders import Agreement
from analysis.origins import Ends
from dashboard.arrivals import text
from dashboard.language import language
from dashboard.screen import Screen, screen, series
from dashboard.view import View
from data_sources import store

SAY = language("en")


def shown(id: str, period: str, *, per_head: bool) -> Screen:
    view = View(indicator=id, period=period, per_head=per_head)
    found = series(view, store.load(id), store.load("pop"), view.level)
    return screen(view, found, view.level, SAY)


def both(id: str, period: str) -> tuple[Screen, Screen]:
    return shown(id, period, per_head=False), shown(id, period, per_head=True)


def test_2015_by_number_and_by_rate() -> None:
    said = text.ranking_line(*both("asy_first", "2015"), SAY)
    assert said.startswith(
        "First-time asylum applicants, 2015: Germany had the most (441\u202f900), but per 1,000 residents Hungary led "
        "(17.77)."
    )
    assert said.endswith("of the first five by number are not among the first five by rate.")


def test_one_place_may_lead_both_ways_and_few_places_are_not_ranked() -> None:
    numbers, rates = both("asy_first", "2015")
    same = replace(numbers, cells=rates.cells.assign(obs_value=rates.cells["obs_value"] * 10_000))
    assert "Hungary came first by number (" in text.ranking_line(same, rates, SAY)
    assert text.ranking_line(same, rates, SAY).endswith("The first five are the same by number and by rate.")
    few = replace(numbers, cells=numbers.cells.head(4))
    assert text.ranking_line(few, rates, SAY) == "2015: Germany has the highest figure, 441\u202f900 people"


@pytest.mark.parametrize(
    ("after", "end"), [(75.0, "25 % fewer."), (150.0, "50 % more."), (100.0, "100 in 2015 and in 2022.")]
)
def test_the_union_then_and_now(after: float, end: str) -> None:
    change = Change(before=100, after=after)
    assert text.union_change("Applicants", ("2015", "2022"), change, "the 27", SAY).endswith(end)


@pytest.mark.parametrize(
    ("tau", "word"),
    [(0.9, "much the same"), (0.5, "partly the same"), (-0.2, "another one"), (float("nan"), "not compared")],
)
def test_two_orders_agree_or_not_or_are_too_short(tau: float, word: str) -> None:
    assert word in text.agreement_line(Agreement(tau=tau, n=29), "asylum", SAY)


def test_how_many_are_above_the_union() -> None:
    rates = shown("asy_first", "2015", per_head=True)
    above = int((rates.valued["obs_value"] > 2.75).sum())
    assert text.above_union(rates, 2.75, SAY).startswith(f"{above} of {len(rates.valued)} countries")
    assert text.above_union(rates, float("nan"), SAY) == ""


def counts(**given: int) -> dict[Growth, int]:
    return {kind: given.get(kind.name, 0) for kind in Growth}


def test_regions_that_grew_only_through_migration() -> None:
    some = counts(ONLY_MIGRATION=40, BOTH=10, SHRANK_BOTH=50)
    assert text.growth_line(some, "2021", SAY) == (
        "2021: in 40 of 100 regions the population grew only through migration; in 50 it grew at all."
    )
    assert "in none of 50 regions" in text.growth_line(counts(SHRANK_BOTH=50), "2021", SAY)
    assert text.growth_line(counts(ONLY_MIGRATION=9), "2021", SAY).startswith("Too few regions")
    assert len({text.growth_words(kind, SAY) for kind in Growth}) == len(Growth)


def test_the_balancing_equation_in_words() -> None:
    said = text.balance_line(Balance(start=1000, end=1010, births=20, deaths=25), "X", "2021", SAY)
    assert "20 births and 25 deaths make \u22125" in said
    assert "changed by +10" in said
    assert said.endswith("was +15.")


def ends(total: float, **origins: float) -> Ends:
    values, none = pd.Series(origins, dtype="float64"), pd.Series(dtype="float64")
    return Ends(origins=values, destinations=none, total=total, unplaced=0.0, leaving=float("nan"))


def test_where_people_come_from() -> None:
    names = {"SY": "Syria", "AF": "Afghanistan"}
    assert (
        text.ends_line(ends(1000, SY=500, AF=250), "X", names, SAY)
        == "X: 1\u202f000; 75 % of them from Syria, Afghanistan."
    )
    assert text.ends_line(ends(5), "X", names, SAY) == "X: 5, none of them by country of origin."
    assert "no figures are held" in text.ends_line(ends(float("nan")), "X", names, SAY)


def test_each_list_says_its_own_scale() -> None:
    line = text.scale_line([("Malta", 3.0), ("Italy", 12.0)], "people", SAY)
    assert line == "Own scale: the longest bar is 12 people (Italy)."
    assert text.scale_line([], "people", SAY) == ""
