"""Lines through time across changes of borders, as a reader sees them; a neighbourhood is found by its name."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Open, Reader

PHONE = (390, 844)


def lines(reader: Reader) -> Locator:
    """The lines of the chart, once it is drawn."""
    reader.map()
    drawn = reader.page.locator(".scatterlayer path.js-line")
    expect(drawn.first).to_be_attached()
    return drawn


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", PHONE)])
def test_a_divided_region_is_drawn_with_dashes_and_says_so(
    open_page: Open, theme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    reader = open_page("/explore?indicator=births&level=nuts2&places=HR05,DE21", theme=theme, size=size)
    dashed = lines(reader).evaluate_all("all => all.map((line) => /\\d/.test(line.style.strokeDasharray))")
    assert sorted(set(dashed)) == [False, True]
    said = reader.page.get_by_text("Dashes and open markers: figures of Grad Zagreb (2000 to 2019)")
    expect(said).to_contain_text("computed anew for those of NUTS 2021")


def test_where_no_correspondence_is_held_the_line_stops_and_says_so(open_page: Open) -> None:
    reader = open_page("/explore?indicator=netmig_n2&level=nuts2&places=NL35,DE21")
    lines(reader)
    expect(reader.page.get_by_text("Left out: Utrecht (2013 to 2018).")).to_contain_text("no correspondence")


def test_a_neighbourhood_is_found_by_its_name(open_page: Open) -> None:
    reader = open_page("/")
    reader.map()
    reader.page.get_by_role("combobox", name="Find a place").press_sequentially("Raval")
    reader.page.get_by_role("option").filter(has_text="neighbourhood, Barcelona, Spain").first.click()
    expect(reader.page).to_have_url(re.compile("/places.*places=ES002C_1"))
    reader.settle()
    assert reader.heading() == "Barcelona — city, Spain"
    expect(reader.page.get_by_text("el Raval is a neighbourhood of Barcelona")).to_be_visible()


def test_a_row_of_the_legend_is_heard_without_a_blank_before_its_full_stop(open_page: Open) -> None:
    reader = open_page("/explore?indicator=recycle")
    reader.map()
    rows = reader.page.get_by_role("region", name="Per cent").get_by_role("button")
    expect(rows.first).to_have_accessible_name(re.compile(r"^[\d.,]+ to [\d.,]+\. Places: \d+$"))
