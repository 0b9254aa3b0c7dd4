"""The neighbourhoods of a city on the page of a place: a map of each figure held, and how evenly people live."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import tables, text
from dashboard.language import Language
from dashboard.profile import near
from dashboard.profile.facts import Place
from dashboard.profile.near import Evenness
from dashboard.shell import cached, drawing, places, pressed, state
from dashboard.shell.frame import Page
from dashboard.view import View
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level
from data_sources.presence import presence

_MAP_HEIGHT_PX = 440
_MAP = ("finding", "time", "map", "list", "legend")


@st.cache_resource(ttl=3600, max_entries=1, show_spinner=False)
def _held() -> dict[str, tuple[str, ...]]:
    """City -> indicators held of its neighbourhoods, those about people first."""
    ids = [id for id in CATALOGUE if id in store.held() and Level.DISTRICT in CATALOGUE[id].levels]
    rows = presence([id for id in ids if not CATALOGUE[id].part])[["id", "geo_vintage"]].drop_duplicates()
    cities = {str(id): str(division).partition("-")[0] for id, division in rows.itertuples(index=False)}
    order = sorted((id for id in ids if id in cities), key=_weight)
    return {city: tuple(id for id in order if cities[id] == city) for city in set(cities.values())}


def _weight(id: str) -> tuple[bool, bool]:
    """Groups whose evenness can be told first, then other figures about people."""
    return not near.is_group(CATALOGUE[id]), not CATALOGUE[id].theme.about_people


def chosen(view: View, city: str) -> str:
    """The neighbourhood figure on screen: that of the View's topic, else its indicator, else the first; "" for none."""
    ids = _held().get(city, ())
    return next((id for id in (view.topic, view.indicator, *ids[:1]) if id in ids), "")


def neighbourhoods(page: Page) -> None:
    """The map of one figure, and how evenly the group it counts lives over the city."""
    one = places.place(page)
    if one is None or one.level is not Level.CITY:
        return
    say, id = page.say, chosen(page.view, one.code)
    st.subheader(say("Its neighbourhoods"), anchor=False)
    if not id:
        st.caption(
            say(
                "No figures of neighbourhoods of {place} are held. Its statistical office or open-data portal may "
                "publish them.",
                place=one.name,
            )
        )
        return
    _choice(one, id, say)
    _map(page, id)
    if near.is_group(CATALOGUE[id]):
        _evenness(id, say)


def _choice(one: Place, id: str, say: Language) -> None:
    st.selectbox(
        say("Figure of the neighbourhoods"),
        list(_held()[one.code]),
        format_func=lambda known: say(CATALOGUE[known].title),
        width=420,
        **state.control("topic", id, lambda old, new: replace(old, topic=new, period="")),
    )


def _map(page: Page, id: str) -> None:
    if state.whole_page_waits():
        st.rerun()
    say, view = page.say, page.view
    own = tuple(code for code in view.places if geography.level_of(code) is Level.DISTRICT)
    shown = View(indicator=id, level=Level.DISTRICT, places=own, lang=view.lang, contrast=view.contrast)
    shown = replace(shown, period=view.period, unreliable=view.unreliable, hatch=view.hatch)
    st.caption(text.description(CATALOGUE[id], say))
    screen = cached.screen(shown)
    if geography.boundary_url(Level.DISTRICT, screen.vintage):
        drawing.draw_map(shown, key=f"places:near:{id}", parts=_MAP, height_px=_MAP_HEIGHT_PX)
    else:
        st.caption(say("No outlines of these neighbourhoods are held, so they stand in a table."))
        st.table(tables.twin(screen, say), border="horizontal", height=_MAP_HEIGHT_PX, alt=text.summary(screen, say))
    for note in screen.series.provenance.notes:
        st.caption(say(note.text, **dict(note.values)))
    st.caption(text.source_line(screen, say))


@st.cache_resource(ttl=3600, max_entries=32, show_spinner=False)
def _kept(id: str, version: float) -> tuple[Evenness, ...]:  # noqa: ARG001 - a new copy is a new entry
    return near.evenness(CATALOGUE[id], cached.observations)


def _evenness(id: str, say: Language) -> None:
    """Both indices with what they mean, and the warning on the size of neighbourhoods."""
    entry = CATALOGUE[id]
    found = _kept(id, sum(store.version(part) for part in entry.formula.operands))
    st.markdown(f"**{say('How evenly do they live?')}** {near.finding(found, say)}")
    if not found:
        return
    if len(found) > 1:
        pressed.table(places.styled(near.picture(found, say, drawing.look())), key="places:evenness")
    if st.toggle(say("Show as a table"), key=state.once("evenness_twin", value=False)):
        st.table(near.twin(found, say), border="horizontal")
    st.caption(
        say(
            "Dissimilarity: the share of a group that would have to live elsewhere for the same mix everywhere. "
            "Isolation: the share of the own group among neighbours, on average. Both grow as neighbourhoods are cut "
            "smaller, so cities with other neighbourhoods cannot be compared. Withheld small counts are left out."
        )
    )
