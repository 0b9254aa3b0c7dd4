"""REST with HAL links, as Amsterdam's data service gives it: a page names the next one.

Quirks, read in November 2026: an error is `{"type": ..., "title": ..., "status": ..., "detail": ...}`; the next page
is an address, of which only the parameters are used, so that no answer can send the atlas elsewhere; shapes come in
degrees if `Accept-Crs` is left out and `_crs` says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import Payload, Request
from data_sources.sources.portal import Feature, Portal, dataflow, observed, picks
from data_sources.sources.tabular import json_pages, record_frame

_ROWS = 100


class Hal(Portal):
    """One service of one city; a dataflow's code is the path of a table, `v1/gebieden/wijken`."""

    def request(self, indicator: Indicator) -> Request:
        """The first page of the whole table."""
        return self.shapes(dataflow(indicator, self.id).code)

    def shapes(self, layer: str) -> Request:
        """The first page of the whole table, shapes in degrees."""
        params = (("_pageSize", str(_ROWS)), ("_crs", "EPSG:4326"))
        return Request(service=self.service, path=layer, params=params)

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The page that this one names as the next, or None."""
        (page,) = self._pages(payload)
        following = (page["_links"].get("next") or {}).get("href")
        if not following or not _items(page, self.id):
            return None
        return replace(request, params=tuple(parse_qsl(urlsplit(following).query)))

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of all pages."""
        records = [item for page in self._pages(payload) for item in _items(page, self.id)]
        wanted = [*dict(dataflow(indicator, self.id).columns).values(), *picks(indicator)]
        return observed(record_frame(records, self.id, list(dict.fromkeys(wanted))), indicator, self.city, self.id)

    def features(self, payload: bytes) -> list[Feature]:
        """The rows of all pages as GeoJSON features."""
        items = [item for page in self._pages(payload) for item in _items(page, self.id)]
        return [{"type": "Feature", "geometry": item.get("geometrie"), "properties": item} for item in items]

    def _pages(self, payload: bytes) -> list[dict[str, Any]]:
        pages = json_pages(payload, self.id)
        for page in pages:
            if "_embedded" not in page and "title" in page:
                raise RequestRejected(f"the service refuses: {page['title']}", source=self.id)
            if "_links" not in page:
                raise UnexpectedPayload("the answer is no HAL page", source=self.id)
        return pages


def _items(page: dict[str, Any], source: str) -> list[dict[str, Any]]:
    """The rows of a page, under the one name they are embedded by."""
    tables = list((page.get("_embedded") or {}).values())
    if len(tables) != 1 or not isinstance(tables[0], list):
        raise UnexpectedPayload("the answer holds no rows", source=source)
    rows: list[dict[str, Any]] = tables[0]
    return rows
