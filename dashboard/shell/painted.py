"""Tells when a page that has no map is on the screen, as a map does of itself: what is heavy waits for that."""

from __future__ import annotations

import streamlit as st

from dashboard.shell import state
from dashboard.shell.frame import Page

_JS = """
const WAIT_MS = 2000;

export default function ({ setTriggerValue }) {
  const from = performance.now();
  const rests = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "running"
    && !document.querySelector('[data-testid="stSkeleton"]');
  const tell = () => setTriggerValue("drawn", true);
  const look = () => {
    if (rests() || performance.now() - from > WAIT_MS) requestAnimationFrame(() => setTimeout(tell));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(() => setTimeout(look));
}
"""
"""Telling has the page drawn anew: a script that still runs would be broken off, and its reader wait for both."""

_mount = st.components.v2.component(
    "nexus_atlas_painted", html='<div class="pressed" data-drawn="1"></div>', js=_JS, css=":host { display: none; }"
)


def painted(page: Page) -> None:
    """Nothing to see; gone once it has told."""
    if not page.map_stands and state.picture_waits():
        _mount(key=f"{page.id}:painted", on_drawn_change=state.painted)
