"""Overview and Explore in a real browser: what is drawn, what the controls are called, how it fits a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.conftest import Open

COPYRIGHT = "© EuroGeographics for the administrative boundaries"
PHONE = (390, 844)
SHADES_AT_LEAST = 5
"""Five classes, each used."""


def test_overview_draws_its_map_figures_and_ways(open_page: Open) -> None:
    reader = open_page("/")
    assert reader.shades() >= SHADES_AT_LEAST
    page = reader.page
    expect(page.get_by_role("combobox", name="Find a place")).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(4)
    expect(page.get_by_text("Three ways in")).to_be_visible()
    expect(page.get_by_text(COPYRIGHT)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Snapshot of \d{1,2} \w+ \d{4}"))).to_be_visible()


def test_explore_draws_map_legend_ranking_and_source(open_page: Open) -> None:
    reader = open_page("/explore?indicator=pm25&level=nuts3&year=2019")
    assert reader.shades() >= SHADES_AT_LEAST
    page = reader.page
    expect(page.get_by_text(re.compile("equal numbers of places in each class"))).to_be_visible()
    expect(page.locator(".atlas__place").nth(10)).to_be_visible()
    expect(page.get_by_text("Through the years")).to_be_visible()
    expect(page.get_by_text(COPYRIGHT)).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Source: Mapineq"))).to_be_visible()


def test_the_controls_have_exactly_these_names(open_page: Open) -> None:
    page = open_page("/explore?indicator=pm25&level=nuts3").page
    for name in ("Indicator", "Level", "Picture", "Classes", "Zoom to", "Speed"):
        expect(page.get_by_role("combobox", name=name, exact=True)).to_have_count(1)
    expect(page.get_by_role("slider", name="Year", exact=True)).to_have_count(1)
    expect(page.get_by_role("listbox", name="Places", exact=True)).to_have_count(1)
    for name in ("Zoom in", "Zoom out", "Show the whole map", "Draw with a pen", "Play the years"):
        expect(page.get_by_role("button", name=name)).to_have_count(1)


def test_a_rate_fills_areas_and_a_count_does_not(open_page: Open) -> None:
    rate = open_page("/explore?indicator=density&level=nuts3")
    assert rate.shades() >= SHADES_AT_LEAST
    assert rate.probe("DE300")["sign"][3] == 0
    count = open_page("/explore?indicator=asy_all&year=2015")
    assert count.shades() < SHADES_AT_LEAST
    assert count.probe("DE")["sign"][3] > 0


def test_a_phone_shows_the_map_without_sideways_scrolling(open_page: Open) -> None:
    for address in ("/", "/explore?indicator=pm25&level=nuts3"):
        reader = open_page(address, size=PHONE)
        reader.map().scroll_into_view_if_needed()
        box = reader.map().bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]
        assert box["width"] > PHONE[0] * 0.75
        assert wider_than_the_window(reader.page.evaluate(SCROLLERS)) == []


SCROLLERS = """() => [...document.querySelectorAll('html, body, .stApp, [data-testid=stMain]')]
  .map((part) => [part.tagName + '.' + part.className, part.scrollWidth, part.clientWidth])"""


def wider_than_the_window(parts: list[tuple[str, int, int]]) -> list[str]:
    """Names of the parts of the page that scroll sideways."""
    return [name for name, wanted, given in parts if wanted > given]


def test_french_changes_the_words_and_the_address(open_page: Open) -> None:
    reader = open_page("/explore?indicator=density&level=nuts3&year=2015")
    english = reader.heading()
    language = reader.page.get_by_role("combobox", name=re.compile("Language"))
    language.click()
    reader.page.get_by_role("option", name="Français").click()
    reader.await_params(lang="fr", indicator="density", year="2015")
    expect(reader.page.get_by_role("heading", level=1)).not_to_have_text(english)
    expect(reader.page.get_by_role("slider", name="Année")).to_be_visible()
    expect(reader.page.get_by_role("combobox", name="Niveau", exact=True)).to_be_visible()
