"""Steps of pages that are no map: a recommendation, a step of another story, the register, the research."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from dashboard.ledger.starters import STARTERS
from dashboard.story.stories import STORIES
from tests.e2e.conftest import Open

MAKING_MS = 120_000
"""Slides are made anew by a server that has just started."""


def own_step(page: Page) -> None:
    """To the visitor's own story, once it has one step."""
    expect(page.get_by_text("Added: your story has 1 step.")).to_be_visible(timeout=MAKING_MS)
    page.get_by_role("link", name="See your story").click()
    expect(page.locator(".story-step")).to_have_count(1, timeout=MAKING_MS)


def test_a_recommendation_becomes_a_step_that_says_how_its_evidence_stands(open_page: Open) -> None:
    page, card = open_page("/policy").page, STARTERS[1]
    own = page.locator(f".st-key-card-{card.id}")
    own.get_by_role("button", name="Add to story").click(timeout=MAKING_MS)
    own_step(page)
    expect(page.locator(".story-step")).to_contain_text(card.action)
    expect(page.locator(".story-said")).to_contain_text("The evidence", timeout=MAKING_MS)


def test_a_step_of_the_story_on_show_goes_into_ones_own(open_page: Open) -> None:
    story = STORIES[0]
    page = open_page(f"/present?topic={story.id}").page
    expect(page.locator(".story-steps li")).to_have_count(len(story.steps), timeout=MAKING_MS)
    page.get_by_role("button", name="Add to story").click(timeout=MAKING_MS)
    own_step(page)
    expect(page.locator(".story-step")).to_contain_text(story.steps[0].title)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/intermediaries?topic=uk004c", "This reflects what was registered."),
        ("/research", "4 findings from 3 sources"),
    ],
)
def test_pages_of_the_research_have_a_step_at_their_end(open_page: Open, path: str, said: str) -> None:
    reader = open_page(path)
    page = reader.page
    expect(page.get_by_role("button", name="Add to story")).to_be_visible(timeout=MAKING_MS)
    reader.settle()
    page.get_by_role("button", name="Add to story").click(timeout=MAKING_MS)
    own_step(page)
    expect(page.locator(".story-said")).to_contain_text(said, timeout=MAKING_MS)
