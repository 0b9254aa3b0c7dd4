"""The yardstick for a step of a visitor: a component in a fragment that does nothing with the year it is told."""

from __future__ import annotations

import json
from urllib.parse import quote

import streamlit as st

YEARS = [str(year) for year in range(1998, 2023)]
SPEC = {"layers": [{"history": f"data:application/json,{quote(json.dumps({'periods': YEARS}))}"}]}

component = st.components.v2.component("bare", js="export default () => {}")


@st.fragment
def year() -> None:
    """The component; what it tells changes nothing."""
    component(key="map", data=SPEC, on_view_change=lambda: None)


year()
