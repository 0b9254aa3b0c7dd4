"""`python -m data_sources.upload FILE [--sheet S] [--recipe R] --json`: the report of a file; 0 if it can be mapped."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload import Choices, Problem, Recipe, Report, boundaries, cleaned, read
from data_sources.upload.limits import check_bytes
from data_sources.upload.matches import Status

_FEW = 12


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report; 0 where the file can be mapped, 1 where it cannot."""
    asked = _parser().parse_args(arguments)
    try:
        report = _report(asked)
    except UploadError as error:
        _refused(error, asked.file, as_json=asked.json)
        return 1
    sys.stdout.write(_json(report) if asked.json else _text(report))
    if asked.cleaned:
        asked.cleaned.write_bytes(cleaned(report))
    if asked.save_recipe:
        asked.save_recipe.write_bytes(Recipe.of(report).write())
    return 0 if report.mapped else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data_sources.upload", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--sheet", default="", help="the sheet of a workbook")
    parser.add_argument("--recipe", type=Path, help="choices and accepted fixes, as saved before")
    parser.add_argument("--boundaries", type=Path, help="shapes of your own: GeoJSON, GeoPackage, zipped shapefile")
    parser.add_argument("--measure", default="", help="which measure to read")
    parser.add_argument("--accept-all", action="store_true", help="accept every fix on offer")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--cleaned", type=Path, help="write the cleaned file here")
    parser.add_argument("--save-recipe", type=Path, help="write the recipe here")
    return parser


def _report(asked: argparse.Namespace) -> Report:
    choices = Recipe.read(_bytes(asked.recipe)).choices if asked.recipe else Choices()
    choices = replace(choices, sheet=asked.sheet or choices.sheet, measure=asked.measure or choices.measure)
    shapes = boundaries(asked.boundaries.name, _bytes(asked.boundaries), choices.join) if asked.boundaries else None
    payload = _bytes(asked.file)
    report = read(asked.file.name, payload, choices, shapes)
    return read(asked.file.name, payload, report.accept_all(), shapes) if asked.accept_all else report


def _bytes(path: Path) -> bytes:
    """What a file holds, its size looked at first. Raises `UploadError` where it cannot be read."""
    try:
        check_bytes(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise UploadError(told("{name} cannot be read: {error}.", name=str(path), error=error.strerror)) from error


def _refused(error: UploadError, file: Path, *, as_json: bool) -> None:
    if as_json:
        held = {"file": file.name, "mapped": False, "error": str(error), "line": error.line, "column": error.column}
        sys.stdout.write(json.dumps(held, ensure_ascii=False, indent=1) + "\n")
    sys.stderr.write(f"{file.name}: {error}\n")


def _json(report: Report) -> str:
    return json.dumps(report.described(), ensure_ascii=False, indent=1) + "\n"


def _text(report: Report) -> str:
    """The report in a few lines."""
    told = report.described()
    figures = f"{told['figures']:,} figures, {len(report.periods)} periods, level {report.level or 'unknown'}"
    lines = [
        f"{report.name}: {report.rows:,} rows, {len(report.columns)} columns, {report.layout}, {report.sheet.encoding}",
        f"{figures} {report.vintage}".rstrip(),
        ", ".join(f"{len(report.of(status))} {status.value}" for status in Status if report.of(status)),
        *(f"{_where(one)}{one.read!r}: {one.fix}" for one in report.problems[:_FEW]),
    ]
    more = len(report.problems) - _FEW
    return "\n".join([*lines, *([f"{more} more problems: --json lists them"] if more > 0 else [])]) + "\n"


def _where(one: Problem) -> str:
    """Line and column of a problem, as far as it has them."""
    parts = [f"line {one.line}" if one.line else "", one.column]
    where = ", ".join(part for part in parts if part)
    return f"{where}: " if where else ""


if __name__ == "__main__":
    raise SystemExit(main())
