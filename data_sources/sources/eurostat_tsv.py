"""Eurostat's TSV as a grid of series and periods, the form in which millions of cells are read at once.

A cell is a value, a space, and its flags (`402767.1 `, `7.0 p`, `: @C`). With every space and comma turned into
a tab, a line has one field a dimension and two a period, which pyarrow reads on all cores. It refuses whatever
is written in another way (a cell without its space, a text among figures); such a body is read cell by cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data_sources import packed
from data_sources.errors import UnexpectedPayload
from data_sources.sources.eurostat_grid import Array, FlagTexts, Grid

Picks = Mapping[str, frozenset[str]]
"""Dimension -> the codes wanted of it; a dimension that is not named is wanted whole."""

_PART_BYTES = 1 << 20
"""What one core reads at a time: it stays in the cache, and there are enough parts for all cores."""

_MISSING = ":"
_TO_FIELDS = bytes.maketrans(b" ,", b"\t\t")
_GLUED_ZERO, _ZERO = b"\t0n", b"\t0 n"
"""`0n` is zero and its flag without the space between: less than half the unit."""

_POOL = pa.system_memory_pool()  # pyarrow's own takes new pages where this one takes used ones


def read(payload: bytes, picks: Picks) -> Grid:
    """The series of a TSV body, packed or not, that `picks` wants.

    Raises `UnexpectedPayload` saying what is wrong with it.
    """
    with packed.named("eurostat"):
        names, periods = _header(packed.opened(payload).readline())
        absent = [name for name in picks if name not in names]
        if absent:
            raise _wrong(f"the data set has no dimension {absent[0]}")
        grid = _at_once(payload, names, periods) or _by_cell(packed.unpacked(payload), names, periods, picks)
    return _picked(grid, picks)


def _header(head: bytes) -> tuple[list[str], tuple[str, ...]]:
    corner, *periods = _text(head).strip("\r\n").split("\t")
    if "\\" not in corner or not periods:
        raise _wrong("no TSV header such as freq,geo\\TIME_PERIOD")
    return corner.split("\\")[0].split(","), tuple(period.strip() for period in periods)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong("the TSV is no text") from error


def _wrong(what: str) -> UnexpectedPayload:
    return UnexpectedPayload(what, source="eurostat")


def _picked(grid: Grid, picks: Picks) -> Grid:
    wanted = np.ones(len(grid.series), dtype=bool)
    for name, codes in picks.items():
        positions, held = grid.dimensions[name]
        wanted &= np.array([code in codes for code in held], dtype=bool)[positions]
    return replace(grid, series=grid.series[wanted])


def _at_once(payload: bytes, names: list[str], periods: tuple[str, ...]) -> Grid | None:
    """The grid, or None where some cell is not written as Eurostat's own are."""
    try:
        parts = _parts(payload, _Reader(names, len(periods)))
    except pa.ArrowInvalid:
        text = packed.unpacked(payload)
        return _at_once(text.replace(_GLUED_ZERO, _ZERO), names, periods) if _GLUED_ZERO in text else None
    if not parts:
        return None
    columns = zip(*(part.dimensions for part in parts), strict=True)
    known = FlagTexts()
    return Grid(
        dimensions={name: dictionary(pa.chunked_array(column)) for name, column in zip(names, columns, strict=True)},
        periods=periods,
        flags=list(np.concatenate([part.flags(known) for part in parts], axis=1)),
        figures=list(np.concatenate([part.figures for part in parts], axis=1)),
        flag_texts=tuple(known),
        series=np.arange(sum(part.figures.shape[1] for part in parts)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some series that follow each other: their codes, their figures by period, and which of those have which flag."""

    dimensions: list[pa.DictionaryArray]
    figures: Array
    flagged: Array
    flag_texts: pa.DictionaryArray

    def flags(self, known: FlagTexts) -> Array:
        """The flags as numbers in `known`, which grows; only the few cells that have one are looked at."""
        numbers = [known.number(text) for text in self.flag_texts.dictionary.to_pylist()]
        flags = np.zeros(self.figures.shape, dtype=np.int16)
        flags.ravel()[self.flagged] = np.array(numbers, dtype=np.int16)[self.flag_texts.indices.to_numpy()]
        return flags


class _Reader:
    """Reads lines whose fields have tabs between them."""

    def __init__(self, names: list[str], periods: int) -> None:
        self._names = names
        self._values, self._flags = ([f"{kind} {number}" for number in range(periods)] for kind in ("value", "flag"))
        types = dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))
        types |= dict.fromkeys(self._values, pa.float64()) | dict.fromkeys(self._flags, pa.string())
        fields = [*names, *(field for both in zip(self._values, self._flags, strict=True) for field in both)]
        self._options = (
            csv.ReadOptions(column_names=fields, use_threads=False, block_size=8 * _PART_BYTES),
            csv.ParseOptions(delimiter="\t", quote_char=False),
            csv.ConvertOptions(column_types=types, null_values=[_MISSING], strings_can_be_null=False),
        )

    def read(self, lines: bytes) -> _Part:
        """The series in these lines. Raises `pyarrow.ArrowInvalid` where one is not written as Eurostat's own are."""
        body = pa.BufferReader(pa.py_buffer(lines.translate(_TO_FIELDS)))
        table = csv.read_csv(body, *self._options, memory_pool=_POOL)
        figures = np.empty((len(self._values), len(table)))
        for row, name in zip(figures, self._values, strict=True):
            row[:] = table.column(name).to_numpy()
        flags = pa.concat_arrays([chunk for name in self._flags for chunk in table.column(name).chunks])
        flagged = np.flatnonzero(pc.binary_length(flags))
        return _Part(
            [table.column(name).combine_chunks() for name in self._names],
            figures,
            flagged,
            flags.take(pa.array(flagged)).dictionary_encode(),
        )


def _parts(payload: bytes, reader: _Reader) -> list[_Part]:
    """The parts of a body in order; while one core unpacks the next part, the others read theirs."""
    numbered, lock = enumerate(_lines(payload)), Lock()

    def work() -> dict[int, _Part]:
        done: dict[int, _Part] = {}
        while True:
            with lock:
                number, lines = next(numbered, (-1, b""))
            if not lines:
                return done
            done[number] = reader.read(lines)

    with ThreadPoolExecutor(pa.cpu_count()) as pool:
        found = [pool.submit(work) for _ in range(pa.cpu_count())]
        parts = {number: part for one in found for number, part in one.result().items()}
    return [part for _, part in sorted(parts.items())]


def _lines(payload: bytes) -> Iterator[bytes]:
    """The lines below the header, a part at a time, so that the same memory serves all of them."""
    body = packed.opened(payload)
    body.readline()
    while part := body.read(_PART_BYTES):
        yield part + body.readline()


def dictionary(column: pa.ChunkedArray) -> tuple[Array, list[str]]:
    """The codes of a column of categories, and the texts that they stand for."""
    whole = column.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    return whole.indices.to_numpy(), whole.dictionary.to_pylist()


def _by_cell(payload: bytes, names: list[str], periods: tuple[str, ...], picks: Picks) -> Grid:
    """The grid read cell by cell, for bodies written in another way, and to say what is wrong with one."""
    lines = [line.split("\t") for line in _text(payload).replace("\r\n", "\n").split("\n")[1:] if line]
    keys = [line[0].split(",") for line in lines]
    if any(len(line) != len(periods) + 1 for line in lines) or any(len(key) != len(names) for key in keys):
        raise _wrong("a TSV line is cut short")
    wanted = [all(code in picks.get(name, (code,)) for name, code in zip(names, key, strict=True)) for key in keys]
    keys = [key for key, keep in zip(keys, wanted, strict=True) if keep]
    cells = [line[1:] for line, keep in zip(lines, wanted, strict=True) if keep]
    parts = [[cell.replace("0n", "0 n", 1).partition(" ") for cell in row] for row in cells]
    shape = (len(keys), len(periods))
    values = np.array([[_number(value) for value, _, _ in row] for row in parts], dtype=float).reshape(shape)
    known = FlagTexts()
    flags = [[known.number(flag) for _, _, flag in row] for row in parts]
    return Grid(
        dimensions={name: _distinct([key[place] for key in keys]) for place, name in enumerate(names)},
        periods=periods,
        figures=list(values.T),
        flags=list(np.array(flags, dtype=np.int16).reshape(shape).T),
        flag_texts=tuple(known),
        series=np.arange(len(keys)),
    )


def _distinct(codes: list[str]) -> tuple[Array, list[str]]:
    place = {code: number for number, code in enumerate(dict.fromkeys(codes))}
    return np.array([place[code] for code in codes], dtype=np.int32), list(place)


def _number(text: str) -> float:
    """A cell's value; `:` is missing."""
    if text in {_MISSING, ""}:
        return float("nan")
    try:
        return float(text)
    except ValueError as error:
        raise _wrong(f"{text!r} is not a figure") from error
