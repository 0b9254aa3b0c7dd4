"""UNHCR's Refugee Data Finder: people by country of origin, country of asylum and year, in pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from data_sources.codes import EUROPE
from data_sources.errors import UnexpectedPayload
from data_sources.model import Indicator
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import countries, dataflow, figures, json_pages, record_frame, summed, translated

_FIRST_PAGE = (("limit", "10000"), ("page", "1"))
_NO_COUNTRY = {"UNK": "UNK", "XXA": "STLS", "TIB": "TIB"}
_ORIGIN = "coo_iso"
_ASYLUM = "coa_iso"


class UnhcrPopulation(AtOnce):
    """The key is the query as it stands; the catalogue names the measure as `obs_value`."""

    id = "unhcr-population"
    name = "UNHCR Refugee Data Finder"
    licence = "CC BY 4.0"
    service = Service(mount="unhcr-api", base="https://api.unhcr.org")

    def request(self, indicator: Indicator) -> Request:
        """The first page; `following` asks the others."""
        path = f"population/v1/{dataflow(indicator, self.id).code}/"
        return Request(service=self.service, path=path, params=(*indicator.key, *_FIRST_PAGE))

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The next page until the last the answer names. Raises `UnexpectedPayload` for a page that was not asked."""
        page = json_pages(payload, self.id)[0]
        asked = int(dict(request.params)["page"])
        try:
            came, last = int(page["page"]), int(page["maxPages"])
        except (KeyError, TypeError, ValueError) as error:
            raise UnexpectedPayload(f"the answer does not count its pages: {error}", source=self.id) from error
        if came != asked or not page.get("items"):
            raise UnexpectedPayload(f"page {asked} of {last} did not come, or is empty", source=self.id)
        return _numbered(request, asked + 1) if asked < last else None

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """One row a country of asylum and year, and a country of origin where that is free."""
        measure = dict(dataflow(indicator, self.id).columns)["obs_value"]
        free = indicator.formula.dimension
        items = [item for page in json_pages(payload, self.id) for item in self._items(page)]
        frame = record_frame(items, self.id, [_ORIGIN, _ASYLUM, "year", measure])
        known = countries() | _NO_COUNTRY
        rows = pd.DataFrame(
            {
                "geo": translated(frame[_ASYLUM], known, self.id),
                "time_period": frame["year"],
                "obs_value": figures(frame[measure], self.id),
            }
        )
        if free:
            # UNHCR lists a pair for any of its measures: a zero there is a pair without people of this one.
            rows = rows.assign(**{free: translated(frame[_ORIGIN], known, self.id)})[rows["obs_value"] > 0]
        else:
            rows = rows[rows["geo"].isin(EUROPE)]
        return Payload(table=summed(rows))

    def _items(self, page: dict[str, Any]) -> list[Any]:
        items = page.get("items")
        if not isinstance(items, list):
            raise UnexpectedPayload("a page holds no items", source=self.id)
        return items


def _numbered(request: Request, page: int) -> Request:
    return replace(request, params=tuple((n, str(page) if n == "page" else v) for n, v in request.params))
