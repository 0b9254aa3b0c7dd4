"""Methods for researchers on the nexus page: one of four, each said in words first, then drawn, then as numbers."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.events import Events
from analysis.lags import MOST
from analysis.panel import Panel
from analysis.refusal import Refused
from dashboard import charts, text
from dashboard.language import Language
from dashboard.nexus import methods_charts as drawn
from dashboard.nexus import methods_tables as tables
from dashboard.nexus import methods_text as said
from dashboard.nexus.methods_frames import country_names
from dashboard.nexus.methods_words import HOW, NAMES, QUESTIONS, Method
from dashboard.shell import cached, nexus, state
from dashboard.shell import nexus_results as results
from dashboard.shell.drawing import look
from dashboard.shell.frame import Page, live
from dashboard.shell.nexus_results import Views
from dashboard.shell.nexus_spatial import spatial
from dashboard.view import View

TABLE_PX = 360
_MOST_ROWS = 2_000


def methods(page: Page) -> None:
    """The methods, answering to their own controls without the rest of the page being drawn again."""
    live(page, chosen_method)


def chosen_method(page: Page) -> None:
    """The chosen method for the pair on screen."""
    say = page.say
    views = nexus.pair(page.view)
    if views is None:
        st.info(say("Choose a pair of figures first."))
        return
    chosen = st.segmented_control(
        say("Method"),
        list(Method),
        format_func=lambda method: say(NAMES[method]),
        key=state.once("methods:which", Method.SPATIAL),
    )
    method = chosen or Method.SPATIAL
    st.markdown(say(QUESTIONS[method]))
    with st.spinner(say("Computing; the first time takes a few seconds."), show_time=False):
        _SHOWN[method](views, say)
    with st.expander(say("How this works, and what it cannot tell")):
        st.markdown("\n".join(f"- {line}" for line in (say(HOW[method]), *_limits(say))))


def _limits(say: Language) -> list[str]:
    return [
        say("Figures of places that go together do not show that one causes the other."),
        say("What holds for places need not hold for the people who live in them."),
        say("People also move to where work and homes are: the link may run the other way."),
        say("Other borders of regions would give other results."),
        say("After an unusual year most figures come closer to their usual, with or without arrivals."),
    ]


def heading(title: str, subtitle: str) -> None:
    """The title of a result, which is its finding, and what it is of."""
    st.markdown(f"**{title}**")
    st.caption(subtitle)


def sources(views: Views, say: Language) -> None:
    """Where both figures come from."""
    lines = dict.fromkeys(text.source_line(cached.screen(view), say) for view in views)
    st.caption("  \n".join(lines))


def _subtitle(views: Views, say: Language) -> str:
    first, second = results.screens(views)
    return say(
        "{arrivals} ({unit}) and {place} ({other})",
        arrivals=say(first.indicator.title),
        unit=say(first.indicator.unit.name),
        place=say(second.indicator.title),
        other=say(second.indicator.unit.name),
    )


def _within(views: Views, say: Language) -> None:
    lag = st.select_slider(
        say("Arrivals of"),
        list(range(MOST + 1)),
        format_func=lambda years: said.years_before(years, say),
        key=state.once("methods:lag", 1),
        help=say("How many years the arrivals lie before the other figure."),
        width=420,
    )
    found = results.within(views, lag)
    if isinstance(found, Refused):
        st.info(said.refusal(found, say))
        return
    screens = results.screens(views)
    heading(said.panel_title(found, screens, lag, say), _subtitle(views, say))
    st.markdown(f"{said.panel(found, *screens, say)} {said.panel_contrast(found, say)}")
    up = say(
        "Upwards: {title}, {unit}.", title=say(screens[1].indicator.title), unit=say(screens[1].indicator.unit.name)
    )
    left, right = st.columns(2)
    with left:
        st.caption(f"{say('As published: each dot a place in a year.')} {up}")
        _chart(drawn.as_published(found, screens, say, look()), "published", said.panel_contrast(found, say))
    with right:
        st.caption(f"{say('The same dots against what is usual for the place and the year.')} {up}")
        _chart(drawn.within(found, screens, say, look()), "within", said.panel(found, *screens, say))
    st.caption(f"{said.panel_numbers(found, lag, say)} {_drawn(found, say)}")
    if st.toggle(say("Show the figures as a table"), key=state.once("methods:pairs", value=False)):
        rows = tables.pairs(found.pairs.head(_MOST_ROWS), country_names(screens[1]), screens, say)
        st.table(rows, border="horizontal", height=TABLE_PX, alt=said.panel(found, *screens, say))
        if len(found.pairs) > _MOST_ROWS:
            st.caption(say("The first {n} rows.", n=say.number(_MOST_ROWS)))
    sources(views, say)


def _drawn(found: Panel, say: Language) -> str:
    """What the picture leaves out."""
    outside = drawn.outside(found)
    parts = []
    if len(found.pairs) > drawn.MOST_DOTS:
        parts.append(say("Drawn are {n} dots at even steps; computed from all.", n=say.number(drawn.MOST_DOTS)))
    if outside:
        parts.append(say.plural("{n} dot lies outside the picture.", "{n} dots lie outside the picture.", outside))
    return " ".join(parts)


def _lags(views: Views, say: Language) -> None:
    years_too = st.toggle(
        say("Take out what all places share in a year"),
        key=state.once("methods:years", value=True),
        help=say("Without this, two figures that rise everywhere seem to go together."),
    )
    found = results.lags(views, years_too=years_too)
    if isinstance(found, Refused):
        st.info(said.refusal(found, say))
        return
    heading(said.lags_title(found, say), _subtitle(views, say))
    st.markdown(said.lags(found, say))
    missing = said.lags_missing(found, say)
    if missing:
        st.caption(missing)
    _chart(drawn.lags(found, say, look()), "lags", said.lags(found, say))
    st.table(tables.lags(found, say), border="horizontal", alt=said.lags(found, say))
    st.caption(say("Intervals: 95 of 100 of 1,000 redraws of whole places, seed 12345."))
    sources(views, say)


def _events(views: Views, say: Language) -> None:
    base = st.segmented_control(
        say("100 is"),
        [-1, 0],
        format_func=lambda step: said.base_name(step, say),
        key=state.once("methods:base", -1),
    )
    found = results.events(views, -1 if base is None else base)
    if isinstance(found, Refused):
        st.info(said.refusal(found, say))
        return
    second = cached.screen(views[1])
    heading(said.events_title(found, second, say), _subtitle(views, say))
    st.markdown(said.events(found, say))
    _chart(drawn.events(found, say, look()), "events", said.events(found, say))
    st.caption(f"{_lines(found, say)} {said.events_left_out(found, say)}")
    if st.toggle(say("Show the places as a table"), key=state.once("methods:places", value=False)):
        names = country_names(second)
        st.table(tables.events(found, names, say), border="horizontal", height=TABLE_PX, alt=said.events(found, say))
    sources(views, say)


def _lines(found: Events, say: Language) -> str:
    """How to read the picture, and what it leaves out."""
    leaving = drawn.leaving(found)
    parts = [say("Descriptive, no estimate of an effect. The axis does not begin at zero.")]
    if len(found.lines) > drawn.MOST_LINES:
        parts.append(say("Drawn are {n} of the lines, at even steps; the medians are of all.", n=drawn.MOST_LINES))
    if leaving:
        parts.append(say.plural("{n} line leaves the picture.", "{n} lines leave the picture.", leaving))
    return " ".join(parts)


def _chart(figure: drawn.Figure, name: str, alt: str) -> None:
    st.plotly_chart(figure, theme=None, config=charts.CONFIG, key=f"methods:chart:{name}", alt=alt)


_SHOWN: dict[Method, Callable[[tuple[View, View], Language], None]] = {
    Method.SPATIAL: spatial,
    Method.WITHIN: _within,
    Method.LAGS: _lags,
    Method.EVENTS: _events,
}
