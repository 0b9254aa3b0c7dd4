"""CKAN, as Open Data BCN runs it: a package lists its files, the datastore gives their rows in pages.

Quirks, read in November 2026: every value is text, `..` stands for 1 to 4 people; an error is
`{"success": false, "error": {...}}`, mostly with a status of 4xx, behind some proxies with 200; `_links.next` is there
on the last page too, so `total` ends the paging; a file's order in the package is that of its upload.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from data_sources.errors import UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import Payload, Request
from data_sources.sources.portal import Feature, Portal, dataflow, observed
from data_sources.sources.tabular import json_pages, record_frame

_ROWS = 5_000
"""Rows a page; the service allows 32,000."""


class Ckan(Portal):
    """One CKAN portal of one city; a dataflow's code is the name of a package."""

    def request(self, indicator: Indicator) -> Request:
        """What files the package has; their rows follow."""
        return self.shapes(dataflow(indicator, self.id).code)

    def shapes(self, layer: str) -> Request:
        """What files the package has; shapes it has none."""
        return Request(service=self.service, path="api/3/action/package_show", params=(("id", layer),))

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The next page of a file, the next file of the package, or None."""
        result = _result(payload, self.id)
        if "resources" in result:
            return _chained(tuple(self._rows(one) for one in _csv_files(result, self.id)))
        held = int(result.get("offset", 0)) + len(_records(result, self.id))
        if _records(result, self.id) and held < _total(result, self.id):
            params = tuple((name, str(held) if name == "offset" else value) for name, value in request.params)
            return replace(request, params=params)
        return _chained(request.then)

    def _rows(self, resource: str) -> Request:
        params = (("resource_id", resource), ("limit", str(_ROWS)), ("offset", "0"))
        return Request(service=self.service, path="api/3/action/datastore_search", params=params)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of all rows of all files of the package."""
        records = self._all(payload)
        fields = list(dict.fromkeys(name for record in records for name in record if name != "_id"))
        return observed(record_frame(records, self.id, fields), indicator, self.city, self.id)

    def features(self, payload: bytes) -> list[Feature]:
        """The rows as features without geometry: they name the neighbourhoods."""
        return [{"type": "Feature", "geometry": None, "properties": record} for record in self._all(payload)]

    def _all(self, payload: bytes) -> list[dict[str, Any]]:
        results = [_result_of(page, self.id) for page in json_pages(payload, self.id)]
        return [record for result in results for record in _records(result, self.id)]


def _result(body: bytes, source: str) -> dict[str, Any]:
    return _result_of(json_pages(body, source)[0], source)


def _result_of(page: dict[str, Any], source: str) -> dict[str, Any]:
    result = page.get("result")
    if not page.get("success") or not isinstance(result, dict):
        raise UnexpectedPayload("the answer is no CKAN result", source=source)
    return result


def _csv_files(package: dict[str, Any], source: str) -> list[str]:
    """The ids of the package's files that have rows, by file name."""
    files = [one for one in package["resources"] if one.get("datastore_active")]
    if not files:
        raise UnexpectedPayload("the package has no file with rows", source=source)
    return [str(one["id"]) for one in sorted(files, key=lambda one: str(one["name"]))]


def _records(result: dict[str, Any], source: str) -> list[dict[str, Any]]:
    records = result.get("records", [] if "resources" in result else None)
    if not isinstance(records, list):
        raise UnexpectedPayload("the answer holds no records", source=source)
    return records


def _total(result: dict[str, Any], source: str) -> int:
    if "total" not in result:
        raise UnexpectedPayload("the answer does not say how many rows there are", source=source)
    return int(result["total"])


def _chained(requests: tuple[Request, ...]) -> Request | None:
    """The first request, with the others to come after it."""
    return replace(requests[0], then=requests[1:]) if requests else None
