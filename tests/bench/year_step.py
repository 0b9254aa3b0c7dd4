"""One step of the year on the map of PM2.5 at NUTS 3: asked of the server, in the browser, and the naive way."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.bench.browsing import browser, opened, quiet, step
from tests.bench.cpu import used_ms
from tests.e2e.server import Server, serve

EXPLORE = "/explore?indicator=pm25&level=nuts3&year=2018"
LOADS = 7
"""Pages opened anew for bytes and repaint: a browser that saw a year before gets it by name only."""

STEPS = 20
"""Steps for the server's time, forth and back, so an even number; its clock ticks every 10 ms."""

_REST_MS = 1500
"""Longer than a time bar waits before it tells the server."""

PLAYED = {
    "nuts3": "/explore?indicator=gdp_n3&level=nuts3",
    "nuts2": "/explore?indicator=gdp_n3&level=nuts2",
}
"""Level -> a map with many flagged figures in many years."""

_PLAY_MS = 4000

# Another year in every frame the browser can draw.
PLAY = """async (time) => {
  const host = [...document.querySelectorAll('*')].find((one) => one.shadowRoot?.querySelector('.atlas'));
  const range = host.shadowRoot.querySelector('.atlas__range');
  const years = Number(range.max) + 1;
  const start = performance.now();
  let frames = 0;
  return await new Promise((done) => {
    const next = () => {
      range.value = frames % years;
      range.dispatchEvent(new Event('input'));
      frames += 1;
      const spent = performance.now() - start;
      if (spent > time) done(1000 * frames / spent);
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}"""


def year_step() -> dict[str, float]:
    """`bytes`, `server_cpu_ms` and `repaint_ms` of a step that asks the server, and the same of the naive page."""
    with browser() as chrome:
        ours = measure(chrome, "tests/bench/step_app.py", "/")
        naive = measure(chrome, "tests/bench/naive_app.py", "/")
    return ours | {f"naive_{name}": value for name, value in naive.items()}


def year_step_browser() -> dict[str, float]:
    """`ms` from the key to the frame after the draw on Explore, `bytes` until then, and what a rest brings."""
    with browser() as chrome, served("app.py") as server:
        _first_step(chrome, server.url + EXPLORE)
        page, traffic = opened(chrome, server.url + EXPLORE)
        took = []
        for number in range(STEPS + 1):
            took.append(step(page, forth=number % 2 == 0))
            page.wait_for_timeout(60)
        sent = traffic.size()
        page.wait_for_timeout(_REST_MS)
        quiet(page, traffic)
        page.close()
    return {"ms": median(took), "bytes": float(sent), "rest_bytes": float(traffic.size() - sent)}


def play_fps() -> dict[str, float]:
    """Frames a second while every frame shows another year, flagged figures hatched."""
    with browser() as chrome, served("app.py") as server:
        return {name: _fps(chrome, server.url + address) for name, address in PLAYED.items()}


def _fps(chrome: Browser, url: str) -> float:
    page, traffic = opened(chrome, url)
    page.evaluate(PLAY, _PLAY_MS / 4)
    quiet(page, traffic)
    fps = float(page.evaluate(PLAY, _PLAY_MS))
    page.close()
    return fps


def measure(chrome: Browser, script: str, address: str) -> dict[str, float]:
    """The three figures of one page: bytes and repaint of first steps, server time of later ones."""
    with served(script) as server:
        # The first page warms the server up and is not counted.
        first = [_first_step(chrome, server.url + address) for _ in range(1 + LOADS)][1:]
        spent = _later_steps(chrome, server, address)
    return {
        "bytes": median(size for size, _ in first),
        "server_cpu_ms": spent,
        "repaint_ms": median(took for _, took in first),
    }


def _first_step(chrome: Browser, url: str) -> tuple[int, float]:
    """Socket bytes and milliseconds of the first step after the page is opened."""
    page, traffic = opened(chrome, url)
    took = step(page, forth=True)
    quiet(page, traffic)
    page.close()
    return traffic.size(), took


def _later_steps(chrome: Browser, server: Server, address: str) -> float:
    """The server's milliseconds of processor time a step."""
    page, traffic = opened(chrome, server.url + address)
    for number in range(2):
        step(page, forth=number % 2 == 0)
        quiet(page, traffic)
    before = used_ms(server.pid)
    for number in range(STEPS):
        step(page, forth=number % 2 == 0)
        quiet(page, traffic)
    spent = (used_ms(server.pid) - before) / STEPS
    page.close()
    return spent


@contextmanager
def served(script: str) -> Iterator[Server]:
    """The script running in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        with serve(script, where / "log", NEXUS_ATLAS_CACHE=str(where / "cache")) as server:
            yield server
