"""The page about arrivals: which kind is on screen, its controls, and what each kind is made of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

import streamlit as st

from dashboard import definitions, text
from dashboard.arrivals import kinds
from dashboard.arrivals.kinds import KINDS, Kind
from dashboard.language import Language
from dashboard.shell import arrivals_border, arrivals_origins, arrivals_population, arrivals_sea, arrivals_series, state
from dashboard.shell.frame import Page, Section, sections
from dashboard.view import Picture, View
from data_sources import store
from data_sources.catalogue import CATALOGUE


def heading(page: Page) -> None:
    """What the page is about."""
    say = page.say
    st.title(say("Arrivals"), anchor=False)
    st.caption(
        say(
            "Who comes, from where, and how it is counted. Kinds that are counted in different ways stand apart, and "
            "are never added up."
        )
    )


def controls(page: Page) -> None:
    """The kind of arrival, and the figure where the kind has several."""
    say, view = page.say, page.view
    st.segmented_control(
        say("Kind of arrival"),
        [kind.id for kind in KINDS],
        format_func=lambda id: kinds.kind_name(id, say),
        required=True,
        label_visibility="collapsed",
        **state.control("kind", kinds.kind_of(view).id, _to_kind),
    )
    kind = kinds.kind_of(view)
    shown = kinds.shown(view, store.held())
    if kind.mapped and shown:
        with st.expander(say("Choose what to show")) if state.on_phone() else nullcontext():
            _figures(kind, shown, say)


def _to_kind(view: View, id: str | None) -> View:
    return kinds.to_kind(view, id, store.held())


def _figures(kind: Kind, shown: View, say: Language) -> None:
    """One row: the figure, per 1,000, and a second figure to stand beside it."""
    entry = CATALOGUE[shown.indicator]
    ids = kinds.series_held(kind, store.held())
    others = kinds.seconds(kind, shown.indicator, store.held())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Figure"),
            list(ids),
            format_func=lambda id: say(CATALOGUE[id].title),
            help=text.description(entry, say),
            width=330,
            **state.control("figure", shown.indicator, lambda old, id: _to_figure(old, kind, id)),
        )
        st.selectbox(
            say("Beside it"),
            ["", *others],
            format_func=lambda id: say(CATALOGUE[id].title) if id else say("Nothing else"),
            help=say("Figures of another definition are not shown together before you were told what differs."),
            width=330,
            **state.control("beside", shown.other, lambda old, id: _to_other(old, shown, id)),
        )
        if entry.denominator:
            st.toggle(
                say("Per 1,000 inhabitants"),
                **state.control("per", shown.per_head, lambda old, on: _to_figure(old, kind, shown.indicator, per=on)),
            )


def _to_figure(view: View, kind: Kind, id: str, *, per: bool | None = None) -> View:
    """Another figure of the same kind; the level is the kind's own."""
    turned = view if view.indicator == id else replace(view.of(id), picture=Picture.MAP, other="")
    level = kind.level if kind.level in CATALOGUE[id].levels else CATALOGUE[id].levels[0]
    per_head = turned.per_head if per is None else per
    return replace(turned, topic=kind.id, level=level, per_head=per_head and bool(CATALOGUE[id].denominator))


def _to_other(view: View, shown: View, id: str) -> View:
    """A second figure: beside the first at once where both count in the same way, else after the reader was told."""
    together = bool(id) and definitions.same(shown.indicator, id)
    return replace(view, other=id, picture=Picture.PAIR if together else Picture.MAP)


PARTS: dict[str, tuple[Section, ...]] = {
    "asylum": (arrivals_series.peaks, arrivals_series.timeline),
    "protection": (arrivals_series.peaks, arrivals_series.timeline),
    "immigration": (arrivals_series.peaks, arrivals_series.timeline),
    "border": (arrivals_border.routes, arrivals_series.peaks, arrivals_series.timeline),
    "origins": (arrivals_origins.lines,),
    "sea": (arrivals_sea.months, arrivals_sea.missing),
    "population": (arrivals_population.kinds_of_growth, arrivals_population.balance, arrivals_series.timeline),
}
"""What stands below the first picture of each kind."""

FIRST: dict[str, Callable[[Page], None]] = {
    "origins": arrivals_origins.picture,
    "sea": arrivals_sea.picture,
    "population": arrivals_population.picture,
}
"""The first picture of the kinds that have one of their own."""


def picture(page: Page) -> None:
    """The headline and the first picture of the kind, then its table."""
    if state.whole_page_waits():
        st.rerun()
    kind = kinds.kind_of(page.view)
    FIRST.get(kind.id, arrivals_series.picture)(page)
    if kind.mapped and page.map_stands:
        arrivals_series.table(page)


def below(page: Page) -> None:
    """What supports the first picture; where that is a map, once it stands."""
    kind = kinds.kind_of(page.view)
    if not kind.mapped or page.map_stands:
        sections(page, *PARTS[kind.id])


def limits(page: Page) -> None:
    """The source, and what this page cannot tell."""
    kind = kinds.kind_of(page.view)
    if kind.id == "origins":
        arrivals_origins.limits(page)
    elif kind.id == "sea":
        arrivals_sea.limits(page)
    else:
        arrivals_series.limits(page)
