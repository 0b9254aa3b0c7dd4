"""The small print of a brief: sources in a few lines, and how maps and figures were made."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.language import Language
from dashboard.own_file import UNVERIFIED
from dashboard.screen import Screen
from dashboard.text import legend_title
from dashboard.words import COPYRIGHT
from data_sources.model import Kind, Level, Provenance


def sources(origins: Iterable[Provenance], say: Language) -> tuple[str, ...]:
    """One sentence a source and licence: its data sets with their versions, when fetched; then the borders."""
    kept: dict[tuple[str, str], list[Provenance]] = {}
    uploaded = []
    for origin in dict.fromkeys(origins):
        if origin.source == UNVERIFIED:
            uploaded.append(own_source(origin, say))
        else:
            kept.setdefault((origin.source, origin.licence), []).append(origin)
    lines = [_source(name, licence, every, say) for (name, licence), every in kept.items()]
    return (*lines, *uploaded, f"{COPYRIGHT}.")


def own_source(origin: Provenance, say: Language) -> str:
    """Where figures come from that a reader uploaded."""
    return say("Uploaded by a reader, unverified: {file}.", file=origin.dataflow)


def _source(name: str, licence: str, every: list[Provenance], say: Language) -> str:
    newest: dict[str, Provenance] = {one.dataflow: one for one in every}
    sets = ", ".join(_set(one, say) for one in newest.values())
    fetched = say.day(max(one.retrieved_at for one in every).date())
    return say("{source}: {sets}; fetched {day}; {licence}.", source=name, sets=sets, day=fetched, licence=licence)


def _set(origin: Provenance, say: Language) -> str:
    if not origin.updated_at:
        return origin.dataflow
    return say("{set} (version of {day})", set=origin.dataflow, day=say.day(origin.updated_at))


def of_map(shown: Screen, say: Language) -> str:
    """How a map is drawn and cut."""
    plane = (
        ""
        if shown.level is Level.DISTRICT
        else say("The map is in equal area (EPSG:3035), far regions in boxes of their own scale.")
    )
    if shown.indicator.kind is Kind.COUNT:
        return f"{plane} {say('The area of a circle is the figure.')}".strip()
    return f"{plane} {say('Shades')}: {legend_title(shown, say)}.".strip()


def general(say: Language) -> tuple[str, ...]:
    """What no table of places can tell."""
    return (
        say("Years and borders differ from row to row; a row says which."),
        say("A city, its commuting area and its region are different places; their figures are never added."),
        say("An average says nothing about single people or streets."),
        say("Figures of places that go together do not show that one causes the other."),
    )


def scale_note(shown: Screen, say: Language) -> str:
    """What hatches and dots on the map mean."""
    if shown.level in {Level.CITY, Level.FUA}:
        return say("A dashed edge marks a figure that its source has flagged; places without a figure are not drawn.")
    return say("Slanted lines: flagged by the source. Dots: no figure. Crosses: withheld.")
