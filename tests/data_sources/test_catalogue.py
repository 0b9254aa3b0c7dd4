"""Every entry holds together, and agrees with the list of indicators it takes its ids from."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest

from data_sources.catalogue import CATALOGUE, DEFAULT_ID, _joined, by_theme, caveats, distinct, indicator, thin_themes
from data_sources.errors import CatalogueError
from data_sources.model import Direction, Indicator, Kind, Operation, Theme
from data_sources.sources import SOURCES
from tests.conftest import OPENDATA

CPI = CATALOGUE["cpi"]
BALANCES = {"P_THAB", "PP"}
"""Units of differences that can be more or less than zero."""

OTHER_DATASET = {
    "unemp_n2": "the table of NUTS 2 rates that Eurostat draws from the list's data set",
    "for_ctz": "computed from foreign citizens and population, which are held one by one",
    "c_forborn": "computed from the foreign-born and the population of the city, held one by one",
    "netmig_n3": "derived; the list's data set answers for Italy in one year only and is `netmig_n3_live`",
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
    if entry.kind is Kind.COUNT:
        assert entry.midpoint is None
    if entry.formula.operation in {Operation.BALANCE, Operation.DIFFERENCE} and entry.unit.code in BALANCES:
        assert entry.midpoint == 0.0
    if entry.formula.operation is Operation.OVERLAP:
        assert "proxy" in entry.title
        assert "proxy" in entry.description
        assert caveats.PROXY in entry.caveats
    assert entry.unseen == (caveats.UNSEEN in entry.caveats)
    assert entry.evidence in {"", "A", "A*", "B", "C"}
    assert entry.variant_of != entry.id
    if entry.denominator:
        assert entry.kind is Kind.COUNT
        assert set(entry.levels) <= set(CATALOGUE[entry.denominator].levels)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ((CPI, replace(CPI, title="Again")), "used twice: cpi"),
        ((replace(CPI, denominator="pop"),), "unknown indicators: pop"),
        ((replace(CPI, dataflow=None),), "either a dataflow or a formula"),
        ((replace(CPI, variant_of="pop"),), "unknown indicators: pop"),
        ((CPI, replace(CPI, id="b", variant_of="cpi"), replace(CPI, id="c", variant_of="b")), "c is a variant of b"),
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


def test_variants_count_once() -> None:
    assert distinct(["for_ctz", "for_ctz_n", "cpi"]) == {"for_ctz_n", "cpi"}
    assert Theme.GOVERNANCE in thin_themes(frozenset({"cpi", "pop"}))
    assert thin_themes(frozenset({"p_lonely", "p_trust", "p_city"}))[Theme.ENERGY] == 0
    assert Theme.PARTICIPATION not in thin_themes(frozenset({"p_lonely", "p_trust", "p_city"}))


@pytest.mark.standin
def test_every_row_of_the_first_tier_has_an_entry_with_its_filter() -> None:
    """Alternatives and sums in a filter stand in the formula or are pinned to one code."""
    with (OPENDATA / "indicators.csv").open(encoding="utf-8", newline="") as file:
        first = [row for row in csv.DictReader(file) if row["tier"] == "1" and row["dataset"] != "register"]
    absent = {row["id"] for row in first} - set(CATALOGUE)
    assert not absent
    for row in first:
        entry = CATALOGUE.get(f"{row['id']}_live", CATALOGUE[row["id"]])
        plain = {part for part in row["filter"].split(";") if re.fullmatch(r"\w+=[\w-]+", part)}
        if entry.unseen:
            assert plain <= {f"{name}={code}" for name, code in entry.key}, row["id"]
            assert entry.evidence == row["evidence"]


@pytest.mark.standin
def test_ids_of_the_list_of_indicators_use_its_data_set() -> None:
    with (OPENDATA / "indicators.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["id"]: row["dataset"] for row in csv.DictReader(file)}
    ours = {id: entry.dataflow.code if entry.dataflow else "" for id, entry in CATALOGUE.items()}
    other = {
        id: (code, listed[id]) for id, code in ours.items() if id in listed and code not in listed[id].split(" / ")
    }
    assert set(other) == set(OTHER_DATASET) & set(listed), other
