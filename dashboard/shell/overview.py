"""The parts of the first page below its box: four figures, a map, three ways in."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.members import european_union
from dashboard import charts, palette, text
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.shell import cached, drawing
from dashboard.shell.frame import Page
from dashboard.view import View
from data_sources import store
from data_sources.model import Level

EXPLORE = "pages/1_explore.py"
KEY_FIGURES = ("asy_all", "tp_stock", "recycle", "road_deaths")
"""Two about arrivals, two about the places."""

WAYS = (
    (
        "Where people arrive",
        "Asylum applicants in each country since 2008, as a number or per 1,000 inhabitants.",
        View(indicator="asy_all"),
    ),
    (
        "How the places are doing",
        "Air, income and population in some 1,500 small regions, year by year.",
        View(indicator="pm25", level=Level.NUTS3),
    ),
    (
        "What people in cities say",
        "Is your city a good place for immigrants? Answers from 80 cities in 2023.",
        View(indicator="p_imm_good", level=Level.CITY),
    ),
)
"""Title, sentence and View of each way in."""

MAP = View(indicator="asy_all", per_head=True)
_MAP_HEIGHT_PX = 460

VIEWS = (MAP, *(View(indicator=id) for id in KEY_FIGURES), *(view for _, _, view in WAYS))
"""What the first page shows and leads to, the map first."""


def purpose(page: Page) -> None:
    """What this is, in two sentences."""
    st.title(page.say("Where people arrive, and how those places are doing"), anchor=False)
    st.markdown(
        page.say(
            "Nexus Atlas maps open figures on people who arrive in Europe beside figures on housing, transport, air "
            "and public life in the places they come to (SDG 11, sustainable cities and communities). Every figure "
            "carries its source, its year and its gaps."
        )
    )


def key_figures(page: Page) -> None:
    """Four figures for the European Union, computed from what is held."""
    shown = [id for id in KEY_FIGURES if id in store.held()]
    for column, id in zip(st.columns(max(len(shown), 1)), shown, strict=False):
        with column:
            _key_figure(cached.screen(View(indicator=id, lang=page.say.code)), page.say)


def _key_figure(shown: Screen, say: Language) -> None:
    union = european_union(shown.series.table, shown.indicator.kind)
    if not union.history:
        return
    period, newest = union.history[-1]
    title = say(shown.indicator.title)
    with st.container(border=True, height="stretch"):
        st.metric(
            title,
            text.figure(newest, shown.indicator, say),
            label_visibility="collapsed",
            delta=say.period(period),
            delta_color="violet" if shown.indicator.theme.about_people else "primary",
            delta_arrow="off",
        )
        half = palette.about(about_people=shown.indicator.theme.about_people, look=drawing.look())
        alt = say("{first} to {last}", first=say.period(union.history[0][0]), last=say.period(period))
        st.image(charts.sparkline([value for _, value in union.history], half), alt=alt, width="stretch")
        st.markdown(f"**{title}**", help=say(shown.indicator.description))
        unit = say(shown.indicator.unit.name).capitalize()
        st.caption(say("{unit}; {note}", unit=unit, note=text.union_note(union, say)))


def map_and_ways(page: Page) -> None:
    """A map to begin with, and three ways in."""
    say = page.say
    view = replace(MAP, lang=say.code)
    shown = cached.screen(view)
    left, right = st.columns([5, 2], gap="medium")
    with left:
        st.subheader(text.finding(shown, say), anchor=False)
        st.caption(f"{text.title(shown, say)} · {text.subtitle(shown, say)}")
        drawing.draw_map(view, key="overview:map", parts=("map", "legend"), height_px=_MAP_HEIGHT_PX)
        st.caption(text.source_line(shown, say))
    with right:
        st.subheader(say("Three ways in"), anchor=False)
        for title, sentence, way in WAYS:
            with st.container(border=True):
                there = replace(way, lang=say.code)
                st.page_link(EXPLORE, label=f"**{say(title)}**", query_params=there.to_params())
                st.caption(say(sentence))
