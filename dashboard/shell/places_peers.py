"""Places alike and one to call, on the page of a place; and whether figures can be compared (see its own module)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.comparability import Judgement, Verdict, is_sample, judged, margin_of_difference_pp
from analysis.peers import Nearest, Outcome, Why, nearest, no_margin, refused, scaled, to_call, weighted
from dashboard import charts
from dashboard.language import Language
from dashboard.profile import peers_charts as drawn
from dashboard.profile import peers_tables as tables
from dashboard.profile import peers_text as said
from dashboard.profile import peers_words as words
from dashboard.profile.facts import Place
from dashboard.profile.peers_context import FOREIGN, LEVELS, Context
from dashboard.profile.peers_text import Called
from dashboard.shell import cached, drawing, places, pressed, state
from dashboard.shell import places_figures as figures
from dashboard.shell.frame import Page, live
from dashboard.shell.places_comparability import comparability
from dashboard.words import THEMES
from data_sources.catalogue import CATALOGUE

__all__ = ["comparability", "peers"]

SHOWN = 6
_MOST_WEIGHT = 3.0
_TABLE_PX = 420


def peers(page: Page) -> None:
    """Places alike and one to call, answering to their own controls."""
    live(page, _peers)


def _peers(page: Page) -> None:
    one = places.place(page)
    if one is None or one.level not in LEVELS:
        return
    say, context = page.say, figures.context(one.level)
    st.subheader(say("Places like {place}", place=one.name), anchor="peers")
    top = st.container()
    weights = _weights(context, say)
    st.subheader(say("A peer to call"), anchor=False)
    outcome, arrivals = _questions(one, say)
    refusing = refused(context.variables, outcome)
    found = _nearest(context, one, weights, outcome)
    with top:
        _alike(context, one, found, say)
        note = said.refusal(refusing, say(CATALOGUE[outcome].title) if outcome else "", say)
        if note:
            st.caption(note)
    if outcome and arrivals:
        _call(_search(one, found, (arrivals, outcome)), say)


def _weights(context: Context, say: Language) -> dict[str, float]:
    """How much each part counts, as the reader sets it; people from abroad only where the reader adds them."""
    with st.expander(say("How peers are chosen")):
        st.markdown(
            say(
                "Places alike are the nearest in what they have to work with, never in how well they do. Each part "
                "counts by its weight; with 0 it is left out. People from abroad count only if you add them."
            )
        )
        found = {}
        for number, part in enumerate(context.parts):
            if number % 3 == 0:
                columns = st.columns(3)
            name = part.variable.name
            with columns[number % 3]:
                found[name] = st.slider(
                    words.slider(part, say),
                    0.0,
                    _MOST_WEIGHT,
                    step=0.5,
                    help=words.meaning(part, say),
                    key=state.once(f"peers:weight:{name}", 0.0 if name == FOREIGN else 1.0),
                )
    return found


def _questions(one: Place, say: Language) -> tuple[str, str]:
    """The figure in which a better place is looked for and the one on arrivals; "" where the place has none."""
    left, right = st.columns(2)
    with left:
        arrivals = _choice(say("About the same in"), figures.arrivals(one), f"peers:arrivals:{one.code}", say)
    with right:
        outcome = _choice(say("Better in"), figures.outcomes(one), f"peers:outcome:{one.code}", say)
    if not arrivals:
        st.info(say("No figure on arrivals is held of {place} itself, so there is nobody to call.", place=one.name))
    elif not outcome:
        st.info(say("No figure with a better side is held of {place} itself.", place=one.name))
    return outcome, arrivals


def _choice(label: str, ids: Sequence[str], key: str, say: Language) -> str:
    if not ids:
        return ""
    titles = {id: f"{say(THEMES[CATALOGUE[id].theme])}: {say(CATALOGUE[id].title)}" for id in ids}
    return st.selectbox(label, list(ids), format_func=titles.__getitem__, key=state.once(key, ids[0]))


def _nearest(context: Context, one: Place, weights: dict[str, float], outcome: str) -> Nearest:
    counted = weighted(context.variables, weights, outcome)
    return nearest(scaled(context.values, context.variables), one.code, counted, SHOWN)


def _alike(context: Context, one: Place, found: Nearest, say: Language) -> None:
    """The places most alike, by what they were compared, and how sure that is."""
    headline = said.headline(found, one, say)
    st.markdown(f"**{headline}**")
    if not found.near:
        return
    shown = found.near[:SHOWN]
    rows = tables.alike(context, one, shown, found.used, say)
    pressed.table(
        tables.as_html(rows, say("The places most alike, with what they were compared by")), key="peers:alike"
    )
    st.caption(" ".join([*said.compared(found, one, say), said.years(context, say)]))
    st.caption(said.scale(shown, say))
    used = [part.indicator for part in context.parts if part.variable.name in found.used]
    st.caption(figures.sources((cached.observations(id).provenance for id in used), say))


def _search(one: Place, found: Nearest, ids: tuple[str, str]) -> Called:
    arrivals, outcome = (figures.side(id, one) for id in ids)
    margin = margin_of_difference_pp if is_sample(outcome.entry) else no_margin
    asked = Outcome(figures=outcome.by_place, direction=outcome.entry.direction, margin=margin)
    calls = to_call(found.near, one.code, arrivals.by_place, asked)
    called = Called(own=one, arrivals=arrivals, outcome=outcome, found=calls)
    return _comparable(called) if calls.found else called


def _comparable(called: Called) -> Called:
    """The same with only those found whose figures can be compared with the place's."""
    verdicts = {near.code: _judged(called, near.code) for near in called.found.found}
    kept = tuple(near for near in called.found.found if all(one.verdict < Verdict.NOT for one in verdicts[near.code]))
    if not kept:
        return replace(called, found=replace(called.found, found=(), why=Why.NONE_COMPARABLE))
    return replace(called, found=replace(called.found, found=kept), judged=verdicts[kept[0].code])


def _judged(called: Called, peer: str) -> tuple[Judgement, ...]:
    sides = (called.arrivals, called.outcome)
    return tuple(judged(side.figure(peer), side.figure(called.own.code), side.entry) for side in sides)


def _call(called: Called, say: Language) -> None:
    """Whom to call, in a sentence; how sure; the picture of everybody looked through."""
    headline = said.call(called, say)
    st.markdown(f"**{headline}**" if called.first else headline)
    lines = said.details(called, say)
    if lines:
        st.markdown("\n".join(f"- {line}" for line in lines))
    if called.found.pool:
        figure = drawn.search(called, say, drawing.look())
        st.plotly_chart(figure, theme=None, config=charts.CONFIG, key="peers:search", alt=headline)
        st.caption(said.how(called, say))
        if st.toggle(say("Show the places looked through as a table"), key=state.once("peers:twin", value=False)):
            rows = tables.looked_through(called, say)
            st.table(rows, border="horizontal", height=_TABLE_PX, alt=headline)
    st.caption(figures.sources((side.series.provenance for side in (called.arrivals, called.outcome)), say))
