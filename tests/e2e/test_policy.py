"""The page of recommendations in the browser: its cards, the way to the figures, no barrier."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dashboard.ledger.starters import STARTERS
from tests.e2e.axe import violations
from tests.e2e.conftest import Open, Reader

PHONE = (390, 844)


def all_cards(reader: Reader) -> None:
    expect(reader.page.get_by_text("How to watch it, and what it cannot tell")).to_have_count(len(STARTERS))
    expect(reader.page.get_by_role("heading", name="Take it along")).to_be_visible()


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", PHONE)])
def test_axe_finds_nothing(open_page: Open, theme: str, size: tuple[int, int]) -> None:
    reader = open_page("/policy", theme=theme, size=size)
    all_cards(reader)
    assert violations(reader.page) == []


def test_a_card_leads_to_its_figures(open_page: Open) -> None:
    reader = open_page("/policy")
    all_cards(reader)
    reader.page.get_by_role("link", name=re.compile("See the figures")).first.click()
    expect(reader.page).to_have_url(re.compile(r"/nexus\?.*other=sev_housing"))
