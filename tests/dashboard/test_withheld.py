"""Small counts of neighbourhoods never reach a screen, in no form."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.disclosure import Rule
from dashboard.withheld import guarded
from data_sources import store
from data_sources.catalogue import CATALOGUE, indicator
from data_sources.model import Level
from data_sources.schema import Observations
from tests.data_sources.conftest import OLD
from tests.observed import Row, cells, rows

NEIGHBOURHOODS = [id for id, entry in CATALOGUE.items() if Level.DISTRICT in entry.levels]
SHARES = [id for id in NEIGHBOURHOODS if CATALOGUE[id].formula.of_indicators]


def held(id: str, *given: Row) -> Observations:
    table = rows(*given, level="district", vintage="UK004C-iz11")
    return Observations(table=table, indicator=indicator(id), provenance=OLD)


CROWDED = held("gla_crowded_n", ("UK004C_A", "2022", 4.0), ("UK004C_B", "2022", 60.0), ("UK004C_C", "2022", 50.0))
HOUSEHOLDS = held("gla_households", ("UK004C_A", "2022", 2e3), ("UK004C_B", "2022", 2e3), ("UK004C_C", "2022", 2e3))
PARTS = {"gla_crowded_n": CROWDED, "gla_households": HOUSEHOLDS}


def test_a_share_of_few_is_withheld_and_one_more_with_it() -> None:
    share = held("gla_crowded", ("UK004C_A", "2022", 0.2), ("UK004C_B", "2022", 3.0, "e"), ("UK004C_C", "2022", 2.5))
    found = guarded(share, PARTS.__getitem__)
    assert cells(found.table) == {
        ("UK004C_A", "2022"): (None, "", "C"),
        ("UK004C_B", "2022"): (3.0, "e", ""),
        ("UK004C_C", "2022"): (None, "", "C"),
    }
    assert str(found.provenance.notes[-1]) == (
        "2 figures of neighbourhoods are withheld here: 1 because they count fewer than 10 people or households or are "
        "shares of fewer than 1000, and 1 because they would give the others away."
    )


def test_the_limits_can_be_set() -> None:
    assert guarded(CROWDED, PARTS.__getitem__, Rule(least_count=4)) is CROWDED
    assert guarded(CROWDED, PARTS.__getitem__) is not CROWDED


def test_what_counts_nobody_is_left_alone() -> None:
    ranks = held("gla_simd", ("UK004C_A", "2020", 2.0))
    assert guarded(ranks, PARTS.__getitem__) is ranks
    countries = Observations(table=rows(("DE", "2020", 3.0)), indicator=indicator("asy_all"), provenance=OLD)
    assert guarded(countries, PARTS.__getitem__) is countries


@pytest.mark.parametrize("id", SHARES)
def test_no_share_that_is_shown_stands_on_few(id: str) -> None:
    shown = guarded(store.load(id), store.load).table
    places = pd.MultiIndex.from_frame(shown.loc[shown["obs_value"].notna(), ["geo", "time_period"]].astype(str))
    entry = CATALOGUE[id]
    counts, bases = (total(ids).reindex(places) for ids in (entry.formula.left, entry.formula.right))
    assert len(places)
    assert counts.min() >= 10
    assert bases.min() >= 1000


def total(ids: tuple[str, ...]) -> pd.Series:
    tables = [store.load(id).table for id in ids]
    parts = [table.astype({"geo": str, "time_period": str}).set_index(["geo", "time_period"]) for table in tables]
    return sum((part["obs_value"] for part in parts[1:]), parts[0]["obs_value"])


@pytest.mark.parametrize("id", NEIGHBOURHOODS)
def test_a_count_is_never_withheld_alone(id: str) -> None:
    own = store.load(id)
    before, after = (one.table["obs_value"].isna() for one in (own, guarded(own, store.load)))
    groups = [own.table["geo"].astype(str).str.partition("_")[0], own.table["time_period"].astype(str)]
    touched = (after & ~before).groupby(groups).any()
    assert (after.groupby(groups).sum()[touched] >= 2).all()
