"""Our map beside a slider of Streamlit's own, so that a step of the year asks the server."""

from __future__ import annotations

import streamlit as st

from dashboard.shell import drawing, state
from dashboard.shell.routes import ROUTES
from dashboard.view import View
from data_sources.model import Level

app = st.App(__file__, routes=ROUTES)


@st.fragment
def stepped() -> None:
    """A slider and the map of its year."""
    year = st.select_slider("Year", ["2018", "2019"])
    drawing.draw_map(View(indicator="pm25", level=Level.NUTS3, period=year), parts=("finding", "map", "list", "legend"))


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    state.enter("bench")
    stepped()
