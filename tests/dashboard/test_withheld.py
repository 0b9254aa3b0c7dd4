"""Small counts of neighbourhoods never reach a screen, in no form."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.disclosure import Rule
from dashboard.profile.book import book
from dashboard.withheld import guarded
from data_sources import store
from data_sources.catalogue import CATALOGUE, indicator
from data_sources.model import Level
from data_sources.schema import Observations
from tests.conftest import ROOT
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


def test_a_part_of_a_share_goes_where_the_share_goes() -> None:
    homes = held("gla_households", ("UK004C_A", "2022", 800.0), ("UK004C_B", "2022", 2e3), ("UK004C_C", "2022", 2e3))
    parts = {"gla_crowded_n": held("gla_crowded_n", *(("UK004C_" + name, "2022", 50.0) for name in "ABC"))}
    parts["gla_households"] = homes
    found = guarded(parts["gla_crowded_n"], parts.__getitem__).table["obs_value"].isna().tolist()
    assert found[0]
    assert sum(found) == 2
    assert guarded(homes, parts.__getitem__) is homes


def test_one_of_two_parts_is_no_way_to_the_other() -> None:
    """What the share says of both, less the one shown, would be the one withheld."""
    counts = {"bhm_english_little": (90.0, 80.0, 70.0), "bhm_english_none": (3.0, 60.0, 50.0)}
    counts |= {"bhm_english_main": (4e3, 4e3, 4e3), "bhm_language": (1e3, 1e3, 1e3)}
    parts = {
        id: held(id, *((f"UK002C_{name}", "2021", value) for name, value in zip("ABC", values, strict=True)))
        for id, values in counts.items()
    }
    hidden = [guarded(parts[id], parts.__getitem__).table["obs_value"].isna().tolist() for id in list(counts)[:2]]
    assert hidden == [[True, False, True]] * 2


def test_neighbourhoods_have_no_place_in_the_book_of_profiles() -> None:
    mixed = pd.concat([CROWDED.table, rows(("UK", "2022", 9.0))]).assign(id="gla_crowded_n")
    found = book(mixed.astype(dict.fromkeys(mixed.columns.drop("obs_value"), "category")))["gla_crowded_n"]
    assert not found.history("UK004C_A")
    assert [one.value for one in found.history("UK")] == [9.0]


def test_nobody_but_the_guard_reads_tables_for_a_reader() -> None:
    """`store.load` withholds nothing: each module of the dashboard that names it hands it to the guard."""
    readers = re.compile(r"\bstore\.load\b|\bparquet\.read\b|\bread_(table|parquet)\b")
    sources = [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    found = {path.relative_to(ROOT).as_posix() for path in sources if readers.search(path.read_text(encoding="utf-8"))}
    assert found == {"dashboard/shell/cached.py", "dashboard/story/desk.py", "dashboard/withheld.py"}
    for name in found:
        assert "guarded(" in (ROOT / name).read_text(encoding="utf-8")


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
