"""The figures of a theme in one place beside arrivals: which place, which arrivals figure, the rows and their table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from analysis.evidence import standing
from analysis.members import Union, european_union
from analysis.rates import per_inhabitants
from analysis.slices import full_period
from dashboard import citation
from dashboard import screen as screens
from dashboard.language import Language, language
from dashboard.shell import cached, cite, drawing, pressed, state
from dashboard.shell.data import held
from dashboard.shell.frame import Page
from dashboard.themes import beside
from dashboard.themes.beside import Context, Figure, Row
from dashboard.themes.matrix import chosen
from dashboard.themes.words import NAMES
from dashboard.view import View
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue import caveats as note
from data_sources.codes import EU27_2020
from data_sources.model import NUTS, UNDATED, Indicator, Kind, Level, Theme

ARRIVALS = {
    Level.COUNTRY: ("asy_all", "imm_rate", "for_ctz"),
    Level.CITY: ("c_forborn", "c_foreigners"),
    Level.NUTS2: ("netmig_n2",),
    Level.NUTS3: ("netmig_n3", "netmig_urt"),
    Level.FUA: ("f_foreigners", "f_forborn"),
}
"""Level -> the arrivals figures to begin with; others of the level come after them."""

PLACES = (Level.COUNTRY, Level.CITY)
_FARTHEST_YEARS = 5
_LEAST_CITIES = ("p_trust", "c_forborn", "c_pop")
"""A city is offered where one of these has a figure for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The place whose figures are shown, and whether the reader chose it."""

    code: str
    level: Level
    asked: bool


@st.cache_resource(ttl=3600, max_entries=16, show_spinner=False)
def arrivals_ids(level: Level) -> tuple[str, ...]:
    """Arrivals figures held at a level that can be laid beside others: rates, shares, counts that can be rates."""
    first = [id for id in ARRIVALS.get(level, ()) if id in store.held()]
    every = [entry.id for entry in CATALOGUE.values() if entry.theme is Theme.ARRIVALS and _is_beside(entry, level)]
    return tuple(dict.fromkeys([*first, *every]))


def _is_beside(entry: Indicator, level: Level) -> bool:
    """Whether a figure of this indicator can stand beside others at a level."""
    usable = entry.kind is not Kind.COUNT or bool(entry.denominator)
    return usable and not entry.part and entry.id in store.held() and level in entry.levels


def arrivals_id(view: View, level: Level) -> str:
    """The View's own indicator where it is an arrivals figure of the level, else the first held; "" for none."""
    ids = arrivals_ids(level)
    return view.indicator if view.indicator in ids else next(iter(ids), "")


def spot(view: View) -> Spot:
    """The first chosen place that is a country or a city, else its country, else the one with most arrivals."""
    for code in view.places:
        level = geography.level_of(code)
        if level in PLACES and code in place_names(view.lang):
            return Spot(code=code, level=level, asked=True)
        if level in NUTS:
            return Spot(code=code[:2], level=Level.COUNTRY, asked=True)
    return Spot(code=_most(arrivals_id(view, Level.COUNTRY)), level=Level.COUNTRY, asked=False)


@st.cache_resource(ttl=3600, max_entries=16, show_spinner=False)
def _most(id: str) -> str:
    """The member of the EU with the highest figure of the newest full year."""
    if not id:
        return EU27_2020[0]
    rows = _shown(id, Level.COUNTRY).rows
    valued = rows[rows["obs_value"].notna() & rows["geo"].isin(EU27_2020)]
    counts = valued["time_period"].astype(str).value_counts()
    period = full_period({str(one): int(n) for one, n in counts.items()})
    newest = valued[valued["time_period"] == period]
    return str(newest.sort_values("obs_value")["geo"].iloc[-1])


@st.cache_resource(ttl=3600, max_entries=4, show_spinner=False)
def place_names(lang: str) -> dict[str, str]:
    """Code -> name of every country and city to choose from: countries first."""
    say = language(lang)
    countries = {code: say.country(code) for code in geography.countries().index}
    listed = cached.places()
    named = listed[(listed["level"] == Level.CITY.value) & listed["code"].isin(_cities())]
    rows = zip(*(named[column].astype(str) for column in ("code", "name", "country")), strict=True)
    cities = {code: f"{name}, {say.country(country)}" for code, name, country in rows}
    return _sorted(countries) | _sorted(cities)


def _sorted(names: dict[str, str]) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))


def _cities() -> frozenset[str]:
    ids = [id for id in _LEAST_CITIES if id in store.held()]
    return frozenset(str(code) for id in ids for code in cached.observations(id).table["geo"].unique())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An indicator as it is shown at one level: a count has become a rate; `union` is None for cities."""

    entry: Indicator
    rows: pd.DataFrame
    union: Union | None


def _shown(id: str, level: Level) -> _Shown:
    base = CATALOGUE[id].denominator
    return _kept_shown(id, level, store.version(id) + (store.version(base) if base else 0.0))


@st.cache_resource(ttl=3600, max_entries=256, show_spinner=False)
def _kept_shown(id: str, level: Level, version: float) -> _Shown:  # noqa: ARG001 - a new copy is a new entry
    entry, table = CATALOGUE[id], cached.observations(id).table
    table = table[table["level"].isin([level.value, Level.AGGREGATE.value])]
    if entry.denominator:
        table = per_inhabitants(table, cached.observations(entry.denominator).table, entry.per).table
        entry = screens.as_rate(entry)
    union = european_union(table, entry.kind) if level is Level.COUNTRY else None
    return _Shown(entry=entry, rows=table[table["level"] == level.value], union=union)


def _figure(id: str, here: Spot, wanted: str = "") -> Figure | None:
    shown = _shown(id, here.level)
    found = standing(shown.rows, here.code, wanted)
    return Figure(entry=shown.entry, here=found, union=shown.union) if found else None


def rows(theme: Theme, here: Spot, arrivals: str) -> list[Row]:
    """The theme's figures in a place, in the order of the catalogue, each with arrivals of its year or the nearest."""
    ids = (id for id in CATALOGUE if CATALOGUE[id].theme is theme and _is_shown(CATALOGUE[id], here.level))
    found = (_figure(id, here) for id in ids)
    return [Row(place=one, arrivals=_near(arrivals, here, one.here.period)) for one in found if one]


def _is_shown(entry: Indicator, level: Level) -> bool:
    return entry.id in store.held() and not entry.part and level in entry.levels


def _near(id: str, here: Spot, period: str) -> Figure | None:
    """The arrivals figure of a period or the nearest within some years."""
    found = _figure(id, here, period) if id and period != UNDATED else None
    if found is None or found.here.period == UNDATED:
        return None
    return found if abs(int(found.here.period[:4]) - int(period[:4])) <= _FARTHEST_YEARS else None


@st.cache_resource(ttl=3600, max_entries=64, show_spinner=False)
def _kept(theme: str, here: Spot, arrivals: str, version: float) -> list[Row]:  # noqa: ARG001 - a new copy, a new entry
    return rows(Theme(theme), here, arrivals)


def _context(page: Page, here: Spot) -> Context:
    name = place_names(page.view.lang)[here.code]
    year = datetime.now(UTC).year
    return Context(name=name, level=here.level, year=year, say=page.say, look=drawing.look())


def figures(page: Page) -> None:
    """The theme's figures in the chosen place, each with its year and age, the EU or the middle, and arrivals."""
    view, say = page.view, page.say
    asked = chosen(view.topic)
    if asked.theme is None or asked.target:
        return
    here, found = _held_here(asked.theme, spot(view), view)
    context = _context(page, here)
    theme = say(NAMES[asked.theme])
    st.subheader(say("{theme} in {place}, beside arrivals", theme=theme, place=context.name), anchor=False)
    st.markdown(beside.finding(found, context))
    if found and here.code != spot(view).code:
        st.info(say("No figure of this theme is held for the city; those of its country are shown."))
    if not here.asked:
        st.caption(say("Shown first: the EU country with the highest arrivals figure. Choose another above."))
    if not found:
        return
    st.caption(
        say(
            "Each dot is a place of the same level in the same year, the lowest at the left; the large dot is {place}. "
            "Teal: the theme. Purple: arrivals.",
            place=context.name,
        )
    )
    pressed.table(beside.as_html(found, context), key=f"themes:beside:{asked.theme.value}")
    if any(note.SURVEY in row.place.entry.caveats for row in found):
        st.caption(say(note.SURVEY))
    st.caption(sources(found, say))
    st.download_button(
        say("Download this table (CSV)"),
        partial(_csv, found, context, cite.here(state.view())),
        f"nexus-atlas_{asked.theme.value}_{here.code}.csv",
        "text/csv",
        on_click="ignore",
    )


def _held_here(theme: Theme, here: Spot, view: View) -> tuple[Spot, list[Row]]:
    """The rows of a place; of its country where none is held for the city."""
    arrivals = arrivals_id(view, here.level)
    found = _kept(theme.value, here, arrivals, store.version(arrivals) if arrivals else 0.0)
    if found or here.level is Level.COUNTRY:
        return here, found
    country = str(cached.places()["country"][here.code])
    return _held_here(theme, Spot(code=country, level=Level.COUNTRY, asked=True), view)


def _csv(found: list[Row], context: Context, link: str) -> bytes:
    table = beside.twin(found, context)
    table[context.say("Source")] = [_source(row.place.entry.id) for row in found]
    return citation.stamped(table, link).to_csv().encode("utf-8-sig")


def _source(id: str) -> str:
    one = next((one for one in held().indicators if one.id == id), None)
    return f"{one.source}, {one.dataflow}, {one.licence}" if one else ""


def sources(found: list[Row], say: Language) -> str:
    """Every source of a table with its data sets and licence, in one line."""
    ids = dict.fromkeys(one.entry.id for row in found for one in (row.place, row.arrivals) if one)
    by_id = {one.id: one for one in held().indicators}
    grouped: dict[tuple[str, str], list[str]] = {}
    for one in (by_id[id] for id in ids if id in by_id):
        grouped.setdefault((one.source, one.licence), []).append(one.dataflow)
    parts = [f"{name} ({', '.join(dict.fromkeys(flows))}), {licence}" for (name, licence), flows in grouped.items()]
    return say("Sources: {parts}.", parts="; ".join(parts)) + " " + text_of_day(say)


def text_of_day(say: Language) -> str:
    """When the snapshot was made, in words."""
    return say("Snapshot of {day}", day=say.day(held().created)) + "."
