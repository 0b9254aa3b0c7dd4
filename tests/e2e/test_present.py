"""A story on a screen: by keyboard with the speaker's window in step, from one file, and while the server is gone."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dashboard.deck.texts import TEXTS
from dashboard.palette import Look
from dashboard.shell import decks
from dashboard.story.stories import story
from tests.e2e.axe import violations
from tests.e2e.conftest import Open, reading
from tests.e2e.server import Server, free_port, serve_at

ID = "who_received"
SCREEN = (1920, 1080)
FORTH = ("PageDown", "ArrowRight", "Space", "ArrowDown")
_PROBE = "(code) => document.querySelector('.deck__slide--shown .deck__map').atlas.mounted.probe(code)"
_MAPS = ".deck__slide--shown .atlas[data-drawn='1']"


def told() -> list[dict[str, Any]]:
    """The slides as they should be."""
    found = story(ID)
    assert found is not None
    return [decks.slide(found, n, "en", Look.LIGHT) for n in range(len(found.steps))]


def shown(page: Page) -> Locator:
    """The one slide that is seen."""
    return page.locator(".deck__slide--shown")


def await_step(page: Page, n: int) -> None:
    """Wait until step `n` is painted, its picture included."""
    expect(page.locator(f".deck[data-painted='{n}']")).to_be_attached()


def await_whole(page: Page) -> None:
    """Wait until all that the story is drawn from is in the page."""
    expect(page.locator(".deck[data-whole='1']")).to_be_attached()


def speaker_of(page: Page) -> Page:
    """The speaker's window, opened by its key."""
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    return opened.value


def run_through(page: Page) -> None:
    """Every step by keys alone: what is shown, what is heard, and the speaker's window in step with both."""
    slides = told()
    await_step(page, 0)
    speaker = speaker_of(page)
    for n, slide in enumerate(slides):
        await_step(page, n)
        expect(shown(page).locator("h1")).to_have_text(slide["title"])
        expect(shown(page).locator(".deck__takeaway")).to_have_text(slide["takeaway"])
        expect(page.locator(".deck__heard")).to_have_text(f"Step {n + 1} of {len(slides)}: {slide['title']}")
        expect(speaker.locator("h1")).to_have_text(slide["title"])
        expect(speaker.locator(".speaker__note")).to_have_text(slide["note"])
        following = slides[n + 1]["title"] if n + 1 < len(slides) else TEXTS["speaker_last"]
        expect(speaker.locator(".speaker__nexttitle")).to_have_text(following)
        page.keyboard.press(FORTH[n % len(FORTH)])
    await_step(page, len(slides))
    expect(shown(page).locator(".deck__recap li")).to_have_count(len(slides))
    sources = list(dict.fromkeys(line for slide in slides for line in slide["sources"]))
    expect(shown(page).locator(".deck__allsources li")).to_have_text(sources)
    speaker.keyboard.press("Home")
    await_step(page, 0)
    speaker.keyboard.press("PageDown")
    expect(shown(page).locator("h1")).to_have_text(slides[1]["title"])
    expect(speaker.locator("h1")).to_have_text(slides[1]["title"])
    page.keyboard.press("ArrowLeft")
    expect(speaker.locator("h1")).to_have_text(slides[0]["title"])


def play_and_point(page: Page) -> None:
    """On the first map the years are played and paused by a key, and a place says its figure under the hand."""
    page.get_by_role("slider", name="Year").press("End")
    last = page.locator(_MAPS).get_attribute("data-shown")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(shown(page).locator(".atlas__button--playing")).to_have_count(0)
    assert page.locator(_MAPS).get_attribute("data-shown") != last
    box, place = shown(page).locator(".atlas__map").bounding_box(), page.evaluate(_PROBE, "DE")
    assert box is not None
    page.mouse.move(box["x"] + place["x"], box["y"] + place["y"])
    expect(shown(page).locator(".atlas__card")).to_contain_text("Germany")


def test_a_story_is_told_by_keyboard_with_the_speakers_window_in_step(open_page: Open) -> None:
    reader = open_page(f"/present/{ID}", size=SCREEN)
    run_through(reader.page)
    play_and_point(reader.page)
    page = reader.page
    page.keyboard.press("PageDown")
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(r"[?&]step=\d+$"))
    assert reader.params()["step"] == str(len(told()) + 1)
    page.keyboard.press("b")
    expect(page.locator(".deck__black")).to_be_visible()
    expect(page.locator(".deck__stage")).to_have_attribute("inert", "")
    page.keyboard.press("b")
    expect(page.locator(".deck__black")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(rf"/present\?topic={ID}"))


@pytest.fixture
def asked() -> list[str]:
    """Every request that the page made."""
    return []


@pytest.fixture
def from_file(browser: Browser, tmp_path: Path, asked: list[str]) -> Iterator[Page]:
    """The story as one file, in a browser that is offline."""
    found = story(ID)
    assert found is not None
    file = tmp_path / "story.html"
    file.write_text(decks.one_file(found, "en"), encoding="utf-8")
    assert file.stat().st_size < 5_000_000
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, offline=True)
    page, broken = context.new_page(), list[str]()
    context.on("request", lambda one: asked.append(one.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    yield page
    assert broken == []
    context.close()


def test_the_same_story_presents_itself_from_a_file(from_file: Page, asked: list[str]) -> None:
    run_through(from_file)
    play_and_point(from_file)
    from_file.keyboard.press("t")
    rows = told()[0]["table"]["rows"]
    expect(shown(from_file).locator(".deck__grid tbody tr")).to_have_count(len(rows))
    from_file.keyboard.press("Escape")
    expect(shown(from_file).locator(".deck__grid")).to_be_hidden()
    from_file.keyboard.press("PageDown")
    from_file.reload()
    await_step(from_file, 1)
    expect(speaker_of(from_file).locator("h1")).to_have_text(told()[1]["title"])
    assert len(from_file.context.pages) == 2, "the window that the earlier load left behind is closed"
    outside = [url for url in asked if urlsplit(url).scheme not in {"file", "about", "blob", "data"}]
    assert outside == []


def test_the_story_goes_on_while_the_server_is_gone_and_is_at_the_same_step_after(
    browser: Browser, tmp_path: Path
) -> None:
    port, titles = free_port(), [slide["title"] for slide in told()]
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    settings = {"NEXUS_ATLAS_CACHE": str(tmp_path / "cache")}
    with serve_at(port, "app.py", tmp_path / "log", **settings) as server:
        page.goto(f"{server.url}/present/{ID}")
        await_whole(page)
        page.keyboard.press("PageDown")
        await_step(page, 1)
        os.kill(server.pid, signal.SIGKILL)
    notice = page.locator(".deck__notice")
    expect(notice).to_have_text(TEXTS["watch_gone"])
    for n in range(2, len(titles)):
        page.keyboard.press("PageDown")
        await_step(page, n)
        expect(shown(page).locator("h1")).to_have_text(titles[n])
        assert shown(page).locator(".atlas[data-drawn='0'], .deck__waiting").count() == 0
    with serve_at(port, "app.py", tmp_path / "log2", **settings):
        expect(notice).not_to_contain_text("does not answer")
        expect(shown(page).locator("h1")).to_have_text(titles[-1])
        page.reload()
        await_step(page, len(titles) - 1)
        expect(shown(page).locator("h1")).to_have_text(titles[-1])
    page.context.close()


def test_a_step_that_does_not_come_is_said_and_asked_for_again(browser: Browser, server: Server) -> None:
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.route("**/deck/*/*/en/light/2.json", lambda route: route.abort(), times=2)
    page.goto(f"{server.url}/present/{ID}?step=2")
    await_step(page, 1)
    page.keyboard.press("PageDown")
    expect(shown(page).locator("h1")).to_have_text(told()[2]["title"])
    await_step(page, 2)
    expect(shown(page).locator(".deck__takeaway")).to_have_text(told()[2]["takeaway"])
    expect(page.locator(".deck__waiting")).to_have_count(0)
    page.context.close()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_no_violation_in_any_mode(open_page: Open, look: str) -> None:
    page = open_page(f"/present/{ID}?look={look}", size=SCREEN).page
    await_step(page, 0)
    found = {"map": violations(page)}
    speaker = speaker_of(page)
    found["speaker"] = violations(speaker)
    for key, mode in (("t", "table"), ("?", "help"), ("b", "black")):
        page.keyboard.press(key)
        found[mode] = violations(page)
        page.keyboard.press("Escape")
    for n in range(1, len(told()) + 1):
        page.keyboard.press("PageDown")
        await_step(page, n)
        found[f"step {n + 1}"] = violations(page)
    assert {mode: lines for mode, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("size", "theme"), [((1920, 1080), "light"), ((1024, 768), "dark"), ((390, 844), "light")])
def test_nothing_is_cut_off_on_any_screen(
    open_page: Open, size: tuple[int, int], theme: Literal["light", "dark"]
) -> None:
    page = open_page(f"/present/{ID}?look={theme}", size=size).page
    for n in range(len(told())):
        await_step(page, n)
        assert cut_off(page) == []
        page.keyboard.press("PageDown")


def cut_off(page: Page) -> list[str]:
    """The parts of the slide on screen that stick out, below only where it cannot be scrolled, or lie under buttons."""
    found: list[str] = page.evaluate(
        """() => {
          const slide = document.querySelector('.deck__slide--shown');
          const right = slide.getBoundingClientRect().right + 1;
          const isWide = (one) => one.getBoundingClientRect().right > right || one.scrollWidth > one.clientWidth + 1;
          const wide = [...slide.children].filter(isWide);
          const stands = matchMedia('(min-width: 700px) and (min-height: 500px) and (min-aspect-ratio: 1/1)').matches;
          const deep = stands && slide.scrollHeight > slide.clientHeight + 1 ? [slide] : [];
          const bar = document.querySelector('.deck__bar').getBoundingClientRect();
          const isUnder = ({ bottom, right }) => bottom > bar.top + 1 && right > bar.left;
          const last = stands ? [...slide.querySelectorAll('.deck__sources, .deck__twin summary')] : [];
          const under = last.filter((one) => isUnder(one.getBoundingClientRect()));
          return [...wide, ...deep, ...under].map((one) => one.className || one.localName);
        }"""
    )
    return found


def test_fingers_step_with_buttons_and_swipes(browser: Browser, open_page: Open) -> None:
    base = open_page(f"/present/{ID}", size=(390, 844)).base
    with reading(browser, base, size=(390, 844)) as reader:
        page = reader.page
        page.goto(f"{base}/present/{ID}")
        await_step(page, 0)
        page.get_by_role("button", name="Next").click()
        await_step(page, 1)
        session = page.context.new_cdp_session(page)
        swipe(session, 300, 100)
        await_step(page, 2)
        swipe(session, 100, 300)
        await_step(page, 1)


def swipe(session: Any, start: int, end: int) -> None:
    """One finger from side to side over the title."""
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start, "y": 30}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": end, "y": 34}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
