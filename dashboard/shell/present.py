"""The page of stories: choose one, present it, take it along; and the reader's own."""

from __future__ import annotations

import streamlit as st

from dashboard.shell.frame import Page


def heading(page: Page) -> None:
    """What the page is for."""
    st.title(page.say("Present live"), anchor=False)
