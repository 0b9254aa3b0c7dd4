"""The flows of one place in words and as a table; every number is one of the flow table's."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

import pandas as pd

from analysis.flows import Partners, Side
from dashboard.language import Language
from dashboard.tables import aligned
from dashboard.text import flag_words

_NAMED_TOGETHER = 3
"""More countries than these with the same largest figure are counted, not named."""


def finding(flows: Partners, say: Language, *, stock: bool = False) -> str:
    """Two sentences: the people of each direction, and the largest origin and destination.

    Of a `stock` they are people who live there, not people who came.
    """
    if stock:
        return f"{_living_here(flows, say)} {_living_elsewhere(flows, say)}"
    return f"{_arrivals(flows, say)} {_departures(flows, say)}"


def _living_here(flows: Partners, say: Language) -> str:
    place, period = say.country(flows.place), say.period(flows.period)
    if not flows.arrivals.total > 0:
        return say("{place}, end of {period}: no people are counted who live there.", place=place, period=period)
    n, most = say.number(flows.arrivals.total), _most(flows, "arrivals", say)
    if not most:
        return say(
            "{place}, end of {period}: {n} live there, none by country of origin.", place=place, period=period, n=n
        )
    return say(
        "{place}, end of {period}: {n} live there, the most from {most}.", place=place, period=period, n=n, most=most
    )


def _living_elsewhere(flows: Partners, say: Language) -> str:
    place, most = say.country(flows.place), _most(flows, "departures", say)
    if not flows.departures.total > 0 or not most:
        return say("No people from {place} are counted who live in other countries.", place=place)
    n = say.number(flows.departures.total)
    return say("{n} from {place} live in other countries, the most in {most}.", place=place, n=n, most=most)


def _arrivals(flows: Partners, say: Language) -> str:
    place, period = say.country(flows.place), say.period(flows.period)
    if not flows.arrivals.held:
        return say(
            "{place}, {period}: no arrivals are held, as it does not report to this data set.",
            place=place,
            period=period,
        )
    if not flows.arrivals.total:
        return say("{place}, {period}: no arrivals were counted.", place=place, period=period)
    n, most = say.number(flows.arrivals.total), _most(flows, "arrivals", say)
    if not most:
        return say("{place}, {period}: {n} arrivals, none by country of origin.", place=place, period=period, n=n)
    return say("{place}, {period}: {n} arrivals, the most from {most}.", place=place, period=period, n=n, most=most)


def _departures(flows: Partners, say: Language) -> str:
    if not flows.departures.held:
        return say("No departures are held.")
    if not flows.departures.total:
        return say("No departures were counted.")
    n, most = say.number(flows.departures.total), _most(flows, "departures", say)
    if not most:
        return say("{n} departures, none by country of destination.", n=n)
    return say("{n} departures, the most to {most}.", n=n, most=most)


def _most(flows: Partners, direction: str, say: Language) -> str:
    """The country or countries with the largest figure, and that figure; empty where no country has one."""
    figures = flows.rows[flows.rows[direction] > 0]
    if figures.empty:
        return ""
    top = float(figures[direction].max())
    names = sorted(say.country(code) for code in figures.loc[figures[direction] == top, "partner"])
    if len(names) > _NAMED_TOGETHER:
        return say("{k} countries ({n} each)", k=say.number(len(names)), n=say.number(top))
    if len(names) > 1:
        return say("{countries} ({n} each)", countries=", ".join(names), n=say.number(top))
    total = (flows.arrivals if direction == "arrivals" else flows.departures).total
    return say("{country} ({n}, {share} %)", country=names[0], n=say.number(top), share=say.number(100 * top / total))


def notes(flows: Partners, drawn: pd.DataFrame, has_point: Callable[[str], bool], say: Language) -> list[str]:
    """What has no line on the map, and why: small flows, places without a point, unknown origin."""
    lost = [code for code in flows.rows["partner"] if not has_point(code)]
    left_out = flows.rows[~flows.rows["partner"].isin([*drawn["partner"], *lost])]
    return [part for part in (_small(drawn, left_out, say), _no_point(lost, say), _unknown(flows, say)) if part]


def _small(drawn: pd.DataFrame, left_out: pd.DataFrame, say: Language) -> str:
    if left_out.empty:
        return ""
    people = left_out[["arrivals", "departures"]].sum().sum()
    return say.plural(
        "Lines are drawn for the {drawn} partners that come first in either direction; {n} other with {people} people "
        "is in the table.",
        "Lines are drawn for the {drawn} partners that come first in either direction; {n} others with {people} people "
        "together are in the table.",
        len(left_out),
        drawn=say.number(len(drawn)),
        people=say.number(people),
    )


def _no_point(codes: list[str], say: Language) -> str:
    if not codes:
        return ""
    names = ", ".join(sorted(say.country(code) for code in codes))
    return say("In the table only, as the map has no point for it: {names}.", names=names)


def _unknown(flows: Partners, say: Language) -> str:
    """People without a line: of unknown citizenship, stateless, or not broken down, in both directions."""
    counts = [sum(getattr(side, name) for side in _sides(flows)) for name, _ in OTHERS]
    parts = [f"{say(words)}: {say.number(n)}" for (_, words), n in zip(OTHERS, counts, strict=True) if n > 0]
    return say("People without a line: {parts}.", parts=", ".join(parts)) if parts else ""


def _sides(flows: Partners) -> list[Side]:
    return [side for side in (flows.arrivals, flows.departures) if side.held]


OTHERS = (
    ("unknown", "unknown country"),
    ("stateless", "stateless"),
    ("rest", "not broken down by country"),
)
"""Parts of a direction that are no country, and their names."""


def twin(flows: Partners, say: Language, *, stock: bool = False) -> pd.DataFrame:
    """Every partner with both directions, then what is no country, then the total; all text, indexed by partner."""
    rows = flows.rows
    names = [say.country(code) for code in rows["partner"]]
    others = [(say(words).capitalize(), name) for name, words in OTHERS]
    ends = [(words, *(getattr(side, name) for side in (flows.arrivals, flows.departures))) for words, name in others]
    ends = [end for end in ends if any(isfinite(people) and people > 0 for people in end[1:])]
    ends.append((say("Total"), flows.arrivals.total, flows.departures.total))
    blank = [float("nan")] * len(ends)
    came, went, net = _heads(say, stock=stock)
    columns = {
        came: _figures([*rows["arrivals"], *(end[1] for end in ends)], say),
        went: _figures([*rows["departures"], *(end[2] for end in ends)], say),
        net: _figures([*rows["net"], *blank], say),
        say("Share of both, %"): _figures([*rows["share_pc"], *blank], say, decimals=1),
    }
    if any(flags := _flags(rows, say)):
        columns[say("Flag")] = [*flags, *([""] * len(ends))]
    return pd.DataFrame(columns, index=pd.Index([*names, *(end[0] for end in ends)], name=say("Partner")))


def _heads(say: Language, *, stock: bool) -> tuple[str, str, str]:
    """Column heads of the people of both directions and of their difference."""
    if stock:
        return say("Live here, from"), say("Live there, from here"), say("Here minus there")
    return say("Arrivals from"), say("Departures to"), say("Arrivals minus departures")


def _figures(values: list[float], say: Language, decimals: int = 0) -> list[str]:
    return aligned([say.number(value, decimals) if isfinite(value) else "–" for value in values])


def _flags(rows: pd.DataFrame, say: Language) -> list[str]:
    both = rows["arrivals_flag"] + rows["departures_flag"]
    return [flag_words("".join(sorted(set(letters))), "", say) for letters in both]
