"""Everything that can go wrong, as one tree.

AtlasError
├─ CatalogueError            ours: duplicate id, unknown dimension. Import time, never seen by a reader
├─ SourceError(source, url)  theirs
│  ├─ SourceUnavailable      timeout, DNS, 5xx, broken transfer -> retry, then the stored copy with a note
│  ├─ RequestRejected        4xx: our query is wrong, or too big
│  └─ UnexpectedPayload      200, another shape than agreed: the source changed
├─ UploadError(line, column) the reader's file: what is wrong, where, and the fix on offer
└─ NoObservations            a valid empty answer: nothing for this indicator, level and period
"""

from __future__ import annotations


class AtlasError(Exception):
    """Root of every error the project raises on purpose."""


class CatalogueError(AtlasError):
    """The catalogue contradicts itself; raised at import, for developers."""


class SourceError(AtlasError):
    """A service did not give what was asked; carries the source's id and the URL."""

    reader = "the service did not answer as agreed"
    """The same in a reader's words."""

    def __init__(self, message: str, *, source: str = "", url: str = "") -> None:
        self.message = message
        self.source = source
        self.url = url
        where = " ".join(part for part in (source, url) if part)
        super().__init__(f"{message} ({where})" if where else message)


class SourceUnavailable(SourceError):
    """No usable answer for now: timeout, DNS, 5xx, a broken transfer, or a queue that did not move."""

    reader = "the service cannot be reached now"


class RequestRejected(SourceError):
    """The service understood and refused (4xx, or an error inside a 200 body)."""

    reader = "the service refused the request"


class UnexpectedPayload(SourceError):
    """The service answered 200 with something else than agreed."""

    reader = "the answer could not be read"


class UploadError(AtlasError):
    """A reader's file cannot be used; says where and what to do."""

    def __init__(self, message: str, *, line: int = 0, column: str = "") -> None:
        self.message = message
        self.line = line
        self.column = column
        super().__init__(message)


class NoObservations(AtlasError):
    """The catalogue promises figures, but none are held for this indicator, level or period."""
