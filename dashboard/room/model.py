"""A room as a value: what the presenter shows, what was answered, what was proposed. No names, no addresses.

A visit is a random number that a phone's page draws for itself. It is held here so that a phone is counted once, and is
told to nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_STOPS = 20
MOST_VISITS = 600
MOST_PROPOSALS = 120
MOST_OF_ONE = 10
"""Proposals of one visit."""


class Stand(StrEnum):
    """What the presenter did with a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A step of the story as a room needs it: its key, and how many answers its question has (0: no question)."""

    key: str
    answers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A recommendation proposed at a step; `visits` are those who propose or endorse it, the first one's first."""

    id: str
    step: int
    text: str
    visits: tuple[str, ...]
    stand: Stand = Stand.OPEN

    @property
    def endorsements(self) -> int:
        """How many others endorse it."""
        return len(self.visits) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A followed presentation of one story. `packed` is the link of a presenter's own story, else ""."""

    id: str
    lock: str
    born: str
    """Another one each time the room is made: after a restart phones say again what they said."""

    story: str
    packed: str
    lang: str
    stops: tuple[Stop, ...]
    step: int = 0
    """What the presenter shows, from 0; the number of stops is the end of the story."""

    furthest: int = 0
    closed: frozenset[int] = frozenset()
    """Steps whose question takes no more answers."""

    answers: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """Step -> visit -> number of the answer."""

    proposals: tuple[Proposal, ...] = ()
    accepted: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    """Ids of proposals the presenter accepted or took away; some may come again only after a restart."""

    def proposal(self, id: str) -> Proposal | None:
        """The proposal of this id."""
        return next((one for one in self.proposals if one.id == id), None)

    def visits(self) -> frozenset[str]:
        """Every visit that answered, proposed or endorsed."""
        told = (visit for answers in self.answers.values() for visit in answers)
        return frozenset(told) | {visit for one in self.proposals for visit in one.visits}
