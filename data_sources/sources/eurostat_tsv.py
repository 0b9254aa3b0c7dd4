"""Eurostat's TSV as a grid of series and periods, the form in which millions of cells are read at once.

A cell is a value, a space, and its flags (`402767.1 `, `7.0 p`, `: @C`). With every space and comma turned into
a tab, a line has one field a dimension and two a period, which pyarrow reads on all cores. It refuses whatever
is written in another way (a cell without its space, a text among figures); such a body is read cell by cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data_sources.errors import UnexpectedPayload
from data_sources.sources.eurostat_grid import Array, FlagTexts, Grid

Picks = Mapping[str, frozenset[str]]
"""Dimension -> the codes wanted of it; a dimension that is not named is wanted whole."""

_MISSING = ":"
_TO_FIELDS = bytes.maketrans(b" ,", b"\t\t")
_GLUED_ZERO, _ZERO = b"\t0n", b"\t0 n"
"""`0n` is zero and its flag without the space between: less than half the unit."""


def read(payload: bytes, picks: Picks) -> Grid:
    """The series of a TSV body that `picks` wants. Raises `UnexpectedPayload` saying what is wrong with it."""
    end = payload.find(b"\n")
    head = payload if end < 0 else payload[:end]
    names, periods = _header(head)
    absent = [name for name in picks if name not in names]
    if absent:
        raise _wrong(f"the data set has no dimension {absent[0]}")
    grid = _at_once(payload, len(head) + 1, names, periods) or _by_cell(payload, names, periods, picks)
    return _picked(grid, picks)


def _header(head: bytes) -> tuple[list[str], tuple[str, ...]]:
    corner, *periods = _text(head).strip("\r").split("\t")
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


def _at_once(payload: bytes, start: int, names: list[str], periods: tuple[str, ...]) -> Grid | None:
    """The grid, or None where some cell is not written as Eurostat's own are."""
    values, flags = ([f"{kind} {number}" for number in range(len(periods))] for kind in ("value", "flag"))
    types = dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))
    types |= dict.fromkeys(values, pa.float64()) | dict.fromkeys(flags, pa.string())
    fields = [*names, *(field for both in zip(values, flags, strict=True) for field in both)]
    body = pa.BufferReader(pa.py_buffer(payload).slice(start))
    try:
        table = csv.read_csv(
            pa.TransformInputStream(body, lambda part: part.to_pybytes().translate(_TO_FIELDS)),
            csv.ReadOptions(column_names=fields),
            csv.ParseOptions(delimiter="\t", quote_char=False),
            csv.ConvertOptions(column_types=types, null_values=[_MISSING], strings_can_be_null=False),
            memory_pool=pa.system_memory_pool(),  # the default one takes new pages where this takes used ones
        )
    except pa.ArrowInvalid:
        glued = _GLUED_ZERO in payload
        return _at_once(payload.replace(_GLUED_ZERO, _ZERO), start, names, periods) if glued else None
    size, known = table.num_rows, FlagTexts()
    columns = dict(zip(fields, table.columns, strict=True))
    del table  # each column is let go of as soon as it is read: new memory costs more than the reading
    return Grid(
        dimensions={name: dictionary(columns.pop(name)) for name in names},
        periods=periods,
        figures=[columns.pop(name).to_numpy() for name in values],
        flags=[_flag_row(columns.pop(name), known) for name in flags],
        flag_texts=tuple(known),
        series=np.arange(size),
    )


def dictionary(column: pa.ChunkedArray) -> tuple[Array, list[str]]:
    """The codes of a column of categories, and the texts that they stand for."""
    whole = column.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    return whole.indices.to_numpy(), whole.dictionary.to_pylist()


def _flag_row(column: pa.ChunkedArray, known: FlagTexts) -> Array:
    """The flags of a period as numbers in `known`, which grows; only the few cells that have one are looked at."""
    row = np.zeros(len(column), dtype=np.int16)
    flagged = np.flatnonzero(pc.binary_length(column))
    some = column.combine_chunks().take(pa.array(flagged)).dictionary_encode()
    numbers = [known.number(text) for text in some.dictionary.to_pylist()]
    row[flagged] = np.array(numbers, dtype=np.int16)[some.indices.to_numpy()]
    return row


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
