"""A whole data set as a grid of series and periods, and the rows of an observation table that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources.codes import UnknownFlag, split_flag
from data_sources.errors import UnexpectedPayload

Array = npt.NDArray[Any]

_NO_FLAG = ":|@ "
"""What may stand where flags do and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Cells by period and series.

    `dimensions` holds for each dimension its codes, and the position of every series' code in them. `figures` and
    `flags` have one column a period; flags are positions in `flag_texts`, the source's own, of which the first says
    nothing. `series` are those wanted, in the order wanted.
    """

    dimensions: dict[str, tuple[Array, list[str]]]
    periods: tuple[str, ...]
    figures: Sequence[Array]
    flags: Sequence[Array]
    flag_texts: tuple[str, ...]
    series: Array

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension that some series has."""
        positions, codes = self.dimensions[name]
        return [codes[position] for position in np.unique(positions[self.series])]

    def rows(self, columns: Mapping[str, str], bounds: Sequence[int] = ()) -> Rows:
        """The cells that say something, by period, then by series.

        With `bounds` block by block: the series before the first bound, then those before the next. `columns` maps
        a column to its dimension; other dimensions are left out.
        """
        return Rows(self, columns, [0, *bounds, len(self.series)])


class FlagTexts(dict[str, int]):
    """The flags met so far, numbered; 0 is none."""

    def __init__(self) -> None:
        super().__init__({"": 0})

    def number(self, text: str) -> int:
        """The number of a flag as the source writes it."""
        return self.setdefault(text, len(self)) if text.strip(_NO_FLAG) else 0


class Rows:
    """Cells as rows, every column as small numbers until `table` is asked for.

    A run is what one period gives of one block of series: (period, first row, the row after its last).
    """

    def __init__(self, grid: Grid, columns: Mapping[str, str], bounds: Sequence[int]) -> None:
        self._grid = grid
        self._codes = {column: _Codes(grid.dimensions[name][1]) for column, name in columns.items()}
        self._by_series = {
            column: self._codes[column].numbers[grid.dimensions[name][0]] for column, name in columns.items()
        }
        most = len(grid.series) * len(grid.periods)
        self._figures, self._flags = np.empty(most), np.empty(most, dtype=np.int16)
        self._places = {column: np.zeros(most, dtype=held.dtype) for column, held in self._by_series.items()}
        self._said = np.zeros(len(grid.series), dtype=bool)
        self._runs: list[tuple[int, int, int]] = []
        self._size = 0
        for first, last in pairwise(bounds):
            self._fill(first, last)

    def _fill(self, first: int, last: int) -> None:
        block = self._grid.series[first:last]
        varied = [
            (held.take(block), self._places[column])
            for column, held in self._by_series.items()
            if len(self._codes[column].names) > 1
        ]
        for period, (column, flags) in enumerate(zip(self._grid.figures, self._grid.flags, strict=True)):
            figures, marks = column.take(block), flags.take(block)
            said = (figures == figures) | (marks != 0)  # noqa: PLR0124  NaN is not NaN
            found = np.flatnonzero(said)
            here = slice(self._size, self._size + len(found))
            copied: list[tuple[Array, Array]] = [(figures, self._figures), (marks, self._flags), *varied]
            for held, rows in copied:
                held.take(found, out=rows[here], mode="clip")  # the other modes write to `out` by way of a copy
            self._said[first:last] |= said
            self._runs.append((period, here.start, here.stop))
            self._size = here.stop

    def table(self) -> pd.DataFrame:
        """The observation table. Raises `UnexpectedPayload` on a flag in no code list."""
        parts: dict[str, Any] = {
            column: codes.column(self._places[column][: self._size], self._used(column))
            for column, codes in self._codes.items()
        }
        parts["time_period"] = self._periods()
        parts["obs_value"] = self._figures[: self._size]
        parts["obs_flag"], parts["conf_status"] = self._letters()
        return pd.DataFrame(parts, copy=False)

    def pairs(self, column: str) -> tuple[pd.DataFrame, Array]:
        """Each pair of a code of a column and a period that occurs, and whether they do, by period and code."""
        names, periods = self._codes[column].names, np.array(self._grid.periods, dtype=object)
        occurs = np.zeros((len(periods), len(names)), dtype=bool)
        for period, first, last in self._runs:
            occurs[period][self._places[column][first:last]] = True
        at, place = np.nonzero(occurs)
        found = {column: pd.Categorical.from_codes(place, pd.Index(names)), "time_period": pd.Categorical(periods[at])}
        return pd.DataFrame(found), occurs

    def of_pairs(self, column: str, texts: Array, occurs: Array) -> pd.Categorical:
        """A further column: what `texts` says, by period and code of `column`, of those that occur."""
        codes = _Codes(texts.ravel().tolist())
        numbers = codes.numbers.reshape(texts.shape)
        rows, places = np.empty(self._size, dtype=numbers.dtype), self._places[column]
        for period, first, last in self._runs:
            numbers[period].take(places[first:last], out=rows[first:last], mode="clip")
        return codes.column(rows, _found(numbers[occurs], len(codes.names)))

    def _used(self, column: str) -> Array:
        here = self._by_series[column][self._grid.series[self._said]]
        return _found(here, len(self._codes[column].names))

    def _periods(self) -> pd.Categorical:
        codes = _Codes(self._grid.periods)
        rows = np.empty(self._size, dtype=codes.numbers.dtype)
        for period, first, last in self._runs:
            rows[first:last] = codes.numbers[period]
        used = [codes.numbers[period] for period, first, last in self._runs if last > first]
        return codes.column(rows, _found(np.array(used, dtype=int), len(codes.names)))

    def _letters(self) -> tuple[pd.Categorical, pd.Categorical]:
        """Observation flags and confidentiality; few rows have any, and only they are looked at."""
        flags = self._flags[: self._size]
        flagged = np.flatnonzero(flags != 0)
        marks = flags[flagged]
        used = _found(marks, len(self._grid.flag_texts))
        used[0] = len(flagged) < len(flags)
        split = [_split(text) if here else ("", "") for text, here in zip(self._grid.flag_texts, used, strict=True)]
        one, other = (_Codes([letters[end] for letters in split]) for end in (0, 1))
        return one.scattered(flagged, marks, used, len(flags)), other.scattered(flagged, marks, used, len(flags))


class _Codes:
    """Texts as categories: `names` in order, and for each text its number among them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.names = np.array(sorted(set(texts)), dtype=object)
        place = {name: number for number, name in enumerate(self.names)}
        kind = np.min_scalar_type(-len(self.names) - 1)
        self.numbers = np.array([place[text] for text in texts], dtype=kind)

    def column(self, rows: Array, used: Array) -> pd.Categorical:
        """A column of these numbers; only names in use are categories."""
        if not used.all():
            rows = (np.cumsum(used) - 1).astype(rows.dtype).take(rows)
        return pd.Categorical.from_codes(rows, pd.Index(self.names[used], dtype="str"), validate=False)

    def scattered(self, flagged: Array, marks: Array, used: Array, size: int) -> pd.Categorical:
        """A column of `size` rows with the texts of `marks` where flagged, and that of mark 0 elsewhere."""
        rows = np.full(size, self.numbers[0])
        rows[flagged] = self.numbers[marks]
        return self.column(rows, _found(self.numbers[used], len(self.names)))


def _found(codes: Array, size: int) -> Array:
    """Which of the numbers below `size` occur; quicker than sorting millions of them."""
    found = np.zeros(size, dtype=bool)
    found[codes] = True
    return found


def _split(text: str) -> tuple[str, str]:
    try:
        return split_flag(text)
    except UnknownFlag as error:
        raise UnexpectedPayload(str(error)) from error
