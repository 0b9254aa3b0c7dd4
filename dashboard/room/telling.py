"""What a room tells its streams: all of it at first, then only what changed. Never who answered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from dashboard.room.model import Proposal, Room
from dashboard.room.moves import counts

Json = dict[str, Any]
Event = tuple[str, Json]
"""Its name and its content."""

_DIGITS = 8


def show(room: Room) -> str:
    """A few digits for what is presented: a page that holds another story loads itself again."""
    return hashlib.sha256(f"{room.story} {room.packed} {room.lang}".encode()).hexdigest()[:_DIGITS]


def whole(room: Room) -> Json:
    """All that a page needs to know of a room."""
    asked = [n for n, stop in enumerate(room.stops) if stop.answers]
    return {
        "room": room.id,
        "born": room.born,
        "show": show(room),
        "step": room.step,
        "furthest": room.furthest,
        "closed": sorted(room.closed),
        "bars": {str(n): list(counts(room, n)) for n in asked},
        "proposals": [_proposal(one) for one in room.proposals],
    }


def changes(before: Room, after: Room) -> list[Event]:
    """What a page that knows the room as it was must be told."""
    events: list[Event] = []
    if (before.step, before.furthest) != (after.step, after.furthest):
        events.append(("step", {"step": after.step, "furthest": after.furthest}))
    if before.closed != after.closed:
        events.append(("closed", {"closed": sorted(after.closed)}))
    for n, stop in enumerate(after.stops):
        if stop.answers and counts(before, n) != counts(after, n):
            events.append(("bars", {"step": n, "counts": list(counts(after, n))}))
    known = {one.id: _proposal(one) for one in before.proposals}
    told = {one.id: _proposal(one) for one in after.proposals}
    events += [("proposal", one) for id, one in told.items() if known.get(id) != one]
    events += [("removed", {"id": id}) for id in known if id not in told]
    return events


def moved(before: Room, after: Room) -> bool:
    """Whether the change is one that nobody may wait for."""
    return before.step != after.step or before.closed != after.closed


def message(event: str, content: Mapping[str, Any]) -> bytes:
    """One server-sent event."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"event: {event}\ndata: {text}\n\n".encode()


def _proposal(one: Proposal) -> Json:
    return {"id": one.id, "step": one.step, "text": one.text, "n": one.endorsements, "stand": one.stand.value}
