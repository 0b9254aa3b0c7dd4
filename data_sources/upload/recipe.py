"""A recipe: what was chosen and accepted for one file, as a small JSON text to apply to next month's."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from data_sources.errors import UploadError
from data_sources.sentences import told
from data_sources.upload.choices import ALL, Choices
from data_sources.upload.matches import ACCEPTED, Status
from data_sources.upload.report import Report

_VERSION = 1
_MOST = 1e12
_MOST_BYTES = 1_000_000
_PAIRS = {"pins", "corrections", "cells"}
_LISTS = {"accepted"}
_NUMBERS = {"least_count", "least_base"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Choices that can be written down; `made_for` is the name of the file they were made for."""

    choices: Choices
    made_for: str = ""

    @classmethod
    def of(cls, report: Report) -> Recipe:
        """The choices behind a report: accepted places are written down as corrections, so that they stay."""
        accepted = {one.text: one.code for one in report.of(Status.MATCHED) if one.how == ACCEPTED}
        corrections = dict(report.choices.corrections) | accepted
        ids = tuple(one for one in report.choices.accepted if one != ALL and not one.startswith("place|"))
        if ALL in report.choices.accepted:
            ids = (*ids, *(one.id for one in report.problems if one.accepted and one.kind != "place"))
        changed = asdict(report.choices) | {"corrections": tuple(corrections.items()), "accepted": ids}
        changed |= {"pins": report.pins if len(report.pins) else report.choices.pins}
        changed |= {"measure": report.choices.measure or (report.chosen if len(report.measures) > 1 else "")}
        changed["pins"] = tuple(pair for pair in changed["pins"] if pair[1].strip() != report.chosen)
        return cls(choices=Choices(**changed), made_for=report.name)

    def write(self) -> bytes:
        """The JSON text; what is as if nothing had been chosen is left out."""
        plain, own = asdict(Choices()), asdict(self.choices)
        chosen = {name: value for name, value in own.items() if value != plain[name]}
        held = {"recipe": _VERSION, "made_for": self.made_for, "choices": chosen}
        return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def read(cls, payload: bytes) -> Recipe:
        """The recipe of a JSON text. Raises `UploadError` for any other text."""
        if len(payload) > _MOST_BYTES:
            raise UploadError(told("The recipe is too big to be one."))
        try:
            held: Any = json.loads(payload)
        except (ValueError, RecursionError) as error:
            raise UploadError(
                told("The recipe is no JSON: {error}.", error=str(error)), line=getattr(error, "lineno", 0)
            ) from error
        if not isinstance(held, dict) or held.get("recipe") != _VERSION or not isinstance(held.get("choices"), dict):
            raise UploadError(told("This is no recipe of this atlas."))
        return cls(choices=_choices(held["choices"]), made_for=str(held.get("made_for", "")))


def _choices(held: dict[str, Any]) -> Choices:
    known = {field.name for field in fields(Choices)}
    unknown = sorted(set(held) - known)
    if unknown:
        raise UploadError(
            told("The recipe says something that is not known here: {name}.", name=unknown[0]), column=unknown[0]
        )
    try:
        return Choices(**{name: _value(name, value) for name, value in held.items()})
    except (TypeError, ValueError) as error:
        raise UploadError(told("The recipe cannot be read: {error}.", error=str(error))) from error


def _value(name: str, value: Any) -> Any:
    """A value of the kind that the choice has; raises ValueError for another kind."""
    if name in _PAIRS:
        return tuple((_text(one), _text(other)) for one, other in value)
    if name in _LISTS:
        return tuple(_text(one) for one in value)
    if name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < _MOST:
            message = f"{name} is no number that can be used"
            raise ValueError(message)
        return float(value)
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        message = f"{value!r} is no text"
        raise ValueError(message)  # noqa: TRY004  one kind of error for all that JSON may hold
    return value
