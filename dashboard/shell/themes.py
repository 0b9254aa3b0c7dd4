"""The page Themes: the matrix of evidence, or one theme with its map and its figures beside arrivals."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import text
from dashboard.language import Language
from dashboard.shell import cached, drawing, pressed, state, themes_figures
from dashboard.shell.data import held
from dashboard.shell.frame import Page
from dashboard.shell.themes_figures import Spot, arrivals_id, arrivals_ids, spot
from dashboard.themes import cell, matrix
from dashboard.themes.matrix import Chosen, Matrix, chosen
from dashboard.themes.words import NAMES, QUESTIONS
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme

EXPLORE, NEXUS = "pages/1_explore.py", "pages/4_nexus.py"
_MAP_HEIGHT_PX = 440
_MAP = ("finding", "time", "map", "legend")

LEADS = {
    Theme.GOVERNANCE: (("egov_12", Level.COUNTRY), ("cpi", Level.COUNTRY)),
    Theme.MOBILITY: (("cars_n2", Level.NUTS2), ("road_deaths", Level.COUNTRY)),
    Theme.ECONOMY: (("unemp_n2", Level.NUTS2), ("gdp_n3", Level.NUTS3)),
    Theme.ENERGY: (("renew", Level.COUNTRY),),
    Theme.LIVING: (("rooms_n2", Level.NUTS2), ("sev_housing", Level.COUNTRY)),
    Theme.ENVIRONMENT: (("pm25", Level.NUTS3), ("recycle", Level.COUNTRY)),
    Theme.DIGITAL: (("internet_daily", Level.NUTS2), ("broadband_n2", Level.NUTS2)),
    Theme.PARTICIPATION: (("p_imm_good", Level.CITY), ("p_trust", Level.CITY)),
    Theme.VILLAGES: (("arope_du", Level.COUNTRY), ("arope_rural_gap", Level.COUNTRY)),
}
"""Theme -> what its map shows: the first that is held; else the theme's first indicator."""


def _chosen(page: Page) -> Chosen:
    return chosen(page.view.topic)


def _theme(page: Page) -> Theme | None:
    """The theme on screen; None while the matrix is."""
    return None if _chosen(page).target else _chosen(page).theme


@st.cache_resource(ttl=3600, max_entries=2, show_spinner=False)
def _evidence(created: str) -> Matrix:  # noqa: ARG001 - another snapshot is another entry
    return matrix.evidence(held())


def evidence() -> Matrix:
    """The matrix of what the snapshot holds."""
    return _evidence(held().created.isoformat())


def heading(page: Page) -> None:
    """The theme's question, or what the page is about."""
    theme, say = _theme(page), page.say
    if theme is None:
        st.title(say("Nine themes, SDG 11 and migration: what is known"), anchor=False)
        st.markdown(
            say(
                "Each theme asks a question of the places where people arrive. A number says how many indicators are "
                "held, of which year at the newest, for how many places and of which kind; a gap says that none is. "
                "Press a theme to see its figures beside arrivals, a cell to see what it holds and what to discuss."
            )
        )
        return
    st.title(say(QUESTIONS[theme]), anchor=False)
    st.caption(say("Theme: {theme}", theme=say(NAMES[theme])))
    few = matrix.thin(evidence(), theme, say)
    if few:
        st.info(few)


def controls(page: Page) -> None:
    """The theme, and for a theme the place and the arrivals figure; on a phone behind one line, so the map is first."""
    theme = _theme(page)
    folded = theme is not None and state.on_phone()
    with st.expander(page.say("Choose theme and place")) if folded else nullcontext():
        _controls(page, theme)


def _controls(page: Page, theme: Theme | None) -> None:
    say = page.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Theme"),
            ["", *(one.value for one in QUESTIONS)],
            format_func=partial(_theme_name, say=say),
            width=280,
            **state.control("topic", theme.value if theme else "", lambda old, code: replace(old, topic=code)),
        )
        if theme is not None:
            _place(page, spot(page.view))


def _theme_name(code: str, say: Language) -> str:
    return say(NAMES[Theme(code)]) if code else say("All themes: the matrix")


def _place(page: Page, here: Spot) -> None:
    say = page.say
    names = themes_figures.place_names(say.code)
    st.selectbox(
        say("Country or city"),
        list(names),
        format_func=names.__getitem__,
        width=280,
        **state.control("places", here.code, lambda old, code: replace(old, places=(code,))),
    )
    ids = arrivals_ids(here.level)
    st.selectbox(
        say("Arrivals figure"),
        list(ids),
        format_func=lambda id: say(CATALOGUE[id].title),
        width=320,
        help=say("The figure that stands in purple beside each figure of the theme."),
        **state.control("indicator", arrivals_id(page.view, here.level), _with_arrivals),
    )


def _with_arrivals(old: View, id: str) -> View:
    """The View with another arrivals figure; the place stays what it is."""
    return replace(old.of(id), places=old.places)


def whole(page: Page) -> None:
    """The matrix, with the cell that was pressed opened below its row, and every gap in words."""
    if _theme(page) is not None:
        return
    say, found, opened = page.say, evidence(), _chosen(page)
    st.markdown(f"**{matrix.headline(found, say)}**")
    detail = cell.as_html(found[opened.theme, opened.target], held(), say) if opened.theme else ""
    pressed.table(matrix.as_html(found, say, opened, detail), key="themes:matrix", topic=opened.code)
    st.caption(
        say(
            "Each indicator stands under its own SDG target only; under other goals stand those of another SDG. "
            "Places: members of the EU, or regions and cities, in the indicator that has most."
        )
    )
    _all_gaps(found, say)


def _all_gaps(found: Matrix, say: Language) -> None:
    with st.expander(say("Every gap in words, and what would fill it")):
        for theme in QUESTIONS:
            st.markdown(f"**{say(NAMES[theme])}**")
            st.markdown("\n".join(f"- {line}" for line in matrix.gaps(found, theme, say)))


def lead(theme: Theme) -> tuple[str, Level]:
    """The indicator of a theme's map and its level, among what is held."""
    known = next(((id, level) for id, level in LEADS[theme] if id in store.held()), None)
    if known:
        return known
    first = next(id for id in CATALOGUE if id in store.held() and CATALOGUE[id].theme is theme)
    return first, CATALOGUE[first].levels[0]


def lead_view(page: Page, theme: Theme) -> View:
    """The View of a theme's map, with the reader's place where it is of that level."""
    id, level = lead(theme)
    return replace(page.view.of(id), level=level, picture=View().picture, other="", per_head=False)


def picture(page: Page) -> None:
    """One map of the theme's leading indicator, and the ways on from it."""
    theme, say = _theme(page), page.say
    if theme is None:
        return
    if state.whole_page_waits():
        st.rerun()
    view = lead_view(page, theme)
    st.subheader(say(CATALOGUE[view.indicator].title), anchor=False)
    st.caption(text.description(CATALOGUE[view.indicator], say))
    drawing.draw_map(view, key=f"themes:{theme.value}", parts=_MAP, height_px=_MAP_HEIGHT_PX)
    shown = cached.screen(view)
    st.caption(text.source_line(shown, say))
    with st.container(horizontal=True):
        there = replace(view, topic="").to_params()
        st.page_link(EXPLORE, label=say("Explore this map"), icon=":material/map:", query_params=there)
        _to_nexus(view, shown.level, say)


def _to_nexus(view: View, level: Level, say: Language) -> None:
    ids = arrivals_ids(level)
    if not ids:
        st.caption(say("No arrivals figure is held at this level, so there is no pair to look at."))
        return
    pair = replace(view.of(ids[0]), level=level, other=view.indicator, topic="")
    label = say("The pair in the nexus: {arrivals}", arrivals=say(CATALOGUE[ids[0]].title))
    st.page_link(NEXUS, label=label, icon=":material/hub:", query_params=pair.to_params())


def limits(page: Page) -> None:
    """What this page cannot tell."""
    say, theme = page.say, _theme(page)
    lines = [
        say("The matrix counts indicators. Many indicators are not the same as good evidence, nor few as none."),
        say("An indicator stands under one target, though it may speak to several."),
        say("Figures of a place are averages: they do not say who in it breathes the air, waits or pays the rent."),
        say("Figures of different years stand side by side; the year and its age are written beside each."),
        say("Figures of places that go together do not show that one causes the other."),
    ]
    if theme is not None:
        lines = [*(say(note) for note in CATALOGUE[lead(theme)[0]].caveats), *lines]
    with st.expander(say("What this page cannot tell you")):
        st.markdown("\n".join(f"- {line}" for line in lines))
        if theme is not None:
            gaps = matrix.gaps(evidence(), theme, say)
            st.markdown(say("Targets of SDG 11 and migration without a figure in this theme:"))
            st.markdown("\n".join(f"- {line}" for line in gaps))
