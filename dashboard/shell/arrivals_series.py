"""A kind of arrival that is counted by country or region: map, years side by side, lines, table, limits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.change import Change, base_period, indexed, of_year
from analysis.leaders import agreement
from analysis.members import Origin, european_union
from dashboard import charts, definitions, tables, text
from dashboard.arrivals import kinds
from dashboard.arrivals import text as sentences
from dashboard.arrivals.bars import MOST, Bar, bars
from dashboard.arrivals.charts import line_chart
from dashboard.definitions import Nature
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.shell import cached, cite, drawing, state
from dashboard.shell.frame import Page
from dashboard.view import Picture, View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.errors import NoObservations
from data_sources.model import Frequency, Kind, Level

PEAKS = ("2015", "2016", "2022")
"""The years people ask about, each drawn on its own scale."""

_COMPARED = "asy_all"
EXPLORE = "pages/1_explore.py"
_YEAR = 4
_PARTS = ("time", "map", "list", "legend", "tools")
_BOTH = ("finding", *_PARTS)


def chosen(page: Page) -> View:
    """The View that the page draws. Raises `NoObservations` where no figure of the kind is held."""
    view = kinds.shown(page.view, store.held())
    if view is None:
        raise NoObservations(f"nothing is held of {kinds.kind_of(page.view).id}")
    return view


def picture(page: Page) -> None:
    """The computed headline and the map; a second figure waits for the reader's word."""
    view, say = chosen(page), page.say
    single = replace(view, picture=Picture.MAP, other="")
    st.subheader(headline(single, say), anchor=False)
    st.caption(tagged(single, say), help=definitions.counts(view.indicator, say))
    draw(view, say)


def tagged(view: View, say: Language) -> str:
    """Unit, number of places, and how people are counted."""
    shown = cached.screen(view)
    title = f"{text.title(shown, say)} · {text.subtitle(shown, say)}"
    return f"{title} · {definitions.tag(view.indicator, say)}"


def draw(view: View, say: Language) -> None:
    """The map, of two figures only after the reader was told what differs."""
    if not view.other:
        drawing.draw_map(view, key="arrivals:map", parts=_PARTS)
        return
    titles = (say(CATALOGUE[view.indicator].title), say(CATALOGUE[view.other].title))
    differs = definitions.difference(view.indicator, view.other, titles, say)
    if differs:
        st.info(differs)
    if view.picture is Picture.PAIR:
        rates = replace(view, per_head=bool(CATALOGUE[view.indicator].denominator))
        drawing.draw_map(rates, key="arrivals:pair", parts=_BOTH)
        return
    st.button(say("Show both anyway"), key="arrivals:anyway", on_click=_both)
    drawing.draw_map(replace(view, other=""), key="arrivals:map", parts=_PARTS)


def _both() -> None:
    state.show(replace(state.view(), picture=Picture.PAIR))


def headline(view: View, say: Language) -> str:
    """The first sentence of the page: who had the most and who led per inhabitant, or what the map says."""
    entry = CATALOGUE[view.indicator]
    if entry.kind is not Kind.COUNT or not entry.denominator:
        return text.finding(cached.screen(view), say)
    numbers = cached.screen(replace(view, per_head=False))
    rates = cached.screen(replace(view, per_head=True, period=numbers.period))
    return sentences.ranking_line(numbers, rates, say)


def union_rates(id: str) -> pd.DataFrame:
    """`time_period` and `obs_value`: the European Union's figure per 1,000 of its residents, where both are held."""
    entry = CATALOGUE[id]
    if not entry.denominator or entry.denominator not in store.held():
        return pd.DataFrame({"time_period": [], "obs_value": []})
    counts = european_union(cached.observations(id).table, Kind.COUNT).history
    people = dict(european_union(cached.observations(entry.denominator).table, Kind.COUNT).history)
    rows = [(period, entry.per * n / base) for period, n in counts if (base := _base(people, period))]
    return pd.DataFrame(rows, columns=["time_period", "obs_value"])


def _base(people: dict[str, float], period: str) -> float:
    """The Union's residents on 1 January of the year, else of the latest year within two before."""
    year = int(period[:_YEAR])
    return next((people[str(one)] for one in range(year, year - 3, -1) if str(one) in people), 0.0)


def years_beside(shown: Screen) -> tuple[str, ...]:
    """The years people ask about that are held, filled up with the newest to as many; ascending."""
    held = sorted({period[:_YEAR] for period in shown.series.periods})
    asked = [year for year in PEAKS if year in held]
    newest = [year for year in reversed(held) if year not in asked]
    return tuple(sorted([*asked, *newest[: len(PEAKS) - len(asked)]]))


def peaks(page: Page) -> None:
    """The years 2015, 2016 and 2022 beside each other, each on its own scale; of a younger series its newest years."""
    view, say = chosen(page), page.say
    shown = cached.screen(replace(view, picture=Picture.MAP, other=""))
    years = years_beside(shown)
    if shown.level is not Level.COUNTRY or not years:
        return
    st.subheader(say("Years side by side, each on its own scale"), anchor=False)
    st.caption(" ".join([f"{say(shown.indicator.title)}, {say(shown.indicator.unit.name)}.", *_not_held(shown, say)]))
    for column, year in zip(st.columns(len(PEAKS), gap="medium"), years, strict=False):
        with column:
            _year(shown, year, say)
    for sentence in (_union_line(view, shown, say), *_beside_2015(view, say)):
        if sentence:
            st.markdown(sentence)


def _year(shown: Screen, year: str, say: Language) -> None:
    stock = definitions.DEFINITIONS[shown.indicator.id].nature is Nature.STOCK
    values = of_year(shown.series.rows, year, summed=not stock)
    last = max(period for period in shown.series.periods if period.startswith(year))
    st.markdown(f"**{say.period(last) if stock else year}**")
    entry = shown.indicator
    rows = [Bar(name=say.country(str(code)), value=n, written=text.plain(n, entry, say)) for code, n in values.items()]
    if not rows:
        st.caption(say("Not all twelve months are held."))
        return
    scale = [(row.name, row.value) for row in rows[:1]]
    st.html(bars(rows, (say("Country"), say(entry.unit.name)), drawing.look()))
    more = say.plural("{n} more country has a figure.", "{n} more countries have a figure.", max(len(rows) - MOST, 0))
    st.caption(f"{sentences.scale_line(scale, say(entry.unit.name), say, entry.decimals)} {more}")


def _not_held(shown: Screen, say: Language) -> list[str]:
    """Which of the years people ask about have no figures, and why."""
    lost = [year for year in PEAKS if not any(period.startswith(year) for period in shown.series.periods)]
    return [say("No figures for {year}: {why}", year=year, why=_why(shown, year, say)) for year in lost]


def _why(shown: Screen, year: str, say: Language) -> str:
    first, last = shown.series.periods[0], shown.series.periods[-1]
    if year < first[:_YEAR]:
        return say("the series begins in {period}.", period=say.period(first))
    return say("the series held ends in {period}.", period=say.period(last))


def _union_line(view: View, shown: Screen, say: Language) -> str:
    """The European Union in the first and the last of these years that are held."""
    if CATALOGUE[view.indicator].kind is not Kind.COUNT:
        return ""
    union = european_union(cached.observations(view.indicator).table, Kind.COUNT)
    found = dict(union.history)
    years = [year for year in PEAKS if year in found]
    if len(years) < 2:  # noqa: PLR2004  two ends of a change
        return ""
    change = Change(before=found[years[0]], after=found[years[-1]])
    of = say("European Union") if union.origin is Origin.SOURCE else say("the sum of the 27 EU members")
    title = say(CATALOGUE[shown.indicator.id].title)
    return sentences.union_change(title, (years[0], years[-1]), change, of, say)


def _beside_2015(view: View, say: Language) -> list[str]:
    """Of temporary protection: how many countries are above the Union, and whether they are those of 2015."""
    if view.indicator != "tp_stock" or _COMPARED not in store.held():
        return []
    now = cached.screen(replace(view, per_head=True, picture=Picture.MAP, other=""))
    then = cached.screen(View(indicator=_COMPARED, period=PEAKS[0], per_head=True, lang=say.code))
    union = union_rates(view.indicator).set_index("time_period")["obs_value"]
    rate = float(union.get(now.period, union.iloc[-1] if len(union) else float("nan")))
    found = agreement(*(one.valued.set_index("geo")["obs_value"] for one in (now, then)))
    other = f"{say(then.indicator.title)}, {say.period(then.period)}"
    return [sentences.above_union(now, rate, say), sentences.agreement_line(found, other, say)]


def timeline(page: Page) -> None:
    """The chosen places through the periods, or the first three, as figures or as an index whose base is 100."""
    view, say = chosen(page), page.say
    shown = cached.screen(replace(view, period="", since="", picture=Picture.MAP, other=""))
    if not shown.dated:
        st.info(say("A multi-year average has no timeline: the source does not state its years."))
        return
    found = cached.histories(replace(view, picture=Picture.MAP, other=""))
    named = {shown.names.get(code, code): rows for code, rows in found.lines.items()}
    months = shown.indicator.frequency is Frequency.MONTHLY
    st.subheader(say("Month by month") if months else say("Through the years"), anchor=False)
    as_index = st.toggle(
        say("As an index: 100 in the first year that all have"),
        key=state.once("index", value=False),
        help=say("An index says how much a figure grew or shrank since its base, not how large it is."),
    )
    if shown.indicator.kind is Kind.RATE and view.per_head:
        named |= {say("European Union"): union_rates(view.indicator).assign(obs_flag="")}
    base = base_period(list(named.values()), view.since) if as_index else ""
    if as_index and not base:
        st.caption(say("There is no period in which all chosen places have a figure above zero."))
        return
    _lines({name: indexed(rows, base) for name, rows in named.items()} if base else named, shown, base, say)


def _lines(named: dict[str, pd.DataFrame], shown: Screen, base: str, say: Language) -> None:
    named = {name: rows for name, rows in named.items() if rows["obs_value"].notna().any()}
    if not named:
        st.caption(say("No figures are held for the chosen places."))
        return
    unit = say("{base} = 100", base=say.period(base)) if base else say(shown.indicator.unit.name)
    st.plotly_chart(
        line_chart(named, unit, say, drawing.look(), 1 if base else shown.indicator.decimals),
        key="arrivals:lines",
        theme=None,
        config=charts.CONFIG,
        alt=_lines_alt(named, shown, unit, say),
    )
    st.caption(f"{say(shown.indicator.title)}, {unit}. {say('Choose places on the map or in its list.')}")


def _lines_alt(named: dict[str, pd.DataFrame], shown: Screen, unit: str, say: Language) -> str:
    """First and last figure of every line."""
    digits = shown.indicator.decimals
    parts = []
    for name, rows in named.items():
        valued = rows[rows["obs_value"].notna()]
        when, figures = valued["time_period"].astype(str).tolist(), valued["obs_value"].tolist()
        ends = [f"{say.period(when[end])} {say.number(figures[end], digits)}" for end in (0, -1)]
        parts.append(f"{name}: {', '.join(ends)}")
    return f"{say(shown.indicator.title)} ({unit}). {'; '.join(parts)}."


def table(page: Page) -> None:
    """The file to take away, and the twin of the map as a table."""
    shown, say = cached.screen(replace(chosen(page), picture=Picture.MAP, other="")), page.say
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            say("Download this table (CSV)"),
            partial(tables.download, shown, say, cite.address(page.view)),
            tables.file_name(shown),
            "text/csv",
            on_click="ignore",
        )
        whole = st.toggle(say("Show all places as a table"), key=state.once("twin", value=False))
        there = replace(chosen(page), picture=Picture.MAP, other="", topic="").to_params()
        st.page_link(EXPLORE, label=say("Open on the map page, with more pictures"), query_params=there)
    st.caption(text.summary(shown, say))
    if whole:
        st.table(tables.twin(shown, say), border="horizontal", height=480, alt=text.summary(shown, say))


def limits(page: Page) -> None:
    """The source, and what this page cannot tell."""
    view, say = chosen(page), page.say
    shown = cached.screen(replace(view, picture=Picture.MAP, other=""))
    st.caption(text.source_line(shown, say))
    st.caption(text.held_line(shown, say))
    if view.other:
        st.caption(text.source_line(cached.screen(cached.other(view)), say))
    cannot(
        [
            say(
                "{title} counts {what}.", title=say(shown.indicator.title), what=definitions.counts(view.indicator, say)
            ),
            *not_held(kinds.kind_of(page.view), say),
            *(say(note) for note in shown.indicator.caveats),
            *(say(note.text, **dict(note.values)) for note in shown.series.provenance.notes),
        ],
        say,
    )


def not_held(kind: kinds.Kind, say: Language) -> list[str]:
    """Which figures of a kind this copy lacks, as a sentence; none where it has all."""
    held = kinds.series_held(kind, store.held())
    titles = [say(CATALOGUE[id].title) for id in kind.series if id not in held]
    return [say("Not held in this copy: {titles}.", titles="; ".join(titles))] if titles else []


def cannot(lines: list[str], say: Language) -> None:
    """The box that ends the page."""
    with st.expander(say("What this page cannot tell you")):
        last = say("Numbers of people say nothing on why they came, how they live, or what they bring.")
        st.markdown("\n".join(f"- {line}" for line in [*lines, last]))
