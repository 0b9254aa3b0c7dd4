"""Every page: how long a deep link takes on a server just started, and how long a control of it takes to answer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import TimeoutError as TooSlow

from dashboard.shell.frame import PAGES, Entry
from tests.bench.browsing import SLOWEST_MS, browser
from tests.e2e.server import Server, serve

STARTS = 3
"""Servers started anew for each page; a figure is the middle one."""

TURNS = 5
"""Answers of a control; the figure is the middle one."""

_SETTLES_MS = 2000
"""What stands below a map comes a moment after it."""

# Streamlit says in the page whether its script runs. A page stands when it rests, has a title, and every map is drawn.
# `window.stood` is the first frame of that. What is pressed later begins anew: a quick answer never shows a script that
# runs, so it is over when the socket, having spoken, is silent; the figure is the first frame after its last message.
WATCH = """(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const rests = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning';
  const drawn = (host) => host.shadowRoot?.querySelector('.atlas, .pressed')?.dataset.drawn === '1';
  const stands = () => rests() && all('[data-testid="stMain"] h1').length > 0
    && !all('[data-testid="stSkeleton"]').length && all('[data-testid^="stBidiComponent"]').every(drawn);
  let heard = 0;
  let first;
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...told) {
      super(...told);
      this.addEventListener('message', () => { heard = performance.now(); first = undefined; });
    }
  };
  window.addEventListener('pointerup', (event) => {
    if (!event.composedPath().some((one) => one.matches?.('[role="option"], button[data-view]'))) return;
    [first, window.stood] = [undefined, undefined];
    window.pressed = performance.now();
  }, true);
  const answered = () => !window.pressed || (heard > window.pressed && performance.now() - heard > 150);
  const look = (at) => {
    if (window.stood === undefined) {
      first = stands() ? first ?? at : undefined;
      if (first !== undefined && answered()) window.stood = first;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
STOOD = "() => window.stood"
TOOK = "() => window.stood - window.pressed"


_MENU_MS = 5000


def page_open() -> dict[str, float]:
    """`<page>_ms`: from asking for a page, as the first visitor of a server, until it stands."""
    with browser() as chromium:
        return {f"{entry.id}_ms": median(_first(chromium, entry) for _ in range(STARTS)) for entry in PAGES}


def control() -> dict[str, float]:
    """`<page>_ms`: from choosing another option of a page's first list, or pair, until the page stands again."""
    with browser() as chromium, _server() as server:
        found = {entry.id: _answers(chromium, server, entry) for entry in PAGES}
    return {f"{id}_ms": median(took) for id, took in found.items() if took}


def _first(chromium: Browser, entry: Entry) -> float:
    with _server() as server:
        page = _opened(chromium, server, entry)
        stood = float(page.evaluate(STOOD))
        page.close()
        return stood


def _answers(chromium: Browser, server: Server, entry: Entry) -> list[float]:
    """Milliseconds of each answer; none on a page without a list to choose from."""
    page = _opened(chromium, server, entry)
    page.wait_for_timeout(_SETTLES_MS)
    pairs = page.locator("button[data-view][aria-pressed='false']:visible")
    boxes = page.get_by_test_id("stMain").get_by_test_id("stSelectbox")
    took = []
    for _ in range(TURNS):
        with suppress(TooSlow):  # a list with one option has no other to choose
            if entry.id == "nexus":
                took.append(_took(page, pairs.first))
            elif boxes.count():
                took.append(_turned(page, boxes.first))
    page.close()
    return took


def _turned(page: Page, box: Locator) -> float:
    """The first option that is not chosen now."""
    box.get_by_role("combobox").click()
    # The map has options of its own.
    return _took(page, page.locator("[role=option][data-key][aria-selected='false']").first)


def _took(page: Page, choice: Locator) -> float:
    """Milliseconds from pressing a choice until the page stands again."""
    choice.click(timeout=_MENU_MS)
    page.wait_for_function(STOOD, timeout=SLOWEST_MS)
    return float(page.evaluate(TOOK))


def _opened(chromium: Browser, server: Server, entry: Entry) -> Page:
    page = chromium.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    page.goto(server.url + address(entry), wait_until="commit")
    page.wait_for_function(STOOD, timeout=SLOWEST_MS)
    return page


def address(entry: Entry) -> str:
    """The path of a page, as Streamlit makes it of the file's name."""
    stem = Path(entry.file).stem
    return "/" if stem == "app" else f"/{stem.split('_', 1)[1]}"


@contextmanager
def _server() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        cache = str(Path(folder) / "cache")
        with serve("app.py", Path(folder) / "log", NEXUS_ATLAS_CACHE=cache) as server:
            yield server
