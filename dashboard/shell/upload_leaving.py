"""What of the visitor's own file may leave the visit: nothing until they say so, nothing more once they take it back.

The figures that may leave are a copy without the name of the file. They are in the session, as the file is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import own_figures
from dashboard.language import Language
from dashboard.own_figures import Figures
from dashboard.shell import state, uploads
from dashboard.shell.uploads import Kept
from data_sources.errors import UploadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What may leave: to be drawn from, and as a story carries it where it can."""

    kept: Kept
    figures: Figures | None


def _leaving() -> Leaving | None:
    """What the visitor agreed to, as long as it is of the file they hold."""
    found: Leaving | None = st.session_state.get(uploads.LEAVING)
    return found if found and found.kept.version == uploads.version() else None


def confirmed() -> bool:
    """True where the visitor said that the figures of the file they hold may leave."""
    return _leaving() is not None


def kept() -> Kept | None:
    """The figures that may leave, to be drawn from; None without a yes."""
    found = _leaving()
    return found.kept if found else None


def confirm(*, yes: bool) -> None:
    """Let the figures leave, or no longer."""
    st.session_state.pop(uploads.LEAVING, None)
    st.session_state.pop(uploads.OF_STORY, None)
    own = uploads.whole()
    if yes and own is not None:
        may = replace(own, observations=own_figures.nameless(own.observations), made={})
        st.session_state[uploads.LEAVING] = Leaving(kept=may, figures=_carried(may))


def _carried(may: Kept) -> Figures | None:
    try:
        return own_figures.of(may.observations, state.say())
    except UploadError:
        return None


def figures(say: Language) -> Figures:
    """The figures as a story carries them. Raises `UploadError` without a yes, or where no story can carry them."""
    found = _leaving()
    if found is None:
        raise UploadError(own_figures.stays(say))
    return found.figures or own_figures.of(found.kept.observations, say)


def of_story(carried: Figures | None) -> Kept | None:
    """The figures of the story on screen, to be drawn from; what is made of them is kept for this visit."""
    if carried is None:
        return None
    held: tuple[Figures, Kept] | None = st.session_state.get(uploads.OF_STORY)
    if held is None or held[0] != carried or held[0].from_file != carried.from_file:
        held = carried, drawn_from(carried)
        st.session_state[uploads.OF_STORY] = held
    return held[1]


def drawn_from(carried: Figures) -> Kept:
    """Figures of a story, to be drawn from."""
    return replace(uploads.kept(carried.observations()), from_story=carried.from_file)


def confirmation(say: Language, where: str) -> None:
    """What leaves, in two sentences, and the box that says yes or takes it back; `where` tells boxes apart."""
    key = f"upload:leave:{where}"
    st.session_state[key] = confirmed()
    st.checkbox(say("Put my figures into what I make"), key=key, on_change=_changed, args=(key,))
    st.caption(_what_leaves(say))


def _changed(key: str) -> None:
    confirm(yes=bool(st.session_state[key]))


def _what_leaves(say: Language) -> str:
    own = uploads.held()
    title, unit = (own.indicator.title, own.indicator.unit.name) if own else ("", "")
    leaves = say(
        "A brief, story, PowerPoint or single file that shows your file then carries the figures of its places, under "
        "the title “{title}” and in the unit “{unit}”, marked “uploaded, unverified”; never the file itself or its "
        "other columns. Untick this or press “Forget my file”, and nothing more leaves.",
        title=title or say("Your file"),
        unit=unit,
    )
    return f"{leaves} {say('The outlines and names of your own boundaries go along.')}" if uploads.ground() else leaves


def may_leave(say: Language, where: str) -> bool:
    """Whether something may be made of the file; draws the box where it is about to be made, so that it can be said."""
    confirmation(say, where)
    return confirmed()


def made_of(own: Kept | None, say: Language, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, while these figures stand in for the visitor's file."""
    with uploads.standing_in(own, say):
        return make()
