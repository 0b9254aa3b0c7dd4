"""Correspondences between two NUTS versions: how many people live in both of two regions.

No statistical source: only the refresh uses it. The tables were made with the converter of the Joint Research Centre
from a grid of people; no public address that we could verify is known.
"""

from __future__ import annotations

import pandas as pd

from data_sources.codes import eurostat_code
from data_sources.errors import UnexpectedPayload
from data_sources.model import NUTS, Level
from data_sources.sources.base import Request, Service
from data_sources.sources.tabular import csv_frame, figures

ID = "correspondence"
LICENCE = "NUTS conversion tables (MIT), after the Joint Research Centre"
SERVICE = Service(mount=ID)
PEOPLE = "pop18"
"""The people who lived in both regions in 2018."""

_COLUMNS = ("level", "older", "newer", "before", "after", "people")


def request(level: Level, older: str, newer: str) -> Request:
    """The file of one level and two versions."""
    return Request(service=SERVICE, path=f"n{NUTS.index(level) + 1}_cm_v{older}_v{newer}.csv")


def parse(payload: bytes, level: Level, older: str, newer: str) -> pd.DataFrame:
    """`level`, `older`, `newer` (the versions), `before`, `after` (the codes), `people`, by code.

    Codes are Eurostat's: EL, not GR. Raises `UnexpectedPayload` for another shape, a pair that comes twice, or people
    that are no number.
    """
    names = (f"code_v{older}", f"code_v{newer}")
    frame = csv_frame(payload, ID, (*names, PEOPLE))
    people = figures(frame[PEOPLE], ID).fillna(0.0)
    codes = {side: frame[name].str.strip().map(eurostat_code) for side, name in zip(_COLUMNS[3:5], names, strict=True)}
    table = pd.DataFrame({**codes, "people": people})
    size = 2 + int(level.value[-1])
    fault = _fault(table, size)
    if fault:
        raise UnexpectedPayload(f"{request(level, older, newer).path}: {fault}", source=ID)
    table = table.assign(level=level.value, older=older, newer=newer)
    return table[list(_COLUMNS)].sort_values(["before", "after"], ignore_index=True)


def _fault(table: pd.DataFrame, size: int) -> str:
    if table.empty:
        return "the file holds no regions"
    wrong = ~(table["before"].str.len().eq(size) & table["after"].str.len().eq(size))
    if wrong.any():
        return f"{table.loc[wrong, 'before'].iloc[0]!r} is no code of this level"
    if table.duplicated(["before", "after"]).any():
        return "a pair of regions comes twice"
    return "fewer than no people" if (table["people"] < 0).any() else ""
