"""A room of 100: how soon a step of the presenter is on every phone, and what a phone fetches until its first map."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Page as Phone
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dashboard.story.stories import STORIES
from tests.e2e.server import FLAGS, Server, chromium, serve

FOLLOWERS = 99
"""Without a browser; one more has one."""

MOVES = 40
EVERY_S = 0.5
SHARING = 40
"""Phones that join at once, on one network of so many bits a second."""

NETWORK_BITS = 20e6
THROTTLED = 3
_PHONE = {"width": 390, "height": 844}
_SLOWEST_MS = 60_000
_SLOWEST_S = 30.0

# When each step was on the screen of the phone, by the clock that the bench reads too.
_WATCH = """() => {
  window.seen = [];
  const deck = document.querySelector('.deck');
  new MutationObserver(() => window.seen.push([Number(deck.dataset.at), Date.now()]))
    .observe(deck, { attributeFilter: ['data-at'] });
}"""

# All bytes that had come when the first picture was on the screen; the steps beside it are fetched from then on.
_FETCHED = """() => {
  const [shown] = performance.getEntriesByName('deck-step');
  const came = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  const before = came.filter((one) => one.responseEnd <= shown.startTime + shown.duration);
  return before.reduce((sum, one) => sum + one.transferSize, 0);
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """An open room, and what leads it."""

    url: str
    id: str
    token: str

    def step(self, n: int) -> None:
        """Show another step."""
        _post(f"{self.url}/room/{self.id}/step", {"token": self.token, "step": n})


@dataclass(kw_only=True)
class Heard:
    """When each follower was told of a step: (follower, step, seconds since 1970)."""

    steps: list[tuple[int, int, float]] = field(default_factory=list)
    waited_for: int = FOLLOWERS
    all_there: asyncio.Event = field(default_factory=asyncio.Event)

    def join(self) -> None:
        """One more follower has been told all of the room."""
        self.waited_for -= 1
        if self.waited_for == 0:
            self.all_there.set()


def _post(url: str, message: object) -> dict[str, Any]:
    request = urllib.request.Request(url, json.dumps(message).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return dict(json.loads(answer.read() or b"{}"))


def led(url: str, story: str) -> Led:
    """A room for a story of the project."""
    message = {"token": "", "story": story, "packed": "", "lang": "en", "step": 0, "furthest": 0}
    opened = _post(f"{url}/room", message | {"closed": [], "accepted": [], "removed": []})
    return Led(url=url, id=opened["room"], token=opened["token"])


@contextmanager
def _served() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        log, cache, kept = Path(folder, "log"), f"{folder}/cache", f"{folder}/kept"
        with serve("app.py", log, NEXUS_ATLAS_CACHE=cache, NEXUS_ATLAS_KEPT=kept) as server:
            yield server


def follow_100() -> dict[str, float]:
    """`p50_ms`, `p95_ms`, `slowest_ms` from a step to each follower, `browser_p95_ms` to the one screen, `missed`."""
    with _served() as server:
        return asyncio.run(_followed(led(server.url, STORIES[0].id)))


async def _followed(room: Led) -> dict[str, float]:
    heard = Heard()
    crowd = [asyncio.create_task(_listen(room, number, heard)) for number in range(FOLLOWERS)]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        phone = await browser.new_page(viewport=_PHONE)  # type: ignore[arg-type] # a plain dict is one
        await phone.goto(f"{room.url}/f/{room.id}")
        await phone.locator(".deck[data-painted='0']").wait_for(timeout=_SLOWEST_MS)
        async with asyncio.timeout(_SLOWEST_S):
            await heard.all_there.wait()
        sent = await _moves(room, phone)
        seen = await phone.evaluate("window.seen")
        await browser.close()
    for one in crowd:
        one.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)
    return _figures(sent, heard, [(int(step), at / 1000) for step, at in seen])


async def _moves(room: Led, phone: Phone) -> list[tuple[int, float]]:
    """The steps shown, each with when the presenter's page sent it."""
    for n in range(1, 3):  # what both steps show is on the phone, and the server has made it
        await asyncio.to_thread(room.step, n)
        await phone.locator(f".deck[data-painted='{n}']").wait_for(timeout=_SLOWEST_MS)
    await phone.evaluate(_WATCH)
    sent = []
    for turn in range(MOVES):
        n = 1 + turn % 2
        sent.append((n, time.time()))
        await asyncio.to_thread(room.step, n)
        await asyncio.sleep(EVERY_S)
    return sent


async def _listen(room: Led, number: int, heard: Heard) -> None:
    """One follower without a browser, until cancelled."""
    address = urlsplit(room.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"GET /room/{room.id}/events HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
    event = b""
    try:
        while text := await reader.readline():
            if text.startswith(b"event: "):
                event = text.removeprefix(b"event: ").strip()
                if event == b"room":
                    heard.join()
            elif text.startswith(b"data: ") and event == b"step":
                heard.steps.append((number, json.loads(text.removeprefix(b"data: "))["step"], time.time()))
    finally:
        writer.close()


def _figures(sent: list[tuple[int, float]], heard: Heard, seen: list[tuple[int, float]]) -> dict[str, float]:
    by_all = [at - began for began, at in _pairs(sent, heard.steps)]
    on_screen = [at - began for began, at in _pairs(sent, [(0, *one) for one in seen])]
    percent = quantiles(by_all + on_screen, n=100, method="inclusive")
    return {
        "p50_ms": percent[49] * 1000,
        "p95_ms": percent[94] * 1000,
        "slowest_ms": max(by_all + on_screen) * 1000,
        "browser_p95_ms": quantiles(on_screen, n=100, method="inclusive")[94] * 1000,
        "missed": len(sent) * (FOLLOWERS + 1) - len(by_all) - len(on_screen),
    }


def _pairs(sent: list[tuple[int, float]], told: list[tuple[int, int, float]]) -> list[tuple[float, float]]:
    """When a step was sent and when a follower had it, before the next one was sent or after."""
    ends = [*(at for _, at in sent[1:]), float("inf")]
    found = []
    for (step, began), end in zip(sent, ends, strict=True):
        here = {(who, at) for who, which, at in told if which == step and began <= at < end}
        found += [(began, at) for _, at in here]
    return found


def follow_join() -> dict[str, float]:
    """`kb` until a story's first map is seen, the most of all stories; `any_step_kb` the same at any step.

    `together_s`: 40 phones share 20 Mbit/s, by their bytes. `throttled_s`: the slowest of three real ones, each with
    its share of that network.
    """
    with _served() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        sizes = {(story.id, n): size for story in STORIES for n, size in _sizes(browser, server.url, story.id)}
        first = max((story for story, n in sizes if n == 0), key=lambda id: sizes[id, 0])
        figures = {
            "kb": sizes[first, 0] / 1000,
            "any_step_kb": max(sizes.values()) / 1000,
            "together_s": SHARING * sizes[first, 0] * 8 / NETWORK_BITS,
            "throttled_s": _throttled(browser, led(server.url, first)),
        }
        browser.close()
    return figures


def _sizes(browser: Browser, url: str, story: str) -> Iterator[tuple[int, int]]:
    """Each step of a story, and the bytes of a phone that joins there until its picture is seen."""
    room = led(url, story)
    count = next(len(one.steps) for one in STORIES if one.id == story)
    for n in range(count):
        room.step(n)
        context = browser.new_context(viewport=_PHONE)  # type: ignore[arg-type] # a plain dict is one
        page = context.new_page()
        page.goto(f"{url}/f/{room.id}")
        page.locator(f".deck[data-painted='{n}']").wait_for(timeout=_SLOWEST_MS)
        yield n, int(page.evaluate(_FETCHED))
        context.close()


def _throttled(browser: Browser, room: Led) -> float:
    """Seconds until the last of the slow phones has its map; all begin together."""
    contexts = [browser.new_context(viewport=_PHONE) for _ in range(THROTTLED)]  # type: ignore[arg-type] # the same
    pages = [_slowed(context) for context in contexts]
    began = time.perf_counter()
    for page in pages:
        page.evaluate("(url) => { location.href = url; }", f"{room.url}/f/{room.id}")
    for page in pages:
        page.locator(".deck[data-painted='0']").wait_for(timeout=_SLOWEST_MS)
    took = time.perf_counter() - began
    for context in contexts:
        context.close()
    return took


def _slowed(context: BrowserContext) -> Page:
    """A page with its share of the network, and the way there and back of a phone."""
    page = context.new_page()
    share = NETWORK_BITS / SHARING / 8
    limits = {"offline": False, "latency": 40, "downloadThroughput": share, "uploadThroughput": share}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", limits)
    return page
