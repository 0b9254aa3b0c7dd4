"""The map as one file, opened from the disk: no server, no request, the same colours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard import history, maps, palette, text
from dashboard.language import language
from dashboard.map_component import alone, assets
from dashboard.maps import Links, Panel, Style
from dashboard.palette import Look
from dashboard.screen import Screen, level_of, screen, series
from dashboard.view import View
from data_sources import geography, store
from data_sources.model import Level

SAY = language("en")
VIEW = View(indicator="unemp_n2", level=Level.NUTS2, period="2019")
HISTORY = "history.json"
TEXTS = "texts.json"
PROBE = "(code) => document.getElementById('atlas').atlas.mounted.probe(code)"


def shown() -> Screen:
    held = store.load(VIEW.indicator)
    level = level_of(VIEW, held)
    return screen(VIEW, series(VIEW, held, None, level), level, SAY)


def held(url: str) -> Any:
    """A file that the routes would serve."""
    return json.loads((geography.SHAPES / url.rpartition("/")[2]).read_text(encoding="utf-8"))


def page_of(now: Screen, look: Look) -> str:
    style = Style(look=look, say=SAY)
    said = {
        "finding": text.finding(now, SAY),
        "subtitle": text.subtitle(now, SAY),
        "summary": text.summary(now, SAY),
        "notes": text.notices(now, SAY),
    }
    spec = maps.spec(
        [maps.layer(now, style, Links(history=HISTORY))],
        [Panel(layer=0, period=now.period)],
        style,
        texts=TEXTS,
        land=geography.land_url(),
        tiles="",
        main=0,
        said=said,
        places=[],
        most_places=6,
        zoom="",
        marks="",
        hatch=False,
        unreliable=True,
        export={"source": text.source_line(now, SAY), "file": "map", "day": "today"},
    )
    figures = history.history(now.series, SAY)
    urls = {one[name] for one in figures["sets"] for name in ("shapes", "names", "borders") if one[name]}
    files = {url: held(url) for url in {*urls, geography.land_url()}}
    return alone.page(spec, files | {HISTORY: figures, TEXTS: assets.said(SAY)}, lang="en")


@pytest.fixture
def asked() -> list[str]:
    """Every request the page made."""
    return []


@pytest.fixture(params=list(Look))
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path, asked: list[str]) -> Iterator[Page]:
    """The page, opened from a file."""
    file = tmp_path / "map.html"
    file.write_text(page_of(shown(), request.param), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    page = context.new_page()
    broken: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(file.as_uri())
    page.locator('.atlas[data-drawn="1"]').wait_for(timeout=15_000)
    yield page
    assert broken == []
    context.close()


def test_it_draws_and_steps_from_a_file(opened: Page, asked: list[str]) -> None:
    now = shown()
    look = Look(opened.locator("html").get_attribute("data-look") or "")
    ramp = palette.sequential(about_people=False, k=len(now.series.classes.upper), look=look)
    cells = now.valued.set_index("geo")
    for code in ("ES61", "PL22", "SE11"):
        colour = ramp[int(now.series.classes.class_of([cells["obs_value"][code]])[0])]
        assert "#{:02x}{:02x}{:02x}".format(*opened.evaluate(PROBE, code)["fill"][:3]) == colour
    opened.get_by_role("slider", name="Year").press("ArrowLeft")
    assert opened.locator(".atlas").get_attribute("data-shown") == "2018"
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 1


def test_it_holds_the_place_list_and_the_source(opened: Page) -> None:
    assert opened.locator(".atlas__place").count() > 20
    assert "Eurostat" in opened.evaluate("() => document.getElementById('atlas').atlas.mounted.drawing()")
