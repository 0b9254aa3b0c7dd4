"""Why a place has no colour: each reason looks like no other, and figures of low reliability show when asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from dashboard import palette
from dashboard.palette import Look
from dashboard.screen import known_places
from data_sources.model import Level
from tests.e2e.conftest import Colour, Reader, eventually, reading
from tests.e2e.server import Server

ADDRESS = "/explore?indicator=unemp_n2&level=nuts2&year=2019"
PERIOD = "2019"
# Regions large enough for a texture, and what the history is made to say of them.
WITHHELD, MISSING, UNRELIABLE = "PL62", "SE33", "ES61"
STATES = {WITHHELD: -2, MISSING: -1, UNRELIABLE: -4}
REACH = 4


def answer_with_gaps(route: Route) -> None:
    """The history as the server has it, but for three regions: none of our sources has all the reasons."""
    answer = route.fetch()
    history = answer.json()
    frame = history["frames"][history["periods"].index(PERIOD)]
    at = known_places(Level.NUTS2, history["sets"][frame["set"]]["vintage"]).index.get_loc
    for code in (WITHHELD, MISSING):
        frame["values"][at(code)] = None
    frame["withheld"].append(at(WITHHELD))
    frame["flags"].setdefault("u", []).append(at(UNRELIABLE))
    route.fulfill(response=answer, body=json.dumps(history))


@pytest.fixture(scope="module", params=["light", "dark"])
def gaps(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Reader]:
    with reading(browser, server.url, theme=request.param) as reader:
        reader.page.route("**/map/history/**", answer_with_gaps)
        reader.go(ADDRESS)
        reader.map()
        yield reader


def around(reader: Reader, code: str) -> list[Colour]:
    place = reader.probe(code)
    return reader.pixels("fill", place["x"], place["y"], REACH)


def look_of(reader: Reader) -> Look:
    return Look.DARK if reader.page.locator(".atlas--dark").count() else Look.LIGHT


def outside(reader: Reader) -> str:
    """A region of a country that the data set never covers."""
    codes = known_places(Level.NUTS2, "2016").index
    found: dict[str, dict[str, Any] | None] = {code: reader.probe(code) for code in codes if code[:2] in {"AL", "RS"}}
    return next(code for code, place in found.items() if place and place["state"] == -3)


def test_each_reason_is_told_apart_by_what_it_looks_like(gaps: Reader) -> None:
    assert {code: gaps.probe(code)["state"] for code in STATES} == STATES
    drawn = {code: around(gaps, code) for code in (*STATES, outside(gaps))}
    for one, pixels in drawn.items():
        assert all(pixels != other for code, other in drawn.items() if code != one), one
    ramp = palette.sequential(about_people=False, k=5, look=look_of(gaps))
    for code in STATES:
        colours = {"#{:02x}{:02x}{:02x}".format(*pixel[:3]) for pixel in drawn[code]}
        assert len(colours) > 1, code
        assert palette.surface(look_of(gaps)).no_data in colours, code
        assert not colours & set(ramp), code


def test_the_legend_counts_each_reason(gaps: Reader) -> None:
    for kind, least in (("withheld", 1), ("unreliable", 1), ("none", 1), ("outside", 1)):
        count = gaps.page.locator(f".atlas__row--{kind} .atlas__count").inner_text()
        assert int(count) >= least, kind


@pytest.mark.parametrize(
    ("code", "word"), [(WITHHELD, "confidential"), (MISSING, "No figure"), (UNRELIABLE, "Low rel")]
)
def test_the_card_says_the_reason(gaps: Reader, code: str, word: str) -> None:
    gaps.page.mouse.move(*gaps.point(code))
    expect(gaps.page.locator(".atlas__card")).to_contain_text(word)


def test_low_reliability_shows_when_asked_for(gaps: Reader) -> None:
    switch = gaps.page.get_by_role("checkbox", name="Show unreliable figures")
    before = around(gaps, UNRELIABLE)
    switch.check()
    gaps.await_params(unreliable="1")
    eventually(gaps.page, lambda: gaps.probe(UNRELIABLE)["state"] >= 0)
    eventually(gaps.page, lambda: around(gaps, UNRELIABLE) != before)
    switch.uncheck()
    expect(gaps.page).not_to_have_url(re.compile("unreliable"))
    eventually(gaps.page, lambda: around(gaps, UNRELIABLE) == before)
