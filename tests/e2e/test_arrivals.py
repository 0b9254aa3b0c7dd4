"""Arrivals in a real browser: headlines, what is asked before two definitions are mixed, origins, the sea, a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.conftest import MAP, Open, Reader
from tests.e2e.test_pages_draw import PHONE, SCROLLERS, wider_than_the_window

OF_2015 = "/arrivals?topic=asylum&indicator=asy_first&year=2015"


def ready(reader: Reader) -> Reader:
    """Wait until everything stands, the part below the map too."""
    expect(reader.page.get_by_text("What this page cannot tell you")).to_be_visible()
    reader.settle()
    return reader


def test_2015_is_said_by_number_and_by_rate(open_page: Open) -> None:
    reader = ready(open_page(OF_2015))
    reader.await_period("2015")
    page = reader.page
    line = re.compile(r"Germany had the most \(441.900\), but per 1,000 residents Hungary led \(17\.77\)")
    expect(page.get_by_role("heading", name=line)).to_be_visible()
    expect(
        page.get_by_text(re.compile("^First-time asylum applicants, 2015 · people .* Events · by citizenship"))
    ).to_be_visible()
    expect(page.get_by_text(re.compile("Own scale: the longest bar is"))).to_have_count(3)
    assert reader.params() == {"topic": "asylum", "indicator": "asy_first", "year": "2015"}


def test_two_definitions_are_never_mixed_unasked(open_page: Open) -> None:
    reader = ready(open_page(f"{OF_2015}&other=tp_stock"))
    page, asked = reader.page, re.compile("These two do not count the same")
    expect(page.get_by_text(asked)).to_be_visible()
    expect(page.get_by_text("each on its own scale, but never added up")).to_be_visible()
    reader.await_period("2015")
    expect(page.locator(".atlas__map")).to_have_count(1)
    page.get_by_role("button", name="Show both anyway").click()
    reader.await_params(picture="pair", other="tp_stock")
    expect(page.locator(f"{MAP} .atlas__map")).to_have_count(2)
    expect(page.get_by_text(asked)).to_be_visible()


def test_origins_of_one_country_live_there_and_their_lines_come_on_request(open_page: Open) -> None:
    reader = ready(open_page("/arrivals?topic=origins.refugees_flows&places=DE"))
    page = reader.page
    expect(page.get_by_role("heading", name=re.compile("^Refugees, Germany, 20"))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Refugees, Germany, 20"))).to_be_visible()
    expect(page.get_by_text("Live in Germany, by origin", exact=True).first).to_be_visible()
    assert page.get_by_role("table").first.get_by_role("rowheader").count() == 10
    page.get_by_text("Draw thin lines").click()
    reader.await_params(picture="flows")
    expect(page.get_by_text(re.compile("A line grows stronger towards where people live"))).to_be_visible()


def test_a_kind_is_chosen_and_stands_in_the_address(open_page: Open) -> None:
    reader = ready(open_page("/arrivals"))
    reader.map()
    reader.page.get_by_role("radio", name="By sea").click()
    reader.await_params(topic="sea")
    ready(reader)
    expect(reader.page.get_by_role("heading", name=re.compile(r"people arrived by sea at \d+ places"))).to_be_visible()
    expect(reader.page.get_by_text("People recorded dead or missing on the way")).to_be_visible()
    reader.page.get_by_role("radio", name="Population change").click()
    reader.await_params(topic="population", level="nuts3")
    expect(reader.page.get_by_role("heading", name=re.compile("grew only through migration"))).to_be_visible()


@pytest.mark.parametrize("kind", ["asylum", "origins", "sea"])
def test_a_phone_does_not_scroll_sideways(open_page: Open, kind: str) -> None:
    reader = ready(open_page(f"/arrivals?topic={kind}", size=PHONE))
    assert wider_than_the_window(reader.page.evaluate(SCROLLERS)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["asylum", "border", "origins", "sea", "population"])
def test_axe_finds_no_violation_in_any_kind(open_page: Open, kind: str, theme: Any) -> None:
    reader = ready(open_page(f"/arrivals?topic={kind}", theme=theme))
    if kind not in {"origins", "sea"}:
        reader.map()
        ready(reader)
    assert violations(reader.page) == []
