"""Sizes, bombs and rubbish: refused with a sentence, never a crash."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from data_sources.errors import UploadError
from data_sources.upload import Choices, limits, read, workbook
from tests.data_sources.upload.files import TIDY, text, zipped
from tests.data_sources.upload.files import workbook as book

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def refused(payload: bytes, words: str, name: str = "file") -> UploadError:
    with pytest.raises(UploadError, match=words) as caught:
        read(name, payload)
    return caught.value


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"", "empty"), (b"   \n", "No line|no table"), (b"just words", "No line"), (b"%PDF-1.7", "a PDF"),
        (b"PAR1abc", "Parquet"), (b"\xd0\xcf\x11\xe0rest", "old Excel"), (b"<!DOCTYPE html><p>503</p>", "web page"),
        (b"PK\x03\x04rubbish", "damaged ZIP"), (b"\x1f\x8brubbish", "damaged gzip"), (b'{"a": 1}', "neither GeoJSON"),
        (b'{"a": ', "damaged JSON"), (b"geo,year,value\n", "no row below"), (b"a,b\nx,y\nz,w\n", "figures"),
        (bytes(range(256)) * 4, "line ends"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(payload: bytes, words: str) -> None:
    refused(payload, words)


def test_too_many_bytes_are_refused_before_anything_is_read() -> None:
    class Big(bytes):
        def __len__(self) -> int:
            return limits.MOST_BYTES + 1

    refused(Big(TIDY.encode()), "at most 100 MB")


def test_a_million_rows_is_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 1_000)
    refused(b"geo,year,value\n" + b"DE,2020,1\n" * 1_001, "at most 1,000")


def test_too_many_columns_are_refused() -> None:
    refused(b"geo," + b"a," * 3_000 + b"b\n" + b"DE," + b"1," * 3_000 + b"1\n", "3,002 columns")


def test_a_field_of_ten_megabytes_names_its_line() -> None:
    assert refused(TIDY.encode() + b"ES,2020," + b"9" * 10_000_000 + b"\n", "131,072").line == 5


def test_a_quotation_mark_that_is_never_closed_names_its_line() -> None:
    assert refused((TIDY + '"ES,2020,5\n' + "FR,2019,7\n" * 100).encode(), "quotation mark").line == 5


def test_a_zip_bomb_is_refused_before_it_is_unfolded() -> None:
    bomb = zipped({"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": b"0" * (limits.MOST_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    refused(bomb, "unfolds to")
    refused(gzip.compress(b"0" * (limits.MOST_BYTES + 1)), "at most 100 MB")
    refused(gzip.compress(gzip.compress(TIDY.encode())), "packed twice")


def test_a_workbook_with_a_cell_at_its_far_corner_is_refused() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    payload = zipped({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": SHEET.format(cells).encode()})
    refused(payload, "reaches to row 1,048,576 and column 16,384")


def test_a_million_empty_columns_do_no_harm(tmp_path: Path) -> None:
    rows = [["geo", "year", "value"], ["DE", 2020, 1.5], ["FR", 2020, 2.5]]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        plain = zipfile.ZipFile(_file(tmp_path, book({"Data": rows})))
        for member in plain.infolist():
            content = plain.read(member)
            if member.filename.endswith("sheet1.xml"):
                empty = "".join(f'<c r="{letter}1" s="0"/>' for letter in ("XFB", "XFC", "XFD"))
                content = content.replace(b"</row>", empty.encode() + b"</row>", 1)
            out.writestr(member.filename, content)
        plain.close()
    report = read("a.xlsx", (tmp_path / "a.zip").read_bytes())
    assert len(report.table) == 2


def _file(folder: Path, payload: bytes) -> Path:
    path = folder / "plain.xlsx"
    path.write_bytes(payload)
    return path


def test_letters_of_columns_are_numbers() -> None:
    assert [workbook._column(letters) for letters in (b"A", b"Z", b"AA", b"XFD")] == [1, 26, 27, 16_384]


def test_a_zip_with_one_table_is_read_and_one_with_two_is_not() -> None:
    assert read("a.zip", zipped({"a.csv": TIDY.encode(), "readme.md": b"x"})).mapped
    refused(zipped({"a.csv": b"a", "b.csv": b"b"}), "2 tables")


@pytest.mark.parametrize(
    "choices",
    [
        Choices(encoding="klingon"), Choices(delimiter="::"), Choices(place="nowhere"), Choices(measure="none"),
        Choices(pins=(("x", "y"),)), Choices(time="never"), Choices(base="none"), Choices(encoding="utf-16"),
    ],
)  # fmt: skip
def test_a_choice_that_the_file_does_not_have_is_refused(choices: Choices) -> None:
    with pytest.raises(UploadError):
        text(TIDY, choices)
