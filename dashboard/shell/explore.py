"""The parts of Explore: controls, map, ranking, timeline, change, table."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis.classify import Method
from dashboard import charts, tables, text, words
from dashboard.language import Language
from dashboard.screen import Screen, histories
from dashboard.shell import cached, drawing, state
from dashboard.shell.frame import Page
from dashboard.view import MOST_PLACES, Classes, View, own_cuts
from data_sources import store
from data_sources.catalogue import CATALOGUE, by_theme
from data_sources.model import Kind, Level

MAP_PX = 720
_YEARS_BACK = 5


def heading(page: Page) -> None:
    """What the page is about, and the indicator's definition in one sentence."""
    entry = CATALOGUE[page.view.indicator]
    st.title(page.say(entry.title), anchor=False)
    st.caption(_description(page.view, page.say))


def controls(page: Page) -> None:
    """What to show; on a phone behind one line, so that the map comes first. The year stands over the map."""
    with st.expander(page.say("Choose what to show")) if state.on_phone() else nullcontext():
        _controls(page.view, page.say)


def _controls(view: View, say: Language) -> None:
    """One row of controls, the rest behind More; below it the places to compare."""
    shown = cached.screen(view)
    what, level, classes, more = st.columns([5, 3, 3, 3], vertical_alignment="bottom")
    with what:
        _indicator(view, say)
    with level:
        _level(shown, say)
    with classes:
        _classes(shown, say)
    with more, st.container(horizontal=True):
        with st.popover(say("More")):
            _more(view, say)
        with st.popover(say("Words"), help=say("What the technical words mean")):
            lines = [
                say("{word}: {meaning}", word=f"**{say(word)}**", meaning=say(text)) for word, text in words.GLOSSARY
            ]
            st.markdown("\n".join(f"- {line}" for line in lines))
    _places(view, shown, say)


def _indicator(view: View, say: Language) -> None:
    themed = [entry for entries in by_theme(store.held()).values() for entry in entries]
    titles = {entry.id: f"{say(words.THEMES[entry.theme])} · {say(entry.title)}" for entry in themed}
    st.selectbox(
        say("Indicator"),
        list(titles),
        format_func=titles.__getitem__,
        help=_description(view, say),
        **state.control("indicator", view.indicator, View.of),
    )


def _description(view: View, say: Language) -> str:
    entry = CATALOGUE[view.indicator]
    target = say("SDG target {target}.", target=entry.sdg_target) if entry.sdg_target else ""
    return " ".join(part for part in (say(entry.description), text.direction(entry, say), target) if part)


def _level(shown: Screen, say: Language) -> None:
    st.selectbox(
        say("Level"),
        list(shown.series.levels),
        format_func=lambda level: say(words.LEVELS[level]),
        help=say(words.LEVEL_HELP),
        **state.control("level", shown.level, _to_level),
    )


def _to_level(view: View, level: Level) -> View:
    return replace(view, level=level, places=())


def year(page: Page) -> None:
    """The year of the map; a period without figures cannot be chosen."""
    shown, say = cached.screen(page.view), page.say
    periods = list(shown.series.periods)
    arguments = state.control("year", shown.period, lambda old, period: replace(old, period=period))
    if len(periods) > 1:
        st.select_slider(say("Year"), periods, format_func=say.period, **arguments)
    else:
        st.selectbox(say("Year"), periods, format_func=say.period, disabled=True, key=arguments["key"])


def _places(view: View, shown: Screen, say: Language) -> None:
    """Choosing adds a place; the chosen ones are removed in the row below."""
    full = len(view.places) >= MOST_PLACES
    st.selectbox(
        say("Places"),
        list(shown.choices),
        index=None,
        format_func=shown.choices.__getitem__,
        placeholder=say("{n} at most", n=MOST_PLACES) if full else say("Add a place to compare"),
        disabled=full,
        **state.control("places", None, _with_place),
    )


def _with_place(view: View, code: str | None) -> View:
    return replace(view, places=tuple(dict.fromkeys((*view.places, code)))) if code else view


def chosen(page: Page) -> None:
    """The chosen places; a click on one takes it out."""
    view, say = page.view, page.say
    if not view.places:
        return
    shown = cached.screen(view)
    st.pills(
        say("Chosen places"),
        list(view.places),
        format_func=lambda code: f"{shown.choices.get(code, code)} ✕",
        selection_mode="multi",
        label_visibility="collapsed",
        **state.control("chosen", list(view.places), _to_places),
    )


def _to_places(view: View, places: list[str]) -> View:
    return replace(view, places=tuple(places))


def _classes(shown: Screen, say: Language) -> None:
    """How colours are cut; circles have no colours to cut."""
    st.selectbox(
        say("Classes"),
        list(Method),
        format_func=lambda method: say(words.METHODS[method]),
        help=say(words.CLASSES_HELP),
        disabled=shown.indicator.kind is Kind.COUNT,
        **state.control("classes", shown.view.classes.method, _to_method),
    )


def _to_method(view: View, method: Method) -> View:
    return replace(view, classes=Classes(method=method))


def _more(view: View, say: Language) -> None:
    if CATALOGUE[view.indicator].denominator:
        st.toggle(
            say("Per 1,000 inhabitants"),
            **state.control("per", view.per_head, lambda old, on: replace(old, per_head=on)),
        )
    if view.classes.method is Method.OWN:
        own = " ".join(f"{cut:g}" for cut in view.classes.own)
        st.text_input(
            say("Cut points, rising, such as 10 20 50"),
            **state.control("own", own, _to_own),
            placeholder="10 20 50",
        )
    else:
        st.slider(say("Number of classes"), 3, 7, **state.control("k", view.classes.k, _to_k))


def _to_own(view: View, typed: str) -> View:
    return replace(view, classes=replace(view.classes, own=own_cuts(typed)))


def _to_k(view: View, k: int) -> View:
    return replace(view, classes=replace(view.classes, k=k))


def picture(page: Page) -> None:
    """The map with its headline and legend, and beside it the ranking."""
    shown, say = cached.screen(page.view), page.say
    st.subheader(text.finding(shown, say), anchor=False)
    st.caption(text.subtitle(shown, say))
    # The ranking takes what the map leaves, or the next row where that is too little.
    with st.container(horizontal=True, gap="medium"):
        with st.container(width=MAP_PX):
            drawing.draw_map(page.view)
        with st.container(width="stretch"):
            st.table(cached.ranking(page.view), border="horizontal", alt=say("Ranking of places"))


def timeline(page: Page) -> None:
    """The chosen places through the years, or the three highest where none is chosen; the same for every year."""
    view, say = page.view, page.say
    shown = cached.screen(replace(view, period="", since=""))
    if not shown.dated:
        st.info(say("A multi-year average has no timeline: the source does not state its years."))
        return
    found, left_out = histories(shown, view.places or tuple(shown.valued["geo"].head(3)))
    st.subheader(say("Through the years"), anchor=False)
    if not any(rows["obs_value"].notna().sum() > 1 for rows in found.values()):
        st.caption(say("There is one period only, so there is no line to draw."))
        return
    st.plotly_chart(
        charts.timeline(found, shown, say, drawing.look()),
        key="explore:timeline",
        theme=None,
        config=charts.CONFIG,
        alt=text.timeline_summary(found, shown, say),
    )
    st.caption(say("A break in a line is a break in the series or a year without a figure."))
    if left_out:
        st.caption(text.older_regions(left_out, say))


def change(page: Page) -> None:
    """What rose and what fell between two years of the reader's choice."""
    view, say = page.view, page.say
    shown = cached.screen(replace(view, period=view.until))
    earlier = [period for period in shown.series.periods if period < shown.period]
    if not earlier or not shown.dated:
        return
    now = replace(view, period=shown.period)
    since = view.since if view.since in earlier else _first_comparable(now, earlier[-_YEARS_BACK:])
    st.subheader(say("Change between two years"), anchor=False)
    left, right, _ = st.columns(3)
    with left:
        _end(say("From"), "since", since, earlier[::-1], say)
    with right:
        _end(say("To"), "until", shown.period, list(shown.series.periods[:0:-1]), say)
    rows = cached.change(now, since)
    if rows.empty:
        st.caption(say("No place has a figure in both, in boundaries that can be compared."))
        return
    st.caption(text.change_summary(rows, say))
    st.table(tables.change(rows, shown, say, view.places), border="horizontal", alt=say("Largest rises and falls"))


def _first_comparable(now: View, earlier: list[str]) -> str:
    """The first of these periods whose places can be compared with now; regions change their borders."""
    return next((period for period in earlier if not cached.change(now, period).empty), earlier[-1])


def _end(label: str, field: str, period: str, periods: list[str], say: Language) -> None:
    """One end of the change; `field` is its name in the View."""
    arguments = state.control(field, period, lambda old, chosen: replace(old, **{field: chosen}))
    st.selectbox(label, periods, format_func=say.period, **arguments)


def table(page: Page) -> None:
    """The file to take away, and the twin of the map as a table."""
    shown, say = cached.screen(page.view), page.say
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("Download this table (CSV)"),
            partial(tables.download, shown, say),
            tables.file_name(shown),
            "text/csv",
            on_click="ignore",
        )
        whole = st.toggle(say("Show all places as a table"), key=state.once("twin", value=False))
    if whole:
        st.table(tables.twin(shown, say), border="horizontal", height=480, alt=text.summary(shown, say))


def limits(page: Page) -> None:
    """The source, and what this page cannot tell."""
    shown, say = cached.screen(page.view), page.say
    entry = shown.indicator
    st.caption(text.source_line(shown, say))
    st.caption(text.held_line(shown, say))
    if store.under_way(entry.id):
        st.caption(say("A newer copy is being fetched; it shows at your next step."))
    with st.expander(say("What this page cannot tell you")):
        lines: list[Any] = [say(note) for note in entry.caveats]
        lines += [say(note.text, **dict(note.values)) for note in shown.series.provenance.notes]
        lines.append(say("Figures of places that go together do not show that one causes the other."))
        st.markdown("\n".join(f"- {line}" for line in lines))
