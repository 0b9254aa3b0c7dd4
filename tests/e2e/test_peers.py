"""Places alike in a real browser: weights that move, whom to call, whether two figures can be compared."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Open, Reader, choose

LEIPZIG = "/places?places=DE008C"
LAST = "Can these figures be compared?"


def opened(open_page: Open, address: str = LEIPZIG, size: tuple[int, int] = (1440, 900)) -> Reader:
    """The page of a place, once what is asked here stands."""
    reader = open_page(address, size=size)
    expect(reader.page.get_by_text(LAST)).to_be_visible()
    reader.settle()
    return reader


def headline(page: Page) -> Locator:
    """The sentence on the places most alike."""
    return page.get_by_text(re.compile(r"^(Most like|No place is much like) "))


def test_a_weight_moved_to_nothing_drops_its_part(open_page: Open) -> None:
    page = opened(open_page).page
    before = headline(page).inner_text()
    expect(page.get_by_role("columnheader", name="GDP per head")).to_have_count(1)
    page.get_by_text("How peers are chosen").click()
    slider = page.get_by_role("slider", name="Income")
    slider.focus()
    slider.press("Home")
    expect(page.get_by_role("columnheader", name="GDP per head")).to_have_count(0)
    expect(page.get_by_text(re.compile("^Compared by number of people, density and urban type"))).to_be_visible()
    expect(headline(page)).not_to_have_text(before)


def test_whom_to_call_answers_to_its_two_questions_and_never_compares_by_the_outcome(open_page: Open) -> None:
    page = opened(open_page, "/places?places=NL32").page
    expect(page.get_by_text(re.compile(r"is close to Noord-Holland in “Net migration”"))).to_be_visible()
    expect(page.locator(".js-plotly-plot").last).to_be_visible()
    choose(page, "Better in", "Economy: Gross domestic product per inhabitant")
    expect(page.get_by_text(re.compile("^Not compared by income: “Gross domestic product"))).to_be_visible()
    expect(page.get_by_role("columnheader", name="GDP per head")).to_have_count(0)


def test_two_years_and_two_places_have_a_verdict_in_words(open_page: Open) -> None:
    page = opened(open_page).page
    verdict = page.get_by_text(re.compile("^(Comparable|Comparable with care|Not comparable): Leipzig"))
    expect(verdict).to_be_visible()
    before = verdict.inner_text()
    choose(page, "Beside", "Leipzig (Germany)")
    expect(page.get_by_text("This is one and the same figure")).to_be_visible()
    page.get_by_role("combobox", name="Year").last.press("ArrowDown")
    page.get_by_role("option").nth(1).click()
    expect(verdict).to_be_visible()
    assert verdict.inner_text() != before


def test_a_phone_shows_it_all_without_sideways_scrolling_and_axe_finds_nothing(open_page: Open) -> None:
    page = opened(open_page, size=(390, 844)).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
