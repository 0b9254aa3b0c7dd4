"""What a reader takes along: the cleaned file and the list of problems, as CSV in which no formula can run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import pandas as pd

from data_sources.upload.report import UNVERIFIED, Report

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS = ["geo", "name", "level", "geo_vintage", "time_period", "obs_value", "obs_flag", "conf_status", "status"]


def neutral(text: str) -> str:
    """The text so that a spreadsheet shows it and does not run it: what begins a formula gets an apostrophe before."""
    return f"'{text}" if text.startswith(_STARTS) or text.lstrip(" \u00a0").startswith(("=", "+", "@")) else text


def cleaned(report: Report) -> bytes:
    """The observation table as UTF-8 CSV with the places' names; every row says that nobody verified it."""
    names = {one.code: one.name for one in report.matches if one.code}
    if len(report.points):
        table = report.points.assign(status=UNVERIFIED)
        return _csv(table)
    table = report.table.assign(
        name=report.table["geo"].astype(str).map(names).fillna(""), status=UNVERIFIED if len(report.table) else ""
    )
    return _csv(table[_COLUMNS])


def _csv(table: pd.DataFrame) -> bytes:
    texts = {
        name: table[name].astype(str).map(neutral)
        for name in table.columns
        if not pd.api.types.is_numeric_dtype(table[name].dtype)
    }
    return str(table.assign(**texts).to_csv(index=False, lineterminator="\r\n")).encode("utf-8-sig")


def problem_list(report: Report) -> bytes:
    """Every problem as UTF-8 CSV: severity, kind, line, column, what was read, the fix, how often, accepted."""
    rows = (
        (one.severity, one.kind, one.line or "", one.column, one.read, one.fix, one.n, "yes" if one.accepted else "")
        for one in report.problems
    )
    return _rows(("severity", "kind", "line", "column", "read", "fix", "cells", "accepted"), rows)


def match_table(report: Report) -> bytes:
    """Every place as UTF-8 CSV: what was read, what it is, and why not."""
    rows = (
        (one.text, one.kind, one.status.value, one.code, one.name, one.level, one.vintage, one.how, one.reason,
         " ".join(one.candidates), one.suggestion, one.suggested_name, round(one.score) if one.suggestion else "",
         one.line)
        for one in report.matches
    )  # fmt: skip
    head = (
        "read", "kind", "status", "code", "name", "level", "vintage", "how", "reason", "candidates", "suggestion",
        "suggested_name", "score", "line",
    )  # fmt: skip
    return _rows(head, rows)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([neutral(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
