"""How much is read of a reader's file, and the refusal of more before memory is touched."""

from __future__ import annotations

from data_sources.errors import UploadError
from data_sources.sentences import told

MOST_BYTES = 100_000_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000
MOST_CELLS = 30_000_000
MOST_CHARACTERS = 131_072
"""Of one cell; more is a quotation mark that was never closed."""

MOST_UNPACKED = 400_000_000
"""Bytes that a compressed file may unfold to."""

MOST_OF_A_KIND = 20
"""Problems of one kind and column that are listed one by one; the rest is counted."""


def check_bytes(size: int) -> None:
    """Raises `UploadError` for a file that is empty or too big."""
    if not size:
        raise UploadError(told("The file is empty."))
    if size > MOST_BYTES:
        raise UploadError(
            told(
                "The file has {size} MB; at most {most} MB are read. Leave out columns.",
                size=round(size / 1e6),
                most=MOST_BYTES // 1_000_000,
            )
        )


def check_rows(rows: int, columns: int = 1) -> None:
    """Raises `UploadError` for more rows, columns or cells than are read."""
    if rows > MOST_ROWS:
        raise UploadError(
            told(
                "The file has {rows} rows; at most {most} are read. Split it, by year for example.",
                rows=rows,
                most=MOST_ROWS,
            )
        )
    if columns > MOST_COLUMNS:
        raise UploadError(
            told(
                "The table has {columns} columns; at most {most} are read. Leave some out.",
                columns=columns,
                most=MOST_COLUMNS,
            )
        )
    if rows * columns > MOST_CELLS:
        raise UploadError(
            told(
                "The table has {cells} cells; at most {most} are read. Split it.", cells=rows * columns, most=MOST_CELLS
            )
        )
