"""Rows with places as an observation table: figures, flags and periods read, doubles settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources.codes import UnknownFlag, split_flag
from data_sources.sentences import told
from data_sources.upload import cells
from data_sources.upload.choices import Choices
from data_sources.upload.dating import dated
from data_sources.upload.limits import MOST_OF_A_KIND
from data_sources.upload.long import Long
from data_sources.upload.problems import Listed, Problem, Severity

Numbers = npt.NDArray[np.int64]
_POINT = told("read with a decimal point; say so if it is the other way round")
_COMMA = told("read with a decimal comma; say so if it is the other way round")


@dataclass(frozen=True, kw_only=True)
class Observed:
    """Row by row: figures, letters of flags and confidentiality, periods; `style` is how figures are written."""

    value: npt.NDArray[np.float64]
    flag: pd.Categorical[str]
    conf: pd.Categorical[str]
    period: pd.Categorical[str]
    style: cells.Style


def observed(shown: Long, choices: Choices, listed: Listed) -> Observed:
    """The figures and periods of the rows; what cannot be read is missing, and listed."""
    style = style_of(shown, choices)
    if not style.certain:
        style = _doubt(shown, style, choices, listed)
    read = cells.figures(shown.value.distinct, style, dict(choices.cells))
    _list_cells(shown, read, choices, listed)
    value = read.value[shown.value.codes]
    flag, conf = _flags(shown, read, listed)
    return Observed(
        value=value,
        flag=flag,
        conf=conf,
        period=_categorical(dated(shown, choices, listed), shown.period.codes.astype(np.int64)),
        style=style,
    )


def style_of(shown: Long, choices: Choices) -> cells.Style:
    """How the figures are written: the reader's choice, their own witness, or that of the other columns."""
    if choices.decimal:
        return cells.Style(decimal=choices.decimal, thousands="," if choices.decimal == "." else ".")
    style = cells.style_of(shown.value.distinct, shown.sheet.delimiter)
    if style.decimal and style.certain:
        return style
    for name in shown.roles.figures:
        other = cells.style_of(shown.sheet.raw(name).distinct, shown.sheet.delimiter)
        if other.decimal and other.certain:
            return replace(other, thousands=other.thousands or ("." if other.decimal == "," else ","))
    return style if style.decimal else replace(style, decimal=".")


def _doubt(shown: Long, style: cells.Style, choices: Choices, listed: Listed) -> cells.Style:
    fix = _POINT if style.decimal == "." else _COMMA
    problem = Problem(
        kind="decimal", severity=Severity.ASK, line=shown.sheet.header_line + 1, column=shown.measure.strip(),
        read=_example(shown), fix=fix,
    )  # fmt: skip
    listed.add(replace(problem, accepted=choices.accepts(problem.id)))
    return style


def _example(shown: Long) -> str:
    return next((text for text in shown.value.few(50) if "," in text or "." in text), "")


def _list_cells(shown: Long, read: cells.Figures, choices: Choices, listed: Listed) -> None:
    """Lists the cells that are no figures, and those read with something left out; once a distinct text."""
    odd = {**read.notes, **read.faults}
    if not odd:
        return
    first = shown.value.first_rows()
    n = np.bincount(shown.value.codes, minlength=len(shown.value.distinct))
    for at in sorted(odd, key=lambda one: int(first[one]))[: 10 * MOST_OF_A_KIND]:
        row = int(first[at])
        if row < 0:
            continue
        text = str(shown.value.distinct[at].as_py()).strip()
        where: dict[str, int | str] = {"line": int(shown.sheet.lines[shown.where[row]]), "column": shown.header_of(row)}
        listed.add(_cell_problem(read, at, text, choices, int(n[at]), where))
        if at in read.faults and read.faults[at] and choices.accepts(f"cell|{where['column']}|{text[:200]}"):
            read.value[at] = float(read.faults[at])
    left = len(odd) - 10 * MOST_OF_A_KIND
    if left > 0:
        listed.add(
            Problem(kind="cells", severity=Severity.LOST, fix=told("{n} more texts are no figures", n=left), n=left)
        )


def _cell_problem(  # noqa: PLR0913, PLR0917
    read: cells.Figures, at: int, text: str, choices: Choices, n: int, where: Mapping[str, int | str]
) -> Problem:
    line, column = int(where["line"]), str(where["column"])
    if at in read.notes:
        return Problem(
            kind="cell", severity=Severity.NOTE, line=line, column=column, read=text[:200], fix=read.notes[at], n=n
        )
    proposal = read.faults[at]
    fix = told("read as {figure}", figure=proposal) if proposal else told("no figure; left out as missing")
    problem = Problem(
        kind="cell", severity=Severity.ASK if proposal else Severity.LOST, line=line, column=column, read=text[:200],
        fix=fix, n=n,
    )  # fmt: skip
    return replace(problem, accepted=bool(proposal) and choices.accepts(problem.id))


def _flags(shown: Long, read: cells.Figures, listed: Listed) -> tuple[pd.Categorical[str], pd.Categorical[str]]:
    """The letters of the cells and of the columns of flags together."""
    parts = []
    if read.flagged:
        inside = [(str(one), str(other)) for one, other in zip(read.flag, read.conf, strict=True)]
        parts.append((_numbered(inside), shown.value.codes))
    stated = [column for column in (shown.flag, shown.conf) if column is not None]
    parts += [(_numbered([_split(text, listed, shown) for text in one.texts]), one.codes) for one in stated]
    code = np.zeros(len(shown.where), dtype=np.int64)
    known: list[tuple[str, str]] = [("", "")]
    for (letters, numbers), codes in parts:
        code, known = _joined(code, known, letters, numbers[codes])
    return tuple(_categorical([one[end] for one in known], code) for end in (0, 1))  # type: ignore[return-value]


def _numbered(every: list[tuple[str, str]]) -> tuple[list[tuple[str, str]], Numbers]:
    distinct = {letters: number for number, letters in enumerate(dict.fromkeys(every))}
    return list(distinct), np.array([distinct[letters] for letters in every] or [0], dtype=np.int64)


def _joined(
    code: Numbers, known: list[tuple[str, str]], letters: list[tuple[str, str]], more: Numbers
) -> tuple[Numbers, list[tuple[str, str]]]:
    if len(letters) <= 1 and (not letters or letters[0] == ("", "")):
        return code, known
    pairs = [("".join(sorted({*one[0], *other[0]})), other[1] or one[1]) for one in known for other in letters]
    distinct, numbers = _numbered(pairs)
    return numbers[code * len(letters) + more], distinct


def _split(text: str, listed: Listed, shown: Long) -> tuple[str, str]:
    bare = text.strip()
    try:
        return split_flag(bare) if len(bare) <= len("bcdefimn") else ("", "")
    except UnknownFlag:
        fix = told("not one of Eurostat's flags; the figure is kept without it")
        column = shown.roles.flag or shown.roles.conf
        listed.add(Problem(kind="flag", severity=Severity.NOTE, column=column, read=bare[:40], fix=fix))
        return "", ""


def _categorical(texts: list[str], codes: Numbers) -> pd.Categorical[str]:
    """Rows of texts, by their positions; equal texts are one category."""
    names = sorted(set(texts))
    place = np.array([names.index(text) for text in texts] or [0], dtype=np.int32)
    return pd.Categorical.from_codes(place[codes], pd.Index(names, dtype="str"), validate=False)
