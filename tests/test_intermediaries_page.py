"""The page of the register without a browser: what it shows, the form, and that nobody but a steward writes."""

from __future__ import annotations

import ast
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from dashboard.language import LANGUAGES, language
from dashboard.shell import intermediaries_steward as desk
from data_sources.register import demonstration, reading, store
from data_sources.register.model import Agreement, Entry
from data_sources.register.vocabulary import Consent, Kind, Origin
from tests import test_pages
from tests.conftest import ROOT
from tests.test_pages import assert_sound, opened

pytestmark = pytest.mark.slow

PAGE, RESEARCH = "pages/12_intermediaries.py", "pages/13_research.py"
DAY = date(2026, 11, 22)
CONTACT = "huiskamer@zwalm.example"
STEWARD = "steward@city.example"
REMOVE = "intermediaries:steward:remove"
LOGGED_IN: dict[str, object] = {"is_logged_in": True, "email": STEWARD, "email_verified": True}


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path / "kept"))
    st.cache_resource.clear()
    yield tmp_path / "kept"
    st.cache_resource.clear()


def real(id: str = "a-room", **changes: Any) -> Entry:
    """An entry as a steward would accept it, in Glasgow."""
    base = next(one for one in demonstration.entries() if one.place.city == "UK004C" and one.kind is Kind.INITIATIVE)
    given = Agreement(status=Consent.GIVEN, date=DAY)
    made = replace(base, id=id, name="A room of Govan", provenance=Origin.FORM, consent=given, contact=CONTACT)
    return replace(made, **changes)


def said(app: AppTest) -> str:
    """The words of the page, without the signs that keep an entry's words plain."""
    return test_pages.said(app).replace("\\", "")


def everything(app: AppTest) -> str:
    """All that the browser is sent."""
    return str(app.main)


def drawn(app: AppTest) -> list[str]:
    """The HTML of pictures and tables."""
    return [str(json.loads(one.proto.bytes).get("html", "")) for one in app.get("bidi_component")]


def picture(app: AppTest) -> str:
    return next(html for html in drawn(app) if "register-map" in html)


def tables(app: AppTest) -> str:
    return "".join(drawn(app))


def titles(app: AppTest) -> list[str]:
    """The names on the cards with their numbers."""
    labels = [one.label.replace("\\", "") for one in app.expander]
    return [one for one in labels if one[:1].isdigit()]


def button(app: AppTest, label: str) -> Button:
    return next(one for one in app.button if one.label == label)


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("city", [code.lower() for code in demonstration.CITIES])
def test_each_city_of_the_research_is_shown_and_labelled_on_the_map(city: str, lang: str) -> None:
    app = opened(PAGE, topic=city, lang=lang)
    assert_sound(app)
    assert language(lang)("Demonstration entries: fictional") in picture(app)
    own = [one for one in demonstration.entries() if one.place.city == city.upper()]
    assert len([one for one in titles(app) if "(fictional)" in one]) == len(own)


def test_an_accepted_entry_takes_the_place_of_the_made_up_ones_of_its_city_only() -> None:
    store.accept((real(),), DAY)
    app = opened(PAGE)
    assert_sound(app)
    assert app.selectbox(key="intermediaries:city").value == "UK004C"
    assert titles(app) == ["1. A room of Govan"]
    assert "fictional" not in picture(app)
    assert "Fictional demonstration entries: Birmingham" in said(app)
    app.selectbox(key="intermediaries:city").set_value("UK002C").run()
    assert_sound(app)
    assert "Demonstration entries: fictional" in picture(app)


def test_a_withheld_contact_and_an_entry_without_consent_never_reach_the_browser() -> None:
    silent = real("silent", name="A silent place", consent=Agreement(status=Consent.NOT_RECORDED))
    store.accept((real(), silent), DAY)
    sent = everything(opened(PAGE))
    assert "A room of Govan" in sent
    assert CONTACT not in sent
    assert "A silent place" not in sent


def test_theme_and_kind_choose_entries() -> None:
    app = opened(PAGE, topic="uk002c")
    app.selectbox(key="intermediaries:kind").set_value("digital_tool").run()
    assert_sound(app)
    assert titles(app) == ["1. Which Door (fictional)"]
    assert "Who in the city owns it after the project ends?" in said(app)
    app.selectbox(key="intermediaries:theme").set_value("energy").run()
    assert "None recorded with this theme and kind." in said(app)


def fill(app: AppTest, **changes: str) -> AppTest:
    words = {"name": "Corner library", "what": "Lends books and tools on Saturdays.", "contact": CONTACT} | changes
    app.text_input(key="intermediaries:form:name").set_value(words["name"])
    app.text_area(key="intermediaries:form:what").set_value(words["what"])
    app.text_input(key="intermediaries:form:contact").set_value(words["contact"])
    app.pills[0].set_value(["participation"])
    app.checkbox(key="intermediaries:form:consent").set_value(True)
    return button(app, "Make my file").click().run()


def test_the_form_yields_a_file_and_its_number_and_stores_nothing(kept: Path) -> None:
    app = fill(opened(PAGE, topic="uk002c"))
    assert_sound(app)
    text, number = app.session_state["atlas:register:made"]
    (entry,) = reading.read(text).all_or_nothing()
    assert (entry.name, entry.place.city, entry.contact) == ("Corner library", "UK002C", CONTACT)
    assert number == store.reference((entry,))
    assert f"Its number: **{number}**" in "".join(one.value for one in app.success)
    assert not kept.exists()


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("what", "Write to anna@example.org.", "e-mail address"),
        ("what", "Call 0161 496 0000.", "telephone number"),
        ("name", "The house at 12, rue de la Paix", "street address"),
        ("name", "", "Fill this in."),
    ],
)
def test_a_field_that_cannot_be_taken_says_why(field: str, text: str, told: str) -> None:
    app = fill(opened(PAGE), **{field: text})
    errors = [one.value for one in app.error]
    assert [told in errors[0], len(errors)] == [True, 2]
    assert "atlas:register:made" not in app.session_state


def with_login(monkeypatch: pytest.MonkeyPatch, claims: dict[str, object]) -> None:
    """As where a login is set up: with [auth] in the secrets, its library, and a list of stewards."""
    monkeypatch.setenv("NEXUS_ATLAS_STEWARDS", STEWARD)
    monkeypatch.setattr(desk, "_auth", lambda: True)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    monkeypatch.setattr(desk, "claims", lambda: claims)


def test_no_login_is_offered_where_its_library_cannot_ask_the_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    with_login(monkeypatch, LOGGED_IN)
    assert desk.may_write()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name.startswith("httpx") else object())
    assert not desk.configured()
    assert not desk.may_write()


FORGED = {
    "atlas:steward": True,
    "atlas:register:told": "accepted",
    "user": LOGGED_IN,
    "is_logged_in": True,
    "intermediaries:steward": True,
}


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"is_logged_in": False, "email": STEWARD, "email_verified": True},
        {"is_logged_in": "true", "email": STEWARD, "email_verified": True},
        {"is_logged_in": True, "email": "other@city.example", "email_verified": True},
        {"is_logged_in": True, "email": STEWARD},
        {"is_logged_in": True, "email": STEWARD, "email_verified": False},
    ],
)
def test_whoever_is_no_steward_writes_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch, claims: dict[str, object]
) -> None:
    with_login(monkeypatch, claims)
    app = opened(PAGE, steward="1", email=STEWARD)
    for key, value in FORGED.items():
        app.session_state[key] = value
    app.run()
    assert_sound(app)
    assert not {"Accept this file", "Remove it"} & {one.label for one in app.button}
    assert not desk.may_write()
    desk.accept((real(),), language("en"))
    assert store.entries() == ()
    assert not kept.exists()


def test_without_a_login_set_up_the_page_only_reads(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_ATLAS_STEWARDS", STEWARD)
    monkeypatch.setattr(desk, "claims", lambda: LOGGED_IN)
    app = opened(PAGE)
    for key, value in FORGED.items():
        app.session_state[key] = value
    app.run()
    assert "This page only reads." in said(app)
    assert not [one for one in app.button if "Log in" in one.label]
    desk.accept((real(),), language("en"))
    assert not kept.exists()


def test_a_steward_accepts_and_removes_and_is_asked_again_before_each_write(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = dict(LOGGED_IN)
    with_login(monkeypatch, claims)
    app = opened(PAGE)
    assert_sound(app)
    assert "No entry is accepted yet." in said(app)
    desk.accept((real(),), language("en"))
    assert [one.id for one in store.entries()] == ["a-room"]
    app = opened(PAGE)
    claims["is_logged_in"] = False
    desk.remove("a-room", language("en"))
    assert len(store.entries()) == 1
    claims["is_logged_in"] = True
    app.selectbox(key=REMOVE).set_value("a-room").run()
    app.checkbox(key=f"{REMOVE}:sure").set_value(True).run()
    button(app, "Remove it").click().run()
    assert_sound(app)
    assert store.entries() == ()
    assert "Removed." in said(app)


def test_a_button_kept_from_a_steward_s_visit_writes_nothing_after_the_logout(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = dict(LOGGED_IN)
    with_login(monkeypatch, claims)
    desk.accept((real(),), language("en"))
    app = opened(PAGE)
    app.selectbox(key=REMOVE).set_value("a-room").run()
    app.checkbox(key=f"{REMOVE}:sure").set_value(True).run()
    claims.clear()
    button(app, "Remove it").click().run()
    assert len(store.entries()) == 1
    assert "Removed." not in said(app)


def test_no_other_part_of_the_app_writes_into_the_register() -> None:
    writers = set()
    for path in [*(ROOT / "dashboard").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "data_sources.register"
            for alias in node.names
            if alias.name == "store"
        }
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in named
        }
        if used & {"accept", "remove", "compact", "_opened", "_write"}:
            writers.add(path.name)
    assert writers == {"intermediaries_steward.py"}


def uploaded(app: AppTest, key: str, text: str) -> AppTest:
    """The page after a file was dropped there."""
    app.file_uploader(key=key).upload("register.csv", text.encode(), "text/csv")
    return app.run()


def test_a_file_is_checked_line_by_line_and_stays_in_the_visit(kept: Path) -> None:
    good = reading.csv_text((real(), real("another")))
    app = uploaded(opened(PAGE), "intermediaries:file", good.replace("another", "an other"))
    assert_sound(app)
    assert "1 entry can be taken, 1 cannot." in said(app)
    assert "Line 3, id: " in said(app)
    assert "A room of Govan" not in said(opened(PAGE))
    assert not kept.exists()


def test_a_steward_sees_what_a_file_changes_and_accepts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with_login(monkeypatch, LOGGED_IN)
    store.accept((real(),), DAY)
    changed = reading.csv_text((real(outcome_notes="Forty people came."), real("another")))
    app = uploaded(opened(PAGE), "intermediaries:steward:file", changed)
    assert_sound(app)
    assert "a-room: changed: outcome_notes" in said(app)
    assert "another: new" in said(app)
    assert len(store.entries()) == 1
    button(app, "Accept this file").click().run()
    assert_sound(app)
    assert "1 added, 1 changed." in said(app)
    assert [one.id for one in store.entries()] == ["a-room", "another"]


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_the_research_leads_to_places_and_registers(lang: str) -> None:
    app = opened(RESEARCH, lang=lang)
    assert_sound(app)
    words = said(app)
    assert words.count("https://doi.org/10.1111/puar.12502") == 2
    links = [one.proto.query_string for one in app.get("page_link") if "register" in one.proto.label.lower()]
    if lang == "en":
        assert len(links) == len(demonstration.CITIES)


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_city_with_neighbourhoods_is_told_once_it_is_asked_for(lang: str) -> None:
    app = opened(PAGE, topic="uk004c", lang=lang)
    told = language(lang)("Residents with tertiary education, share, Barcelona")
    assert told not in tables(app)
    app.toggle(key="intermediaries:all_cities").set_value(True).run()
    assert_sound(app)
    assert told in tables(app)
