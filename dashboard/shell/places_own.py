"""The visitor's own file on the page of a place: its figure there, with its rank."""

from __future__ import annotations

import streamlit as st

from dashboard import text
from dashboard.own_file import OWN_FILE
from dashboard.shell import cached, uploads
from dashboard.shell.frame import Page
from dashboard.shell.places import place
from dashboard.view import View


def own_figure(page: Page) -> None:
    """The figure of the place in the visitor's file; nothing without a file, or where it has none of such places."""
    held, one, say = uploads.held(), place(page), page.say
    if held is None or one is None or one.level not in held.levels:
        return
    shown = cached.screen(View(indicator=OWN_FILE, level=one.level, lang=say.code))
    st.subheader(say("In your file"), anchor=False)
    found = shown.valued[shown.valued["geo"] == one.code]
    if found.empty:
        st.caption(say("It has no figure of {place} in {period}.", place=one.name, period=say.period(shown.period)))
        return
    value = text.spoken(float(found["obs_value"].iloc[0]), shown.indicator, say)
    rank, n = int(found["rank"].iloc[0]), len(shown.valued)
    st.markdown(
        say(
            "{title}: {value}, rank {rank} of {n}; 1 is the highest.",
            title=text.title(shown, say),
            value=value,
            rank=say.number(rank),
            n=say.number(n),
        )
    )
    st.caption(text.source_line(shown, say))
