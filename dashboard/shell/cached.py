"""Cached loaders. Arguments are ids, Views and numbers, never tables; what they return is read-only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard import finding, withheld
from dashboard import histories as through_time
from dashboard import screen as screens
from dashboard.histories import Histories
from dashboard.language import language
from dashboard.own_file import OWN_FILE, entry
from dashboard.profile import book as profile_book
from dashboard.profile import facts as profile
from dashboard.profile.book import Book
from dashboard.profile.facts import Fact
from dashboard.screen import Screen, Series
from dashboard.shell import uploads
from dashboard.view import View
from data_sources import figures, geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.errors import NoObservations
from data_sources.model import Indicator, Level
from data_sources.schema import Observations

_HOUR_S = 3600
_SOON_S = 10
_YEARS_BACK = 5
_UNCHOSEN = 3


@st.cache_resource(ttl=_HOUR_S, max_entries=128, show_spinner=False)
def _observations(id: str, version: float) -> Observations:  # noqa: ARG001 - a new version is a new entry
    return withheld.guarded(store.load(id), store.load)


def observations(id: str) -> Observations:
    """The newest copy held; a newer one is fetched in the background, never waited for. Or the visitor's own file."""
    if id == OWN_FILE:
        return uploads.observations()
    store.freshen(id)
    return _observations(id, store.version(id))


def version(view: View) -> float:
    """A number that changes with the copies a View is drawn from: part of every cache key below."""
    base = entry(view.indicator).denominator if view.per_head else ""
    others = [id for id in (base, view.other, entry(view.other).denominator if view.other else "") if id]
    return _version(view.indicator) + sum(map(_version, others))


def _version(id: str) -> float:
    return uploads.version() if id == OWN_FILE else store.version(id)


def indicator(id: str) -> Indicator:
    """What the catalogue says of an indicator, or the visitor's own file of itself."""
    return uploads.observations().indicator if id == OWN_FILE else CATALOGUE[id]


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _series(key: View, version: float) -> Series:  # noqa: ARG001
    held = observations(key.indicator)
    population = observations(held.indicator.denominator) if key.per_head else None
    found = screens.series(key, held, population, key.level)
    return replace(found, ground=uploads.ground()) if key.indicator == OWN_FILE else found


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=256, show_spinner=False)
def _screen(view: View, version: float) -> Screen:
    level = screens.level_of(view, observations(view.indicator))
    # Only these parts of a View decide the series, so that a step of the year finds it ready.
    key = View(indicator=view.indicator, level=level, per_head=view.per_head, classes=view.classes)
    return screens.screen(view, _series(key, version), level, language(view.lang))


def screen(view: View) -> Screen:
    """The screenful of a View. Raises `NoObservations` where nothing is held for it."""
    held = observations(view.indicator)
    if not held.levels:
        message = f"no figures are held for {view.indicator}"
        raise NoObservations(message)
    return _screen(view.screenful(), version(view))


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=256, show_spinner=False)
def _change(view: View, since: str, version: float) -> pd.DataFrame:  # noqa: ARG001
    return screens.change_between(screen(view), screen(replace(view, period=since)))


def change(view: View, since: str) -> pd.DataFrame:
    """Change from the period `since` to the View's own."""
    return _change(view.screenful(), since, version(view))


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=256, show_spinner=False)
def _histories(view: View, places: tuple[str, ...], version: float) -> Histories:  # noqa: ARG001
    return through_time.histories(screen(view), places)


def histories(view: View) -> Histories:
    """The lines of the View's places through time, or of the three highest; the same for every period."""
    shown = screen(replace(view, period="", since=""))
    places = view.places or tuple(shown.valued["geo"].head(_UNCHOSEN))
    return _histories(shown.view, places, version(view))


def earlier(view: View) -> list[str]:
    """The periods before the end of a change, ascending; none for a figure without a date."""
    shown = screen(replace(view, period=view.until))
    return [period for period in shown.series.periods if period < shown.period] if shown.dated else []


def ends(view: View) -> tuple[str, str]:
    """The first and last period of a change: the View's, else the newest and one some years before it."""
    before = earlier(view)
    if not before:
        message = f"{view.indicator} has no two periods to compare"
        raise NoObservations(message)
    now = replace(view, period=screen(replace(view, period=view.until)).period)
    since = view.since if view.since in before else _first_comparable(now, before[-_YEARS_BACK:])
    return since, now.period


def _first_comparable(now: View, earlier: list[str]) -> str:
    """The first of these periods whose places can be compared with now; regions change their borders."""
    return next((period for period in earlier if not change(now, period).empty), earlier[-1])


def other(view: View) -> View:
    """The View of the second indicator at the same level, in the same or nearest period."""
    level = screen(view).level
    if level not in indicator(view.other).levels or not same_places(view, view.other):
        message = f"{view.other} has no level {level.value}, or other places there"
        raise NoObservations(message)
    rate = bool(entry(view.other).denominator)
    period = screen(view).period
    return View(indicator=view.other, level=level, period=period, lang=view.lang, per_head=rate, classes=view.classes)


def same_places(view: View, other: str) -> bool:
    """Whether another indicator is of the same places; neighbourhoods are those of one city, cut up in one way."""
    if screen(view).level is not Level.DISTRICT:
        return True
    divisions = {str(one) for one in observations(other).table["geo_vintage"].unique()}
    return not divisions.isdisjoint(screen(view).series.vintages.values())


def in_common(view: View) -> View:
    """The View in the newest period for which both indicators have figures, where the reader asked for none."""
    if view.period or not view.other:
        return view
    own, others = screen(view).series.periods, screen(other(view)).series.periods
    return replace(view, period=max(set(own) & set(others), default=""))


@st.cache_resource(ttl=24 * _HOUR_S, max_entries=1, show_spinner=False)
def places() -> pd.DataFrame:
    """The index of places to find, by code."""
    return finding.findable(geography.places(), geography.districts())


@st.cache_resource(ttl=24 * _HOUR_S, max_entries=4, show_spinner=False)
def place_labels(lang: str) -> dict[str, str]:
    """Code -> what a reader sees and types: the name, the kind of place, the country, other names."""
    return finding.labels(places(), language(lang))


@st.cache_resource(ttl=_HOUR_S, max_entries=2, show_spinner=False)
def _book(version: float) -> Book:  # noqa: ARG001 - other copies are another entry
    return profile_book.book(figures.figures(profile_ids()))


def book() -> Book:
    """Every figure held of places larger than neighbourhoods."""
    return _book(profile_version())


@st.cache_resource(ttl=_SOON_S, max_entries=1, show_spinner=False)
def profile_version() -> float:
    """A number that changes, some seconds later, with any copy that a profile is drawn from."""
    return sum(store.version(id) for id in profile_ids())


@st.cache_resource(ttl=_HOUR_S, max_entries=1, show_spinner=False)
def profile_ids() -> tuple[str, ...]:
    """The indicators that a profile of a place can show, in the order of the catalogue."""
    held = [CATALOGUE[id] for id in CATALOGUE if id in store.held()]
    return tuple(one.id for one in held if not one.part and one.levels != (Level.DISTRICT,))


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _facts(code: str, lang: str, year: int, version: float) -> tuple[Fact, ...]:  # noqa: ARG001
    return profile.named(profile.in_book(code, book(), profile_ids(), year=year), language(lang))


def facts(code: str, lang: str) -> tuple[Fact, ...]:
    """The newest figures of a place and of the wider places it lies in, by theme; of a neighbourhood its city's."""
    year = datetime.now(UTC).year
    return _facts(profile.city_of(code), lang, year, profile_version())
