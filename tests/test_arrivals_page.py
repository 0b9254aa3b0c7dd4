"""Arrivals from app.py without a browser: every kind, every figure, both languages, and with nothing held."""

from __future__ import annotations

import pytest

from dashboard.arrivals.kinds import KINDS, series_held
from dashboard.language import LANGUAGES
from data_sources import store
from tests.test_pages import assert_sound, opened, said

ARRIVALS = "pages/2_arrivals.py"
FIGURES = [(kind.id, id) for kind in KINDS if kind.mapped for id in series_held(kind, store.held())]
FLOWS = [id for kind in KINDS for id in kind.flows]
LOADED = ("flood", "wave", "influx", "illegal", "because of", "leads to")


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("kind", [kind.id for kind in KINDS])
def test_every_kind_has_a_headline_a_source_and_limits(kind: str, lang: str) -> None:
    app = opened(ARRIVALS, topic=kind, lang=lang)
    assert_sound(app)
    assert any(character.isdigit() for character in app.subheader[0].value)
    assert "Source" in said(app)
    words = "\n".join([said(app), *(one.value for one in app.subheader)]).lower()
    assert [word for word in LOADED if word in words] == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "id"), FIGURES)
def test_every_figure_is_shown_as_it_is_and_per_head(kind: str, id: str) -> None:
    for per in ("", "1000"):
        app = opened(ARRIVALS, topic=kind, indicator=id, level="nuts3" if kind == "population" else "country", per=per)
        assert_sound(app)
        assert app.get("bidi_component")


@pytest.mark.parametrize("id", FLOWS)
def test_every_flow_table_is_shown_with_its_own_words(id: str) -> None:
    app = opened(ARRIVALS, topic=f"origins.{id}", places="IT")
    assert_sound(app)
    is_stock = id in {"refugees_flows", "asylum_pending_flows"}
    assert ("Live in Italy, by origin" in said(app)) is is_stock


def test_lines_of_a_route_are_not_drawn() -> None:
    app = opened(ARRIVALS, topic="origins.frontex_flows.cmed", picture="flows")
    assert_sound(app)
    assert "Central Mediterranean route, by nationality" in said(app)
    assert not app.get("deck_gl_json_chart")


def test_a_second_figure_waits_for_the_reader() -> None:
    asked = opened(ARRIVALS, topic="asylum", other="tp_stock")
    assert_sound_but_info(asked.info[0].value)
    assert [button.label for button in asked.button] == ["Show both anyway", "Cite and share", "Add to story"]
    shown = asked.button[0].click().run()
    assert "These two do not count the same" in shown.info[0].value
    assert [button.label for button in shown.button] == ["Cite and share", "Add to story"]


def assert_sound_but_info(words: str) -> None:
    """The sentence names what each of the two counts."""
    assert "a stock" in words
    assert "events" in words


def test_without_any_figure_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "held", frozenset)
    for kind in ("asylum", "population"):
        app = opened(ARRIVALS, topic=kind)
        assert [element.value for element in (*app.exception, *app.error)] == []
        assert any("no figures" in element.value for element in app.info)
