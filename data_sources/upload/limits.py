"""How much is read of a reader's file, and the refusal of more before memory is touched."""

from __future__ import annotations

from data_sources.errors import UploadError

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
        raise UploadError("The file is empty.")
    if size > MOST_BYTES:
        message = f"The file has {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:.0f} MB are read. Leave out columns."
        raise UploadError(message)


def check_rows(rows: int, columns: int = 1) -> None:
    """Raises `UploadError` for more rows, columns or cells than are read."""
    if rows > MOST_ROWS:
        raise UploadError(f"The file has {rows:,} rows; at most {MOST_ROWS:,} are read. Split it, by year for example.")
    if columns > MOST_COLUMNS:
        raise UploadError(f"The table has {columns:,} columns; at most {MOST_COLUMNS:,} are read. Leave some out.")
    if rows * columns > MOST_CELLS:
        raise UploadError(f"The table has {rows * columns:,} cells; at most {MOST_CELLS:,} are read. Split it.")
