"""UNHCR's operational data portal: arrivals by country and month, one request a country."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data_sources.errors import UnexpectedPayload
from data_sources.model import Indicator, Note
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import dataflow, figures, json_pages, record_frame, summed, translated

PLACES = {"656": "IT", "640": "EL", "729": "ES", "690": "MT", "616": "CY"}
"""The portal's number -> country, in the order they are asked."""

PARTS_OF_YEARS = "{n} places whose count of a year ends before December are left out."

_NUMBER = "geo_id"
_POINT = "point"
_PLACE_FIELDS = ("geomaster_name", "country_name", "centroid_lon", "centroid_lat", "year", "month", "individuals")
_NAMES = {"Italy": "IT", "Greece": "EL", "Spain": "ES", "Malta": "MT", "Cyprus": "CY"}
_DECEMBER = "12"
_LATEST_SECOND = 1e11  # a larger time stamp counts milliseconds


class UnhcrArrivals(AtOnce):
    """Time series of arrivals; a country without figures for a group answers with an empty series."""

    id = "unhcr-arrivals"
    name = "UNHCR Operational Data Portal"
    licence = "CC BY 4.0 (places of landing: CC BY 3.0 IGO)"
    service = Service(mount="unhcr", base="https://data.unhcr.org")

    def request(self, indicator: Indicator) -> Request:
        """The first country's series; `following` asks the others."""
        flow = dataflow(indicator, self.id)
        request = Request(service=self.service, path=flow.code, params=indicator.key)
        return request if flow.geo == _POINT else _of_place(request, next(iter(PLACES)))

    def following(self, payload: bytes, request: Request) -> Request | None:  # noqa: ARG002  the request says it all
        """The next country in the list; the places of landing come in one answer."""
        numbers = list(PLACES)
        if dict(request.params).get(_NUMBER) not in numbers:
            return None
        left = numbers[numbers.index(dict(request.params)[_NUMBER]) + 1 :]
        return _of_place(request, left[0]) if left else None

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """One row a country and month, or a place of landing and year."""
        if dataflow(indicator, self.id).geo == _POINT:
            return _landing_places(json_pages(payload, self.id)[0], self.id)
        rows = [row for page in json_pages(payload, self.id) for row in self._series(page)]
        if not rows:
            raise UnexpectedPayload("no country has a figure", source=self.id)
        table = pd.DataFrame(rows, columns=["geo", "time_period", "obs_value"])
        return Payload(table=summed(table.assign(obs_value=figures(table["obs_value"], self.id))))

    def _series(self, page: dict[str, Any]) -> list[tuple[str, str, str]]:
        try:
            data = page["data"]
            place = PLACES[str(data["geomaster_id"])]
            return [(place, _month(point), str(point["individuals"])) for point in data["timeseries"]]
        except (KeyError, TypeError, ValueError) as error:
            raise UnexpectedPayload(f"no time series: {error} is missing or wrong", source=self.id) from error


def _landing_places(page: dict[str, Any], source: str) -> Payload:
    """The count of a year, where its last report is that of December."""
    frame = record_frame(page.get("data"), source, _PLACE_FIELDS)
    ended = frame["month"] == _DECEMBER
    frame = frame[ended].reset_index(drop=True)
    columns = {
        "place": frame["geomaster_name"],
        "within": translated(frame["country_name"], _NAMES, source),
        "lon": figures(frame["centroid_lon"], source).round(2),
        "lat": figures(frame["centroid_lat"], source).round(2),
        "time_period": frame["year"],
        "obs_value": figures(frame["individuals"], source),
    }
    n = int((~ended).sum())
    notes = (Note(PARTS_OF_YEARS, (("n", str(n)),)),) if n else ()
    return Payload(table=drop_empty(observation_table({**columns})), notes=notes)


def _of_place(request: Request, number: str) -> Request:
    others = tuple((name, value) for name, value in request.params if name != _NUMBER)
    return replace(request, params=((_NUMBER, number), *others))


def _month(point: dict[str, Any]) -> str:
    """The month of a point from its date, else from its time stamp in seconds or milliseconds."""
    if point.get("data_date"):
        return str(point["data_date"])[:7]
    stamp = float(point["unix_timestamp"])
    seconds = stamp / 1000 if stamp > _LATEST_SECOND else stamp
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m")
