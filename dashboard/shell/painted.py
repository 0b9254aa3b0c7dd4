"""Tells when a page that has no map is on the screen, as a map does of itself: what is heavy waits for that."""

from __future__ import annotations

import streamlit as st

from dashboard.shell import state
from dashboard.shell.frame import Page

_JS = """
export default function ({ setTriggerValue }) {
  requestAnimationFrame(() => setTimeout(() => setTriggerValue("drawn", true)));
}
"""

_mount = st.components.v2.component(
    "nexus_atlas_painted", html='<div class="pressed" data-drawn="1"></div>', js=_JS, css=":host { display: none; }"
)


def painted(page: Page) -> None:
    """Nothing to see; gone once it has told."""
    if not page.map_stands:
        _mount(key=f"{page.id}:painted", on_drawn_change=state.painted)
