"""The four cities of the research on intermediaries: what is held of each and from when, and which cities are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.peers import Near, nearest, scaled
from dashboard.language import Language
from dashboard.profile import peers_text, peers_words
from dashboard.profile.peers_context import FOREIGN, ORDER, Context, context, newest, valued
from dashboard.story import pieces
from dashboard.story.model import Card, Cards, Desk, Grid, Made, Table
from dashboard.text import figure
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level
from data_sources.register.demonstration import CITIES

SHOWN = (
    ("c_pop",),
    ("c_forborn", "c_foreigners"),
    ("c_unemployed",),
    ("p_imm_good",),
    ("p_housing",),
    ("p_pt",),
)
"""What a profile shows; of several the first that is held of the city."""

PEERS = 5
_NAMED = 2
_STATISTICS = "c_"
"""The ids of city statistics begin so; the survey's begin with p."""

_UNITED_KINGDOM = "UK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """The newest reliable figure of a city in one indicator; an empty period where none is held."""

    indicator: str
    period: str = ""
    value: float = float("nan")


def name(code: str, say: Language) -> str:
    """A city's name."""
    return peers_text.name(code, say)


def newest_of(desk: Desk, code: str, ids: Sequence[str]) -> Newest:
    """The newest figure of the first of these indicators that is held of a city."""
    for id in ids:
        rows = _rows(desk, id)
        own = rows[rows.index == code]
        if len(own):
            return Newest(indicator=id, period=str(own["time_period"].iloc[0]), value=float(own["obs_value"].iloc[0]))
    return Newest(indicator=ids[0])


def _rows(desk: Desk, id: str) -> pd.DataFrame:
    held = desk.observations(id)
    return newest(valued(held.table[held.table["level"] == Level.CITY.value]))


def profiles(desk: Desk, view: View) -> Made:
    """A card a city: six figures with their years, or that none is held."""
    say, cities = desk.say, _cities(view)
    found = {code: [newest_of(desk, code, ids) for ids in _held(SHOWN)] for code in cities}
    shown = {one.indicator for figures in found.values() for one in figures}
    told = years_words({code: _statistics_year(figures) for code, figures in found.items()}, say)
    some = sum(any(one.period for one in figures) for figures in found.values())
    return Made(
        body=Cards(cards=tuple(_card(code, figures, say) for code, figures in found.items())),
        subtitle=say("City statistics and the survey on quality of life · the newest figure of each"),
        takeaway=told,
        alt=say("A card a city with {n} figures and their years. {finding}", n=say.number(len(SHOWN)), finding=told),
        sources=pieces.sources((desk.observations(id).provenance for id in sorted(shown)), say),
        table=_table(found, say),
        refused=some < len(cities) - 1,
        caution=_end_words(desk, cities, say),
    )


def _cities(view: View) -> tuple[str, ...]:
    return tuple(code for code in CITIES if code in view.places) or CITIES


def _held(groups: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The groups with the indicators that are held."""
    held = store.held()
    kept = (tuple(id for id in group if id in held) for group in groups)
    return [group for group in kept if group]


def _card(code: str, figures: Sequence[Newest], say: Language) -> Card:
    return Card(title=name(code, say), rows=tuple(_line(one, say) for one in figures))


def _line(one: Newest, say: Language) -> tuple[str, str, str]:
    entry = CATALOGUE[one.indicator]
    if not one.period:
        return say(entry.title), "–", say("none held")
    return say(entry.title), figure(one.value, entry, say), say.period(one.period)


def _table(found: dict[str, list[Newest]], say: Language) -> Table:
    """A row a figure, a column a city, the year behind the figure."""
    rows = []
    for number, group in enumerate(_held(SHOWN)):
        cells = [figures[number] for figures in found.values()]
        rows.append((" / ".join(say(CATALOGUE[id].title) for id in group), *(_cell(one, say) for one in cells)))
    return Table(columns=(say("Figure"), *(name(code, say) for code in found)), rows=tuple(rows))


def _cell(one: Newest, say: Language) -> str:
    if not one.period:
        return say("none held")
    return say(
        "{value} ({period})", value=figure(one.value, CATALOGUE[one.indicator], say), period=say.period(one.period)
    )


def _statistics_year(figures: Sequence[Newest]) -> str:
    """The year of the newest figure from city statistics, "" for none."""
    return max((one.period[:4] for one in figures if one.indicator.startswith(_STATISTICS)), default="")


def years_words(years: dict[str, str], say: Language) -> str:
    """From when the city statistics shown are; one sentence for one year, else city by city."""
    dated = {code: year for code, year in years.items() if year}
    if not dated:
        return say("No city statistics are held of these cities.")
    if len(dated) == len(years) and len(set(dated.values())) == 1:
        return say(
            "The city statistics of all {n} cities are of {year}.", n=say.number(len(dated)), year=max(dated.values())
        )
    parts = [say("{city} {year}", city=name(code, say), year=year) for code, year in dated.items()]
    apart = int(max(dated.values())) - int(min(dated.values()))
    return say(
        "The newest city statistics held: {years}. They lie {n} years apart, so they are not compared.",
        years=", ".join(parts),
        n=say.number(apart),
    )


def _end_words(desk: Desk, cities: Sequence[str], say: Language) -> str:
    """When the city statistics of the United Kingdom end, as far as they are shown."""
    british = [code for code in cities if code.startswith(_UNITED_KINGDOM)]
    ids = [id for group in _held(SHOWN) for id in group if id.startswith(_STATISTICS)]
    years = [one.period[:4] for code in british for id in ids if (one := newest_of(desk, code, (id,))).period]
    if not years:
        return ""
    return say(
        "City statistics for the United Kingdom end about 2020, those shown in {year}; the survey went on in some "
        "British cities.",
        year=max(years),
    )


def peers(desk: Desk, view: View) -> Made:
    """The cities most like each of the four, in size, density, income and urban type."""
    say, around = desk.say, _context(desk)
    found = {code: near for code in _cities(view) if (near := nearest_of(around, code))}
    told = shared_words({code: [one.code for one in near] for code, near in found.items()}, say)
    shown = Table(
        columns=(say("Nearest"), *(name(code, say) for code in found)),
        rows=tuple(_rank(place, found, say) for place in range(PEERS)),
    )
    return Made(
        body=Grid(table=shown, marked=_marked(found)),
        subtitle=_peers_subtitle(say),
        takeaway=told,
        alt=say("A column a city with the {n} cities most like it. {finding}", n=say.number(PEERS), finding=told),
        sources=pieces.sources((desk.observations(id).provenance for id in _compared(around)), say),
        table=shown,
        refused=not found,
        caution=say(
            "Alike in what they have to work with, never in how well they do. What is unknown of a city counts as the "
            "usual difference."
        ),
    )


def nearest_of(around: Context, code: str) -> tuple[Near, ...]:
    """The cities most like one, people from abroad left out of the comparison."""
    weights = {part.variable.name: 1.0 for part in around.parts if part.variable.name != FOREIGN}
    return nearest(scaled(around.values, around.variables), code, weights, PEERS).near[:PEERS]


def _context(desk: Desk) -> Context:
    return context(Level.CITY, desk.observations, store.held())


def _compared(around: Context) -> list[str]:
    return [part.indicator for part in around.parts if part.variable.name != FOREIGN]


def _rank(place: int, found: dict[str, tuple[Near, ...]], say: Language) -> tuple[str, ...]:
    cells = (peers_text.named(near[place].code, say) if place < len(near) else "–" for near in found.values())
    return (say.number(place + 1), *cells)


def _marked(found: dict[str, tuple[Near, ...]]) -> tuple[tuple[int, int], ...]:
    """Where one of the four stands among the nearest of another, and who is near to more than one of them."""
    pointed = {*found, *_near_to_several({code: [one.code for one in near] for code, near in found.items()})}
    return tuple(
        (row, column)
        for column, near in enumerate(found.values(), start=1)
        for row, one in enumerate(near)
        if one.code in pointed
    )


def _near_to_several(found: dict[str, list[str]]) -> list[str]:
    """Cities among the nearest of more than one of the four, the most shared first."""
    times = Counter(code for near in found.values() for code in near)
    return [code for code, n in sorted(times.items(), key=lambda one: (-one[1], one[0])) if n > 1]


def _peers_subtitle(say: Language) -> str:
    parts = [peers_words.part(one, say) for one in ORDER if one != FOREIGN]
    return say("Compared by {parts}, each counted alike", parts=", ".join(parts))


def shared_words(found: dict[str, list[str]], say: Language) -> str:
    """Which of the four are alike, and who is near to more than one of them."""
    if not found:
        return say("Too little is held of the four cities to name places alike.")
    inside = [(one, other) for one, near in found.items() for other in near if other in found]
    if inside:
        pairs = [say("{other} for {city}", other=name(b, say), city=name(a, say)) for a, b in inside]
        return say("Among the five most alike is one of the four: {pairs}.", pairs=", ".join(pairs))
    several = _near_to_several(found)
    if several:
        return say.plural(
            "None of the four is among the five most like another; {n} city is near to more than one of them: {names}.",
            "None of the four is among the five most like another; {n} cities are near to more than one of them, such "
            "as {names}.",
            len(several),
            names=", ".join(peers_text.named(code, say) for code in several[:_NAMED]),
        )
    return say("None of the four is among the five most like another: each has its own peers to call.")
