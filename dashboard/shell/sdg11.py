"""The parts of the page SDG 11: what it is about, its controls, the overview of all targets, the quadrants."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard import charts
from dashboard.language import Language
from dashboard.sdg11 import charts as drawn
from dashboard.sdg11 import position, tables, text
from dashboard.sdg11.figures import UNION
from dashboard.sdg11.rows import Block, picture
from dashboard.sdg11.targets import CODES, Target, target, targets
from dashboard.shell import cite, drawing, state
from dashboard.shell import sdg11_figures as figures
from dashboard.shell.frame import Page
from dashboard.shell.painted import painted
from dashboard.view import View

_ALL = ""


def heading(page: Page) -> None:
    """What the page is about, and the finding over all indicators."""
    say, code = page.say, figures.topic(page.view)
    st.title(say("SDG 11: cities and communities"), anchor=False)
    shown = figures.standings(page.view, code)
    st.markdown(f"**{text.headline(shown, figures.place(page.view), code, say)}** {text.turned(shown, say)}")


def controls(page: Page) -> None:
    """Target, country, and the end of the windows."""
    view, say = page.view, page.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _target(view, say)
        _place(view, say)
        _until(view, say)
        with st.popover(say("Words"), help=say("What the technical words mean")):
            st.markdown("\n".join(f"- **{word}**: {meaning}" for word, meaning in _words(say)))


def _target(view: View, say: Language) -> None:
    named = {one.code: f"{one.code} {one.name}" for one in targets(say)}
    st.selectbox(
        say("Target"),
        [_ALL, *CODES],
        format_func=lambda code: named.get(code, say("All targets")),
        width=250,
        **state.control("topic", figures.topic(view), lambda old, code: replace(old, topic=code)),
    )


def _place(view: View, say: Language) -> None:
    names = {code: text.place_name(code, say) for code in figures.places()}
    st.selectbox(
        say("Country"),
        [UNION, *sorted(names, key=lambda code: names[code].casefold())],
        format_func=lambda code: text.place_name(code, say),
        width=220,
        **state.control("place", figures.place(view), _to_place),
    )


def _to_place(view: View, code: str) -> View:
    return replace(view, places=() if code == UNION else (code,))


def _until(view: View, say: Language) -> None:
    st.selectbox(
        say("Window ends in"),
        [_ALL, *(str(year) for year in figures.years())],
        format_func=lambda year: year or say("the newest year of each"),
        help=say("Trends and distances are worked out for the 5 and 15 years that end in this year."),
        width=200,
        **state.control("until", figures.end(view), lambda old, year: replace(old, until=year)),
    )


def _words(say: Language) -> list[tuple[str, str]]:
    return [
        (say("Arrows"), say("Up is towards the better, down away from it, whether the figure itself rises or falls.")),
        (
            say("Significant, moderate"),
            say("Without a target: 1 % a year or more is significant, less is moderate, in either direction."),
        ),
        (
            say("On pace, moderate, insufficient"),
            say(
                "With a target: at least 95 % of the yearly pace that would reach it in time, at least 60 %, or less. "
                "The pace is counted from the start of the window."
            ),
        ),
        (
            say("Steps to target"),
            say(
                "How far the figure is from the target, in spreads (standard deviations) among the countries; "
                "0 is reached. Where no number was agreed, the target is the level of the best tenth of them."
            ),
        ),
        (say("15 years, 5 years"), say("At least 10 and 3 figures in a row, up to the newest; else no verdict.")),
    ]


def overview(page: Page) -> None:
    """Every target with its indicators, one row each; or the chosen target alone."""
    view, say, chosen = page.view, page.say, figures.topic(page.view)
    shown = [target(chosen, say)] if chosen else list(targets(say))
    blocks = [_block(one, view, say) for one in shown]
    st.html(picture(blocks, figures.place(view), say, drawing.look()))
    rows = [one for block in blocks for one in block.standings]
    if rows:
        st.download_button(
            say("Download this table (CSV)"),
            partial(tables.download, rows, say, cite.here(view)),
            "nexus-atlas_sdg11.csv",
            "text/csv",
            on_click="ignore",
        )


def _block(one: Target, view: View, say: Language) -> Block:
    rows = figures.standings(view, one.code, variants=bool(figures.topic(view)))
    return Block(target=one, standings=rows, note=_note(one, rows, say))


def _note(one: Target, rows: tuple[Any, ...], say: Language) -> str:
    """What is held beside the rows, and who would hold what is not."""
    parts = [_beside(one.code, say)]
    if not rows:
        parts.insert(0, say("No figure of countries that can be judged as better or worse is held."))
        parts.append(say("Who would hold it: {holders}.", holders=one.holders))
    return " ".join(part for part in parts if part)


def _beside(code: str, say: Language) -> str:
    beside = figures.beside(code)
    if not beside:
        return ""
    return say.plural(
        "{n} more indicator is held for cities or regions, or has no better or worse.",
        "{n} more indicators are held for cities or regions, or have no better or worse.",
        len(beside),
    )


def begun(page: Page) -> None:
    """Tells when all targets are on the screen; a chosen one has a map, which tells that itself."""
    if not figures.topic(page.view):
        painted(page)


def quadrants(page: Page) -> None:
    """Status beside progress, all countries, over all indicators; a chosen target has its own."""
    view, say = page.view, page.say
    if figures.topic(view):
        return
    points, n = figures.goal_points(view)
    if not points:
        st.caption(say("Too few indicators have an EU figure in these years for a picture of status and progress."))
        return
    st.subheader(say("Ahead or behind, and moving which way?"), anchor=False)
    said = position.quadrant_counts([one.quadrant for one in points.values()], say)
    st.caption(
        say(
            "Mean of {n} indicators with an EU figure, five years each; countries with three quarters of them. "
            "A movement beyond 5 % a year counts as 5.",
            n=say.number(n),
        )
    )
    st.plotly_chart(
        drawn.quadrant(points, figures.place(view), say, drawing.look()),
        key="sdg11:quadrants",
        theme=None,
        config=charts.CONFIG,
        alt=said,
    )
    st.markdown(said)
    if st.toggle(say("Show as a table"), key=state.once("quadrants_twin", value=False)):
        st.table(tables.quadrant(points, say), border="horizontal", height=420, alt=said)


def limits(page: Page) -> None:
    """The sources, and what this page cannot tell."""
    view, say, chosen = page.view, page.say, figures.topic(page.view)
    st.caption(figures.source(view, say))
    quoted = [target(chosen, say)] if chosen else list(targets(say))
    titles = "; ".join(f"{one.code} {one.title}" for one in quoted)
    st.caption(
        say("Targets: United Nations, A/RES/70/1 (2015): {titles}. The descriptions are our own.", titles=titles)
    )
    with st.expander(say("What this page cannot tell you")):
        st.markdown("\n".join(f"- {line}" for line in _limits(say)))


def _limits(say: Language) -> list[str]:
    return [
        say(
            "The trend follows Eurostat's rule as its 2021 edition states it. Later editions may differ, and the "
            "verdicts here are computed, not Eurostat's printed ones."
        ),
        say("The copy held may be older than the newest release: each row says its year, and years differ by row."),
        say(
            "A rank compares countries with a figure of that year; small differences lie within the margin of surveys."
        ),
        say("Status is relative: ahead of the European Union does not mean near the target."),
        say("A target of the Union is laid on each country alike, which the agreement itself may not do."),
        say("Country figures say nothing about single cities or about who in them is concerned."),
        say("Indicators are stand-ins: few of them are the official ones, and none measures a whole target."),
    ]
