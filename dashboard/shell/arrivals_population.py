"""Population change split into births minus deaths and net migration, by small region."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.balance import Balance, Growth, counted, growth_of
from analysis.slices import full_period, nearest_period
from dashboard import definitions
from dashboard.arrivals import text as sentences
from dashboard.arrivals.bars import Bar, bars
from dashboard.shell import arrivals_series, cached, drawing
from dashboard.shell.frame import Page
from dashboard.view import Picture
from data_sources import store
from data_sources.model import Level

CHANGE, NATURAL, MIGRATION = "growth_n3", "natchange_n3", "netmig_n3"
_EQUATION = ("pop", "births", "deaths")
_UNION = "EU27_2020"


@st.cache_resource(ttl=3600, max_entries=2, show_spinner=False)
def _growth_by_period(version: float) -> dict[str, dict[Growth, int]]:  # noqa: ARG001 - a new version is a new entry
    """Period -> how many small regions with both figures grew in which way."""
    change, natural = (_rates(id) for id in (CHANGE, NATURAL))
    both = sorted(change.keys() & natural.keys())
    found = {period: counted(growth_of(change[period], natural[period])) for period in both}
    return {period: counts for period, counts in found.items() if sum(counts.values())}


def _rates(id: str) -> dict[str, pd.Series]:
    """Period -> rate of every small region."""
    table: pd.DataFrame = cached.observations(id).table
    rows = table[(table["level"] == Level.NUTS3.value) & table["obs_value"].notna()]
    return {
        str(period): part.set_index("geo")["obs_value"]
        for period, part in rows.groupby(rows["time_period"].astype(str))
    }


def _growth(page: Page) -> tuple[str, dict[Growth, int]]:
    """The period on screen, or the nearest that both rates have, and how its regions grew; empty where none has."""
    if not {CHANGE, NATURAL} <= store.held():
        return "", {}
    found = _growth_by_period(store.version(CHANGE) + store.version(NATURAL))
    places = {period: sum(counts.values()) for period, counts in found.items()}
    period = nearest_period(sorted(found), page.view.period or full_period(places))
    return period, found.get(period, {})


def picture(page: Page) -> None:
    """In how many regions the population grew only through migration, and the map of the chosen part."""
    view, say = arrivals_series.chosen(page), page.say
    period, counts = _growth(page)
    if counts:
        st.subheader(sentences.growth_line(counts, period, say), anchor=False)
    else:
        st.subheader(arrivals_series.headline(replace(view, picture=Picture.MAP, other=""), say), anchor=False)
    st.caption(
        arrivals_series.tagged(replace(view, picture=Picture.MAP, other=""), say),
        help=definitions.counts(view.indicator, say),
    )
    arrivals_series.draw(view, say)


def kinds_of_growth(page: Page) -> None:
    """How many regions grew or shrank in which of six ways."""
    say = page.say
    period, counts = _growth(page)
    if not counts:
        st.caption(say("Natural change and population change are not both held, so growth cannot be split."))
        return
    st.subheader(say("How regions grew and shrank, {period}", period=say.period(period)), anchor=False)
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    rows = [Bar(name=sentences.growth_words(kind, say), value=n, written=say.number(n)) for kind, n in ordered]
    st.html(bars(rows, (say("How"), say("Small regions (NUTS 3)")), drawing.look()))
    st.caption(
        say(
            "Number of small regions (NUTS 3), {n} with both figures. Bars from zero.",
            n=say.number(sum(counts.values())),
        )
    )


def balance(page: Page) -> None:
    """The balancing equation of the European Union in the newest year that has all of its parts."""
    say = page.say
    found = _union_balance()
    if found is None:
        st.caption(say("Births, deaths and population of the European Union are not all held for one year."))
        return
    year, equation = found
    st.markdown(sentences.balance_line(equation, say.country(_UNION), year, say))


def _union_balance() -> tuple[str, Balance] | None:
    if not set(_EQUATION) <= store.held():
        return None
    people, births, deaths = (_of_union(id) for id in _EQUATION)
    years = [year for year in births if year in deaths and year in people and _next(year) in people]
    if not years:
        return None
    year = max(years)
    return year, Balance(start=people[year], end=people[_next(year)], births=births[year], deaths=deaths[year])


def _next(year: str) -> str:
    return str(int(year) + 1)


def _of_union(id: str) -> dict[str, float]:
    table: pd.DataFrame = cached.observations(id).table
    rows = table[(table["geo"] == _UNION) & table["obs_value"].notna()]
    return dict(zip(rows["time_period"].astype(str), rows["obs_value"], strict=True))
