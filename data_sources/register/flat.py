"""An entry as plain values and back: nested as in JSON, or a row of texts as in CSV. One way in for both."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from data_sources.model import Theme
from data_sources.register.fields import refused
from data_sources.register.model import Agreement, Answers, Entry, Funding, Place, Tie, coarse
from data_sources.register.vocabulary import THEMES, Kind
from data_sources.sentences import Told, told

Json = Any
PARTS: dict[str, type[Any]] = {"place": Place, "funding": Funding, "consent": Agreement, "answers": Answers}
"""Fields of an entry that have fields of their own: each is a column `place_city`, `funding_type` ..."""

_LIST, _TIE = "; ", " | "
_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}
_TIE_PARTS = tuple(one.name for one in fields(Tie))


@lru_cache(maxsize=1)
def columns() -> tuple[str, ...]:
    """The columns of a CSV file, in order."""
    found: list[str] = []
    for one in fields(Entry):
        part = PARTS.get(one.name)
        found += [f"{one.name}_{inner.name}" for inner in fields(part)] if part else [one.name]
    return tuple(found)


def nested(record: Any) -> Json:
    """An entry, or a part of it, as JSON values."""
    if is_dataclass(record):
        return {one.name: nested(getattr(record, one.name)) for one in fields(record)}
    if isinstance(record, tuple):
        return [nested(one) for one in record]
    if isinstance(record, Enum):
        return record.value
    return record.isoformat() if isinstance(record, dt.date) else record


def row(entry: Entry) -> dict[str, str]:
    """An entry as texts by column."""
    found: dict[str, str] = {}
    for name, value in nested(entry).items():
        if name in PARTS:
            inner = value or {}
            found |= {f"{name}_{one.name}": _cell(inner.get(one.name)) for one in fields(PARTS[name])}
        else:
            found[name] = _cell(value)
    return found


def _cell(value: Json) -> str:
    if isinstance(value, list):
        return _LIST.join(_TIE.join(map(str, one.values())) if isinstance(one, dict) else one for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def of_row(cells: Mapping[str, str]) -> Entry:
    """The entry of a CSV row. Raises `UploadError` with the column."""
    found: dict[str, Json] = {}
    for name, text in cells.items():
        part, _, inner = name.partition("_")
        if part in PARTS:
            found.setdefault(part, {})[inner] = text
        else:
            found[name] = text
    return of_json(found | {"ties": _ties(cells.get("ties", ""))})


def _ties(text: str) -> list[dict[str, str]]:
    """Ties as written in one cell: name | sector | proximity | strength; the next after a semicolon."""
    found = []
    for one in filter(None, map(str.strip, text.split(";"))):
        parts = [part.strip() for part in one.split("|")]
        if len(parts) != len(_TIE_PARTS):
            raise refused("ties", one, told("Write each tie as: name | sector | proximity | strength from 1 to 3."))
        found.append(dict(zip(_TIE_PARTS, parts, strict=True)))
    return found


def of_json(record: Mapping[str, Json]) -> Entry:
    """The entry of JSON values. Raises `UploadError` with the column."""
    found: Entry = _made(Entry, _with_answers(_with_coarse_place(record)), "")
    return found


def _with_coarse_place(record: Mapping[str, Json]) -> Mapping[str, Json]:
    """A point is made coarse before anything keeps it."""
    place = record.get("place")
    if not isinstance(place, Mapping) or "" in (place.get("lon") or "", place.get("lat") or ""):
        return record
    lon, lat = (_number(place[name], f"place_{name}") for name in ("lon", "lat"))
    east, north = coarse(lon, lat)
    return {**record, "place": {**place, "lon": east, "lat": north}}


def _with_answers(record: Mapping[str, Json]) -> Mapping[str, Json]:
    """Digital tools say "not stated" where they say nothing; others have no answers."""
    given = record.get("answers")
    told = {name: text for name, text in given.items() if text} if isinstance(given, Mapping) else {}
    tool = str(record.get("kind", "")).strip() == Kind.DIGITAL_TOOL.value
    return {**record, "answers": told if tool or told else None}


@lru_cache(maxsize=16)
def _hints(kind: type[Any]) -> dict[str, Any]:
    """What each field is declared as; asked of every part of every entry."""
    return get_type_hints(kind)


def _made(kind: type[Any], record: Json, prefix: str) -> Any:
    """A dataclass from JSON values; what is missing or empty is its default."""
    if not isinstance(record, Mapping):
        raise refused(prefix.removesuffix("_"), record, told("Write an object with names and values."))
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]  # a class can be a key
    values = {}
    for name in record:
        if name not in hints:
            raise refused(prefix + str(name), "", _meant(told("No such column."), str(name), tuple(hints)))
    for one in fields(kind):
        value = record.get(one.name)
        if value not in ("", None, []) and value != {}:
            values[one.name] = _value(hints[one.name], value, prefix + one.name)
        elif one.default is MISSING:
            raise refused(prefix + one.name, "", told("Fill this in: every entry needs it."))
        elif one.name == "answers" and value == {}:
            values[one.name] = Answers()
    return kind(**values)


def _value(hint: Any, value: Json, column: str) -> Any:
    """A value of the type that a field is declared with."""
    if isinstance(hint, UnionType):
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        return _values(get_args(hint)[0], value, column)
    if is_dataclass(hint) and isinstance(hint, type):
        return _made(hint, value, f"{column}_")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint, value, column)
    return _PLAIN[hint](value, column)


def _values(hint: Any, value: Json, column: str) -> tuple[Any, ...]:
    parts = [one.strip() for one in value.split(";")] if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise refused(column, value, told("Write a list."))
    return tuple(_value(hint, one, column) for one in parts if one != "")


def _choice(kind: type[Enum], value: Json, column: str) -> Enum:
    names = tuple(str(one.value) for one in (THEMES if kind is Theme else kind))
    if value not in names:
        raise refused(column, value, _meant(told("Choose from: {names}.", names=", ".join(names)), str(value), names))
    return kind(value)


def _meant(fault: Told, word: str, names: tuple[str, ...]) -> Told:
    """The fault, with the name that is nearest to what was written."""
    near = difflib.get_close_matches(word, names, 1)
    return told("{fault} Did you mean {name}?", fault=fault, name=near[0]) if near else fault


def _text(value: Json, column: str) -> str:
    if not isinstance(value, str):
        raise refused(column, value, told("Write a text."))
    return " ".join(value.split())


def _number(value: Json, column: str) -> float:
    try:
        found = float(str(value).strip().replace(",", "."))
    except ValueError:
        raise refused(column, value, told("Write a number.")) from None
    if isinstance(value, bool) or not isfinite(found):
        raise refused(column, value, told("Write a number."))
    return found


def _whole(value: Json, column: str) -> int:
    found = _number(value, column)
    if found != int(found):
        raise refused(column, value, told("Write a whole number."))
    return int(found)


def _yes(value: Json, column: str) -> bool:
    word = str(value).strip().lower()
    if word not in _YES | _NO:
        raise refused(column, value, told("Write yes or no."))
    return word in _YES


def _day(value: Json, column: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise refused(column, value, told("Write a day as year-month-day, such as 2026-11-22.")) from None


_PLAIN: dict[Any, Callable[[Json, str], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _yes,
    dt.date: _day,
}
