"""A running app, a real browser, and a page that reaches this machine only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.e2e.server import FLAGS, Server, chromium, serve

HERE = Path(__file__).parent
DESKTOP = (1440, 900)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SLOWEST_MS = 30_000

# Streamlit asks for these below the page's own path first, on every deep link.
REMOUNTED = "Cannot read properties of undefined (reading '_scrollZoom')"
"""Plotly's own, now and then: Streamlit mounts a chart anew at every change, and plotly goes on drawing the one that is
gone. Nothing on screen is affected. It goes when the map is no longer plotly's; no other error is passed over."""

OWN_404 = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
SAID_404 = "Failed to load resource: the server responded with a status of 404 (Not Found)"

Open = Callable[..., "Reader"]
"""Such as `open_page("/explore", theme="dark", size=(390, 844))`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder drives the browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(kw_only=True)
class Reader:
    """One tab, and all that must not happen in it."""

    page: Page
    base: str
    outside: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Stop and note requests that leave this machine; note errors of the console and the page."""
        context.route("**/*", self._only_here)
        self.page.on("console", self._note)
        self.page.on("pageerror", self._broke)

    def _only_here(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in LOOPBACK:
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _broke(self, error: Error) -> None:
        if str(error) != REMOUNTED:
            self.broken.append(str(error))

    def _note(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not (message.text == SAID_404 and OWN_404.search(where)):
            self.said.append(f"{message.text} ({where})")

    def go(self, address: str) -> None:
        """Open an address of the app and wait until it has settled."""
        self.page.goto(self.base + address)
        self.settle()

    def settle(self) -> None:
        """Wait until the server's script has ended and the page says so."""
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOWEST_MS)
        expect(self.page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=SLOWEST_MS)
        expect(self.page.locator("[data-stale='true']")).to_have_count(0, timeout=SLOWEST_MS)

    def map(self) -> Locator:
        """The map, once it has shapes or circles."""
        drawn = self.page.locator(".js-plotly-plot").filter(has=self.page.locator(".geolayer")).first
        expect(drawn.locator(".choroplethlayer path").first).to_be_attached(timeout=SLOWEST_MS)
        return drawn

    def fills(self) -> list[str]:
        """The colour of each shape of the map, in order."""
        paths = self.map().locator(".choroplethlayer path")
        found: list[str] = paths.evaluate_all("(all) => all.map((path) => path.getAttribute('fill'))")
        return found

    def params(self) -> dict[str, str]:
        """The parameters in the address now."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def await_params(self, **wanted: str) -> None:
        """Wait until the address has these parameters."""
        for name, value in wanted.items():
            pattern = re.compile(rf"[?&]{name}={re.escape(value)}(&|$)")
            expect(self.page).to_have_url(pattern, timeout=SLOWEST_MS)

    def heading(self) -> str:
        """The title on the page."""
        return self.page.get_by_role("heading", level=1).inner_text()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port, offline, with a cache of its own."""
    folder = tmp_path_factory.mktemp("e2e")
    with serve("app.py", folder / "log", NEXUS_ATLAS_CACHE=str(folder / "cache")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Where none is found the tests fail: they are never skipped."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield started
        started.close()


@contextmanager
def reading(
    browser: Browser, base: str, *, theme: Literal["light", "dark"] = "light", size: tuple[int, int] = DESKTOP
) -> Iterator[Reader]:
    """A tab at the app; when it closes, nothing may have gone wrong in it and nothing have left the machine."""
    viewport = ViewportSize(width=size[0], height=size[1])
    context = browser.new_context(viewport=viewport, color_scheme=theme)
    reader = Reader(page=context.new_page(), base=base)
    reader.watch(context)
    try:
        yield reader
    finally:
        context.close()
    assert reader.outside == [], "requests left this machine"
    assert reader.broken == [], "errors in the page"
    assert reader.said == [], "errors in the console"


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[Open]:
    """Opens the app at an address: `open_page("/explore", theme="dark")`. Each call is a new tab."""
    with ExitStack() as tabs:

        def opened(
            address: str, *, theme: Literal["light", "dark"] = "light", size: tuple[int, int] = DESKTOP
        ) -> Reader:
            reader = tabs.enter_context(reading(browser, server.url, theme=theme, size=size))
            reader.go(address)
            return reader

        yield opened
