"""What the page SDG 11 reads, kept between steps: figures by country, standings, and what a View asks for."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analysis.status import Point
from analysis.trend import SHORT
from dashboard.language import Language
from dashboard.sdg11 import figures as held
from dashboard.sdg11.figures import UNION, Figures
from dashboard.sdg11.sources import source_line
from dashboard.sdg11.standing import NEVER, Standing, standing
from dashboard.sdg11.standing import goal_points as goal_points_of
from dashboard.sdg11.targets import CODES
from dashboard.shell import cached, uploads
from dashboard.view import View
from data_sources import store
from data_sources.model import Indicator

_HOUR_S = 3600


@st.cache_resource(ttl=_HOUR_S, max_entries=128, show_spinner=False)
def _figures(id: str, unreliable: bool, version: float) -> Figures:  # noqa: ARG001, FBT001 - a new version is a new entry
    return held.figures(cached.observations(id), unreliable=unreliable)


def figures(id: str, *, unreliable: bool = False) -> Figures:
    """An indicator by country and year."""
    return _figures(id, unreliable, store.version(id))


def topic(view: View) -> str:
    """The number of the chosen target; empty for all."""
    return view.topic if view.topic in CODES else ""


def place(view: View) -> str:
    """The chosen country, that of the chosen region or city, or the European Union."""
    first, known = next(iter(view.places), ""), places()
    if not first or first in known:
        return first or UNION
    country = str(cached.places()["country"].get(first, ""))
    return country if country in known else UNION


def end(view: View) -> str:
    """The year in which the windows end; empty for the newest of each indicator."""
    year = view.until[:4]
    return year if year.isdigit() and int(year) in years() else ""


def entries(code: str, *, variants: bool = True) -> tuple[Indicator, ...]:
    """The indicators of a target (all targets for "") of which a trend can be judged."""
    found = held.comparable(one for each in ([code] if code else CODES) for one in held.of_target(each, store.held()))
    return found if variants else held.leading(found)


def beside(code: str) -> tuple[Indicator, ...]:
    """The indicators of a target that are held, but not for countries or without a better direction."""
    judged = {one.id for one in entries(code)}
    return tuple(one for one in held.of_target(code, store.held()) if one.id not in judged)


def _all() -> list[Figures]:
    return [figures(one.id) for one in entries("", variants=False)]


def places() -> frozenset[str]:
    """Codes of the countries that can be chosen."""
    return held.places(_all())


def years() -> tuple[int, ...]:
    """The years in which a window can end, newest first: those with enough behind them for a short one."""
    found = held.years(_all())
    return tuple(year for year in found if year >= min(found) + SHORT.years)


def standings(view: View, code: str, *, variants: bool = False) -> tuple[Standing, ...]:
    """How the View's place stands in the indicators of a target (all targets for "")."""
    shown = View(places=view.places, until=view.until, unreliable=view.unreliable)
    return _standings(shown, code, variants, version(entries(code, variants=variants)))


def version(shown: Iterable[Indicator]) -> float:
    """A number that changes with the copies of these indicators."""
    return sum(store.version(one.id) for one in shown)


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=256, show_spinner=False)
def _standings(view: View, code: str, variants: bool, version: float) -> tuple[Standing, ...]:  # noqa: ARG001, FBT001
    return tuple(standing_of(view, one) for one in entries(code, variants=variants))


def standing_of(view: View, entry: Indicator) -> Standing:
    """How the View's place stands in one indicator."""
    return standing(figures(entry.id, unreliable=view.unreliable), place(view), _until(view))


def _until(view: View) -> int:
    return int(end(view) or NEVER)


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _goal_points(until: int, unreliable: bool, version: float) -> tuple[dict[str, Point], int]:  # noqa: ARG001, FBT001
    found = (figures(one.id, unreliable=unreliable) for one in entries("", variants=False))
    return goal_points_of(found, until)


def goal_points(view: View) -> tuple[dict[str, Point], int]:
    """Code -> mean progress and status over all indicators that can be compared, and how many these are."""
    return _goal_points(_until(view), view.unreliable, version(entries("", variants=False)))


def source(view: View, say: Language) -> str:
    """Where the figures of the page come from."""
    shown = standings(view, topic(view), variants=bool(topic(view)))
    return source_line([one.figures.provenance for one in shown], say)
