"""From the rows of a city portal to an observation table: what its dialects share.

A neighbourhood's code is the Urban Audit code of its city, `_`, and the portal's own code: `DE001C_01`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

import pandas as pd

from data_sources import geography
from data_sources.errors import RequestRejected, UnexpectedPayload
from data_sources.model import Dataflow, Frequency, Indicator, Note
from data_sources.schema import drop_empty, observation_table
from data_sources.sources.base import Payload, Pending, Request, Service, Source
from data_sources.sources.tabular import figures, require

Feature = dict[str, Any]
"""A place as GeoJSON has it: `properties`, and `geometry` in degrees."""

ESTIMATED = (
    "{n} cells that the city does not publish (1 to 4 people each) count as 2.5 in a sum, which is then flagged as "
    "estimated; a sum that this could move by more than 2 % is left out."
)
UNLISTED = "{n} rows are of no neighbourhood of the city's list and are left out: {names}."

_HIDDEN = ".."
_MEAN_OF_HIDDEN = 2.5
_FARTHEST = 1.5
"""A cell that is hidden because it holds 1 to 4 people is at most this far from 2.5."""

_TOLERANCE = 0.02
_LENGTH = {Frequency.ANNUAL: 4, Frequency.MONTHLY: 7}
_YEAR = re.compile(r"\d{4}")


class Portal:
    """What is known of one publisher of one city's figures; its dialects add how to ask and to read."""

    def __init__(self, *, id: str, name: str, licence: str, service: Service, city: str) -> None:
        self.id = id
        self.name = name
        self.licence = licence
        self.service = service
        self.city = city

    def pending(self, payload: bytes) -> Pending | None:  # noqa: ARG002
        """Never: a portal answers or does not."""
        return None


@runtime_checkable
class Shaped(Source, Protocol):
    """A portal that publishes its neighbourhoods, most with where they lie."""

    def shapes(self, layer: str) -> Request:
        """The first request for all features of a layer."""

    def features(self, payload: bytes) -> list[Feature]:
        """The GeoJSON features of an answer, of all pages. Raises as `parse` does."""


def dataflow(indicator: Indicator, source: str) -> Dataflow:
    """The indicator's dataflow. Raises `RequestRejected` where it has none."""
    if indicator.dataflow is None:
        message = f"{indicator.id} is computed from other indicators and has no request of its own"
        raise RequestRejected(message, source=source)
    return indicator.dataflow


def picks(indicator: Indicator) -> dict[str, set[str]]:
    """Column -> the codes of it that the indicator is about."""
    found = {name: {code} for name, code in indicator.key}
    free = indicator.formula
    return found | ({free.dimension: set(free.left)} if free.dimension else {})


def observed(frame: pd.DataFrame, indicator: Indicator, city: str, source: str) -> Payload:
    """The observation table of a portal's rows, all texts, with what had to be estimated.

    Rows are picked by the indicator's key and codes, placed by the dataflow's `columns` (`geo`, or `geo_name` where
    the portal names places only; `time_period`, `obs_value`, or `years` where each year is a column) and, if the
    dataflow says so, added up. Raises `UnexpectedPayload` for rows of another shape.
    """
    flow = dataflow(indicator, source)
    columns = dict(flow.columns)
    frame = _one_row_a_year(frame) if "years" in columns else frame
    wanted = picks(indicator)
    named = [column for role, column in columns.items() if role != "years"]
    require(frame, [*named, *wanted], source)
    for name, codes in wanted.items():
        frame = frame[frame[name].isin(codes)]
    if frame.empty:
        raise UnexpectedPayload(f"{indicator.id}: no row has the codes asked for", source=source)
    values = frame[columns["obs_value"]]
    rows = pd.DataFrame(
        {
            "geo": city + "_" + _local(frame, columns, city),
            "time_period": _periods(frame[columns["time_period"]], indicator.frequency, source),
            "obs_value": figures(values, source, flow.missing),
            "hidden": (values == _HIDDEN) & flow.summed,
        }
    )
    rows, notes = _listed(rows, frame, columns)
    return _summed(rows, notes) if flow.summed else Payload(table=_table(rows), notes=notes)


def _one_row_a_year(frame: pd.DataFrame) -> pd.DataFrame:
    """A table with a column for each year as one row a place and year, in columns `year` and `value`."""
    years = [name for name in frame if _YEAR.fullmatch(str(name))]
    others = [name for name in frame if name not in years]
    return frame.melt(id_vars=others, value_vars=years, var_name="year", value_name="value")


def _local(frame: pd.DataFrame, columns: Mapping[str, str], city: str) -> pd.Series:
    """The portal's own code of each row's place, empty where its name is no neighbourhood's."""
    if "geo_name" not in columns:
        return frame[columns["geo"]].str.strip()
    known = geography.districts_of(city)
    local = [str(code).partition("_")[2] for code in known.index]
    codes = dict(zip(known["name"].map(geography.plain_name), local, strict=True))
    return frame[columns["geo_name"]].map(geography.plain_name).map(codes).fillna("")


def _periods(texts: pd.Series, frequency: Frequency, source: str) -> pd.Series:
    """Years or months, of texts such as 2025-01-01 or 2024."""
    short = texts.str[: _LENGTH[frequency]]
    wrong = short[~short.str.fullmatch(r"[12]\d{3}" + (r"-\d\d" if frequency is Frequency.MONTHLY else ""))]
    if len(wrong):
        raise UnexpectedPayload(f"{texts[wrong.index[0]]!r} is no date", source=source)
    return short


def _listed(
    rows: pd.DataFrame, frame: pd.DataFrame, columns: Mapping[str, str]
) -> tuple[pd.DataFrame, tuple[Note, ...]]:
    """The rows of places that have a code, and a note that names the others."""
    lost = rows["geo"].str.endswith("_")
    if not lost.any():
        return rows, ()
    names = sorted(set(frame.loc[lost, columns.get("geo_name", columns.get("geo", ""))]))
    return rows[~lost], (Note(UNLISTED, (("n", str(int(lost.sum()))), ("names", ", ".join(names)))),)


def _summed(rows: pd.DataFrame, notes: tuple[Note, ...]) -> Payload:
    """One row a place and period: the sum of its cells, missing where one is missing and not merely hidden."""
    keys = [rows["geo"], rows["time_period"]]
    hidden = rows["hidden"].groupby(keys).sum()
    filled = rows["obs_value"].mask(rows["hidden"], _MEAN_OF_HIDDEN)
    sums = filled.groupby(keys).agg(lambda cells: cells.sum(skipna=False))
    sure = hidden * _FARTHEST <= _TOLERANCE * sums
    flags = pd.Series("", index=sums.index).mask((hidden > 0) & sure, "e").mask(~sure & sums.notna(), "C")
    table = sums.where(sure).rename("obs_value").reset_index().assign(flag=flags.to_numpy())
    count = int(hidden.sum())
    return Payload(table=_table(table), notes=notes + ((Note(ESTIMATED, (("n", str(count)),)),) if count else ()))


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    columns = {name: rows[name].tolist() for name in ("geo", "time_period", "obs_value")}
    return drop_empty(observation_table({**columns}, raw_flags=rows.get("flag")))


def features(answer: object, source: str) -> list[Feature]:
    """The features of a GeoJSON answer. Raises `UnexpectedPayload` for anything else."""
    found = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) and "properties" in one for one in found):
        raise UnexpectedPayload("the answer is no list of features", source=source)
    return found
