"""Sentences about the data as a whole: how much is held, what the checks found, definitions, how to cite."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from dashboard.coverage_table import written
from dashboard.language import Language
from dashboard.text import direction
from dashboard.words import THEMES
from data_sources.catalogue import CATALOGUE, ENOUGH_IN_A_THEME, distinct, thin_themes
from data_sources.changes import Refresh
from data_sources.contact import Outcome, Report
from data_sources.holdings import Holding, Snapshot
from data_sources.obtain import MIRROR

CITATION = Path(__file__).parents[1] / "CITATION.cff"
GRADES = (
    ("A", "the data set and the filter are in use in other open programs"),
    ("A*", "the data set is in use, one of the codes was read in a code list only"),
    ("B", "the data set and every code are in the lists of the service, never seen together"),
    ("C", "inferred from documentation"),
)
"""Evidence grade -> what it says of a request nobody here has seen answered."""


def held_line(held: Snapshot, say: Language) -> str:
    """How many indicators, figures and sources there are, and of which day."""
    offered = [one.id for one in held.indicators if not CATALOGUE[one.id].part]
    return say(
        "{n} indicators with figures from {sources} sources, {figures} figures; snapshot of {day}. "
        "Counted without variants by sex, age, citizenship or kind of area, they are {distinct}.",
        n=say.number(len(offered)),
        sources=say.number(len({one.source for one in held.every})),
        figures=say.number(sum(one.values for one in held.every)),
        day=say.day(held.created),
        distinct=say.number(len(distinct(offered))),
    )


def thin_line(held: Snapshot, say: Language) -> str:
    """The themes with few indicators, which nothing was moved to fill; empty for none."""
    thin = thin_themes(frozenset(one.id for one in held.indicators))
    if not thin:
        return ""
    named = ", ".join(f"{say(THEMES[theme])} ({say.number(n)})" for theme, n in thin.items())
    return say("Themes with fewer than {n} indicators: {themes}.", n=ENOUGH_IN_A_THEME, themes=named)


def checks(held: Snapshot, say: Language) -> list[str]:
    """What the checks of the last refresh found, one sentence each."""
    damaged = [one for one in held.every if one.damaged]
    empty = sum(one.rows - one.values for one in held.every)
    partial = sum(part.partial(one.retrieved_at.year) for one in held.indicators for part in one.coverage)
    parts = sum(len(one.coverage) for one in held.indicators)
    lost = sum(bool(one.unplaced) for one in held.indicators)
    mirrored = sum(any(note.text == MIRROR for note in one.notes) for one in held.every)
    return [
        say(
            "Tables that can be read: {n} of {all}.",
            n=say.number(len(held.every) - len(damaged)),
            all=say.number(len(held.every)),
        ),
        say("Cells for which the source gives a flag or a gap but no figure: {n}.", n=say.number(empty)),
        say(
            "Indicators by level that lack places, or end more than three years ago: {n} of {all}.",
            n=say.number(partial),
            all=say.number(parts),
        ),
        say("Tables with codes that no boundary set knows, so that they are on no map: {n}.", n=say.number(lost)),
        say(
            "Tables fetched through a mirror, which may hold older figures than the service itself: {n}.",
            n=say.number(mirrored),
        ),
    ]


def refresh_line(refresh: Refresh | None, say: Language) -> str:
    """When the last refresh was, whom it asked, and how much of it was new."""
    if refresh is None:
        return say("No refresh is recorded yet.")
    asked = say("The services themselves were asked.") if refresh.live else say("A mirror of the services was asked.")
    return say(
        "Refresh of {day}: {changed} tables changed, {same} did not, {failed} could not be fetched. {asked}",
        day=say.day(datetime.fromisoformat(refresh.started).date()),
        changed=say.number(sum(not one.nothing for one in refresh.changes)),
        same=say.number(refresh.unchanged + sum(one.nothing for one in refresh.changes)),
        failed=say.number(len(refresh.failures)),
        asked=asked,
    )


def verified_line(report: Report | None, say: Language) -> str:
    """When all entries were last asked of the real services, and how many answered as agreed."""
    if report is None:
        return say("Last verified live: never. Nobody has asked the real services for every entry yet.")
    return say("Last verified live: {day}, {n} of {all} entries answered as agreed.", **_answered(report, say))


def mirror_line(report: Report, say: Language) -> str:
    """The same of a mirror of the services."""
    return say("A mirror of the services, asked on {day}, answered {n} of {all} entries.", **_answered(report, say))


def _answered(report: Report, say: Language) -> dict[str, str]:
    counted = {"n": report.counts.get(Outcome.OK.value, 0), "all": len(report.verdicts)}
    return {"day": say.day(report.asked_at.date())} | {name: say.number(n) for name, n in counted.items()}


def definition(one: Holding, say: Language) -> str:
    """What an indicator is, with its unit, data set and caveats, as Markdown."""
    entry = CATALOGUE[one.id]
    lines = [f"**{written(say(entry.title))}.** {written(say(entry.description))} {direction(entry, say)}".rstrip()]
    lines.append(
        say(
            "Unit: {unit}. Source: {source}, {dataflow}.",
            unit=written(say(entry.unit.name)),
            source=written(one.source),
            dataflow=_data_set(one),
        )
    )
    return "  \n".join(lines) + "\n" + "".join(f"\n- {written(say(note))}" for note in entry.caveats)


def _data_set(one: Holding) -> str:
    """The data set's name, leading to the request where the service has a public address."""
    name = written(one.dataflow)
    return f"[{name}]({one.url})" if one.url.startswith("https://") else name


def citation(held: Snapshot, say: Language, path: Path = CITATION) -> str:
    """A sentence to copy, from the citation file and the snapshot's date."""
    stated = dict(re.findall(r'^\s*(?:- )?(title|name|version): "?([^"\n]+)"?$', _text(path), re.MULTILINE))
    version = say("version {version}", version=stated["version"]) + ", " if "version" in stated else ""
    return say(
        "{authors} ({year}). {title}, {version}snapshot of {day}. Figures: source and data set as named under each.",
        authors=stated.get("name", "The Nexus Atlas contributors"),
        year=held.created.year,
        title=stated.get("title", "Nexus Atlas"),
        version=version,
        day=say.day(held.created),
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""
