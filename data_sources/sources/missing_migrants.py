"""IOM's Missing Migrants Project: recorded deaths and disappearances, one CSV line an incident."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data_sources.codes import EUROPE
from data_sources.model import Frequency, Indicator, Note
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import countries, csv_frame, dataflow, figures, summed, translated

LEFT_OUT_YEAR = "The file ends on {day}: its last year is incomplete and left out."

_DAY, _VALUE, _ROUTE = "Incident Date", "Total Number of Dead and Missing", "Migration Route"
_COUNTRY, _ORIGIN = "Country of Incident (ISO3)", "Country of Origin (ISO3)"
_PLACE, _LON, _LAT = "Location of Incident", "Longitude", "Latitude"
_LAST_DAY = "-12-31"

_ROUTES = {
    "Central Mediterranean Route": "R_CMED",
    "Eastern Mediterranean Route": "R_EMED",
    "Intra-European routes": "R_INTRAEU",
    "Western African Atlantic Route": "R_WAFR",
    "Western Mediterranean Route": "R_WMED",
}
"""The routes to and inside Europe; those elsewhere in the world are not used."""


class MissingMigrants(AtOnce):
    """What is asked for shows in the definition: countries, routes by origin, or points at a place."""

    id = "iom"
    name = "IOM Missing Migrants Project"
    licence = "CC BY 4.0"
    service = Service(mount="iom")

    def request(self, indicator: Indicator) -> Request:
        """The whole file."""
        return Request(service=self.service, path=dataflow(indicator, self.id).code)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """People recorded dead or missing, by the definition's place and period."""
        flow = dataflow(indicator, self.id)
        frame = csv_frame(payload, self.id, (_DAY, _VALUE, _ROUTE, _COUNTRY, _ORIGIN, _PLACE, _LON, _LAT))
        frame = frame.assign(obs_value=figures(frame[_VALUE], self.id))
        if flow.geo == "point":
            return Payload(table=_points(frame[frame[_ROUTE].isin(_ROUTES)], self.id))
        if indicator.formula.dimension:
            return Payload(table=_by_route(frame[frame[_ROUTE].isin(_ROUTES)], indicator.formula.dimension, self.id))
        return _by_country(frame, indicator.frequency, self.id)


def _by_country(frame: pd.DataFrame, frequency: Frequency, source: str) -> Payload:
    last = str(frame[_DAY].max())
    codes = translated(frame[_COUNTRY], countries() | {"": "", "UNK": ""}, source)
    length = len("2015") if frequency is Frequency.ANNUAL else len("2015-01")
    rows = pd.DataFrame({"geo": codes, "time_period": frame[_DAY].str[:length], "obs_value": frame["obs_value"]})
    whole = frequency is not Frequency.ANNUAL or last.endswith(_LAST_DAY)
    kept = rows[codes.isin(EUROPE) & (whole | (rows["time_period"] < last[:length]))]
    return Payload(table=summed(kept), notes=() if whole else (Note(LEFT_OUT_YEAR, (("day", last),)),))


def _by_route(frame: pd.DataFrame, origin: str, source: str) -> pd.DataFrame:
    known = countries() | {"UNK": "UNK", "": "UNK"}
    rows = {
        origin: frame[_ORIGIN].map(lambda codes: _one_origin(codes, known)),
        "geo": translated(frame[_ROUTE], _ROUTES, source),
        "time_period": frame[_DAY].str[:7],
        "obs_value": frame["obs_value"],
    }
    return summed(pd.DataFrame(rows))


def _one_origin(codes: str, known: Mapping[str, str]) -> str:
    """The country of origin, or MIX where several are named for one incident."""
    named = {known.get(code, "UNK") for code in codes.split(",")}
    return named.pop() if len(named) == 1 else "MIX"


def _points(frame: pd.DataFrame, source: str) -> pd.DataFrame:
    rows = pd.DataFrame(
        {
            "place": frame[_PLACE],
            "within": translated(frame[_ROUTE], _ROUTES, source),
            "lon": figures(frame[_LON], source).round(2),
            "lat": figures(frame[_LAT], source).round(2),
            "time_period": frame[_DAY].str[:7],
            "obs_value": frame["obs_value"],
        }
    )
    keys = [name for name in rows if name != "obs_value"]
    total = rows.dropna().groupby(keys, as_index=False)["obs_value"].sum(min_count=1)
    return drop_empty(observation_table({str(name): total[name].to_numpy() for name in total}))
