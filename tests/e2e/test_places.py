"""The page of a place in a browser: found in few actions, its figures with year and age, its neighbourhoods."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Open

TABLE = ".pressed[data-drawn='1']"


@pytest.mark.parametrize(
    ("lang", "typed", "kind", "title"),
    [
        ("", "Ghent", "city, Belgium", "Gent — "),
        ("", "Leipzig", "city, Germany", "Leipzig — "),
        ("", "Glasgow", "city, United Kingdom", "Glasgow — "),
        ("?lang=fr", "Gand", "Belgique", "Gent — "),
    ],
)
def test_a_place_is_two_actions_from_a_cold_start(
    open_page: Open, lang: str, typed: str, kind: str, title: str
) -> None:
    reader = open_page(f"/{lang}")
    reader.page.get_by_test_id("stMain").get_by_role("combobox").first.press_sequentially(typed)
    reader.page.get_by_role("option").filter(has_text=kind).first.click()
    expect(reader.page).to_have_url(re.compile(r"/places\?.*places=[A-Z]{2}\d{3}C"))
    reader.settle()
    assert reader.heading().startswith(title)
    expect(reader.page.locator(f"{TABLE} table.profile").first).to_be_visible()


def test_figures_carry_year_age_and_whose_they_are(open_page: Open) -> None:
    reader = open_page("/places?places=BE003C")
    tables = reader.page.locator(f"{TABLE} table.profile")
    expect(tables.first).to_contain_text("2018, 8 years old")
    expect(reader.page.get_by_text("small region: Arr. Gent").first).to_be_attached()
    folded = reader.page.locator(f"{TABLE} summary", has_text="held only for Belgium as a whole").first
    folded.click()
    expect(reader.page.get_by_role("link", name="Asylum applicants", exact=True)).to_be_visible()


def test_another_place_is_found_on_the_page_itself(open_page: Open) -> None:
    reader = open_page("/places?places=BE003C")
    box = reader.page.get_by_role("combobox", name="Find a place")
    box.press_sequentially("Leipzig")
    reader.page.get_by_role("option").filter(has_text="· city, Germany").first.click()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("Leipzig")
    reader.await_params(places="DE008C")


def test_neighbourhoods_have_a_map_and_say_how_evenly_people_live(open_page: Open) -> None:
    reader = open_page("/places?places=DE001C")
    reader.map()
    expect(reader.page.get_by_text("How evenly do they live?")).to_be_visible()
    expect(reader.page.get_by_text(re.compile("Both grow as neighbourhoods are cut smaller"))).to_be_visible()
    expect(reader.page.locator(f"{TABLE} .evenness svg")).to_be_visible()


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", (390, 844))])
def test_axe_finds_no_violation_and_nothing_scrolls_sideways(
    open_page: Open, theme: str, size: tuple[int, int]
) -> None:
    reader = open_page("/places?places=BE003C", theme="dark" if theme == "dark" else "light", size=size)
    reader.page.locator(f"{TABLE} table.profile").first.wait_for()
    assert violations(reader.page) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size[0]
