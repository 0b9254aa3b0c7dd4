"""How entries get into the register: by the steward's command, or here where a login is set up.

The only module of the app that writes into the register. Who may is asked again right before each write.
"""

from __future__ import annotations

import importlib.util
import os
from collections import deque
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.intermediaries import steward
from dashboard.language import Language
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.shell.intermediaries import plain
from dashboard.shell.intermediaries_form import preview, read
from data_sources import roots
from data_sources.errors import AtlasError
from data_sources.register import store
from data_sources.register.model import Entry

_TOLD = "atlas:register:told"
_LIBRARIES = (("authlib",), ("httpx2", "httpx"))
"""What Streamlit's login stands on: Authlib, and one of the two that Authlib asks the provider with."""

_ENDED: deque[tuple[str, ...]] = deque(maxlen=1000)
"""Logins of stewards who logged out: Streamlit forgets them in the tab where that was done only."""


def configured() -> bool:
    """Whether a login is set up: secrets with [auth], the library it needs, stewards, and a register to write to."""
    listed = steward.allowed(os.environ.get(steward.VARIABLE, ""))
    return bool(listed) and not roots.PACK and _auth() and _installed()


def _installed() -> bool:
    return all(any(importlib.util.find_spec(one) for one in either) for either in _LIBRARIES)


def _auth() -> bool:
    """Whether the secrets name a login; without a file of secrets there is none."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def claims() -> Mapping[str, object]:
    """What the login says of the visitor: from Streamlit's signed cookie, never from the page; empty once it ended."""
    told = dict(st.user)
    return {} if steward.login(told) in _ENDED else told


def may_write() -> bool:
    """Whether the visitor is a steward now. Nothing of the session or the address is asked."""
    return configured() and steward.is_steward(claims(), steward.allowed(os.environ.get(steward.VARIABLE, "")))


def section(page: Page) -> None:
    """What a steward can do here, or how entries get in where nobody can."""
    say = page.say
    st.subheader(say("How entries get in, and out"), anchor=False)
    if not configured():
        _read_only(say)
    elif may_write():
        _desk(say)
    else:
        _login(say)


def _read_only(say: Language) -> None:
    st.markdown(
        say(
            "This page only reads. The steward looks at a file and accepts it on the machine that runs the atlas; who "
            "asks to be removed is removed there, from every byte of the register."
        )
    )
    st.code(
        "python -m data_sources.register preview FILE\n"
        "python -m data_sources.register accept FILE\n"
        "python -m data_sources.register remove ID",
        language=None,
        wrap_lines=True,
    )


def _login(say: Language) -> None:
    if claims().get("is_logged_in") is True:
        st.markdown(say("You are logged in, but your confirmed address is not on the list of stewards."))
        st.button(say("Log out"), on_click=logout)
        return
    st.markdown(say("Stewards log in to accept and remove entries. Everybody else needs no login."))
    st.caption(say("After the login the first page opens: come back here through the menu."))
    st.button(say("Log in as a steward"), on_click=st.login)


def logout() -> None:
    """Ends the login, in every tab that it is open in."""
    if may_write():
        _ENDED.append(steward.login(claims()))
    st.logout()


def _desk(say: Language) -> None:
    """Preview and accept a file, remove an entry."""
    st.button(say("Log out"), on_click=logout)
    told = st.session_state.pop(_TOLD, "")
    if told:
        st.info(plain(told))
    _accepting(say)
    _removing(say)


def _accepting(say: Language) -> None:
    file = st.file_uploader(say("A file to accept"), type=["csv", "json"], key="intermediaries:steward:file")
    found = read(file.getvalue(), say) if file is not None else None
    if found is None:
        return
    preview(found, say)
    if found.faults or not found.entries:
        return
    for id, changed in store.differences(found.entries).items():
        st.markdown(f"- {plain(id)}: {_difference(changed, say)}")
    st.button(say("Accept this file"), on_click=accept, args=(found.entries, say))


def _difference(changed: tuple[str, ...] | None, say: Language) -> str:
    if changed is None:
        return say("new")
    return say("changed: {fields}", fields=plain(", ".join(changed))) if changed else say("the same")


def accept(new: Sequence[Entry], say: Language) -> None:
    """Writes entries, if the visitor is a steward now."""
    if not may_write():
        return
    try:
        done = store.accept(new, today())
    except AtlasError as error:
        st.session_state[_TOLD] = str(error)
        return
    st.session_state[_TOLD] = say("{new} added, {changed} changed.", new=done.added, changed=done.changed)


def _removing(say: Language) -> None:
    names = {one.id: one.name for one in store.entries()}
    if not names:
        st.caption(say("No entry is accepted yet."))
        return
    key = "intermediaries:steward:remove"
    id = st.selectbox(
        say("An entry to remove"), list(names), index=None, format_func=lambda one: names.get(one, one), key=key
    )
    sure = st.checkbox(say("It is to be deleted for good"), key=f"{key}:sure")
    st.button(say("Remove it"), disabled=id is None or not sure, on_click=remove, args=(id or "", say))


def remove(id: str, say: Language) -> None:
    """Deletes an entry from every byte of the register, if the visitor is a steward now."""
    if not may_write():
        return
    try:
        stone = store.remove(id, today())
    except AtlasError as error:
        st.session_state[_TOLD] = str(error)
        return
    st.session_state[_TOLD] = say(
        "Removed. Earlier files and packs that hold it are told by {stone}: make them anew.", stone=stone
    )
