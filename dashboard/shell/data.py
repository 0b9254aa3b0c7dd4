"""The page on data and methods: what is held, how new and how sound it is, what it means, how to cite it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard import boundary_table, coverage_table, methods, refresh_tables
from dashboard.coverage_table import Choice
from dashboard.language import Language
from dashboard.own_file import entry
from dashboard.shell import state
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.words import LEVELS, THEMES
from data_sources import holdings, store
from data_sources.holdings import Snapshot
from data_sources.model import Level, Theme
from data_sources.sources import correspondence

_LONG_PX = 520
_MOST_ROWS = 24
_COLUMNS_TOO_MANY = 3


@st.cache_resource(ttl=3600, max_entries=2, show_spinner=False)
def _held(modified: float) -> Snapshot:  # noqa: ARG001 - a new manifest is a new entry
    return holdings.snapshot()


def held() -> Snapshot:
    """The snapshot as its manifest describes it now."""
    return _held((store.SNAPSHOT.parent / "manifest.json").stat().st_mtime)


def _table(rows: pd.DataFrame, label: str, say: Language, height: int | Literal["content"] = "content") -> None:
    """A table; on a phone, which is too narrow for columns, a list. What scrolls must hold links to step to."""
    if state.on_phone() and len(rows.columns) >= _COLUMNS_TOO_MANY:
        with st.container(height=height):
            st.markdown(coverage_table.listed(rows, say))
    else:
        st.table(rows, border="horizontal", height=height, alt=label)


def heading(page: Page) -> None:
    """How much there is, in one sentence."""
    say = page.say
    st.title(say("Data and methods"), anchor=False)
    st.markdown(methods.held_line(held(), say))


def ages(page: Page) -> None:
    """How new the figures are, by level, and how many indicators each theme has at each."""
    say = page.say
    st.subheader(say("How new, and where"), anchor=False)
    _table(coverage_table.levels(held(), today(), say), say("Newest figures by level"), say)
    st.caption(
        say(
            "Half of the indicators have a figure of that year or later. Sources publish one to three years afterwards."
        )
    )
    _table(coverage_table.themes(held(), say), say("Indicators by theme and level"), say)
    thin = methods.thin_line(held(), say)
    if thin:
        st.caption(thin)


def coverage(page: Page) -> None:
    """Which years and places each indicator has at each level, with definitions and caveats."""
    say = page.say
    st.subheader(say("Which years and places"), anchor=False)
    choice = _choice(page)
    found = coverage_table.chosen(held(), choice, say)
    if not found:
        st.info(say("No indicator has these words at this level. Choose another theme or level, or fewer words."))
        return
    rows = coverage_table.coverage(found, choice.level, say)
    height: int | Literal["content"] = _LONG_PX if len(rows) > _MOST_ROWS else "content"
    _table(rows, say("Years and places of each indicator"), say, height)
    st.caption(say("Places: with a figure in the last year, of all in the code list; of countries, members of the EU."))
    n = len(found)
    with st.expander(
        say.plural("Definition and caveats of {n} indicator", "Definitions and caveats of {n} indicators", n)
    ):
        st.markdown("\n\n".join(methods.definition(one, say) for one in found))


def _choice(page: Page) -> Choice:
    say = page.say
    left, middle, right = st.columns([1, 1, 2])
    theme = left.selectbox(
        say("Theme"),
        ["", *(one.value for one in THEMES)],
        format_func=partial(_theme, say=say),
        key=state.once("theme", entry(page.view.indicator).theme.value),
    )
    level = middle.selectbox(
        say("Level"),
        ["", *(one.value for one in LEVELS)],
        format_func=partial(_level, say=say),
        key=state.once("level", ""),
    )
    search = right.text_input(say("Words in title, definition or caveat"), key=state.once("search", ""))
    return Choice(theme=Theme(theme) if theme else None, level=Level(level) if level else None, search=search)


def _theme(code: str, say: Language) -> str:
    return say(THEMES[Theme(code)]) if code else say("All themes")


def _level(code: str, say: Language) -> str:
    return say(LEVELS[Level(code)]) if code else say("All levels")


def sources(page: Page) -> None:
    """Each source with its licence, and the licences of the boundaries."""
    say = page.say
    st.subheader(say("Sources and licences"), anchor=False)
    _table(coverage_table.sources(held(), say), say("Sources and licences"), say)
    st.caption(say("A source without a link has no public address known here: its figures come from files."))
    with st.expander(say("Licences of the boundaries")):
        _table(coverage_table.boundaries(held(), say), say("Licences of the boundaries"), say)
    _over_time(say)


def _over_time(say: Language) -> None:
    """Which changes of borders are known, and where lines through time stop."""
    rows = boundary_table.changes(say)
    if rows.empty:
        return
    with st.expander(say("Boundaries over time")):
        _table(rows, say("What happened to regions between the versions of NUTS"), say)
        st.markdown(
            say(
                "Lines through time are led across these changes. Numbers are divided by where people lived in "
                "2018; a figure per inhabitant is averaged over regions that are at least 95 % whole; any other figure "
                "stays with regions that did not change. Between NUTS 2021 and 2024 no correspondence is held, so a "
                "line stops there unless the region stayed the same. Maps show each year in its own boundaries."
            )
        )
        st.caption(say("Source: {licence}; no public address is known.", licence=correspondence.LICENCE))


def health(page: Page) -> None:
    """How things stand with each source, and whether the real services were ever asked."""
    say = page.say
    st.subheader(say("Health of the sources"), anchor=False)
    rows = holdings.health(held(), datetime.now(UTC), holdings.last_refresh())
    _table(refresh_tables.health(rows, say), say("Health of the sources"), say)
    if store.offline():
        st.caption(say("This server is set to ask nobody (NEXUS_ATLAS_OFFLINE), so nothing newer comes in."))
    st.caption(say("Errors are those of the last refresh and since this server started; a success strikes them out."))
    _verified(say)


def _verified(say: Language) -> None:
    """Whether the real services were ever asked, and how they answered."""
    live, mirror = holdings.last_contact(live=True), holdings.last_contact(live=False)
    st.markdown(methods.verified_line(live, say))
    if mirror:
        st.caption(methods.mirror_line(mirror, say))
    report = live or mirror
    rows = refresh_tables.verdicts(report, say) if report else pd.DataFrame()
    if not rows.empty:
        with st.expander(say("Entries that were not answered as agreed")):
            _table(rows, say("Entries that were not answered as agreed"), say)


def changed(page: Page) -> None:
    """What the last refresh changed, and what it could not fetch."""
    say, refresh = page.say, holdings.last_refresh()
    st.subheader(say("What changed in the last refresh"), anchor=False)
    st.markdown(methods.refresh_line(refresh, say))
    if refresh is None:
        return
    for rows, label in (
        (refresh_tables.changes(refresh, say), say("New periods, revised values, flags and places")),
        (refresh_tables.failures(refresh, say), say("What could not be fetched")),
    ):
        if not rows.empty:
            with st.expander(label):
                _table(rows, label, say)


def checks(page: Page) -> None:
    """What the checks of the last refresh found."""
    say = page.say
    st.subheader(say("Checks of the last refresh"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in methods.checks(held(), say)))
    with st.expander(say("What was left out, mended or estimated")):
        rows = refresh_tables.notes(held(), say)
        _table(rows, say("What was left out, mended or estimated"), say)
    with st.expander(say("Codes that are on no map")):
        rows = refresh_tables.unplaced(held(), say)
        _table(rows, say("Codes that are on no map"), say)


def unseen(page: Page) -> None:
    """The entries that wait for a machine with internet."""
    say = page.say
    rows = coverage_table.unseen(held(), say)
    if rows.empty:
        return
    st.subheader(say("Live only, not yet seen"), anchor=False)
    st.markdown(
        say(
            "{n} more indicators are asked of their services at a refresh. Nobody here has seen them yet.",
            n=say.number(len(rows)),
        )
    )
    with st.expander(say("Which, and how well the request is known")):
        _table(rows, say("Live only, not yet seen"), say)
        st.markdown("\n".join(f"- {coverage_table.written(grade)}: {say(words)}" for grade, words in methods.GRADES))


def cite(page: Page) -> None:
    """A sentence to copy."""
    say = page.say
    st.subheader(say("How to cite"), anchor=False)
    st.code(methods.citation(held(), say), language=None, wrap_lines=True)
    st.caption(say("Cite the source of a figure first: it is named under each figure and in each file to download."))
