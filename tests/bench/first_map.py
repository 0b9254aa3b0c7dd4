"""The first map: what a visitor waits for it and receives, on a server just started and on one that has drawn it."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Response, sync_playwright

from tests.e2e import nginx
from tests.e2e.server import FLAGS, Server, chromium, serve

PAGES = {"": "/explore?indicator=pm25&level=nuts3", "overview_": "/"}
"""Beginning of a figure's name -> the page it is of."""

STARTS = 3
"""Servers started anew for each page; a figure is the middle one."""

_SLOWEST_MS = 60_000
_PACKABLE = ("text/", "application/javascript", "application/json", "application/geo+json", "image/svg+xml")

# The moment of the first frame in which the map stands, counted from when the reader asked for the page.
WATCH = """(() => {
  const look = (at) => {
    if (performance.getEntriesByName('atlas-drawn').length) window.mapDrawn = at;
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
DRAWN = "() => window.mapDrawn"


@dataclass(kw_only=True)
class Wire:
    """What came over the wire to one page: bytes fetched, bytes of socket messages, and the answers."""

    fetched: int = 0
    spoken: int = 0
    answers: list[Response] = field(default_factory=list)

    def listen(self, page: Page, session: CDPSession) -> None:
        """Begin to count."""
        session.on("Network.loadingFinished", self._fetch)
        session.on("Network.webSocketFrameReceived", self._hear)
        session.send("Network.enable")
        page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        self.answers.append(answer)

    def _fetch(self, event: dict[str, Any]) -> None:
        self.fetched += int(event["encodedDataLength"])

    def _hear(self, event: dict[str, Any]) -> None:
        size = len(event["response"]["payloadData"])
        # Binary messages are told as base64.
        self.spoken += size * 3 // 4 if event["response"]["opcode"] == 2 else size

    def size(self) -> int:
        """All bytes so far, less those nginx would have spared."""
        fetched, spoken = self.fetched, self.spoken
        return fetched + spoken - sum(map(_spared, self.answers))


def _spared(answer: Response) -> int:
    """The bytes gzip takes off this answer, where nothing between app and browser has done it."""
    plain = "content-encoding" not in answer.headers
    if not plain or not answer.ok or not answer.headers.get("content-type", "").startswith(_PACKABLE):
        return 0
    body = answer.body()
    return len(body) - len(gzip.compress(body, 5))


def first_map() -> dict[str, float]:
    """`cold_ms`, `next_ms` and `kb_gzip` of Explore and of the Overview; `through_nginx` is 0 where gzip is our own."""
    figures = {"through_nginx": float(bool(nginx.nginx()))}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        for prefix, address in PAGES.items():
            visits = [_one_server(browser, address) for _ in range(STARTS)]
            figures |= {f"{prefix}{name}": median(visit[name] for visit in visits) for name in visits[0]}
        browser.close()
    return figures


def _one_server(browser: Browser, address: str) -> dict[str, float]:
    """The figures of one server's first visitors; the third comes through nginx, where there is one."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as server:
        cold, _ = _visit(browser, server.url + address)
        following, size = _visit(browser, server.url + address)
        if nginx.nginx():
            with nginx.before(server.url, Path(folder)) as packed:
                _, size = _visit(browser, packed + address)
    return {"cold_ms": cold, "next_ms": following, "kb_gzip": size / 1000}


@contextmanager
def _served(folder: Path) -> Iterator[Server]:
    with serve("app.py", folder / "log", NEXUS_ATLAS_CACHE=str(folder / "cache")) as server:
        yield server


def _visit(browser: Browser, url: str) -> tuple[float, int]:
    """Milliseconds until a visitor whose browser holds nothing sees the map, and the bytes that came by then."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page, wire = context.new_page(), Wire()
    wire.listen(page, context.new_cdp_session(page))
    page.add_init_script(WATCH)
    page.goto(url, wait_until="commit")
    took = float(page.wait_for_function(DRAWN, timeout=_SLOWEST_MS).json_value())
    size = wire.size()
    context.close()
    return took, size
