"""A brief in a browser: of a pair made by clicks in each format; as a web page it prints on its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.brief import Brief, neighbourhood, of_place, page
from dashboard.profile.facts import named, place
from dashboard.view import View
from data_sources.model import Level
from tests.bench.brief import desk, figures
from tests.dashboard.briefs import read
from tests.dashboard.test_brief import PAGES, longest
from tests.dashboard.test_brief_more import BIRMINGHAM, WARD, pair_brief
from tests.e2e.conftest import Open, Reader
from tests.e2e.test_nexus import ANSWER, answer, whole

CITIES = "/nexus?indicator=c_forborn&level=city&other=p_trust"
PLACES = ("BE003C", "DE008C", "UK004C", "DK001C", "BE")


def taken(reader: Reader, form: str, folder: Path) -> Path:
    """The brief in a format, made and saved by two clicks."""
    reader.page.get_by_role("radio", name=form).click()
    reader.page.get_by_role("button", name="Make a brief").click()
    saved = reader.page.get_by_role("button", name=f"Download the brief ({form})")
    expect(saved).to_be_visible()
    with reader.page.expect_download() as download:
        saved.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_pair_that_is_pressed_goes_with_its_brief_in_each_format(open_page: Open, tmp_path: Path) -> None:
    reader = open_page(CITIES)
    answer(reader)
    whole(reader)
    reader.page.get_by_role("button", name=re.compile("Feeling safe at night")).click()
    reader.await_params(indicator="c_forborn", other="p_safe")
    said = reader.page.get_by_role("heading", name=re.compile("safe at night.*rank correlation"))
    expect(said).to_be_visible()
    whole(reader)
    (found,) = ANSWER.findall(said.inner_text())
    word, paper, web = (taken(reader, form, tmp_path) for form in ("Word", "PDF", "Web page"))
    assert {one.name.partition("_2")[0] for one in (word, paper, web)} == {"nexus-atlas_brief_c_forborn-p_safe"}
    content = read(word.read_bytes())
    assert "“Foreign-born residents, share of the city” and “Feeling safe at night in the city”" in content.headings
    assert found in " ".join(content.paragraphs)
    assert len(content.alts) == 2
    assert len(PAGES.findall(paper.read_bytes())) == 2
    html = web.read_text(encoding="utf-8")
    assert found in html
    assert html.count("data:image/png;base64,") == 2
    assert f"{reader.base}/nexus?" in html


# --- on paper ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printer(browser: Browser) -> Page:
    """A tab to print from."""
    return browser.new_page()


def printed(printer: Page, brief: Brief) -> int:
    """How many pages the web page has on paper."""
    printer.set_content(page.html(brief).decode())
    return len(PAGES.findall(printer.pdf(prefer_css_page_size=True, print_background=True)))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("code", PLACES)
def test_the_brief_of_a_place_prints_on_two_pages(printer: Page, code: str, lang: str) -> None:
    made = desk(lang)
    assert printed(printer, of_place(place(code), named(figures(code), made.say), made)) == 2


def test_the_longest_names_print_on_two_pages(printer: Page) -> None:
    assert printed(printer, longest()) == 2


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_pair_prints_on_two_pages_and_a_neighbourhood_on_one(printer: Page, lang: str) -> None:
    made = desk(lang)
    screens = [made.screen(View(indicator=id, level=Level.DISTRICT, lang=lang)) for id in BIRMINGHAM]
    assert printed(printer, pair_brief(lang)) == 2
    assert printed(printer, neighbourhood(place(WARD), "Birmingham", screens, made)) == 1
