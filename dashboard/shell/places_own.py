"""The visitor's own file on the page of a place: its figure there, with its rank."""

from __future__ import annotations

import streamlit as st

from dashboard import text
from dashboard.language import Language
from dashboard.own_file import OWN_FILE
from dashboard.screen import Screen
from dashboard.shell import cached, uploads
from dashboard.shell.frame import Page
from dashboard.shell.places import place
from dashboard.view import View
from data_sources.model import Level


def own_figure(page: Page) -> None:
    """The figure of the place in the visitor's file; nothing without a file, or where it has none of such places."""
    one, say = place(page), page.say
    shown = at_level(one.level, say) if one else None
    if one is None or shown is None:
        return
    st.subheader(say("In your file"), anchor=False)
    said = sentence(shown, one.code, say)
    if not said:
        st.caption(say("It has no figure of {place} in {period}.", place=one.name, period=say.period(shown.period)))
        return
    st.markdown(said)
    st.caption(text.source_line(shown, say))


def at_level(level: Level, say: Language) -> Screen | None:
    """The visitor's file at this kind of place; None without a file, or where it has no such places."""
    held = uploads.held()
    if held is None or level not in held.levels:
        return None
    return cached.screen(View(indicator=OWN_FILE, level=level, lang=say.code))


def sentence(shown: Screen, code: str, say: Language) -> str:
    """The figure of a place with its rank; "" where it has none."""
    found = shown.valued[shown.valued["geo"] == code]
    if found.empty:
        return ""
    return say(
        "{title}: {value}, rank {rank} of {n}; 1 is the highest.",
        title=text.title(shown, say),
        value=text.spoken(float(found["obs_value"].iloc[0]), shown.indicator, say),
        rank=say.number(int(found["rank"].iloc[0])),
        n=say.number(len(shown.valued)),
    )
