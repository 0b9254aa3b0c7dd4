"""The visitor's own story: in the memory of this visit, until it is saved as a file or a link."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from dashboard.shell import cite, nexus, overview, state, themes, uploads
from dashboard.shell.frame import Page
from dashboard.story import own, own_steps
from dashboard.story.model import Step, Story
from dashboard.story.stories import STORIES
from dashboard.themes.matrix import chosen
from dashboard.view import View
from data_sources import roots
from data_sources.errors import UploadError

_KEPT = "atlas:own-story"


def kept() -> Story:
    """The story as far as it is told; one without steps at first."""
    found: Story | None = st.session_state.get(_KEPT)
    return found or of_the_pack() or own_steps.story()


@lru_cache(maxsize=1)
def of_the_pack() -> Story | None:
    """The story of the seminar pack that the app runs from, where it is a presenter's own."""
    path = roots.ROOT / roots.STORY
    if not roots.PACK or not path.is_file():
        return None
    story = own.read(path.read_bytes())
    return None if {step.key.partition(".")[0] for step in story.steps} <= {one.id for one in STORIES} else story


def keep(story: Story) -> None:
    """Make this the visitor's story."""
    st.session_state[_KEPT] = story


def add(step: Step) -> None:
    """One more step at the end. Raises `UploadError` with a sentence where that cannot be."""
    keep(own_steps.added(kept(), step, state.say()))


def add_page(id: str, shown: View) -> None:
    """What a page shows now as one more step. Raises `UploadError` with a sentence where that cannot be."""
    say = state.say()
    if id == "your_data" and uploads.held():
        raise UploadError(own_steps.stays(say))
    add(own_steps.of_page(id, _pinned(id, shown), say))


def _pinned(id: str, shown: View) -> View:
    """The View that a page makes of the one on screen: with its period, its pair, its leading figure."""
    theme = chosen(shown.topic).theme
    if shown.shows_own_file or (id == "themes" and theme is None):
        return shown
    if id == "nexus":
        pair = nexus.pair(shown)
        return pair[0] if pair else shown
    if id == "themes" and theme is not None:
        return cite.pinned(themes.lead_view(Page(id=id, say=state.say()), theme))
    if id == "overview":
        return cite.pinned(replace(overview.MAP, lang=shown.lang))
    return cite.pinned(shown) if id == "explore" else shown
