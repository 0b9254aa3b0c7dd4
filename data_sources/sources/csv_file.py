"""Plain CSV files at a known path: no queries, no flags, columns named by the catalogue."""

from __future__ import annotations

import io
import re

import pandas as pd
from babel.core import get_global

from data_sources.codes import EUROPE, eurostat_country
from data_sources.errors import UnexpectedPayload
from data_sources.model import UNDATED, Dataflow, Indicator, Note
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import Payload, Pending, Request, Service

RESTORED = "{n} region codes that a spreadsheet had turned into dates (Dec-01) were restored (DEC01)."
CONTRADICTED = "The source gives two values for {codes}; neither is used."
_ISO3 = len("DEU")
_MISSING = {":", "..", "-", ""}
_DATE_FOR_CODE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d\d")


class CsvFile:
    """One publisher of plain files; a new publisher is one more of these in the registry."""

    def __init__(self, *, id: str, name: str, licence: str, service: Service) -> None:
        self.id = id
        self.name = name
        self.licence = licence
        self.service = service

    def request(self, indicator: Indicator) -> Request:
        """The whole file; there is no other way to ask."""
        return Request(service=self.service, path=self._flow(indicator).code)

    def pending(self, payload: bytes) -> Pending | None:  # noqa: ARG002
        """Never: a file is there or not."""
        return None

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """The rows the indicator's key picks, in the columns its dataflow names."""
        flow = self._flow(indicator)
        frame = self._frame(payload)
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
        values = self._figures(frame[columns["obs_value"]], flow)
        rows = pd.DataFrame({"geo": geo, "time_period": periods, "obs_value": values, **frame[free]})
        rows, contradicted = _agreeing(rows[rows["geo"] != ""])
        table = observation_table({str(name): rows[name].to_numpy() for name in rows})
        return Payload(table=drop_empty(table), vintages=_vintages(frame, columns), notes=notes + contradicted)

    def _flow(self, indicator: Indicator) -> Dataflow:
        if indicator.dataflow is None:
            raise UnexpectedPayload(f"{indicator.id} names no file", source=self.id)
        return indicator.dataflow

    def _frame(self, payload: bytes) -> pd.DataFrame:
        try:
            text = payload.decode("utf-8-sig")
            frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
        except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
            raise UnexpectedPayload(f"the CSV cannot be read: {error}", source=self.id) from error
        if not isinstance(frame.index, pd.RangeIndex):  # pandas takes a cell too many for a row's name
            raise UnexpectedPayload("the CSV cannot be read: lines outrun the header", source=self.id)
        return frame

    def _figures(self, texts: pd.Series, flow: Dataflow) -> pd.Series:
        held = texts.mask(texts.isin({*_MISSING, *flow.missing}))
        figures = pd.to_numeric(held, errors="coerce")
        wrong = held[figures.isna() & held.notna()]
        if len(wrong):
            raise UnexpectedPayload(f"{flow.code}: {wrong.iloc[0]!r} is not a figure", source=self.id)
        return figures


def _places(frame: pd.DataFrame, columns: dict[str, str]) -> tuple[pd.Series, tuple[Note, ...]]:
    """Codes of this atlas, empty where the file's place is none of its places."""
    if "geo_iso3" in columns:
        alias = get_global("territory_aliases")
        three = {code: eurostat_country(found[0]) for code, found in alias.items() if len(code) == _ISO3}
        codes = frame[columns["geo_iso3"]].map(three).fillna("")
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
