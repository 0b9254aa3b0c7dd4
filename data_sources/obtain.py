"""From an indicator to its observations over the network: ask, wait, parse, evaluate, place, check."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from data_sources import formula, geography, http, plausible
from data_sources.catalogue import indicator as by_id
from data_sources.errors import SourceError, SourceUnavailable, UnexpectedPayload
from data_sources.model import Indicator, Note, Operation, Provenance
from data_sources.schema import Observations, check, check_flows, check_points
from data_sources.sources import Paged, Payload, Request, Source, source
from data_sources.sources.base import ONE_BASE, InFiles

Get = Callable[[str, str], bytes]
"""(url, source id) -> body; `http.fetch`, or a stand-in for it in tests."""

_MOST_PAGES = 2_000
_WAITS_S = (2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0)
MIRROR = "Fetched through a mirror of the service, which may hold older figures than the service itself."


def get(url: str, source_id: str) -> bytes:
    """The body behind `url`, over the network."""
    return http.fetch(url, source=source_id)


def get_packed(url: str, source_id: str) -> bytes:
    """The same as the service packed it, for whoever unpacks while reading."""
    return http.fetch(url, source=source_id, unpack=False)


def obtain(entry: Indicator, ask: Get = get, *, wait: Callable[[float], None] = time.sleep) -> Observations:
    """The indicator's observations from its source now. Raises a `SourceError` that names the source."""
    if entry.formula.of_indicators:
        return _combined(entry, [obtain(by_id(name), ask, wait=wait) for name in entry.formula.operands])
    origin, request = _request(entry)
    with _named(origin, request):
        payload = _parsed(origin, entry, ask, wait)
        table = _evaluated(entry, payload.table)
        table, doubts = plausible.believable(check(geography.resolve(table, dict(payload.vintages)), entry), entry)
    return Observations(
        table=table,
        indicator=entry,
        provenance=_provenance(origin, entry, request, replace(payload, notes=payload.notes + doubts)),
    )


def obtain_flows(
    entry: Indicator, ask: Get = get, *, wait: Callable[[float], None] = time.sleep
) -> tuple[pd.DataFrame, Provenance]:
    """The flow table of a definition from its source now, with where it comes from. Raises as `obtain` does."""
    origin, request = _request(entry)
    with _named(origin, request):
        payload = origin.parse(whole(origin, request, ask, wait), entry)
        table = check_flows(payload.table, entry)
    return table, _provenance(origin, entry, request, payload)


def obtain_points(
    entry: Indicator, ask: Get = get, *, wait: Callable[[float], None] = time.sleep
) -> tuple[pd.DataFrame, Provenance]:
    """The figures at points of a definition from its source now, with where they come from. Raises as `obtain` does."""
    origin, request = _request(entry)
    with _named(origin, request):
        payload = origin.parse(whole(origin, request, ask, wait), entry)
        table = check_points(payload.table, entry)
    return table, _provenance(origin, entry, request, payload)


def answered(entry: Indicator, ask: Get = get, *, wait: Callable[[float], None] = time.sleep) -> Payload:
    """What the source answers to a definition, read but neither placed nor checked. Raises as `obtain` does."""
    origin, request = _request(entry)
    with _named(origin, request):
        return _parsed(origin, entry, ask, wait)


def _request(entry: Indicator) -> tuple[Source, Request]:
    origin = source(entry.dataflow.source if entry.dataflow else "")
    return origin, origin.request(entry)


@contextmanager
def _named(origin: Source, request: Request) -> Iterator[None]:
    """Every error inside names the source and what was asked of it."""
    try:
        yield
    except SourceError as error:
        raise type(error)(error.message, source=origin.id, url=error.url or request.canonical()) from error


def reachable(entry: Indicator) -> bool:
    """False where a source it needs has no known address, so that asking is pointless."""
    if entry.formula.of_indicators:
        return all(reachable(by_id(name)) for name in entry.formula.operands)
    service = source(entry.dataflow.source if entry.dataflow else "").service
    return bool(service.base or os.environ.get(ONE_BASE))


def _parsed(origin: Source, entry: Indicator, ask: Get, wait: Callable[[float], None]) -> Payload:
    if isinstance(origin, InFiles):
        bodies = tuple(_answer(origin, one, ask, wait) for one in origin.files(entry))
        return origin.parse_files(bodies, entry)
    return origin.parse(whole(origin, origin.request(entry), ask, wait), entry)


def whole(origin: Source, request: Request, ask: Get, wait: Callable[[float], None] = time.sleep) -> bytes:
    """The answer; one that comes in pages as a JSON list of all of them."""
    pages = [_answer(origin, request, ask, wait)]
    following = origin.following(pages[0], request) if isinstance(origin, Paged) else None
    while following and isinstance(origin, Paged):
        page = _answer(origin, following, ask, wait)
        if page == pages[-1] or len(pages) == _MOST_PAGES:
            raise UnexpectedPayload("the pages do not end", source=origin.id, url=following.url())
        pages.append(page)
        following = origin.following(page, following)
    return b"[" + b",".join(pages) + b"]" if len(pages) > 1 else pages[0]


def _answer(origin: Source, request: Request, ask: Get, wait: Callable[[float], None]) -> bytes:
    """The final body; a queued query is asked again with growing pauses."""
    for pause in (*_WAITS_S, None):
        body = ask(request.url(), origin.id)
        later = origin.pending(body)
        if later is None:
            return body
        if pause is not None:
            wait(pause)
        if later.path:
            request = replace(request, path=later.path, params=())
    message = f"the service still prepares the answer after {sum(_WAITS_S):.0f} s; try again later"
    raise SourceUnavailable(message, source=origin.id, url=request.url())


def _evaluated(entry: Indicator, table: pd.DataFrame) -> pd.DataFrame:
    if entry.formula.operation is Operation.VALUE:
        return table
    return formula.evaluate(entry.formula, formula.by_code(table, entry.formula))


def _provenance(origin: Source, entry: Indicator, request: Request, payload: Payload) -> Provenance:
    mirrored = (Note(MIRROR),) if os.environ.get(ONE_BASE) else ()
    return Provenance(
        source=origin.name,
        dataflow=entry.dataflow.code if entry.dataflow else "",
        request_url=request.canonical(),
        retrieved_at=datetime.now(UTC).replace(microsecond=0),
        updated_at=_day(payload.updated),
        licence=origin.licence,
        notes=payload.notes + mirrored,
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _combined(entry: Indicator, parts: list[Observations]) -> Observations:
    """An indicator computed from others; its provenance names all of theirs, as old as the oldest."""
    table = formula.evaluate(entry.formula, {part.indicator.id: part.table for part in parts})
    placed = check(geography.resolve(table, {}), entry)
    origins = [part.provenance for part in parts]
    dates = [origin.updated_at for origin in origins if origin.updated_at]
    provenance = Provenance(
        source=" / ".join(dict.fromkeys(origin.source for origin in origins)),
        dataflow=" / ".join(dict.fromkeys(origin.dataflow for origin in origins)),
        request_url=" ".join(dict.fromkeys(origin.request_url for origin in origins)),
        retrieved_at=min(origin.retrieved_at for origin in origins),
        updated_at=min(dates) if dates else None,
        licence=" / ".join(dict.fromkeys(origin.licence for origin in origins)),
        notes=tuple(dict.fromkeys(note for origin in origins for note in origin.notes)),
    )
    return Observations(table=placed, indicator=entry, provenance=provenance)
