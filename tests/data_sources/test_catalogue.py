"""Every entry holds together, and agrees with the list of indicators it takes its ids from."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from data_sources.catalogue import CATALOGUE, DEFAULT_ID, _joined, by_theme, indicator
from data_sources.errors import CatalogueError
from data_sources.model import Direction, Indicator, Kind, Operation, Theme
from data_sources.sources import SOURCES
from tests.conftest import OPENDATA

CPI = CATALOGUE["cpi"]
OTHER_DATASET = {
    "unemp_n2": "the table of NUTS 2 rates that Eurostat draws from the list's data set",
    "for_ctz": "computed from foreign citizens and population, which are held one by one",
    "c_forborn": "computed from the foreign-born and the population of the city, held one by one",
}
"""Ids of the list whose figures come from elsewhere than the list says, and why."""


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)
def test_an_entry_holds_together(entry: Indicator) -> None:
    assert entry.key == tuple(sorted(set(entry.key)))
    assert len(dict(entry.key)) == len(entry.key)
    assert entry.levels
    assert entry.title[0].isupper()
    assert entry.description.endswith(".")
    assert entry.dataflow is None or entry.dataflow.source in SOURCES
    assert entry.formula.dimension not in dict(entry.key)
    if entry.theme is Theme.ARRIVALS:
        assert entry.direction is Direction.NEUTRAL
    if entry.formula.operation is Operation.RATIO:
        assert entry.kind is not Kind.COUNT
    if entry.denominator:
        assert entry.kind is Kind.COUNT
        assert set(entry.levels) <= set(CATALOGUE[entry.denominator].levels)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((CPI, replace(CPI, title="Again")), "used twice: cpi"),
        ((replace(CPI, denominator="pop"),), "unknown indicators: pop"),
        ((replace(CPI, dataflow=None),), "either a dataflow or a formula"),
        ((replace(CPI, key=(("unit", "SC"), ("freq", "A"))),), "key must be sorted"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(entries: tuple[Indicator, ...], said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        _joined(entries)


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(CatalogueError, match="no indicator 'nope'"):
        indicator("nope")


def test_themes_come_in_their_order_and_only_with_figures() -> None:
    found = by_theme(frozenset({"cpi", "pop", DEFAULT_ID}))
    assert [(theme, [entry.id for entry in entries]) for theme, entries in found.items()] == [
        (Theme.ARRIVALS, ["asy_all"]),
        (Theme.POPULATION, ["pop"]),
        (Theme.GOVERNANCE, ["cpi"]),
    ]


@pytest.mark.standin
def test_ids_of_the_list_of_indicators_use_its_data_set() -> None:
    with (OPENDATA / "indicators.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["id"]: row["dataset"] for row in csv.DictReader(file)}
    ours = {id: entry.dataflow.code if entry.dataflow else "" for id, entry in CATALOGUE.items()}
    other = {
        id: (code, listed[id]) for id, code in ours.items() if id in listed and code not in listed[id].split(" / ")
    }
    assert set(other) == set(OTHER_DATASET) & set(listed), other
