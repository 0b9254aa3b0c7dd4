"""ArcGIS FeatureServer: features in pages, whose end is where `exceededTransferLimit` is not said.

Quirks, read in November 2026: every error is 200 with `{"error": {"code": ..., "message": ..., "details": [...]}}`;
dates are milliseconds since 1970; a server may give fewer features than asked for and still have more; in GeoJSON the
mark of more pages stands among the `properties`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from data_sources.errors import UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import Payload, Request
from data_sources.sources.portal import Feature, Portal, dataflow, observed, picks
from data_sources.sources.tabular import json_pages, record_frame

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = "esriFieldTypeDate"


class ArcGis(Portal):
    """The feature services of one city; a dataflow's code is `Service_Name/FeatureServer/0`."""

    def request(self, indicator: Indicator) -> Request:
        """The first page of the columns and rows the indicator needs, without shapes."""
        flow = dataflow(indicator, self.id)
        fields = dict.fromkeys((*dict(flow.columns).values(), *picks(indicator)))
        terms = [_term(name, codes) for name, codes in picks(indicator).items()]
        query = {"where": " AND ".join(terms) or "1=1", "outFields": ",".join(fields)}
        return self._query(flow.code, {**query, "f": "json", "returnGeometry": "false"})

    def shapes(self, layer: str) -> Request:
        """The first page of all features of a layer in degrees."""
        return self._query(layer, {"where": "1=1", "outFields": "*", "f": "geojson", "outSR": "4326"})

    def _query(self, layer: str, query: dict[str, str]) -> Request:
        params = (*query.items(), ("resultOffset", "0"))
        return Request(service=self.service, path=f"{layer}/query", params=params)

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The page after this one, as long as the server says that it held something back."""
        page = json_pages(payload, self.id)[0]
        more = page.get("exceededTransferLimit") or (page.get("properties") or {}).get("exceededTransferLimit")
        count = len(_features(page, self.id))
        if not more or not count:
            return None
        offset = str(int(dict(request.params)["resultOffset"]) + count)
        params = tuple((name, offset if name == "resultOffset" else value) for name, value in request.params)
        return replace(request, params=params)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of the attributes of all pages, dates as texts."""
        pages = json_pages(payload, self.id)
        records = [_dated(one["attributes"], page) for page in pages for one in _features(page, self.id)]
        wanted = [*dict(dataflow(indicator, self.id).columns).values(), *picks(indicator)]
        return observed(record_frame(records, self.id, list(dict.fromkeys(wanted))), indicator, self.city, self.id)

    def features(self, payload: bytes) -> list[Feature]:
        """The GeoJSON features of all pages."""
        return [one for page in json_pages(payload, self.id) for one in _features(page, self.id)]


def _term(name: str, codes: set[str]) -> str:
    listed = ", ".join("'" + code.replace("'", "''") + "'" for code in sorted(codes))
    return f"{name} IN ({listed})" if len(codes) > 1 else f"{name} = {listed}"


def _features(page: dict[str, Any], source: str) -> list[dict[str, Any]]:
    found = page.get("features")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnexpectedPayload("the answer holds no features", source=source)
    return found


def _dated(attributes: dict[str, Any], page: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a feature, milliseconds since 1970 as a day."""
    dates = {field["name"] for field in page.get("fields", []) if field.get("type") == _DATE}
    days = {name: _day(attributes[name]) for name in dates & set(attributes) if attributes[name] is not None}
    return attributes | days


def _day(milliseconds: float) -> str:
    return (_EPOCH + timedelta(milliseconds=milliseconds)).date().isoformat()
