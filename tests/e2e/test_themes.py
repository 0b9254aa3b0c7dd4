"""The page on themes in a browser: the matrix answers to a press, a theme stands with its map and figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.conftest import Open

TABLE = ".pressed[data-drawn='1']"


def test_a_pressed_cell_opens_below_its_row_and_is_in_the_address(open_page: Open) -> None:
    reader = open_page("/themes")
    reader.page.locator(f"{TABLE} [data-topic='mobility.11.2']").click()
    opened = reader.page.locator(f"{TABLE} tr.detail")
    expect(opened).to_contain_text("To discuss:")
    expect(opened.get_by_role("link", name="Road traffic deaths")).to_be_visible()
    expect(reader.page).to_have_url(f"{reader.base}/themes?topic=mobility.11.2")
    pressed = reader.page.locator(f"{TABLE} [aria-pressed='true']")
    expect(pressed).to_have_count(1)
    expect(pressed).to_be_focused()


def test_a_gap_says_what_would_fill_it(open_page: Open) -> None:
    reader = open_page("/themes?topic=villages.11.1")
    opened = reader.page.locator(f"{TABLE} tr.detail")
    expect(opened).to_contain_text("an evidence gap")
    expect(opened).to_contain_text("Live only, not yet seen")


def test_a_theme_opens_with_its_map_and_figures_of_the_chosen_city(open_page: Open) -> None:
    reader = open_page("/themes?places=DK001C")
    reader.page.locator(f"{TABLE} [data-topic='mobility']").click()
    reader.map()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("How well can people")
    figures = reader.page.locator(f"{TABLE} table.beside")
    expect(figures).to_contain_text("Satisfied with public transport")
    expect(figures.get_by_role("img").first).to_be_visible()


def test_digital_tools_carry_their_sources(open_page: Open) -> None:
    reader = open_page("/themes?topic=digital")
    expect(reader.page.get_by_role("link", name="CORDIS, project 822717")).to_be_visible()
    expect(reader.page.get_by_text("Who is left out, by language, by device or by trust?")).to_be_visible()


def test_the_matrix_fits_a_phone(open_page: Open) -> None:
    reader = open_page("/themes", size=(390, 844))
    cell = reader.page.locator(f"{TABLE} [data-topic='environment.11.6']")
    expect(cell).to_contain_text("11.6 air, noise, waste")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("address", ["/themes?topic=environment.11.6", "/themes?topic=villages"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Open, address: str, theme: str) -> None:
    reader = open_page(address, theme="dark" if theme == "dark" else "light")
    reader.page.locator(TABLE).first.wait_for()
    if "villages" in address:
        reader.map()
    assert violations(reader.page) == []
