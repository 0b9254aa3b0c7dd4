"""The page of a reader's own file in a browser: read, mended, mapped, compared, taken along, forgotten; and private."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import HERE, SLOWEST_MS, Open, Reader, choose, reading
from tests.e2e.server import serve

MARK = "only-the-reader-may-see-this"
FIRST = "First-time asylum applicants"
AWKWARD = (
    "Applicants by country;;\r\n\r\nCountry;2014;2015\r\nGermany;172 945;441 800 b\r\nFrance;58 845;70 570\r\n"
    "Itly;:;83 245\r\nAustria;25 675;85 505\r\nSweden;74 980;156 110\r\nMalta;1 275;7\r\n"
    "<img src=x onerror=alert(1)>;12 000;13 000\r\nEU27;500 000;900 000\r\n"
)


QUARTERS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 53], [x + 0.1, 53], [x + 0.1, 53.1], [x, 53.1], [x, 53]]],
            },
        }
        for name, x in (("North", 9.0), ("South", 9.1), ("West", 9.2))
    ],
}
"""Three squares, as the reader's own boundaries."""


def payload(name: str, text: str) -> FilePayload:
    """A file as the browser hands it over."""
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def upload(reader: Reader, name: str, text: str) -> None:
    """Drop a file, and wait for its report."""
    reader.page.locator("input[type=file]").first.set_input_files(payload(name, text))
    expect(reader.page.get_by_role("button", name="Forget my file")).to_be_visible()
    reader.settle()


def press(reader: Reader, name: str | re.Pattern[str]) -> None:
    """Press a button, and wait for the server."""
    reader.page.get_by_role("button", name=name).click()
    reader.settle()


def mapped(reader: Reader) -> None:
    """Show the file on the map, and wait for the chart below it."""
    press(reader, "Show on the map")
    reader.map()
    expect(reader.page.locator(".js-plotly-plot").first).to_be_visible()
    reader.settle()


def compared(reader: Reader, title: str) -> None:
    """Lay an official figure beside the file."""
    choose(reader.page, "Official figure", title)
    expect(reader.page.get_by_role("button", name="Download the differences")).to_be_visible()
    reader.settle()


def saved(reader: Reader, name: str) -> list[dict[str, str]]:
    """The rows of a table taken along."""
    with reader.page.expect_download() as waiting:
        reader.page.get_by_role("button", name=name).click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_file_is_read_mended_mapped_compared_taken_along_and_forgotten(open_page: Open) -> None:
    reader = open_page("/your_data")
    page = reader.page
    upload(reader, "awkward.csv", AWKWARD)
    expect(page.get_by_role("heading", name=re.compile("^5 of 7 places were found"))).to_be_visible()
    expect(page.get_by_text("onerror").first).to_be_attached()
    expect(page.locator("img[src='x']")).to_have_count(0)
    page.get_by_text(re.compile("line 6.*Itly.*→.*Ital")).click()
    expect(page.get_by_role("heading", name=re.compile("^6 of 7 places were found"))).to_be_visible()
    reader.settle()
    mapped(reader)
    expect(page.get_by_text("Uploaded, unverified: nobody has checked")).to_be_visible()
    expect(page.get_by_text(re.compile("1 figure is withheld for being small or zero, and 1 more"))).to_be_visible()
    assert reader.probe("DE")["sign"] is not None
    compared(reader, FIRST)
    expect(page.get_by_text(re.compile(r"Of \d places with both figures"))).to_be_visible()
    rows = saved(reader, "Download the differences")
    assert {row["own_status"] for row in rows} == {"uploaded, unverified"}
    assert {row["geo"] for row in rows} >= {"DE", "FR", "IT"}
    assert {row["source"] for row in saved(reader, "Download this table")} == {"uploaded, unverified"}
    assert {row["status"] for row in saved(reader, "Cleaned file")} == {"uploaded, unverified"}
    press(reader, "Forget my file")
    expect(page.get_by_role("button", name="Forget my file")).to_have_count(0)
    expect(page.locator(".atlas")).to_have_count(0)
    assert "indicator" not in reader.params()
    expect(page.get_by_text("Itly")).to_have_count(0)


def test_a_file_that_is_no_table_is_refused_in_words(open_page: Open) -> None:
    page = open_page("/your_data").page
    page.locator("input[type=file]").first.set_input_files(payload("nothing.csv", " "))
    refusal = page.get_by_role("alert").filter(has_text="Nothing of it was kept")
    expect(refusal).to_be_visible()
    assert "Traceback" not in page.locator("body").inner_text()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Open, theme: Literal["light", "dark"]) -> None:
    reader = open_page("/your_data", theme=theme)
    upload(reader, "awkward.csv", AWKWARD)
    reader.page.get_by_text("Read it differently").click()
    mapped(reader)
    compared(reader, FIRST)
    assert violations(reader.page) == []


def test_a_phone_shows_report_and_map_without_sideways_scrolling(open_page: Open) -> None:
    reader = open_page("/your_data", size=(390, 844))
    upload(reader, "awkward.csv", AWKWARD)
    mapped(reader)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_boundaries_of_ones_own_carry_the_figures_and_the_recipe_can_be_taken_along(open_page: Open) -> None:
    reader = open_page("/your_data")
    page = reader.page
    upload(reader, "quarters.csv", "quarter,year,residents\nNorth,2020,1200\nSouth,2020,300\nWest,2020,450\n")
    page.get_by_text("Read it differently").click()
    shapes = page.get_by_test_id("stFileUploader").filter(has_text="Boundaries of your own")
    shapes.locator("input[type=file]").set_input_files(payload("quarters.geojson", json.dumps(QUARTERS)))
    expect(page.get_by_role("heading", name=re.compile("^3 of 3 places were found"))).to_be_visible()
    reader.settle()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Recipe for next time").click()
    assert json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["made_for"] == "quarters.csv"
    press(reader, "Show on the map")
    expect(reader.map()).to_contain_text("North")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A server that writes down what it opens to write, and the files that tell."""

    url: str
    pid: int
    log: Path
    told: Path
    temporary: Path

    def wrote(self) -> list[str]:
        """Every file that it opened to write."""
        return [line for line in self.told.read_text(encoding="utf-8").splitlines() if line.startswith("wrote ")]

    def held(self) -> str:
        """What it holds of the file now."""
        before = self.told.read_text(encoding="utf-8").count("held ")
        os.kill(self.pid, signal.SIGUSR1)
        deadline = time.monotonic() + SLOWEST_MS / 1000
        while time.monotonic() < deadline:
            lines = [one for one in self.told.read_text(encoding="utf-8").splitlines() if one.startswith("held ")]
            if len(lines) > before:
                return lines[-1]
            time.sleep(0.05)
        raise TimeoutError("the server did not answer to the signal")


@pytest.fixture
def traced(tmp_path: Path) -> Iterator[Traced]:
    """A server of its own, traced from its first line."""
    told, log, temporary = tmp_path / "told", tmp_path / "log", tmp_path / "temporary"
    temporary.mkdir()
    settings = {"PYTHONPATH": str(HERE / "traced"), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(temporary)}
    settings |= {"TRACED_FILES": str(told), "TRACED_MARK": MARK, "NEXUS_ATLAS_CACHE": str(tmp_path / "cache")}
    with serve("app.py", log, **settings) as server:
        yield Traced(url=server.url, pid=server.pid, log=log, told=told, temporary=temporary)


def test_a_file_of_5_mb_stays_in_memory_is_seen_by_nobody_else_and_is_gone_once_forgotten(
    browser: Browser, traced: Traced
) -> None:
    lines = "".join(f"{code};{year};{year - 1000};{MARK}{'x' * 20_000}\n" for code in CODES for year in YEARS)
    text = f"geo;year;people;remark\n{lines}"
    assert len(text) > 5_000_000
    with reading(browser, traced.url) as mine, reading(browser, traced.url) as other:
        mine.go("/your_data")
        other.go("/your_data")
        before, changed = traced.wrote(), traced.temporary.stat().st_mtime_ns
        upload(mine, "private.csv", text)
        mapped(mine)
        assert traced.wrote() == before
        assert traced.temporary.stat().st_mtime_ns == changed
        assert not traced.held().startswith("held 0 texts, 0 results")
        link = mine.page.url.removeprefix(traced.url)
        other.go(link)
        for seen in (other.page.locator("body").inner_text(), traced.log.read_text(encoding="utf-8")):
            assert "private" not in seen.replace("Privacy", "")
            assert MARK not in seen
        expect(other.page.locator(".atlas")).to_have_count(0)
        taken_along(mine)
        assert traced.wrote() == before
        mine.page.get_by_role("link", name="Your data").click()
        mine.settle()
        press(mine, "Forget my file")
        expect(mine.page.get_by_role("button", name="Forget my file")).to_have_count(0)
        assert traced.held() == "held 0 texts, 0 results"
        assert traced.wrote() == before


def taken_along(reader: Reader) -> None:
    """Say yes, make the file a step of a story, and save the story in two ways: neither has more than the figures."""
    page = reader.page
    expect(page.get_by_role("button", name="This map as one file")).to_have_count(0)
    press(reader, "Add to story")
    asked = page.get_by_role("dialog")
    expect(asked.get_by_role("button", name="Add the step")).to_be_disabled()
    asked.get_by_text("Put my figures into what I make").click()
    expect(asked.get_by_role("button", name="Add the step")).to_be_enabled()
    asked.get_by_role("button", name="Add the step").click()
    asked.get_by_role("link", name="See your story").click()
    expect(page.get_by_role("heading", name="Your own story")).to_be_visible()
    expect(page.get_by_text(re.compile("has the highest figure"))).to_be_visible()
    reader.settle()
    for name in ("Save as a file", "One file"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        content = Path(waiting.value.path()).read_text(encoding="utf-8")
        assert MARK not in content
        assert "uploaded, unverified" in content or "EL,2019,1019.0,," in content
    expect(page.get_by_role("link", name="Present", exact=True)).to_have_count(0)


CODES = ("BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "LT", "LU", "HU", "MT")
YEARS = range(2005, 2020)


SPOTS = "lon,lat,year,cases,type\n" + "".join(
    f"{lon},{lat},2020,{cases},{kind}\n"
    for lon, lat, cases, kind in (
        (2.17, 41.39, 40, "a"), (2.18, 41.40, 60, "b"), (2.35, 48.86, 100, "a"), (13.40, 52.52, 70, "b"),
        (12.49, 41.90, 80, "a"), (-30.0, 45.0, 90, "b"),
    )
)  # fmt: skip


def chosen(reader: Reader, box: str, option: str) -> None:
    """Take an option of a menu, and wait for the server."""
    choose(reader.page, box, option, exact=False)
    reader.settle()


def test_points_are_put_into_regions_and_mapped(open_page: Open) -> None:
    reader = open_page("/your_data")
    page = reader.page
    upload(reader, "spots.csv", SPOTS)
    expect(page.get_by_role("heading", name="6 points can be mapped.")).to_be_visible()
    chosen(reader, "Regions", "Countries")
    said = re.compile(r"5 points lie in 4 regions; each region shows: Sum of cases\. 1 point lies in none")
    expect(page.get_by_text(said)).to_be_visible()
    press(reader, "Show on the map")
    reader.map()
    assert reader.probe("ES")["sign"] is not None
    assert {row["geo"]: row["obs_value"] for row in saved(reader, "Download this table")}["ES"] == "100.0"
    chosen(reader, "Each region shows", "the number of rows")
    expect(page.get_by_text(re.compile("each region shows: Number of rows"))).to_be_visible()


def test_days_that_could_be_two_are_asked_and_can_be_turned(open_page: Open) -> None:
    reader = open_page("/your_data")
    page = reader.page
    upload(reader, "days.csv", "geo,date,value\nDE,03/04/2024,1000\nFR,05/06/2024,2000\n")
    expect(page.get_by_role("heading", name=re.compile("its days can be read in two ways"))).to_be_visible()
    page.get_by_text(re.compile("2024-04-03 or 2024-03-04")).first.click()
    expect(page.get_by_text("2024-04-03 to 2024-06-05")).to_be_visible()
    reader.settle()
    page.get_by_text("Read it differently").click()
    chosen(reader, "Order of day and month", "month before day")
    expect(page.get_by_text("2024-03-04 to 2024-05-06")).to_be_visible()
