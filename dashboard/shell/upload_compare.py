"""A reader's file against an official series of the same kind of place: points, lines, differences, the definition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dashboard import charts as shared
from dashboard import text as shared_text
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.shell import cached, drawing, state, uploads
from dashboard.shell.frame import Page
from dashboard.shell.upload_map import own_view
from dashboard.upload import charts, tables
from dashboard.upload import compare as against
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

_TABLE_PX = 360
_WIDE = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The file and the official series at one level, and every row that both have."""

    own: Screen
    official: Screen
    both: pd.DataFrame


def compare(page: Page) -> None:
    """The choice of an official series, and what lies between it and the file."""
    if uploads.held() is None:
        return
    say = page.say
    own = cached.screen(own_view(page.view))
    st.subheader(say("Against an official figure"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        id = st.selectbox(
            say("Official figure, of the same kind of place"),
            _official(own.level),
            index=None,
            format_func=lambda one: say(CATALOGUE[one].title),
            placeholder=say("Choose one to see the difference"),
            key=state.once("official", None),
            width=_WIDE,
        )
        if id is None:
            return
        sides = _sides(own, id, say)
        period = _period(sides, say)
    if not period:
        st.info(say("The two have no place and period in common, so there is nothing to compare."))
        return
    _difference(sides, period, say)


def _official(level: Level) -> list[str]:
    """Ids of the figures that are held at this level, in the order of the catalogue."""
    held = store.held()
    return [one.id for one in CATALOGUE.values() if one.id in held and not one.part and level in one.levels]


def _sides(own: Screen, id: str, say: Language) -> Sides:
    official = cached.screen(View(indicator=id, level=own.level, lang=say.code))
    return Sides(own=own, official=official, both=against.rows(own, official))


def _period(sides: Sides, say: Language) -> str:
    """The period on screen: the reader's choice among those that both have; empty for none."""
    periods = sorted(sides.both["time_period"].unique(), reverse=True)
    if not periods:
        return ""
    key = state.once("against_period", against.newest(sides.both))
    if st.session_state[key] not in periods:
        st.session_state[key] = against.newest(sides.both)
    return str(st.selectbox(say("Period"), periods, format_func=say.period, key=key, width=200))


def _difference(sides: Sides, period: str, say: Language) -> None:
    own, official = sides.own, sides.official
    part = against.at(sides.both, period)
    finding = against.finding(part, own, official, say)
    st.markdown(finding)
    title = say("Your file against “{title}”, {period}", title=say(official.indicator.title), period=say.period(period))
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{title}**")
        st.caption(_subtitle(part, official, say))
        figure = charts.scatter(part, own, official, say, drawing.look())
        st.plotly_chart(figure, key="your_data:scatter", theme=None, config=shared.CONFIG, alt=f"{title}. {finding}")
        st.caption(say("On the dotted line the two figures are equal; above it your file has more."))
    with right:
        _lines(sides, part, say)
    st.table(
        tables.differences(part, own, official, say),
        border="horizontal",
        height=_TABLE_PX if len(part) > charts.SHORT else "content",
        alt=finding,
    )
    st.download_button(
        say("Download the differences (CSV)"),
        partial(tables.differences_file, sides.both, own, official),
        f"nexus-atlas_own-file-against_{official.indicator.id}.csv",
        "text/csv",
        on_click="ignore",
    )
    st.caption(":material/warning: " + say("Your file: uploaded, unverified."))
    for line in against.warnings(own, official, say):
        st.caption(line)
    st.caption(shared_text.source_line(official, say))


def _subtitle(part: pd.DataFrame, official: Screen, say: Language) -> str:
    places = say.plural("{n} place with both figures", "{n} places with both figures", len(part))
    return f"{say(official.indicator.unit.name)} · {places}"


def _lines(sides: Sides, part: pd.DataFrame, say: Language) -> None:
    """One place through the periods in both."""
    names = dict(zip(part["geo"], part["name"], strict=True))
    key = state.once("against_place", next(iter(names)))
    if st.session_state[key] not in names:
        st.session_state[key] = next(iter(names))
    code = st.selectbox(say("One place through the years"), list(names), format_func=names.__getitem__, key=key)
    histories = tuple(_history(one, code) for one in (sides.own, sides.official))
    if max(map(len, histories)) <= 1:
        st.caption(say("There is one period only, so there is no line to draw."))
        return
    alt = say("{place}: your file and the official figure through the years.", place=names[code])
    figure = charts.two_lines((histories[0], histories[1]), say, drawing.look())
    st.plotly_chart(figure, key="your_data:lines", theme=None, config=shared.CONFIG, alt=alt)


def _history(screen: Screen, code: str) -> pd.DataFrame:
    rows = screen.series.rows
    return rows[(rows["geo"] == code) & rows["obs_value"].notna()].sort_values("time_period")
