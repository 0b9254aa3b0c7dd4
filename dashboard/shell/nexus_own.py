"""The visitor's own file on the nexus page: which official figures it can be compared with, and the choice of one."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.pairs import Pair
from dashboard.language import Language
from dashboard.nexus import own
from dashboard.nexus.chooser import counted
from dashboard.nexus.matrix import needed
from dashboard.own_file import OWN_FILE
from dashboard.shell import cached, state, uploads
from dashboard.shell.frame import Page
from dashboard.view import View
from dashboard.words import LEVELS
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.presence import presence


def pairs() -> tuple[Pair, ...]:
    """Every pair of the file with an official figure, those with arrivals first; none where no file is held."""
    return _pairs(OWN_FILE, uploads.version()) if uploads.held() else ()


def _counted(id: str, version: float) -> tuple[Pair, ...]:  # noqa: ARG001 - a new file is a new entry
    held = store.held()
    return own.partners(cached.observations(id), presence(needed(held)), held)


_pairs = uploads.for_this_visit(_counted)


def chosen(view: View) -> Pair | None:
    """The pair a View asks for, or its first at that level; None where the two share too few places."""
    found = pairs()
    asked = {view.indicator, view.other} - {OWN_FILE, ""}
    fitting = [one for one in found if not view.other or own.partner(one) in asked]
    here = [one for one in fitting if one.level is view.level]
    return next(iter(here or fitting), None)


def choice(page: Page) -> bool:
    """The way to the visitor's file, or where it is on screen the figures to compare it with; True in that case."""
    if not uploads.held():
        return False
    say, view = page.say, page.view
    title = cached.indicator(OWN_FILE).title
    if not view.shows_own_file:
        label = say("Compare your file: {title}", title=title)
        st.button(label, icon=":material/upload_file:", key="nexus:own", on_click=_enter)
        return False
    found = pairs()
    st.subheader(title, anchor=False)
    if found:
        _partner(found, view, say)
    else:
        st.info(_none(say))
    st.button(say("Back to the official figures"), key="nexus:official", type="tertiary", on_click=_leave)
    return True


def _partner(found: tuple[Pair, ...], view: View, say: Language) -> None:
    labels = {(own.partner(one), one.level): _label(one, say) for one in found}
    now = chosen(view)
    st.selectbox(
        say("Compare it with"),
        list(labels),
        format_func=labels.__getitem__,
        help=say("Official figures with at least 10 places in common with your file."),
        **state.control("own", (own.partner(now), now.level) if now else None, _to),
    )


def _label(one: Pair, say: Language) -> str:
    title = say(CATALOGUE[own.partner(one)].title)
    return " · ".join((title, say(LEVELS[one.level]), counted(one, say)))


def _to(view: View, chosen: tuple[str, str] | None) -> View:
    pair = next((one for one in pairs() if (own.partner(one), one.level) == chosen), None)
    return view if pair is None else _showing(view, pair)


def _showing(view: View, pair: Pair) -> View:
    kept = view.places if pair.level is view.level else ()
    return replace(
        view, indicator=pair.arrivals, other=pair.place, level=pair.level, places=kept, period="", per_head=False
    )


def _none(say: Language) -> str:
    kept = uploads.held()
    if kept and not own.comparable(kept):
        return say("Your file has counts: a larger place has more of everything. A rate or a share can be compared.")
    return say("No official figure shares 10 places with your file.")


def _enter() -> None:
    view, first = state.view(), next(iter(pairs()), None)
    state.show(_showing(view, first) if first else view.of(OWN_FILE))


def _leave() -> None:
    state.show(state.view().without_own_file())
