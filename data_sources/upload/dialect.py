"""Delimited text as rows: which sign parts the cells, and each row with the line it starts on."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload.limits import MOST_CHARACTERS

Row = tuple[int, list[str]]
"""The line a row starts on, from 1, and its cells."""

DELIMITERS = ("\t", ";", "|", ",")
"""In the order in which they are preferred where they part a file equally well."""

_SAMPLE_ROWS = 200
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LINES_IN_A_CELL = 20


def stated(text: str) -> str:
    """The delimiter that the first line states for Excel ("sep=;"), or empty."""
    found = _STATED.match(text)
    return found[1] if found else ""


def delimiter_of(text: str) -> str:
    """The sign that cuts most lines into the same number of cells. Raises `UploadError` where none does."""
    said = stated(text)
    if said:
        return said
    best, most = "", 0.0
    for sign in DELIMITERS:
        score = _score(text, sign)
        if score > most:
            best, most = sign, score
    if not best:
        raise UploadError(
            told("No line could be cut into columns by a comma, semicolon, tab or vertical bar. Is it a table?"), line=1
        )
    return best


def _score(text: str, sign: str) -> float:
    """The share of rows with the usual number of cells, times that number; nothing below two cells."""
    widths = list(_widths(text, sign))
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0.0
    width, found = several.most_common(1)[0]
    return found / len(widths) * min(width, 30)


def _widths(text: str, sign: str) -> Iterator[int]:
    """How many cells the first rows have, up to one that cannot be read."""
    try:
        for _, cells in islice(rows(text, sign), _SAMPLE_ROWS):
            if cells:
                yield len(cells)
    except UploadError:
        return


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, one after the other, without a second copy of the whole text."""
    end = "\r" if "\n" not in text and "\r" in text else "\n"
    start = 0
    while start < len(text):
        stop = text.find(end, start) + 1 or len(text)
        yield text[start:stop]
        start = stop


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """Each row; a blank line is an empty one. Raises `UploadError` for a quotation mark that is never closed."""
    skipped = 1 if stated(text) else 0
    reader = csv.reader(islice(lines_of(text), skipped, None), delimiter=delimiter)
    before = 0
    try:
        for cells in reader:
            yield before + 1 + skipped, cells
            if reader.line_num - before > _LINES_IN_A_CELL:
                raise _never_closed(before + 1 + skipped)
            before = reader.line_num
    except csv.Error as error:
        raise _unreadable(before + 1 + skipped, error) from error


def _never_closed(line: int) -> UploadError:
    return UploadError(
        told("On line {line} a quotation mark opens and is not closed. Close it, or take it out.", line=line), line=line
    )


def _unreadable(line: int, error: csv.Error) -> UploadError:
    if "field larger" in str(error):
        message = told(
            "A cell on line {line} holds more than {most} characters. Is a quotation mark open?",
            line=line,
            most=MOST_CHARACTERS,
        )
        return UploadError(message, line=line)
    message = told(
        "Line {line} holds a line break of another kind. Save the file again with one kind of line ends.", line=line
    )
    return UploadError(message, line=line)


def width_of(rows: Iterable[list[str]]) -> int:
    """The usual number of cells that are not blank."""
    widths = Counter(sum(bool(cell.strip()) for cell in cells) for cells in rows)
    widths.pop(0, None)
    return max(widths, key=lambda width: (widths[width] * min(width, 30), width), default=0)
