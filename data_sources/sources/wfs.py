"""WFS 2.0 with JSON answers, as Copenhagen's map service gives them.

Quirks, read in November 2026: an error is an XML `ExceptionReport`, often with status 200; `numberMatched` may be the
word `unknown`, and `totalFeatures` its older name; without an order the pages of some servers overlap, so they are
sorted by the feature's number.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import Payload, Request
from data_sources.sources.portal import Feature, Portal, dataflow, features, observed, picks
from data_sources.sources.tabular import json_pages, record_frame

_ROWS = 1_000


class Wfs(Portal):
    """One map service of one city; a dataflow's code is the path of the service and a type, `k101/ows k101:bydel`.

    The time of the answer is the column `timeStamp`: what is served is the present state.
    """

    def request(self, indicator: Indicator) -> Request:
        """The first page of all features."""
        return self.shapes(dataflow(indicator, self.id).code)

    def shapes(self, layer: str) -> Request:
        """The first page of all features in degrees."""
        path, _, kind = layer.partition(" ")
        params = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeName": kind}
        query = (*params.items(), ("outputFormat", "json"), ("srsName", "EPSG:4326"), ("count", str(_ROWS)))
        return Request(service=self.service, path=path, params=(*query, ("startIndex", "0")))

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The page after this one, until as many as matched are held, or a page is empty where that is not said."""
        (page,) = self._pages(payload)
        count = len(features(page, self.id))
        asked = dict(request.params)
        held = int(asked["startIndex"]) + count
        matched = page.get("numberMatched", page.get("totalFeatures"))
        if not count or (isinstance(matched, int) and held >= matched):
            return None
        params = tuple((name, str(held) if name == "startIndex" else value) for name, value in request.params)
        return replace(request, params=params)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of the properties of all features."""
        pages = self._pages(payload)
        records = [
            {"timeStamp": page.get("timeStamp", ""), **one["properties"]}
            for page in pages
            for one in features(page, self.id)
        ]
        wanted = [*dict(dataflow(indicator, self.id).columns).values(), *picks(indicator)]
        return observed(record_frame(records, self.id, list(dict.fromkeys(wanted))), indicator, self.city, self.id)

    def features(self, payload: bytes) -> list[Feature]:
        """The GeoJSON features of all pages."""
        return [one for page in self._pages(payload) for one in features(page, self.id)]

    def _pages(self, payload: bytes) -> list[dict[str, Any]]:
        if payload.lstrip()[:1] == b"<":
            raise _refusal(payload.decode("utf-8", "replace"), self.id)
        return json_pages(payload, self.id)


def _refusal(text: str, source: str) -> RequestRejected | UnexpectedPayload:
    said = re.search(r"<(?:\w+:)?ExceptionText>(.*?)</", text, re.DOTALL)
    if said:
        return RequestRejected(f"the service refuses: {said[1].strip()}", source=source)
    return UnexpectedPayload("XML came instead of features", source=source)
