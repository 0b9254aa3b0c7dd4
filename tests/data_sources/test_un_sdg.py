"""The UN's SDG database: the same table from the API's pages and from a file of a mirror."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources.catalogue import CATALOGUE
from data_sources.errors import UnexpectedPayload
from data_sources.obtain import obtain
from data_sources.sources.base import ONE_BASE
from data_sources.sources.un_sdg import UnSdg
from tests.observed import cells

RECORDED = Path(__file__).parents[1] / "recorded"
PAGE = (RECORDED / "un_sdg.json").read_bytes()
FILE = (RECORDED / "un_sdg.csv").read_bytes()
POLICY = CATALOGUE["migration_policy"]


def second_page() -> bytes:
    page = json.loads(PAGE)
    page["pageNumber"] = 2
    (row, other) = page["data"]
    page["data"] = [
        {**row, "geoAreaCode": "300", "value": "NaN"},
        {**other, "geoAreaCode": "826", "value": "2", "dimensions": {"Policy Domains": "ALLDOMAINS"}},
    ]
    return json.dumps(page).encode()


def test_pages_of_the_api_with_figures_as_texts() -> None:
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(url)
        return PAGE if url.endswith("page=1") else second_page()

    table = obtain(POLICY, ask).table
    assert cells(table) == {("AT", "2019"): (3.0, "", ""), ("UK", "2019"): (2.0, "", "")}
    assert [url.rpartition("=")[2] for url in asked] == ["1", "2"]
    assert asked[0].startswith("https://unstats.un.org/sdgapi/v1/sdg/Series/Data?seriesCode=SG_CPA_MIGRS&")


def test_a_mirror_holds_one_file_a_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, "http://127.0.0.1:1")
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(url)
        return FILE

    held = obtain(POLICY, ask)
    assert cells(held.table) == {("AL", "2019"): (3.0, "", ""), ("AT", "2019"): (2.0, "e", "")}
    name = "ddf--datapoints--sg_cpa_migrs--by--geo_area--nature--policy_domains--units--year.csv"
    assert asked == [f"http://127.0.0.1:1/unsd/{name}"]
    assert held.provenance.request_url.startswith("https://unstats.un.org/")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (FILE.replace(b"geo_area", b"area"), "no column geo_area"),
        (FILE.replace(b"policy_domains", b"domains"), "no column policy_domains"),
        (FILE.replace(b"alldomains", b"all"), "holds no values"),
        (PAGE.replace(b"totalPages", b"pages"), "does not count its pages"),
        (PAGE.replace(b'"totalPages": 2', b'"totalPages": 1').replace(b"geoAreaCode", b"area"), "no row of a series"),
        (b'{"totalPages": 1, "data": []}', "page 1 of 1 is empty"),
        (b"", "cannot be read"),
    ],
)
def test_another_shape_is_named(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        obtain(POLICY, lambda _url, _source: body)


def numbered(years: range, pages: int) -> bytes:
    first = json.loads(PAGE)["data"][0]
    rows = [{**first, "timePeriodStart": float(year), "value": str(year % 4 + 1)} for year in years]
    return json.dumps({"totalPages": pages, "data": rows}).encode()


@settings(max_examples=40)
@given(n_rows=st.integers(1, 40), size=st.integers(1, 15))
def test_pages_are_read_to_their_end_whatever_their_size(n_rows: int, size: int) -> None:
    parts = [range(1980 + start, 1980 + min(start + size, n_rows)) for start in range(0, n_rows, size)]
    bodies = [numbered(part, len(parts)) for part in parts]
    asked: list[int] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(int(url.rpartition("=")[2]))
        return bodies[asked[-1] - 1]

    found = cells(obtain(POLICY, ask).table)
    assert asked == list(range(1, len(parts) + 1))
    assert found == {("AT", str(year)): (year % 4 + 1.0, "", "") for part in parts for year in part}


def test_a_file_has_no_other_page() -> None:
    assert UnSdg().following(FILE, UnSdg().request(POLICY)) is None
