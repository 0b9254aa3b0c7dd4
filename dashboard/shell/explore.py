"""The parts of Explore below its controls: map, ranking, timeline, change, table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard import bridge_text, charts, tables, text
from dashboard.language import Language
from dashboard.shell import cached, cite, drawing, state
from dashboard.shell.flows import flows
from dashboard.shell.frame import Page
from dashboard.view import Picture
from data_sources import store


def heading(page: Page) -> None:
    """What the page is about, and the indicator's definition in one sentence."""
    entry = cached.indicator(page.view.indicator)
    st.title(page.say(entry.title), anchor=False)
    st.caption(text.description(entry, page.say))


def picture(page: Page) -> None:
    """The map with everything around it; flows have a picture of their own."""
    if state.whole_page_waits():
        st.rerun()
    if page.view.picture is Picture.FLOWS:
        flows(page)
    else:
        drawing.draw_map(page.view, key=f"explore:{page.view.picture}")


def timeline(page: Page) -> None:
    """The chosen places through the years, or the three highest where none is chosen; the same for every year."""
    view, say = page.view, page.say
    shown = cached.screen(replace(view, period="", since=""))
    if not shown.dated:
        st.info(say("A multi-year average has no timeline: the source does not state its years."))
        return
    lines = cached.histories(view)
    found = lines.lines
    notes = bridge_text.notes(lines, shown, say)
    st.subheader(say("Through the years"), anchor=False)
    if not found:
        st.caption(say("No figures are held for the chosen places."))
        return
    if not any(rows["obs_value"].notna().sum() > 1 for rows in found.values()):
        st.caption(say("There is one period only, so there is no line to draw."))
        return
    st.plotly_chart(
        charts.timeline(found, shown, say, drawing.look()),
        key="explore:timeline",
        theme=None,
        config=charts.CONFIG,
        alt=" ".join([text.timeline_summary(found, shown, say), *notes]),
    )
    st.caption(say("A break in a line is a break in the series or a year without a figure."))
    for note in notes:
        st.caption(note)


def change(page: Page) -> None:
    """What rose and what fell between two years of the reader's choice."""
    view, say = page.view, page.say
    earlier = cached.earlier(view)
    if not earlier:
        return
    since, until = cached.ends(view)
    shown = cached.screen(replace(view, period=until))
    st.subheader(say("Change between two years"), anchor=False)
    left, right, _ = st.columns(3)
    with left:
        _end(say("From"), "since", since, earlier[::-1], say)
    with right:
        _end(say("To"), "until", until, list(shown.series.periods[:0:-1]), say)
    rows = cached.change(replace(view, period=until), since)
    if rows.empty:
        st.caption(say("No place has a figure in both, in boundaries that can be compared."))
        return
    st.caption(text.change_summary(rows, say))
    st.table(tables.change(rows, shown, say, view.places), border="horizontal", alt=say("Largest rises and falls"))


def _end(label: str, field: str, period: str, periods: list[str], say: Language) -> None:
    """One end of the change; `field` is its name in the View."""
    arguments = state.control(field, period, lambda old, chosen: replace(old, **{field: chosen}))
    st.selectbox(label, periods, format_func=say.period, **arguments)


def table(page: Page) -> None:
    """The file to take away, and the twin of the map as a table."""
    if not page.map_stands:
        return
    shown, say = cached.screen(page.view), page.say
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("Download this table (CSV)"),
            partial(tables.download, shown, say, cite.address(page.view)),
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
    for line in drawing.sources(page.view, say):
        st.caption(line)
    st.caption(text.held_line(shown, say))
    if store.under_way(entry.id):
        st.caption(say("A newer copy is being fetched; it shows at your next step."))
    with st.expander(say("What this page cannot tell you")):
        lines: list[Any] = [say(note) for note in entry.caveats]
        lines += [say(note.text, **dict(note.values)) for note in shown.series.provenance.notes]
        lines.append(say("Figures of places that go together do not show that one causes the other."))
        st.markdown("\n".join(f"- {line}" for line in lines))
