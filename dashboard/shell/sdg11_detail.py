"""A chosen target on the page SDG 11: one of its indicators in sentences, on the map, and in charts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import charts
from dashboard.language import Language
from dashboard.provenance import source_line
from dashboard.sdg11 import charts as drawn
from dashboard.sdg11 import position, tables, text
from dashboard.sdg11.figures import UNION
from dashboard.sdg11.standing import Standing, points
from dashboard.shell import drawing, state
from dashboard.shell import sdg11_figures as figures
from dashboard.shell.frame import Page
from dashboard.view import Classes, Picture, View
from dashboard.words import LEVELS
from data_sources.model import Indicator, Level

EXPLORE = "pages/1_explore.py"
_MAP_PX = 430


def chosen(view: View) -> Indicator | None:
    """The indicator on screen: the View's where it is of the target, else the target's first; None without any."""
    code = figures.topic(view)
    found = figures.entries(code) if code else ()
    return next((one for one in found if one.id == view.indicator), next(iter(found), None))


def detail(page: Page) -> None:
    """One indicator of the chosen target in sentences, with its map beside them."""
    view, say = page.view, page.say
    entry = chosen(view)
    if entry is None:
        return
    st.subheader(say("One indicator, closer"), anchor=False)
    _choice(view, entry, say)
    one = figures.standing_of(view, entry)
    left, right = st.columns([3, 2], gap="medium")
    with right:
        _sentences(one, say)
    with left:
        drawing.draw_map(_map(view, one), key=f"sdg11:{entry.id}", parts=("map", "legend"), height_px=_MAP_PX)


def _choice(view: View, entry: Indicator, say: Language) -> None:
    titles = {one.id: say(one.title) for one in figures.entries(figures.topic(view))}
    st.selectbox(
        say("Indicator"),
        list(titles),
        format_func=titles.__getitem__,
        help=say(entry.description),
        width=420,
        **state.control("indicator", entry.id, View.of),
    )


def _map(view: View, one: Standing) -> View:
    """Countries in the year of the figure, in the colours of the house."""
    place = () if one.place == UNION else (one.place,)
    year = "" if one.year is None else str(one.year)
    shown = replace(view.of(one.entry.id), level=Level.COUNTRY, period=year, places=place, picture=Picture.MAP)
    return replace(shown, other="", zoom="", marks="", classes=Classes(), per_head=False)


def _sentences(one: Standing, say: Language) -> None:
    if one.year is not None:
        st.markdown(f"{text.story(one, say)} {text.long_story(one, say)}")
    st.markdown(" ".join(part for part in (position.position(one, say), position.distance(one, say)) if part))
    for note in [*position.notes(one, say), *(say(caveat) for caveat in one.entry.caveats)]:
        st.caption(note)
    st.caption(source_line(one.figures.provenance, say))


def evidence(page: Page) -> None:
    """The countries on a strip, the course with the path to the target, and status beside progress."""
    view, say = page.view, page.say
    entry = chosen(view)
    if entry is None:
        return
    one = figures.standing_of(view, entry)
    if one.year is None:
        st.caption(say("No figure for {place} is held, so there is nothing to draw.", place=text.named(one.place, say)))
        return
    if one.figures.ranks:
        _strip(one, say)
    _course(one, say)
    _quadrant(one, say)


def _plot(figure: dict[str, Any], name: str, alt: str) -> None:
    st.plotly_chart(figure, key=f"sdg11:{name}", theme=None, config=charts.CONFIG, alt=alt)


def _under(one: Standing, n: int, say: Language) -> str:
    """Indicator, unit, year and number of countries."""
    counted = say.plural("{n} country", "{n} countries", n)
    return " · ".join((say(one.entry.title), say(one.entry.unit.name), str(one.year), counted))


def _strip(one: Standing, say: Language) -> None:
    st.subheader(say("Where {place} stands", place=text.named(one.place, say)), anchor=False)
    st.caption(_under(one, len(one.figures.countries(one.year or 0)), say))
    _plot(drawn.strip(one, say, drawing.look()), "strip", position.position(one, say))
    st.caption(say("One dot a country; dots lie at different heights only so that they do not hide each other."))
    if st.toggle(say("Show all countries as a table"), key=state.once("strip_twin", value=False)):
        st.table(tables.strip(one, say), border="horizontal", height=420, alt=position.position(one, say))


def _course(one: Standing, say: Language) -> None:
    st.subheader(say("Is the pace enough?") if one.goal is not None else say("Which way does it move?"), anchor=False)
    st.caption(" · ".join((say(one.entry.title), say(one.entry.unit.name))))
    _plot(drawn.course(one, say, drawing.look()), "course", text.story(one, say))
    st.caption(say("A gap in a line is a year without a figure or a break in the series."))
    if st.toggle(say("Show the years as a table"), key=state.once("course_twin", value=False)):
        st.table(tables.course(one, say), border="horizontal", height=420, alt=text.story(one, say))


def _quadrant(one: Standing, say: Language) -> None:
    found = points(one.figures, one.year or 0)
    if not found:
        return
    said = position.quadrant_counts([point.quadrant for point in found.values()], say)
    st.subheader(say("Ahead or behind, and moving which way?"), anchor=False)
    st.caption(_under(one, len(found), say))
    _plot(drawn.quadrant(found, one.place, say, drawing.look()), "quadrant", said)
    st.markdown(said)
    if st.toggle(say("Show as a table"), key=state.once("quadrant_twin", value=False)):
        st.table(tables.quadrant(found, say), border="horizontal", height=420, alt=said)


def elsewhere(page: Page) -> None:
    """What is held of the target for cities and regions, or without a better direction: on the map of Explore."""
    view, say, code = page.view, page.say, figures.topic(page.view)
    found = figures.beside(code) if code else ()
    if not found:
        return
    st.subheader(say("Held for other places, or without better or worse"), anchor=False)
    for one in found:
        levels = ", ".join(say(LEVELS[level]) for level in one.levels)
        there = View(indicator=one.id, level=one.levels[0], lang=view.lang)
        st.page_link(EXPLORE, label=f"{say(one.title)} · {levels}", query_params=there.to_params())
