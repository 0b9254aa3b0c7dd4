"""What a source is: a name, an address, and two pure functions."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from urllib.parse import urlencode

import pandas as pd

from data_sources.errors import SourceUnavailable
from data_sources.model import Indicator, Note

ONE_BASE = "OPEN_DATA_BASE"
"""Environment variable: puts every service under one base, such as a mirror on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service's address: `base` is the real one, `mount` its path under `OPEN_DATA_BASE`.

    An empty `base` says that no public address is known: snapshot or `OPEN_DATA_BASE` only.
    """

    mount: str
    base: str = ""

    def address(self) -> str:
        """The base URL to use now. Raises `SourceUnavailable` where none is known."""
        one_base = os.environ.get(ONE_BASE, "").rstrip("/")
        if one_base:
            return f"{one_base}/{self.mount}"
        if not self.base:
            message = f"no public address is known; set {ONE_BASE} or use the snapshot"
            raise SourceUnavailable(message, source=self.mount)
        return self.base


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET: a path below a service, with parameters that may repeat.

    `mirror` is the file below `OPEN_DATA_BASE` that stands for the answer, where a mirror has another path
    than the service. `then` is what a source asks after the last page of this one.
    """

    service: Service
    path: str
    params: tuple[tuple[str, str], ...] = ()
    mirror: str = ""
    then: tuple[Request, ...] = ()

    def url(self) -> str:
        """The full URL to ask now, the same text for the same request."""
        if self.mirror and os.environ.get(ONE_BASE):
            return f"{self.service.address()}/{self.mirror}"
        return self._below(self.service.address())

    def canonical(self) -> str:
        """The URL at the service itself, for readers; below `OPEN_DATA_BASE` where no address is known."""
        return self._below(self.service.base or f"${ONE_BASE}/{self.service.mount}")

    def _below(self, base: str) -> str:
        query = urlencode(self.params)
        return f"{base}/{self.path}" + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The service is still preparing the answer: ask `path` (or, if empty, the same URL) again later."""

    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A parsed answer: the table (key, value, flags and any free dimension) and what came with it.

    `vintages` maps a period to the NUTS version the source states for it, where it states one.
    """

    table: pd.DataFrame
    updated: str = ""
    vintages: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()


class Source(Protocol):
    """One dialect: how to ask, and how to read the answer. Neither function does I/O."""

    id: str
    name: str
    licence: str
    service: Service

    def request(self, indicator: Indicator) -> Request:
        """The one request that brings the indicator's operands."""

    def pending(self, payload: bytes) -> Pending | None:
        """What to ask next if the answer says "later"; None if it is the answer."""

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of an answer. Raises `RequestRejected` or `UnexpectedPayload`."""


@runtime_checkable
class Paged(Protocol):
    """What a source has beside the rest if its answers come in pages of JSON; `parse` gets them as one list."""

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The request for the page after this one (the answer to `request`), or None after the last."""


@runtime_checkable
class InFiles(Protocol):
    """What a source has beside the rest if a table lies in several files: one a period, or one of correspondences."""

    def files(self, indicator: Indicator) -> tuple[Request, ...]:
        """The requests of all files, in order; the first is that of `request`."""

    def parse_files(self, bodies: tuple[bytes, ...], indicator: Indicator) -> Payload:
        """The table of all files. Raises `RequestRejected` or `UnexpectedPayload`."""


class AtOnce:
    """What a service says that never answers "later"."""

    def pending(self, payload: bytes) -> Pending | None:  # noqa: ARG002
        """Never: the answer is there or not."""
        return None
