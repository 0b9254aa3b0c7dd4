"""Plain files of one city: CSV tables, one a period or one for all, and GeoJSON of its neighbourhoods.

Quirks, read in November 2026: Berlin's half-year files have their period in the name only (`2024-02` is the second half
of 2024, the stand of 31 December); tables of small areas are brought to larger ones by a file of correspondences.
"""

from __future__ import annotations

import json

import pandas as pd

from data_sources.errors import UnexpectedPayload
from data_sources.model import Dataflow, Indicator
from data_sources.sources.base import Payload, Request
from data_sources.sources.portal import Feature, Portal, dataflow, features, observed
from data_sources.sources.tabular import csv_frame, require

PERIOD = "period"
"""The column that holds the period of the file a row comes from."""


class CityFiles(Portal):
    """One publisher's files of one city; a dataflow's code is a path, with `{}` where the period stands."""

    def request(self, indicator: Indicator) -> Request:
        """The first file; there is no way to ask for less."""
        return self.files(indicator)[0]

    def files(self, indicator: Indicator) -> tuple[Request, ...]:
        """The file of each period, and that of correspondences."""
        flow = dataflow(indicator, self.id)
        return tuple(Request(service=self.service, path=path) for path in (*_paths(flow), *(flow.lookup or ())[:1]))

    def shapes(self, layer: str) -> Request:
        """A file of shapes."""
        return Request(service=self.service, path=layer)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The table of a single file."""
        return self.parse_files((payload,), indicator)

    def parse_files(self, bodies: tuple[bytes, ...], indicator: Indicator) -> Payload:
        """The table of the files of all periods, its places those of the correspondences where there are any."""
        flow = dataflow(indicator, self.id)
        periods = flow.parts or ("",)
        parts = [
            csv_frame(body, self.id).assign(**{PERIOD: period}) for body, period in zip(bodies, periods, strict=False)
        ]
        frame = pd.concat(parts, ignore_index=True)
        if flow.lookup:
            frame = self._looked_up(frame, flow, bodies[-1])
        return observed(frame, indicator, self.city, self.id)

    def _looked_up(self, frame: pd.DataFrame, flow: Dataflow, body: bytes) -> pd.DataFrame:
        """The rows with the code of the larger area in the dataflow's column of places; a lost one is an error."""
        _, small, large = flow.lookup or ("", "", "")
        geo = dict(flow.columns)["geo"]
        listed = csv_frame(body, self.id, (small, large))
        require(frame, (geo,), self.id)
        found = frame[geo].map(dict(zip(listed[small], listed[large], strict=True)))
        if found.isna().any():
            message = f"{frame.loc[found.isna(), geo].iloc[0]!r} is in no {large}"
            raise UnexpectedPayload(message, source=self.id)
        return frame.assign(**{geo: found})

    def features(self, payload: bytes) -> list[Feature]:
        """The features of a GeoJSON file."""
        try:
            return features(json.loads(payload), self.id)
        except ValueError as error:
            raise UnexpectedPayload("the JSON is damaged", source=self.id) from error


def _paths(flow: Dataflow) -> tuple[str, ...]:
    return tuple(flow.code.replace("{}", part) for part in flow.parts) if "{}" in flow.code else (flow.code,)
