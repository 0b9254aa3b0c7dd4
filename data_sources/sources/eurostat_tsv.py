"""Eurostat's TSV as a grid of series and periods, the form in which millions of cells are read at once.

A cell is a value, a space, and its flags (`402767.1 `, `7.0 p`, `: @C`). With every space and comma turned into
a tab, a line has one field a dimension and two a period, which pyarrow reads on all cores. It refuses whatever
is written in another way (a cell without its space, a text among figures); such a body is read cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from data_sources.codes import UnknownFlag, split_flag
from data_sources.errors import UnexpectedPayload

Picks = Mapping[str, frozenset[str]]
"""Dimension -> the codes wanted of it; a dimension that is not named is wanted whole."""

Array = npt.NDArray[Any]

_MISSING = ":"
_NO_FLAG = ":|@ "
"""What may stand where flags do and is none."""

_TO_FIELDS = bytes.maketrans(b" ,", b"\t\t")
_GLUED_ZERO, _ZERO = b"\t0n", b"\t0 n"
"""`0n` is zero and its flag without the space between: less than half the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells by period and series.

    `dimensions` holds for each dimension its codes, and the position of every series' code in them. `figures` and
    `flags` have one column a period; flags are positions in `flag_texts`, the source's own. `series` are those
    wanted, in the order wanted: columns are never rearranged, as moving millions of cells costs more than reading.
    """

    dimensions: dict[str, tuple[Array, list[str]]]
    periods: tuple[str, ...]
    figures: Sequence[npt.ArrayLike]
    flags: Sequence[Array]
    flag_texts: tuple[str, ...]
    series: Array

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension that some series has."""
        positions, codes = self.dimensions[name]
        return [codes[position] for position in np.unique(positions[self.series])]

    def table(self, columns: Mapping[str, str], bounds: Sequence[int] = ()) -> pd.DataFrame:
        """The observation table of the cells that say something, by period, then by series.

        With `bounds` block by block: the series before the first bound, then those before the next. `columns` maps
        a column to its dimension; other dimensions are left out. Raises `UnexpectedPayload` on a flag in no code list.
        """
        rows = _Rows(self, [0, *bounds, len(self.series)])
        parts: dict[str, Any] = {
            column: _categorical(positions[self.series], codes, rows.of_series)
            for column, (positions, codes) in ((column, self.dimensions[name]) for column, name in columns.items())
        }
        parts["time_period"] = _categorical(np.arange(len(self.periods)), self.periods, rows.of_periods)
        parts["obs_value"] = rows.figures
        for end, column in enumerate(("obs_flag", "conf_status")):
            texts = [letters[end] for letters in rows.letters]
            parts[column] = _categorical(np.arange(len(texts)), texts, lambda codes: codes[rows.flags])
        return pd.DataFrame(parts, copy=False)


class _Rows:
    """The cells that become rows, one after the other."""

    def __init__(self, grid: Grid, bounds: Sequence[int]) -> None:
        speaks = np.array([bool(text.strip(_NO_FLAG)) for text in grid.flag_texts])
        most = len(grid.series) * len(grid.periods)
        self.figures, self.flags = np.empty(most), np.empty(most, dtype=np.int16)
        self._runs: list[tuple[int, int, int, Array]] = []
        size = 0
        for first, last in pairwise(bounds):
            for period, (figures, flags) in enumerate(zip(grid.figures, grid.flags, strict=True)):
                block = grid.series[first:last]
                here, marks = np.asarray(figures)[block], flags[block]
                found = np.flatnonzero((here == here) | speaks[marks]).astype(np.int32)  # noqa: PLR0124  NaN is not NaN
                self.figures[size : size + len(found)] = here[found]
                self.flags[size : size + len(found)] = marks[found]
                self._runs.append((period, first, last, found))
                size += len(found)
        self.figures, self.flags = self.figures[:size], self.flags[:size]
        used = _found(self.flags, len(grid.flag_texts)).tolist()
        self.letters = [_split(text) if here else ("", "") for text, here in zip(grid.flag_texts, used, strict=True)]

    def of_series(self, by_series: Array) -> Array:
        """What is known of each series, for each row."""
        return np.concatenate([by_series[first:last][found] for _, first, last, found in self._runs])

    def of_periods(self, by_period: Array) -> Array:
        """What is known of each period, for each row."""
        return np.repeat(by_period[[period for period, *_ in self._runs]], [len(found) for *_, found in self._runs])


def _found(codes: Array, size: int) -> Array:
    """Which of the numbers below `size` occur; quicker than sorting millions of them."""
    found = np.zeros(size, dtype=bool)
    found[codes] = True
    return found


def _categorical(positions: Array, texts: Sequence[str], spread: Callable[[Array], Array]) -> pd.Categorical:
    """A column of texts, where `spread` makes rows of what stands at `positions`; only codes in use are categories."""
    names = np.array(sorted(set(texts)), dtype=object)
    place = {name: number for number, name in enumerate(names)}
    narrow = np.array([place[text] for text in texts], dtype=np.min_scalar_type(-len(names) - 1))
    codes = spread(narrow[positions])
    found = _found(codes, len(names))
    if not found.all():
        codes = (np.cumsum(found) - 1).astype(codes.dtype)[codes]
    return pd.Categorical.from_codes(codes, pd.Index(names[found], dtype="str"), validate=False)


def _split(text: str) -> tuple[str, str]:
    try:
        return split_flag(text)
    except UnknownFlag as error:
        raise UnexpectedPayload(str(error)) from error


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
    if _GLUED_ZERO in payload:
        payload = payload.replace(_GLUED_ZERO, _ZERO)
    values, flags = ([f"{kind} {number}" for number in range(len(periods))] for kind in ("value", "flag"))
    types = dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string()))
    types |= dict.fromkeys(values, pa.float64()) | dict.fromkeys(flags, pa.string())
    body = pa.py_buffer(payload.translate(_TO_FIELDS)).slice(start)
    try:
        table = csv.read_csv(
            pa.BufferReader(body),
            csv.ReadOptions(
                column_names=[*names, *(field for both in zip(values, flags, strict=True) for field in both)]
            ),
            csv.ParseOptions(delimiter="\t", quote_char=False),
            csv.ConvertOptions(column_types=types, null_values=[_MISSING], strings_can_be_null=False),
            memory_pool=pa.system_memory_pool(),  # the default one takes new pages where this takes used ones
        )
    except pa.ArrowInvalid:
        return None
    flag_texts: dict[str, int] = {"": 0}
    return Grid(
        dimensions={name: _dictionary(table.column(name)) for name in names},
        periods=periods,
        figures=[table.column(name) for name in values],
        flags=[_flag_row(table.column(name), flag_texts) for name in flags],
        flag_texts=tuple(flag_texts),
        series=np.arange(table.num_rows),
    )


def _dictionary(column: pa.ChunkedArray) -> tuple[Array, list[str]]:
    whole = column.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    return whole.indices.to_numpy(), whole.dictionary.to_pylist()


def _flag_row(column: pa.ChunkedArray, known: dict[str, int]) -> Array:
    """The flags of a period as numbers in `known`, which grows; only the few cells that have one are looked at."""
    row = np.zeros(len(column), dtype=np.int16)
    flagged = pc.not_equal(column, "").to_numpy()
    some = column.filter(pa.array(flagged)).combine_chunks().dictionary_encode()
    numbers = [known.setdefault(text, len(known)) for text in some.dictionary.to_pylist()]
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
    flag_texts: dict[str, int] = {"": 0}
    flags = [[flag_texts.setdefault(flag, len(flag_texts)) for _, _, flag in row] for row in parts]
    return Grid(
        dimensions={name: _distinct([key[place] for key in keys]) for place, name in enumerate(names)},
        periods=periods,
        figures=list(values.T),
        flags=list(np.array(flags, dtype=np.int16).reshape(shape).T),
        flag_texts=tuple(flag_texts),
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
