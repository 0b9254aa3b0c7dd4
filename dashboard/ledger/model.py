"""What a recommendation is made of: a claim, the figures it stands on, who can act, and how to watch it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dashboard.view import View
from data_sources.model import Level, Theme


class Measure(StrEnum):
    """How a reading is taken of one or two indicators."""

    LEVEL = "level"
    SPREAD = "spread"
    GAP = "gap"
    ASSOCIATION = "association"
    TREND = "trend"
    AGE = "age"


class Confidence(StrEnum):
    """How far a claim can be leaned on; the rule is in `confidence`."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


class State(StrEnum):
    """A card beside the figures held now."""

    HOLDS = "holds"
    REVISED = "revised"
    CHANGED = "changed"
    NOTHING = "nothing"


class Origin(StrEnum):
    """Where a card comes from."""

    STARTER = "starter"
    ROOM = "room"
    HAND = "hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is read: an indicator, or two at the same places, at a level, and how."""

    measure: Measure
    indicator: str
    other: str = ""
    level: Level = Level.COUNTRY
    per_head: bool = False

    @property
    def view(self) -> View:
        """The View that shows it."""
        return View(indicator=self.indicator, other=self.other, level=self.level, per_head=self.per_head)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the figures said: `sign` of the finding, its `kind` from a short list, the flags, `n` of `of` places.

    `numbers` and `names` fill the sentence; `digest` stands for the rows that were read.
    """

    sign: int
    kind: str
    flags: str
    n: int
    of: int
    period: str
    digest: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def moved(self, now: Reading) -> tuple[str, ...]:
        """Which of sign, kind, flags and coverage differ from what is read now."""
        parts = {"sign": "sign", "kind": "kind", "flags": "flags", "n": "coverage", "of": "coverage"}
        return tuple(dict.fromkeys(told for name, told in parts.items() if getattr(self, name) != getattr(now, name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The point of a framework that asks for what a card recommends, and where it is written."""

    framework: str
    point: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One recommendation. The words of a starter are English source sentences; those of others are their author's.

    `wanted` names the data set that would be the evidence where none is held.
    """

    id: str
    action: str
    evidence: tuple[Evidence, ...]
    actor: str
    theme: Theme
    target: str
    anchor: Anchor | None
    monitor: str
    caveat: str = ""
    wanted: str = ""
    origin: Origin = Origin.STARTER
    endorsed: int = 0
    day: str = ""
    snapshot: str = ""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece of evidence now: its reading, and the one it was confirmed with, where it was."""

    evidence: Evidence
    now: Reading | None
    before: Reading | None

    @property
    def moved(self) -> tuple[str, ...]:
        """What differs; `missing` where figures that were read are no longer held."""
        if self.before is None:
            return ()
        return ("missing",) if self.now is None else self.before.moved(self.now)

    @property
    def revised(self) -> bool:
        """True where figures were revised and the finding stands."""
        return bool(self.now and self.before and not self.moved and self.before.digest != self.now.digest)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A card beside the figures held now."""

    card: Card
    pieces: tuple[Piece, ...]
    confidence: Confidence | None

    @property
    def state(self) -> State:
        """Whether the evidence is there, and still says what it said."""
        if any(piece.moved for piece in self.pieces):
            return State.CHANGED
        if not any(piece.now for piece in self.pieces):
            return State.NOTHING
        return State.REVISED if any(piece.revised for piece in self.pieces) else State.HOLDS
