"""Encodings, delimiters, preambles and footers, ragged lines."""

from __future__ import annotations

import pytest

from data_sources.errors import UploadError
from data_sources.upload import Choices, read
from tests.data_sources.upload.files import TIDY, codes, figures, text, workbook

EXPECTED = {("DE", "2020"): 10.0, ("FR", "2020"): 20.5, ("IT", "2020"): 30.0}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_encoding_gives_the_same_table(encoding: str) -> None:
    report = read("file.csv", TIDY.replace("FR", "Österreich").encode(encoding))
    assert figures(report) == {("DE", "2020"): 10.0, ("AT", "2020"): 20.5, ("IT", "2020"): 30.0}


def test_polish_is_not_taken_for_western_europe() -> None:
    content = "region,year,value\n" + "".join(
        f"{name},2020,5\n" for name in ("Łódzkie", "Śląskie", "Małopolskie", "Świętokrzyskie")
    )
    report = read("file.csv", content.encode("cp1250"))
    assert report.sheet.encoding == "cp1250"
    assert set(codes(report)) == {"Łódzkie", "Śląskie", "Małopolskie", "Świętokrzyskie"}


def test_lines_in_two_encodings_are_both_read_and_the_odd_one_is_named() -> None:
    lines = [b"geo,year,value", "Österreich,2020,1".encode(), "España,2020,2".encode("cp1252")]
    report = read("file.csv", b"\n".join(lines))
    assert codes(report) == {"Österreich": "AT", "España": "ES"}
    (problem,) = [one for one in report.problems if one.kind == "encoding"]
    assert problem.line == 3


def test_nul_bytes_are_left_out_and_said() -> None:
    report = text(TIDY.replace("DE", "D\x00E"))
    assert figures(report) == EXPECTED
    assert [one.line for one in report.problems if one.kind == "nul"] == [2]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_found(delimiter: str) -> None:
    report = text(TIDY.replace(",", delimiter))
    assert report.sheet.delimiter == delimiter
    assert figures(report) == EXPECTED


def test_a_stated_delimiter_is_believed_and_lines_keep_their_numbers() -> None:
    report = text("sep=;\ngeo;year;value\nDE;2020;1,5\nXQ9;2020;2,5\n")
    assert report.sheet.delimiter == ";"
    assert figures(report) == {("DE", "2020"): 1.5}
    assert [one.line for one in report.problems if one.read == "XQ9"] == [4]


def test_lines_before_and_after_the_table_are_no_rows() -> None:
    report = text(
        "Population [demo],,,\n,,,\nLast update,21.06.18,,\nSource of data,Eurostat,,\n,,,\nGEO/TIME,2018,2019,2020\n"
        "Germany,1,:,3\nFrance,4,5 b,6\n,,,\nSpecial value:,,,\n:,not available,,\n"
    )
    assert report.sheet.header_line == 6
    assert report.rows == 2
    assert figures(report)["FR", "2019"] == 5.0
    assert report.sheet.footer == ("Special value:", ": not available")


def test_a_line_with_too_many_cells_is_left_out_and_named() -> None:
    report = text(TIDY + "ES,2020,4,5,6\n")
    assert figures(report) == EXPECTED
    assert [one.line for one in report.problems if one.kind == "ragged"] == [5]


def test_line_numbers_count_lines_of_the_file_not_rows() -> None:
    report = text('geo,note,time_period,obs_value\nDE,"two\nlines",2020,1\n\nFR,x,2020,none of it\n')
    assert [(one.line, one.read) for one in report.problems if one.kind == "cell"] == [(5, "none of it")]


def test_a_file_without_a_header_gets_numbers_for_names() -> None:
    report = text("DE,2020,10.5\nFR,2020,20.5\nIT,2020,30.5\n")
    assert figures(report)["DE", "2020"] == 10.5
    assert [one.kind for one in report.problems if one.kind == "header"] == ["header"]


def test_the_reader_may_say_what_the_file_does_not() -> None:
    choices = Choices(encoding="cp1252", delimiter=";", decimal=",")
    assert figures(text("geo;year;value\nDE;2020;1,234\nFR;2020;2,345\n", choices))["DE", "2020"] == 1.234


def test_a_workbook_is_read_at_the_sheet_with_figures_or_the_one_chosen() -> None:
    rows = [["geo", "year", "value"], ["DE", 2020, 1.5], ["FR", 2020, ":"]]
    payload = workbook({"Summary": [["About"], ["this file"]], "Data": rows, "Other": [*rows[:1], ["IT", 2021, 7]]})
    report = read("book.xlsx", payload)
    assert (report.sheet.sheet, report.sheet.sheets) == ("Data", ("Summary", "Data", "Other"))
    assert figures(report) == {("DE", "2020"): 1.5}
    assert figures(read("book.xlsx", payload, Choices(sheet="Other"))) == {("IT", "2021"): 7.0}
    with pytest.raises(UploadError, match="no sheet"):
        read("book.xlsx", payload, Choices(sheet="Nowhere"))
