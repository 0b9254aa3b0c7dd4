"""Italy's statistical dashboard of arrivals and reception, read from its PDF reports by onData: three CSV files.

A report comes on the 15th and at the end of a month. Each repeats the days before it, with corrections, and
fills the days after it with zeros or nothing.
"""

from __future__ import annotations

import pandas as pd

from data_sources.codes import ISTAT_REGIONS
from data_sources.model import Indicator, Note
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import AtOnce, Payload, Request, Service
from data_sources.sources.tabular import csv_frame, dataflow, figures, require, summed, translated

DAYS_LEFT_OUT = "Months of which a day is missing are left out: {months}."
SPLIT_REGION = "Trentino-Alto Adige is two regions here and is left out."

_REPORT, _DAY, _VALUE = "Data_Report", "Data", "Valore"
_NOT_READ = ("Valore", "0[VALORE]0")
"""What reading the PDF left where a figure should be."""

_RECEPTION = "Migranti presenti"
_REGION, _ISO2, _OTHERS = "CodiceRegione", "ISO_3166-1", ""
_DECEMBER = "-12-31"


class Italy(AtOnce):
    """The file's name tells which of the three is read."""

    id = "italy"
    name = "Italian Ministry of the Interior, read by onData (Liberiamoli tutti!)"
    licence = "CC BY 4.0"
    service = Service(
        mount="italy",
        base="https://raw.githubusercontent.com/ondata/liberiamoli-tutti/main/sbarchi-migranti/dati",
    )

    def request(self, indicator: Indicator) -> Request:
        """The whole file, which a mirror may hold under a name of its own."""
        flow = dataflow(indicator, self.id)
        return Request(service=self.service, path=flow.code, mirror=dict(flow.columns).get("mirror", ""))

    def parse(self, payload: bytes, indicator: Indicator) -> Payload:
        """Landings by month, people in reception by region and month, or landings of a year by nationality."""
        frame = csv_frame(payload, self.id, (_REPORT,))
        if _DAY in frame:
            return _by_month(frame, self.id)
        if _REGION in frame:
            return _by_region(frame, self.id)
        return _by_nationality(frame, indicator.formula.dimension, self.id)


def _by_month(frame: pd.DataFrame, source: str) -> Payload:
    require(frame, [_VALUE], source)
    told = frame[frame[_DAY] <= frame[_REPORT]]
    days = told.assign(obs_value=figures(told[_VALUE], source, _NOT_READ)).dropna(subset="obs_value")
    days = days.sort_values([_DAY, _REPORT]).drop_duplicates(_DAY, keep="last")
    months = days.assign(month=days[_DAY].str[:7]).groupby("month")["obs_value"].agg(["sum", "size"])
    whole = months["size"].to_numpy() == pd.PeriodIndex(months.index, freq="M").days_in_month
    table = observation_table(
        {
            "geo": ["IT"] * int(whole.sum()),
            "time_period": months.index[whole],
            "obs_value": months.loc[whole, "sum"],
        }
    )
    gaps = ", ".join(months.index[~whole])
    return Payload(
        table=table.reset_index(drop=True), notes=(Note(DAYS_LEFT_OUT, (("months", gaps),)),) if gaps else ()
    )


def _by_region(frame: pd.DataFrame, source: str) -> Payload:
    """The last report of each month: people present that day in hot spots, reception centres and local projects."""
    parts = [name for name in frame if str(name).startswith(_RECEPTION)]
    require(frame, [_REGION, *([] if parts else [_RECEPTION])], source)
    last = frame.groupby(frame[_REPORT].str[:7])[_REPORT].transform("max")
    frame = frame[frame[_REPORT] == last]
    rows = pd.DataFrame(
        {
            "geo": translated(frame[_REGION], ISTAT_REGIONS, source),
            "time_period": frame[_REPORT].str[:7],
            # A kind of centre that the region has none of is left blank.
            "obs_value": pd.concat([figures(frame[name], source) for name in parts], axis=1).sum(axis=1, min_count=1),
        }
    )
    return Payload(table=summed(rows[rows["geo"] != ""]), notes=(Note(SPLIT_REGION),))


def _by_nationality(frame: pd.DataFrame, origin: str, source: str) -> Payload:
    """The report at the end of each year: the ten most frequent nationalities declared, and all others."""
    require(frame, [_ISO2, _VALUE], source)
    year_end = frame[frame[_REPORT].str.endswith(_DECEMBER)]
    codes = {code: code or "OTH" for code in set(year_end[_ISO2])}
    table = observation_table(
        {
            origin: year_end[_ISO2].map(codes),
            "geo": ["IT"] * len(year_end),
            "time_period": year_end[_REPORT].str[:4],
            "obs_value": figures(year_end[_VALUE], source),
        }
    )
    return Payload(table=drop_empty(table))
