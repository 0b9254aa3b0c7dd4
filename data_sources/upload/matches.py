"""The match table: which place each text of a file is, or why it is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data_sources.sentences import NOTHING, Told, told
from data_sources.upload.gazetteer import Candidate

ACCEPTED = told("accepted by you")
BY_ORDER = told("order of the rows")
BY_CODE, BY_NAME = told("code"), told("name")
"""By what a place was found."""


class Status(StrEnum):
    """What became of a text."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    UNMATCHED = "unmatched"
    AGGREGATE = "aggregate"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One text of the column of places, and what it is.

    `kind` is what another column says of it, `turn` which of several rows of one name it is, from 0. `how` says by
    what it was found; `candidates` are the codes it may mean; `suggestion` is the nearest place, with its `score`
    of at most 100. `line` is the first line, `n` the number of rows.
    """

    text: str
    status: Status
    kind: str = ""
    turn: int = 0
    code: str = ""
    name: str = ""
    level: str = ""
    vintage: str = ""
    how: Told = NOTHING
    reason: Told = NOTHING
    candidates: tuple[str, ...] = ()
    suggestion: str = ""
    suggested_name: str = ""
    score: float = 0.0
    line: int = 0
    n: int = 0

    def described(self) -> dict[str, object]:
        """What is not empty, for JSON."""
        fields = {
            "read": self.text, "kind": self.kind, "code": self.code, "name": self.name, "level": self.level,
            "vintage": self.vintage, "how": self.how, "reason": self.reason, "candidates": list(self.candidates),
            "suggestion": self.suggestion, "suggested_name": self.suggested_name, "score": round(self.score),
            "line": self.line, "rows": self.n,
        }  # fmt: skip
        return {name: value for name, value in fields.items() if value or name == "read"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text to be matched, with what the file says beside it."""

    text: str
    kind: str = ""
    turn: int = 0
    turns: int = 1
    label: str = ""
    country: str = ""
    position: int = 0
    line: int = 0
    n: int = 0

    def found(self, place: Candidate, how: Told, *, score: float = 100.0) -> Match:
        """The match with a place."""
        return Match(
            text=self.text,
            status=Status.MATCHED,
            kind=self.kind,
            turn=self.turn,
            code=place.code,
            name=place.name,
            level=place.level,
            vintage=place.vintage,
            how=how,
            score=score,
            line=self.line,
            n=self.n,
        )

    def lost(self, status: Status, reason: Told = NOTHING, candidates: tuple[Candidate, ...] = ()) -> Match:
        """No match, and why."""
        codes = tuple(dict.fromkeys(one.code for one in candidates))
        return Match(
            text=self.text,
            status=status,
            kind=self.kind,
            turn=self.turn,
            reason=reason,
            candidates=codes[:12],
            line=self.line,
            n=self.n,
        )
