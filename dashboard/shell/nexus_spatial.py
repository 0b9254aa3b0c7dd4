"""The spatial pattern on the screen: Moran's I in words, the map of places that stand out, their table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from analysis.refusal import Refused
from dashboard import text
from dashboard.language import Language
from dashboard.nexus import methods_map, methods_tables
from dashboard.nexus import methods_text as said
from dashboard.nexus.methods_frames import by_point, country_names
from dashboard.nexus.methods_map import Ground, Ink
from dashboard.screen import Screen
from dashboard.shell import cached, pressed, state
from dashboard.shell import nexus_results as results
from dashboard.shell.drawing import look
from dashboard.shell.nexus_results import Spatial, Views
from data_sources.frames import EUROPE
from data_sources.model import Level
from data_sources.outlines import Outlines, land, outlines

_HOUR_S = 3600
TABLE_PX = 360


def spatial(views: Views, say: Language) -> None:
    """The pattern of one of the two figures, chosen here."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.selectbox(
            say("Figure"),
            [0, 1],
            format_func=lambda one: say(cached.screen(views[one]).indicator.title),
            key=state.once("methods:figure", 0),
            width=420,
        )
        adjusted = st.toggle(
            say("Correct for many tests"),
            key=state.once("methods:fdr", value=False),
            help=say(
                "Of a thousand places some stand out by chance alone. The correction (false discovery rate) keeps the "
                "share of such places among those marked near 5 %."
            ),
        )
    view = views[number]
    found = results.spatial(view, adjusted=adjusted)
    if isinstance(found, Refused):
        st.info(said.refusal(found, say))
        return
    _result(found, cached.screen(view), adjusted=adjusted, say=say)


def _result(found: Spatial, shown: Screen, *, adjusted: bool, say: Language) -> None:
    test, names = replace(results.TEST, adjusted=adjusted), country_names(shown)
    st.markdown(f"**{said.spatial_title(found.all_places, test, say)}**")
    st.caption(f"{text.title(shown, say)} · {text.subtitle(shown, say)}")
    summary = said.standing_out(found.local, names, test, say)
    st.markdown(f"{said.spatial(found.all_places, test, say)} {summary}")
    ink = Ink(say=say, look=look(), about_people=shown.indicator.theme.about_people)
    ground = _ground(shown)
    if ground:
        alt = f"{text.title(shown, say)}. {summary}"
        drawn = methods_map.svg(ground, found.local, names, ink, alt)
        pressed.table(drawn + methods_map.legend(found.local, _missing(ground, found), ink), key="methods:map")
    st.caption(f"{said.neighbourhood(found.around, names, found.left_out, say)} {said.chance(test, say)}")
    if st.toggle(say("Show all places tested as a table"), key=state.once("methods:tested", value=False)):
        rows = methods_tables.local(found.local, found.around, shown, say)
        st.table(rows, border="horizontal", height=TABLE_PX, alt=summary)
    st.caption(text.source_line(shown, say))


def _missing(ground: Ground, found: Spatial) -> int:
    """Shapes on the map without a figure that was tested."""
    return 0 if ground.points is not None else len(set(ground.outlines.shapes) - set(found.local.index))


@st.cache_resource(ttl=24 * _HOUR_S, max_entries=1, show_spinner=False)
def _land() -> str:
    held = land()
    return methods_map.path(held.shapes.values()) if held else ""


@st.cache_resource(ttl=24 * _HOUR_S, max_entries=6, show_spinner=False)
def _outlines(level: Level, vintage: str) -> Outlines | None:
    return outlines(level, vintage)


def _ground(shown: Screen) -> Ground | None:
    """What the map stands on; None where no shapes are held."""
    if not by_point(shown.level):
        held = _outlines(shown.level, shown.vintage)
        behind = "" if shown.level is Level.DISTRICT else _land()
        return Ground(outlines=held, land=behind) if held else None
    held = _outlines(Level.COUNTRY, "")
    return Ground(outlines=held, land=_land(), points=_points(shown.valued)) if held else None


def _points(cells: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Code -> x, y in the frame of Europe."""
    known = cells[cells["lon"].notna() & ~cells["overseas"]]
    flat = np.rint(EUROPE.units(known[["lon", "lat"]].to_numpy(dtype=np.float64))).astype(int).tolist()
    return {code: (x, y) for code, (x, y) in zip(known["geo"], flat, strict=True)}
