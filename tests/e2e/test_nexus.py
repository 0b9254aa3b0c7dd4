"""The nexus in a browser: the matrix leads to a pair, the pair to an answer; few places are refused."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Open, Reader

ANSWER = re.compile(r"rank correlation [+\u2212]?\d")
CITIES = "/nexus?indicator=c_forborn&level=city&other=p_trust"


def answer(reader: Reader) -> Locator:
    """The headline, once it is computed."""
    found = reader.page.get_by_role("heading", name=ANSWER)
    expect(found).to_be_visible()
    return found


def whole(reader: Reader) -> None:
    """Wait until the last part of the page stands."""
    expect(reader.page.get_by_text("Four kinds of place", exact=False).first).to_be_visible()
    reader.settle()


def test_it_opens_on_the_matrix_and_answers_for_a_first_pair(open_page: Open) -> None:
    reader = open_page("/nexus")
    pairs = reader.page.locator(".pressed[data-drawn='1']")
    expect(pairs.get_by_role("rowheader").first).to_be_visible()
    answer(reader)
    expect(reader.page.locator(".atlas[data-drawn='1']")).to_have_count(2)
    assert "indicator" not in reader.params()


def test_a_figure_that_is_pressed_is_answered_and_in_the_address(open_page: Open) -> None:
    reader = open_page(CITIES)
    before = answer(reader).inner_text()
    whole(reader)
    reader.page.get_by_role("button", name=re.compile("Feeling safe at night")).click()
    reader.await_params(indicator="c_forborn", other="p_safe")
    expect(reader.page.get_by_role("heading", name=ANSWER)).not_to_have_text(before)
    expect(reader.page.get_by_role("heading", name=re.compile("safe at night.*rank correlation"))).to_be_visible()


def test_another_kind_of_place_brings_its_own_pair(open_page: Open) -> None:
    reader = open_page(CITIES)
    answer(reader)
    whole(reader)
    reader.page.get_by_role("button", name=re.compile("Cities with commuting area")).click()
    reader.await_params(indicator="f_foreigners")
    expect(reader.page.get_by_role("heading", name=re.compile("commuting areas in"))).to_be_visible()


def test_a_pair_of_few_places_is_refused_in_words(open_page: Open) -> None:
    reader = open_page("/nexus?indicator=sea_land_arrivals&other=cpi")
    refused = reader.page.get_by_text("too few to compare")
    expect(refused).to_be_visible()
    expect(reader.page.locator(".atlas")).to_have_count(0)


def test_an_average_without_a_date_says_so(open_page: Open) -> None:
    reader = open_page("/nexus?indicator=netmig_urt&level=nuts3&other=pm25")
    answer(reader)
    expect(reader.page.get_by_text("no lag or change is computed")).to_be_visible()


def test_axe_finds_nothing_in_light_and_dark(open_page: Open) -> None:
    for theme in ("light", "dark"):
        reader = open_page(CITIES, theme=theme)
        answer(reader)
        whole(reader)
        assert violations(reader.page) == [], theme
