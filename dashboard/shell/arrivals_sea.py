"""Arrivals by sea by place and month, and people recorded dead or missing on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from analysis.slices import history
from dashboard import charts, definitions, provenance, text
from dashboard.arrivals import kinds
from dashboard.arrivals import text as sentences
from dashboard.arrivals.bars import Bar, bars
from dashboard.arrivals.charts import line_chart
from dashboard.arrivals.dots import Dot, Ground, Sizes, dot_map, europe_path, legend_sizes
from dashboard.language import Language, language
from dashboard.palette import Look
from dashboard.screen import Screen
from dashboard.shell import arrivals_series, cached, drawing, state
from dashboard.shell.flows import held_flows, place_name
from dashboard.shell.frame import Page
from dashboard.tables import aligned
from dashboard.view import View
from data_sources import geography, points, store
from data_sources.catalogue import CATALOGUE
from data_sources.frames import EUROPE
from data_sources.points import Points

PLACES, MISSING = "landing_places", "missing_flows"
_MARGIN = 350  # units of the plane around the outermost places
_TALL = 0.5  # height of the map as a share of its width
_MONTHS = 12
_TABLE_PX = 380


@st.cache_resource(ttl=3600, max_entries=2, show_spinner=False)
def _points(id: str) -> Points:
    return points.load(id)


@lru_cache(maxsize=1)
def _land() -> str:
    """The land around the Mediterranean as the data of one path."""
    held = json.loads((geography.SHAPES / Path(geography.land_url()).name).read_text(encoding="utf-8"))
    return europe_path(held["shapes"])


def _at(table: pd.DataFrame) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return EUROPE.units(table[["lon", "lat"]].to_numpy(dtype=np.float64))


@st.cache_resource(ttl=3600, max_entries=64, show_spinner=False)
def _picture(year: str, lang: str, look: Look) -> str:
    """The places of landing of a year as circles, as SVG; the same box in all years."""
    table, say = _points(PLACES).table, language(lang)
    everywhere = _at(table)
    low, high = everywhere.min(axis=0) - _MARGIN, everywhere.max(axis=0) + _MARGIN
    width = float(high[0] - low[0])
    height = max(float(high[1] - low[1]), width * _TALL)
    box = (float(low[0]), float(high[1]) - height, width, height)
    rows = _of_year(table, year)
    dots = [
        Dot(at=(float(x), float(y)), value=float(n), name=str(name))
        for (x, y), n, name in zip(_at(rows), rows["obs_value"], rows["place"], strict=True)
    ]
    values = legend_sizes(max((dot.value for dot in dots), default=0.0))
    sizes = Sizes(values=values, written=tuple(say.number(value) for value in values))
    return dot_map(Ground(path=_land(), box=box, legend_above=True), dots, sizes, look)


def _of_year(table: pd.DataFrame, year: str) -> pd.DataFrame:
    rows = table[(table["time_period"] == year) & (table["obs_value"] > 0)]
    return rows.sort_values("obs_value", ascending=False)


def picture(page: Page) -> None:
    """Where people came ashore in a year: circles on the coast, and the same as ranked bars."""
    say, source = page.say, _points(PLACES)
    asked = page.view.period[:4]
    year = asked if asked in source.periods else source.periods[-1]
    rows = _of_year(source.table, year)
    headline = _headline(rows, year, say)
    st.subheader(headline, anchor=False)
    st.caption(
        f"{definitions.tag(PLACES, say)} · {say(source.definition.caveats[0])}", help=definitions.counts(PLACES, say)
    )
    st.selectbox(
        say("Year"),
        source.periods[::-1],
        width=140,
        **state.control("sea:year", year, lambda old, chosen: replace(old, period=chosen)),
    )
    left, right = st.columns([5, 3], gap="medium")
    with left:
        st.image(_picture(year, say.code, drawing.look()), alt=headline, width="stretch")
        st.caption(say("People who arrived by sea in {year}; a circle's area is the figure.", year=year))
    with right:
        listed = [
            Bar(name=f"{place}, {say.country(str(within))}", value=n, written=say.number(n))
            for place, within, n in zip(rows["place"], rows["within"], rows["obs_value"], strict=True)
        ]
        st.html(bars(listed, (say("Place"), say("people")), drawing.look()))
        st.caption(sentences.scale_line([(bar.name, bar.value) for bar in listed[:1]], say("people"), say))
    _table(listed, year, say)


def _headline(rows: pd.DataFrame, year: str, say: Language) -> str:
    if rows.empty:
        return say("No arrivals by sea are held for {year}.", year=year)
    first, total = rows.iloc[0], float(rows["obs_value"].sum())
    return say(
        "{year}: {n} people arrived by sea at {k} places held; {share} % of them at {place} ({country}).",
        year=year,
        n=say.number(total),
        k=say.number(len(rows)),
        share=say.number(100 * float(first["obs_value"]) / total),
        place=str(first["place"]),
        country=say.country(str(first["within"])),
    )


def _table(listed: list[Bar], year: str, say: Language) -> None:
    if st.toggle(say("Show all places as a table"), key=state.once("sea:twin", value=False)):
        columns = {say("People"): aligned([bar.written for bar in listed])}
        twin = pd.DataFrame(columns, index=pd.Index([bar.name for bar in listed], name=say("Place")))
        st.table(twin, border="horizontal", height=_TABLE_PX, alt=say("Arrivals by sea by place, {year}", year=year))


def months(page: Page) -> None:
    """Arrivals by sea by month in the countries that count them."""
    say, ids = page.say, kinds.series_held(kinds.kind_of(page.view), store.held())
    if not ids:
        return
    chosen = page.view.indicator if page.view.indicator in ids else ids[0]
    st.subheader(say("Month by month"), anchor=False)
    st.selectbox(
        say("Figures by month"),
        ids,
        format_func=lambda id: say(CATALOGUE[id].title),
        width=330,
        **state.control("sea:series", chosen, lambda old, id: replace(old.of(id), topic="sea", places=())),
    )
    shown = cached.screen(View(indicator=chosen, lang=say.code))
    found = history(shown.series.table, sorted(shown.series.ever.index))
    named = {say.country(code): rows for code, rows in found.items()}
    st.plotly_chart(
        line_chart(named, say("people a month"), say, drawing.look()),
        key="arrivals:months",
        theme=None,
        config=charts.CONFIG,
        alt=_months_line(shown, found, say),
    )
    st.caption(_months_line(shown, found, say))
    st.caption(" ".join(say(note) for note in shown.indicator.caveats))
    st.caption(text.source_line(shown, say))


def _months_line(shown: Screen, found: dict[str, pd.DataFrame], say: Language) -> str:
    """The month with most arrivals of each country."""
    parts = []
    for code, rows in found.items():
        top = rows.sort_values("obs_value", ascending=False, kind="stable").iloc[0]
        when = say.period(str(top["time_period"]))
        parts.append(
            say("{country} {month} ({n})", country=say.country(code), month=when, n=say.number(top["obs_value"]))
        )
    line = say("{title}, the month with most: {months}.", title=say(shown.indicator.title), months="; ".join(parts))
    return f"{line} {say('A line breaks where months are not held.')}"


def missing(page: Page) -> None:
    """People recorded dead or missing, by year and by route, in plain figures."""
    say, source = page.say, held_flows(MISSING)
    table = source.table.assign(year=source.table["time_period"].astype(str).str[:4])
    months_of = table.groupby("year")["time_period"].nunique()
    whole = [str(year) for year, n in months_of.items() if n == _MONTHS]
    st.subheader(say("People recorded dead or missing on the way"), anchor=False)
    if not whole:
        st.caption(say("No whole year is held."))
        return
    st.markdown(_missing_line(table, whole, say))
    listed = table[table["year"].isin(whole)]
    pivot = listed.pivot_table(index="year", columns="destination", values="obs_value", aggfunc="sum", observed=True)
    ordered = pivot.fillna(0).sort_index(ascending=False)
    columns = {place_name(str(code), say): aligned([say.number(n) for n in ordered[code]]) for code in ordered}
    twin = pd.DataFrame(columns, index=pd.Index(ordered.index.astype(str), name=say("Year")))
    twin[say("Total")] = aligned([say.number(n) for n in ordered.sum(axis=1)])
    st.table(twin, border="horizontal", alt=say("People recorded dead or missing by year and route"))
    st.caption(" ".join(say(note) for note in source.definition.caveats))
    st.caption(provenance.source_line(source.provenance, say))


def _missing_line(table: pd.DataFrame, whole: list[str], say: Language) -> str:
    last = whole[-1]
    of_last = float(table.loc[table["year"] == last, "obs_value"].sum())
    everybody = float(table.loc[table["year"].isin(whole), "obs_value"].sum())
    return say(
        "{n} people are recorded dead or missing on routes to and inside Europe in {year}, {all} since {first}. Only "
        "deaths that became known are counted: the true number is higher.",
        n=say.number(of_last),
        year=last,
        all=say.number(everybody),
        first=whole[0],
    )


def limits(page: Page) -> None:
    """The source of the places, and what this page cannot tell."""
    say, source = page.say, _points(PLACES)
    st.caption(provenance.source_line(source.provenance, say))
    lines = [say("{title}: {what}.", title=say(source.definition.title), what=definitions.counts(PLACES, say))]
    lines += [say(note) for note in source.definition.caveats]
    lines += [say(note.text, **dict(note.values)) for note in source.provenance.notes]
    arrivals_series.cannot(lines, say)
