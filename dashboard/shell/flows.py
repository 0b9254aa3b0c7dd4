"""The flows of one country: where people came from and where they went, as lines, words and a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analysis import flows as analysis
from dashboard import flow_text, provenance
from dashboard.definitions import DEFINITIONS, Nature
from dashboard.language import Language, language
from dashboard.palette import Look
from dashboard.shell import state
from dashboard.shell.drawing import look
from dashboard.shell.frame import Page
from data_sources import flows as held
from data_sources.catalogue.flows import DEFAULT_FLOWS
from data_sources.codes import ROUTES
from data_sources.flows import Flows

if TYPE_CHECKING:
    import pydeck as pdk

_HEIGHT_PX = 460
_PHONE_HEIGHT_PX = 340
_TABLE_PX = 380


@st.cache_resource(ttl=3600, max_entries=8, show_spinner=False)
def held_flows(id: str) -> Flows:
    """A flow table as held. Raises `NoObservations` where it is not."""
    return held.load(id)


def place_name(code: str, say: Language) -> str:
    """The name of a country, or of a route."""
    return say(ROUTES[code]) if code in ROUTES else say.country(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flow:
    """A flow table, a country and a period."""

    id: str
    place: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """One country's flows ready for the page."""

    finding: str
    deck: pdk.Deck
    notes: list[str]
    table: pd.DataFrame


@st.cache_resource(ttl=3600, max_entries=64, show_spinner=False)
def _drawn(flow: _Flow, lang: str, look: Look, height_px: int) -> _Drawn | None:
    """None where nothing is held of this place and period."""
    from dashboard.flows import Drawing, drawn, flows_map  # noqa: PLC0415 - pydeck: few look at flows

    id, place, period = flow.id, flow.place, flow.period
    source, say, points = held_flows(id), language(lang), held.points()
    stock = _is_stock(id)
    shown = analysis.partners(source.table, place, period)
    if shown.rows.empty:
        return None
    largest = analysis.largest(source.table, place)
    drawing = Drawing(points=points, land=held.land_url(), look=look, largest=largest, height_px=height_px, stock=stock)
    return _Drawn(
        finding=flow_text.finding(shown, say, stock=stock),
        deck=flows_map(shown, drawing, say),
        notes=flow_text.notes(shown, drawn(shown, points), points.__contains__, say),
        table=flow_text.twin(shown, say, stock=stock),
    )


def flows(page: Page) -> None:
    """Flows of the chosen country in both directions. Raises `NoObservations` where none are held."""
    say, source = page.say, held_flows(DEFAULT_FLOWS)
    st.subheader(say("{title}: where from, where to", title=say(source.definition.title)), anchor=False)
    st.caption(say(source.definition.description))
    place, period = _chosen(source, page.view.places, say)
    flow_lines(page, DEFAULT_FLOWS, place, period)
    st.caption(provenance.source_line(source.provenance, say))
    _limits(source, say)


def flow_lines(page: Page, id: str, place: str, period: str) -> None:
    """The lines of one country in both directions, and their table."""
    say, height_px = page.say, _PHONE_HEIGHT_PX if state.on_phone() else _HEIGHT_PX
    shown = _drawn(_Flow(id=id, place=place, period=period), say.code, look(), height_px)
    if shown is None:
        st.info(say("No flows of {place} are held for {period}.", place=say.country(place), period=say.period(period)))
        return
    _picture(shown, height_px, say, stock=_is_stock(id))
    st.table(shown.table, border="horizontal", height=_TABLE_PX, alt=shown.finding)


def _is_stock(id: str) -> bool:
    return DEFINITIONS[id].nature is Nature.STOCK


def _chosen(source: Flows, wanted: tuple[str, ...], say: Language) -> tuple[str, str]:
    """Country and period: those of the reader, else the country chosen on the page and the newest period."""
    codes = sorted(analysis.places(source.table), key=say.country)
    first = next((code for code in wanted if code in codes), analysis.busiest(source.table, source.newest))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = state.once(f"flows:place:{first}", first)
        place = st.selectbox(say("Country"), codes, format_func=say.country, width=260, key=key)
        key = state.once("flows:period", source.newest)
        period = st.selectbox(say("Year"), source.periods[::-1], format_func=say.period, width=140, key=key)
    return place, period


def _picture(shown: _Drawn, height_px: int, say: Language, *, stock: bool) -> None:
    """The headline, the map with its legend, and what the map leaves out."""
    from dashboard.flows import legend  # noqa: PLC0415

    st.markdown(f"**{shown.finding}**")
    st.pydeck_chart(shown.deck, height=height_px, key="flows:map", alt=shown.finding)
    st.html(legend(look(), say, stock=stock))
    empty = say("If the map stays empty in your browser, the table below holds the same figures.")
    st.caption(" ".join([*shown.notes, empty]))


def _limits(source: Flows, say: Language) -> None:
    with st.expander(say("What these flows cannot tell you")):
        lines = [say(note) for note in source.definition.caveats]
        lines += [say(note.text, **dict(note.values)) for note in source.provenance.notes]
        st.markdown("\n".join(f"- {line}" for line in lines))
