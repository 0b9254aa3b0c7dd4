"""Kinds of place on the nexus page: the quadrants of a pair, and how many of 20 re-runs agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.typology import RUNS, STABLE, Run, typology
from dashboard.coverage_table import listed
from dashboard.nexus import tables
from dashboard.nexus.joined import together as joined
from dashboard.nexus.text import of_residents
from dashboard.screen import Screen
from dashboard.shell import cached, nexus, state, uploads
from dashboard.shell.frame import Page
from dashboard.view import View
from data_sources.model import UNDATED

_HOUR_S = 3600
_YEAR = 4
_HEIGHT_PX = 360


def kinds(page: Page) -> None:
    """Four kinds of place with a count of each, and a table in which a place can be found."""
    views, say = nexus.pair(page.view), page.say
    if views is None or not page.map_stands:
        return
    first, second = nexus.screens(views)
    found = _kinds(views)
    st.subheader(say("Four kinds of place, and how sure they are"), anchor=False)
    if found is None:
        st.caption(say("Too few places share both figures for kinds of place."))
        return
    st.caption(
        say(
            "High is above the median of these places. {runs} re-runs move the year by one, take arrivals in total "
            "instead of per head, and cut at the thirds or at natural groups; a place that keeps its kind in fewer "
            "than {share} % of those that can be made is called unstable.",
            runs=say.number(len(RUNS)),
            share=say.number(100 * STABLE),
        )
    )
    _table(tables.summary(found, first, second, say), say("Four kinds of place"), page)
    _places(found, (first, second), page)


def _places(found: pd.DataFrame, pair: tuple[Screen, Screen], page: Page) -> None:
    say = page.say
    asked = st.text_input(say("Find a place in this table"), key=state.once("kinds:find", ""), width=320)
    plain = asked.strip().casefold()
    rows = found[found["name"].str.casefold().str.contains(plain, regex=False)] if plain else found
    if rows.empty:
        st.caption(say("No place here has this name."))
        return
    shown = rows.head(tables.FEW_ROWS if state.on_phone() else tables.MOST_ROWS)
    _table(tables.kinds(shown, *pair, say), say("Each place with both figures, its kind and how stable that is"), page)
    if len(shown) < len(rows):
        st.caption(say("{n} of {all} places; find any other by its name.", n=len(shown), all=say.number(len(rows))))


def _table(rows: pd.DataFrame, alt: str, page: Page) -> None:
    """A table; a list where columns would be too narrow to read. A long one scrolls."""
    if state.on_phone():
        st.markdown(listed(rows, page.say))
    else:
        st.table(rows, border="horizontal", height=_HEIGHT_PX if len(rows) > tables.FEW_ROWS else "content", alt=alt)


def _kinds(views: tuple[View, View]) -> pd.DataFrame | None:
    first, second = (replace(view.screenful(), lang=view.lang) for view in views)
    return _computed(first, second, nexus.version(views))


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _computed(first: View, second: View, version: float) -> pd.DataFrame | None:  # noqa: ARG001
    """Kinds of every place, most arrivals first; None for too few places."""
    both = nexus.together((first, second))
    shifts = sorted({run.shift for run in RUNS})
    found = typology(both, partial(_again, first, {shift: _moved((first, second), shift) for shift in shifts}))
    if found is None:
        return None
    found = found.rename(columns={"one": "high_one", "other": "high_other"})
    return both.join(found).sort_values(["one", "name"], ascending=[False, True])


def _again(first: View, moved: Mapping[int, pd.DataFrame | None], run: Run) -> pd.DataFrame | None:
    """Both figures as a re-run has them; None where it can't be made."""
    both = moved[run.shift]
    if both is None or not run.total:
        return both
    if not of_residents(cached.indicator(first.indicator)):
        return None
    totals = both[both["people"] > 0]
    return totals.assign(one=totals["one"] * totals["people"])


def _moved(views: tuple[View, View], years: int) -> pd.DataFrame | None:
    """Both figures some years later; a figure not held then stays as it is, None where neither is held."""
    if not years:
        return nexus.together(views)
    found = [_years_later(view, years) for view in views]
    if not any(found):
        return None
    first, second = (later or cached.screen(view) for later, view in zip(found, views, strict=True))
    return joined(first, second, nexus.people(views[0]))


def _years_later(view: View, years: int) -> Screen | None:
    shown = cached.screen(view)
    if shown.period == UNDATED:
        return None
    period = f"{int(shown.period[:_YEAR]) + years}{shown.period[_YEAR:]}"
    return cached.screen(replace(view, period=period)) if period in shown.series.periods else None
