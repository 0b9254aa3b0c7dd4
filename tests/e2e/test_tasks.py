"""What people come for: find a place; find the highest region and take the figures away, by keyboard alone."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open

DENSITY = "/explore?indicator=density&level=nuts3"
MOST_STEPS = 80
"""More presses of a key than any of these tasks needs."""

GHENT = ("city, Belgium", "city and commuting area, Belgium", "small region, Belgium")
LEIPZIG = ("city, Germany", "city and commuting area, Germany", "region, Germany")


@pytest.mark.parametrize(("typed", "kinds"), [("Gand", GHENT), ("Ghent", GHENT), ("Gent", GHENT), ("Leipzig", LEIPZIG)])
def test_a_place_is_found_by_any_of_its_names(open_page: Open, typed: str, kinds: tuple[str, ...]) -> None:
    page = open_page("/").page
    page.get_by_role("combobox", name="Find a place").press_sequentially(typed)
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    for kind in kinds:
        # With the dot, so that "region" is not found in "small region".
        expect(options.filter(has_text=f"· {kind}").first).to_be_visible()


def test_a_chosen_place_leads_to_its_profile_and_on_to_the_map(open_page: Open) -> None:
    reader = open_page("/")
    page = reader.page
    page.get_by_role("combobox", name="Find a place").press_sequentially("Gand")
    page.get_by_role("option").filter(has_text="· city, Belgium").first.click()
    expect(page).to_have_url(re.compile("/places.*places=BE003C"))
    reader.settle()
    page.get_by_role("link", name="See it on the map").click()
    expect(page).to_have_url(re.compile("/explore.*places=BE003C"))
    reader.settle()
    expect(page.get_by_role("button", name="Remove Gent")).to_be_visible()


def focused(page: Page) -> tuple[str, str]:
    """Role and accessible name of what has the keyboard, from the accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    for node in reversed(nodes):
        held = {entry["name"]: entry["value"].get("value") for entry in node.get("properties", [])}
        if held.get("focused") and not node["ignored"]:
            return node["role"]["value"], node.get("name", {}).get("value", "")
    return "", ""


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the control of this role and name has the keyboard."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found = focused(page)
        if found[0] == role and name in found[1]:
            return
    raise AssertionError(f"no {role} {name!r} within {MOST_STEPS} presses of Tab")


def test_the_highest_region_of_2015_is_found_and_downloaded_by_keyboard(open_page: Open, tmp_path: Path) -> None:
    reader = open_page(DENSITY)
    page = reader.page
    reader.map()
    tab_to(page, "slider", "Year")
    for _ in range(MOST_STEPS):
        if page.get_by_role("slider", name="Year").get_attribute("aria-valuetext") == "2015":
            break
        page.keyboard.press("ArrowLeft")
    reader.await_params(year="2015")
    reader.settle()
    rank, place, value = page.locator(".atlas__place").first.inner_text().split("\n")[:3]
    assert rank == "1"
    with page.expect_download() as download:
        tab_to(page, "button", "Download")
        page.keyboard.press("Enter")
    target = tmp_path / download.value.suggested_filename
    download.value.save_as(target)
    with target.open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["name"] == place
    assert first["time_period"] == "2015"
    assert f"{float(first['obs_value']):.1f}" == "".join(value.split())  # thousands are set apart by a space
