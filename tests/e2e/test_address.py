"""The state is in the address: steps write it, links restore it, junk does no harm, back and forward work."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.e2e.conftest import Open, Reader, reading
from tests.e2e.server import serve

PM25 = "/explore?indicator=pm25&level=nuts3&year=2018"
LINK = "/explore?indicator=density&level=nuts3&year=2015&places=BE234,DED51&lang=fr&classes=fisher-4"


def year(reader: Reader) -> str:
    """The year in words on the slider."""
    return reader.page.get_by_role("slider").first.get_attribute("aria-valuetext") or ""


def titled(reader: Reader, period: str) -> Locator:
    """The title of the page or of the map that names the period."""
    return reader.page.get_by_role("heading", name=re.compile(rf"(^{period}\b.*:|, {period}$)"))


def press_on_year(reader: Reader, key: str) -> None:
    """Step the year by keyboard alone."""
    reader.map()
    reader.page.get_by_role("slider", name="Year").focus()
    reader.page.keyboard.press(key)


def test_a_year_step_by_keyboard_changes_map_title_and_address(open_page: Open) -> None:
    reader = open_page(PM25)
    before = reader.probe("PL911")["fill"]
    assert before[3] == 255
    expect(titled(reader, "2018")).to_be_visible()
    press_on_year(reader, "ArrowRight")
    reader.await_params(year="2019")
    expect(titled(reader, "2019")).to_be_visible()
    reader.settle()
    expect(titled(reader, "2018")).to_have_count(0)
    reader.await_period("2019")


def test_a_cold_deep_link_restores_everything(browser: Browser, tmp_path: Path) -> None:
    with (
        serve("app.py", tmp_path / "log", NEXUS_ATLAS_CACHE=str(tmp_path / "cache")) as cold,
        reading(browser, cold.url) as reader,
    ):
        reader.go(LINK)
        page = reader.page
        expect(page.get_by_role("combobox", name="Niveau", exact=True)).to_have_value(re.compile(r"NUTS\s3"))
        expect(titled(reader, "2015")).to_be_visible()
        assert year(reader) == "2015"
        for place in ("Gent", "Leipzig"):
            expect(page.get_by_role("button", name=re.compile(f"Retirer.*{place}"))).to_be_visible()
        expect(page.get_by_role("link", name=re.compile("Explorer"))).to_be_visible()
        reader.await_period("2015")
        assert reader.params()["classes"] == "fisher-4"


def test_junk_in_the_address_gives_a_page(open_page: Open) -> None:
    junk = "indicator=%3Cscript%3E&level=galaxy&year=99999&places=,,;drop&lang=xx&classes=own-b,a&per=no&since=%00x&v=1"
    reader = open_page(f"/explore?{junk}")
    reader.map()
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(0)
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)


def test_back_and_forward_restore_the_state(open_page: Open) -> None:
    reader = open_page(PM25)
    press_on_year(reader, "ArrowRight")
    reader.await_params(year="2019")
    reader.settle()
    reader.page.go_back()
    reader.await_params(year="2018")
    expect(titled(reader, "2018")).to_be_visible()
    reader.settle()
    assert year(reader) == "2018"
    reader.page.go_forward()
    reader.await_params(year="2019")
    expect(titled(reader, "2019")).to_be_visible()
    reader.settle()
    assert year(reader) == "2019"


def test_back_leads_to_the_page_before(open_page: Open) -> None:
    reader = open_page("/")
    reader.page.get_by_role("link", name="Explore the map").click()
    expect(reader.page).to_have_url(re.compile("/explore"))
    expect(reader.page.get_by_role("slider", name="Year")).to_be_visible()
    reader.page.go_back()
    expect(reader.page.get_by_role("combobox", name="Find a place")).to_be_visible()
