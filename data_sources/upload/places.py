"""The column of places of a long table, matched: each row's place, and the match table."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources.model import Level
from data_sources.sentences import Told, told
from data_sources.upload import gazetteer
from data_sources.upload.choices import Choices
from data_sources.upload.doubles import repeats
from data_sources.upload.long import Long
from data_sources.upload.matches import ACCEPTED, BY_CODE, BY_ORDER, Asked, Match, Status
from data_sources.upload.matching import Matcher
from data_sources.upload.problems import Listed, Problem, Severity
from data_sources.upload.sheet import Texts

_FEW = 4  # rows of one name and period, and names that come again
_UNKNOWN = told("no known place is called so; left out")
_SURE = 80.0  # of 100: names less alike are accepted one by one (Badalona and Barcelona are 71 alike)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """`matches`, and for each row the position of its match; `vintage` of NUTS regions; `scheme` of national codes."""

    matches: tuple[Match, ...]
    of_row: npt.NDArray[np.int64]
    vintage: str = ""
    scheme: str = ""


def placed(shown: Long, choices: Choices, listed: Listed, file: str) -> Placed:
    """The places of the rows; what was read in a way the reader should know is listed."""
    column, kind = _rows(shown, shown.roles.place), _rows(shown, shown.roles.kind)
    turn = _turns(column, kind, shown)
    key, first = _keys(column, kind, turn)
    asked = _asked(shown, column, kind, turn, key, first)
    order = sorted(range(len(asked)), key=lambda at: (first[at], at))
    city = gazetteer.city_in(file)
    matcher = Matcher([replace(asked[at], position=n) for n, at in enumerate(order)], shown.roles.place, choices, city)
    found = matcher.matches()
    accepted = [_accepted(one, choices, listed, shown.roles.place) for one in found]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    _notes(matcher, accepted, listed, shown.roles.place)
    scheme = matcher.scheme.name if matcher.scheme else ""
    return Placed(matches=tuple(accepted), of_row=place[key], vintage=matcher.vintage, scheme=scheme)


def _rows(shown: Long, header: str) -> Texts | None:
    if not header:
        return None
    column = shown.sheet.column(header)
    return Texts(column.codes[shown.where], column.distinct)


def _turns(column: Texts | None, kind: Texts | None, shown: Long) -> npt.NDArray[np.int64]:
    """Which of several rows of one name and period each row is, from 0."""
    if column is None:
        return np.arange(len(shown.where))
    pair = column.codes.astype(np.int64) * len(shown.period.distinct) + shown.period.codes
    if kind is not None:
        pair = pair * len(kind.distinct) + kind.codes
    if not repeats(pair):
        return np.zeros(len(pair), dtype=np.int64)
    turns = np.asarray(pd.Series(pair).groupby(pair).cumcount(), dtype=np.int64)
    return np.where(_names_repeat(column, turns), turns, 0)


def _names_repeat(column: Texts, turns: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """For each row, whether its text comes more than once only because places share a name.

    Where most texts come several times it is the rows that are doubled, not the names.
    """
    doubled = np.unique(column.codes[turns > 0])
    few = len(doubled) <= max(_FEW, len(column.distinct) / 4) and int(turns.max()) <= _FEW
    return np.isin(column.codes, doubled) if few else np.zeros(len(turns), dtype=bool)


def _keys(
    column: Texts | None, kind: Texts | None, turn: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Each row's place as a number from 0, and for each number the first row that has it."""
    if column is None:
        return turn, np.arange(len(turn))
    key = column.codes.astype(np.int64)
    if kind is not None:
        key = key * len(kind.distinct) + kind.codes
    key = key * (int(turn.max(initial=0)) + 1) + turn
    if kind is None and not turn.any():
        used = Texts(column.codes, column.distinct).first_rows()
        seen = used >= 0
        return (np.cumsum(seen) - 1)[key], used[seen]
    codes, _ = pd.factorize(key)
    _, first = np.unique(codes, return_index=True)
    return codes.astype(np.int64), first


def _asked(  # noqa: PLR0913, PLR0917  one value a column of what is asked
    shown: Long,
    column: Texts | None,
    kind: Texts | None,
    turn: npt.NDArray[np.int64],
    key: npt.NDArray[np.int64],
    first: npt.NDArray[np.int64],
) -> list[Asked]:
    if column is None:
        return []
    n = np.bincount(key, minlength=len(first))
    turns = np.zeros(len(column.distinct), dtype=np.int64)
    np.maximum.at(turns, column.codes[first], turn[first] + 1)
    labels = shown.sheet.labels.get(shown.roles.place, {})
    beside = [shown.sheet.column(name) for name in shown.roles.names]
    countries = [one for one in beside if _is_countries(one)]
    values = column.texts
    return [
        Asked(
            text=values[column.codes[row]].strip(),
            kind=kind.texts[kind.codes[row]].strip() if kind is not None else "",
            turn=int(turn[row]),
            turns=int(turns[column.codes[row]]),
            label=labels.get(values[column.codes[row]], "") or _label(beside, shown, int(row)),
            country=_country(countries, shown, int(row)),
            line=int(shown.sheet.lines[shown.where[row]]),
            n=int(n[at]),
        )
        for at, row in enumerate(first.tolist())
    ]


def _label(beside: list[Texts], shown: Long, row: int) -> str:
    """What another column calls the place: the first that is no country and no code."""
    for column in beside:
        text = column.at(int(shown.where[row])).strip()
        if text and not gazetteer.country(text) and not text.isupper() and not text.isdigit():
            return text
    return ""


def _country(columns: list[Texts], shown: Long, row: int) -> str:
    """The country that a column of countries beside the place states, or empty."""
    for column in columns:
        text = column.at(int(shown.where[row])).strip()
        code = gazetteer.country(text) or gazetteer.country_codes().get(text, "")
        if code:
            return code
    return ""


def _is_countries(column: Texts) -> bool:
    texts = column.few(200)
    return bool(texts) and all(map(gazetteer.is_country, texts))


def _accepted(one: Match, choices: Choices, listed: Listed, column: str) -> Match:
    """A suggestion that the reader accepted is a match; one not yet accepted is a problem that asks."""
    if one.status is Status.AMBIGUOUS:
        fix = told("{reason}: {places}; say which", reason=one.reason, places=tuple(map(_name, one.candidates)))
        _list(listed, one, column, fix, Severity.ASK)
        return one
    if one.status is not Status.UNMATCHED:
        return one
    if not one.suggestion:
        _list(listed, one, column, one.reason or _UNKNOWN, Severity.LOST)
        return one
    near = {"code": one.suggestion, "name": one.suggested_name, "score": round(one.score)}
    fix = told("{code} {name}, alike by {score} of 100", **near)
    if one.reason:
        fix = told("{reason}; {fix}", reason=one.reason, fix=fix)
    problem = _list(listed, one, column, fix, Severity.ASK, accepted=choices)
    if not problem.accepted:
        return one
    place = gazetteer.by_code()[one.suggestion][0]
    asked = Asked(text=one.text, kind=one.kind, turn=one.turn, line=one.line, n=one.n)
    return asked.found(place, ACCEPTED, score=one.score)


def _name(code: str) -> Told:
    """A place's code, with its name and level where they are known."""
    places = gazetteer.by_code().get(code, ())
    if not places:
        return told("{code}", code=code)
    return told("{code} ({name}, {level})", code=code, name=places[0].name, level=Level(places[0].level))


def _list(  # noqa: PLR0913
    listed: Listed, one: Match, column: str, fix: Told, severity: Severity, *, accepted: Choices | None = None
) -> Problem:
    problem = Problem(
        kind="place", severity=severity, line=one.line, column=column, read=one.text, fix=fix, n=max(1, one.n)
    )
    if accepted is not None:
        weak = one.score < _SURE
        said = problem.id in accepted.accepted if weak else accepted.accepts(problem.id)
        problem = replace(problem, accepted=said, alone=weak)
    listed.add(problem)
    return problem


def _notes(matcher: Matcher, found: list[Match], listed: Listed, column: str) -> None:
    """Says how the places were read: ISO's codes, numbers of before 2021, names by their order."""
    for one in found:
        if one.status is Status.MATCHED and one.how == BY_ORDER:
            fix = told(
                "one of several places of that name; by the order of the rows {code} ({level})",
                code=one.code,
                level=Level(one.level),
            )
            listed.add(_note("order", one, column, fix))
        if one.status is Status.MATCHED and one.text in {"GR", "GB"}:
            listed.add(
                _note(
                    "code",
                    one,
                    column,
                    told("ISO writes {iso}, Eurostat {code}; read as {code}", iso=one.text, code=one.code),
                )
            )
    urban = [one for one in found if one.how == BY_CODE and one.level in {"city", "fua"} and one.text != one.code]
    if urban:
        old = tuple(told("{old} is {code} {name}", old=one.text, code=one.code, name=one.name) for one in urban[:3])
        fix = told("{n} codes of older lists are read as today's, by name: {places}", n=len(urban), places=old)
        listed.add(Problem(kind="old codes", severity=Severity.NOTE, column=column, read=urban[0].text, fix=fix))
    if matcher.weak and matcher.city:
        city = gazetteer.by_code()[matcher.city][0].name
        fix = told("perhaps neighbourhoods of {city}: no such list is held; bring their boundaries along", city=city)
        listed.add(Problem(kind="scheme", severity=Severity.LOST, column=column, read=city, fix=fix))
    if matcher.scheme:
        name, severity = matcher.scheme.name, Severity.NOTE
        fix = told("codes of {name}; read by their correspondence", name=name)
        if not matcher.scheme.codes:
            severity = Severity.LOST
            fix = told("codes of {name}; no correspondence is held: cannot be joined", name=name)
        listed.add(Problem(kind="scheme", severity=severity, column=column, read=matcher.scheme.name, fix=fix))


def _note(kind: str, one: Match, column: str, fix: Told) -> Problem:
    return Problem(kind=kind, severity=Severity.NOTE, line=one.line, column=column, read=one.text, fix=fix)
