"""Cite and share: the link restores the view, an old one is told what differs, a drawing says where it is from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, expect

from data_sources import editions
from tests.e2e.axe import violations
from tests.e2e.conftest import Open, Reader
from tests.e2e.test_map import saved

OLD = "2026-01-01.0f0f0f"
HEAD = "This link was made with the snapshot of 1 January 2026 (0f0f0f)."
PM25 = "/explore?indicator=pm25&level=nuts3&places=BE234,DED51"


def opened_dialog(reader: Reader) -> Locator:
    """The window that holds citation, link and report; a page that is drawn anew would close it."""
    expect(reader.page.get_by_role("button", name="Download this table (CSV)")).to_be_visible()
    reader.settle()
    reader.page.get_by_role("button", name="Cite and share").click()
    dialog = reader.page.get_by_role("dialog", name="Cite and share")
    expect(dialog.locator("code").nth(1)).to_contain_text("Nexus Atlas")
    return dialog


def test_the_link_to_copy_restores_the_view(open_page: Open) -> None:
    reader = open_page(PM25)
    reader.map()
    reader.settle()
    period = reader.page.locator(".atlas").get_attribute("data-shown") or ""
    link = opened_dialog(reader).locator("code").first.inner_text()
    assert link.startswith(f"{reader.base}/explore?")
    again = open_page(link.removeprefix(reader.base))
    again.await_period(period)
    shown = {"indicator": "pm25", "level": "nuts3", "year": period, "places": "BE234,DED51"}
    assert again.params() == {**shown, "data": editions.held()}
    for place in ("Gent", "Leipzig"):
        expect(again.page.get_by_role("button", name=re.compile(f"Remove.*{place}"))).to_be_visible()
    expect(again.page.get_by_text("This link was made with")).to_have_count(0)


def test_a_link_of_another_snapshot_is_told_so_on_every_page_until_it_is_hidden(open_page: Open) -> None:
    reader = open_page(f"{PM25}&data={OLD}")
    expect(reader.page.get_by_text(HEAD)).to_contain_text("no longer recorded")
    reader.map()
    reader.settle()
    reader.page.get_by_role("link", name="SDG 11").first.click()
    expect(reader.page).to_have_url(re.compile(f"/sdg11.*data={OLD}"))
    expect(reader.page.get_by_text(HEAD)).to_be_visible()
    reader.settle()
    reader.page.get_by_role("button", name="Hide this note").click()
    expect(reader.page.get_by_text(HEAD)).to_have_count(0)
    expect(reader.page).not_to_have_url(re.compile("data="))


def test_citation_and_report_name_source_figure_and_snapshot(open_page: Open) -> None:
    reader = open_page(PM25)
    reader.map()
    reader.settle()
    dialog = opened_dialog(reader)
    expect(dialog.locator("code").nth(1)).to_contain_text(f"snapshot {editions.held()}")
    dialog.get_by_text("Report an error in this figure").click()
    message = dialog.get_by_role("textbox")
    expect(message).to_have_value(re.compile(r"Place: .*Gent \(BE234\)[\s\S]*Value: [\d.]+[\s\S]*Place: Leipzig"))
    expect(message).to_have_value(re.compile(re.escape(editions.held())))


@pytest.mark.parametrize(("theme", "size"), [("light", (1440, 900)), ("dark", (390, 844))])
def test_axe_finds_nothing_in_the_window_with_all_of_it_open(
    open_page: Open, theme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    reader = open_page(PM25, theme=theme, size=size)
    reader.map()
    reader.settle()
    dialog = opened_dialog(reader)
    for part in ("For a reference manager (BibTeX)", "Report an error in this figure"):
        dialog.get_by_text(part).click()
    expect(dialog.get_by_role("textbox")).to_be_visible()
    expect(dialog.locator("code").nth(2)).to_contain_text("@misc")
    assert violations(reader.page) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_saved_drawing_holds_the_snapshot_and_the_link(open_page: Open, tmp_path: Path) -> None:
    reader = open_page(f"{PM25}&year=2018")
    reader.map()
    drawing = saved(reader, "Drawing (SVG)", tmp_path).read_text(encoding="utf-8")
    words = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing))
    assert editions.held().partition(".")[2] in words
    link = f"{reader.base}/explore?indicator=pm25&amp;level=nuts3&amp;year=2018&amp;places=BE234,DED51"
    assert f"{link}&amp;data={editions.held()}" in words
