"""The published JSON Schema of a register file, made from the model: `python -m data_sources.register.json_schema`."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import MISSING, fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from data_sources.model import Theme
from data_sources.register.fields import Rule, rules
from data_sources.register.model import Entry
from data_sources.register.reading import FORMAT, MOST_ENTRIES, VERSION
from data_sources.register.vocabulary import SDG_TARGETS, THEMES, Consent, Kind, Origin
from data_sources.whole_files import write_whole

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FILE = Path(__file__).parent / "register.schema.json"
Schema = dict[str, Any]

_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    NoneType: {"type": "null"},
}


def schema() -> Schema:
    """The schema of a whole file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Register of intermediaries, initiatives and digital tools",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "entries"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "entries": {"type": "array", "maxItems": MOST_ENTRIES, "items": _object(Entry) | {"allOf": _conditions()}},
            "stones": {
                "description": "By the id of an entry, what a later removal is told by; in exports only.",
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
        },
    }


def _object(kind: type[DataclassInstance]) -> Schema:
    hints, own = get_type_hints(kind), {one.name: Rule(told="") for one in fields(kind)} | rules(kind)
    needed = [one.name for one in fields(kind) if one.default is MISSING]
    for name in needed:
        own[name] = replace(own[name], needed=True)
    return {
        "type": "object",
        "additionalProperties": False,
        "required": needed,
        "properties": {name: _typed(name, hint, own[name]) | _told(own[name]) for name, hint in hints.items()},
    }


def _told(rule: Rule) -> Schema:
    return {"description": rule.told} if rule.told else {}


def _typed(name: str, hint: Any, rule: Rule) -> Schema:
    parts = get_args(hint)
    if get_origin(hint) is tuple:
        return {"type": "array", "uniqueItems": True, "items": _typed(name, parts[0], rule)}
    if NoneType in parts:
        return {"anyOf": [_typed(name, one, rule) for one in parts]}
    if is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [one.value for one in (THEMES if hint is Theme else hint)]}
    return {"enum": list(SDG_TARGETS)} if name == "sdg_targets" else _PLAIN[hint] | _limits(hint, rule)


def _limits(hint: Any, rule: Rule) -> Schema:
    """What a rule says of a text or number. An optional text may be empty."""
    if rule.pattern:
        return {"pattern": f"^({rule.pattern}){'' if rule.needed else '?'}$"}
    if rule.longest:
        return {"maxLength": rule.longest} | ({"minLength": 1} if rule.needed else {})
    bounds = {"minimum": rule.lowest, "maximum": rule.highest}
    return {name: edge for name, edge in bounds.items() if edge is not None and hint in {int, float}}


def _conditions() -> list[Schema]:
    """What must go together: consent with persons, answers with tools, a label with demonstrations."""
    given = _consent({"const": Consent.GIVEN.value})
    return [
        {"if": _is("kind", Kind.PERSON), "then": given},
        {"if": _is("kind", Kind.DIGITAL_TOOL), "else": {"properties": {"answers": {"type": "null"}}}},
        {
            "if": _is("provenance", Origin.DEMONSTRATION),
            "then": _consent({"const": Consent.NOT_NEEDED.value})
            | {"properties": {"name": {"pattern": "\\(fictional\\)"}}},
            "else": {"not": _consent({"const": Consent.NOT_NEEDED.value})},
        },
    ]


def _is(name: str, value: Enum) -> Schema:
    return {"properties": {name: {"const": value.value}}, "required": [name]}


def _consent(status: Schema) -> Schema:
    inside = {"properties": {"status": status}, "required": ["status"]}
    return {"required": ["consent"], "allOf": [{"properties": {"consent": inside}}]}


def text() -> str:
    """The schema as it is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    write_whole(FILE, text().encode())
