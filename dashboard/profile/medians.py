"""What places alike have in the middle, figure by figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.profile.book import Book, Sheet
from dashboard.profile.facts import Fact, Relation, near_period

LEAST = 3
"""Of fewer places alike no middle is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Middle:
    """The median of places alike, how many of them have a figure, and the years these are of."""

    value: float
    n: int
    first: str
    last: str


def medians(
    found: Sequence[Fact], codes: Sequence[str], book: Book, refused: Callable[[str], bool]
) -> dict[str, Middle]:
    """Indicator -> the middle of these places; not of what they were chosen by (`refused`), nor of bare counts."""
    own = [one for one in found if one.relation is Relation.OWN and one.median is not None]
    kept = {one.indicator: _middle(one, codes, book[one.indicator]) for one in own if not refused(one.indicator)}
    return {id: middle for id, middle in kept.items() if middle}


def _middle(fact: Fact, codes: Sequence[str], sheet: Sheet) -> Middle | None:
    """Each place's figure nearest in time to the fact's."""
    histories = ({one.period: one.value for one in sheet.history(code)} for code in codes)
    nearest = [(near_period(known, fact.period), known) for known in histories]
    values = [(period, known[period]) for period, known in nearest if period]
    if len(values) < LEAST:
        return None
    periods = sorted(period for period, _ in values)
    middle = float(np.median([value for _, value in values]))
    return Middle(value=middle, n=len(values), first=periods[0], last=periods[-1])
