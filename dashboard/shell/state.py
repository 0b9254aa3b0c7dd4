"""The View of this visitor and the URL, kept the same. The only module that touches either."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard.language import Language, language
from dashboard.view import View

_VIEW = "atlas:view"
_PUBLISHED = "atlas:published"
_PAGE = "atlas:page"
_WHOLE = "atlas:whole"
_DRAWN = "atlas:drawn"
_WAITS = "atlas:waits"

Write = Callable[[View, Any], View]
"""(View, a control's new value) -> the View that shows it."""


def enter(page: str) -> View:
    """The View to show on `page`. A URL that differs from what was last published wins.

    A page opened from the menu without parameters keeps the View of the page before.
    """
    params = dict(st.query_params)
    turned = st.session_state.get(_PAGE) != page
    kept = _VIEW in st.session_state and (params == st.session_state[_PUBLISHED] or (turned and not params))
    st.session_state[_PAGE] = page
    st.session_state[_WAITS] = False
    if not kept:
        st.session_state[_VIEW] = View.from_params(params)
        st.session_state[_PUBLISHED] = params
    elif turned:
        show(view())
    return view()


def view() -> View:
    """The View on screen now."""
    current: View = st.session_state[_VIEW]
    return current


def page() -> str:
    """The id of the page on screen."""
    return str(st.session_state[_PAGE])


def say() -> Language:
    """The visitor's language."""
    return language(view().lang)


def show(new: View) -> None:
    """Make `new` the View, and write it to the URL."""
    params = new.to_params()
    st.session_state[_VIEW] = new
    st.session_state[_PUBLISHED] = params
    if dict(st.query_params) != params:
        st.query_params.from_dict(params)


def control(name: str, value: object, write: Write) -> dict[str, Any]:
    """Keyword arguments that make a widget the face of one part of the View: it shows it and changes it."""
    key = f"{st.session_state[_PAGE]}:{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": _changed, "args": (key, write)}


def _changed(key: str, write: Write) -> None:
    show(write(view(), st.session_state[key]))


def heard(key: str) -> Callable[[], None]:
    """A callback for a component that tells changes of the View as URL parameters, in its state `view`."""
    return partial(_heard, key)


def _heard(key: str) -> None:
    """Take over what the component tells; from_params forgives what it cannot mean."""
    told = dict(st.session_state[key].view or {})
    if told.pop("drawn", ""):
        painted()
    old = view()
    new = View.from_params(old.to_params() | {name: str(value) for name, value in told.items()})
    if new != old:
        show(new)
    if new.places != old.places:
        st.session_state[_WHOLE] = True


def painted() -> None:
    """Note that this visitor's first picture, or page without one, is on the screen."""
    st.session_state[_DRAWN] = True


def map_is_drawn() -> bool:
    """True once this visitor's first map (or page without one) is on the screen: what is heavy waits for that."""
    return _DRAWN in st.session_state


def picture_waits() -> bool:
    """True for a picture that has to tell once it is on the screen, as the rest of the page waits for it."""
    waits = not map_is_drawn()
    st.session_state[_WAITS] = waits or not is_whole()
    return waits


def is_whole() -> bool:
    """True where the page, as far as it is drawn, has no picture that its rest waits for."""
    return not st.session_state.get(_WAITS, False)


def whole_page_waits() -> bool:
    """True where a fragment alone must not be drawn: its change shows outside it, or the page waited for its picture.

    Asked of what was drawn and not of what was told, so that nothing is lost with a run that is broken off.
    """
    return bool(st.session_state.pop(_WHOLE, False)) or (map_is_drawn() and not is_whole())


def on_phone() -> bool:
    """True where the browser says it is a phone's; it does not tell its width."""
    headers = st.context.headers
    return headers.get("Sec-Ch-Ua-Mobile", "") == "?1" or "Mobi" in headers.get("User-Agent", "")


def once(name: str, value: object) -> str:
    """The key of a widget that keeps its own state (nothing of the View), with a first value."""
    key = f"{st.session_state[_PAGE]}:{name}"
    st.session_state.setdefault(key, value)
    return key
