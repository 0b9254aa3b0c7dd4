"""How evenly people live over the neighbourhoods of a city, period by period; small counts stay withheld."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from html import escape

import pandas as pd

from analysis.segregation import dissimilarity, isolation
from dashboard.language import Language
from dashboard.palette import Look, lines, surface
from dashboard.withheld import values
from data_sources.model import Indicator, Operation
from data_sources.schema import Observations

LEAST = 10
"""Fewer neighbourhoods with a figure give no index."""

MOST_LEFT_OUT = 0.1
"""With more of them withheld or missing there is none either."""

_SAME = 0.005
_WIDE, _TALL, _EDGE = 560, 150, 8

Load = Callable[[str], Observations]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evenness:
    """One period: both indices and the group's share of all (0 to 1), neighbourhoods counted and left out."""

    period: str
    dissimilarity: float
    isolation: float
    share: float
    n: int
    left_out: int


def is_group(entry: Indicator) -> bool:
    """Whether the indicator is a group of residents as a part of all, so that both can be counted."""
    of_two = entry.formula.of_indicators and entry.formula.operation is Operation.RATIO
    return of_two and entry.theme.about_people


def evenness(entry: Indicator, load: Load) -> tuple[Evenness, ...]:
    """The indices of each period in which nearly all neighbourhoods have a figure, oldest first."""
    group, everybody = (_sum(load(id) for id in ids) for ids in (entry.formula.left, entry.formula.right))
    table = pd.DataFrame({"group": group, "all": everybody}).reset_index()
    found = (_of(str(period), rows) for period, rows in table.groupby("time_period"))
    return tuple(one for one in found if one)


def _sum(parts: Iterable[Observations]) -> pd.Series:
    return reduce(lambda one, other: one.add(other), map(values, parts))


def _of(period: str, rows: pd.DataFrame) -> Evenness | None:
    counted = rows.dropna()
    left_out = len(rows) - len(counted)
    group, others = counted["group"].to_numpy(float), (counted["all"] - counted["group"]).to_numpy(float)
    too_few = len(counted) < LEAST or left_out > MOST_LEFT_OUT * len(rows)
    if too_few or not group.sum() or not others.sum():
        return None
    return Evenness(
        period=period,
        dissimilarity=dissimilarity(group, others),
        isolation=isolation(group, others),
        share=float(group.sum() / (group.sum() + others.sum())),
        n=len(counted),
        left_out=left_out,
    )


def finding(found: Sequence[Evenness], say: Language) -> str:
    """What the newest indices say, and how they have moved; says so where there are none."""
    if not found:
        return say("Too few neighbourhoods have a figure that may be shown for an index of how evenly people live.")
    last, first = found[-1], found[0]
    now = say(
        "{period}: {moved} % of this group would have to live elsewhere in the city for the same mix in each of {n} "
        "neighbourhoods. In the own neighbourhood {met} % of people belong to it on average, in the whole city "
        "{share} %.",
        period=say.period(last.period),
        moved=say.number(100 * last.dissimilarity),
        n=say.number(last.n),
        met=say.number(100 * last.isolation),
        share=say.number(100 * last.share),
    )
    return f"{now} {_moved(first, last, say)}"


def _moved(first: Evenness, last: Evenness, say: Language) -> str:
    if first.period == last.period:
        return say("One period is held, so nothing can be said of change.")
    told = {"since": say.period(first.period), "before": say.number(100 * first.dissimilarity)}
    change = last.dissimilarity - first.dissimilarity
    if abs(change) < _SAME:
        return say("In {since} the first figure was the same, {before} %.", **told)
    if change < 0:
        return say(
            "The group has come to live more evenly since {since}, when the first figure was {before} %.", **told
        )
    return say("The group has come to live less evenly since {since}, when the first figure was {before} %.", **told)


def twin(found: Sequence[Evenness], say: Language) -> pd.DataFrame:
    """The indices as a table, a row a period."""
    columns = {
        say("Dissimilarity"): [say.number(one.dissimilarity, 2) for one in found],
        say("Isolation"): [say.number(one.isolation, 2) for one in found],
        say("Share of residents"): [f"{say.number(100 * one.share, 1)}\u202f%" for one in found],
        say("Neighbourhoods counted"): [say.number(one.n) for one in found],
        say("Left out"): [say.number(one.left_out) for one in found],
    }
    return pd.DataFrame(columns, index=pd.Index([say.period(one.period) for one in found], name=say("Period")))


def picture(found: Sequence[Evenness], say: Language, look: Look) -> str:
    """Both indices through time, from 0 to 1, each line with its name at its end; HTML."""
    names = (say("Dissimilarity"), say("Isolation"))
    values = ([one.dissimilarity for one in found], [one.isolation for one in found])
    drawn = "".join(_line(numbers, colour) for numbers, colour in zip(values, lines(look), strict=False))
    key = " ".join(
        f'<span><i style="border-color:{colour}"></i>{escape(name)} {say.number(numbers[-1], 2)}</span>'
        for name, numbers, colour in zip(names, values, lines(look), strict=False)
    )
    ends = f"<span>{escape(say.period(found[0].period))}</span><span>{escape(say.period(found[-1].period))}</span>"
    label = escape(finding(found, say))
    grid = "".join(f'<path d="M0 {_y(at):.0f}H{_WIDE}" stroke="{surface(look).no_data}"/>' for at in (0, 0.5, 1))
    ticks = "".join(
        f'<text x="0" y="{_y(at) - 3:.0f}" font-size="11" fill="{surface(look).muted}">{say.number(at, 1)}</text>'
        for at in (0, 0.5, 1)
    )
    return (
        f'<div class="evenness"><p class="key">{key}</p><svg viewBox="0 -12 {_WIDE} {_TALL + 12}" role="img" '
        f'aria-label="{label}">{grid}{ticks}{drawn}</svg><p class="ends" aria-hidden="true">{ends}</p></div>'
    )


def _y(value: float) -> float:
    return _TALL - _EDGE - (_TALL - 2 * _EDGE) * value


def _line(values: Sequence[float], colour: str) -> str:
    step = (_WIDE - 60) / max(len(values) - 1, 1)
    points = [(40 + number * step, _y(value)) for number, value in enumerate(values)]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'
