"""Whether two figures can be compared, on the page of a place: two places or two years, a verdict and its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from analysis.comparability import Figure, judged
from analysis.peers import nearest, scaled
from analysis.slices import nearest_period
from dashboard.language import Language
from dashboard.profile import comparability_text as said
from dashboard.profile.facts import Place, Relation, relatives
from dashboard.profile.peers_context import FOREIGN, LEVELS
from dashboard.profile.peers_text import named
from dashboard.provenance import source_line
from dashboard.shell import places, state
from dashboard.shell import places_figures as figures
from dashboard.shell.frame import Page, live
from dashboard.words import THEMES
from data_sources.catalogue import CATALOGUE
from data_sources.model import Indicator


def comparability(page: Page) -> None:
    """Two figures of one indicator and whether they can be compared, answering to their own controls."""
    live(page, _comparability)


def _comparability(page: Page) -> None:
    one, say = places.place(page), page.say
    ids = figures.ids(one) if one else ()
    if one is None or one.level not in LEVELS or not ids:
        return
    st.subheader(say("Can these figures be compared?"), anchor=False)
    id = _indicator(page, one, ids)
    entry = figures.series(id, one.level).indicator
    codes = _codes(id, one)
    first, second = st.columns(2)
    with first:
        left = _figure(_Asked(label=say("A place"), code=one.code), id, codes, say)
    with second:
        right = _figure(_Asked(label=say("Beside"), code=_like(one, codes), near=left.period), id, codes, say)
    _verdict((left, right), entry, say)
    st.caption(source_line(figures.series(id, one.level).provenance, say))


def _indicator(page: Page, one: Place, ids: Sequence[str]) -> str:
    say = page.say
    titles = {id: f"{say(THEMES[CATALOGUE[id].theme])}: {say(CATALOGUE[id].title)}" for id in ids}
    first = page.view.indicator if page.view.indicator in ids else next(iter(figures.arrivals(one)), ids[0])
    key = state.once(f"compare:indicator:{one.code}", first)
    return st.selectbox(say("Figure"), list(ids), format_func=titles.__getitem__, key=key)


def _codes(id: str, one: Place) -> list[str]:
    """The places of the same level with a figure, and the wider ones that the place lies in."""
    wider = [near for near, relation in relatives(one.code) if relation is not Relation.OWN]
    held = [near.code for near in wider if near.level in CATALOGUE[id].levels and figures.figures(id, near.code)]
    return [*figures.codes(id, one.level), *held]


def _like(one: Place, codes: Sequence[str]) -> str:
    """The place most alike that has a figure, to begin with; the place itself where there is none."""
    context = figures.context(one.level)
    weights = {part.name: 1.0 for part in context.variables if part.name != FOREIGN}
    found = nearest(scaled(context.values, context.variables), one.code, weights)
    return next((near.code for near in found.near if near.code in set(codes)), one.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One of the two figures: what its place is called, which to begin with, and the period to begin near."""

    label: str
    code: str
    near: str = ""


def _figure(asked: _Asked, id: str, codes: Sequence[str], say: Language) -> Figure:
    """A place and a year to choose, side by side; the year begins with the newest, or the nearest to another."""
    left, right = st.columns([3, 2])
    key = f"compare:{asked.code}:{'second' if asked.near else 'first'}:{id}"
    with left:
        code = st.selectbox(
            asked.label, list(codes), format_func=partial(named, say=say), key=state.once(key, asked.code)
        )
    found = {one.period: one for one in figures.figures(id, code)}
    year = nearest_period(tuple(found), asked.near)
    with right:
        period = st.selectbox(
            say("Year"),
            list(found)[::-1],
            format_func=say.period,
            key=state.once(f"{key}:{code}:{asked.near}", year),
        )
    return found[period]


def _verdict(pair: tuple[Figure, Figure], entry: Indicator, say: Language) -> None:
    if (pair[0].code, pair[0].period) == (pair[1].code, pair[1].period):
        st.info(say("This is one and the same figure: choose another place or year."))
        return
    found = judged(*pair, entry)
    st.markdown(f"**{said.headline(pair, found, entry, say)}** {said.meaning(found.verdict, say)}")
    lines = said.reasons(found, (pair[0].code, pair[1].code), say)
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    else:
        st.markdown(say("Same kind of place, same year, no flag of the source, nothing known that parts the two."))
    both = said.everywhere(entry, say)
    if both:
        st.caption(say("Holds for every figure here: {notes}", notes=" ".join(both)))
