"""A phone: one column, the map before its controls and its list, two fingers zoom, one finger scrolls the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.e2e.conftest import Reader
from tests.e2e.server import Server

ADDRESS = "/explore?indicator=unemp_n2&level=nuts2&year=2019"
AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.fixture(scope="module")
def phone(browser: Browser, server: Server) -> Iterator[Reader]:
    size = ViewportSize(width=390, height=844)
    context = browser.new_context(viewport=size, user_agent=AGENT, is_mobile=True, has_touch=True)
    reader = Reader(page=context.new_page(), base=server.url)
    reader.watch(context)
    reader.go(ADDRESS)
    reader.map()
    yield reader
    context.close()
    assert (reader.outside, reader.broken, reader.said) == ([], [], [])


def top(reader: Reader, part: str) -> float:
    box = reader.page.locator(part).first.bounding_box()
    assert box is not None, part
    return box["y"]


def test_the_parts_stand_below_each_other_and_the_map_comes_first(phone: Reader) -> None:
    order = [top(phone, part) for part in (".atlas__map", ".atlas__legend", ".atlas__list")]
    assert order == sorted(order)
    assert order[0] < 844
    width = phone.page.locator(".atlas__map").evaluate("(map) => map.clientWidth / innerWidth")
    assert width > 0.75
    expect(phone.page.get_by_role("combobox", name="Indicator")).to_be_hidden()


def test_the_list_opens_when_asked(phone: Reader) -> None:
    expect(phone.page.get_by_role("searchbox", name="Find in this list")).to_be_hidden()
    phone.page.locator(".atlas__listsummary").click()
    expect(phone.page.locator(".atlas__place").first).to_be_visible()
    phone.page.locator(".atlas__listsummary").click()


def test_a_tap_chooses(phone: Reader) -> None:
    x, y = phone.point("ES61")
    phone.page.touchscreen.tap(x, y)
    phone.await_params(places="ES61")


def test_one_finger_leaves_the_map_where_it_is_for_the_page_to_scroll(phone: Reader) -> None:
    style = "(map) => getComputedStyle(map).touchAction"
    assert phone.page.locator(".atlas__map").evaluate(style) in {"pan-y", "pan-x pan-y", "auto"}


def test_what_is_touched_is_large_enough(phone: Reader) -> None:
    """WCAG 2.2 asks for 24 pixels; fingers like more."""
    sizes = phone.page.locator(".atlas button:visible").evaluate_all(
        "(all) => all.map((one) => { const box = one.getBoundingClientRect();"
        " return [one.textContent || one.ariaLabel, box.width, box.height]; })",
    )
    assert sizes
    assert [one for one in sizes if min(one[1:]) < 24] == []
