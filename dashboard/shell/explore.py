"""The parts of Explore: controls, map, ranking, timeline, change, table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis import slices
from analysis.classify import Method
from dashboard import charts, maps, tables, text
from dashboard.language import Language
from dashboard.screen import Screen, change_between
from dashboard.shell import cached, drawing, state
from dashboard.shell.frame import Page
from dashboard.view import MOST_PLACES, Classes, View, own_cuts
from data_sources import store
from data_sources.catalogue import CATALOGUE, by_theme
from data_sources.model import Level

METHODS = {
    Method.QUANTILES: "Equal numbers of places",
    Method.FISHER_JENKS: "Natural groups",
    Method.EQUAL: "Equal steps",
    Method.OWN: "Own cut points",
}
_LEVEL_HELP = (
    "NUTS are the regions of EU statistics: 1 large regions, 2 regions, 3 small regions. A functional urban area is a "
    "city with the places from which people commute to it."
)
_CLASSES_HELP = (
    "How the colours are cut. Equal numbers: each colour has as many places (quantiles). Natural groups: cuts where "
    "values lie far apart (Fisher-Jenks). Equal steps: each colour spans the same range. The cuts are the same in "
    "all years."
)


def heading(page: Page) -> None:
    """The title says what is shown, the line below in which unit and for how many places."""
    shown = cached.screen(page.view)
    st.title(text.title(shown, page.say), anchor=False)
    st.caption(text.subtitle(shown, page.say))


def controls(page: Page) -> None:
    """One row of five controls; the rest is behind More."""
    view, say = page.view, page.say
    shown = cached.screen(view)
    what, level, year = st.columns([5, 3, 4])
    with what:
        _indicator(view, say)
    with level:
        _level(view, shown, say)
    with year:
        _year(view, shown, say)
    where, classes, more = st.columns([7, 3, 2], vertical_alignment="bottom")
    with where:
        _places(view, shown, say)
    with classes:
        _classes(view, say)
    with more, st.popover(say("More"), width="stretch"):
        _more(view, shown, say)


def _indicator(view: View, say: Language) -> None:
    themed = [entry for entries in by_theme(store.held()).values() for entry in entries]
    titles = {entry.id: f"{say(theme_name(entry.id))} · {say(entry.title)}" for entry in themed}
    st.selectbox(
        say("Indicator"),
        list(titles),
        format_func=titles.__getitem__,
        help=_description(view, say),
        **state.control("indicator", view.indicator, View.of),
    )


THEMES = {
    "arrivals": "Arrivals",
    "population": "Population",
    "governance": "Governance",
    "mobility": "Mobility",
    "economy": "Economy",
    "energy": "Energy",
    "living": "Living conditions",
    "environment": "Environment",
    "digital": "Digital",
    "villages": "Smart villages",
    "participation": "Participation",
}


def theme_name(id: str) -> str:  # noqa: A002
    """The English name of an indicator's theme."""
    return THEMES[CATALOGUE[id].theme.value]


def _description(view: View, say: Language) -> str:
    entry = CATALOGUE[view.indicator]
    target = say("SDG target {target}.", target=entry.sdg_target) if entry.sdg_target else ""
    return " ".join(part for part in (say(entry.description), text.direction(entry, say), target) if part)


def _level(view: View, shown: Screen, say: Language) -> None:
    st.selectbox(
        say("Level"),
        list(shown.series.levels),
        format_func=lambda level: say(text.LEVELS[level]),
        help=say(_LEVEL_HELP),
        **state.control("level", shown.level, _to_level),
    )


def _to_level(view: View, level: Level) -> View:
    return replace(view, level=level, places=())


def _year(view: View, shown: Screen, say: Language) -> None:
    periods = list(shown.series.periods)
    arguments = state.control("year", shown.period, lambda old, period: replace(old, period=period))
    if len(periods) > 1:
        st.select_slider(say("Year"), periods, format_func=say.period, **arguments)
    else:
        st.selectbox(say("Year"), periods, format_func=say.period, disabled=True, key=arguments["key"])


def _places(view: View, shown: Screen, say: Language) -> None:
    known = [code for code in view.places if code in shown.names]
    st.multiselect(
        say("Places"),
        sorted(shown.names, key=lambda code: shown.names[code].casefold()),
        format_func=lambda code: _told_apart(code, shown),
        max_selections=MOST_PLACES,
        placeholder=say("Choose up to {n} to compare", n=MOST_PLACES),
        **state.control("places", known, lambda old, places: replace(old, places=tuple(places))),
    )


def _told_apart(code: str, shown: Screen) -> str:
    return shown.names[code] if shown.level is Level.COUNTRY else f"{shown.names[code]} ({code})"


def _classes(view: View, say: Language) -> None:
    st.selectbox(
        say("Classes"),
        list(Method),
        format_func=lambda method: say(METHODS[method]),
        help=say(_CLASSES_HELP),
        **state.control("classes", view.classes.method, _to_method),
    )


def _to_method(view: View, method: Method) -> View:
    return replace(view, classes=Classes(method=method))


def _more(view: View, shown: Screen, say: Language) -> None:
    if CATALOGUE[view.indicator].denominator:
        st.toggle(
            say("Per 1,000 inhabitants"),
            **state.control("per", view.per_head, lambda old, on: replace(old, per_head=on)),
        )
    if view.classes.method is Method.OWN:
        own = " ".join(f"{cut:g}" for cut in view.classes.own)
        st.text_input(
            say("Cut points, rising, such as 10 20 50"), **state.control("own", own, _to_own), placeholder="10 20 50"
        )
    else:
        st.slider(say("Number of classes"), 3, 7, **state.control("k", view.classes.k, _to_k))
    earlier = [period for period in shown.series.periods if period < shown.period]
    if earlier and shown.dated:
        since = view.since if view.since in earlier else earlier[-1]
        st.selectbox(
            say("Compare with"),
            earlier[::-1],
            format_func=say.period,
            **state.control("since", since, lambda old, period: replace(old, since=period)),
        )


def _to_own(view: View, typed: str) -> View:
    return replace(view, classes=replace(view.classes, own=own_cuts(typed)))


def _to_k(view: View, k: int) -> View:
    return replace(view, classes=replace(view.classes, k=k))


def picture(page: Page) -> None:
    """The map with its legend, and beside it the ranking."""
    shown = cached.screen(page.view)
    left, right = st.columns([5, 2], gap="medium")
    with left:
        drawing.draw_map(shown, page.say)
    with right:
        st.subheader(page.say("Highest"), anchor=False)
        st.table(tables.ranking(shown, page.say), border="horizontal", alt=page.say("Ranking of places"))
    for notice in text.notices(shown, page.say):
        st.caption(notice)


def timeline(page: Page) -> None:
    """The chosen places through the years, or the first three where none is chosen."""
    shown, say = cached.screen(page.view), page.say
    if not shown.dated:
        st.info(say("A multi-year average has no timeline: the source does not state its years."))
        return
    chosen = shown.view.places or tuple(shown.valued["geo"].head(3))
    found = slices.history(shown.series.table, chosen)
    st.subheader(say("Through the years"), anchor=False)
    if not any(rows["obs_value"].notna().sum() > 1 for rows in found.values()):
        st.caption(say("There is one period only, so there is no line to draw."))
        return
    st.plotly_chart(
        charts.timeline(found, shown.names, shown, say),
        key="explore:timeline",
        config=charts.CONFIG,
        alt=text.timeline_summary(found, shown, say),
    )
    st.caption(say("A break in a line is a break in the series or a year without a figure."))


def change(page: Page) -> None:
    """What rose and what fell between two periods."""
    view, say = page.view, page.say
    shown = cached.screen(view)
    earlier = [period for period in shown.series.periods if period < shown.period]
    if not earlier or not shown.dated:
        return
    since = view.since if view.since in earlier else earlier[-1]
    before = cached.screen(replace(view, period=since))
    rows = change_between(shown, before)
    st.subheader(
        say("Change from {since} to {now}", since=say.period(since), now=say.period(shown.period)), anchor=False
    )
    if rows.empty:
        st.caption(say("No place has a figure in both, in boundaries that can be compared."))
        return
    st.caption(text.change_summary(rows, shown, say))
    st.table(tables.change(rows, shown, say, view.places), border="horizontal", alt=say("Largest rises and falls"))


def table(page: Page) -> None:
    """The twin of the map as a table, and the file to take away."""
    shown, say = cached.screen(page.view), page.say
    st.subheader(say("The figures"), anchor=False)
    make = partial(tables.download, shown, say)
    st.download_button(
        say("Download this table (CSV)"), make, tables.file_name(shown), "text/csv", on_click="ignore", type="primary"
    )
    if st.toggle(say("Show all places as a table"), key=state.once("twin", value=False)):
        st.table(tables.twin(shown, say), border="horizontal", height=480, alt=text.summary(shown, say))


def limits(page: Page) -> None:
    """The source, and what this page cannot tell."""
    shown, say = cached.screen(page.view), page.say
    entry = shown.indicator
    st.caption(text.source_line(shown, say))
    st.caption(text.held_line(shown, say))
    with st.expander(say("What this page cannot tell you")):
        lines: list[Any] = [say(note) for note in entry.caveats]
        lines += [say(note) for note in shown.series.provenance.notes]
        lines.append(say("Figures of places that go together do not show that one causes the other."))
        st.markdown("\n".join(f"- {line}" for line in lines))
