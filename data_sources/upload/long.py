"""A sheet with roles as one row a figure: the measure chosen, every other dimension pinned to one value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from data_sources.errors import UploadError
from data_sources.sentences import NOTHING, told
from data_sources.upload import headers, periods
from data_sources.upload.choices import Choices
from data_sources.upload.layout import Dated, Roles
from data_sources.upload.problems import Listed, Problem, Severity
from data_sources.upload.sheet import Sheet, Texts

_HEADER, _FILE_NAME = told("the header"), told("the file's name")
EVERY = ""
"""The pin of a dimension of scattered points that leaves all rows."""

ROWS = told("number of rows")
"""The measure of a file of points without figures."""

_UNDATED = told("no column of time; undated until you say")


@dataclass(frozen=True, kw_only=True)
class Long:
    """One row a figure. `where` is the row of the sheet, `column` the header of the figure (wide: by `columns`)."""

    sheet: Sheet
    roles: Roles
    value: Texts
    where: npt.NDArray[np.int64]
    period: Texts
    flag: Texts | None = None
    conf: Texts | None = None
    column: npt.NDArray[np.int32] | None = None
    columns: tuple[str, ...] = ()
    measure: str = ""
    measures: tuple[str, ...] = ()
    pins: tuple[tuple[str, str], ...] = ()
    dimensions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def header_of(self, row: int) -> str:
        """The header that the figure of a row stands under."""
        return self.columns[0 if self.column is None else int(self.column[row])]


def long(sheet: Sheet, found: Roles, choices: Choices, listed: Listed, name: str) -> Long:
    """The rows of one measure, every dimension pinned. Raises `UploadError` for a choice that the file has not."""
    of_column = _measure_column(sheet, found)
    measures = _measures(sheet, found, of_column)
    wanted = _wanted(choices, measures, listed)
    keep, pins, dimensions = _pinned(sheet, found, choices, listed, (of_column, wanted) if of_column else None)
    rows = np.flatnonzero(keep)
    if found.dated:
        shown = _wide(sheet, found, rows, wanted)
    else:
        shown = _tall(sheet, found, rows, wanted if wanted in found.figures else next(iter(found.figures), ""))
        if not found.time:
            shown = replace(shown, period=_one_period(shown, choices, listed, name))
    return replace(shown, measure=wanted, measures=measures, pins=pins, dimensions=dimensions)


def _measure_column(sheet: Sheet, found: Roles) -> str:
    """The dimension whose values are measures, where figures stand in one column."""
    if len(found.figures) > 1 or len({one.measure for one in found.dated}) > 1:
        return ""
    hinted = [name for name in found.dimensions if headers.MEASURE.fullmatch(name.strip())]
    return next((name for name in hinted if len(sheet.column(name).distinct) > 1), "")


def _measures(sheet: Sheet, found: Roles, of_column: str) -> tuple[str, ...]:
    if of_column:
        return tuple(text for text in sheet.column(of_column).texts if text.strip())
    if found.dated:
        return tuple(dict.fromkeys(one.measure or "value" for one in found.dated))
    return tuple(name for name in found.figures if name not in {found.lon, found.lat}) or (ROWS,)


def _wanted(choices: Choices, measures: tuple[str, ...], listed: Listed) -> str:
    if choices.measure:
        plain = {one.strip(): one for one in measures}
        if choices.measure.strip() not in plain:
            raise UploadError(
                told("There is no measure {name}. There are: {held}.", name=choices.measure, held=measures[:20]),
                column=choices.measure,
            )
        return plain[choices.measure.strip()]
    if len(measures) > 1:
        fix = told(
            "{n} measures; {name} is read, choose another one if you like", n=len(measures), name=measures[0].strip()
        )
        listed.add(Problem(kind="measure", severity=Severity.NOTE, read=measures[0].strip(), fix=fix, n=len(measures)))
    return measures[0]


def _pinned(
    sheet: Sheet, found: Roles, choices: Choices, listed: Listed, measure: tuple[str, str] | None
) -> tuple[npt.NDArray[np.bool_], tuple[tuple[str, str], ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Which rows are read, the pins, and what each dimension offers in the rows that the earlier pins left."""
    keep = np.ones(len(sheet.lines), dtype=bool)
    asked = dict(choices.pins)
    unknown = [name for name in asked if name not in sheet.header]
    if unknown:
        raise UploadError(told("There is no column {name} to pin.", name=unknown[0]), column=unknown[0])
    pins: dict[str, str] = {}
    offered: dict[str, tuple[str, ...]] = {}
    order = ([measure[0]] if measure else []) + [name for name in found.dimensions if not measure or name != measure[0]]
    for name in order:
        column = sheet.column(name)
        present = column.rows(keep).texts
        if found.scattered and not (measure and name == measure[0]):
            present = [EVERY, *(text for text in present if text.strip())]
            asked.setdefault(name, EVERY)
        value = measure[1] if measure and name == measure[0] else _pin(sheet, name, present, asked, listed)
        offered[name], pins[name] = tuple(present), value
        if value != EVERY or not found.scattered:
            keep &= column.codes == column.texts.index(value)
    return keep, tuple(pins.items()), tuple(offered.items())


def _pin(sheet: Sheet, name: str, present: list[str], asked: dict[str, str], listed: Listed) -> str:
    """The value that a dimension is pinned to: the reader's, the total, else the first that the file has."""
    labels = sheet.labels.get(name, {})
    if name in asked:
        by_label = {label: code for code, label in labels.items()}
        value = asked[name] if asked[name] in present else by_label.get(asked[name], asked[name])
        if value not in present:
            raise UploadError(
                told(
                    "{name} has no value {value} here. It has: {held}.",
                    name=name,
                    value=asked[name],
                    held=tuple(present[:20]),
                ),
                column=name,
            )
        return value
    totals = [one for one in present if headers.is_total(one) or headers.is_total(labels.get(one, ""))]
    value = (totals or [one for one in present if one.strip()] or present)[0]
    if len(present) > 1:
        said = labels.get(value, value).strip() or told("(blank)")
        fix = told(
            "{name} has {n} values; {value} is read, choose another one if you like",
            name=name,
            n=len(present),
            value=said,
        )
        listed.add(Problem(kind="pin", severity=Severity.NOTE, column=name, read=said, fix=fix, n=len(present)))
    return value


def _tall(sheet: Sheet, found: Roles, rows: npt.NDArray[np.int64], name: str) -> Long:
    """One row of the sheet is one figure."""
    whole = len(rows) == len(sheet.lines)
    keep = np.zeros(len(sheet.lines), dtype=bool)
    keep[rows] = True

    def part(header: str) -> Texts:
        return sheet.column(header) if whole else sheet.column(header).rows(keep)

    return Long(
        sheet=sheet,
        roles=found,
        value=_figures_of(sheet, name, keep, whole=whole),
        where=rows,
        period=part(found.time) if found.time else _same("", len(rows)),
        flag=part(found.flag) if found.flag else None,
        conf=part(found.conf) if found.conf else None,
        columns=(name or found.lon,),
    )


def _figures_of(sheet: Sheet, name: str, keep: npt.NDArray[np.bool_], *, whole: bool) -> Texts:
    """The texts of a column of figures; a file of points without one has a 1 in each row."""
    if not name:
        return _same("1", int(keep.sum()))
    return sheet.raw(name) if whole else sheet.raw(name).rows(keep)


def _same(text: str, n: int) -> Texts:
    return Texts(np.zeros(n, dtype=np.int32), pa.array([text], type=pa.string()))


def _wide(sheet: Sheet, found: Roles, rows: npt.NDArray[np.int64], wanted: str) -> Long:
    """One row of the sheet is a figure a period."""
    dated = [one for one in found.dated if (one.measure or "value") == wanted] or list(found.dated)
    keep = np.zeros(len(sheet.lines), dtype=bool)
    keep[rows] = True
    n = len(rows)
    number = np.repeat(np.arange(len(dated), dtype=np.int32), n)
    periods_of = Texts.of([one.period for one in dated])
    return Long(
        sheet=sheet,
        roles=found,
        value=Texts.joined([sheet.column(one.name).rows(keep) for one in dated]),
        where=np.tile(rows, len(dated)),
        period=Texts(periods_of.codes[number], periods_of.distinct),
        flag=_flags(sheet, dated, keep, n),
        column=number,
        columns=tuple(one.name for one in dated),
    )


def _flags(sheet: Sheet, dated: list[Dated], keep: npt.NDArray[np.bool_], n: int) -> Texts | None:
    if not any(one.flag for one in dated):
        return None
    return Texts.joined([sheet.column(one.flag).rows(keep) if one.flag else _same("", n) for one in dated])


def _one_period(shown: Long, choices: Choices, listed: Listed, name: str) -> Texts:
    """The period of a file without a column of time: the reader's, or the year in its headers or its name."""
    places = ((_HEADER, shown.columns[0]), (_FILE_NAME, name))
    year, source = choices.period, NOTHING
    for where, text in () if year else places:
        year, source = periods.year_in(text), where
        if year:
            break
    if source:
        fix = told("no column of time; read as {year}, from {source}", year=year, source=source) if year else _UNDATED
        listed.add(Problem(kind="period", severity=Severity.NOTE, column=shown.columns[0], read=year, fix=fix))
    return _same(year or "undated", len(shown.where))
