"""Every page from app.py without a browser: in both languages, every indicator, and with damaged files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.language import LANGUAGES
from dashboard.shell.frame import PAGES, ROOT
from dashboard.view import Picture
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

pytestmark = pytest.mark.slow

TIMEOUT_S = 30
EXPLORE = "pages/1_explore.py"
DAMAGED = "pm25"


@pytest.fixture
def empty_caches() -> Iterator[None]:
    """What was read before is forgotten, and what this test reads is forgotten after it."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()
    store.held.cache_clear()


def opened(page: str, **params: str) -> AppTest:
    """The app with one page open at these parameters, as it is once a browser has told that the map is drawn."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    app.session_state["atlas:drawn"] = True
    if page != "app.py":
        app.switch_page(page)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    """All words of the page that stand alone: notes, lines, messages."""
    kinds = (app.caption, app.markdown, app.info, app.warning, app.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def told(app: AppTest) -> dict[str, Any]:
    """What the map on the page is told."""
    found: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.bytes)
    return found


def assert_sound(app: AppTest) -> None:
    """Neither a traceback nor a message that something is wrong."""
    assert [element.value for element in app.exception] == []
    assert [element.value for element in app.error] == []
    assert [element.value for element in app.warning] == []


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("page", [entry.file for entry in PAGES])
def test_a_page_runs_in_each_language(page: str, lang: str) -> None:
    app = opened(page, lang=lang)
    assert_sound(app)
    assert app.title[0].value


@pytest.mark.slow
@pytest.mark.parametrize("id", sorted(store.held()))
def test_explore_shows_an_indicator_at_every_level(id: str) -> None:
    for level in levels_held(id):
        app = opened(EXPLORE, indicator=id, level=level.value)
        assert_sound(app)
        assert CATALOGUE[id].title in app.title[0].value
        assert chosen_level(app) == level
        spec = told(app)
        assert spec["said"]["finding"]
        assert_drawable(spec)
        assert "Source: " in said(app)


def assert_drawable(spec: dict[str, Any]) -> None:
    """Every layer has its figures by URL, and a colour for each class or one for its circles."""
    for layer in spec["layers"]:
        assert layer["history"].startswith(("map/history/", "map/change/", "map/pair/"))
        if layer["shape"] == "circles":
            assert layer["largest"] > 0
            assert layer["sizes"]
            assert layer["colour"].startswith("#")
        elif layer["scale"] == "pair":
            assert len(layer["colours"]) == 9
        else:
            assert len(layer["cuts"]) == len(layer["colours"]) + 1
            assert layer["cuts"] == sorted(layer["cuts"])
    for name in ("code", "texts", "land"):
        assert spec[name].startswith("map/")


EVERY_KIND = ("asy_all", "density", "netmig_n2", "gdp_n3", "c_forborn", "p_trust", "pm25", "tp_stock")


@pytest.mark.slow
@pytest.mark.parametrize("picture", [picture for picture in Picture if picture is not Picture.FLOWS])
@pytest.mark.parametrize("id", EVERY_KIND)
def test_every_picture_is_drawn_or_says_why_not_at_every_level(id: str, picture: Picture) -> None:
    for level in levels_held(id):
        app = opened(EXPLORE, indicator=id, level=level.value, picture=picture.value)
        assert [element.value for element in app.exception] == []
        assert [element.value for element in app.error] == []
        if not any("no figures" in element.value for element in app.info):
            assert_drawable(told(app))


PICTURES = [
    ("asy_all", "country", Picture.TILES, 1, {"per": "1000"}),
    ("unemp_n2", "nuts2", Picture.YEARS, 6, {}),
    ("gdp_n3", "nuts2", Picture.CHANGE, 1, {}),
    ("asy_all", "country", Picture.CHANGE, 1, {}),
    ("netmig_n2", "nuts2", Picture.PAIR, 2, {"other": "unemp_n2"}),
    ("recycle", "country", Picture.PAIR, 2, {}),
    ("netmig_n2", "nuts2", Picture.BOTH, 1, {"other": "unemp_n2"}),
    ("c_forborn", "city", Picture.PAIR, 2, {"other": "p_trust"}),
]


@pytest.mark.parametrize(("id", "level", "picture", "maps", "more"), PICTURES)
def test_a_picture_has_its_maps(id: str, level: str, picture: Picture, maps: int, more: dict[str, str]) -> None:
    app = opened(EXPLORE, indicator=id, level=level, picture=picture.value, **more)
    assert_sound(app)
    spec = told(app)
    assert len(spec["panels"]) == maps
    assert bool(spec["tiles"]) is (picture is Picture.TILES)
    assert all(0 <= panel["layer"] < len(spec["layers"]) for panel in spec["panels"])
    assert 0 <= spec["main"] < maps


def test_flows_have_a_picture_of_their_own_and_a_table() -> None:
    app = opened(EXPLORE, indicator="asy_all", picture="flows", places="DE")
    assert_sound(app)
    assert app.get("deck_gl_json_chart")
    assert len(app.table) >= 1


@pytest.mark.parametrize("picture", [Picture.CHANGE, Picture.PAIR, Picture.BOTH])
def test_a_picture_that_cannot_be_drawn_says_so(picture: Picture) -> None:
    """One period only, and a second indicator without that level."""
    app = opened(EXPLORE, indicator="p_trust", level="city", picture=picture.value, other="recycle")
    assert [element.value for element in app.exception] == []
    assert any("no figures" in element.value for element in app.info)


def test_what_is_heavy_waits_for_the_map() -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    app.switch_page(EXPLORE)
    app.run()
    assert app.get("plotly_chart") == []
    assert len(app.table) == 0
    assert app.get("plotly_chart") != opened(EXPLORE).get("plotly_chart")


def chosen_level(app: AppTest) -> object:
    """The level on screen."""
    return next(box.value for box in app.selectbox if box.label == "Level")


def levels_held(id: str) -> tuple[Level, ...]:
    """The levels at which there are figures."""
    return store.load(id).levels


def test_the_map_is_told_the_year_and_the_places_of_the_address() -> None:
    spec = told(opened(EXPLORE, indicator="pm25", level="nuts3", year="2018", places="BE234,DE300", hatch="0"))
    assert spec["panels"][0]["period"] == "2018"
    assert spec["places"] == ["BE234", "DE300"]
    assert spec["hatch"] is False
    assert spec["layers"][0]["history"].startswith("map/history/")


@pytest.mark.usefixtures("empty_caches")
@pytest.mark.parametrize("content", [b"", b"<html>sorry</html>", b"PAR1 and then nothing"])
def test_a_damaged_file_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    _snapshot_with(tmp_path, monkeypatch, content)
    app = opened(EXPLORE, indicator=DAMAGED, level="nuts3")
    assert [element.value for element in app.exception] == []
    assert "cannot be shown" in said(app)


@pytest.mark.usefixtures("empty_caches")
@pytest.mark.parametrize("page", ["app.py", EXPLORE])
def test_a_missing_file_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    _snapshot_with(tmp_path, monkeypatch, None)
    app = opened(page, indicator=DAMAGED, level="nuts3")
    assert [element.value for element in app.exception] == []
    assert "no figures" in said(app).lower()


def _snapshot_with(folder: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None) -> None:
    """A snapshot of nothing but a manifest and perhaps one damaged file."""
    manifest = store.SNAPSHOT.parent / "manifest.json"
    (folder / manifest.name).write_bytes(manifest.read_bytes())
    monkeypatch.setattr(store, "SNAPSHOT", folder / store.SNAPSHOT.name)
    target = store.path_of(DAMAGED, store.SNAPSHOT)
    target.parent.mkdir(parents=True)
    if content is not None:
        target.write_bytes(content)


def is_whole(app: AppTest) -> bool:
    """Whether the page says that nothing follows unasked."""
    return any("page-whole" in element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("page", ["app.py", EXPLORE, "pages/6_places.py", "pages/10_data.py"])
def test_a_first_page_waits_for_its_picture_and_has_its_rest_afterwards(page: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    app.switch_page(page)
    app.query_params["places"] = "BE003C"
    assert not is_whole(app.run())
    app.session_state["atlas:drawn"] = True
    assert is_whole(app.run())


def test_what_is_told_with_a_run_that_is_broken_off_is_not_lost() -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - the script of an AppTest stands alone

        from dashboard.shell import state  # noqa: PLC0415

        state.enter("explore")
        waits = [state.picture_waits(), state.whole_page_waits()]
        state.painted()
        waits += [state.whole_page_waits(), state.whole_page_waits()]
        state.enter("explore")
        st.session_state["found"] = [*waits, state.picture_waits(), state.whole_page_waits()]

    app = AppTest.from_function(script).run()
    assert app.session_state["found"] == [True, False, True, True, False, False]
