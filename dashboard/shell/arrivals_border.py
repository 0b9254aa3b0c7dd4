"""Detections at the external border: events by route and nationality, which have no place on a map of countries."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.change import Change
from analysis.origins import Ends, by_year, of_everyone, receiving
from dashboard import charts, definitions, provenance
from dashboard.arrivals import text as sentences
from dashboard.arrivals.bars import Bar, bars
from dashboard.arrivals.charts import line_chart
from dashboard.language import Language
from dashboard.shell import drawing, state
from dashboard.shell.flows import held_flows, place_name
from dashboard.shell.frame import Page
from data_sources.catalogue.flows import FLOWS

DETECTED = "frontex_flows"
_MONTHS = 12
_LINES = 5
_TWO_YEARS = ("2015", "2022")


@st.cache_resource(ttl=3600, max_entries=2, show_spinner=False)
def _years(id: str) -> tuple[pd.DataFrame, dict[str, int]]:
    return by_year(held_flows(id).table)


def whole_years(id: str) -> list[str]:
    """Years with all twelve months of a table by month, the newest first."""
    return sorted((year for year, months in _years(id)[1].items() if months == _MONTHS), reverse=True)


@st.cache_resource(ttl=3600, max_entries=64, show_spinner=False)
def of_year(id: str, year: str) -> Ends:
    """Both ends of a flow table of events in one year, all destinations together."""
    table, _ = _years(id)
    return of_everyone(table, year, receiving(table))


def routes(page: Page) -> None:
    """Detections of a year by route and by nationality, each on its own scale, and by month."""
    say, years = page.say, whole_years(DETECTED)
    source = held_flows(DETECTED)
    st.subheader(say(source.definition.title), anchor=False)
    st.caption(
        f"{definitions.tag(DETECTED, say)} · {say(FLOWS[DETECTED].caveats[0])}", help=definitions.counts(DETECTED, say)
    )
    if not years:
        st.caption(say("No whole year is held."))
        return
    year = st.selectbox(say("Year"), years, width=140, key=state.once("routes:year", years[0]))
    st.markdown(_two_years(years, say))
    found = of_year(DETECTED, year)
    left, right = st.columns(2, gap="medium")
    with left:
        _list(found.destinations, say("By route, {year}", year=year), say)
    with right:
        _list(found.origins, say("By nationality, {year}", year=year), say)
    _by_month(page)
    st.caption(provenance.source_line(source.provenance, say))


def _two_years(years: list[str], say: Language) -> str:
    """How many detections there were in two years that people compare."""
    if not set(_TWO_YEARS) <= set(years):
        return say("Not all months of {years} are held.", years=", ".join(_TWO_YEARS))
    before, after = (of_year(DETECTED, year).total for year in _TWO_YEARS)
    change = Change(before=before, after=after)
    return sentences.union_change(say("Detections"), _TWO_YEARS, change, say("all routes"), say)


def _list(values: pd.Series, title: str, say: Language) -> None:
    st.markdown(f"**{title}**")
    rows = [Bar(name=place_name(str(code), say), value=n, written=say.number(n)) for code, n in values.items()]
    st.html(bars(rows, (title, say("detections")), drawing.look()))
    st.caption(sentences.scale_line([(row.name, row.value) for row in rows[:1]], say("detections"), say))


@st.cache_resource(ttl=3600, max_entries=2, show_spinner=False)
def _months(id: str) -> dict[str, pd.DataFrame]:
    """The routes with most detections -> their months."""
    table = held_flows(id).table
    sums = table.groupby(["destination", "time_period"], observed=True, as_index=False)["obs_value"].sum()
    largest = sums.groupby("destination", observed=True)["obs_value"].sum().nlargest(_LINES).index
    return {str(code): sums[sums["destination"] == code].assign(obs_flag="") for code in largest}


def _by_month(page: Page) -> None:
    say = page.say
    named = {place_name(code, say): rows for code, rows in _months(DETECTED).items()}
    st.plotly_chart(
        line_chart(named, say("detections a month"), say, drawing.look()),
        key="arrivals:routes",
        theme=None,
        config=charts.CONFIG,
        alt=say("Detections by month on the routes with most of them: {routes}.", routes=", ".join(named)),
    )
    st.caption(say("Detections a month on the {n} routes with most of them over all years.", n=say.number(len(named))))
