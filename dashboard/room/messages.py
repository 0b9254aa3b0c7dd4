"""What pages may send to a room: for each message its fields and what each may hold. Anything else is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.language import LANGUAGES
from dashboard.room import moves
from dashboard.room.ids import TOKEN, VISIT
from dashboard.room.model import MOST_PROPOSALS, MOST_STOPS, Room
from dashboard.room.refusal import RoomRefused

LONGEST = 2_000
"""Bytes of a message; a proposal in letters of four bytes and the signs around it."""

LONGEST_OPENING = 16_000
"""Bytes of the message that opens a room: it may hold a packed story."""

_LONGEST_TEXT = 1_200
_STORY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_PACKED = re.compile(r"[A-Za-z0-9_-]{0,6000}")
_PROPOSAL = re.compile(r"[0-9a-f]{12}")

Check = Callable[[object], bool]


def _like(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_STOPS


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


def _list_of(check: Check, most: int) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(check, value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A message: what it does, its fields, and whether only the presenter may send it."""

    act: Callable[..., Room]
    fields: Mapping[str, Check] = field(default_factory=dict)
    by_presenter: bool = False


_VISIT = {"visit": _like(VISIT)}
_ONE = {"proposal": _like(_PROPOSAL)}
_STEP = {"step": _is_number}
_OPEN = {"is_open": lambda value: isinstance(value, bool)}

ACTIONS = {
    "step": Action(act=moves.stepped, fields=_STEP, by_presenter=True),
    "ask": Action(act=moves.asked, fields=_STEP | _OPEN, by_presenter=True),
    "accept": Action(act=moves.accepted, fields=_ONE, by_presenter=True),
    "remove": Action(act=moves.removed, fields=_ONE, by_presenter=True),
    "answer": Action(act=moves.answered, fields=_VISIT | _STEP | {"answer": _is_number}),
    "propose": Action(act=moves.proposed, fields=_VISIT | _STEP | {"text": _is_text}),
    "endorse": Action(act=moves.endorsed, fields=_VISIT | _ONE),
}
"""Last part of an address -> what a message sent there does."""

_OPENING: dict[str, Check] = {
    "token": lambda value: value == "" or _like(TOKEN)(value),
    "story": _like(_STORY),
    "packed": _like(_PACKED),
    "lang": lambda value: isinstance(value, str) and value in LANGUAGES,
    "step": _is_number,
    "furthest": _is_number,
    "closed": _list_of(_is_number, MOST_STOPS),
    "accepted": _list_of(_like(_PROPOSAL), MOST_PROPOSALS),
    "removed": _list_of(_like(_PROPOSAL), 2 * MOST_PROPOSALS),
}


def opening(body: bytes) -> dict[str, Any]:
    """The message that opens a room, or makes the same again after a restart. Raises `RoomRefused`."""
    return _fields(body, _OPENING)


def of(action: Action, body: bytes) -> dict[str, Any]:
    """The fields of a message, a presenter's with their `token`. Raises `RoomRefused`."""
    secret: Mapping[str, Check] = {"token": _like(TOKEN)} if action.by_presenter else {}
    return _fields(body, {**action.fields, **secret})


def _fields(body: bytes, checks: Mapping[str, Check]) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise RoomRefused("unreadable") from None
    if not isinstance(content, dict):
        raise RoomRefused("unreadable")
    if content.keys() != checks.keys() or not all(check(content[name]) for name, check in checks.items()):
        # a presenter's message without the secret is a stranger's, whatever else is wrong with it
        raise RoomRefused("stranger" if "token" in checks and not checks["token"](content.get("token")) else "unknown")
    return content
