"""Where the figures of many indicators come from, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.language import Language
from data_sources.model import Provenance


def source_line(origins: Sequence[Provenance], say: Language) -> str:
    """Each source with its data sets and licence, and the days between which they were fetched."""
    if not origins:
        return say("No figures are shown here, so there is no source.")
    groups = dict.fromkeys((one.source, one.licence) for one in origins)
    named = "; ".join(_named(source, licence, origins) for source, licence in groups)
    days = sorted(one.retrieved_at.date() for one in origins)
    first, last = say.day(days[0]), say.day(days[-1])
    fetched = (
        say("fetched {day}", day=first) if first == last else say("fetched {first} to {last}", first=first, last=last)
    )
    return say("Sources: {sources}", sources=named) + f" · {fetched}."


def _named(source: str, licence: str, origins: Sequence[Provenance]) -> str:
    sets = dict.fromkeys(one.dataflow for one in origins if (one.source, one.licence) == (source, licence))
    return f"{source} ({', '.join(sets)}), {licence}"
