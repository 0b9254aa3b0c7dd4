"""A step of a story on a screen of 1920 x 1080: from the key to the frame in which the next slide stands."""

from __future__ import annotations

from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page

from tests.bench.browsing import SLOWEST_MS, browser
from tests.bench.year_step import served

STORIES = ("who_received", "degrees", "on_track")
"""Maps of countries and of small regions, every kind of chart, tables."""

# The moment of the key, and that of the frame after the one in which the deck shows another slide as a whole.
_WATCH = """() => {
  const deck = document.querySelector('.deck');
  window.step = {};
  window.addEventListener('keydown', (event) => { window.step = { pressed: event.timeStamp }; }, true);
  new MutationObserver(() => {
    const { pressed, painted } = window.step;
    if (pressed && !painted) window.step.painted = performance.now();
  }).observe(deck, { attributes: true, attributeFilter: ['data-painted'] });
}"""
_PAINTED = "() => window.step.painted > 0"
_TOOK = """() => ({
  took: window.step.painted - window.step.pressed,
  kind: document.querySelector('.deck__slide--shown').dataset.kind ?? 'end',
})"""
# Everything is in the page, and the slides beside the one that is seen are drawn.
_PREPARED = """() => {
  const { at, whole, prepared } = document.querySelector('.deck').dataset;
  return whole && prepared === at;
}"""


def present_step() -> dict[str, float]:
    """`ms` of the middle step forth and back, of the slowest, of the middle one to a map and to a chart."""
    with browser() as chrome, served("app.py") as server:
        steps = [step for id in STORIES for step in _told(chrome, f"{server.url}/present/{id}")]
    took = [float(step["took"]) for step in steps]
    of = {kind: [float(step["took"]) for step in steps if step["kind"] == kind] for kind in ("map", "picture")}
    return {
        "ms": median(took),
        "max_ms": max(took),
        "map_ms": median(of["map"]),
        "chart_ms": median(of["picture"]),
        "steps": float(len(took)),
    }


def _told(chrome: Browser, url: str) -> list[dict[str, Any]]:
    """Each step of a story once forth and once back."""
    page = chrome.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(url)
    page.wait_for_function(_PREPARED, timeout=SLOWEST_MS)
    page.evaluate(_WATCH)
    count = int(page.locator(".deck__counter").inner_text().split("/")[1])
    found = [_step(page, key) for key in ("PageDown", "PageUp") for _ in range(count)]
    page.close()
    return found


def _step(page: Page, key: str) -> dict[str, Any]:
    page.keyboard.press(key)
    page.wait_for_function(_PAINTED, timeout=SLOWEST_MS)
    page.wait_for_function(_PREPARED, timeout=SLOWEST_MS)
    found: dict[str, Any] = page.evaluate(_TOOK)
    return found
