"""Where figures come from, in one line."""

from __future__ import annotations

from dashboard.language import Language
from dashboard.own_file import UNVERIFIED
from dashboard.words import COPYRIGHT
from data_sources.model import Provenance


def source_line(origin: Provenance, say: Language) -> str:
    """Source, data set, version, date and licence, as one line for under a figure."""
    if origin.source == UNVERIFIED:
        file = say("Source: a reader's own file, {file}: uploaded, unverified", file=origin.dataflow)
        return " · ".join((file, say("read {day}", day=say.day(origin.retrieved_at.date())), COPYRIGHT)) + "."
    parts = [say("Source: {source}, {dataflow}", source=origin.source, dataflow=origin.dataflow)]
    if origin.updated_at:
        parts.append(say("version of {day}", day=say.day(origin.updated_at)))
    parts.append(say("fetched {day}", day=say.day(origin.retrieved_at.date())))
    parts.append(origin.licence)
    return " · ".join((*parts, COPYRIGHT)) + "."
