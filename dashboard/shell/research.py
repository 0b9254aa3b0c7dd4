"""The page of the research."""

from __future__ import annotations

import streamlit as st

from dashboard.shell.frame import Page


def heading(page: Page) -> None:
    """What the page is for."""
    st.title(page.say("The research"), anchor=False)
