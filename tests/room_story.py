"""A presenter's own story of three steps, one with a question: what tests of rooms follow."""

from __future__ import annotations

import json
from typing import Any

from dashboard.story import own

_STEPS: list[dict[str, Any]] = [
    {"page": "explore", "view": {"indicator": "for_ctz", "year": "2019"}, "title": "Foreign citizens"},
    {
        "page": "explore",
        "view": {"indicator": "pm25", "level": "nuts2", "year": "2019"},
        "title": "Fine dust",
        "ask": {"question": "Where is more of it?", "answers": ["In the east", "In the west", "The same"]},
    },
    {"page": "explore", "view": {"indicator": "asy_all", "year": "2015"}, "title": "Asylum"},
]
COUNT = len(_STEPS)
_DOCUMENT = {"format": own.FORMAT, "version": own.VERSION, "question": "Who lives where?", "steps": _STEPS}


def packed() -> str:
    """The story as part of a link."""
    return own.packed(own.read(json.dumps(_DOCUMENT).encode()))


def opening(**more: Any) -> dict[str, Any]:
    """The message that opens a room for it."""
    message = {"token": "", "story": own.ID, "packed": packed(), "lang": "en", "step": 0, "furthest": 0}
    return message | {"closed": [], "accepted": [], "removed": []} | more
