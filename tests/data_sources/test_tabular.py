"""What dialects share: strict CSV, errors inside a body, texts that are figures, codes in no list."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.sources.tabular import MISSING, countries, csv_frame, figures, json_pages, record_frame, translated


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"a,b\n1,2,3\n", "outrun"),
        (b"a\n1\n", "no column b"),
    ],
)
def test_what_is_no_csv_as_agreed_is_named(body: bytes, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        csv_frame(body, "files", ("b",) if body.startswith(b"a\n") else ())


@pytest.mark.parametrize("error", ["Not Found", {"code": 400, "message": "Not Found"}])
def test_an_error_inside_a_body_is_a_refusal(error: object) -> None:
    with pytest.raises(RequestRejected, match="Not Found"):
        json_pages(json.dumps({"error": error}).encode(), "api")
    with pytest.raises(RequestRejected, match="Not Found"):
        json_pages(json.dumps([{"items": []}, {"error": error}]).encode(), "api")


@pytest.mark.parametrize("body", [b"{", b"[]", b"[1]", b'"text"', b"null"])
def test_json_without_records_is_named(body: bytes) -> None:
    with pytest.raises(UnexpectedPayload, match="JSON"):
        json_pages(body, "api")


@pytest.mark.parametrize(
    ("records", "said"), [(None, "no list"), ([1], "no list"), ([], "no records"), ([{"a": 1}], "no column b")]
)
def test_records_of_another_shape_are_named(records: object, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        record_frame(records, "api", ["b"])


@given(st.lists(st.one_of(st.integers(-(10**12), 10**12), st.sampled_from(sorted(MISSING)))))
def test_figures_as_texts_come_back_and_missing_ones_are_missing(cells_: list[int | str]) -> None:
    found = figures(pd.Series([str(cell) for cell in cells_], dtype=object), "files").tolist()
    for cell, value in zip(cells_, found, strict=True):
        assert pd.isna(value) if isinstance(cell, str) else value == cell


def test_any_other_text_is_no_figure() -> None:
    with pytest.raises(UnexpectedPayload, match="'1 234' is not a figure"):
        figures(pd.Series(["1", "1 234"]), "files")


def test_codes_of_countries_become_eurostats() -> None:
    assert {code: countries()[code] for code in ("GRC", "GBR", "XKX", "040", "380", "826")} == {
        "GRC": "EL",
        "GBR": "UK",
        "XKX": "XK",
        "040": "AT",
        "380": "IT",
        "826": "UK",
    }
    with pytest.raises(UnexpectedPayload, match="in no list: OWID_WRL, ZZZ"):
        translated(pd.Series(["DEU", "ZZZ", "OWID_WRL"]), countries(), "files")
