"""The yardstick: the same map as most Streamlit apps draw it, with the shapes inside every figure."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import plotly.express as px
import shapely
import streamlit as st

from dashboard import maps
from data_sources import geography, paths, store


@st.cache_data(max_entries=1)
def shapes() -> dict[str, Any]:
    """The 1,522 regions of NUTS 2016 as GeoJSON in degrees: three decimals, and clockwise as plotly wants them."""
    name = geography.boundary_url("nuts3", "2016").rpartition("/")[2]
    regions = paths.decode((geography.SHAPES / name).read_bytes()).set_index("code")
    rounded = shapely.transform(regions.geometry.to_numpy(), lambda degrees: degrees.round(3))
    regions = regions.set_geometry(shapely.orient_polygons(rounded, exterior_cw=True))
    held: dict[str, Any] = json.loads(regions.to_json())
    return held


@st.cache_data(max_entries=1)
def figures() -> pd.DataFrame:
    """PM2.5 of the same regions: `geo`, `name`, `time_period`, `obs_value`."""
    table = store.load("pm25").table
    regions = table[(table["level"] == "nuts3") & (table["geo_vintage"] == "2016")]
    plain = regions[["geo", "time_period", "obs_value"]].astype({"geo": str, "time_period": str})
    return plain.assign(name=plain["geo"].map(geography.region_table("nuts3", "2016")["name"]))


st.set_page_config(layout="wide")
year = st.select_slider("Year", ["2018", "2019"])
table = figures()
figure = px.choropleth(
    table[table["time_period"] == year],
    geojson=shapes(),
    locations="geo",
    featureidkey="id",
    color="obs_value",
    scope="europe",
    hover_name="name",
    height=maps.HEIGHT_PX,
    title=f"PM2.5, {year}",
)
st.plotly_chart(figure, key="map")
