"""The texts of the column of time as SDMX periods; what is none, or could be two, is listed."""

from __future__ import annotations

from dataclasses import replace

from data_sources.model import UNDATED
from data_sources.sentences import told
from data_sources.upload import days, periods
from data_sources.upload.choices import Choices
from data_sources.upload.long import Long
from data_sources.upload.problems import Listed, Problem, Severity

_A_DAY = len("2015-01-01")


def dated(shown: Long, choices: Choices, listed: Listed) -> list[str]:
    """The period of each distinct text; empty for what is none, whose rows are left out."""
    texts = shown.period.texts
    first, waits = _first(shown, choices, listed)
    read = days.reader(first)
    found = [UNDATED if text == UNDATED else read(text) or _span(text, shown, listed) for text in texts]
    at = shown.period.first_rows()
    for number, text in enumerate(texts):
        if not found[number] and at[number] >= 0 and not (waits and periods.pair(text)):
            listed.add(_no_period(shown, text, int(at[number])))
    return _years(found)


def _first(shown: Long, choices: Choices, listed: Listed) -> tuple[str, bool]:
    """What comes first in days with the year last, and whether the reader has still to say so."""
    order = days.order_of(shown.period.texts)
    if order is None or choices.days:
        return choices.days, False
    problem = _problem(order, shown)
    if order.first:
        listed.add(problem)
        return order.first, False
    problem = replace(problem, severity=Severity.ASK, accepted=choices.accepts(problem.id))
    listed.add(problem)
    return (order.proposal, False) if problem.accepted else ("", True)


def _problem(order: days.Order, shown: Long) -> Problem:
    """Its text is part of the fix only where it asks, so that an accepted fix holds for next month's file too."""
    row = int(shown.period.first_rows()[shown.period.texts.index(order.shown_by)])
    line = int(shown.sheet.lines[shown.where[max(0, row)]])
    read = order.shown_by.strip()[:40] if order.first else ""
    return Problem(
        kind="days", severity=Severity.NOTE, line=line, column=shown.roles.time, read=read, fix=order.fix
    )  # fmt: skip


def _years(found: list[str]) -> list[str]:
    """Days that are all the first or all the last of a year stand for the year."""
    held = {one for one in found if len(one) == _A_DAY}
    if held and all(one.endswith(("-01-01", "-12-31")) for one in held) and len({one[4:] for one in held}) == 1:
        return [one[:4] if one in held else one for one in found]
    return found


def _span(text: str, shown: Long, listed: Listed) -> str:
    year = periods.range_of(text)
    if year:
        fix = told("a span of years; read as {year}", year=year)
        listed.add(Problem(kind="period", severity=Severity.NOTE, column=shown.roles.time, read=text[:40], fix=fix))
    return year


def _no_period(shown: Long, text: str, row: int) -> Problem:
    return Problem(
        kind="period", severity=Severity.LOST, line=int(shown.sheet.lines[shown.where[row]]),
        column=shown.roles.time, read=text[:40], fix=told("no period; the rows are left out"),
    )  # fmt: skip
