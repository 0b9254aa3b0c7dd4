"""Eurostat: JSON-stat for slices, TSV for whole data sets.

The services' quirks, read in its documentation in November 2026: city data sets have the dimension
`cities`, not `geo`; an unknown code answers 200 with an empty `value`; a large query answers 200 with a
warning 413 (Statistics API) or a queue number (SDMX); bodies may be gzip under any name.
"""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import pandas as pd

from data_sources import packed
from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Indicator
from data_sources.schema import drop_empty, observation_table
from data_sources.sources import eurostat_tsv
from data_sources.sources.base import Payload, Pending, Request, Service
from data_sources.sources.eurostat_grid import Grid
from data_sources.sources.eurostat_tsv import Picks

_STATISTICS = "statistics/1.0/data"
_SDMX = "sdmx/2.1/data"
_QUEUE = "1.0/async"


class Eurostat:
    """The dissemination API; adds nothing to what Eurostat says."""

    id = "eurostat"
    name = "Eurostat"
    licence = "Eurostat reuse policy (CC BY 4.0)"
    service = Service(mount="eurostat/api/dissemination", base="https://ec.europa.eu/eurostat/api/dissemination")

    def request(self, indicator: Indicator) -> Request:
        """The whole data set as TSV where the catalogue asks for it, else the slice as JSON-stat."""
        flow = _dataflow(indicator)
        if flow.whole:
            return self.bulk(flow.code)
        operands = tuple((indicator.formula.dimension, code) for code in indicator.formula.operands)
        params = (("format", "JSON"), ("lang", "EN"), *indicator.key, *operands)
        return Request(service=self.service, path=f"{_STATISTICS}/{flow.code}", params=params)

    def bulk(self, code: str) -> Request:
        """The request for a whole data set: the one everybody asks, so that the service has its answer ready."""
        params = (("format", "TSV"), ("compressed", "true"))
        return Request(service=self.service, path=f"{_SDMX}/{code}", params=params)

    def pending(self, payload: bytes) -> Pending | None:
        """Eurostat queues large or frequent queries; both of its ways to say so come as HTTP 200."""
        start = _beginning(payload)
        if start.lstrip().startswith(b"{") and b"ASYNCHRONOUS_RESPONSE" in start:
            return Pending()
        if b"syncResponse" in start or b"<status>" in start:
            return _queued(start.decode("utf-8", "replace"))
        return None

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of a JSON-stat or TSV answer, told apart by its first byte."""
        if payload.lstrip()[:1] == b"{":
            return _from_json_stat(payload, indicator)
        return _from_tsv(payload, indicator)

    def grid(self, payload: bytes, picks: Picks) -> Grid:
        """The series of a TSV answer that `picks` wants. Raises as `parse` does."""
        start = _beginning(payload)
        if start.lstrip()[:1] == b"<":
            raise _fault(start)
        return eurostat_tsv.read(payload, picks)


def _beginning(payload: bytes) -> bytes:
    with packed.named("eurostat"):
        return packed.beginning(payload)


def _dataflow(indicator: Indicator) -> Any:
    if indicator.dataflow is None:
        message = f"{indicator.id} is computed from other indicators and has no request of its own"
        raise RequestRejected(message, source="eurostat")
    return indicator.dataflow


def _queued(text: str) -> Pending | None:
    status = re.search(r"<status>(\w+)</status>", text)
    ticket = re.search(r"<id>([\w-]+)</id>", text)
    if status is None or ticket is None:
        return None
    if status[1] in {"EXPIRED", "UNKNOWN_REQUEST"}:
        raise RequestRejected(f"the queued request is {status[1].lower()}", source="eurostat")
    step = "data" if status[1] == "AVAILABLE" else "status"
    return Pending(path=f"{_QUEUE}/{step}/{ticket[1]}")


def _fault(payload: bytes) -> RequestRejected | UnexpectedPayload:
    said = re.search(r"<faultstring>(.*?)</faultstring>", payload.decode("utf-8", "replace"), re.DOTALL)
    if said:
        return RequestRejected(said[1].strip(), source="eurostat")
    return UnexpectedPayload("XML came instead of figures", source="eurostat")


def _from_json_stat(payload: bytes, indicator: Indicator) -> Payload:
    answer = _json(payload)
    if answer.get("error"):
        raise RequestRejected(_label(answer["error"]), source="eurostat")
    try:
        names, sizes = answer["id"], answer["size"]
        codes = {name: _in_order(answer["dimension"][name]["category"]["index"]) for name in names}
        cells, status = _sparse(answer["value"]), _sparse(answer.get("status", {}))
    except (KeyError, TypeError, AttributeError) as error:
        raise UnexpectedPayload(f"no JSON-stat data set: {error} is missing", source="eurostat") from error
    if not cells and not status:
        message = f"{indicator.id}: no value for this filter; a code in it may have been renamed"
        raise UnexpectedPayload(message, source="eurostat")
    if [len(codes[name]) for name in names] != sizes:
        raise UnexpectedPayload(f"{indicator.id}: sizes and code lists disagree", source="eurostat")
    try:
        places = np.array(sorted({int(place) for place in (*cells, *status)}), dtype=np.int64)
        positions = np.unravel_index(places, sizes)
    except ValueError as error:
        raise UnexpectedPayload(f"{indicator.id}: a cell lies outside the data set", source="eurostat") from error
    columns = {
        name: np.array(codes[name], dtype=object)[position] for name, position in zip(names, positions, strict=True)
    }
    values = [cells.get(str(place), np.nan) for place in places]
    flags = [status.get(str(place), "") for place in places]
    pinned = _pinned(pd.DataFrame(columns), indicator, {n: len(codes[n]) for n in names})
    table = observation_table({**pinned, "obs_value": values}, raw_flags=flags)
    return Payload(table=drop_empty(table), updated=str(answer.get("updated", "")))


def _json(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload)
    except ValueError as error:
        raise UnexpectedPayload("the JSON is damaged", source="eurostat") from error
    if not isinstance(answer, dict):
        raise UnexpectedPayload("the JSON holds no data set", source="eurostat")
    return answer


def _label(error: Any) -> str:
    first = error[0] if isinstance(error, list) else error
    return str(first.get("label", first) if isinstance(first, dict) else first)


def _sparse(cells: dict[str, Any] | list[Any]) -> dict[str, Any]:
    """Place -> cell; JSON-stat also writes the cells as a list with null where there is none."""
    if isinstance(cells, list):
        return {str(place): cell for place, cell in enumerate(cells) if cell is not None}
    return cells


def _in_order(index: dict[str, int] | list[str]) -> list[str]:
    return list(index) if isinstance(index, list) else sorted(index, key=index.__getitem__)


def _pinned(frame: pd.DataFrame, indicator: Indicator, sizes: dict[str, int]) -> dict[str, pd.Series]:
    """The columns of place, period and operand; every other dimension must hold one code."""
    time = next((name for name in ("time", "TIME_PERIOD") if name in frame), "")
    if not time:
        raise UnexpectedPayload(f"{_dataflow(indicator).code} has no time", source="eurostat")
    columns = _columns({name: size for name, size in sizes.items() if name != time}, indicator)
    return {column: frame[name] for column, name in columns.items()} | {"time_period": frame[time]}


def _columns(sizes: dict[str, int], indicator: Indicator) -> dict[str, str]:
    """Column -> the dimension it holds, of place and operand; every other dimension must hold one code."""
    flow, free = _dataflow(indicator), indicator.formula.dimension
    if flow.geo not in sizes:
        raise UnexpectedPayload(f"{flow.code} has no dimension {flow.geo}", source="eurostat")
    loose = [name for name, size in sizes.items() if size > 1 and name not in {flow.geo, free}]
    if loose:
        raise UnexpectedPayload(f"{flow.code}: {', '.join(loose)} must be pinned to one code", source="eurostat")
    if free and free not in sizes:
        raise UnexpectedPayload(f"{flow.code} has no dimension {free}", source="eurostat")
    return {"geo": flow.geo} | ({free: free} if free else {})


def _from_tsv(payload: bytes, indicator: Indicator) -> Payload:
    picks = {name: frozenset({code}) for name, code in indicator.key}
    if indicator.formula.dimension:
        picks[indicator.formula.dimension] = frozenset(indicator.formula.operands)
    grid = Eurostat().grid(payload, picks)
    columns = _columns({name: len(grid.codes(name)) for name in grid.dimensions}, indicator)
    return Payload(table=grid.rows(columns).table())
