"""Eurostat's own layouts as plain tables: the dimensions of bulk files, `code:label` cells, columns of labels."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from data_sources.upload.sheet import Sheet, Texts

_CORNER = re.compile(r"([\w,\-]+)\\(\w+)", re.IGNORECASE)
_TWO = re.compile(r"(.+)[/\\](time|time_period)", re.IGNORECASE)
_LABELLED = re.compile(r"([A-Za-z0-9_\-.]+):(\S.*)", re.DOTALL)
_BRACKETED = re.compile(r"(.+?)\s*\[([A-Z0-9_\-]+)\]")
_GEO_ROW = re.compile(r"(geo|cities|metroreg|territor)", re.IGNORECASE)
_FRAMES = {"DATAFLOW", "LAST UPDATE", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DATAFLOW NAME"}
"""Columns of SDMX-CSV that say where a file is from."""

_EXPLORER = {"TIME", "GEO", "Value"}


def plain(sheet: Sheet) -> Sheet:
    """The sheet with one column a dimension, codes apart from labels; `form` says which layout it came in."""
    return _labelled(_framed(_second_header(_corner(sheet))))


def _corner(sheet: Sheet) -> Sheet:
    r"""`indic_de,geo\time` in the first cell of a bulk file: each dimension becomes a column."""
    found = _CORNER.fullmatch(sheet.header[0].strip())
    if not found:
        return _slash(sheet)
    names = found[1].split(",")
    parts = [text.split(",") for text in sheet.columns[0].texts]
    parts = [[*one, *[""] * len(names)][: len(names)] for one in parts]
    split = tuple(sheet.columns[0].mapped([one[at].strip() for one in parts]) for at in range(len(names)))
    form = "Eurostat bulk TSV" + ("" if found[2].casefold() == "time_period" else ", old layout")
    header = (*names, *(name.strip() for name in sheet.header[1:]))
    return replace(sheet, header=header, columns=(*split, *sheet.columns[1:]), form=form)


def _slash(sheet: Sheet) -> Sheet:
    """`CITIES/TIME` in the first cell of an export: the first column holds places."""
    found = _TWO.fullmatch(sheet.header[0].strip())
    if not found:
        return sheet
    return replace(sheet, header=(found[1], *sheet.header[1:]), form="Eurostat data explorer")


def _second_header(sheet: Sheet) -> Sheet:
    """An export of the data browser to Excel: TIME over GEO (Labels), and a column of flags after each period."""
    first = sheet.header[0]
    if first.upper() != "TIME" or not len(sheet.lines) or not _GEO_ROW.match(sheet.columns[0].at(0)):
        return sheet
    names: list[str] = []
    for at, name in enumerate(sheet.header):
        below = sheet.columns[at].at(0).strip()
        blank = name == f"column {at + 1}"
        own = below if at == 0 or _GEO_ROW.match(below) else name
        names.append(f"{names[-1]}_flag" if blank and not below and names and not names[-1].endswith("_flag") else own)
    keep = np.ones(len(sheet.lines), dtype=bool)
    keep[0] = False
    return replace(sheet.rows(keep), header=tuple(names), form="Eurostat data browser")


def _framed(sheet: Sheet) -> Sheet:
    """SDMX-CSV without the columns that are the same for the whole file."""
    upper = {name.upper() for name in sheet.header}
    if "OBS_VALUE" not in upper or not upper & {"DATAFLOW", "STRUCTURE"}:
        known = set(sheet.header) >= _EXPLORER
        return replace(sheet, form="Eurostat data explorer") if known else sheet
    form = "SDMX-CSV 2.0" if "STRUCTURE" in upper else "SDMX-CSV 1.0"
    kept = [at for at, name in enumerate(sheet.header) if name.upper() not in _FRAMES]
    return replace(
        sheet,
        header=tuple(sheet.header[at] for at in kept),
        columns=tuple(sheet.columns[at] for at in kept),
        form=form,
    )


def _labelled(sheet: Sheet) -> Sheet:
    """Cells such as `FI193:Keski-Suomi` or `Annual [A]` as codes, the labels kept aside."""
    columns: list[Texts] = []
    labels = dict(sheet.labels)
    for name, column in zip(sheet.header, sheet.columns, strict=True):
        found = _pairs(column)
        if found:
            labels[name] = {code: label for code, label in found if label}
            columns.append(column.mapped([code for code, _ in found]))
        else:
            columns.append(column)
    return replace(sheet, columns=tuple(columns), labels=labels)


def _pairs(column: Texts) -> list[tuple[str, str]]:
    """Code and label of each distinct text, or nothing where the column is not written like this."""
    sample = column.few(50)
    for pattern, code, label in ((_LABELLED, 1, 2), (_BRACKETED, 2, 1)):
        if sample and all(pattern.fullmatch(text) for text in sample) and not _times(sample):
            found = [(text, pattern.fullmatch(text)) for text in column.texts]
            return [(one[code], one[label].strip()) if one else (text, "") for text, one in found]
    return []


def _times(sample: list[str]) -> bool:
    """True for times of day, in which a colon parts hours from minutes."""
    return all(text.replace(":", "").replace("-", "").replace(".", "").isdigit() for text in sample)
