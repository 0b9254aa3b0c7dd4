"""Present live in a browser: choose a story, open the presenter, put an own one together, save it, open it again."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from dashboard.story.stories import STORIES
from tests.e2e.axe import violations
from tests.e2e.conftest import DESKTOP, Open

PHONE = (390, 844)
FIRST = STORIES[0]
MAKING_MS = 120_000
"""Slides and files are made anew by a server that has just started."""


def titles(page: Page) -> list[str]:
    """The steps of the visitor's own story, in order."""
    return [one.inner_text() for one in page.locator(".story-step").all()]


def test_a_story_is_chosen_and_its_presenter_opens_in_a_new_tab(open_page: Open) -> None:
    reader = open_page("/present")
    page = reader.page
    card = page.get_by_test_id("stColumn").filter(has_text=FIRST.question)
    card.get_by_role("button", name="Show its steps").click()
    reader.await_params(topic=FIRST.id)
    steps = page.locator(".story-steps li")
    expect(steps).to_have_count(len(FIRST.steps), timeout=MAKING_MS)
    expect(page.get_by_text("This sentence is being computed.")).to_have_count(0, timeout=MAKING_MS)
    expect(steps.first).to_contain_text(FIRST.steps[0].title)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Present", exact=True).click()
    presenter = opened.value
    expect(presenter).to_have_url(re.compile(f"/present/{FIRST.id}"))
    expect(presenter.get_by_text(FIRST.steps[0].title).first).to_be_visible()


def test_an_own_story_is_added_to_reordered_saved_and_opened(open_page: Open, tmp_path: Path) -> None:
    reader = open_page("/explore?indicator=pm25&level=nuts3&year=2019")
    page = reader.page
    reader.map()
    reader.settle()
    page.get_by_role("button", name="Add to story").click()
    expect(page.get_by_text("Added: your story has 1 step.")).to_be_visible()
    page.get_by_role("button", name="Add to story").click()
    expect(page.get_by_text("Added: your story has 2 steps.")).to_be_visible()
    page.get_by_role("link", name="See your story").click()
    reader.await_params(topic="own")
    expect(page.locator(".story-step")).to_have_count(2, timeout=MAKING_MS)
    page.get_by_text("Change title, note and question to the room").first.click()
    page.get_by_label("Title: a question or what is found").first.fill("Where is the air <b>clean</b>?")
    page.keyboard.press("Tab")
    expect(page.locator(".story-step").first).to_have_text("1. Where is the air <b>clean</b>?")
    page.get_by_role("button", name="Down").first.click()
    expect(page.locator(".story-step").nth(1)).to_have_text("2. Where is the air <b>clean</b>?")
    before = titles(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file (JSON)").click()
    file = tmp_path / "story.json"
    saved.value.save_as(file)
    steps = json.loads(file.read_text(encoding="utf-8"))["steps"]
    assert steps[1]["view"] == {"indicator": "pm25", "level": "nuts3", "year": "2019"}
    page.get_by_role("button", name="Remove").first.click()
    expect(page.locator(".story-step")).to_have_count(1)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".story-step")).to_have_count(2)
    assert titles(page) == before
    presenter = page.get_by_role("link", name="Present", exact=True).get_attribute("href") or ""
    page.goto(presenter)
    expect(page.get_by_text("Where is the air", exact=False).or_(page.get_by_text(before[0][3:])).first).to_be_visible()


def test_a_story_comes_as_powerpoint_and_as_one_file(open_page: Open, tmp_path: Path) -> None:
    page = open_page(f"/present?topic={FIRST.id}").page
    for name, ending, start in (("PowerPoint", "pptx", b"PK"), ("One file (HTML)", "html", b"<!doctype html>")):
        with page.expect_download(timeout=MAKING_MS) as saved:
            page.get_by_role("button", name=name).click()
        assert saved.value.suggested_filename.startswith(f"nexus-atlas_story_{FIRST.id}_")
        saved.value.save_as(tmp_path / ending)
        content = (tmp_path / ending).read_bytes()
        assert content.startswith(start)
        assert 50_000 < len(content) < 5_000_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    open_page: Open, theme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    reader = open_page("/explore?indicator=pm25&level=nuts3", theme=theme, size=size)
    reader.map()
    reader.settle()
    reader.page.get_by_role("button", name="Add to story").click()
    reader.page.get_by_role("link", name="See your story").click()
    expect(reader.page.locator(".story-said")).to_have_count(1, timeout=MAKING_MS)
    reader.page.get_by_text("Change title, note and question to the room").click()
    expect(reader.page.get_by_label("Note for you, not on the screen")).to_be_visible()
    reader.settle()
    assert violations(reader.page) == []
    main = reader.page.get_by_test_id("stMain")
    assert main.evaluate("(part) => part.scrollWidth <= part.clientWidth")
