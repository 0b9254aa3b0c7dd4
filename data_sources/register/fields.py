"""Fields that know what they may hold: the check of an entry and the published schema are both made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_type_hints

from data_sources.errors import UploadError
from data_sources.register import free_text
from data_sources.sentences import told

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_JOINERS = str.maketrans("", "", "\u200c\u200d")
"""Marks without width that some scripts need inside words."""

_FORMULA = "=-@"
_PARTING = ";|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a field is for, and what its text or number may be. `free` text is searched for personal data.

    `needed` is noted in the schema for what has no default.
    """

    told: str
    pattern: str = ""
    longest: int = 0
    lowest: float | None = None
    highest: float | None = None
    free: bool = False
    needed: bool = False


@lru_cache(maxsize=16)
def rules(record: type[DataclassInstance]) -> dict[str, Rule]:
    """Field -> its rule, of the fields that are annotated with one."""
    hints = get_type_hints(record, include_extras=True)
    return {name: rule for name, hint in hints.items() for rule in _of(hint)}


def _of(hint: Any) -> tuple[Rule, ...]:
    return tuple(one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Rule))


def check(record: DataclassInstance, prefix: str = "") -> None:
    """Refuses what breaks a rule, by the column's name, its value and what to do. Raises `UploadError`."""
    for name, rule in rules(type(record)).items():
        value = getattr(record, name)
        for part in value if isinstance(value, tuple) else (value,):
            fault = _fault(part, rule)
            if fault:
                raise refused(prefix + name, part, fault)


def refused(column: str, read: object, what_to_do: str) -> UploadError:
    """The error for one cell: which column, what was read there, and what to do."""
    message = told("{column}: “{read}” cannot be taken. {todo}", column=column, read=str(read), todo=what_to_do)
    return UploadError(message, column=column)


def _fault(value: object, rule: Rule) -> str:
    """Why a value breaks a rule and what to do instead, or ""."""
    if isinstance(value, bool) or value in ("", None):
        return ""
    if isinstance(value, int | float):
        return _fault_of_number(value, rule)
    return _fault_of_text(value, rule) if type(value) is str else ""


def _fault_of_number(value: float, rule: Rule) -> str:
    low, high = rule.lowest, rule.highest
    if low is None or high is None or low <= value <= high:
        return ""
    return told("Write a number from {low} to {high}.", low=f"{low:g}", high=f"{high:g}")


def _fault_of_text(text: str, rule: Rule) -> str:
    if rule.pattern:
        return "" if re.fullmatch(rule.pattern, text) else told("Write it in this form: {form}", form=rule.told)
    if " ".join(text.split()) != text or not text.translate(_JOINERS).isprintable():
        return told("Write it in one line, without signs that cannot be seen.")
    if len(text) > rule.longest:
        return told("It has {n} letters; shorten it to {most}.", n=len(text), most=rule.longest)
    if text[0] in _FORMULA or (rule.free and text[0] == "+"):
        return told("Let it begin with a letter or digit: a spreadsheet would take it for a formula.")
    return told(next(iter(free_text.refusals(text)), "")) if rule.free else ""


def unparted(column: str, text: str) -> None:
    """Refuses the signs that part lists in a CSV cell. Raises `UploadError`."""
    if any(sign in text for sign in _PARTING):
        raise refused(
            column, text, told("Leave out the semicolon and the vertical bar: they part one tie from the next.")
        )
