"""The committed figures as data: known values, manifest, sizes, nothing copied, no promise in vain."""

from __future__ import annotations

import gzip
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data_sources import geography, store, urban_audit
from data_sources.catalogue import CATALOGUE, by_theme, distinct, thin_themes
from data_sources.model import Level, Theme
from data_sources.schema import COLUMNS, KEY
from tests.conftest import OPENDATA, ROOT
from tests.observed import Cell, cells

SNAPSHOT = ROOT / "data_sources" / "snapshot"
STATIC = ROOT / "static"
MANIFEST: dict[str, Any] = json.loads((SNAPSHOT / "manifest.json").read_text(encoding="utf-8"))
ENTRIES: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in MANIFEST["indicators"]}
SEEN = [id for id, entry in CATALOGUE.items() if not entry.unseen]
every_indicator = pytest.mark.parametrize("id", SEEN)
LEAST = {Level.NUTS2: 15, Level.NUTS3: 8, Level.FUA: 4, Level.CITY: 20}
"""Level -> distinct indicators with figures, at least."""


@cache
def held(id: str) -> pd.DataFrame:
    return store.load(id).table


@pytest.mark.parametrize(
    ("id", "geo", "period", "expected"),
    [
        ("asy_all", "DE", "2015", (476_620.0, "", "")),
        ("asy_first", "HU", "2015", (174_435.0, "", "")),
    ],
)
def test_a_known_figure(id: str, geo: str, period: str, expected: Cell) -> None:
    assert cells(held(id))[geo, period] == expected


@every_indicator
def test_every_indicator_has_figures_at_the_levels_it_promises(id: str) -> None:
    table = held(id)
    assert tuple(table.columns) == COLUMNS
    assert not table.duplicated(list(KEY)).any()
    assert set(store.load(id).levels) >= set(CATALOGUE[id].levels)


def test_there_are_at_least_90_distinct_indicators_with_figures() -> None:
    assert store.held() == set(SEEN)
    assert len(distinct(SEEN)) >= 90


@pytest.mark.parametrize("level", LEAST)
def test_every_level_has_enough_distinct_indicators(level: Level) -> None:
    held_there = [id for id in SEEN if level in CATALOGUE[id].levels and level in store.load(id).levels]
    assert len(distinct(held_there)) >= LEAST[level]


def test_what_nobody_has_seen_is_neither_held_nor_offered() -> None:
    unseen = set(CATALOGUE) - set(SEEN)
    assert len(unseen) >= 60
    assert not unseen & store.held()
    assert not unseen & {entry.id for entries in by_theme(store.held()).values() for entry in entries}


def test_a_theme_with_few_indicators_says_so() -> None:
    assert thin_themes(store.held()) == {Theme.ENERGY: 1, Theme.VILLAGES: 2}


def test_net_migration_is_what_births_and_deaths_do_not_explain() -> None:
    """Germany 2014: 80,767,463 people, a year later 81,197,537; 714,927 births, 868,356 deaths."""
    derived, natural, growth = (cells(held(id))["DE", "2014"][0] for id in ("netmig_n3", "natchange_n3", "growth_n3"))
    mean = (80_767_463 + 81_197_537) / 2
    assert derived == pytest.approx(1000 * (81_197_537 - 80_767_463 - 714_927 + 868_356) / mean)
    assert natural == pytest.approx(1000 * (714_927 - 868_356) / mean)
    assert growth == pytest.approx(1000 * (81_197_537 - 80_767_463) / mean)


def test_derived_net_migration_agrees_with_the_published_one_where_nothing_was_revised() -> None:
    """At NUTS 2 both are known; censuses and revisions since explain the rest."""
    published, derived = cells(held("netmig_n2")), cells(held("netmig_n3"))
    pairs = [(value, derived[key][0]) for key, (value, _, _) in published.items() if key in derived]
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    close = sum(abs(one - other) <= 0.06 for one, other in both)
    assert len(both) > 2000
    assert close / len(both) > 0.7


def test_amsterdam_has_one_code() -> None:
    assert cells(held("pm25_fua"))["NL001F", "2020"][0] == pytest.approx(8.342, abs=0.001)
    for id in ("c_forborn", "f_foreigners", "pm25_fua"):
        assert not [geo for geo, _ in cells(held(id)) if geo != urban_audit.current(geo)], id


@every_indicator
def test_the_manifest_describes_the_file(id: str) -> None:
    entry = ENTRIES[id]
    path = SNAPSHOT / "observations" / entry["file"]
    assert path == store.path_of(id, store.SNAPSHOT)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"]
    assert (entry["rows"], entry["values"]) == (len(held(id)), int(held(id)["obs_value"].notna().sum()))
    assert entry["licence"]
    assert "127.0.0.1" not in entry["request_url"]


@every_indicator
def test_codes_without_a_place_are_listed(id: str) -> None:
    lost = geography.unmatched(held(id))
    assert ENTRIES[id]["codes_without_place"] == sorted({code for codes in lost["codes"] for code in codes})


def test_the_manifest_lists_what_is_there_and_nothing_else() -> None:
    files = {path.relative_to(SNAPSHOT / "observations").as_posix() for path in SNAPSHOT.rglob("observations/*/*")}
    assert files == {entry["file"] for entry in MANIFEST["indicators"]}
    shapes = {path.relative_to(ROOT).as_posix() for path in (STATIC / "boundaries").glob("*.*.json")}
    assert shapes <= {entry["file"] for entry in MANIFEST["boundaries"]}
    for entry in MANIFEST["boundaries"]:
        assert hashlib.sha256((ROOT / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_snapshot_and_static_files_are_small_enough_to_commit() -> None:
    size = sum(path.stat().st_size for folder in (SNAPSHOT, STATIC) for path in folder.rglob("*") if path.is_file())
    assert size <= 25e6


@pytest.mark.standin
def test_no_file_of_the_shared_folder_is_copied() -> None:
    ours = [path for folder in (SNAPSHOT, STATIC) for path in folder.rglob("*") if path.is_file()]
    sizes = {path.stat().st_size for path in ours}
    hashes = {digest(path.read_bytes()) for path in ours}
    for path in OPENDATA.parent.rglob("*"):
        if path.is_file() and path.stat().st_size:
            if path.suffix == ".gz" and unpacked_size(path) in sizes:
                assert digest(gzip.decompress(path.read_bytes())) not in hashes, path
            if path.stat().st_size in sizes:
                assert digest(path.read_bytes()) not in hashes, path


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def unpacked_size(path: Path) -> int:
    """The size a gzip file states in its last four bytes."""
    return int.from_bytes(path.read_bytes()[-4:], "little")


def test_multi_year_averages_are_one_undated_period() -> None:
    undated = {id for id, entry in CATALOGUE.items() if entry.undated}
    assert undated == {"netmig_urt", "natchange_urt", "popchange_urt", "urban_rural"}
    assert {id for id in SEEN if "undated" in set(held(id)["time_period"].astype(str))} == undated


def test_what_is_partial_is_said() -> None:
    parts = {id: {part["level"]: part for part in entry["coverage"]} for id, entry in ENTRIES.items()}
    assert not parts["asy_all"]["country"]["partial"]
    assert parts["asy_first"]["country"]["partial"]
    assert parts["asy_first"]["country"]["last"] == "2016"
