"""One step of the year on the map of PM2.5 at NUTS 3: the app's way and the naive way, in one browser."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

from tests.bench.cpu import used_ms
from tests.e2e.server import FLAGS, ROOT, Server, chromium, serve

APP = "/explore?indicator=pm25&level=nuts3&year=2018"
LOADS = 7
"""Pages opened anew for bytes and repaint: a browser that saw a year before gets it by name only."""

STEPS = 20
"""Steps for the server's time, forth and back, so an even number; its clock ticks every 10 ms."""

_STUB = ROOT / "static" / "topo" / "world_110m.json"
_QUIET_MS = 500
"""A step has ended when the socket has been silent for so long."""

_SLOWEST_MS = 20_000

# The moment of the key, and that of the first frame in which the regions have other colours than before it.
WATCH = """() => {
  const colours = () => [...document.querySelectorAll('.choroplethlayer path')]
    .map((path) => path.getAttribute('fill')).join();
  window.step = {};
  let asked = false;
  const look = (at) => {
    asked = false;
    const now = colours();
    if (!window.step.repainted && now && now !== window.step.before) window.step.repainted = at;
  };
  window.addEventListener('keydown', () => { window.step = {pressed: performance.now(), before: colours()}; }, true);
  new MutationObserver(() => {
    if (asked || !window.step.pressed || window.step.repainted) return;
    asked = true;
    // The frame after the next: what was changed now has been painted by then.
    requestAnimationFrame(() => requestAnimationFrame(look));
  }).observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ['fill']});
}"""
REPAINTED = "() => window.step.repainted > 0"
TOOK = "() => window.step.repainted - window.step.pressed"


@dataclass(kw_only=True)
class Traffic:
    """What the browser has received: socket messages, and (address, bytes) of what it fetched."""

    frames: list[bytes] = field(default_factory=list)
    fetched: list[tuple[str, int]] = field(default_factory=list)

    def listen(self, session: CDPSession) -> None:
        """Begin to note what arrives at the page of `session`."""
        addresses: dict[str, str] = {}
        session.on("Network.webSocketFrameReceived", lambda event: self.frames.append(_payload(event)))
        session.on("Network.requestWillBeSent", lambda e: addresses.update({e["requestId"]: e["request"]["url"]}))
        session.on(
            "Network.loadingFinished",
            lambda e: self.fetched.append((addresses.get(e["requestId"], "?"), int(e["encodedDataLength"]))),
        )
        session.send("Network.enable")

    def clear(self) -> None:
        """Forget what has arrived."""
        self.frames.clear()
        self.fetched.clear()


def _payload(event: dict[str, Any]) -> bytes:
    """The bytes of a socket message; binary ones come as base64."""
    response = event["response"]
    data: str = response["payloadData"]
    return base64.b64decode(data) if response["opcode"] == 2 else data.encode()


def year_step() -> dict[str, float]:
    """`bytes`, `server_cpu_ms` and `repaint_ms` of a step, and the same of the naive page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        ours = measure(browser, "app.py", APP)
        naive = measure(browser, "tests/bench/naive_app.py", "/")
        browser.close()
    return ours | {f"naive_{name}": value for name, value in naive.items()}


def measure(browser: Browser, script: str, address: str) -> dict[str, float]:
    """The three figures of one page: bytes and repaint of first steps, server time of later ones."""
    with tempfile.TemporaryDirectory() as folder, _served(script, Path(folder)) as server:
        # The first page warms the server up and is not counted.
        first = [_first_step(browser, server.url + address) for _ in range(1 + LOADS)][1:]
        page, traffic = _opened(browser, server.url + address)
        spent = _later_steps(page, traffic, server)
        page.close()
    return {
        "bytes": median(size for size, _ in first),
        "server_cpu_ms": spent,
        "repaint_ms": median(took for _, took in first),
    }


def _first_step(browser: Browser, url: str) -> tuple[int, float]:
    """Socket bytes and milliseconds of the first step after the page is opened."""
    page, traffic = _opened(browser, url)
    took = _step(page, traffic, 0)
    page.close()
    return sum(map(len, traffic.frames)), took


def _opened(browser: Browser, url: str) -> tuple[Page, Traffic]:
    """A page with its map drawn and the keyboard on the slider, and what it receives from now on."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/*_110m.json", _stub)
    traffic = Traffic()
    traffic.listen(page.context.new_cdp_session(page))
    page.goto(url)
    page.locator(".choroplethlayer path").first.wait_for(timeout=_SLOWEST_MS)
    _quiet(page, traffic)
    page.evaluate(WATCH)
    page.get_by_role("slider", name="Year").focus()
    traffic.clear()
    return page, traffic


@contextmanager
def _served(script: str, folder: Path) -> Iterator[Server]:
    with serve(script, folder / "log", NEXUS_ATLAS_CACHE=str(folder / "cache")) as server:
        yield server


def _stub(route: Route) -> None:
    """The naive page asks plotly's own server for an outline of the world, and would stay blank without."""
    route.fulfill(path=_STUB, content_type="application/json")


def _later_steps(page: Page, traffic: Traffic, server: Server) -> float:
    """The server's milliseconds of processor time a step."""
    _step(page, traffic, 0)
    _step(page, traffic, 1)
    before = used_ms(server.pid)
    for step in range(STEPS):
        _step(page, traffic, step)
    return (used_ms(server.pid) - before) / STEPS


def _step(page: Page, traffic: Traffic, step: int) -> float:
    """Milliseconds from the key to the repaint of one step, forth if `step` is even, else back."""
    page.keyboard.press("ArrowLeft" if step % 2 else "ArrowRight")
    page.wait_for_function(REPAINTED, timeout=_SLOWEST_MS)
    took = float(page.evaluate(TOOK))
    _quiet(page, traffic)
    return took


def _quiet(page: Page, traffic: Traffic) -> None:
    """Wait until nothing more arrives."""
    seen = -1
    while seen != len(traffic.frames):
        seen = len(traffic.frames)
        page.wait_for_timeout(_QUIET_MS)
