"""Small files of the kinds that analysts have, written here."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import shapely
import xlsxwriter

from data_sources.upload import Choices, Report, Status, read

TIDY = "geo,time_period,obs_value\nDE,2020,10\nFR,2020,20.5\nIT,2020,30\n"


def text(content: str, choices: Choices | None = None, name: str = "file.csv") -> Report:
    """The report of a UTF-8 file with this content."""
    return read(name, content.encode(), choices)


def figures(report: Report) -> dict[tuple[str, str], float]:
    """(place, period) -> figure, of those that are there."""
    table = report.table.dropna(subset="obs_value")
    keys = zip(table["geo"].astype(str), table["time_period"].astype(str), strict=True)
    return dict(zip(keys, table["obs_value"], strict=True))


def flags(report: Report) -> dict[tuple[str, str], tuple[str, str]]:
    """(place, period) -> flag and confidentiality."""
    table = report.table.astype(str)
    keys = zip(table["geo"], table["time_period"], strict=True)
    return dict(zip(keys, zip(table["obs_flag"], table["conf_status"], strict=True), strict=True))


def codes(report: Report) -> dict[str, str]:
    """Text -> code, of the matched places."""
    return {one.text: one.code for one in report.of(Status.MATCHED)}


def workbook(sheets: Mapping[str, Any]) -> bytes:
    """An XLSX file with these sheets, each a list of rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, column, cell)
    return out.getvalue()


def squares(names: Sequence[str], *, crs: str = "", column: str = "quarter") -> bytes:
    """GeoJSON of squares side by side, near Hamburg unless projected."""
    size, west, south = (1_000.0, 4_320_000.0, 3_380_000.0) if crs else (0.1, 9.9, 53.5)
    features = [
        {
            "type": "Feature",
            "properties": {"key": f"q{at}", column: name},
            "geometry": shapely.geometry.mapping(
                shapely.box(west + at * size, south, west + (at + 1) * size, south + size)
            ),
        }
        for at, name in enumerate(names)
    ]
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **named, "features": features}).encode()


def zipped(members: dict[str, bytes], *, packed: bool = True) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def values(report: Report) -> pd.Series:
    """The figures of the table."""
    return report.table["obs_value"]
