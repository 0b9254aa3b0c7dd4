"""The visitor's own file: an indicator like any other for one visit, nothing of it for anybody else or afterwards."""

from __future__ import annotations

import ast
import gc
import json
import weakref
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import tables
from dashboard.language import language
from dashboard.own_file import OWN_FILE, UNVERIFIED
from dashboard.screen import screen, series
from dashboard.shell import uploads
from dashboard.shell.frame import PAGES
from dashboard.view import View
from data_sources import geography, upload
from data_sources.model import Indicator, Kind, Level, Provenance, Theme, Unit
from data_sources.schema import Observations, check
from tests.conftest import ROOT
from tests.dashboard.test_routes import asked
from tests.test_pages import EXPLORE, TIMEOUT_S, assert_sound, said, told

pytestmark = pytest.mark.slow

NEXUS = "pages/4_nexus.py"
TITLE = "Kettles a head"
FILE = "kettles_2024.csv"
ODD = 1234.0625
"""A figure that stands nowhere else, to look for."""

COUNTRIES = ("AT", "BE", "CZ", "DE", "DK", "EL", "ES", "FI", "FR", "IE", "IT", "NL", "PL", "PT", "SE")
INFO = Indicator(
    id="upload-kettles",
    title=TITLE,
    description="From a file.",
    theme=Theme.POPULATION,
    kind=Kind.MEAN,
    unit=Unit(code="OWN", symbol="", name="kettles"),
    levels=(Level.COUNTRY,),
)
ORIGIN = Provenance(
    source=UNVERIFIED,
    dataflow=FILE,
    request_url="",
    retrieved_at=datetime(2026, 11, 22, tzinfo=UTC),
    updated_at=None,
    licence="",
)


def _ring(lon: float, lat: float) -> list[list[float]]:
    """A square of a hundredth of a degree."""
    side = 0.01
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]


def observations(**changes: Any) -> Observations:
    rows = [
        {"geo": geo, "time_period": str(year), "obs_value": ODD + n * (year - 2010)}
        for n, geo in enumerate(COUNTRIES)
        for year in (2015, 2016, 2018, 2019)
    ]
    table = pd.DataFrame(rows).assign(obs_flag="", conf_status="", level="country", geo_vintage="2024")
    texts = table.columns.difference(["obs_value"])
    table = table.astype(dict.fromkeys(texts, "category"))
    return Observations(table=check(table, INFO), indicator=replace(INFO, **changes), provenance=ORIGIN)


def opened(page: str, kept: Observations | None = None, **params: str) -> AppTest:
    """A page as a visitor sees it who holds this file, once the map is drawn."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    app.session_state["atlas:drawn"] = True
    if kept is not None:
        app.session_state[uploads.KEPT] = uploads.kept(kept)
    if page != "app.py":
        app.switch_page(page)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def frames_of_the_file() -> list[pd.DataFrame]:
    """Every table in this process that has a figure of the file."""
    gc.collect()
    frames = [one for one in gc.get_objects() if type(one) is pd.DataFrame and "obs_value" in one]
    return [one for one in frames if (one["obs_value"] == ODD).any()]


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("page", [entry.file for entry in PAGES])
def test_every_page_runs_with_a_file_in_its_view(page: str, lang: str) -> None:
    assert_sound(opened(page, observations(), indicator=OWN_FILE, lang=lang))
    assert_sound(opened(page, observations(), indicator="asy_first", other=OWN_FILE, lang=lang))


@pytest.mark.parametrize("picture", ["map", "tiles", "years", "change", "pair", "both"])
def test_explore_draws_it_with_its_mark_and_without_an_address(picture: str) -> None:
    app = opened(EXPLORE, observations(), indicator=OWN_FILE, picture=picture, other="asy_first")
    assert_sound(app)
    spec = told(app)
    named = {layer["history"] for layer in spec["layers"] if OWN_FILE in layer["history"]}
    assert named <= set(spec["files"])
    assert not set(spec["files"]) & set(spec["ahead"])
    assert UNVERIFIED in spec["export"]["source"]
    assert any(UNVERIFIED in layer["title"] for layer in spec["layers"])
    assert FILE not in spec["export"]["link"]
    assert "kettle" not in spec["export"]["link"].lower()


def test_as_second_figure_both_sources_are_said() -> None:
    app = opened(EXPLORE, observations(), indicator="asy_first", picture="pair", other=OWN_FILE)
    spec = told(app)
    assert "migr_asyapp" in spec["export"]["source"]
    assert UNVERIFIED in spec["export"]["source"]
    assert [url for url in spec["files"] if "history" in url] == [spec["layers"][1]["history"]]
    assert UNVERIFIED in said(app)


def test_an_official_map_is_told_nothing_of_a_file() -> None:
    with_file, without = (opened(EXPLORE, kept, indicator="asy_first") for kept in (observations(), None))
    assert told(with_file) == told(without)
    assert "files" not in told(without)


def test_only_its_visitor_finds_it_in_the_menu() -> None:
    mine, other = opened(EXPLORE, observations()), opened(EXPLORE)
    options = [next(box for box in app.selectbox if box.label == "Indicator").options for app in (mine, other)]
    assert [TITLE in " ".join(one) for one in options] == [True, False]
    assert options[0][0] == f"Your file · {TITLE} ({UNVERIFIED})"


@pytest.mark.parametrize("params", [{"indicator": OWN_FILE}, {"indicator": "asy_first", "other": OWN_FILE}])
def test_a_link_to_somebody_elses_file_says_so_and_shows_a_page(params: dict[str, str]) -> None:
    mine = opened(EXPLORE, observations(), picture="pair", **params)
    assert "files" in told(mine)
    app = opened(EXPLORE, None, picture="pair", **params)
    assert_sound(app)
    assert "a file that stays with whoever uploaded it" in app.info[0].value
    assert OWN_FILE not in app.query_params.values()
    assert "files" not in told(app)
    app.button(key="own-file:hide").click().run()
    assert not app.info


def test_the_address_of_the_figures_answers_nobody() -> None:
    spec = told(opened(EXPLORE, observations(), indicator=OWN_FILE))
    answers = [asked("/" + url) for url in spec["files"]]
    assert [one.status for one in answers] == [404, 404]
    assert not any(str(int(ODD)).encode() in one.content for one in answers)


def test_forgetting_leaves_no_table_behind() -> None:
    other = opened(EXPLORE, indicator="asy_first")  # what is there by now is frozen, and no longer looked through
    others = frames_of_the_file()  # of the visits of other tests
    app = opened(EXPLORE, observations(), indicator=OWN_FILE, picture="pair", other="asy_first")
    opened(EXPLORE, indicator="asy_first")
    held = {id(one): weakref.ref(one) for one in own_frames(app)}
    assert len(held) > 2
    assert {id(one) for one in frames_of_the_file()} <= {*held, *map(id, others)}
    del app.session_state[uploads.KEPT]
    app.run()
    assert_sound(app)
    assert len(frames_of_the_file()) <= len(others)
    assert [one() for one in held.values() if one() is not None] == []
    assert_sound(other)


def own_frames(app: AppTest) -> list[pd.DataFrame]:
    """Those that hang on what the session keeps."""
    kept = app.session_state[uploads.KEPT]
    seen, found, todo = set(), [], [kept]
    while todo:
        one = todo.pop()
        if id(one) in seen or isinstance(one, type) or callable(one):
            continue
        seen.add(id(one))
        if type(one) is pd.DataFrame:
            found += [one] if "obs_value" in one and (one["obs_value"] == ODD).any() else []
            continue
        todo += gc.get_referents(one)
    return found


def test_the_nexus_offers_official_figures_and_keeps_the_mark() -> None:
    app = opened(NEXUS, observations())
    app.button(key="nexus:own").click().run()
    assert_sound(app)
    assert OWN_FILE in app.query_params.values() or [OWN_FILE] in app.query_params.values()
    assert any(UNVERIFIED in one.value for one in app.subheader)
    assert UNVERIFIED in said(app)
    box = next(one for one in app.selectbox if one.label == "Compare it with")
    assert len(box.options) > 10


def test_a_place_shows_its_figure_of_the_file() -> None:
    app = opened("pages/6_places.py", observations(), places="SE")
    assert_sound(app)
    assert f"{TITLE} ({UNVERIFIED}), 2019: 1 360.1 kettles, rank 1 of 15".replace(" 3", "\u202f3") in said(app)
    assert TITLE not in said(opened("pages/6_places.py", places="SE"))


def test_counts_of_a_file_are_not_compared() -> None:
    app = opened(NEXUS, observations(kind=Kind.COUNT), indicator=OWN_FILE)
    assert_sound(app)
    assert ["a larger place has more" in one.value for one in app.info] == [True]


def test_the_csv_says_where_it_comes_from() -> None:
    held, view = uploads.kept(observations()).observations, View(indicator=OWN_FILE)
    shown = screen(view, series(view, held, None, Level.COUNTRY), Level.COUNTRY, language("en"))
    table = tables.download(shown, language("en")).decode("utf-8-sig")
    assert UNVERIFIED in table.splitlines()[1]
    assert tables.file_name(shown) == "nexus-atlas_own_file_country_2019.csv"


def test_words_of_a_file_do_nothing() -> None:
    named = "=HYPERLINK(1) ![x](http://evil.example/a.png) <b>$x$</b> {n}"
    held = uploads.kept(observations(title=named, unit=Unit(code="X", symbol="", name="`rm`"))).observations
    title = held.indicator.title + held.indicator.unit.name
    assert not set(title) & set("<>[]{}$`*")
    assert not held.indicator.title.startswith("=")


SQUARES = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"ward": f"W-{n}", "name": f"Ward <b>{n}</b>"},
            "geometry": {"type": "Polygon", "coordinates": [_ring(4.3 + n / 100, 50.8)]},
        }
        for n in range(5)
    ],
}


def test_boundaries_of_a_visitors_own_are_drawn_from_inside() -> None:
    shapes = upload.boundaries("wards.geojson", json.dumps(SQUARES).encode())
    lines = "\n".join(f"W-{n},2020,{n + 0.5}" for n in range(5))
    report = upload.read("wards.csv", f"ward,year,value\n{lines}\n".encode(), boundaries=shapes)
    held = uploads.kept(report.observations(report.indicator(title=TITLE), ORIGIN.retrieved_at), shapes)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    app.session_state["atlas:drawn"] = True
    app.session_state[uploads.KEPT] = held
    app.switch_page(EXPLORE)
    app.query_params["indicator"] = OWN_FILE
    app.run()
    assert_sound(app)
    spec = told(app)
    history = spec["files"][spec["layers"][0]["history"]]
    assert history["frames"][0]["values"] == [0.5, 1.5, 2.5, 3.5, 4.5]
    (places,) = history["sets"]
    assert places["ids"][0] == "XX00001"
    assert not set("".join(places["names_inline"])) & set("<>")
    drawn = spec["files"][places["shapes"]]
    assert all(drawn["shapes"])
    assert "W-1" not in " ".join(spec["files"])


def test_the_mark_is_that_of_the_reader_of_files() -> None:
    assert UNVERIFIED == upload.UNVERIFIED


def test_no_shared_cache_is_given_a_view_without_the_guard() -> None:
    """Whatever is cached by a View stands under `uploads.private`; the routes refuse such a View before."""
    found = {}
    for path in sorted((ROOT / "dashboard" / "shell").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and path.name != "routes.py":
                names = [ast.unparse(one) for one in node.decorator_list]
                asked = {ast.unparse(one.annotation) for one in node.args.args if one.annotation}
                if any("cache" in one for one in names) and "View" in asked:
                    found[f"{path.name}:{node.name}"] = names[0]
    assert len(found) > 8
    assert {where for where, first in found.items() if first != "uploads.private"} == set()


def test_points_put_into_regions_are_an_indicator_like_any_other() -> None:
    regions = geography.region_table(Level.COUNTRY, "2024").loc[list(COUNTRIES)]
    spots = "".join(f"{lon},{lat},2019,{n + 11}\n" for n, (lon, lat) in enumerate(regions[["lon", "lat"]].to_numpy()))
    report = upload.read("spots.csv", f"lon,lat,year,price\n{spots}".encode(), upload.Choices(gather="country"))
    kept = report.observations(report.indicator(title=TITLE), ORIGIN.retrieved_at)
    spec = told(opened(EXPLORE, kept, indicator=OWN_FILE))
    values = spec["files"][spec["layers"][0]["history"]]["frames"][0]["values"]
    assert sorted(value for value in values if value is not None) == [n + 11 for n in range(len(COUNTRIES))]
    assert f"{TITLE} ({UNVERIFIED})" in said(opened("pages/6_places.py", kept, places="SE"))
    nexus = opened(NEXUS, kept)
    nexus.button(key="nexus:own").click().run()
    assert_sound(nexus)
    assert any(UNVERIFIED in one.value for one in nexus.subheader)


def test_neighbourhoods_of_barcelona_are_joined_by_name_and_ranked() -> None:
    names = geography.region_table(Level.DISTRICT, "ES002C-barris")["name"]
    rows = "".join(f'"{name}",Barri,{n + 100}\n' for n, name in enumerate(names))
    report = upload.read("preus_barcelona.csv", f"Territori,Tipus,2024\n{rows}".encode())
    assert (report.vintage, len(report.of(upload.Status.MATCHED)), report.mapped) == ("ES002C-barris", 73, True)
    kept = report.observations(report.indicator(title=TITLE), ORIGIN.retrieved_at)
    app = opened(EXPLORE, kept, indicator=OWN_FILE, level="district")
    assert_sound(app)
    spec = told(app)
    values = spec["files"][spec["layers"][0]["history"]]["frames"][0]["values"]
    assert sorted(value for value in values if value is not None) == [n + 100 for n in range(73)]
