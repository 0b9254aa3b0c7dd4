"""Recommendations of the reader's own: written on a view, kept for the visit, saved as a file and opened again."""

from __future__ import annotations

from textwrap import shorten

import streamlit as st

from dashboard.language import Language
from dashboard.ledger import cards
from dashboard.ledger.model import Anchor
from dashboard.shell import cached, decks, own_cards
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.view import View
from data_sources.errors import NoObservations, UploadError

_LETTERS = 40
_OPENED = "atlas:cards:opened"


def by_hand(page: Page) -> None:
    """A form for a card on the figures looked at last, and the file of one's own cards."""
    say = page.say
    st.subheader(say("Write your own"), anchor=False)
    st.caption(
        say(
            "It stands on the figures you looked at last, stays in this visit, and leaves it as a file that can be "
            "opened again: then it says whether its evidence still stands."
        )
    )
    _form(page.view, say)
    _mine(say)
    _open(say)


def _form(view: View, say: Language) -> None:
    if view.shows_own_file:
        st.info(say("The view shows your own file, which stays in this visit: choose an official figure first."))
        return
    points = [None, *cards.anchors()]
    with st.form("card", clear_on_submit=True):
        st.markdown(say("Evidence: {title}", title=_title(view, say)))
        action = st.text_area(say("What do you recommend?"), max_chars=cards.LONGEST)
        actor = st.text_input(say("Who can act?"), max_chars=cards.LONGEST)
        anchor = st.selectbox(say("Where is it asked for?"), points, format_func=lambda one: _anchor(one, say))
        sent = st.form_submit_button(say("Add the recommendation"))
    if sent:
        _add(cards.Written(action=action, actor=actor, anchor=anchor, view=view), say)


def _title(view: View, say: Language) -> str:
    """The figures in words."""
    titles = [say(cached.indicator(id).title) for id in (view.indicator, view.other) if id]
    try:
        return f"{' · '.join(titles)}, {say.period(cached.screen(view).period)}"
    except NoObservations:
        return " · ".join(titles)


def _anchor(one: Anchor | None, say: Language) -> str:
    return f"{say(one.framework)}: {say(one.point)}" if one else say("Not named")


def _add(written: cards.Written, say: Language) -> None:
    try:
        card = cards.by_hand(written, today(), say)
        own_cards.add(card, decks.desk(say.code), today(), cards.MOST)
    except UploadError as error:
        st.error(str(error))
        return
    st.rerun()


def _mine(say: Language) -> None:
    mine = own_cards.kept()
    if not mine:
        return
    with st.container(horizontal=True):
        st.download_button(
            say("Save my recommendations"),
            cards.write(mine, decks.desk(say.code), today()),
            "nexus-atlas_my-recommendations.json",
            "application/json",
            on_click="ignore",
        )
        for card in mine:
            label = say("Remove “{card}”", card=shorten(card.action, _LETTERS, placeholder=" …"))
            st.button(label, key=f"card:drop:{card.id}", on_click=own_cards.remove, args=(card.id,))


def _open(say: Language) -> None:
    file = st.file_uploader(say("Open recommendations that were saved"), type="json", key="policy:file")
    if file is None or file.file_id == st.session_state.get(_OPENED):
        return
    st.session_state[_OPENED] = file.file_id
    try:
        found, readings = cards.read(file.getvalue().decode("utf-8", errors="replace"), today(), say)
    except UploadError as error:
        st.error(str(error))
        return
    own_cards.take(found, readings)
    st.rerun()
