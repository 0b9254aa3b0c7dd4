"""The page on data and methods: its filters, its list for phones, and what it says where nothing is found."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.shell import state
from tests.test_pages import assert_sound, opened, said

DATA = "pages/10_data.py"


def listed(app: AppTest) -> list[str]:
    """The indicators in the table of years and places."""
    tables = [one.value for one in app.table if one.value.index.name == "Indicator" and "Years" in one.value.columns]
    return [str(name) for table in tables for name in table.index]


def test_the_theme_of_the_view_is_chosen_first() -> None:
    app = opened(DATA, indicator="pm25")
    assert_sound(app)
    assert app.selectbox(key="data:theme").value == "environment"
    assert any("indicator=pm25&level=nuts3" in name for name in listed(app))
    assert not any("indicator=asy_all" in name for name in listed(app))


def test_words_search_all_themes() -> None:
    app = opened(DATA)
    app.selectbox(key="data:theme").set_value("").run()
    app.text_input(key="data:search").set_value("fine particles").run()
    assert_sound(app)
    assert listed(app)
    assert all("pm25" in name for name in listed(app))


def test_nothing_found_is_said() -> None:
    app = opened(DATA)
    app.text_input(key="data:search").set_value("zebra crossings of the moon").run()
    assert_sound(app)
    assert listed(app) == []
    assert "No indicator has these words" in said(app)


def test_a_phone_gets_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "on_phone", lambda: True)
    app = opened(DATA, lang="fr")
    assert_sound(app)
    assert "- **[Arrivées](data?indicator=" in said(app)
