"""The nexus page: the pair on screen, its headline, its maps, and what this page can't tell."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.association import Association, association
from analysis.pairs import LEAST, Pair
from dashboard.nexus import joined
from dashboard.nexus.matrix import Matrix, matrix, needed
from dashboard.own_file import entry
from dashboard.screen import Screen
from dashboard.shell import cached, nexus_own, uploads
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import DEFAULT_ID
from data_sources.model import Kind, Level
from data_sources.presence import presence

_HOUR_S = 3600
_MOMENT_S = 10
_PEOPLE = {
    Level.COUNTRY: "pop",
    Level.NUTS1: "pop_n3",
    Level.NUTS2: "pop_n3",
    Level.NUTS3: "pop_n3",
    Level.CITY: "c_pop",
    Level.FUA: "f_pop",
}
"""Level -> the population that weights its places."""


@st.cache_resource(ttl=_HOUR_S, max_entries=2, show_spinner=False)
def _matrix(version: float) -> Matrix:  # noqa: ARG001 - a new version is a new entry
    held = store.held()
    return matrix(presence(needed(held)), held)


@st.cache_resource(ttl=_MOMENT_S, max_entries=1, show_spinner=False)
def _copies() -> float:
    """A number that changes with any copy; asked of 140 files, so not at every call."""
    return sum(map(store.version, needed(store.held())))


def all_pairs() -> Matrix:
    """Every pair that can be chosen, counted from the newest copies."""
    return _matrix(_copies())


def chosen(view: View) -> Pair | None:
    """The pair a View asks for; without one the first of its indicator or level; None where too few places share it."""
    if view.shows_own_file:
        return nexus_own.chosen(view)
    found = all_pairs()
    if view.other:
        asked = found.get(view.indicator, view.other, view.level)
        return asked if asked and asked.n >= LEAST else None
    own = [one for one in found.at(view.level) if one.arrivals == view.indicator]
    if own and view.indicator != DEFAULT_ID:
        return own[0]
    return found.first(found.levels[0]) if found.levels else None


def pair(view: View) -> tuple[View, View] | None:
    """The two figures on screen, arrivals first and then the place, at one level; None where there is no valid pair.

    The first has the second as its `other`, and its period; counts are rates.
    """
    one = chosen(view)
    if one is None:
        return None
    return _views(view, one)


def _views(view: View, one: Pair) -> tuple[View, View]:
    period = view.period if view.other and view.period in one.years else one.period
    first = replace(
        view,
        indicator=one.arrivals,
        other=one.place,
        level=one.level,
        period=period,
        per_head=entry(one.arrivals).kind is Kind.COUNT,
        since="",
        until="",
        opened=(),
    )
    return first, replace(cached.other(first), period=_other_period(one, period))


def _other_period(one: Pair, period: str) -> str:
    return period if period in one.years else one.other_period


def screens(views: tuple[View, View]) -> tuple[Screen, Screen]:
    """Both figures in full."""
    return cached.screen(views[0]), cached.screen(views[1])


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _together(first: View, second: View, version: float) -> pd.DataFrame:  # noqa: ARG001
    return joined.together(*screens((first, second)), people(first))


def together(views: tuple[View, View]) -> pd.DataFrame:
    """Every place with both figures: `name, country, one, other, flags, people`, by code."""
    first, second = (view.screenful() for view in views)
    return _together(first, second, version(views))


def version(views: tuple[View, View]) -> float:
    """A number that changes with the copies a pair is drawn from."""
    base = _PEOPLE.get(views[0].level, "")
    people = store.version(base) if base in store.held() else 0.0
    return cached.version(views[0]) + cached.version(views[1]) + people


def people(view: View) -> pd.DataFrame | None:
    """The population table of a level; None where none is held."""
    base = _PEOPLE.get(view.level, "")
    return cached.observations(base).table if base in store.held() else None


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=256, show_spinner=False)
def _associated(first: View, second: View, version: float) -> Association | None:  # noqa: ARG001
    return association(together((first, second)))


def associated(views: tuple[View, View]) -> Association | None:
    """The association of the pair on screen; None for too few places."""
    return _associated(views[0].screenful(), views[1].screenful(), version(views))
