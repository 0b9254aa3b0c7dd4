"""A browser page under measurement: what it receives, and when a step of the year has been painted."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route, sync_playwright

from tests.e2e.server import FLAGS, chromium

_PARTS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
_EMPTY = {"type": "GeometryCollection", "geometries": []}
_NO_WORLD = {"type": "Topology", "arcs": [], "objects": dict.fromkeys(_PARTS, _EMPTY)}
_QUIET_MS = 500
"""A step has ended when the socket has been silent for so long."""

SLOWEST_MS = 20_000

# The moment of the key, and that of the frame after the one that shows another year: plotly's regions have other
# colours then, our map says what it shows.
WATCH = """() => {
  const host = [...document.querySelectorAll('*')].find((one) => one.shadowRoot?.querySelector('.atlas'));
  const atlas = host?.shadowRoot.querySelector('.atlas');
  const plotly = () => [...document.querySelectorAll('.choroplethlayer path')]
    .map((path) => path.getAttribute('fill')).join();
  const look = () => (atlas ? atlas.dataset.shown : plotly());
  window.step = {};
  let asked = false;
  window.addEventListener('keydown', () => { window.step = {pressed: performance.now(), before: look()}; }, true);
  new MutationObserver(() => {
    const { pressed, repainted, before } = window.step;
    if (asked || !pressed || repainted) return;
    asked = true;
    const now = (at) => { asked = false; if (look() && look() !== before) window.step.repainted = at; };
    requestAnimationFrame(() => requestAnimationFrame(now));
  }).observe(atlas ?? document.body, {subtree: true, childList: true, attributes: true});
}"""
REPAINTED = "() => window.step.repainted > 0"
TOOK = "() => window.step.repainted - window.step.pressed"

DRAWN = ".choroplethlayer path, .atlas[data-drawn='1']"


@dataclass(kw_only=True)
class Traffic:
    """What the browser has received over its socket."""

    frames: list[bytes] = field(default_factory=list)

    def listen(self, session: CDPSession) -> None:
        """Begin to note what arrives at the page of `session`."""
        session.on("Network.webSocketFrameReceived", lambda event: self.frames.append(_payload(event)))
        session.send("Network.enable")

    def size(self) -> int:
        """Bytes so far."""
        return sum(map(len, self.frames))


def _payload(event: dict[str, Any]) -> bytes:
    """The bytes of a socket message; binary ones come as base64."""
    response = event["response"]
    data: str = response["payloadData"]
    return base64.b64decode(data) if response["opcode"] == 2 else data.encode()


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium as in the tests, without a GPU."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield started
        started.close()


def opened(browser: Browser, url: str) -> tuple[Page, Traffic]:
    """A page with its map drawn and the keyboard on the control of the year, and what it receives from now on."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/*_110m.json", _stub)
    traffic = Traffic()
    traffic.listen(page.context.new_cdp_session(page))
    page.goto(url)
    page.locator(DRAWN).first.wait_for(timeout=SLOWEST_MS)
    quiet(page, traffic)
    page.evaluate(WATCH)
    page.get_by_role("slider", name="Year").first.focus()
    traffic.frames.clear()
    return page, traffic


def _stub(route: Route) -> None:
    """The naive page asks plotly's own server for an outline of the world, and would stay blank without."""
    route.fulfill(json=_NO_WORLD)


def step(page: Page, *, forth: bool) -> float:
    """Milliseconds from the key to the frame after the new picture, one year forth or back."""
    page.keyboard.press("ArrowRight" if forth else "ArrowLeft")
    page.wait_for_function(REPAINTED, timeout=SLOWEST_MS)
    return float(page.evaluate(TOOK))


def quiet(page: Page, traffic: Traffic) -> None:
    """Wait until nothing more arrives."""
    seen = -1
    while seen != len(traffic.frames):
        seen = len(traffic.frames)
        page.wait_for_timeout(_QUIET_MS)
