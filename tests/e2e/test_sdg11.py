"""SDG 11 in a real browser: the targets with their gaps, a window that moves, a country, a target of its own."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Open, Reader, choose

RECYCLING = "Recycling of municipal waste"


def row(page: Page, title: str) -> str:
    """The words of one indicator's row."""
    return page.get_by_role("row", name=re.compile(f"^{title}")).first.inner_text()


def test_the_overview_shows_all_targets_their_rows_and_their_gaps(open_page: Open) -> None:
    page = open_page("/sdg11").page
    for code in ("11.1", "11.2", "11.3", "11.4", "11.5", "11.6", "11.7", "11.a", "11.b", "11.c"):
        expect(page.get_by_role("rowheader", name=re.compile(rf"^{code} "))).to_have_count(1)
    expect(page.get_by_text(re.compile("Who would hold it: .*UNESCO"))).to_be_visible()
    assert re.search(r"2024.*insufficient.*60\.0", row(page, RECYCLING), re.DOTALL)
    expect(page.get_by_text(re.compile(r"^\d+ of \d+ indicators of SDG 11 move towards"))).to_be_visible()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()


def test_the_window_and_the_country_are_in_the_address_and_change_the_verdict(open_page: Open) -> None:
    reader = open_page("/sdg11?until=2023")
    page = reader.page
    assert re.search(r"47\.9.*2023", row(page, RECYCLING), re.DOTALL)
    choose(page, "Country", "Germany")
    reader.await_params(places="DE", until="2023")
    expect(page.get_by_role("row", name=re.compile(f"^{RECYCLING}"))).to_contain_text("target reached")
    choose(page, "Window ends in", "the newest year of each")
    expect(page.get_by_role("row", name=re.compile(f"^{RECYCLING}"))).to_contain_text("2024")
    assert "until" not in reader.params()
    choose(page, "Target", "11.c Building in the poorest countries")
    reader.await_params(topic="11.c", places="DE")
    expect(page.get_by_role("row", name=re.compile(f"^{RECYCLING}"))).to_have_count(0)
    expect(page.get_by_text("One indicator, closer")).to_have_count(0)


def test_a_target_has_its_map_its_sentences_and_its_charts(open_page: Open) -> None:
    reader = open_page("/sdg11?topic=11.6&until=2023")
    page = reader.page
    assert reader.probe("DE")["fill"][3] > 0
    expect(page.get_by_text(re.compile("8.5 % of the pace needed for 60.0"))).to_be_visible()
    expect(page.get_by_text("Is the pace enough?")).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    page.get_by_text("Show all countries as a table").click()
    expect(page.get_by_role("cell", name=re.compile("^.?47.9$"))).to_have_count(1)


@pytest.mark.parametrize(("address", "theme"), [("/sdg11?places=BE", "dark"), ("/sdg11?topic=11.2", "light")])
def test_axe_finds_no_violation(open_page: Open, address: str, theme: Literal["light", "dark"]) -> None:
    reader = open_page(address, theme=theme)
    drawn(reader)
    assert violations(reader.page) == []


def drawn(reader: Reader) -> None:
    """Wait for the map where there is one, and for a chart."""
    if "topic" in reader.params():
        reader.map()
    expect(reader.page.locator(".js-plotly-plot").first).to_be_visible()


def test_a_phone_shows_the_rows_without_sideways_scrolling(open_page: Open) -> None:
    page = open_page("/sdg11?places=BE", size=(390, 844)).page
    expect(page.get_by_text(RECYCLING).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.sdg11 *')].map((e) => e.getBoundingClientRect().right))"
    )
    assert widest <= 390
