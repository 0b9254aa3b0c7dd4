"""The page of the research: four cities, how it was done, what it found and recommends, and what was read of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.intermediaries import research
from dashboard.intermediaries.research import Said
from dashboard.shell import register
from dashboard.shell.find import PROFILE
from dashboard.shell.frame import Page
from dashboard.story.cities_profile import name
from dashboard.view import View
from data_sources.register.demonstration import CITIES

REGISTER, PRESENT, POLICY = "pages/12_intermediaries.py", "pages/8_present.py", "pages/9_policy.py"
_STORY = "four_cities"


def heading(page: Page) -> None:
    """What the page is about."""
    say = page.say
    st.title(say("The research: smart urban intermediaries"), anchor=False)
    st.markdown(
        say(
            "The research behind this part of the atlas followed people who link residents, public bodies and "
            "initiatives in four European cities, and asked how they work and what they need."
        )
    )
    st.info(research.unread(say))


def cities(page: Page) -> None:
    """The four cities, each with its place page and its register."""
    say, known = page.say, register.held()
    st.subheader(say("The four cities"), anchor=False)
    for column, code in zip(st.columns(len(CITIES)), CITIES, strict=True):
        with column.container(border=True):
            st.markdown(f"**{name(code, say)}**")
            own = known.of.get(code, ())
            told = say.plural("{n} entry", "{n} entries", len(own)) if own else say("none recorded")
            st.caption(f"{told} · {say('fictional')}" if code in known.made_up else told)
            place = View(places=(code,), lang=say.code)
            st.page_link(PROFILE, label=say("Its figures"), query_params=place.to_params())
            there = View(topic=code.lower(), lang=say.code)
            st.page_link(REGISTER, label=say("Its register"), query_params=there.to_params())


def methods(page: Page) -> None:
    """How the research was done."""
    st.subheader(page.say("How it was done"), anchor=False)
    _list(research.methods(page.say))


def findings(page: Page) -> None:
    """What it found."""
    st.subheader(page.say("What it found"), anchor=False)
    _list(research.findings(page.say))


def recommendations(page: Page) -> None:
    """What it recommends, and where the atlas takes that up."""
    say = page.say
    st.subheader(say("What it recommends"), anchor=False)
    _list(research.recommendations(say), numbered=True)
    with st.container(horizontal=True):
        here = View(lang=say.code)
        st.page_link(POLICY, label=say("Recommendations and their figures"), query_params=here.to_params())
        story = View(topic=_STORY, lang=say.code)
        st.page_link(PRESENT, label=say("Tell it as a story"), query_params=story.to_params())


def _list(said: Sequence[Said], *, numbered: bool = False) -> None:
    """Sentences with their sources; one that all share is said once."""
    shared = len({one.source for one in said}) == 1
    mark = "1." if numbered else "-"
    st.markdown("\n".join(f"{mark} {one.text}" + ("" if shared else f" *{_source(one)}*") for one in said))
    if shared and said:
        st.caption(_source(said[0]))


def _source(one: Said) -> str:
    return f"[{one.source}]({one.address})" if one.address else one.source


def limits(page: Page) -> None:
    """What the page cannot tell."""
    with st.expander(page.say("What this page cannot tell you")):
        st.markdown("\n".join(f"- {line}" for line in research.limits(page.say)))
