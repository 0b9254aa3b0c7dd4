"""A table as it stands in a file: columns of texts, each with the lines they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Codes = npt.NDArray[np.int32]


_SAMPLE = 20_000
_MANY = 0.2


class Texts:
    """A column: each row's text as a position among the distinct ones. Never changed.

    In a `raw` one a text may stand among the distinct ones several times: figures, of which nearly all differ.
    """

    def __init__(self, codes: Codes, distinct: pa.Array, *, raw: bool = False) -> None:
        self.codes = codes
        self.distinct = distinct
        self.raw = raw

    @classmethod
    def read(cls, texts: pa.ChunkedArray) -> Texts:
        """The column of these texts; raw where most differ."""
        sample = texts.slice(0, _SAMPLE)
        if len(texts) > _SAMPLE and len(sample.unique()) > _MANY * len(sample):
            whole = texts.combine_chunks()
            whole = pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
            return cls(np.arange(len(whole), dtype=np.int32), whole, raw=True)
        return cls._encoded(texts)

    @classmethod
    def _encoded(cls, texts: pa.Array | pa.ChunkedArray) -> Texts:
        found = texts.dictionary_encode()
        if isinstance(found, pa.ChunkedArray):
            found = found.unify_dictionaries().combine_chunks()
            found = found.chunk(0) if isinstance(found, pa.ChunkedArray) else found
        return cls(found.indices.to_numpy(zero_copy_only=False).astype(np.int32), found.dictionary)

    @cached_property
    def encoded(self) -> Texts:
        """The same column with each distinct text once."""
        return Texts._encoded(self.distinct.take(pa.array(self.codes))) if self.raw else self

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """The column of these texts."""
        encoded = pa.array(texts, type=pa.string()).dictionary_encode()
        return cls(encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32), encoded.dictionary)

    @classmethod
    def joined(cls, parts: Sequence[Texts]) -> Texts:
        """The columns one below the other."""
        found = pa.chunked_array(
            [pa.DictionaryArray.from_arrays(pa.array(part.codes), part.distinct) for part in _settled(parts)]
        )
        whole = found.unify_dictionaries()
        codes = np.concatenate([chunk.indices.to_numpy(zero_copy_only=False) for chunk in whole.chunks])
        return cls(codes.astype(np.int32), whole.chunk(0).dictionary)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.codes)

    @cached_property
    def texts(self) -> list[str]:
        """The distinct texts, in the order in which they first come."""
        return [str(text) for text in self.distinct.to_pylist()]

    def few(self, most: int = 1000) -> list[str]:
        """Some of the distinct texts that are not blank: the first ones."""
        sample = self.distinct.slice(0, most * 2).to_pylist()
        return [text for text in sample if text and text.strip()][:most]

    def at(self, row: int) -> str:
        """The text of a row."""
        return str(self.distinct[int(self.codes[row])].as_py())

    def mapped(self, texts: Sequence[str]) -> Texts:
        """The column with each distinct text replaced by the one at the same position."""
        encoded = pa.array(texts, type=pa.string()).dictionary_encode()
        places = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        return Texts(places[self.codes] if len(texts) else self.codes, encoded.dictionary)

    def rows(self, keep: npt.NDArray[np.bool_]) -> Texts:
        """The column with some of its rows; distinct texts that no row has any more are gone."""
        codes = self.codes[keep]
        used = np.zeros(len(self.distinct), dtype=bool)
        used[codes] = True
        place = (np.cumsum(used) - 1).astype(np.int32)
        return Texts(place[codes], self.distinct.filter(pa.array(used)), raw=self.raw)

    def first_rows(self) -> npt.NDArray[np.int64]:
        """For each distinct text the first row that has it."""
        first = np.full(len(self.distinct), -1, dtype=np.int64)
        first[self.codes[::-1]] = np.arange(len(self.codes) - 1, -1, -1)
        return first


def _settled(parts: Sequence[Texts]) -> list[Texts]:
    return [part.encoded for part in parts]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """`columns` under `header`; row n stands on line `lines[n]` of the file (row of the sheet).

    `preamble` and `footer` are the lines before and after the table, `sheets` the names of all sheets of a workbook.
    """

    header: tuple[str, ...]
    columns: tuple[Texts, ...]
    lines: npt.NDArray[np.int64]
    header_line: int = 1
    preamble: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    form: str = ""
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """Column -> code -> what the file itself calls it."""

    def column(self, name: str) -> Texts:
        """The column with this header, each distinct text once."""
        return self.raw(name).encoded

    def raw(self, name: str) -> Texts:
        """The column with this header as it was read: enough for figures."""
        return self.columns[self.header.index(name)]

    def rows(self, keep: npt.NDArray[np.bool_]) -> Sheet:
        """The table with some of its rows."""
        return replace(self, columns=tuple(one.rows(keep) for one in self.columns), lines=self.lines[keep])
