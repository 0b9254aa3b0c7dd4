"""The map in a real browser: its pixels, its hand, its keys, its time, and what it does when something is missing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from dashboard import palette
from dashboard.language import language
from dashboard.palette import Look
from dashboard.screen import Screen, level_of, screen, series
from dashboard.view import View
from data_sources import store
from data_sources.model import Level
from tests.e2e.conftest import Open, Reader, eventually

PM25 = "/explore?indicator=pm25&level=nuts3&year=2019"
UNEMPLOYED = "/explore?indicator=unemp_n2&level=nuts2&year=2019"
APPLICANTS = "/explore?indicator=asy_all&per=1000&year=2023"
NONE, WITHHELD, OUTSIDE, UNRELIABLE = -1, -2, -3, -4
REST_MS = 1200
CLOCK_RESTS_MS = 700
"""`REST_MS` of clock.js."""


def shown(id: str, level: Level, period: str) -> Screen:
    view = View(indicator=id, level=level, period=period)
    held = store.load(id)
    found = level_of(view, held)
    return screen(view, series(view, held, None, found), found, language("en"))


def hexed(pixel: list[int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*pixel[:3])


def card(page: Page) -> Locator:
    return page.locator(".atlas__card").first


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_region_has_the_colour_of_its_class(open_page: Open, theme: Literal["light", "dark"]) -> None:
    reader = open_page(UNEMPLOYED + "&hatch=0&unreliable=1", theme=theme)
    now = shown("unemp_n2", Level.NUTS2, "2019")
    ramp = palette.sequential(about_people=False, k=len(now.series.classes.upper), look=Look(theme))
    values = now.valued.set_index("geo")["obs_value"]
    for code in ("ES61", "PL22", "SE11", "FRK2", "RO11", "ITG1"):
        assert hexed(reader.probe(code)["fill"]) == ramp[int(now.series.classes.class_of([values[code]])[0])], code


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_figure_is_a_pattern_and_not_a_colour(open_page: Open, theme: Literal["light", "dark"]) -> None:
    reader = open_page(APPLICANTS, theme=theme)
    gone = reader.probe("UK")
    assert gone["state"] == NONE
    around = reader.pixels("fill", gone["x"], gone["y"], reach=6)
    assert len(set(around)) >= 2
    ramp = palette.sequential(about_people=True, k=5, look=Look(theme))
    assert hexed(list(around[0])) not in ramp
    assert palette.surface(Look(theme)).no_data in {hexed(list(pixel)) for pixel in around}


def test_outside_the_data_set_is_plain_land(open_page: Open) -> None:
    reader = open_page(APPLICANTS)
    outside = reader.probe("TR")
    assert outside["state"] == OUTSIDE
    assert hexed(outside["fill"]) == palette.surface(Look.LIGHT).land
    expect(reader.page.get_by_role("button", name="not part of this data set")).to_be_visible()


def test_flagged_figures_are_hatched_and_the_switch_takes_it_off(open_page: Open) -> None:
    reader = open_page("/explore?indicator=gdp_n3&level=nuts2&year=2021")
    now = shown("gdp_n3", Level.NUTS2, "2021")
    flagged = now.valued[now.valued["obs_flag"].str.contains("[bdep]")]
    code = next(code for code in flagged["geo"] if str(code).startswith(("ES", "FR")))
    place = reader.probe(code)
    assert len(set(reader.pixels("fill", place["x"], place["y"], reach=6))) > 2
    reader.page.get_by_role("checkbox", name="Hatch flagged figures").uncheck()
    reader.await_params(hatch="0")
    eventually(reader.page, lambda: len(set(reader.pixels("fill", place["x"], place["y"], reach=2))) == 1)


_WATCH_A_STEP = """() => {
  const map = [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('.atlas')).find(Boolean);
  const send = WebSocket.prototype.send;
  window.step = new Promise((tell) => document.addEventListener('input', () => {
    const [shown, from] = [map.dataset.shown, performance.now()];
    WebSocket.prototype.send = function (...words) {
      WebSocket.prototype.send = send;
      tell({ shown, quiet: performance.now() - from });
      return send.apply(this, words);
    };
  }, { once: true }));
}"""
"""`window.step`: what the map shows at once after a step, and how long the page says nothing to the server then."""


def test_a_step_in_the_browser_hears_nothing_and_a_rest_writes_the_address(open_page: Open) -> None:
    reader, frames = open_page(PM25), list[str]()
    reader.map()
    session = reader.page.context.new_cdp_session(reader.page)
    for kind in ("Sent", "Received"):
        session.on(f"Network.webSocketFrame{kind}", lambda _event, kind=kind: frames.append(kind))
    session.send("Network.enable")
    reader.page.evaluate(_WATCH_A_STEP)
    reader.page.get_by_role("slider", name="Year").press("ArrowRight")
    found = reader.page.evaluate("() => window.step")
    assert found["shown"] == "2020"
    assert found["quiet"] >= CLOCK_RESTS_MS
    reader.await_params(year="2020")
    assert frames[0] == "Sent", "the server spoke unasked"
    expect(reader.page.locator(".atlas__finding")).to_contain_text("2020:")


def test_the_years_play_and_pause(open_page: Open) -> None:
    reader = open_page("/explore?indicator=recycle&year=2010")
    page = reader.page
    reader.map()
    page.get_by_role("combobox", name="Speed").select_option("fast")
    page.get_by_role("button", name="Play the years").click()
    expect(page.locator(".atlas")).not_to_have_attribute("data-shown", re.compile("201[01]"))
    page.get_by_role("button", name="Pause").click()
    paused = page.locator(".atlas").get_attribute("data-shown") or ""
    reader.await_params(year=paused)
    page.wait_for_timeout(REST_MS)
    assert page.locator(".atlas").get_attribute("data-shown") == paused


def test_pointing_shows_one_card_with_value_year_and_rank(open_page: Open) -> None:
    reader = open_page(PM25)
    reader.page.mouse.move(*reader.point("DE300"))
    for part in ("Berlin", "µg/m³", "2019", "Rank"):
        expect(card(reader.page)).to_contain_text(part)


def test_a_click_chooses_and_shift_adds(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    page = reader.page
    page.mouse.click(*reader.point("ES61"))
    reader.await_params(places="ES61")
    page.keyboard.down("Shift")
    page.mouse.click(*reader.point("PL22"))
    page.keyboard.up("Shift")
    reader.await_params(places="ES61%2CPL22")
    expect(page.get_by_role("button", name="Remove Andalucía")).to_be_visible()
    page.get_by_role("button", name="Remove Andalucía").click()
    reader.await_params(places="PL22")


def test_everything_on_the_map_can_be_done_by_keyboard(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    canvas, page = reader.canvas(), reader.page
    canvas.focus()
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_be_visible()
    first = card(page).inner_text()
    page.keyboard.press("ArrowLeft")
    expect(card(page)).not_to_have_text(first, use_inner_text=True)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("places="))
    place = reader.probe("DE30")
    page.keyboard.press("+")
    eventually(page, lambda: reader.probe("DE30")["x"] != place["x"])
    page.keyboard.press("0")
    eventually(page, lambda: reader.probe("DE30")["x"] == pytest.approx(place["x"]))
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()


def test_the_map_zooms_to_a_country_and_home_again(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    page, home = reader.page, reader.probe("DE30")
    page.get_by_role("combobox", name="Zoom to").select_option("DE")
    reader.await_params(zoom="DE")
    apart = reader.probe("DE30")["y"] - reader.probe("DE60")["y"]
    page.get_by_role("button", name="Show the whole map").click()
    eventually(page, lambda: reader.probe("DE30")["x"] == pytest.approx(home["x"]))
    assert abs(apart) > 2 * abs(home["y"] - reader.probe("DE60")["y"])


def test_the_wheel_scrolls_the_page_until_the_map_is_awake(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    page, before = reader.page, reader.probe("DE30")
    page.mouse.move(*reader.point("DE30"))
    page.mouse.wheel(0, -200)
    page.wait_for_timeout(100)
    assert reader.probe("DE30")["x"] == pytest.approx(before["x"])
    reader.canvas().focus()
    page.mouse.wheel(0, -400)
    eventually(page, lambda: reader.probe("SE11")["y"] < before["y"])
    assert reader.probe("ES61")["y"] != pytest.approx(before["y"])


def test_two_fingers_zoom_the_map(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    x, y = reader.point("DE30")
    before = reader.probe("SE11")["y"]
    session = reader.page.context.new_cdp_session(reader.page)
    for kind, spread in (("touchStart", 30), ("touchMove", 60), ("touchMove", 90), ("touchEnd", 0)):
        points = [] if kind == "touchEnd" else [{"x": x - spread, "y": y, "id": 1}, {"x": x + spread, "y": y, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        reader.page.wait_for_timeout(60)
    eventually(reader.page, lambda: reader.probe("SE11")["y"] < before - 20)


def test_a_row_of_the_legend_leaves_only_its_places(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED + "&hatch=0")
    ground = palette.surface(Look.LIGHT).ground
    assert hexed(reader.probe("PL22")["fill"]) != ground
    reader.page.locator(".atlas__row--class").last.hover()
    eventually(reader.page, lambda: hexed(reader.probe("PL22")["fill"]) == ground)
    assert hexed(reader.probe("ES61")["fill"]) != ground


def test_linked_maps_move_and_point_together(open_page: Open) -> None:
    reader = open_page("/explore?indicator=netmig_n2&level=nuts2&picture=pair&other=unemp_n2")
    page = reader.page
    reader.map()
    expect(page.locator(".atlas__legend .atlas__legend")).to_have_count(2)
    page.mouse.move(*reader.point("ES61"))
    expect(page.locator(".atlas__card:not([hidden])")).to_have_count(2)
    before = reader.pixels("fill", 100, 100, reach=8, number=1)
    page.get_by_role("button", name="Zoom in").click()
    eventually(page, lambda: reader.pixels("fill", 100, 100, reach=8, number=1) != before)


def test_marks_are_drawn_kept_in_the_address_and_saved(open_page: Open, tmp_path: Path) -> None:
    reader = open_page(UNEMPLOYED)
    page = reader.page
    box = reader.canvas().bounding_box()
    assert box is not None
    page.get_by_role("button", name="Draw an arrow").click()
    page.mouse.move(box["x"] + 80, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 340, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Write a label").click()
    page.mouse.click(box["x"] + 90, box["y"] + 200)
    page.get_by_role("textbox", name="Words of the label").fill("Look <here>")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("marks=a.*~l"))
    again = open_page(page.url.removeprefix(reader.base))
    again.map()
    eventually(again.page, lambda: any(pixel[3] for pixel in again.pixels("top", 140, 320, reach=14)))
    drawing = saved(again, "Drawing (SVG)", tmp_path)
    assert "Look &lt;here&gt;" in drawing.read_text(encoding="utf-8")


def saved(reader: Reader, kind: str, folder: Path) -> Path:
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Save picture").click()
        reader.page.get_by_role("button", name=kind).click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_a_mark_is_set_by_keyboard(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    page = reader.page
    reader.map()
    page.get_by_role("button", name="Draw an arrow").press("Enter")
    reader.canvas().focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("marks=a"))
    page.get_by_role("button", name="Take back the last mark").press("Enter")
    expect(page).not_to_have_url(re.compile("marks="))


def test_the_saved_drawing_holds_legend_source_year_and_licence(open_page: Open, tmp_path: Path) -> None:
    reader = open_page(UNEMPLOYED)
    reader.map()
    file = saved(reader, "Drawing (SVG)", tmp_path)
    assert file.name == "nexus-atlas_unemp_n2_nuts2_2019.svg"
    root = ET.parse(file).getroot()  # noqa: S314 - our own file
    said = " ".join(root.itertext())
    for part in ("2019", "Unemployment rate", "Eurostat", "CC BY 4.0", "EuroGeographics", "no figure", "Picture made"):
        assert part in said, part
    classes = shown("unemp_n2", Level.NUTS2, "2019").series.classes
    assert f"{classes.upper[0]:.1f} to {classes.upper[1]:.1f}" in said


def test_the_saved_picture_is_twice_as_fine(open_page: Open, tmp_path: Path) -> None:
    reader = open_page(UNEMPLOYED)
    reader.map()
    body = saved(reader, "Picture (PNG)", tmp_path).read_bytes()
    assert body.startswith(b"\x89PNG")
    width = int.from_bytes(body[16:20], "big")
    canvas = reader.canvas().bounding_box()
    assert canvas is not None
    assert width > 2 * canvas["width"]


def test_overseas_regions_stand_in_insets(open_page: Open) -> None:
    reader = open_page(UNEMPLOYED)
    box = reader.canvas().bounding_box()
    assert box is not None
    for code in ("ES70", "FRY4", "PT20"):
        place = reader.probe(code)
        assert place["x"] > 0.75 * box["width"]
        assert place["y"] < 0.5 * box["height"]
    reader.page.mouse.move(*reader.point("ES70"))
    expect(card(reader.page)).to_contain_text("Canarias")


def test_a_tiny_place_is_hit_within_a_few_pixels(open_page: Open) -> None:
    reader = open_page(APPLICANTS)
    x, y = reader.point("MT")
    reader.page.mouse.move(x + 6, y + 3)
    expect(card(reader.page)).to_contain_text("Malta")


def test_each_year_is_drawn_in_its_own_version_and_older_ones_are_counted(open_page: Open) -> None:
    reader = open_page("/explore?indicator=pm25&level=nuts3&year=2005")
    expect(reader.page.locator(".atlas__row--off")).to_contain_text("not on this map")
    expect(reader.page.locator(".atlas__row--off .atlas__count")).not_to_have_text("0")


def cut_off(route: Route) -> None:
    route.abort()


def forgive_what_was_cut_off(reader: Reader) -> None:
    """The page is left first: a map that is drawn anew asks again, and the console says so again."""
    reader.go("/privacy")
    reader.said = [line for line in reader.said if "ERR_FAILED" not in line]


def test_without_shapes_the_list_has_every_figure(open_page: Open) -> None:
    reader = open_page("/privacy")
    page = reader.page
    page.context.route("**/map/shapes/nuts2*", cut_off)
    page.goto(reader.base + UNEMPLOYED)
    expect(page.get_by_text("its boundaries did not arrive")).to_be_visible()
    expect(page.locator(".atlas__place").nth(10)).to_be_attached()
    expect(page.get_by_role("button", name="Download this table (CSV)")).to_be_visible()
    forgive_what_was_cut_off(reader)


def test_without_a_canvas_the_page_says_so_and_works(open_page: Open) -> None:
    reader = open_page("/privacy")
    page = reader.page
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(reader.base + UNEMPLOYED)
    expect(page.get_by_text("This browser cannot draw the map")).to_be_visible()
    expect(page.locator(".atlas__place").nth(10)).to_be_attached()
    page.get_by_role("slider", name="Year").press("ArrowLeft")
    reader.await_params(year="2018")


def test_without_the_program_the_table_stays(open_page: Open) -> None:
    reader = open_page("/privacy")
    page = reader.page
    page.context.route("**/map/code/**", cut_off)
    page.goto(reader.base + UNEMPLOYED)
    expect(page.get_by_text("The map could not be loaded")).to_be_visible()
    expect(page.get_by_role("button", name="Download this table (CSV)")).to_be_visible()
    forgive_what_was_cut_off(reader)


def test_shapes_that_failed_come_at_the_next_step(open_page: Open) -> None:
    reader = open_page("/privacy")
    page = reader.page
    page.context.route("**/map/shapes/nuts2*", cut_off)
    page.goto(reader.base + UNEMPLOYED)
    expect(page.get_by_text("its boundaries did not arrive")).to_be_visible()
    page.context.unroute("**/map/shapes/nuts2*", cut_off)
    page.get_by_role("slider", name="Year").press("ArrowLeft")
    reader.map()
    expect(page.get_by_text("its boundaries did not arrive")).to_be_hidden()
    forgive_what_was_cut_off(reader)


def test_without_names_the_codes_stand_for_them(open_page: Open) -> None:
    reader = open_page("/privacy")
    page = reader.page
    page.context.route("**/map/shapes/names-nuts2*", cut_off)
    page.goto(reader.base + UNEMPLOYED)
    reader.map()
    expect(page.locator(".atlas__place").first).to_contain_text("TRC3")
    page.get_by_role("slider", name="Year").press("ArrowLeft")
    reader.await_params(year="2018")
    forgive_what_was_cut_off(reader)
