"""The UN's SDG database: pages of JSON from its API, or one CSV file a series from a mirror.

The API writes figures as text, "NaN" for none, and years as 2019.0; the files write codes in lower case. Both name
countries by their M49 number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from data_sources.codes import EUROPE
from data_sources.errors import UnexpectedPayload
from data_sources.model import Dataflow, Indicator
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import countries, csv_frame, dataflow, figures, json_pages, picked, require

_PATH = "v1/sdg/Series/Data"
_FIRST_PAGE = (("pageSize", "5000"), ("page", "1"))
_M49_DIGITS = 3
_FLAGS = {"e": "e", "m": "e"}
"""How a figure was made, as far as this atlas has a flag for it: estimated or modelled, by the UN agency."""


class UnSdg(AtOnce):
    """Countries only: the sums over parts of the world are left out."""

    id = "un-sdg"
    name = "UN Statistics Division, SDG database"
    licence = "CC BY 4.0, as stated by the collection"
    service = Service(mount="unsd", base="https://unstats.un.org/sdgapi")

    def request(self, indicator: Indicator) -> Request:
        """The first page of a series; a mirror holds the series as one file."""
        flow = dataflow(indicator, self.id)
        params = (("seriesCode", flow.code), *_FIRST_PAGE)
        return Request(service=self.service, path=_PATH, params=params, mirror=_file(flow, indicator))

    def following(self, payload: bytes, request: Request) -> Request | None:
        """The next page until the last the answer names; a file has no other."""
        if not payload.lstrip().startswith(b"{"):
            return None
        page = json_pages(payload, self.id)[0]
        asked = int(dict(request.params)["page"])
        try:
            last = int(page["totalPages"])
        except (KeyError, TypeError, ValueError) as error:
            raise UnexpectedPayload(f"the answer does not count its pages: {error}", source=self.id) from error
        if not page.get("data"):
            raise UnexpectedPayload(f"page {asked} of {last} is empty", source=self.id)
        params = tuple((name, str(asked + 1) if name == "page" else value) for name, value in request.params)
        return replace(request, params=params) if asked < last else None

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """One row a country and year, told apart by the first byte as JSON or CSV."""
        flow = dataflow(indicator, self.id)
        if payload.lstrip()[:1] in {b"{", b"["}:
            records = [_flat(row, flow, self.id) for page in json_pages(payload, self.id) for row in page["data"]]
            frame = pd.DataFrame(records)
        else:
            frame = csv_frame(payload, self.id)
        value = flow.code.lower()
        require(frame, ["geo_area", "nature", "year", value], self.id)
        frame = picked(frame, indicator, self.id)
        geo = frame["geo_area"].str.zfill(_M49_DIGITS).map(countries()).fillna("")
        table = observation_table(
            {"geo": geo, "time_period": frame["year"], "obs_value": figures(frame[value], self.id, flow.missing)},
            raw_flags=frame["nature"].map(_FLAGS).fillna(""),
        )
        return Payload(table=drop_empty(table[geo.isin(EUROPE).to_numpy()]))


def _file(flow: Dataflow, indicator: Indicator) -> str:
    """The name of the series in a collection in DDF, which lists its dimensions."""
    dimensions = "--".join(sorted({"geo_area", "nature", "units", *(name for name, _ in indicator.key)}))
    return f"ddf--datapoints--{flow.code.lower()}--by--{dimensions}--year.csv"


def _flat(row: Any, flow: Dataflow, source: str) -> dict[str, str]:
    """A row of the API in the words of the files."""
    try:
        parts = {**row["dimensions"], **row["attributes"]}
        plain = {str(name).lower().replace(" ", "_"): str(code).lower() for name, code in parts.items()}
        known = {"geo_area": str(row["geoAreaCode"]), "year": str(int(row["timePeriodStart"]))}
        return {"nature": "", **plain, **known, flow.code.lower(): str(row["value"])}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnexpectedPayload(f"no row of a series: {error} is missing or wrong", source=source) from error
