"""The page of a place: its title and headline, arrivals through time, its themes, what is missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from analysis.peers import nearest, refused, scaled
from dashboard.language import Language, language
from dashboard.palette import Look, surface
from dashboard.profile import cards, gaps, rows, tables, words
from dashboard.profile import facts as profile
from dashboard.profile.facts import Fact, Place
from dashboard.profile.medians import Middle, medians
from dashboard.profile.peers_context import FOREIGN, LEVELS
from dashboard.profile.rows import Beside
from dashboard.shell import cached, drawing, pressed
from dashboard.shell import places_figures as figures
from dashboard.shell.data import held
from dashboard.shell.find import PROFILE, view_of
from dashboard.shell.frame import Page
from dashboard.themes.words import FILLERS
from dashboard.view import View
from dashboard.words import ONE_PLACE
from data_sources.model import Level

EXPLORE = "pages/1_explore.py"
EXAMPLES = ("BE003C", "DE008C", "UK002C", "UK004C", "DK001C", "NL001C")
"""Cities to begin with where no place is chosen."""

_HOUR_S = 3600
_PEERS = 10
_CSS = (Path(__file__).parent / "places.css").read_text(encoding="utf-8")


def place(page: Page) -> Place | None:
    """The place on screen: the View's first, for a neighbourhood its city; None where none is chosen or known."""
    code = next(iter(page.view.places), "")
    known = cached.places()
    if not code or (code not in known.index and profile.city_of(code) not in known.index):
        return None
    return profile.in_words(profile.place(profile.city_of(code)), page.say)


def found(page: Page) -> tuple[Fact, ...]:
    """The figures of the place on screen."""
    one = place(page)
    return cached.facts(one.code, page.say.code) if one else ()


def heading(page: Page) -> None:
    """The place, what kind it is, and the sentence written from its figures."""
    say, one = page.say, place(page)
    if one is None:
        _nobody(page)
        return
    title = one.name if one.level is Level.COUNTRY else say("{name} — {kind}", name=one.name, kind=words.kind(one, say))
    st.title(title, anchor=False)
    st.markdown(f"**{words.headline(one, found(page), say)}**")
    part = page.view.places[0]
    if part != one.code:
        name = profile.place(part).name
        st.info(say("{name} is a neighbourhood of {city}: see its neighbourhoods below.", name=name, city=one.name))
    st.caption(_scope(one, say))
    _ways(page, one)


def _nobody(page: Page) -> None:
    """Where no place is chosen: what the page does, and some places to begin with."""
    say = page.say
    st.title(say("A place: what is known of it, and how old that is"), anchor=False)
    if page.view.places:
        st.info(say("No place with the code {code} is known. Find another one above.", code=page.view.places[0]))
    st.markdown(
        say(
            "Find a country, region or city above by any of its names. Its figures on arrivals and on SDG 11 come with "
            "their year and age, beside its country, the European Union and places of its kind, with what is missing."
        )
    )
    with st.container(horizontal=True):
        for code in EXAMPLES:
            if code in cached.places().index:
                st.page_link(
                    PROFILE,
                    label=profile.place(code).name,
                    query_params=View(places=(code,), lang=say.code).to_params(),
                )


def _scope(one: Place, say: Language) -> str:
    """Which wider places lend figures, so that none is taken for the place's own."""
    wider = [near for near, relation in profile.relatives(one.code) if relation is not profile.Relation.OWN]
    if not wider:
        return say("All figures are of the country as a whole.")
    names = "; ".join(_named(near, one, say) for near in wider)
    return say(
        "Figures without a mark are of {place} itself. Where only a wider place has one, it says so: {names}.",
        place=one.name,
        names=names,
    )


def _named(near: Place, one: Place, say: Language) -> str:
    named = profile.in_words(near, say)
    if near.level is Level.FUA and one.level is Level.CITY:
        return say("{place} with its commuting area", place=named.name)
    return named.name if near.level is Level.COUNTRY else f"{named.name} ({say(ONE_PLACE[near.level])})"


def _ways(page: Page, one: Place) -> None:
    """Down to its peers and its brief, on to the map, and to the wider places it lies in."""
    say = page.say
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/groups: [{say('Places like it')}](#peers)", width="content")
        st.markdown(f":material/description: [{say('A brief to take away')}](#brief)", width="content")
        there = view_of(one.code, say).to_params()
        st.page_link(EXPLORE, label=say("See it on the map"), icon=":material/map:", query_params=there)
        for near, relation in profile.relatives(one.code):
            if relation is not profile.Relation.OWN and near.code in cached.places().index:
                target = View(places=(near.code,), lang=say.code).to_params()
                st.page_link(PROFILE, label=_named(near, one, say), query_params=target)


def arrivals(page: Page) -> None:
    """Arrivals and foreign citizens through time, a small chart each."""
    say, one = page.say, place(page)
    if one is None:
        return
    st.subheader(say("Who arrives and who lives here"), anchor=False)
    shown = cards.cards(found(page), cached.book())
    if not shown:
        st.caption(say("No figure on arrivals is held for {place} or a wider place it lies in.", place=one.name))
        return
    pressed.table(styled(cards.as_html(shown, say, drawing.look())), key="places:arrivals")
    st.caption(
        say("Each line starts from zero; it is cut where years are missing. Purple: the place. Grey: its country.")
    )


def themes(page: Page) -> None:
    """Every figure by theme, with its year and age, beside country, EU and places of its kind."""
    say, one = page.say, place(page)
    if one is None:
        return
    st.subheader(say("SDG 11 and the themes"), anchor=False)
    st.caption(
        say(
            "Each dot is a place of the same kind in the same year, lowest at the left; the large dot is this one, the "
            "stroke the middle. The EU is the source's own figure, else the middle of its 27 members. Peers are the "
            "places most alike in size, density, income and urban type. Press a title for the map."
        )
    )
    html = _tables(one.code, say.code, drawing.look(), cached.profile_version())
    pressed.table(styled(html), key="places:themes")
    st.download_button(
        say("Download these figures (CSV)"),
        partial(tables.download, found(page), held(), say),
        f"nexus-atlas_{one.code}.csv",
        "text/csv",
        on_click="ignore",
    )


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _tables(code: str, lang: str, look: Look, version: float) -> str:  # noqa: ARG001 - other copies are another entry
    """The tables of all themes."""
    say, facts = language(lang), cached.facts(code, lang)
    one = profile.in_words(profile.place(code), say)
    return rows.as_html(facts, Beside(place=one, say=say, look=look, peers=_middles(one, facts)))


def _middles(one: Place, facts: tuple[Fact, ...]) -> dict[str, Middle]:
    """What the places most alike have in the middle, each part of their context counting as much."""
    if one.level not in LEVELS:
        return {}
    context = figures.context(one.level)
    parts = [part for part in context.variables if part.name != FOREIGN]
    weights = {part.name: 1.0 for part in parts}
    near = nearest(scaled(context.values, parts), one.code, weights, _PEERS).near[:_PEERS]
    codes = [peer.code for peer in near]
    return medians(facts, codes, cached.book(), lambda id: bool(refused(parts, id)))


def styled(html: str) -> str:
    """The table with the page's own looks, for `pressed.table`."""
    colours = surface(drawing.look())
    own = f":host {{ --people: {colours.people}; --places: {colours.places}; --muted: {colours.muted}; }}"
    return f"<style>{own}{_CSS}</style>{html}"


def missing(page: Page) -> None:
    """What is not known of the place itself, and who would hold it."""
    say, one = page.say, place(page)
    if one is None:
        return
    lacking = gaps.gaps(one, found(page), say)
    themes = [f"{gaps.name(gap, say)}: {gap.holders}" for gap in lacking if gap.theme]
    targets = [f"{gaps.name(gap, say)}: {gap.holders}. {say(FILLERS[gap.target])}" for gap in lacking if gap.target]
    st.subheader(say("What is missing, and who holds it"), anchor=False)
    if not lacking:
        st.markdown(say("Every theme and every target of SDG 11 has a figure of {place} itself.", place=one.name))
        return
    if themes:
        st.markdown(say("Themes without a figure of {place} itself:", place=one.name))
        st.markdown("\n".join(f"- {line}" for line in themes))
    with st.expander(
        say.plural("{n} target of SDG 11 without a figure", "{n} targets of SDG 11 without a figure", len(targets))
    ):
        st.markdown("\n".join(f"- {line}" for line in targets))


def limits(page: Page) -> None:
    """The sources, and what this page cannot tell."""
    say, one = page.say, place(page)
    if one is None:
        return
    st.caption(tables.source_line(found(page), held(), say))
    with st.expander(say("The data sets behind these figures")):
        st.markdown("\n".join(f"- {line}" for line in tables.data_sets(found(page), held())))
    lines = [
        say("The newest figure held is shown: years differ from row to row, and so does what has changed since."),
        say(
            "A city, its commuting area and its region are different places; their figures are never added or averaged."
        ),
        say(
            "Places are compared with those that have a figure of the same year, which may be the better-equipped ones."
        ),
        say("Survey figures are shares of people asked; small differences between cities lie within their margin."),
        say("An average says nothing about who in the place is concerned, nor about any single street."),
        say("Figures of places that go together do not show that one causes the other."),
    ]
    with st.expander(say("What this page cannot tell you")):
        st.markdown("\n".join(f"- {line}" for line in lines))
