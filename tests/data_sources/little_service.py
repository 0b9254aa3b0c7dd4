"""A service of the tests' own with versions: Eurostat's data sets and list of releases, and plain files with ETags."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from data_sources.catalogue import CATALOGUE

_EUROSTAT = "/eurostat/api/dissemination/"
_LISTING = _EUROSTAT + "sdmx/2.1/dataflow/ESTAT/all"
_STATISTICS = _EUROSTAT + "statistics/1.0/data/"
_NO_DIMENSIONS = {"format", "lang", "lastTimePeriod"}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request: its path and query, the ETag it named, and the status of the answer."""

    path: str
    if_none_match: str
    status: int


@dataclass(kw_only=True)
class LittleService:
    """What it serves: `files` by path; every data set of the Statistics API, with `figure` for DE in 2020.

    `version` is the release date of every data set, `renamed` puts a new name in place of the dimension `unit`.
    """

    base: str
    figure: float = 1.0
    version: str = "2026-01-01"
    renamed: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    codes: frozenset[str] = frozenset(
        entry.dataflow.code.upper()
        for entry in CATALOGUE.values()
        if entry.dataflow and entry.dataflow.source == "eurostat"
    )

    def body(self, path: str, query: str) -> bytes | None:
        """The answer to a request; None where there is nothing."""
        if path == _LISTING:
            return json.dumps({"link": {"item": [self._item(code) for code in sorted(self.codes)]}}).encode()
        if path.startswith(_STATISTICS):
            return self._data_set(dict(parse_qsl(query)))
        return self.files.get(path)

    def _item(self, code: str) -> dict[str, object]:
        return {"extension": {"id": code, "annotation": [{"type": "UPDATE_DATA", "date": self.version}]}}

    def _data_set(self, params: dict[str, str]) -> bytes:
        pinned = {name: [code] for name, code in params.items() if name not in _NO_DIMENSIONS}
        codes = {**pinned, "geo": ["DE", "FR"], "time": ["2020", "2021"]}
        if self.renamed:
            codes[self.renamed] = codes.pop("unit")
        names = [*(name for name in codes if name not in {"geo", "time"}), "geo", "time"]
        index = {name: {"category": {"index": {code: n for n, code in enumerate(codes[name])}}} for name in names}
        sizes = [len(codes[name]) for name in names]
        value = {"0": self.figure, "1": 5.0, "2": 6.0, "3": 7.0}
        return json.dumps({"id": names, "size": sizes, "dimension": index, "value": value}).encode()


@contextmanager
def running() -> Iterator[LittleService]:
    """The service; it ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            known = self.headers.get("If-None-Match", "")
            body = service.body(parts.path, parts.query)
            etag = hashlib.sha256(body).hexdigest()[:12] if body is not None else ""
            status = 404 if body is None else 304 if known == etag else 200
            service.asked.append(Asked(path=self.path, if_none_match=known, status=status))
            self.send_response(status)
            self.send_header("ETag", etag)
            sent = body if body is not None and status == 200 else b""
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
            """Keeps quiet."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:  # a client that was killed
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = LittleService(base=f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
