"""Methods for researchers: opened on demand, each with its words, its numbers and its refusal."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open, Reader

REGIONS = "/nexus?indicator=netmig_n2&other=unemp_n2&level=nuts2"
ONE_YEAR = "/nexus?indicator=c_forborn&other=p_imm_good&level=city"


def opened(open_page: Open, address: str, *, size: tuple[int, int] = (1440, 900)) -> Reader:
    """The page with the methods open."""
    reader = open_page(address, size=size)
    reader.page.get_by_text("Methods, for researchers").click()
    expect(reader.page.get_by_text("Moran's I is")).to_be_visible()
    return reader


def choose(page: Page, method: str) -> None:
    page.get_by_role("radio", name=method).click()


def test_the_spatial_pattern_has_a_map_with_names_permutations_and_seed(open_page: Open) -> None:
    page = opened(open_page, REGIONS).page
    drawn = page.get_by_role("img", name=re.compile("^Net migration.*stand out"))
    expect(drawn).to_be_visible()
    expect(page.get_by_text("9\u202f999 permutations, seed 12345")).to_be_visible()
    expect(page.get_by_text("joined to the nearest")).to_be_visible()
    page.get_by_text("Correct for many tests").click()
    expect(page.get_by_text("Corrected for many tests (false discovery rate)")).to_be_visible()
    page.get_by_text("Show all places tested as a table").click()
    expect(page.get_by_role("columnheader", name="Local I")).to_be_visible()


def test_each_method_over_time_answers_in_words_with_n(open_page: Open) -> None:
    page = opened(open_page, REGIONS).page
    choose(page, "Over time within places")
    expect(page.get_by_text(re.compile("clustered by place; .* rows: .* places"))).to_be_visible()
    choose(page, "Lags")
    expect(page.get_by_text(re.compile("of 6 intervals leave out zero"))).to_be_visible()
    expect(page.get_by_role("rowheader", name="5 years before")).to_be_visible()
    choose(page, "Around arrival peaks")
    expect(page.get_by_text("Descriptive, no estimate of an effect")).to_be_visible()


def test_a_pair_of_one_year_is_refused_in_words(open_page: Open) -> None:
    page = opened(open_page, ONE_YEAR).page
    for method in ("Over time within places", "Lags", "Around arrival peaks"):
        choose(page, method)
        expect(
            page.get_by_text(re.compile("^Not shown: whole years in which both figures can be compared: [01][.]"))
        ).to_be_visible()


def test_nothing_sticks_out_on_a_phone_and_nothing_is_inaccessible(open_page: Open) -> None:
    reader = opened(open_page, REGIONS, size=(390, 844))
    reader.settle()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(reader.page, context=".stMain", options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert not [one["id"] for one in found.response["violations"]], found.generate_report()
