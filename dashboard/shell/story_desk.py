"""What the desk of stories hands in for pages whose slides are made above stories, and when those change."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.intermediaries import entries
from dashboard.intermediaries import step as connecting
from dashboard.ledger import step as advice
from dashboard.shell import register, state
from dashboard.story.model import Desk, Made, Make
from dashboard.view import View


def _policy(desk: Desk, view: View) -> Made:
    from dashboard.shell import policy  # noqa: PLC0415 - its cards are read at a desk, which is made here

    return advice.made(policy.shared(desk.say.code), desk, view)


def _intermediaries(desk: Desk, view: View) -> Made:
    return connecting.register(register.held(), desk, view)


PAGES: dict[str, Make] = {
    "policy": _policy,
    "intermediaries": _intermediaries,
    "research": connecting.findings,
}
"""Page -> the maker of its slides."""


def version(page: str) -> float:
    """A number that changes with what a page's slides show beyond figures."""
    if page == "intermediaries":
        return sum(register.version())
    if page != "policy":
        return 0.0
    from dashboard.shell import policy  # noqa: PLC0415 - as above

    return policy.version()


def pinned(page: str, shown: View) -> View:
    """The View on screen with what the page shows of its content: a city, or the cards of a theme."""
    if page == "intermediaries":
        return replace(shown, topic=entries.chosen(register.held(), shown.topic, shown.places).lower())
    theme = st.session_state.get(state.once("theme", ""), "") if page == "policy" else ""
    return replace(shown, topic=str(theme))
