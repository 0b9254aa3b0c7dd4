"""Overview: find a place, four figures, a map, three ways in."""

import streamlit as st

from dashboard.shell.find import find
from dashboard.shell.frame import footer, frame, sections
from dashboard.shell.overview import key_figures, map_and_ways, purpose
from dashboard.shell.routes import ROUTES
from dashboard.shell.warm import warm

app = st.App(__file__, routes=ROUTES, lifespan=warm)

if __name__ == "__main__":
    page = frame("overview")
    sections(page, find, purpose, key_figures, map_and_ways)
    footer(page)
