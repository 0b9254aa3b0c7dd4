"""What changes a room: each takes a room and gives the next one, or raises `RoomRefused` and changes nothing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from dashboard.room.model import MOST_OF_ONE, MOST_PROPOSALS, MOST_VISITS, Proposal, Room, Stand, Stop
from dashboard.room.refusal import LONGEST_PROPOSAL, RoomRefused
from data_sources.register import free_text

_BLANKS = re.compile(r"\s+")
_LEFT_OUT = {"Cc", "Cf", "Cs", "Cn", "Co"}
"""Signs that are not seen, or turn the direction of what is."""

_ID_DIGITS = 12


def stepped(room: Room, step: int) -> Room:
    """The presenter shows another step, or the end."""
    if not 0 <= step <= len(room.stops):
        raise RoomRefused("no_step")
    return replace(room, step=step, furthest=max(step, room.furthest))


def asked(room: Room, step: int, *, is_open: bool) -> Room:
    """The question of a step takes answers, or no more."""
    if not _stop(room, step).answers:
        raise RoomRefused("no_question")
    return replace(room, closed=room.closed - {step} if is_open else room.closed | {step})


def answered(room: Room, visit: str, step: int, answer: int) -> Room:
    """A phone's answer; another one of the same phone takes its place."""
    if step > room.furthest or step in room.closed or not 0 <= answer < _stop(room, step).answers:
        raise RoomRefused("no_question")
    _admit(room, visit)
    held = {**room.answers.get(step, {}), visit: answer}
    return replace(room, answers={**room.answers, step: held})


def proposed(room: Room, visit: str, step: int, text: str) -> Room:
    """One more proposal; the same words at the same step are an endorsement of those that stand there."""
    _stop(room, step)
    words = plain(text)
    id = proposal_id(step, words)
    if step > room.furthest or id in room.removed:
        raise RoomRefused("no_proposal")
    if room.proposal(id):
        return endorsed(room, visit, id)
    _admit(room, visit)
    if sum(one.visits[0] == visit for one in room.proposals) >= MOST_OF_ONE:
        raise RoomRefused("enough")
    if len(room.proposals) >= MOST_PROPOSALS:
        raise RoomRefused("full")
    stand = Stand.ACCEPTED if id in room.accepted else Stand.OPEN
    new = Proposal(id=id, step=step, text=words, visits=(visit,), stand=stand)
    return replace(room, proposals=(*room.proposals, new))


def endorsed(room: Room, visit: str, proposal: str) -> Room:
    """A phone's endorsement; a second one of the same phone, or of its own proposal, adds nothing."""
    found = _standing(room, proposal)
    if visit in found.visits:
        return room
    _admit(room, visit)
    return _with(room, replace(found, visits=(*found.visits, visit)))


def accepted(room: Room, proposal: str) -> Room:
    """The presenter accepts a proposal."""
    found = _standing(room, proposal)
    return replace(_with(room, replace(found, stand=Stand.ACCEPTED)), accepted=room.accepted | {proposal})


def removed(room: Room, proposal: str) -> Room:
    """The presenter takes a proposal away; one that is accepted stays."""
    if _standing(room, proposal).stand is Stand.ACCEPTED:
        raise RoomRefused("no_proposal")
    left = tuple(one for one in room.proposals if one.id != proposal)
    return replace(room, proposals=left, removed=room.removed | {proposal})


def plain(text: str) -> str:
    """A proposal's words on one line, as they are kept. Raises `RoomRefused` where they cannot be."""
    seen = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in _LEFT_OUT)
    words = _BLANKS.sub(" ", unicodedata.normalize("NFC", seen)).strip()
    if not any(letter.isalpha() for letter in words):
        raise RoomRefused("empty")
    if len(words) > LONGEST_PROPOSAL:
        raise RoomRefused("long")
    if free_text.refusals(words):
        raise RoomRefused("personal")
    return words


def proposal_id(step: int, words: str) -> str:
    """Always the same for the same words at the same step, so that phones find it again after a restart."""
    return hashlib.sha256(f"{step} {words.casefold()}".encode()).hexdigest()[:_ID_DIGITS]


def counts(room: Room, step: int) -> tuple[int, ...]:
    """How often each answer of a step was given."""
    given = list(room.answers.get(step, {}).values())
    return tuple(given.count(n) for n in range(room.stops[step].answers))


def best(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The most endorsed first, then as they came."""
    return sorted(proposals, key=lambda one: -one.endorsements)


def _stop(room: Room, step: int) -> Stop:
    if not 0 <= step < len(room.stops):
        raise RoomRefused("no_step")
    return room.stops[step]


def _standing(room: Room, id: str) -> Proposal:
    found = room.proposal(id)
    if found is None:
        raise RoomRefused("no_proposal")
    return found


def _with(room: Room, new: Proposal) -> Room:
    return replace(room, proposals=tuple(new if one.id == new.id else one for one in room.proposals))


def _admit(room: Room, visit: str) -> None:
    """Raises `RoomRefused` for a phone more than a room takes."""
    known = room.visits()
    if visit not in known and len(known) >= MOST_VISITS:
        raise RoomRefused("full")
