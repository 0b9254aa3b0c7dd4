"""Bytes to a sheet: which kind of file it is, by its first bytes and not by its name."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload import cells, dialect, encoding, eurostat, ownshapes, table, workbook
from data_sources.upload.choices import Choices
from data_sources.upload.limits import MOST_UNPACKED, check_bytes, check_rows
from data_sources.upload.ownshapes import Boundaries
from data_sources.upload.problems import Listed, Problem, Severity
from data_sources.upload.progress import Tell, nobody
from data_sources.upload.sheet import Sheet, Texts

_ZIP, _GZIP, _OLE, _SQLITE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00"
_TABLES = (".csv", ".tsv", ".txt")
_REFUSED = {
    b"%PDF": told("a PDF"),
    b"\x89PNG": told("a picture"),
    b"\xff\xd8\xff": told("a picture"),
    b"PAR1": told("a Parquet file"),
    b"Rar!": told("a RAR archive"),
}
_LOOK_AT = 60

Opened = tuple[Sheet, Boundaries | None]


def opened(name: str, payload: bytes, choices: Choices, listed: Listed, tell: Tell = nobody) -> Opened:
    """The sheet of a file, and the shapes that it holds. Raises `UploadError` for what is no table."""
    check_bytes(len(payload))
    for mark, what in _REFUSED.items():
        if payload.startswith(mark):
            raise UploadError(told("{name} is {what}. Save the table as CSV or XLSX.", name=name, what=what))
    if payload.startswith(_SQLITE):
        return _of_shapes(ownshapes.boundaries(name, payload), listed)
    if payload.startswith(_OLE):
        raise UploadError(told("{name} is in the old Excel format (.xls). Save it as XLSX or CSV.", name=name))
    if payload.startswith(_ZIP):
        return _zipped(name, payload, choices, listed, tell)
    if payload.startswith(_GZIP):
        return opened(name.removesuffix(".gz"), _unzipped(payload), choices, listed, tell)
    return _plain(name, payload, choices, listed, tell)


def _unzipped(payload: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(payload)) as file:
            found = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UploadError(told("The file is a damaged gzip archive: {error}.", error=str(error))) from error
    if found.startswith(_GZIP):
        raise UploadError(told("The file is packed twice. Unpack it first."))
    check_bytes(len(found))
    return found


def _zipped(name: str, payload: bytes, choices: Choices, listed: Listed, tell: Tell) -> Opened:
    archive = workbook.opened(payload)
    names = [member.filename for member in archive.infolist() if not member.is_dir()]
    if "xl/workbook.xml" in names:
        return _workbook(payload, choices, listed, tell), None
    if any(one.lower().endswith(".shp") for one in names):
        return _of_shapes(ownshapes.boundaries(name, payload), listed)
    tables = [member for member in archive.infolist() if member.filename.lower().endswith(_TABLES)]
    if len(tables) != 1:
        raise UploadError(
            told("{name} is a ZIP archive with {n} tables; one is needed. Unpack it.", name=name, n=len(tables))
        )
    check_bytes(max(1, tables[0].file_size))
    return _plain(tables[0].filename, b"".join(workbook.unpacked(archive, tables[0])), choices, listed, tell)


def _workbook(payload: bytes, choices: Choices, listed: Listed, tell: Tell) -> Sheet:
    workbook.check(payload)
    every = workbook.sheets(payload)
    if choices.sheet and choices.sheet not in every:
        raise UploadError(
            told("There is no sheet {name}. There are: {held}.", name=choices.sheet, held=tuple(every)),
            column=choices.sheet,
        )
    wanted = choices.sheet or max(every, key=lambda name: _tabular([one for _, one in every[name][:_LOOK_AT]]))
    if len(every) > 1 and not choices.sheet:
        fix = told("{n} sheets; {name} is read, choose another one if you like", n=len(every), name=wanted)
        listed.add(Problem(kind="sheet", severity=Severity.NOTE, read=wanted, fix=fix, n=len(every)))
    found = eurostat.plain(table.from_rows(table.limited(iter(every[wanted])), listed, tell, len(every[wanted])))
    return replace(found, encoding="xlsx", sheet=wanted, sheets=tuple(every))


def _tabular(rows: Sequence[Sequence[str]]) -> float:
    """How much like a table the first rows are: figures, and missing marks, in several columns; of equals the first."""
    figures = sum(cells.looks_like_figures([cell]) for row in rows for cell in row[1:] if cell)
    return min(figures, 10 * _LOOK_AT)


def _plain(name: str, payload: bytes, choices: Choices, listed: Listed, tell: Tell) -> Opened:
    start = payload[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b"{", b"[")):
        return _json(name, payload, listed)
    if start[:100].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<s:", b"<env:")):
        raise UploadError(
            told("{name} is a web page or XML, no table: perhaps an error message of the service.", name=name), line=1
        )
    text = encoding.decode(payload, choices.encoding)
    for problem in text.problems:
        listed.add(problem)
    sign = choices.delimiter or dialect.delimiter_of(text.text)
    if len(sign) != 1 or sign in '"\r\n':
        raise UploadError(told("{sign} cannot part cells; a delimiter is one sign.", sign=repr(sign)))
    found = eurostat.plain(table.from_text(text.text, sign, listed, tell))
    return replace(found, encoding=text.encoding, delimiter=sign), None


def _json(name: str, payload: bytes, listed: Listed) -> Opened:
    """GeoJSON, or a list of records."""
    try:
        found: Any = json.loads(payload)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise UploadError(
            told("{name} is damaged JSON: {error}.", name=name, error=str(error)), line=int(line)
        ) from error
    if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        return _of_records(found), None
    if not isinstance(found, dict) or "features" not in found:
        raise UploadError(told("{name} is JSON, but neither GeoJSON nor a list of records.", name=name), line=1)
    frame = ownshapes.features(name, payload)
    if len(frame) and (shapely.get_type_id(frame.geometry.to_numpy()) == 0).all():
        points = frame.geometry
        records = [
            {**properties, "longitude": repr(point.x), "latitude": repr(point.y)}
            for properties, point in zip(frame.drop(columns="geometry").to_dict("records"), points, strict=True)
            if not point.is_empty
        ]
        return replace(_of_records(records), form="GeoJSON"), None
    return _of_shapes(ownshapes.boundaries(name, payload), listed)


def _of_records(records: list[dict[str, Any]]) -> Sheet:
    names = tuple(dict.fromkeys(str(name) for one in records for name in one))
    check_rows(len(records), len(names))
    if not names or not records:
        raise UploadError(told("The records are empty."))
    columns = tuple(Texts.of([ownshapes.text_of(one.get(name)) for one in records]) for name in names)
    lines = np.arange(1, len(records) + 1, dtype=np.int64)
    return Sheet(header=names, columns=columns, lines=lines, header_line=1, encoding="utf-8", form="JSON")


def _of_shapes(found: Boundaries, listed: Listed) -> Opened:
    """The properties of shapes as a sheet."""
    fix = told("{n} shapes of your own, told apart by {name}", n=len(found.frame), name=found.code)
    listed.add(Problem(kind="shapes", severity=Severity.NOTE, column=found.code, fix=fix, n=len(found.frame)))
    columns = tuple(Texts.of(found.frame[name].tolist()) for name in found.properties)
    lines = np.arange(1, len(found.frame) + 1, dtype=np.int64)
    return Sheet(header=found.properties, columns=columns, lines=lines, encoding="utf-8", form="boundaries"), found
