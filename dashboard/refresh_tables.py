"""Tables of what a refresh and its checks found: health of the sources, changes, failures, what was left out."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from dashboard.coverage_table import NONE, first_of, indexed, numbers, written
from dashboard.language import Language
from dashboard.text import plain
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.changes import Change, Refresh
from data_sources.contact import Outcome, Report
from data_sources.holdings import Health, Snapshot, State
from data_sources.model import Indicator, Note
from data_sources.obtain import MIRROR
from data_sources.sources import SOURCES

STATES = {
    State.FRESH: "Fetched since the last release",
    State.DUE: "A newer release may exist; it is asked for when somebody looks",
    State.FAILING: "Older copy shown: {why}",
    State.NO_ADDRESS: "No public address is known: snapshot only",
}
"""How things stand with a source, in words."""

OUTCOMES = {
    Outcome.OK: "as agreed",
    Outcome.RENAMED: "a dimension or column has another name",
    Outcome.EMPTY: "no figures",
    Outcome.REJECTED: "refused",
    Outcome.UNREADABLE: "cannot be read",
    Outcome.UNREACHABLE: "no answer",
}
"""How an entry was answered, in words."""


def health(rows: Iterable[Health], say: Language) -> pd.DataFrame:
    """One row a source: last success, last failure, and what that means for what is shown."""
    rows = list(rows)
    columns = {
        say("Last success"): [say.day(one.succeeded_at.date()) for one in rows],
        say("Last error"): [_failure(one, say) for one in rows],
        say("State"): [say(STATES[one.state]).format(why=say(one.reason)) for one in rows],
    }
    return pd.DataFrame(columns, index=indexed([written(one.source) for one in rows], say("Source")))


def _failure(one: Health, say: Language) -> str:
    if one.failed_at is None:
        return say("none known")
    return f"{say.day(one.failed_at.date())}, {one.failed_at:%H:%M} UTC"


def changes(refresh: Refresh, say: Language) -> pd.DataFrame:
    """What a refresh changed, one row a table: new periods, revised values with the largest, flags, places gone."""
    rows = [one for one in refresh.changes if not one.nothing and _is_table(one.id)]
    columns = {
        say("New periods"): [_new_periods(one, say) for one in rows],
        say("Values revised"): numbers([one.revised for one in rows], say),
        say("Largest revision"): [_largest(one, say) for one in rows],
        say("Flags changed"): numbers([sum(flag.count for flag in one.flags) for one in rows], say),
        say("Places gone"): [_gone(one) for one in rows],
    }
    return pd.DataFrame(columns, index=indexed([written(say(defined(one.id).title)) for one in rows], say("Table")))


def _new_periods(change: Change, say: Language) -> str:
    if not change.rows_before:
        return say("new table, {n} rows", n=say.number(change.rows))
    return first_of(change.new_periods, len(change.new_periods))


def _largest(change: Change, say: Language) -> str:
    """Place and period, before and after."""
    if not change.largest:
        return NONE
    one, entry = change.largest[0], defined(change.id)
    old, new = (plain(math.nan if value is None else value, entry, say) for value in (one.old, one.new))
    return f"{one.place} {say.period(one.period)}: {old} → {new}"


def _gone(change: Change) -> str:
    return first_of(change.dropped_places, change.dropped_places_count)


def failures(refresh: Refresh, say: Language) -> pd.DataFrame:
    """What a refresh could not fetch, one row a table: its source and why."""
    rows = refresh.failures
    columns = {
        say("Source"): [_source(one.source) for one in rows],
        say("Why"): [say(one.reader) for one in rows],
    }
    return pd.DataFrame(columns, index=indexed([_title(one.id, say) for one in rows], say("Table")))


def verdicts(report: Report, say: Language) -> pd.DataFrame:
    """The entries that were not answered as agreed: how instead, leading to the request."""
    rows = [one for one in report.verdicts if one.outcome is not Outcome.OK]
    columns = {
        say("Source"): [_source(one.source) for one in rows],
        say("Answer"): [_asked(say(OUTCOMES[one.outcome]), one.url) for one in rows],
    }
    return pd.DataFrame(columns, index=indexed([_title(one.id, say) for one in rows], say("Table")))


def _asked(outcome: str, url: str) -> str:
    return f"[{outcome}]({url})" if url.startswith("https://") else outcome


def _source(id: str) -> str:
    return written(SOURCES[id].name if id in SOURCES else id)


def _title(id: str, say: Language) -> str:
    return written(say(defined(id).title) if _is_table(id) else id)


def _is_table(id: str) -> bool:
    return id in CATALOGUE or id in FLOWS or id in POINTS


def notes(held: Snapshot, say: Language) -> pd.DataFrame:
    """What the loaders left out, mended or estimated, and in which tables; the mirror apart, which is noted of all."""
    named: dict[Note, list[str]] = {}
    for one in held.every:
        for note in (note for note in one.notes if note.text != MIRROR):
            named.setdefault(note, []).append(written(say(defined(one.id).title)))
    ordered = sorted(named, key=lambda note: (note.text, named[note]))
    columns = {say("In"): ["; ".join(named[note]) for note in ordered]}
    texts = [written(say(note.text, **dict(note.values))) for note in ordered]
    return pd.DataFrame(columns, index=indexed(texts, say("Note")))


def unplaced(held: Snapshot, say: Language) -> pd.DataFrame:
    """The tables with codes that no boundary set knows: how many, and the first of them; most first."""
    rows = sorted((one for one in held.indicators if one.unplaced), key=lambda one: -len(one.unplaced))
    columns = {
        say("Codes"): numbers([len(one.unplaced) for one in rows], say),
        say("Which"): [first_of(one.unplaced, len(one.unplaced)) for one in rows],
    }
    return pd.DataFrame(
        columns, index=indexed([written(say(CATALOGUE[one.id].title)) for one in rows], say("Indicator"))
    )


def defined(id: str) -> Indicator:
    """The definition of a table of figures, flows or points."""
    return CATALOGUE.get(id) or FLOWS.get(id) or POINTS[id]
