"""What two themes show beyond their figures: the smart-village lens, and digital tools from open literature."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.evidence import by_class, compared
from dashboard import citation
from dashboard.language import Language
from dashboard.provenance import source_line
from dashboard.shell import cached, cite, drawing, pressed
from dashboard.shell.frame import Page
from dashboard.themes import villages
from dashboard.themes.matrix import chosen
from dashboard.themes.practices import PRACTICES, READ_ON, Practice
from dashboard.themes.words import QUESTIONS_OF_A_TOOL
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme


def _shows(page: Page, theme: Theme) -> bool:
    asked = chosen(page.view.topic)
    return asked.theme is theme and not asked.target


def _missing(ids: tuple[str, ...], say: Language) -> bool:
    """Says which indicators are not held; True where one is not."""
    absent = [say(CATALOGUE[id].title) for id in ids if id not in store.held()]
    if absent:
        st.info(say("Not held here, so not shown: {names}.", names="; ".join(absent)))
    return bool(absent)


def _newest(id: str, period: str = "") -> tuple[dict[str, float], str]:
    """Country -> value in a period or the newest one, and the period."""
    table = cached.observations(id).table
    rows = table[(table["level"] == Level.COUNTRY.value) & table["obs_value"].notna()]
    shown = period or str(rows["time_period"].astype(str).max())
    there = rows[rows["time_period"] == shown]
    return dict(zip(there["geo"].astype(str), there["obs_value"], strict=True)), shown


def degrees(page: Page) -> None:
    """Poverty risk in cities, towns and rural areas, country by country."""
    say = page.say
    if not _shows(page, Theme.VILLAGES):
        return
    st.subheader(say("Is poverty risk higher in the countryside?"), anchor=False)
    if _missing(villages.DEGREES, say):
        return
    rural, year = _newest("arope_du")
    city, town = (_newest(id, year)[0] for id in villages.DEGREES[:2])
    found = villages.degrees(city, town, rural)
    st.markdown(villages.degrees_finding(compared(rural, city), year, say))
    st.caption(
        say(
            "People at risk of poverty or exclusion, per cent, {year}, {n} countries, by degree of urbanisation; the "
            "line begins at zero; the largest gap first.",
            year=year,
            n=say.number(len(found)),
        )
    )
    pressed.table(villages.degrees_html(found, say, drawing.look()), key="themes:degrees")
    st.caption(source_line(cached.observations("arope_du").provenance, say))
    st.download_button(
        say("Download this table (CSV)"),
        partial(_degrees_csv, found, say, cite.here(page.view)),
        f"nexus-atlas_degree-of-urbanisation_{year}.csv",
        "text/csv",
        on_click="ignore",
        key="themes:degrees:csv",
    )


def _degrees_csv(found: list[villages.Degrees], say: Language, link: str) -> bytes:
    return citation.stamped(villages.degrees_twin(found, say), link).to_csv().encode("utf-8-sig")


def _undated(id: str) -> dict[str, float]:
    """Small region -> its value in a table of one undated period."""
    table = cached.observations(id).table
    rows = table[(table["level"] == Level.NUTS3.value) & table["obs_value"].notna()]
    return dict(zip(rows["geo"].astype(str), rows["obs_value"], strict=True))


def moves(page: Page) -> None:
    """Net migration, natural change and population change by the urban-rural class of small regions."""
    say = page.say
    if not _shows(page, Theme.VILLAGES):
        return
    st.subheader(say("Do people move to rural regions?"), anchor=False)
    if _missing((villages.CLASS, villages.MOVES[0]), say):
        return
    ids = [id for id in villages.MOVES if id in store.held()]
    classes = {geo: int(value) for geo, value in _undated(villages.CLASS).items()}
    found = {id: by_class(_undated(id), classes) for id in ids}
    titles = {id: f"{say(CATALOGUE[id].title)}, {say(CATALOGUE[id].unit.name)}" for id in ids}
    st.markdown(villages.moves_finding(found[villages.MOVES[0]], say))
    st.caption(
        say(
            "Small regions (NUTS 3) by the class the source gives them. The bar holds the middle half of the regions, "
            "the dot is the middle one; classes of one figure share a scale."
        )
    )
    pressed.table(villages.moves_html(found, titles, say, drawing.look()), key="themes:moves")
    st.caption(source_line(cached.observations(villages.CLASS).provenance, say))


def tools(page: Page) -> None:
    """Digital tools and practices from open literature, beside the figures of the digital theme."""
    say = page.say
    if not _shows(page, Theme.DIGITAL):
        return
    st.subheader(say("Digital tools and practices"), anchor=False)
    st.markdown(
        say(
            "Described from public pages read on {day}; none is recommended. Four questions to ask of each:",
            day=say.day(READ_ON),
        )
    )
    st.markdown("\n".join(f"{n}. {say(asked)}" for n, asked in enumerate(QUESTIONS_OF_A_TOOL, start=1)))
    for pair in zip(PRACTICES[::2], (*PRACTICES[1::2], None), strict=False):
        for column, one in zip(st.columns(2), pair, strict=True):
            if one is not None:
                with column:
                    _practice(one, say)


def _practice(one: Practice, say: Language) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(f"**{one.name}**")
        st.markdown(say(one.does))
        lines = [
            say("Where and who: {where}", where=say(one.where)),
            say("Status, as of {day}: {status}", day=say.day(READ_ON), status=say(one.status)),
            *([say("What is claimed: {evidence}", evidence=say(one.evidence))] if one.evidence else []),
            say("Source: {links}", links="; ".join(f"[{say(name)}]({url})" for name, url in one.sources)),
            say("Answers to the four questions: not recorded here."),
        ]
        st.markdown("\n".join(f"- {line}" for line in lines))
