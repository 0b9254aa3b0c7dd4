"""The button at the end of a page that makes what it shows a step of the visitor's own story."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.language import Language
from dashboard.shell import state, upload_leaving
from dashboard.view import View
from data_sources.errors import UploadError

PRESENT = "pages/8_present.py"
OWN = "own"
"""The topic under which the page of stories shows the visitor's own."""

IN_STORIES = frozenset(
    (
        "overview explore places your_data arrivals sdg11 nexus themes data privacy policy intermediaries research"
    ).split(),
)
"""Pages that a slide can be made of: those of `page_makers`, which is too much to load for a button."""

_PAGE = "page"
_ADDED = "atlas:added"
"""Which button added the last step, what was on screen then, and how many steps there were."""


def add_to_story(id: str, asked: Callable[[], View] | None, say: Language) -> None:
    """The button, and after a press how many steps the story has, or why this cannot be one.

    `asked` gives the View that the page shows where that is one picture.
    """
    if id in IN_STORIES:
        button(_PAGE, lambda: _pressed(id, asked() if asked else state.view(), say), say)


def button(key: str, pressed: Callable[[], None], say: Language) -> None:
    """The button and what `pressed` says, which stays while the page shows the same, however often it is drawn."""

    @st.fragment(key=f"story:{key}")
    def together() -> None:
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            if st.button(say("Add to story"), icon=":material/playlist_add:", key=f"story:add:{key}"):
                pressed()
            else:
                _still_told(key, say)

    together()


def add(key: str, adding: Callable[[], None], say: Language) -> None:
    """Add a step and say so, with the way to the story; or say why it cannot be one."""
    from dashboard.shell import own_story  # noqa: PLC0415 - all stories, which a page does not need to be drawn

    try:
        adding()
    except UploadError as error:
        st.caption(str(error), width="content")
        return
    st.session_state[_ADDED] = (key, state.page(), state.view(), len(own_story.kept().steps))
    _told(say)


def _still_told(key: str, say: Language) -> None:
    if _ADDED not in st.session_state or st.session_state[_ADDED][:3] != (key, state.page(), state.view()):
        return
    from dashboard.shell import own_story  # noqa: PLC0415 - as above; it is loaded, as a step was added

    if st.session_state[_ADDED][3] == len(own_story.kept().steps):
        _told(say)


def _told(say: Language) -> None:
    n = st.session_state[_ADDED][3]
    st.caption(say.plural("Added: your story has {n} step.", "Added: your story has {n} steps.", n), width="content")
    there = View(lang=say.code, topic=OWN)
    st.page_link(PRESENT, label=say("See your story"), query_params=there.to_params())


def _pressed(id: str, shown: View, say: Language) -> None:
    """Add the step, or first ask whether the figures of the visitor's own file may go along."""
    from dashboard.shell import own_story  # noqa: PLC0415 - as above

    if own_story.viewed(id, shown).shows_own_file and not upload_leaving.confirmed():
        st.dialog(say("Your own figures in your story?"), width="medium")(_ask)(id, shown, say)
    else:
        add(_PAGE, lambda: own_story.add_page(id, shown), say)


def _ask(id: str, shown: View, say: Language) -> None:
    from dashboard.shell import own_story  # noqa: PLC0415 - as above

    yes = upload_leaving.may_leave(say, "step")
    if st.button(say("Add the step"), key="story:add:own", disabled=not yes, type="primary"):
        add(_PAGE, lambda: own_story.add_page(id, shown), say)
