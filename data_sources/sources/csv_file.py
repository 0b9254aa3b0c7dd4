"""Plain CSV files at a known path: no queries, no flags, columns named by the catalogue."""

from __future__ import annotations

import re

import pandas as pd

from data_sources.codes import EUROPE
from data_sources.errors import UnexpectedPayload
from data_sources.model import UNDATED, Dataflow, Indicator, Note
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import countries, csv_frame, figures

RESTORED = "{n} region codes that a spreadsheet had turned into dates (Dec-01) were restored (DEC01)."
CONTRADICTED = "The source gives two values for {codes}; neither is used."
_DATE_FOR_CODE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d")


class CsvFile(AtOnce):
    """One publisher of plain files; a new publisher is one more of these in the registry."""

    def __init__(self, *, id: str, name: str, licence: str, service: Service) -> None:
        self.id = id
        self.name = name
        self.licence = licence
        self.service = service

    def request(self, indicator: Indicator) -> Request:
        """The whole file; there is no other way to ask."""
        return Request(service=self.service, path=self._flow(indicator).code)

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The rows the indicator's key picks, in the columns its dataflow names."""
        flow = self._flow(indicator)
        frame = csv_frame(payload, self.id)
        columns = dict(flow.columns)
        free = [indicator.formula.dimension] if indicator.formula.dimension else []
        absent = [name for name in (*columns.values(), *dict(indicator.key), *free) if name not in frame]
        if absent:
            raise UnexpectedPayload(f"{flow.code} has no column {', '.join(absent)}", source=self.id)
        picks = [(name, {code}) for name, code in indicator.key]
        for name, codes in (*picks, *((name, set(indicator.formula.operands)) for name in free)):
            frame = frame[frame[name].isin(codes)]
        geo, notes = _places(frame, columns)
        periods = frame[columns["time_period"]] if "time_period" in columns else UNDATED
        values = figures(frame[columns["obs_value"]], self.id, flow.missing)
        rows = pd.DataFrame({"geo": geo, "time_period": periods, "obs_value": values, **frame[free]})
        rows, contradicted = _agreeing(rows[rows["geo"] != ""])
        table = observation_table({str(name): rows[name].to_numpy() for name in rows})
        return Payload(table=drop_empty(table), vintages=_vintages(frame, columns), notes=notes + contradicted)

    def _flow(self, indicator: Indicator) -> Dataflow:
        if indicator.dataflow is None:
            raise UnexpectedPayload(f"{indicator.id} names no file", source=self.id)
        return indicator.dataflow


def _places(frame: pd.DataFrame, columns: dict[str, str]) -> tuple[pd.Series, tuple[Note, ...]]:
    """Codes of this atlas, empty where the file's place is none of its places."""
    if "geo_iso3" in columns:
        codes = frame[columns["geo_iso3"]].map(countries()).fillna("")
        return codes.where(codes.isin(EUROPE), ""), ()
    raw = frame[columns["geo"]]
    spoilt = raw.str.fullmatch(_DATE_FOR_CODE)
    codes = raw.where(~spoilt, raw.str.replace("-", "").str.upper())
    count = int(spoilt.sum())
    # A spreadsheet reads the region code DEC01 as the first of December and writes Dec-01.
    return codes, (Note(RESTORED, (("n", str(count)),)),) if count else ()


def _agreeing(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """The rows without those that give one place and period two different values: neither can be believed."""
    rows = rows.drop_duplicates()
    twice = rows.duplicated([name for name in rows if name != "obs_value"], keep=False)
    places = sorted(set(rows.loc[twice, "geo"]))
    return rows[~twice], (Note(CONTRADICTED, (("codes", ", ".join(places)),)),) if places else ()


def _vintages(frame: pd.DataFrame, columns: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The NUTS version each period states, where the file has a column for it."""
    if "nuts_version" not in columns or "time_period" not in columns:
        return ()
    pairs = frame[[columns["time_period"], columns["nuts_version"]]].drop_duplicates()
    versions = pairs.iloc[:, 1].str.removeprefix("NUTS")
    return tuple(sorted(zip(pairs.iloc[:, 0], versions, strict=True)))
