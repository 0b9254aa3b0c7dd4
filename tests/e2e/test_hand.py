"""The hand on one map, test after test: the wheel with Ctrl, the pen, and the exact size of a saved picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Reader, eventually, reading
from tests.e2e.server import Server

ADDRESS = "/explore?indicator=unemp_n2&level=nuts2&year=2019"


@pytest.fixture(scope="module")
def whole(browser: Browser, server: Server) -> Iterator[Reader]:
    with reading(browser, server.url) as reader:
        reader.go(ADDRESS)
        reader.map()
        yield reader


@pytest.fixture
def map_at_home(whole: Reader) -> Reader:
    """The page as it was opened: nothing marked, the whole of Europe."""
    whole.page.get_by_role("button", name="Show the whole map").click()
    return whole


def test_ctrl_and_the_wheel_zoom_a_map_without_the_focus(map_at_home: Reader) -> None:
    page = map_at_home.page

    def apart() -> float:
        return abs(float(map_at_home.probe("SE33")["y"]) - float(map_at_home.probe("ES61")["y"]))

    before = apart()
    page.mouse.move(*map_at_home.point("DE30"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    eventually(page, lambda: apart() > 1.2 * before)


def test_dragging_moves_the_map_and_chooses_nothing(map_at_home: Reader) -> None:
    page, before = map_at_home.page, map_at_home.probe("DE30")
    x, y = map_at_home.point("DE30")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 80, y + 40, steps=5)
    page.mouse.up()
    eventually(page, lambda: map_at_home.probe("DE30")["x"] == pytest.approx(before["x"] + 80, abs=2))
    after = map_at_home.probe("DE30")
    assert after["y"] == pytest.approx(before["y"] + 40, abs=2)
    assert "places" not in map_at_home.params()


def test_a_pen_stroke_is_in_the_address_and_is_taken_back(map_at_home: Reader) -> None:
    page = map_at_home.page
    x, y = map_at_home.point("DE30")
    page.get_by_role("button", name="Draw with a pen").click()
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(x + 8 * step, y + 10 * (step % 3))
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"marks=p\d"))
    drawn = map_at_home.probe("DE30")
    around = (drawn["x"] + 8, drawn["y"] + 10, 6)
    eventually(page, lambda: any(pixel[3] for pixel in map_at_home.pixels("top", *around)))
    page.get_by_role("button", name="Remove all marks").click()
    expect(page).not_to_have_url(re.compile("marks="))
    page.get_by_role("button", name="Draw with a pen").click()


def test_a_saved_picture_has_twice_the_size_of_the_drawing(map_at_home: Reader, tmp_path: Path) -> None:
    page = map_at_home.page
    bodies = {}
    for kind in ("Drawing (SVG)", "Picture (PNG)"):
        with page.expect_download() as download:
            page.get_by_role("button", name="Save picture").click()
            page.get_by_role("button", name=kind).click()
        target = tmp_path / download.value.suggested_filename
        download.value.save_as(target)
        bodies[target.suffix] = target.read_bytes()
    size = re.search(rb'^<svg [^>]*width="(\d+)" height="(\d+)"', bodies[".svg"])
    assert size is not None
    drawn = [2 * int(side) for side in size.groups()]
    assert [int.from_bytes(bodies[".png"][at : at + 4], "big") for at in (16, 20)] == drawn


def test_the_list_is_searched_and_leads_to_the_map(map_at_home: Reader) -> None:
    page = map_at_home.page
    page.get_by_role("searchbox", name="Find in this list").fill("andaluc")
    expect(page.locator(".atlas__place:visible")).to_have_count(1)
    page.locator(".atlas__place:visible").click()
    map_at_home.await_params(places="ES61")
    page.get_by_role("searchbox", name="Find in this list").fill("")
    page.get_by_role("button", name="Remove Andalucía").click()
    expect(page).not_to_have_url(re.compile("places="))
