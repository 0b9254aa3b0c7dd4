"""Results of the methods, kept: what they are computed from is named by Views, never by tables."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from analysis import lags as lagging
from analysis import panel as panels
from analysis import spatial as near
from analysis.events import Events, around_peaks
from analysis.lags import Lag
from analysis.panel import Panel
from analysis.refusal import Reason, Refused
from analysis.spatial import Graph, Moran, Neighbours, Test
from dashboard.nexus import methods_frames
from dashboard.screen import Screen
from dashboard.shell import cached, uploads
from dashboard.view import View
from data_sources.model import Level
from data_sources.outlines import outlines

_HOUR_S = 3600
TEST = Test()
"""How chance is drawn, said under every result."""

Views = tuple[View, View]


@dataclass(frozen=True, kw_only=True)
class Spatial:
    """The spatial pattern of one figure: for all places, for each, who is whose neighbour, how many are left out."""

    all_places: Moran
    local: pd.DataFrame
    around: Neighbours
    left_out: int


@st.cache_resource(ttl=24 * _HOUR_S, max_entries=6, show_spinner=False)
def _borders(level: Level, vintage: str) -> Graph:
    held = outlines(level, vintage)
    return near.touching(held.corners()) if held else {}


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=32, show_spinner=False)
def _spatial(view: View, version: float) -> Spatial | Refused:  # noqa: ARG001 - a new version is a new entry
    shown = cached.screen(view)
    places = methods_frames.mapped(shown)
    if len(places) < near.FEWEST:
        return Refused(reason=Reason.PLACES, have=len(places), need=near.FEWEST)
    by_point = methods_frames.by_point(shown.level)
    borders = {} if by_point else _borders(shown.level, shown.vintage)
    around = near.neighbours(borders, places) if borders else near.nearest_neighbours(places)
    all_places = near.moran(places["value"], around, TEST)
    local = near.local_moran(places["value"], around, TEST)
    if isinstance(all_places, Refused) or isinstance(local, Refused):
        return Refused(reason=Reason.SAME)
    left_out = len(shown.valued) - len(places)
    return Spatial(all_places=all_places, local=local, around=around, left_out=left_out)


def spatial(view: View, *, adjusted: bool) -> Spatial | Refused:
    """The spatial pattern of a View's figure; `adjusted` corrects the places that stand out for many tests."""
    found = _spatial(view.screenful(), cached.version(view))
    if isinstance(found, Refused):
        return found
    return replace(found, local=near.marked(found.local, replace(TEST, adjusted=adjusted)))


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=32, show_spinner=False)
def _panel(first: View, second: View, version: float) -> pd.DataFrame:  # noqa: ARG001
    return methods_frames.panel(cached.screen(first), cached.screen(second))


def _version(views: Views) -> float:
    return cached.version(views[0]) + cached.version(views[1])


def _keys(views: Views) -> Views:
    return views[0].screenful(), views[1].screenful()


def _undated(first: View, second: View) -> Refused | None:
    """An average without stated years has no place on a time axis."""
    dated = all(shown.dated for shown in screens((first, second)))
    return None if dated else Refused(reason=Reason.UNDATED)


def screens(views: Views) -> tuple[Screen, Screen]:
    """Both figures in full."""
    return cached.screen(views[0]), cached.screen(views[1])


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _within(first: View, second: View, lag: int, version: float) -> Panel | Refused:
    return _undated(first, second) or panels.fixed_effects(_panel(first, second, version), lag)


def within(views: Views, lag: int) -> Panel | Refused:
    """The panel with fixed effects, arrivals `lag` years before."""
    return _within(*_keys(views), lag, _version(views))


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _lags(first: View, second: View, years_too: bool, version: float) -> tuple[Lag, ...] | Refused:  # noqa: FBT001
    return _undated(first, second) or lagging.lags(_panel(first, second, version), years_too=years_too)


def lags(views: Views, *, years_too: bool) -> tuple[Lag, ...] | Refused:
    """The lagged association, 0 to 5 years."""
    return _lags(*_keys(views), years_too, _version(views))


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _events(first: View, second: View, base: int, version: float) -> Events | Refused:
    return _undated(first, second) or around_peaks(_panel(first, second, version), base)


def events(views: Views, base: int) -> Events | Refused:
    """The place's figure around arrival peaks, the year `base` steps from the peak as 100."""
    return _events(*_keys(views), base, _version(views))
