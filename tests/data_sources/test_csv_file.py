"""Plain files: columns by the catalogue's names, spoilt codes restored, contradictions left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data_sources.catalogue import indicator
from data_sources.errors import UnexpectedPayload
from data_sources.model import UNDATED, Dataflow, Indicator
from data_sources.sources.base import Payload, Service
from data_sources.sources.csv_file import CsvFile
from tests.observed import cells

FILES = CsvFile(id="files", name="Files", licence="CC BY 4.0", service=Service(mount="files"))
COLUMNS = (("geo", "NUTS"), ("time_period", "Year"), ("obs_value", "rate"))


def entry(*columns: tuple[str, str], missing: tuple[str, ...] = ()) -> Indicator:
    flow = Dataflow(source="files", code="rates.csv", columns=columns or COLUMNS, missing=missing)
    return replace(indicator("cpi"), dataflow=flow, key=())


def parsed(text: str, wanted: Indicator | None = None) -> Payload:
    return FILES.parse(text.encode("utf-8"), wanted or entry())


def test_columns_are_found_by_name_whatever_their_order() -> None:
    payload = parsed("\ufeffrate,name,Year,NUTS\r\n1.5,Ghent,2020,BE234\r\n-2,Bonn,2021,DEA22\r\n")
    assert cells(payload.table) == {("BE234", "2020"): (1.5, "", ""), ("DEA22", "2021"): (-2.0, "", "")}
    assert payload.notes == ()


def test_only_the_rows_of_the_key_are_used() -> None:
    wanted = replace(entry(), key=(("sex", "T"),))
    payload = parsed("NUTS,Year,sex,rate\nBE,2020,T,3\nBE,2020,F,4\n", wanted)
    assert cells(payload.table) == {("BE", "2020"): (3.0, "", "")}


def test_iso_codes_become_eurostat_codes_and_others_are_left_out() -> None:
    wanted = entry(("geo_iso3", "Code"), *COLUMNS[1:])
    payload = parsed("Code,Year,rate\nGRC,2020,1\nGBR,2020,2\nDEU,2020,3\nJPN,2020,4\nOWID_WRL,2020,5\n", wanted)
    assert {geo for geo, _ in cells(payload.table)} == {"EL", "UK", "DE"}


def test_codes_that_became_dates_are_restored_and_counted() -> None:
    payload = parsed("NUTS,Year,rate\nDec-01,2020,1\nDEC02,2020,2\nMar-21,2020,3\n")
    assert {geo for geo, _ in cells(payload.table)} == {"DEC01", "DEC02", "MAR21"}
    assert str(payload.notes[0]).startswith("2 region codes")


def test_two_values_for_one_place_are_both_left_out_and_named() -> None:
    payload = parsed("NUTS,Year,rate\nBE,2020,1\nDE,2020,2\nDE,2020,3\nFR,2020,4\nFR,2020,4\n")
    assert {geo for geo, _ in cells(payload.table)} == {"BE", "FR"}
    assert "two values for DE;" in str(payload.notes[0])


@pytest.mark.parametrize("text", ["", ":", "..", "-"])
def test_the_usual_marks_for_a_missing_figure(text: str) -> None:
    assert set(cells(parsed(f"NUTS,Year,rate\nBE,2020,{text}\nDE,2020,2\n").table)) == {("DE", "2020")}


@pytest.mark.parametrize(("missing", "places"), [((), 2), (("0.0",), 1)])
def test_a_file_may_have_a_mark_of_its_own(missing: tuple[str, ...], places: int) -> None:
    assert len(parsed("NUTS,Year,rate\nNO0B1,2020,0.0\nDE,2020,2\n", entry(missing=missing)).table) == places


def test_without_a_column_of_time_the_figures_are_undated() -> None:
    payload = parsed("NUTS,rate\nBE,3\n", entry(COLUMNS[0], COLUMNS[2]))
    assert cells(payload.table) == {("BE", UNDATED): (3.0, "", "")}


def test_the_stated_nuts_version_of_each_period_is_passed_on() -> None:
    wanted = entry(*COLUMNS, ("nuts_version", "source"))
    payload = parsed("NUTS,Year,rate,source\nBE1,2018,1,NUTS2016\nBE1,2022,2,NUTS2021\n", wanted)
    assert payload.vintages == (("2018", "2016"), ("2022", "2021"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("NUTS,Year,value\nBE,2020,1\n", "rates.csv has no column rate"),
        ("NUTS,Year,rate\nBE,2020,n/a\n", "'n/a' is not a figure"),
        ("NUTS,Year,rate\nBE,2020,1,5\n", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_anything_else_is_named(text: str, said: str) -> None:
    with pytest.raises(UnexpectedPayload, match=said):
        parsed(text)
