"""The button that makes one part of a page, such as a recommendation, a step of the visitor's own story."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.language import Language
from dashboard.shell.add_to_story import OWN, PRESENT
from dashboard.story.model import Step
from dashboard.view import View
from data_sources.errors import UploadError


def button(key: str, made: Callable[[], Step], say: Language) -> None:
    """The button, and after a press how many steps the story has, or why this cannot be one."""

    @st.fragment(key=f"story:{key}")
    def together() -> None:
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            if st.button(say("Add to story"), icon=":material/playlist_add:", key=f"story:add:{key}"):
                _add(made, say)

    together()


def _add(made: Callable[[], Step], say: Language) -> None:
    from dashboard.shell import own_story  # noqa: PLC0415 - all stories, which a page does not need to be drawn

    try:
        own_story.add(made())
    except UploadError as error:
        st.caption(str(error), width="content")
        return
    told(len(own_story.kept().steps), say)


def told(n: int, say: Language) -> None:
    """How many steps the story has now, and the way to it."""
    st.caption(say.plural("Added: your story has {n} step.", "Added: your story has {n} steps.", n), width="content")
    there = View(lang=say.code, topic=OWN)
    st.page_link(PRESENT, label=say("See your story"), query_params=there.to_params())
