"""Cite and share: the citation, the link and the error report of a page; and what differs for an old link."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import citation, differences
from dashboard.citation import Work
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.shell import cached, state
from dashboard.shell.clock import today
from dashboard.view import Picture, View
from data_sources.errors import NoObservations
from data_sources.model import Level

ISSUES = "NEXUS_ATLAS_ISSUES"
"""The setting with the address of the page where errors are collected."""

_REPORT_PX = 260
_TWO_PERIODS = frozenset({Picture.CHANGE, Picture.PAIR})


def address(view: View) -> str:
    """The link to this page as it is now, with the snapshot it was made with."""
    return here(pinned(view))


def here(view: View) -> str:
    """The link to a page of many figures: its View as it is, with the snapshot it was made with."""
    return citation.link(view, st.context.url or "")


def pinned(view: View) -> View:
    """The View with the periods that the newest figures gave it, so that newer ones do not move it."""
    try:
        if view.picture in _TWO_PERIODS and not view.other:
            since, until = cached.ends(view)
            return replace(view, since=since, until=until)
        shown = cached.screen(cached.in_common(view))
    except NoObservations:
        return view
    return view if view.period or not shown.dated else replace(view, period=shown.period)


def _screens(view: View) -> tuple[Screen, ...]:
    """What a View shows, two for two indicators; none of flows, or where nothing is held."""
    if view.picture is Picture.FLOWS:
        return ()
    try:
        view = cached.in_common(view) if view.picture in {Picture.PAIR, Picture.BOTH} else view
        shown = cached.screen(view)
        with_another = view.other and view.picture in {Picture.PAIR, Picture.BOTH}
        return (shown, cached.screen(cached.other(view))) if with_another else (shown,)
    except NoObservations:
        return ()


def cite_and_share(label: str, asked: Callable[[], View] | None, say: Language) -> None:
    """A button that opens citation, link and report, all written once it is opened.

    `asked` gives the View that the page shows; None stands for a page of many figures.
    """

    @st.fragment(key="cite")
    def together() -> None:
        if st.button(say("Cite and share"), icon=":material/format_quote:", key="cite:open"):
            st.dialog(say("Cite and share"), width="medium")(_written)(label, asked, say)

    together()


def _written(label: str, asked: Callable[[], View] | None, say: Language) -> None:
    view = state.view()
    shown = _screens(asked()) if asked else ()
    there = address(view) if shown else here(view)
    work = citation.work(shown, say) if shown else Work(title=label, of=state.page())
    day = today()
    _copied(say("Link to this view"), there)
    st.caption(say("It shows this again, and says what changed in the figures since."))
    if view.shows_own_file:
        st.caption(say("Your own file is not in the link: nobody else can open it."))
    _copied(say("To cite"), citation.citation(work, say, there, day))
    with st.expander(say("For a reference manager (BibTeX)")):
        st.code(citation.bibtex(work, say, there, day), language=None, wrap_lines=True)
    with st.expander(say("Report an error in this figure")):
        _report(shown, view, label, there, say)


def _copied(title: str, words: str) -> None:
    st.markdown(f"**{title}**")
    st.code(words, language=None, wrap_lines=True)


def _report(shown: Sequence[Screen], view: View, label: str, there: str, say: Language) -> None:
    """A message filled in, to be sent by hand: the atlas sends nothing itself."""
    words = citation.report(shown, view.places, say, there, label)
    st.text_area(say("Message to copy and to complete"), words, height=_REPORT_PX)
    issues = os.environ.get(ISSUES, "")
    if issues:
        st.markdown(say("Send it here: {address}", address=issues))
    else:
        st.caption(say("Send it to whoever runs this copy; the page on privacy says who. Nothing is sent from here."))


def changed_since(id: str, view: View, say: Language) -> None:
    """For a View made with another snapshot: with which one, and what changed in its figures since."""
    more = id != "explore"
    lines = differences.differs(view, say, lambda code: _name(code, say), more=more) if view.data else ()
    if not lines:
        return
    made, held = (citation.snapshot_day(one) for one in (view.data, citation.snapshot_id()))
    head = say(
        "This link was made with the snapshot of {day} ({id}). Shown are the figures of {now} ({held}).",
        day=say.day(made),
        id=view.data.partition(".")[2],
        now=say.day(held),
        held=citation.snapshot_id().partition(".")[2],
    )
    said = "\n".join((head, "", *(f"- {line}" for line in lines))) if len(lines) > 1 else f"{head} {lines[0]}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(said, icon=":material/history:", width="stretch")
        st.button(say("Hide this note"), key="cite:hide", type="tertiary", on_click=_forget)


def _forget() -> None:
    state.show(replace(state.view(), data=""))


def _name(code: str, say: Language) -> str:
    """A place's name; a country's in the reader's language, the code of what is not in the index."""
    places = cached.places()
    small = code in places.index and places.at[code, "level"] != Level.COUNTRY.value
    return str(places.at[code, "name"]) if small else say.country(code)
