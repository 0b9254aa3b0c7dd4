"""Rows of a file as a sheet: where the header is, what stands before and after the table, and ragged lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice

import numpy as np
import pyarrow as pa
from pyarrow import csv

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload import cells, periods
from data_sources.upload.dialect import Row, rows, stated, width_of
from data_sources.upload.limits import MOST_COLUMNS, MOST_ROWS, check_rows
from data_sources.upload.problems import Listed, Problem, Severity
from data_sources.upload.progress import ROWS, ROWS_DONE, Tell, nobody
from data_sources.upload.sheet import Sheet, Texts

_LOOK_AT = 120
_LAST = 100
_BLOCK = 20_000
_BIG = 3_000_000
_FEW = 2
_NOTES = re.compile(
    r"(special value|observation flag|source|quelle|fuente|fonte|note|nota|anmerkung|legend|©|\(c\)|hinweis|"
    r"data extracted|last update|available flags|confidentiality)",
    re.IGNORECASE,
)
_TITLE = 3  # a heading of at least so many cells is enough where the data are sparse


def from_text(text: str, delimiter: str, listed: Listed, tell: Tell = nobody) -> Sheet:
    """The table of a delimited text; big and regular ones are read on all cores. Raises `UploadError`."""
    head = list(islice(rows(text, delimiter), _LOOK_AT))
    if len(text) > _BIG:
        check_rows(text.count("\n") - _LOOK_AT)
        whole = _at_once(text, delimiter, head)
        if whole is not None:
            return whole
    return from_rows(rows(text, delimiter), listed, tell, text.count("\n"))


def _at_once(text: str, delimiter: str, head: list[Row]) -> Sheet | None:
    """The sheet, or None where a line is blank, ragged, or runs over several lines of the file."""
    if not head or stated(text) or "\n\n" in text or "\n\r\n" in text or head[-1][0] != len(head):
        return None
    first = header_at([one for _, one in head])
    names = [name.strip() for name in head[first][1]]
    if any(len(one) != len(names) for _, one in head[first:]):
        return None
    keys = [f"{number}" for number in range(len(names))]
    try:
        table = csv.read_csv(
            pa.BufferReader(text.encode()),
            csv.ReadOptions(column_names=keys, skip_rows=first + 1),
            csv.ParseOptions(delimiter=delimiter),
            csv.ConvertOptions(column_types=dict.fromkeys(keys, pa.string()), strings_can_be_null=False),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError):
        return None
    columns = tuple(Texts.read(table.column(key)) for key in keys)
    if not table.num_rows or any(_NOTES.match(one.at(len(one) - 1)) for one in columns[:1]):
        return None
    lines = np.arange(table.num_rows, dtype=np.int64) + first + 2
    before = tuple(" ".join(one).strip() for _, one in head[:first])
    return Sheet(header=_names(names), columns=columns, lines=lines, header_line=first + 1, preamble=before)


def _column(column: pa.ChunkedArray) -> Texts:
    whole = column.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    return Texts(whole.indices.to_numpy(zero_copy_only=False).astype(np.int32), whole.dictionary)


def from_rows(every: Iterable[Row], listed: Listed, tell: Tell = nobody, lines: int = 0) -> Sheet:
    """The table among these rows, of about so many lines. Raises `UploadError` where there is none."""
    every = iter(every)
    head = list(islice(every, _LOOK_AT))
    first = header_at([one for _, one in head])
    if first >= len(head):
        raise UploadError(told("The file holds no table."), line=1)
    line, names = head[first]
    width = max((i + 1 for i, name in enumerate(names) if name.strip()), default=0)
    body = chain(head[first + 1 :], every)
    width = max(width, _filled_width([one for _, one in head[first + 1 :]], width, len(names)))
    check_rows(0, width)
    header = _names([*names, *[""] * width][:width])
    if _no_header(names):
        body = chain(head[first:], every)
        header = tuple(f"column {number}" for number in range(1, width + 1))
        listed.add(_headless(line, names))
    reader = _Reader(header, listed, partial(_told, tell, lines))
    reader.read(body)
    before = tuple(" ".join(filter(None, one)).strip() for _, one in head[:first])
    return reader.sheet(line, tuple(filter(None, before)))


def _filled_width(body: list[list[str]], named: int, cells_of_header: int) -> int:
    """How many columns the rows fill, where that is more than the header names: most rows, or below its blank cells."""
    widths = [max((i + 1 for i, cell in enumerate(one) if cell.strip()), default=0) for one in body]
    wider = [width for width in widths if width > named]
    below = [width for width in wider if width <= cells_of_header]
    return max(wider) if len(wider) > len(widths) / 2 else max(below, default=named)


def _headless(line: int, names: list[str]) -> Problem:
    fix = told("the columns are called column 1, column 2 and so on")
    return Problem(kind="header", severity=Severity.NOTE, line=line, read=", ".join(names)[:80], fix=fix)


def header_at(head: list[list[str]]) -> int:
    """The position of the header: the first row as full as the rows below it usually are."""
    filled = [sum(bool(cell.strip()) for cell in one) for one in head]
    usual = width_of(head)
    need = max(1, min(usual, max(_TITLE, round(usual * 0.6))))
    for at, count in enumerate(filled):
        if count >= need and not _is_note(head[at]):
            return at
    return next((at for at, count in enumerate(filled) if count), len(head))


def _is_note(one: list[str]) -> bool:
    return bool(_NOTES.match(one[0].strip())) and sum(bool(cell.strip()) for cell in one) <= _FEW


def _no_header(names: list[str]) -> bool:
    """True where the first row holds figures that are no years: it is data."""
    held = [name.strip() for name in names if name.strip()]
    plain = [name for name in held if cells.looks_like_figures([name]) and not periods.period(name)]
    return bool(plain) and len(plain) >= len(held) / 3


def _names(names: list[str]) -> tuple[str, ...]:
    """Each header once; a blank one is numbered, one that comes again too."""
    seen: dict[str, int] = {}
    found = []
    for number, name in enumerate(names, start=1):
        bare = " ".join(name.split()) or f"column {number}"
        seen[bare] = seen.get(bare, 0) + 1
        found.append(bare if seen[bare] == 1 else f"{bare} ({seen[bare]})")
    return tuple(found)


def _told(tell: Tell, lines: int, rows: int) -> None:
    tell(ROWS, ROWS_DONE * min(1.0, rows / max(1, lines)))


class _Reader:
    """Rows on their way to columns, in blocks."""

    def __init__(self, header: tuple[str, ...], listed: Listed, told: Callable[[int], None]) -> None:
        self.header = header
        self._listed = listed
        self._told = told
        self._lines: list[int] = []
        self._rows: list[list[str]] = []
        self._blocks: list[list[pa.DictionaryArray]] = []
        self._blank_at: list[int] = []
        self._n = 0

    def read(self, body: Iterable[Row]) -> None:
        """Takes every row that fits."""
        width = len(self.header)
        for line, one in body:
            if not any(one) or not any(cell.strip() for cell in one):
                self._blank_at.append(len(self._lines))
                continue
            if len(one) != width and not self._fitted(line, one, width):
                continue
            self._lines.append(line)
            self._rows.append(one)
            if len(self._rows) >= _BLOCK:
                self._flush(len(self._rows) - _LAST)

    def _fitted(self, line: int, one: list[str], width: int) -> bool:
        """Makes a row as wide as the header; False where it holds more cells than there are columns."""
        if len(one) < width:
            one.extend([""] * (width - len(one)))
            return True
        if any(cell.strip() for cell in one[width:]):
            self._listed.add(
                Problem(
                    kind="ragged",
                    severity=Severity.LOST,
                    line=line,
                    read=" | ".join(one)[:80],
                    fix=told("the line has {n} cells, the header {width}; it is left out", n=len(one), width=width),
                )
            )
            return False
        del one[width:]
        return True

    def _flush(self, n: int) -> None:
        self._n += n
        check_rows(self._n, len(self.header))
        self._told(self._n)
        block, self._rows = self._rows[:n], self._rows[n:]
        columns = zip(*block, strict=True) if block else ((),) * len(self.header)
        self._blocks.append([pa.array(column, type=pa.string()).dictionary_encode() for column in columns])

    def sheet(self, line: int, preamble: tuple[str, ...]) -> Sheet:
        """What was read. Raises `UploadError` where no row is left."""
        footer = self._footer()
        self._flush(len(self._rows))
        if not self._n:
            raise UploadError(told("There is a header but no row below it."), line=line)
        columns = tuple(_column(pa.chunked_array(parts)) for parts in zip(*self._blocks, strict=True))
        lines = np.array(self._lines[: self._n], dtype=np.int64)
        return Sheet(
            header=self.header, columns=columns, lines=lines, header_line=line, preamble=preamble, footer=footer
        )

    def _footer(self) -> tuple[str, ...]:
        """Takes the notes off the end: sparse rows after the last blank one, or that begin like notes."""
        start = len(self._lines) - len(self._rows)
        cut = len(self._rows)
        for at in reversed(self._blank_at):
            after = self._rows[max(0, at - start) :]
            if at < start or not all(self._sparse(one) for one in after):
                break
            cut = max(0, at - start)
        while cut and _NOTES.match(self._rows[cut - 1][0].strip()) and self._sparse(self._rows[cut - 1]):
            cut -= 1
        notes, self._rows = self._rows[cut:], self._rows[:cut]
        del self._lines[len(self._lines) - len(notes) :]
        return tuple(" ".join(filter(None, one)) for one in notes)

    def _sparse(self, one: list[str]) -> bool:
        filled = sum(bool(cell.strip()) for cell in one)
        return filled <= 1 or (filled <= _FEW < len(one))


def limited(every: Iterator[Row]) -> Iterator[Row]:
    """The rows, or `UploadError` at the first one too many or too wide."""
    for number, (line, one) in enumerate(every):
        if number > MOST_ROWS + _LOOK_AT or len(one) > MOST_COLUMNS:
            check_rows(number, len(one))
        yield line, one
