"""Days written with the year last: whether the day or the month comes first, told by the column and never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data_sources.sentences import NOTHING, Told, told
from data_sources.upload import periods

DAY, MONTH = "day", "month"
"""In `Choices.days`: what comes first."""

_MONTHS = 12
Read = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the texts of a column say: `first` is what comes first, empty where they leave it open.

    `proposal` is the likelier one, `shown_by` the text that settles it or shows the doubt, `fix` says so.
    """

    first: str = ""
    proposal: str = DAY
    shown_by: str = ""
    fix: Told = NOTHING


def order_of(texts: Iterable[str]) -> Order | None:
    """What these texts say; None where no day is written so, or each is the same day either way."""
    pairs = {text: pair for text in texts if (pair := periods.pair(text)) and pair[0] != pair[1]}
    days = [text for text, (first, _) in pairs.items() if first > _MONTHS]
    months = [text for text, (_, second) in pairs.items() if second > _MONTHS]
    if not pairs:
        return None
    if days and months:
        fix = told(
            "{one} can only be day before month, {other} month before day: the column has both", **_two(days, months)
        )
        return Order(shown_by=days[0], fix=fix)
    if days:
        fix = told("day before month in the whole column, as this line shows; another order can be chosen")
        return Order(first=DAY, shown_by=days[0], fix=fix)
    if months:
        fix = told("month before day in the whole column, as this line shows; another order can be chosen")
        return Order(first=MONTH, proposal=MONTH, shown_by=months[0], fix=fix)
    return _open(pairs)


def _two(days: list[str], months: list[str]) -> dict[str, str]:
    return {"one": days[0].strip()[:40], "other": months[0].strip()[:40]}


def _open(pairs: dict[str, tuple[int, int]]) -> Order:
    """Nothing tells: the part that never changes is likely the first day of each month, else the day comes first."""
    text = next(iter(pairs))
    firsts, seconds = ({pair[at] for pair in pairs.values()} for at in (0, 1))
    if len(seconds) == 1 < len(firsts):
        fix = told("{other} or {one}: no line tells which. Proposed: month before day", **_readings(text))
        return Order(proposal=MONTH, shown_by=text, fix=fix)
    fix = told("{one} or {other}: no line tells which. Proposed: day before month", **_readings(text))
    return Order(shown_by=text, fix=fix)


def _readings(text: str) -> dict[str, str]:
    return {"one": periods.day(text, month_first=False), "other": periods.day(text, month_first=True)}


def reader(first: str) -> Read:
    """What reads the texts of a column in this order; without one, days that could be two are none."""
    if not first:
        return periods.certain
    return lambda text: periods.day(text, month_first=first == MONTH) if periods.pair(text) else periods.period(text)
