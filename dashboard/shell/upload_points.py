"""A reader's figures at longitude and latitude: circles on land, and the same as a table."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from dashboard.arrivals.dots import Dot, Ground, Sizes, dot_map, europe_path, legend_sizes
from dashboard.language import Language
from dashboard.shell import drawing, state, upload_held
from dashboard.shell.frame import Page
from dashboard.shell.upload_held import Held
from dashboard.tables import aligned
from dashboard.upload.text import literal
from data_sources import geography
from data_sources.frames import EUROPE
from data_sources.model import Kind
from data_sources.upload.long import ROWS

_MOST_DOTS = 3000
_MOST_ROWS = 200
_MARGIN = 350  # units of the plane around the outermost points
_TALL = 0.5  # height of the map as a share of its width
_TABLE_PX = 320


def points(page: Page) -> None:
    """The points of a period as circles whose area is the figure; small counts are left out where they are guarded."""
    now, say = upload_held.held(), page.say
    if now is None or not len(now.report.points):
        return
    st.subheader(say("The points"), anchor=False)
    st.caption(":material/warning: " + say("Uploaded, unverified: nobody has checked these figures."))
    periods = list(now.report.periods)[::-1]
    key = state.once("points_period", periods[0])
    if st.session_state[key] not in periods:
        st.session_state[key] = periods[0]
    period = st.selectbox(say("Period"), periods, format_func=say.period, key=key, width=200)
    rows, small = _shown(now, str(period))
    if rows.empty:
        st.info(say("There are no figures above zero to draw for this period."))
        return
    line = _line(rows, small, say)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        st.image(_picture(now, rows, say), alt=line, width="stretch")
    with right:
        st.table(_table(rows, say), border="horizontal", height=_TABLE_PX, alt=line)
    st.caption(line)


def _shown(now: Held, period: str) -> tuple[pd.DataFrame, int]:
    """The rows of a period above zero, largest first, and how many small counts are left out."""
    table = now.report.points
    rows = table[(table["time_period"].astype(str) == period) & (table["obs_value"] > 0)]
    counted = (now.meaning.kind or now.report.kind) is Kind.COUNT and now.meaning.guard and now.report.chosen != ROWS
    few = rows["obs_value"] < (now.choices.least_count if counted else 0)
    return rows[~few].sort_values("obs_value", ascending=False).head(_MOST_DOTS), int(few.sum())


def _line(rows: pd.DataFrame, small: int, say: Language) -> str:
    first = rows.iloc[0]
    line = say(
        "{n} points; the area of a circle is the figure. The largest: {name}, {value}.",
        n=say.number(len(rows)),
        name=literal(str(first["place"]) or "–"),
        value=say.number(first["obs_value"]),
    )
    if not small:
        return line
    left_out = say.plural("{n} count below the limit is left out.", "{n} counts below the limit are left out.", small)
    return f"{line} {left_out}"


@lru_cache(maxsize=1)
def _land() -> str:
    """The land as the data of one path."""
    held = json.loads((geography.SHAPES / Path(geography.land_url()).name).read_text(encoding="utf-8"))
    return europe_path(held["shapes"])


def _at(table: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return EUROPE.units(table[["lon", "lat"]].to_numpy(dtype=np.float64))


def _picture(now: Held, rows: pd.DataFrame, say: Language) -> str:
    """The circles on their land as SVG; the same box in all periods."""
    everywhere = _at(now.report.points)
    low, high = everywhere.min(axis=0) - _MARGIN, everywhere.max(axis=0) + _MARGIN
    width = float(high[0] - low[0])
    height = max(float(high[1] - low[1]), width * _TALL)
    dots = [
        Dot(at=(float(x), float(y)), value=float(n), name=str(name))
        for (x, y), n, name in zip(_at(rows), rows["obs_value"], rows["place"], strict=True)
    ]
    values = legend_sizes(max((dot.value for dot in dots), default=0.0))
    sizes = Sizes(values=values, written=tuple(say.number(value) for value in values))
    box = (float(low[0]), float(high[1]) - height, width, height)
    return dot_map(Ground(path=_land(), box=box), dots, sizes, drawing.look())


def _table(rows: pd.DataFrame, say: Language) -> pd.DataFrame:
    shown = rows.head(_MOST_ROWS)
    decimals = 0 if (shown["obs_value"] % 1 == 0).all() else 1
    columns = {say("Figure"): aligned([say.number(value, decimals) for value in shown["obs_value"]])}
    index = pd.Index([literal(str(name), 60) for name in shown["place"]], name=say("Place"))
    return pd.DataFrame(columns, index=index)
