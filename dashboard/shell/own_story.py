"""The visitor's own story: in the memory of this visit, until it is saved as a file or a link."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from dashboard.own_figures import Figures
from dashboard.shell import cite, nexus, overview, state, story_desk, themes, upload_leaving, upload_map, uploads
from dashboard.shell.frame import Page
from dashboard.story import own, own_steps
from dashboard.story.model import Step, Story
from dashboard.story.stories import STORIES
from dashboard.themes.matrix import chosen
from dashboard.view import View
from data_sources import roots
from data_sources.errors import UploadError

_KEPT = uploads.STORY
OF_A_FILE = frozenset({"explore", "nexus", "your_data"})
"""Pages that show the visitor's own file."""


def kept() -> Story:
    """The story as far as it is told, with the figures of the visitor's file once they may leave; empty at first."""
    held: Story | None = st.session_state.get(_KEPT)
    found = held or of_the_pack() or own_steps.story()
    return replace(found, figures=_figures()) if own_steps.waits(found) else found


def _figures() -> Figures | None:
    """Those of the visitor's own file; None where they may not leave, or no story can carry them."""
    try:
        return upload_leaving.figures(state.say())
    except UploadError:
        return None


@lru_cache(maxsize=1)
def of_the_pack() -> Story | None:
    """The story of the seminar pack that the app runs from, where it is a presenter's own."""
    path = roots.ROOT / roots.STORY
    if not roots.PACK or not path.is_file():
        return None
    story = own.read(path.read_bytes())
    return None if {step.key.partition(".")[0] for step in story.steps} <= {one.id for one in STORIES} else story


def keep(story: Story) -> None:
    """Make this the visitor's story. The figures of their own file join it anew each time, as long as they may."""
    mine = story.figures is not None and not story.figures.from_file
    st.session_state[_KEPT] = replace(story, figures=None) if mine else story


def without_own_file() -> None:
    """Take the steps of the visitor's own file out of their story; those of a story's file stay with it."""
    held: Story | None = st.session_state.get(_KEPT)
    if held is not None and held.figures is None:
        keep(own_steps.without_own_file(held))


def add(step: Step) -> None:
    """One more step at the end. Raises `UploadError` with a sentence where that cannot be."""
    say, story = state.say(), kept()
    if not step.view.shows_own_file:
        keep(own_steps.added(story, step, say))
        return
    if story.figures is not None and story.figures.from_file:
        raise UploadError(
            say("Your story holds the figures of a file that came with it, and it can hold those of one file only.")
        )
    keep(own_steps.added(story, step, say, upload_leaving.figures(say)))


def add_page(id: str, shown: View) -> None:
    """What a page shows now as one more step. Raises `UploadError` with a sentence where that cannot be."""
    say, own = state.say(), uploads.held()
    shown = viewed(id, shown)
    if shown.shows_own_file:
        upload_leaving.figures(say)
    add(own_steps.of_page(id, _pinned(id, shown), say, own.indicator.title if own else ""))


def viewed(id: str, shown: View) -> View:
    """What a page shows where a View is of the visitor's own file: that, or on most pages something else."""
    if id == "your_data" and uploads.held():
        return upload_map.own_view(shown)
    return shown if id in OF_A_FILE else shown.without_own_file()


def _pinned(id: str, shown: View) -> View:
    """The View that a page makes of the one on screen: with its period, its pair, its leading figure."""
    if id in story_desk.PAGES:
        return story_desk.pinned(id, shown)
    theme = chosen(shown.topic).theme
    if id == "themes" and theme is None:
        return shown
    if id == "nexus":
        pair = nexus.pair(shown)
        return pair[0] if pair else shown
    if id == "themes" and theme is not None:
        return cite.pinned(themes.lead_view(Page(id=id, say=state.say()), theme))
    if id == "overview":
        return cite.pinned(replace(overview.MAP, lang=shown.lang))
    return cite.pinned(shown) if id == "explore" or shown.shows_own_file else shown
