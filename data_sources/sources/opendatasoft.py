"""OpenDataSoft Explore v2.1: records in pages of at most 100, up to 10,000; beyond a few pages the export is kinder.

Quirks, read in November 2026: an error is `{"error_code": ..., "message": ...}`; `limit` above 100 and
`offset` + `limit` above 10,000 are refused; a shape is a field of type `geo_shape`, left out by `select`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import Payload, Request
from data_sources.sources.portal import Portal, dataflow, observed, picks
from data_sources.sources.tabular import json_pages, record_frame

_ROWS = 100
_FEW_ROWS = 1_000
"""Up to here pages are asked for; a larger data set comes whole, as one export."""


class OpenDataSoft(Portal):
    """One portal of one city; a dataflow's code is the id of a data set."""

    def request(self, indicator: Indicator) -> Request:
        """The first page of the columns and rows the indicator needs."""
        flow = dataflow(indicator, self.id)
        fields = tuple(dict.fromkeys((*dict(flow.columns).values(), *picks(indicator))))
        where = " and ".join(_term(name, codes) for name, codes in picks(indicator).items())
        params = (("select", ",".join(fields)), *((("where", where),) if where else ()))
        path = f"api/explore/v2.1/catalog/datasets/{flow.code}/records"
        return Request(service=self.service, path=path, params=(*params, ("limit", str(_ROWS)), ("offset", "0")))

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The next page; after the first of many the export of all rows; None at the end."""
        page = _page(payload, self.id)
        if page is None:
            return None
        total, held = page
        asked = dict(request.params)
        held += int(asked["offset"])
        if held >= total or held == int(asked["offset"]):
            return None
        if total > _FEW_ROWS:
            kept = tuple(pair for pair in request.params if pair[0] not in {"limit", "offset"})
            return replace(request, path=request.path.removesuffix("records") + "exports/json", params=kept)
        params = tuple((name, str(held) if name == "offset" else value) for name, value in request.params)
        return replace(request, params=params)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of all pages, or of the export that follows the first."""
        wanted = [*dict(dataflow(indicator, self.id).columns).values(), *picks(indicator)]
        records = _records(payload, self.id)
        return observed(record_frame(records, self.id, list(dict.fromkeys(wanted))), indicator, self.city, self.id)


def _term(name: str, codes: set[str]) -> str:
    listed = ", ".join(f'"{code}"' for code in sorted(codes))
    return f"{name} in ({listed})" if len(codes) > 1 else f"{name} = {listed}"


def _page(body: bytes, source: str) -> tuple[int, int] | None:
    """How many rows there are and how many of them are in this page; None for an export."""
    if body.lstrip()[:1] == b"[":
        return None
    page = _refused(json_pages(body, source)[0], source)
    try:
        return int(page["total_count"]), len(page["results"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnexpectedPayload("the answer is no page of records", source=source) from error


def _records(body: bytes, source: str) -> list[Any]:
    """The rows of pages, or of the export among them, which has all."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise UnexpectedPayload("the JSON is damaged", source=source) from error
    parts = answer if isinstance(answer, list) else [answer]
    exported = next((part for part in parts if isinstance(part, list)), None)
    if exported is not None:
        return exported
    pages = [_refused(page, source) for page in json_pages(body, source)]
    if not all(isinstance(page.get("results"), list) for page in pages):
        raise UnexpectedPayload("the answer is no page of records", source=source)
    return [record for page in pages for record in page["results"]]


def _refused(page: dict[str, Any], source: str) -> dict[str, Any]:
    if "error_code" in page:
        raise RequestRejected(f"the service refuses: {page.get('message', page['error_code'])}", source=source)
    return page
