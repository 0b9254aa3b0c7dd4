"""Tables of the page of a reader's own file: what was read, problems, places, differences; all plain text."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite

import pandas as pd

from dashboard import citation
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.tables import aligned
from dashboard.text import plain
from dashboard.upload import words
from dashboard.upload.text import facts, literal, where
from data_sources.upload import UNVERIFIED, Match, Problem, Report, neutral

MOST_ROWS = 200
"""Rows of a table on the page; the files to take along hold all."""


def read(report: Report, say: Language) -> pd.DataFrame:
    """What was read: a row a fact."""
    pairs = facts(report, say)
    index = pd.Index([name for name, _ in pairs], name=say("What was read"))
    return pd.DataFrame({say("In this file"): [text for _, text in pairs]}, index=index)


def problems(held: Iterable[Problem], say: Language) -> pd.DataFrame:
    """A row a problem: line and column, what was read, what is done or proposed, what becomes of it, how many cells."""
    rows = list(held)[:MOST_ROWS]
    columns = {
        say("Read"): [literal(words.told(one.read, say), 60) for one in rows],
        say("What is done or proposed"): [literal(words.told(one.fix, say), 300) for one in rows],
        say("State"): [words.severity(one.severity, say, accepted=one.accepted) for one in rows],
    }
    if any(one.n > 1 for one in rows):
        columns[say("Cells")] = aligned([say.number(one.n) for one in rows])
    return pd.DataFrame(columns, index=pd.Index([where(one, say) for one in rows], name=say("Where")))


def matches(held: Iterable[Match], say: Language) -> pd.DataFrame:
    """A row a place as written: what it is, of which kind, by what it was found, or the nearest suggestion."""
    rows = list(held)[:MOST_ROWS]
    columns = {
        say("Outcome"): [words.status(one.status, say) for one in rows],
        say("Place"): [literal(f"{one.name} ({one.code})" if one.code else "–") for one in rows],
        say("Kind of place"): [words.level(one.level, say) if one.level else "–" for one in rows],
        say("Found by, or why not"): [literal(_why(one, say), 200) for one in rows],
    }
    texts = [literal(one.text, 60) for one in rows]
    return pd.DataFrame(columns, index=pd.Index(texts, name=say("As written")))


def _why(one: Match, say: Language) -> str:
    reason = words.told(one.reason, say)
    if not one.suggestion:
        return words.told(one.how, say) or reason
    near = say(
        "nearest: {name} ({code}), alike by {score} of 100",
        name=one.suggested_name,
        code=one.suggestion,
        score=round(one.score),
    )
    return f"{reason}; {near}" if reason else near


def differences(rows: pd.DataFrame, own: Screen, official: Screen, say: Language) -> pd.DataFrame:
    """A row a place: the own figure, the official one, the difference; the largest differences first."""
    shown = rows.head(MOST_ROWS)
    columns = {
        say("Your file"): _figures(shown["own"], own, say),
        say("Official"): _figures(shown["official"], official, say),
        say("Difference"): aligned([signed(value, _decimals(own, official), say) for value in shown["difference"]]),
        say("Difference, %"): aligned([signed(value, 1, say) for value in shown["difference_pc"]]),
    }
    return pd.DataFrame(columns, index=pd.Index([literal(one) for one in shown["name"]], name=say("Place")))


def _decimals(own: Screen, official: Screen) -> int:
    return max(own.indicator.decimals, official.indicator.decimals)


def _figures(values: pd.Series, screen: Screen, say: Language) -> list[str]:
    return aligned([plain(value, screen.indicator, say) for value in values])


def signed(value: float, decimals: int, say: Language) -> str:
    """A difference with its sign; a dash where there is none."""
    if not isfinite(value):
        return "–"
    sign = "+" if round(value, decimals) > 0 else "−" if round(value, decimals) < 0 else ""
    return sign + say.number(abs(value), decimals)


def differences_file(rows: pd.DataFrame, own: Screen, official: Screen) -> bytes:
    """The differences as CSV: one row a place and period, both figures, both sources, and that nobody verified one."""
    origin = official.series.provenance
    table = rows[["geo", "name", "time_period", "own", "official", "difference", "difference_pc"]].assign(
        name=[neutral(str(name)) for name in rows["name"]],
        own_title=neutral(own.indicator.title),
        own_status=UNVERIFIED,
        official_id=official.indicator.id,
        official_title=official.indicator.title,
        official_unit=official.indicator.unit.name,
        source=origin.source,
        dataflow=origin.dataflow,
        licence=origin.licence,
        retrieved_at=origin.retrieved_at.isoformat(),
    )
    return citation.stamped(table).to_csv(index=False).encode("utf-8-sig")
