"""The controls of Explore: each is the face of one part of the View."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from analysis.classify import Method
from dashboard import text, words
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.shell import cached, state
from dashboard.shell.frame import Page
from dashboard.view import MOST_PLACES, Classes, View, own_cuts
from data_sources import store
from data_sources.catalogue import CATALOGUE, by_theme
from data_sources.model import Kind, Level


def controls(page: Page) -> None:
    """What to show; on a phone behind one line, so that the map comes first. The year stands over the map."""
    with st.expander(page.say("Choose what to show")) if state.on_phone() else nullcontext():
        _controls(page.view, page.say)


def _controls(view: View, say: Language) -> None:
    """One row of controls, the rest behind More; a narrow screen breaks the row."""
    shown = cached.screen(view)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _indicator(view, say)
        _level(shown, say)
        _places(shown, say)
        _classes(shown, say)
        with st.popover(say("More")):
            _more(view, say)
        with st.popover(say("Words"), help=say("What the technical words mean")):
            lines = [
                say("{word}: {meaning}", word=f"**{say(word)}**", meaning=say(meaning))
                for word, meaning in words.GLOSSARY
            ]
            st.markdown("\n".join(f"- {line}" for line in lines))


def _indicator(view: View, say: Language) -> None:
    themed = [entry for entries in by_theme(store.held()).values() for entry in entries]
    titles = {entry.id: f"{say(words.THEMES[entry.theme])} · {say(entry.title)}" for entry in themed}
    st.selectbox(
        say("Indicator"),
        list(titles),
        format_func=titles.__getitem__,
        help=text.description(CATALOGUE[view.indicator], say),
        width=220,
        **state.control("indicator", view.indicator, View.of),
    )


def _level(shown: Screen, say: Language) -> None:
    st.selectbox(
        say("Level"),
        list(shown.series.levels),
        format_func=lambda level: say(words.LEVELS[level]),
        help=say(words.LEVEL_HELP),
        width=204,
        **state.control("level", shown.level, _to_level),
    )


def _to_level(view: View, level: Level) -> View:
    return replace(view, level=level, places=())


def year(page: Page) -> None:
    """The year of the map; a period without figures cannot be chosen."""
    shown, say = cached.screen(page.view), page.say
    periods = list(shown.series.periods)
    arguments = state.control("year", shown.period, lambda old, period: replace(old, period=period))
    if len(periods) > 1:
        st.select_slider(say("Year"), periods, format_func=say.period, **arguments)
    else:
        # Not disabled: Streamlit greys the label of a disabled control below what can be read.
        st.selectbox(say("Year"), periods, format_func=say.period, **arguments)


def _places(shown: Screen, say: Language) -> None:
    """Choosing adds a place, when there are enough in the stead of the first; a click in the row below removes one."""
    st.selectbox(
        say("Places"),
        list(shown.choices),
        index=None,
        format_func=shown.choices.__getitem__,
        placeholder=say("Add a place"),
        help=say("Up to {n} places stand in the ranking and in the lines below.", n=MOST_PLACES),
        width=190,
        **state.control("places", None, _with_place),
    )


def _with_place(view: View, code: str | None) -> View:
    return replace(view, places=tuple(dict.fromkeys((*view.places, code)))[-MOST_PLACES:]) if code else view


def chosen(page: Page) -> None:
    """The chosen places; a click on one takes it out."""
    view, say = page.view, page.say
    if not view.places:
        return
    shown = cached.screen(view)
    st.pills(
        say("Chosen places"),
        list(view.places),
        format_func=lambda code: f"{shown.choices.get(code, code)} ✕",
        selection_mode="multi",
        label_visibility="collapsed",
        **state.control("chosen", list(view.places), _to_places),
    )


def _to_places(view: View, places: list[str]) -> View:
    return replace(view, places=tuple(places))


def _classes(shown: Screen, say: Language) -> None:
    """How colours are cut. Circles have none: there the choice waits for the figure per 1,000 inhabitants."""
    circles = shown.indicator.kind is Kind.COUNT
    st.selectbox(
        say("Classes"),
        list(Method),
        format_func=lambda method: say(words.METHODS[method]),
        help=say(words.NO_CLASSES_HELP) if circles else say(words.CLASSES_HELP),
        width=160,
        **state.control("classes", shown.view.classes.method, _to_method),
    )


def _to_method(view: View, method: Method) -> View:
    return replace(view, classes=Classes(method=method))


def _more(view: View, say: Language) -> None:
    if CATALOGUE[view.indicator].denominator:
        st.toggle(
            say("Per 1,000 inhabitants"),
            **state.control("per", view.per_head, lambda old, on: replace(old, per_head=on)),
        )
    if view.classes.method is Method.OWN:
        own = " ".join(f"{cut:g}" for cut in view.classes.own)
        st.text_input(
            say("Cut points, rising, such as 10 20 50"),
            **state.control("own", own, _to_own),
            placeholder="10 20 50",
        )
    else:
        st.slider(say("Number of classes"), 3, 7, **state.control("k", view.classes.k, _to_k))


def _to_own(view: View, typed: str) -> View:
    return replace(view, classes=replace(view.classes, own=own_cuts(typed)))


def _to_k(view: View, k: int) -> View:
    return replace(view, classes=replace(view.classes, k=k))
