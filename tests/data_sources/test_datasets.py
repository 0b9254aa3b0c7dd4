"""Whole data sets: every dimension kept, rows by level and period, one map read from the stored file."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources import datasets, geography
from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Level
from data_sources.sources import eurostat_tsv
from tests.observed import cells

pytestmark = pytest.mark.slow

HEAD = "freq,sex,geo\\TIME_PERIOD\t2021 \t2022 "
BODY = (
    "A,F,DE\t1.5 p\t2 ",
    "A,F,DE3\t: @C\t4 ",
    "A,M,DE\t0n\t: ",
    "A,M,EU27_2020\t7.0 p@C\t8 bep",
)


def tsv(*lines: str) -> bytes:
    return "\r\n".join([HEAD, *lines, ""]).encode()


def fetched(*lines: str) -> datasets.DataSet:
    return datasets.fetch("demo", lambda _url, _source: tsv(*lines))


def test_every_dimension_flag_and_status_is_kept() -> None:
    table = fetched(*BODY).table
    assert table.drop(columns=["freq", "geo_vintage"]).astype(object).to_numpy().tolist() == [
        ["M", "EU27_2020", "2021", 7.0, "p", "C", "aggregate"],
        ["M", "EU27_2020", "2022", 8.0, "bep", "", "aggregate"],
        ["F", "DE", "2021", 1.5, "p", "", "country"],
        ["M", "DE", "2021", 0.0, "n", "", "country"],
        ["F", "DE", "2022", 2.0, "", "", "country"],
        ["F", "DE3", "2021", pytest.approx(float("nan"), nan_ok=True), "", "C", "nuts1"],
        ["F", "DE3", "2022", 4.0, "", "", "nuts1"],
    ]
    assert {str(table[name].dtype) for name in table if name != "obs_value"} == {"category"}
    assert set(table["obs_flag"].cat.categories) == {"", "p", "n", "bep"}


def test_a_map_is_read_from_the_stored_file(tmp_path: Path) -> None:
    data = fetched(*BODY)
    datasets.keep(tmp_path / "demo.parquet", data)
    frame = datasets.map_frame(tmp_path / "demo.parquet", Level.COUNTRY, "2021")
    assert frame[["sex", "obs_value"]].astype(object).to_numpy().tolist() == [["F", 1.5], ["M", 0.0]]
    assert datasets.map_frame(tmp_path / "demo.parquet", Level.CITY, "2021").empty


@pytest.mark.parametrize("rows_a_group", [1, 10_000])
def test_a_map_is_the_same_however_the_rows_are_parted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows_a_group: int
) -> None:
    monkeypatch.setattr(datasets, "_ROWS_A_GROUP", rows_a_group)
    data = fetched(*BODY)
    datasets.keep(tmp_path / "demo.parquet", data)
    for level, period in ((Level.COUNTRY, "2021"), (Level.COUNTRY, "2022"), (Level.NUTS1, "2021")):
        table = data.table
        wanted = table[(table["level"] == level.value) & (table["time_period"] == period)].reset_index(drop=True)
        frame = datasets.map_frame(tmp_path / "demo.parquet", level, period)
        pd.testing.assert_frame_equal(frame, wanted)
        frame.loc[0, "obs_value"] = 1.0  # a reader may write to what it gets
    columns = ("obs_value", "sex")
    assert tuple(datasets.map_frame(tmp_path / "demo.parquet", Level.COUNTRY, "2021", columns)) == columns


def test_a_series_that_says_nothing_leaves_no_category() -> None:
    table = fetched(*BODY, "A,X,FR\t: \t: ").table
    assert list(table["sex"].cat.categories) == ["F", "M"]
    assert list(table["geo"].cat.categories) == ["DE", "DE3", "EU27_2020"]


PLACES = ["DE", "DE3", "DE21", "EU27_2020", "UKI", "NL350", "NL361", "BE003C", "NL002C1", "NL001C", "ZZ", "DEZZ"]
"""Of each kind, among them an old code of Amsterdam and its present one."""

SAID = st.sampled_from(["1.5 ", "2 p", ": @C", ": "])


@settings(max_examples=80, deadline=None)
@given(held=st.dictionaries(st.sampled_from(PLACES), st.tuples(SAID, SAID), min_size=1))
def test_places_are_resolved_as_row_by_row(held: dict[str, tuple[str, str]]) -> None:
    body = tsv("A,M,FR\t1 \t: ", *(f"A,F,{geo}\t{one}\t{other}" for geo, (one, other) in held.items()))
    rows = datasets._rows(eurostat_tsv.read(body, {}), "demo")
    placed = datasets._placed(rows)
    pd.testing.assert_frame_equal(placed, geography.resolve(rows.table().drop(columns="level")))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((BODY[0], BODY[0]), "stands there twice"),
        (("A,F,DE\t1.0 \tKG ",), "'KG' is not a figure"),
        (("A,F,DE\t1.0 y\t2.0 ",), "unknown observation flag 'y'"),
        (("A,F,DE\t1.0 ",), "cut short"),
        ((), "holds no values"),
    ],
)
def test_what_is_wrong_is_named(lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        fetched(*lines)


def test_a_refusal_inside_a_200_is_a_refusal() -> None:
    fault = b"<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG</faultstring></S:Fault>"
    with pytest.raises(RequestRejected, match="EXTRACTION_TOO_BIG"):
        datasets.fetch("demo", lambda _url, _source: fault)


CELL = st.sampled_from([": ", ": @C", ": c", "7.0 p@C", "0n", "0n p", "12 bep", "-3.25 ", "1e3 e", "10.0 n", "5", ":"])


@settings(max_examples=80)
@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=6))
def test_read_at_once_and_cell_by_cell_are_the_same(rows: list[tuple[str, str]]) -> None:
    body = tsv(*(f"A,S{number},DE\t{one}\t{other}" for number, (one, other) in enumerate(rows)))
    names, periods = ["freq", "sex", "geo"], ("2021", "2022")
    read = eurostat_tsv.read(body, {}).rows({"geo": "sex"}).table()
    slow = eurostat_tsv._by_cell(body, names, periods, {}).rows({"geo": "sex"}).table()
    assert cells(read) == cells(slow)


@pytest.mark.parametrize("cell", [": @C", "7.0 p@C", "0n", "12 bep", "-3.25 "])
def test_a_cell_as_eurostat_writes_it_needs_no_second_look(cell: str) -> None:
    body = tsv(f"A,F,DE\t{cell}\t1 ")
    assert eurostat_tsv._at_once(body, ["freq", "sex", "geo"], ("2021", "2022")) is not None


@given(rows=st.lists(st.tuples(CELL, CELL), min_size=1, max_size=20), size=st.integers(1, 60))
def test_a_body_is_the_same_packed_or_not_and_in_parts_of_any_size(rows: list[tuple[str, str]], size: int) -> None:
    body = tsv(*(f"A,S{number},DE\t{one}\t{other}" for number, (one, other) in enumerate(rows)))
    whole = eurostat_tsv.read(body, {}).rows({"geo": "sex"}).table()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(eurostat_tsv, "_PART_BYTES", size)
        parted = eurostat_tsv.read(gzip.compress(body), {}).rows({"geo": "sex"}).table()
    pd.testing.assert_frame_equal(parted, whole)


@pytest.mark.parametrize("damaged", [gzip.compress(tsv(*BODY))[:-9], gzip.compress(tsv(*BODY))[:-8] + bytes(8)])
def test_a_damaged_archive_is_named(damaged: bytes) -> None:
    with pytest.raises(UnexpectedPayload, match="the archive is damaged"):
        datasets.fetch("demo", lambda _url, _source: damaged)


def test_a_queue_answer_and_a_refusal_are_seen_through_their_packing() -> None:
    fault = b"<S:Fault><faultcode>413</faultcode><faultstring>EXTRACTION_TOO_BIG</faultstring></S:Fault>"
    queued = b"<syncResponse><queued><id>a-1</id><status>SUBMITTED</status></queued></syncResponse>"
    waits: list[float] = []
    answers = iter([gzip.compress(queued), gzip.compress(fault)])
    with pytest.raises(RequestRejected, match="EXTRACTION_TOO_BIG"):
        datasets.fetch("demo", lambda _url, _source: next(answers), wait=waits.append)
    assert waits == [2.0]
