"""Origins and destinations: the world as circles, ranked bars both ways, and thin lines where they are asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.origins import Ends, by_year, of_everyone, of_place, receiving
from dashboard import definitions, provenance
from dashboard.arrivals import kinds
from dashboard.arrivals import text as sentences
from dashboard.arrivals.bars import Bar, bars
from dashboard.arrivals.dots import Dot, Ground, Sizes, dot_map, equal_earth, legend_sizes, world_path
from dashboard.arrivals.kinds import EUROPE
from dashboard.definitions import Nature
from dashboard.language import Language, language
from dashboard.palette import Look
from dashboard.shell import arrivals_series, drawing, state
from dashboard.shell.flows import flow_lines, held_flows, place_name
from dashboard.shell.frame import Page
from dashboard.tables import aligned
from dashboard.view import Picture, View
from data_sources import flows as held
from data_sources.catalogue.flows import FLOWS
from data_sources.codes import ROUTES
from data_sources.model import Frequency

_BOX = (-2.2, -1.26, 4.7, 2.2)  # the world without Antarctica
_TABLE_PX = 380


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is on screen: a flow table, a place or all of them, a year."""

    id: str
    place: str
    period: str

    @property
    def stock(self) -> bool:
        """True where people live there, rather than arrived."""
        return definitions.DEFINITIONS[self.id].nature is Nature.STOCK


@st.cache_resource(ttl=3600, max_entries=8, show_spinner=False)
def _table(id: str) -> tuple[pd.DataFrame, dict[str, int]]:
    """A flow table by year, and the months of each year where its events were summed."""
    source = held_flows(id)
    return by_year(source.table) if source.definition.frequency is Frequency.MONTHLY else (source.table, {})


@st.cache_resource(ttl=3600, max_entries=8, show_spinner=False)
def _periods(id: str) -> tuple[str, ...]:
    table, _ = _table(id)
    return tuple(sorted(table.loc[table["obs_value"].notna(), "time_period"].astype(str).unique(), reverse=True))


@st.cache_resource(ttl=3600, max_entries=8, show_spinner=False)
def _places(id: str) -> tuple[str, ...]:
    return receiving(_table(id)[0])


@st.cache_resource(ttl=3600, max_entries=128, show_spinner=False)
def _ends(choice: Choice) -> Ends:
    table, _ = _table(choice.id)
    if choice.place == EUROPE:
        return of_everyone(table, choice.period, _places(choice.id))
    return of_place(table, choice.place, choice.period)


def chosen(view: View) -> Choice:
    """The table, place and year a View asks for, else the first table, everybody, the newest whole year."""
    id = kinds.flows_of(view)
    periods, (_, months) = _periods(id), _table(id)
    whole = [period for period in periods if months.get(period, 12) == 12] or list(periods)  # noqa: PLR2004  months
    asked = view.period[:4]
    wanted = (kinds.route_of(view), *view.places)
    place = next((code for code in wanted if code in _places(id)), EUROPE)
    return Choice(id=id, place=place, period=asked if asked in periods else whole[0])


def picture(page: Page) -> None:
    """The headline, the world, and both ends as ranked bars."""
    say, choice = page.say, chosen(page.view)
    found = _ends(choice)
    line = sentences.ends_line(found, _of(choice, say), _names(found, say), say)
    st.subheader(line, anchor=False)
    st.caption(
        f"{definitions.tag(choice.id, say)} · {say(FLOWS[choice.id].caveats[0])}",
        help=definitions.counts(choice.id, say),
    )
    _controls(page, choice)
    st.image(_world(choice, say.code, drawing.look()), alt=line, width="stretch")
    st.caption(_world_note(choice, found, say))
    _bars(choice, found, say)
    _twin(choice, found, say)


def _of(choice: Choice, say: Language) -> str:
    where = say("Europe") if choice.place == EUROPE else place_name(choice.place, say)
    months = _table(choice.id)[1].get(choice.period)
    who = kinds.people_of(choice.id, say)
    if months is not None and months < 12:  # noqa: PLR2004  months
        n = say.number(months)
        return say("{who}, {place}, {n} months of {period}", who=who, place=where, n=n, period=choice.period)
    return say("{who}, {place}, {period}", who=who, place=where, period=say.period(choice.period))


def _names(found: Ends, say: Language) -> Mapping[str, str]:
    return {str(code): place_name(str(code), say) for code in (*found.origins.index, *found.destinations.index)}


def _controls(page: Page, choice: Choice) -> None:
    """Table, place, year; and lines, for one chosen country."""
    say = page.say
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            say("Figures"),
            list(kinds.kind_of(page.view).flows),
            format_func=lambda id: say(FLOWS[id].title),
            width=330,
            **state.control("flows", choice.id, lambda old, id: replace(old, topic=f"origins.{id}", period="")),
        )
        codes = sorted(_places(choice.id), key=lambda code: place_name(code, say))
        st.selectbox(
            say("Place"),
            [EUROPE, *codes],
            format_func=lambda code: say("All of Europe together") if code == EUROPE else place_name(code, say),
            width=230,
            **state.control("flows:place", choice.place, kinds.to_end),
        )
        st.selectbox(
            say("Year"),
            _periods(choice.id),
            width=120,
            **state.control("flows:year", choice.period, lambda old, year: replace(old, period=year)),
        )
        if choice.place != EUROPE and choice.place not in ROUTES:
            st.toggle(
                say("Draw thin lines"),
                help=say("Both directions of the chosen country on a map. Bars are easier to compare."),
                **state.control("lines", page.view.picture is Picture.FLOWS, _to_lines),
            )


def _to_lines(view: View, on: bool) -> View:  # noqa: FBT001 - a widget's value
    return replace(view, picture=Picture.FLOWS if on else Picture.MAP)


@lru_cache(maxsize=1)
def _ground() -> Ground:
    """The land of the world in an equal-area plane."""
    file = held.LAND / Path(held.land_url()).name
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    rings = (ring for feature in features for ring in feature["geometry"]["coordinates"])
    return Ground(path=world_path(rings), box=_BOX)


@st.cache_resource(ttl=3600, max_entries=64, show_spinner=False)
def _world(choice: Choice, lang: str, look: Look) -> str:
    """Origins as purple circles, and for one place the destinations of its people in teal."""
    say, found, at = language(lang), _ends(choice), held.points()
    dots = [_dot(code, n, say, arrives=True) for code, n in found.origins.items() if code in at]
    if choice.place != EUROPE:
        dots += [_dot(code, n, say, arrives=False) for code, n in found.destinations.items() if code in at]
    values = legend_sizes(max((dot.value for dot in dots), default=0.0))
    sizes = Sizes(values=values, written=tuple(say.number(value) for value in values))
    return dot_map(_ground(), dots, sizes, look)


def _dot(code: object, people: float, say: Language, *, arrives: bool) -> Dot:
    lon, lat = held.points()[str(code)]
    return Dot(at=equal_earth(lon, lat), value=float(people), name=say.country(str(code)), arrives=arrives)


def _world_note(choice: Choice, found: Ends, say: Language) -> str:
    """What a circle is, and who has none."""
    first = say("A circle stands in the country of origin; its area is the figure, but for the smallest.")
    if choice.place != EUROPE and choice.place not in ROUTES:
        first += " " + say("Purple: from there to the chosen place. Green: from the chosen place to there.")
    if found.unplaced > 0:
        return f"{first} {say('Without one country of origin: {n}.', n=say.number(found.unplaced))}"
    return first


def heads(choice: Choice, say: Language) -> tuple[str, str]:
    """The titles of both lists, in the words of the definition."""
    if choice.place == EUROPE:
        second = say("Where they live") if choice.stock else say("Where they were counted")
        return say("Where people come from"), second
    name = place_name(choice.place, say)
    if choice.place in ROUTES:
        return say("{route}, by nationality", route=name), ""
    if choice.stock:
        return say("Live in {place}, by origin", place=name), say("From {place}, live in", place=name)
    return say("Came to {place}, from", place=name), say("From {place}, went to", place=name)


def _bars(choice: Choice, found: Ends, say: Language) -> None:
    """Both ends as bars, each list on its own scale."""
    both = zip((found.origins, found.destinations), heads(choice, say), (True, False), strict=True)
    for column, (values, title, arrives) in zip(st.columns(2, gap="medium"), both, strict=True):
        if not title:
            continue
        with column:
            st.markdown(f"**{title}**")
            if values.empty:
                st.caption(say("No figures are held."))
                continue
            rows = [Bar(name=place_name(str(code), say), value=n, written=say.number(n)) for code, n in values.items()]
            st.html(bars(rows, (title, say("people")), drawing.look(), about_people=arrives or choice.place == EUROPE))
            unit = say(FLOWS[choice.id].unit.name)
            st.caption(sentences.scale_line([(row.name, row.value) for row in rows[:1]], unit, say))


def _twin(choice: Choice, found: Ends, say: Language) -> None:
    """Every country of both lists, as a table."""
    if not st.toggle(say("Show all places as a table"), key=state.once("flows:twin", value=False)):
        return
    lists = list(zip(heads(choice, say), (found.origins, found.destinations), strict=True))
    codes = sorted({*found.origins.index, *found.destinations.index}, key=lambda code: place_name(code, say))
    columns = {
        head: aligned([say.number(values[code]) if code in values.index else "–" for code in codes])
        for head, values in lists
        if head
    }
    table = pd.DataFrame(columns, index=pd.Index([place_name(code, say) for code in codes], name=say("Place")))
    st.table(table, border="horizontal", height=_TABLE_PX, alt=say(FLOWS[choice.id].title))


def lines(page: Page) -> None:
    """Thin lines of the chosen country in both directions, where the reader asked for them."""
    choice = chosen(page.view)
    if page.view.picture is Picture.FLOWS and choice.place != EUROPE and choice.place not in ROUTES:
        flow_lines(page, choice.id, choice.place, choice.period)


def limits(page: Page) -> None:
    """The source, and what these figures cannot tell."""
    say, choice = page.say, chosen(page.view)
    source = held_flows(choice.id)
    st.caption(provenance.source_line(source.provenance, say))
    title = say(source.definition.title)
    rows = [say("{title}: {what}.", title=title, what=definitions.counts(choice.id, say))]
    if choice.place == EUROPE:
        n = say.number(len(_places(choice.id)))
        rows.append(say("Europe is here all {n} places that the table holds figures for, beyond the EU too.", n=n))
    rows += [say(note) for note in source.definition.caveats]
    rows += [say(note.text, **dict(note.values)) for note in source.provenance.notes]
    arrivals_series.cannot(rows, say)
