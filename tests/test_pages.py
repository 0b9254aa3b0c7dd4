"""Every page from app.py without a browser: in both languages, every indicator, and with damaged files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.language import LANGUAGES
from dashboard.shell.frame import PAGES, ROOT
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

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
    """The app with one page open at these parameters."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    if page != "app.py":
        app.switch_page(page)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def said(app: AppTest) -> str:
    """All words of the page that stand alone: notes, lines, messages."""
    kinds = (app.caption, app.markdown, app.info, app.warning, app.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


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
        assert len(app.table[0].value) > 0
        assert "Source: " in said(app)


def chosen_level(app: AppTest) -> object:
    """The level on screen."""
    return next(box.value for box in app.selectbox if box.label == "Level")


def levels_held(id: str) -> tuple[Level, ...]:
    """The levels at which there are figures."""
    return store.load(id).levels


def test_a_year_step_keeps_the_rest_of_the_view() -> None:
    app = opened(EXPLORE, indicator="pm25", level="nuts3", year="2018", places="BE234")
    app.select_slider[0].set_value("2019").run()
    assert_sound(app)
    held = {name: "".join(values) for name, values in app.query_params.items()}
    assert held == {"indicator": "pm25", "level": "nuts3", "year": "2019", "places": "BE234"}


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
