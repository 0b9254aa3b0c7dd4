"""The controls of Explore: each is the face of one part of the View."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from analysis.classify import Method
from dashboard import text, words
from dashboard.language import Language
from dashboard.own_file import OWN_FILE
from dashboard.screen import Screen
from dashboard.shell import cached, state, uploads
from dashboard.shell.frame import Page
from dashboard.view import WITH_ANOTHER, Classes, Picture, View, own_cuts
from data_sources import store
from data_sources.catalogue import by_theme
from data_sources.model import Kind, Level


def controls(page: Page) -> None:
    """What to show; on a phone behind one line, so that the map comes first. The map has its own year and places."""
    with st.expander(page.say("Choose what to show")) if state.on_phone() else nullcontext():
        _controls(page.view, page.say)


def _controls(view: View, say: Language) -> None:
    """One row of controls, the rest behind More; a narrow screen breaks the row."""
    shown = cached.screen(view)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _indicator(view, say)
        _level(shown, say)
        _picture(view, say)
        if view.picture in WITH_ANOTHER:
            _other(shown, view, say)
        else:
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
    own = {OWN_FILE: say("Your file · {title}", title=cached.indicator(OWN_FILE).title)} if uploads.held() else {}
    titles = own | {entry.id: f"{say(words.THEMES[entry.theme])} · {say(entry.title)}" for entry in themed}
    st.selectbox(
        say("Indicator"),
        list(titles),
        format_func=titles.__getitem__,
        help=text.description(cached.indicator(view.indicator), say),
        width=220,
        **state.control("indicator", view.indicator, View.of),
    )


def _level(shown: Screen, say: Language) -> None:
    st.selectbox(
        say("Level"),
        list(shown.series.levels),
        format_func=lambda level: say(words.LEVELS[level]),
        help=say(words.LEVEL_HELP),
        width=190,
        **state.control("level", shown.level, _to_level),
    )


def _to_level(view: View, level: Level) -> View:
    return replace(view, level=level, places=())


def _picture(view: View, say: Language) -> None:
    st.selectbox(
        say("Picture"),
        list(Picture),
        format_func=lambda picture: say(words.PICTURES[picture]),
        help=say(words.PICTURES_HELP),
        width=190,
        **state.control("picture", view.picture, lambda old, picture: replace(old, picture=picture)),
    )


def _other(shown: Screen, view: View, say: Language) -> None:
    """The second indicator, among those with figures at the same level."""
    official = [entry for entries in by_theme(store.held()).values() for entry in entries]
    held = [cached.indicator(OWN_FILE), *official] if uploads.held() else official
    others = (entry for entry in held if entry.id != view.indicator)
    fitting = (entry for entry in others if shown.level in entry.levels and cached.same_places(view, entry.id))
    titles = {entry.id: say(entry.title) for entry in fitting}
    none = say("The same, in two years") if view.picture is Picture.PAIR else say("Choose one")
    st.selectbox(
        say("Second indicator"),
        ["", *titles],
        format_func=lambda id: titles.get(id, none),
        width=190,
        **state.control("other", view.other if view.other in titles else "", lambda old, id: replace(old, other=id)),
    )


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
    st.toggle(
        say("High contrast"),
        **state.control("contrast", view.contrast, lambda old, on: replace(old, contrast=on)),
    )
    if cached.indicator(view.indicator).denominator:
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
