"""Correspondences between NUTS versions: the reader of the files, the table made of them, and the one held."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest

from data_sources import boundaries, correspondence, correspondence_tables, geography, http
from data_sources.codes import eurostat_code
from data_sources.correspondence import PAIRS, between, overlaps, unmapped
from data_sources.errors import SourceUnavailable, UnexpectedPayload
from data_sources.geography import resolve
from data_sources.model import NUTS, Level
from data_sources.sources.base import ONE_BASE
from data_sources.sources.correspondence import parse, request
from tests.observed import cells, rows

RECORDED = (Path(__file__).parents[1] / "recorded" / "n2_cm_v2016_v2021.csv").read_bytes()


def read(payload: bytes) -> pd.DataFrame:
    return parse(payload, Level.NUTS2, "2016", "2021")


def test_the_file_of_a_level_and_two_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, "http://mirror.example")
    asked = request(Level.NUTS3, "2013", "2016")
    assert asked.url() == "http://mirror.example/correspondence/n3_cm_v2013_v2016.csv"
    assert asked.canonical() == "$OPEN_DATA_BASE/correspondence/n3_cm_v2013_v2016.csv"


def test_a_recorded_file_becomes_pairs_of_regions_with_people() -> None:
    table = read(RECORDED)
    assert list(zip(table["before"], table["after"], table["people"], strict=True)) == [
        ("EL30", "EL30", 3_700_000.0),  # written GR30 in the file
        ("HR04", "HR02", 1_000_000.0),
        ("HR04", "HR05", 800_000.0),
        ("UKM2", "UKM7", 2_000_000.0),
        ("UKM3", "UKM7", 0.0),
    ]
    assert set(table["level"]) == {"nuts2"}
    assert set(zip(table["older"], table["newer"], strict=True)) == {("2016", "2021")}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"pop18", b"people", "no column pop18"),
        (b"code_v2021", b"code_v2024", "no column code_v2021"),
        (b"1000000.0", b"many", "'many' is not a figure"),
        (b"1000000.0", b"-1", "fewer than no people"),
        (b"HR04,HR02", b"HR041,HR021", "is no code of this level"),
        (b"HR04,HR02", b"HR04,HR05", "a pair of regions comes twice"),
    ],
)
def test_another_shape_is_refused(old: bytes, new: bytes, says: str) -> None:
    with pytest.raises(UnexpectedPayload, match=says):
        read(RECORDED.replace(old, new))
    with pytest.raises(UnexpectedPayload, match="no regions"):
        read(RECORDED.splitlines()[0] + b"\n")


def test_without_the_service_the_old_file_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ONE_BASE, raising=False)
    assert correspondence_tables.tables(lambda _url, _source: b"") == {}  # no address is known

    def absent(_url: str, _source: str) -> bytes:
        raise SourceUnavailable("down")

    monkeypatch.setenv(ONE_BASE, "http://mirror.example")
    assert correspondence_tables.tables(absent) == {}


def test_all_files_become_one_table_and_the_same_answers_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, "http://mirror.example")
    (one,), (other,) = (correspondence_tables.tables(_answer).values() for _ in range(2))
    assert one == other
    table = pd.read_parquet(io.BytesIO(one))
    assert table["before"].tolist() == ["DE1", "DE1", "DE11", "DE11", "DE111", "DE111"]
    assert table["newer"].tolist() == ["2016", "2021"] * 3


def _answer(url: str, _source: str) -> bytes:
    """A file of one region that did not change."""
    name = url.rpartition("/")[2].removesuffix(".csv")
    level, _, older, newer = name.split("_")
    code = "DE111"[: 2 + int(level[1:])]
    return f"code_{older},code_{newer},pop18\n{code},{code},10.0\n".encode()


@pytest.mark.parametrize("level", NUTS)
@pytest.mark.parametrize(("older", "newer"), PAIRS)
def test_the_table_held_has_the_regions_of_both_versions(level: Level, older: str, newer: str) -> None:
    table = between(level, older, newer)
    assert not table.duplicated(["before", "after"]).any()
    assert not set(table["before"].str[:2]) & {"GR", "GB"}
    assert {"EL", "UK", "DE"} <= set(table["after"].str[:2])
    for side, version in (("before", older), ("after", newer)):
        named = set(geography.region_table(level, version).index)
        known = {code for code in set(table[side]) if not code.endswith("Z")}
        assert not named or len(known & named) >= 0.99 * len(known)


def test_what_is_known_of_nuts_2013() -> None:
    assert {"FR21", "UKM2", "LT00", "HU10", "PL12"} <= unmapped()
    assert not {"FRF2", "UKM7", "LT01", "HU11", "PL91"} & unmapped()


def test_the_file_held_is_small_and_in_the_manifest() -> None:
    path = correspondence.SNAPSHOT / correspondence.FILE
    assert path.stat().st_size < 60_000
    (entry,) = (one for one in boundaries.manifest() if one["name"] == path.stem)
    assert entry["rows"] == len(overlaps())
    assert "MIT" in str(entry["licence"])


def test_without_the_file_nothing_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(correspondence, "SNAPSHOT", tmp_path)
    correspondence.forget()
    try:
        assert overlaps().empty
        assert not unmapped()
        assert between(Level.NUTS2, "2016", "2021").empty
    finally:
        correspondence.forget()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("GR", "EL"),
        ("GR30", "EL30"),
        ("GB", "UK"),
        ("GBC1", "UKC1"),
        ("GR001C", "EL001C"),
        ("GRL", "GRL"),  # Greenland
        ("GBR", "GBR"),
        ("EL30", "EL30"),
        ("DE", "DE"),
    ],
)
def test_greek_and_british_places_have_eurostat_s_codes(written: str, code: str) -> None:
    assert eurostat_code(written) == code


def test_figures_under_either_code_are_those_of_one_place() -> None:
    given = rows(("GR30", "2015", 1.0), ("EL30", "2016", 2.0), ("GR", "2015", 3.0), ("GB", "2015", 4.0))
    placed = resolve(given.drop(columns=["level", "geo_vintage"]))
    assert set(cells(placed)) == {("EL30", "2015"), ("EL30", "2016"), ("EL", "2015"), ("UK", "2015")}
    assert "" not in set(placed["geo_vintage"])


@pytest.mark.slow
def test_the_same_answers_give_the_file_held(standin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    made = correspondence_tables.tables(lambda url, source: http.fetch(url, source=source))
    assert made == {correspondence.FILE: (correspondence.SNAPSHOT / correspondence.FILE).read_bytes()}
