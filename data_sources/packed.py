"""Bodies packed with gzip, under whatever name: opened as a stream, so that nobody need hold the whole text."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from isal import igzip
from isal.igzip_lib import IsalError

from data_sources.errors import UnexpectedPayload

_GZIP = b"\x1f\x8b"
_BEGINNING = 4000
_DAMAGE: Any = (gzip.BadGzipFile, EOFError, zlib.error, IsalError)
"""What reading a damaged archive raises."""


def opened(body: bytes) -> io.BufferedIOBase:
    """The body unpacked, to be read inside `named`."""
    plain = io.BytesIO(body)  # shares the memory of `body`
    return igzip.IGzipFile(fileobj=plain) if body.startswith(_GZIP) else plain  # type: ignore[no-untyped-call]


def beginning(body: bytes) -> bytes:
    """The first 4,000 bytes unpacked, by which an answer is known; to be read inside `named`."""
    return opened(body).read(_BEGINNING)


def unpacked(body: bytes) -> bytes:
    """The whole body unpacked; to be read inside `named`."""
    return igzip.decompress(body) if body.startswith(_GZIP) else body  # type: ignore[no-untyped-call]


@contextmanager
def named(source: str, url: str = "") -> Iterator[None]:
    """Reading a damaged archive inside raises `UnexpectedPayload`."""
    try:
        yield
    except _DAMAGE as error:
        raise UnexpectedPayload("the archive is damaged", source=source, url=url) from error
