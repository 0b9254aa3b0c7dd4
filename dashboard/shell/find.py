"""Find a place by any of its names: the box on the first page and on that of a place."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import finding
from dashboard.language import Language
from dashboard.profile import rows, words
from dashboard.profile.facts import Relation
from dashboard.shell import cached, state
from dashboard.shell.frame import Page
from dashboard.view import View
from data_sources import store
from data_sources.model import Level

PROFILE = "pages/6_places.py"


def find(page: Page) -> None:
    """The first control of the first page: any name of a place leads to what is known of it."""
    labels = cached.place_labels(page.say.code)
    chosen = st.selectbox(
        page.say("Find a place"),
        # 5,000 names weigh as much as the map's shapes: they come a moment after it
        list(labels) if state.map_is_drawn() else [],
        index=None,
        format_func=labels.__getitem__,
        placeholder=_placeholder(page.say),
        key=state.once("find", None),
    )
    if chosen is not None:
        st.switch_page(PROFILE, query_params=view_of(chosen, page.say).to_params())


def find_here(page: Page) -> None:
    """The same on the page of a place: it shows the place, and another one chosen takes its stead."""
    labels = cached.place_labels(page.say.code)
    own = next((code for code in page.view.places[:1] if code in labels), None)
    st.selectbox(
        page.say("Find a place"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_placeholder(page.say),
        **state.control("find", own, _to_place),
    )


def _placeholder(say: Language) -> str:
    return say("A city, region, country or neighbourhood, in any of its names: Ghent, Sicilia, el Raval …")


def _to_place(old: View, code: str | None) -> View:
    if code is None:
        return replace(old, places=(), zoom="", topic="")
    return replace(view_of(code, state.say()), contrast=old.contrast, unreliable=old.unreliable)


def view_of(code: str, say: Language) -> View:
    """The place as a View, with the first figure that is held of it, so that the map shows it too."""
    place = cached.places().loc[code]
    if str(place["level"]) == Level.DISTRICT:
        return _of_neighbourhood(code, str(place["vintage"]), say)
    own = [one for one in cached.facts(code, say.code) if one.relation is Relation.OWN]
    fact = words.leading(own) or next(iter(own), None)
    return replace(rows.view_of(fact, say), period="") if fact else View(places=(code,), lang=say.code)


def _of_neighbourhood(code: str, division: str, say: Language) -> View:
    ids = [id for id in finding.candidates(Level.DISTRICT, division) if id in store.held()]
    views = (finding.view_of_place(code, Level.DISTRICT, cached.observations(id), say.code) for id in ids)
    found = next((view for view in views if view is not None), None)
    return found or View(places=(code,), lang=say.code)
