"""Two more looks at temporary protection: how far from Ukraine it is given, and what sets it apart from asylum."""

from __future__ import annotations

from math import isfinite

import numpy as np
import pandas as pd

from analysis.association import Association, association
from analysis.members import Union, european_union
from dashboard import definitions, tables, text
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.screen import Screen
from dashboard.story import pieces
from dashboard.story.law_figures import APPLIED, PROTECTED, YEAR
from dashboard.story.model import Card, Cards, Desk, Made, Scatter, Table
from dashboard.story.received_figures import too_few
from dashboard.view import View
from data_sources import geography
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.caveats import NOT_ASYLUM
from data_sources.model import Kind

ORIGIN = "UA"
_EARTH_KM = 6371.0


def distance(desk: Desk, view: View) -> Made:
    """How far each country lies from Ukraine, against its rate: the rank correlation, or too few countries."""
    shown, say = desk.screen(view), desk.say
    table = shown.valued[shown.valued["lon"].notna()].set_index("geo")
    both = table.assign(one=_km(table), other=table["obs_value"])[["name", "one", "other"]]
    found = association(both)
    if found is None:
        return _distances(desk, shown, both, too_few(len(both), say), refused=True)
    return _distances(desk, shown, both, _nearer(found, say.period(shown.period), say), refused=False)


def _nearer(found: Association, month: str, say: Language) -> str:
    """Whether nearer, farther or neither goes with a higher rate."""
    said = {"n": say.number(found.n), "month": month, "value": pair_text.signed(found.value, say)}
    if not found.clear:
        return say(
            "Across {n} countries in {month}, distance and rate show no clear relation (rank correlation {value}).",
            **said,
        )
    if found.value < 0:
        return say(
            "Across {n} countries in {month}, nearer to Ukraine goes with more people per 1,000 residents (rank "
            "correlation {value}).",
            **said,
        )
    return say(
        "Across {n} countries in {month}, farther from Ukraine goes with more people per 1,000 residents (rank "
        "correlation {value}).",
        **said,
    )


def _km(places: pd.DataFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Great-circle distance of label points to that of Ukraine."""
    origin = geography.countries().loc[[ORIGIN]].iloc[0]
    lon, lat = (np.radians(places[name].astype(float).to_numpy()) for name in ("lon", "lat"))
    x, y = np.radians(float(origin["lon"])), np.radians(float(origin["lat"]))
    half = np.sin((lat - y) / 2) ** 2 + np.cos(lat) * np.cos(y) * np.sin((lon - x) / 2) ** 2
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(half)), dtype=np.float64)


def _distances(desk: Desk, shown: Screen, both: pd.DataFrame, sentence: str, *, refused: bool) -> Made:
    say = desk.say
    axis = say("Distance to Ukraine, km")
    nearest = both.sort_values("one", kind="stable")
    rates = tables.aligned([text.plain(one, shown.indicator, say) for one in nearest["other"]])
    kilometres = tables.aligned([say.number(one) for one in nearest["one"]])
    columns = {say("Place"): list(nearest["name"]), axis: kilometres, pair_text.axis(shown, say): rates}
    points = zip(both["name"], both["one"], both["other"], strict=True)
    return Made(
        body=Scatter(
            points=tuple((str(name), float(x), float(y)) for name, x, y in points),
            x_title=axis,
            y_title=pair_text.axis(shown, say),
            named=pieces.extremes(both) if len(both) else (),
        ),
        subtitle=f"{pieces.subtitle(shown, say)} · {axis}",
        takeaway=sentence,
        alt=sentence,
        sources=pieces.sources_of(desk, shown),
        table=pieces.table(pd.DataFrame(columns)),
        refused=refused,
        caution=say("Measured between the middles of countries, as the crow flies; kin, work and law are not in it."),
    )


def laws(desk: Desk, _: View) -> Made:
    """What each figure counts and under which law, and that the two are never added."""
    say = desk.say
    unions = {id: european_union(desk.observations(id).table, Kind.COUNT) for id in (PROTECTED, APPLIED)}
    ends = {PROTECTED: _last(unions[PROTECTED]), APPLIED: _at(unions[APPLIED], YEAR)}
    cards = tuple(_card(id, *ends[id], say) for id in ends)
    sentence = _side_by_side(ends[PROTECTED], ends[APPLIED], say)
    return Made(
        body=Cards(cards=cards),
        subtitle=" · ".join(dict.fromkeys(text.union_note(one, say) for one in unions.values())),
        takeaway=sentence or say("The figure of all 27 members of the European Union is not held for both of them."),
        alt=sentence or say(NOT_ASYLUM),
        sources=pieces.sources([desk.observations(id).provenance for id in ends], say),
        table=_table(cards, say),
        refused=not sentence,
        caution=say(NOT_ASYLUM),
    )


def _side_by_side(protected: tuple[str, float], applied: tuple[str, float], say: Language) -> str:
    """Both figures of the Union in one sentence; empty where one is not held."""
    if not (isfinite(protected[1]) and isfinite(applied[1])):
        return ""
    return say(
        "{n} people were under temporary protection in the European Union at the end of {month}, and {m} first "
        "applied for asylum in {year}: people on one day beside acts of a year, under two laws, never one sum.",
        n=say.number(protected[1]),
        month=say.period(protected[0]),
        m=say.number(applied[1]),
        year=applied[0],
    )


def _last(union: Union) -> tuple[str, float]:
    return union.history[-1] if union.history else ("", float("nan"))


def _at(union: Union, period: str) -> tuple[str, float]:
    return period, dict(union.history).get(period, float("nan"))


def _card(id: str, period: str, value: float, say: Language) -> Card:
    """A figure of the Union, with one row for each answer that sets the two apart."""
    found, entry = definitions.DEFINITIONS[id], CATALOGUE[id]
    number = say.number(value) if isfinite(value) else "–"
    rows = (
        (say("European Union"), number, say.period(period) if period else ""),
        (say("What one unit is"), definitions.nature_words(found.nature, say), ""),
        (say("Who belongs to it"), definitions.basis_words(found.basis, say), ""),
        (say("Under which rules"), definitions.law_words(found.law, say), ""),
    )
    return Card(title=say(entry.title), rows=rows, text=say(entry.description))


def _table(cards: tuple[Card, ...], say: Language) -> Table:
    columns = (say("What"), *(card.title for card in cards))
    rows = zip(*(card.rows for card in cards), strict=True)
    return Table(columns=columns, rows=tuple((row[0][0], *(_told(*cell[1:]) for cell in row)) for row in rows))


def _told(value: str, when: str) -> str:
    return f"{value} ({when})" if when else value
