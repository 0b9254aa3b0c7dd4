"""UNHCR's operational data portal: arrivals by country and month, one request a country."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data_sources.errors import UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import dataflow, figures, json_pages, summed

PLACES = {"656": "IT", "640": "EL", "729": "ES", "690": "MT", "616": "CY"}
"""The portal's number -> country, in the order they are asked."""

_NUMBER = "geo_id"
_LATEST_SECOND = 1e11  # a larger time stamp counts milliseconds


class UnhcrArrivals(AtOnce):
    """Time series of arrivals; a country without figures for a group answers with an empty series."""

    id = "unhcr-arrivals"
    name = "UNHCR Operational Data Portal"
    licence = "CC BY 4.0"
    service = Service(mount="unhcr", base="https://data.unhcr.org")

    def request(self, indicator: Indicator) -> Request:
        """The first country's series; `following` asks the others."""
        code = dataflow(indicator, self.id).code
        return _of_place(Request(service=self.service, path=code, params=indicator.key), next(iter(PLACES)))

    def following(self, payload: bytes, request: Request) -> Request | None:  # noqa: ARG002  the request says it all
        """The next country in the list."""
        numbers = list(PLACES)
        left = numbers[numbers.index(dict(request.params)[_NUMBER]) + 1 :]
        return _of_place(request, left[0]) if left else None

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:  # noqa: ARG002  what was asked is what came
        """One row a country and month."""
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
