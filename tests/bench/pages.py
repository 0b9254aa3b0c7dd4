"""Every page: how long a deep link takes on a server just started, and how long a control of it takes to answer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Locator, Page

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
# `window.stood` is the first frame of that; an option chosen later begins anew.
WATCH = """(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const rests = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning';
  const drawn = (host) => host.shadowRoot?.querySelector('.atlas, .pressed')?.dataset.drawn === '1';
  const stands = () => rests() && all('[data-testid="stMain"] h1').length > 0
    && !all('[data-testid="stSkeleton"]').length && all('[data-testid^="stBidiComponent"]').every(drawn);
  let left = true;
  window.addEventListener('pointerup', (event) => {
    if (!event.target.closest('[role="option"]')) return;
    left = false;
    window.stood = undefined;
    window.pressed = performance.now();
  }, true);
  const look = (at) => {
    left ||= !rests();
    if (left && window.stood === undefined && stands()) window.stood = at;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
STOOD = "() => window.stood"
TOOK = "() => window.stood - window.pressed"


def page_open() -> dict[str, float]:
    """`<page>_ms`: from asking for a page, as the first visitor of a server, until it stands."""
    with browser() as chromium:
        return {f"{entry.id}_ms": median(_first(chromium, entry) for _ in range(STARTS)) for entry in PAGES}


def control() -> dict[str, float]:
    """`<page>_ms`: from choosing another option of a page's first list until the page stands again."""
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
    boxes = page.get_by_test_id("stMain").get_by_test_id("stSelectbox")
    took = [_turned(page, boxes.first, turn % 2) for turn in range(TURNS) if boxes.count()]
    page.close()
    return took


def _turned(page: Page, box: Locator, other: int) -> float:
    """One of the first two options that is not chosen now."""
    box.get_by_role("combobox").click()
    page.locator("[role=option][data-key]").nth(1 - other).click()  # the map has options of its own
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
