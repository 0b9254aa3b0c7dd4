"""Sheets of an Excel workbook as rows of texts, after a look at how big it will be."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import python_calamine

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload.dialect import Row
from data_sources.upload.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED

_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, RuntimeError, NotImplementedError, EOFError,
    ValueError, IndexError, OverflowError, UnicodeDecodeError,
)  # fmt: skip
_CHUNK = 1 << 20
_WHOLE = 1e15  # whole figures up to here are written without an exponent
_Cell = float | str | bool | date | datetime | time | timedelta
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(/?)>')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_OVERLAP = 300  # bytes that a tag may reach over the end of a chunk


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member piece by piece. Raises `UploadError` where it is damaged or locked."""
    try:
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except _DAMAGE as error:
        raise UploadError(
            told("{name} in the file is damaged or locked: {error}.", name=member.filename, error=str(error))
        ) from error


def opened(payload: bytes) -> zipfile.ZipFile:
    """The archive. Raises `UploadError` where it is damaged, or unfolds to more than is read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(payload))
    except _DAMAGE as error:
        raise UploadError(told("The file is a damaged ZIP archive: {error}.", error=str(error))) from error
    size = sum(member.file_size for member in archive.infolist())
    if size > MOST_UNPACKED:
        raise UploadError(
            told(
                "The file unfolds to {size} MB; at most {most} MB are read.",
                size=round(size / 1e6),
                most=MOST_UNPACKED // 1_000_000,
            )
        )
    return archive


def check(payload: bytes) -> None:
    """Raises `UploadError` for a workbook that is damaged, or would not fit: nothing of it is kept."""
    archive = opened(payload)
    for member in archive.infolist():
        if _SHEET.fullmatch(member.filename):
            _check_sheet(unpacked(archive, member))
        else:
            for _ in unpacked(archive, member):
                pass


def _check_sheet(chunks: Iterator[bytes]) -> None:
    tail, widest, deepest = b"", 0, 0
    for chunk in chunks:
        for letters, row, empty in _CELL.findall(tail + chunk):
            if not empty:
                widest, deepest = max(widest, _column(letters)), max(deepest, int(row))
        tail = chunk[-_OVERLAP:]
    if widest > MOST_COLUMNS or deepest > MOST_ROWS + 1000 or widest * deepest > MOST_CELLS:
        message = told(
            "A sheet reaches to row {row} and column {column}. Delete what lies outside the table.",
            row=deepest,
            column=widest,
        )
        raise UploadError(message, line=deepest)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def sheets(payload: bytes) -> dict[str, list[Row]]:
    """Sheet -> its rows; hidden sheets and those without cells are left out. Raises `UploadError`."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(payload))
        found = {
            one.name: _rows(book.get_sheet_by_name(one.name))
            for one in book.sheets_metadata
            if one.visible == python_calamine.SheetVisibleEnum.Visible
            and one.typ == python_calamine.SheetTypeEnum.WorkSheet
        }
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise UploadError(told("The workbook cannot be read: {error}.", error=str(error))) from error
    filled = {name: rows for name, rows in found.items() if any(any(cells) for _, cells in rows)}
    if not filled:
        raise UploadError(told("The workbook has no sheet with a table."))
    return filled


def _rows(sheet: python_calamine.CalamineSheet) -> list[Row]:
    if sheet.height * sheet.width > MOST_CELLS:
        raise UploadError(
            told(
                "Sheet {name} has {rows} rows and {columns} columns. Delete what is empty.",
                name=sheet.name,
                rows=sheet.height,
                columns=sheet.width,
            )
        )
    cells = sheet.to_python(skip_empty_area=False)
    return [(number, [_text(cell) for cell in row]) for number, row in enumerate(cells, start=1)]


def _text(cell: _Cell) -> str:
    """A cell as a text: whole figures without decimals, days in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _WHOLE:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (date, datetime)) else str(cell)
