"""The page of recommendations in the browser: its cards, the way to the figures, no barrier."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.ledger.starters import STARTERS
from tests.e2e.conftest import Open, Reader
from tests.e2e.test_accessibility import RULES

PHONE = (390, 844)


def all_cards(reader: Reader) -> None:
    expect(reader.page.get_by_text("How to watch it, and what it cannot tell")).to_have_count(len(STARTERS))
    expect(reader.page.get_by_role("heading", name="Take it along")).to_be_visible()


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", PHONE)])
def test_axe_finds_nothing(open_page: Open, theme: str, size: tuple[int, int]) -> None:
    reader = open_page("/policy", theme=theme, size=size)
    all_cards(reader)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(reader.page, options=options).response
    said = [(rule["id"], node["html"][:200]) for rule in found["violations"] for node in rule["nodes"]]
    assert said == []


def test_a_card_leads_to_its_figures(open_page: Open) -> None:
    reader = open_page("/policy")
    all_cards(reader)
    reader.page.get_by_role("link", name=re.compile("See the figures")).first.click()
    expect(reader.page).to_have_url(re.compile(r"/nexus\?.*other=sev_housing"))
