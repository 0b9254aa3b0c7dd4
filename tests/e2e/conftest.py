"""A running app, a real browser, and a page that reaches this machine only."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.e2e.server import FLAGS, Server, chromium, serve

HERE = Path(__file__).parent
DESKTOP = (1440, 900)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SLOWEST_MS = 60_000
"""A page that answers within this is not broken, only slow: two cores draw two browsers and two servers."""

# Streamlit asks for these below the page's own path first, on every deep link.
OWN_404 = re.compile(r"/[a-z0-9_]+/_stcore/(health|host-config)$")
SAID_404 = "Failed to load resource: the server responded with a status of 404 (Not Found)"

_TRIES = 6

expect.set_options(timeout=SLOWEST_MS)

WHOLE = ".page-whole"
APP = "[data-testid='stApp']"
RUNNING = f"{APP}:not([data-test-script-state='notRunning'])"
SKELETONS = "[data-testid='stSidebar'] [data-testid='stSkeleton']"
MAP = ".atlas[data-drawn='1']"
_ATLAS = "[...document.querySelectorAll('*')].map((e) => e.shadowRoot).find((root) => root?.querySelector('.atlas'))"
_PROBE = f"(code) => {_ATLAS}.atlas.mounted.probe(code)"
_PIXELS = f"""([name, map, x, y, reach]) => {{
  const canvas = {_ATLAS}.querySelectorAll('.atlas__map')[map].querySelectorAll('canvas')[LAYERS.indexOf(name)];
  const [scale, side] = [canvas.width / canvas.clientWidth, 2 * reach + 1];
  const corner = [x, y].map((at) => Math.round(at * scale) - reach);
  return [...canvas.getContext('2d').getImageData(...corner, side, side).data];
}}""".replace("LAYERS", "['base', 'fill', 'line', 'sign', 'top']")

_SHADES = f"""(least) => {{
  const canvas = {_ATLAS}.querySelector('.atlas__map canvas:nth-of-type(2)');
  const seen = new Map();
  const pixels = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer);
  for (const one of pixels) if (one >>> 24 === 255) seen.set(one, (seen.get(one) ?? 0) + 1);
  return [...seen.values()].filter((times) => times > least).length;
}}"""

Colour = tuple[int, int, int, int]
"""Red, green, blue and how much it covers, each up to 255."""

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
        """Note requests to other machines, which `FLAGS` lets nowhere, and errors of the console and the page."""
        context.on("request", self._note_outside)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))

    def _note_outside(self, request: Request) -> None:
        to = urlsplit(request.url)
        if to.scheme in {"http", "https", "ws", "wss"} and to.hostname not in LOOPBACK:
            self.outside.append(request.url)

    def _note(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not (message.text == SAID_404 and OWN_404.search(where)):
            self.said.append(f"{message.text} ({where})")

    def go(self, address: str) -> None:
        """Open an address of the app and wait until it has settled."""
        self.page.goto(self.base + address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has its last part and rests; a deck has no more than its heading."""
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        if self.page.locator(APP).count():
            expect(self.page.locator(WHOLE)).to_be_attached()
            self._rest()
            expect(self.page.locator(WHOLE)).to_be_attached()  # what was found first may have been of a page before
        self._rest()

    def _rest(self) -> None:
        # the menu's links are a file of their own; until it has come something larger stands in their place
        for unrest in (RUNNING, "[data-testid='stStatusWidget']", "[data-stale='true']", SKELETONS):
            expect(self.page.locator(unrest)).to_have_count(0)

    def map(self) -> Locator:
        """The component, once its map is drawn."""
        drawn = self.page.locator(MAP)
        expect(drawn).to_be_visible()
        return drawn

    def canvas(self, number: int = 0) -> Locator:
        """What answers to the hand: the first map, or another of several."""
        self.map()
        return self.page.locator(".atlas__map").nth(number)

    def probe(self, code: str) -> dict[str, Any]:
        """Of a place on the first map: n, x and y (pixels from the map's corner), fill, sign (colours), state."""
        self.map()
        found: dict[str, Any] = self.page.evaluate(_PROBE, code)
        return found

    def pixels(self, layer: str, x: float, y: float, reach: int = 0, number: int = 0) -> list[Colour]:
        """The colours of one canvas around a point: "base", "fill", "line", "sign" or "top"."""
        flat = self.page.evaluate(_PIXELS, [layer, number, x, y, reach])
        return [(flat[i], flat[i + 1], flat[i + 2], flat[i + 3]) for i in range(0, len(flat), 4)]

    def shades(self, least: int = 400) -> int:
        """How many colours cover more than so many pixels of the first map's regions."""
        self.map()
        return int(self.page.evaluate(_SHADES, least))

    def point(self, code: str, number: int = 0) -> tuple[float, float]:
        """Where a place stands in the window, for the mouse."""
        canvas = self.canvas(number)
        canvas.scroll_into_view_if_needed()
        box, found = canvas.bounding_box(), self.probe(code)
        assert box is not None
        return box["x"] + found["x"], box["y"] + found["y"]

    def await_period(self, period: str) -> None:
        """Wait until the map shows this period."""
        expect(self.page.locator(f"{MAP}[data-shown='{period}']")).to_be_visible()

    def params(self) -> dict[str, str]:
        """The parameters in the address now."""
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def await_params(self, **wanted: str) -> None:
        """Wait until the address has these parameters."""
        for name, value in wanted.items():
            pattern = re.compile(rf"[?&]{name}={re.escape(value)}(&|$)")
            expect(self.page).to_have_url(pattern)

    def heading(self) -> str:
        """The title on the page."""
        return self.page.get_by_role("heading", level=1).inner_text()


def choose(page: Page, box: str, option: str, *, exact: bool = True) -> None:
    """Take an option of a menu by its words; a menu that opens while the page still moves closes again."""
    menu, wanted = page.get_by_role("combobox", name=box), page.get_by_role("option", name=option, exact=exact).first
    for _ in range(_TRIES):
        menu.click()
        menu.fill(option)
        with suppress(AssertionError):
            expect(wanted).to_be_visible(timeout=SLOWEST_MS / _TRIES)
            break
        page.keyboard.press("Escape")
    wanted.click()


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until something holds that no locator can say, such as of pixels. Fails where it never does."""
    until = time.monotonic() + SLOWEST_MS / 1000
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        page.wait_for_timeout(50)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a free port, offline, with a cache of its own."""
    folder = tmp_path_factory.mktemp("e2e")
    with serve("app.py", folder / "log", NEXUS_ATLAS_CACHE=str(folder / "cache")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, which reaches this machine only. Where none is found the tests fail: they are never skipped."""
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
    context.set_default_timeout(SLOWEST_MS)
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
