"""The register in a browser: the label on the map, the form on a phone by keyboard and by touch, axe, no sideways."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from data_sources.register import reading, store
from data_sources.register.model import Entry
from tests.e2e.axe import violations
from tests.e2e.conftest import Open, Reader
from tests.e2e.server import Server, serve

AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"
NAME, WHAT, CONTACT = "Corner library", "Lends books and tools on Saturdays.", "anna@library.example"
MOST_KEYS, MOST_TAPS = 25, 12


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a register of this module's own."""
    folder = tmp_path_factory.mktemp("register")
    kept = {"NEXUS_ATLAS_KEPT": str(folder / "kept"), "NEXUS_ATLAS_CACHE": str(folder / "cache")}
    with serve("app.py", folder / "log", **kept) as running:
        yield running
    assert not (folder / "kept").exists(), "something was stored"


@contextmanager
def phone(browser: Browser, server: Server) -> Iterator[Reader]:
    """A tab of a phone's size, with touch."""
    size = ViewportSize(width=390, height=844)
    context = browser.new_context(viewport=size, user_agent=AGENT, is_mobile=True, has_touch=True)
    reader = Reader(page=context.new_page(), base=server.url)
    reader.watch(context)
    reader.go("/intermediaries?topic=uk002c")
    expect(reader.page.get_by_role("button", name="Make my file")).to_be_visible()
    yield reader
    context.close()
    assert (reader.outside, reader.broken, reader.said) == ([], [], [])


def finished(page: Page, folder: Path) -> None:
    """The file can be downloaded, and its number is that of what it says."""
    ready = page.get_by_text(re.compile("Your file is ready. Its number: NA-"))
    expect(ready).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name="Download my file").click()
    waited.value.save_as(folder / "entry.json")
    (entry,) = reading_of(folder / "entry.json")
    assert (entry.name, entry.outcome_notes, entry.contact) == (NAME, WHAT, CONTACT)
    assert store.reference((entry,)) in ready.inner_text()
    assert "anna" not in json.dumps(page.url)


def reading_of(path: Path) -> tuple[Entry, ...]:
    return reading.read(path.read_text(encoding="utf-8")).all_or_nothing()


def test_the_form_is_done_by_keyboard_alone(browser: Browser, server: Server, tmp_path: Path) -> None:
    with phone(browser, server) as reader:
        page, keys = reader.page, 0
        page.get_by_role("textbox", name="Name").focus()

        def go_to(role: Literal["textbox", "button", "checkbox"], name: str, key: str = "Tab") -> None:
            nonlocal keys
            wanted = page.get_by_role(role, name=name)
            while not wanted.evaluate("(one) => one === document.activeElement"):
                page.keyboard.press(key)
                keys += 1
                assert keys <= MOST_KEYS, f"{name} is not reached"

        page.keyboard.type(NAME)
        go_to("button", "Governance")
        go_to("button", "Participation", "ArrowRight")
        page.keyboard.press("Enter")
        go_to("textbox", "What does it do?")
        page.keyboard.type(WHAT)
        go_to("textbox", "How can the steward reach you?")
        page.keyboard.type(CONTACT)
        go_to("checkbox", "I speak for this entry")
        page.keyboard.press("Space")
        go_to("button", "Make my file")
        page.keyboard.press("Enter")
        finished(page, tmp_path)


def test_the_form_is_done_by_touch(browser: Browser, server: Server, tmp_path: Path) -> None:
    with phone(browser, server) as reader:
        page, taps = reader.page, 0

        def tap(role: Literal["textbox", "button", "checkbox"], name: str, words: str = "") -> None:
            nonlocal taps
            one = page.get_by_role(role, name=name).first
            (page.locator("label", has_text=name) if role == "checkbox" else one).tap()
            taps += 1
            if words:
                page.keyboard.type(words)

        tap("textbox", "Name", NAME)
        tap("button", "Participation")
        tap("textbox", "What does it do?", WHAT)
        tap("textbox", "How can the steward reach you?", CONTACT)
        tap("checkbox", "I speak for this entry")
        tap("button", "Make my file")
        finished(page, tmp_path)
        assert taps <= MOST_TAPS
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", (390, 844))])
def test_axe_finds_nothing_and_the_map_says_what_is_made_up(
    open_page: Open, theme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    reader = open_page("/intermediaries?topic=nl001c", theme=theme, size=size)
    map_, label = reader.page.locator(".register-map"), reader.page.locator(".register-map .demo")
    expect(label).to_have_text("Demonstration entries: fictional")
    ground, on_it = map_.bounding_box(), label.bounding_box()
    assert ground is not None
    assert on_it is not None
    assert ground["y"] <= on_it["y"] <= ground["y"] + ground["height"] - on_it["height"]
    expect(reader.page.get_by_role("button", name="Make my file")).to_be_visible()
    expect(reader.page.locator(".sheet:visible")).to_have_count(4)
    reader.settle()
    assert violations(reader.page) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_research_leads_to_each_city_s_register(open_page: Open) -> None:
    reader = open_page("/research")
    expect(reader.page.get_by_role("combobox", name="Language")).to_be_visible()
    expect(reader.page.get_by_role("link", name="Its register")).to_have_count(4)
    reader.settle()
    assert violations(reader.page) == []
    reader.page.get_by_role("link", name="Its register").nth(1).click()
    reader.await_params(topic="uk004c")
    expect(reader.page.get_by_role("heading", name="Where are they? Entries of Glasgow")).to_be_visible()
