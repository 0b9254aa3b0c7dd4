"""What is wrong with a file, or was read in a way that the reader should know: line, column, text, fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from data_sources.sentences import NOTHING, Told, told
from data_sources.upload.limits import MOST_OF_A_KIND


class Severity(StrEnum):
    """What a reader has to do about a problem."""

    NOTE = "note"
    """It was read as the fix says; nothing is lost."""

    ASK = "ask"
    """The fix is a proposal, done once accepted; until then the rows are left out."""

    LOST = "lost"
    """It cannot be read; the rows are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem: `read` is what stands in the file, `fix` what is done or proposed, `n` how many cells have it."""

    kind: str
    severity: Severity
    line: int = 0
    column: str = ""
    read: str = ""
    fix: Told = NOTHING
    n: int = 1
    accepted: bool = False
    alone: bool = False
    """Too weak a guess to be accepted together with the others."""

    @property
    def id(self) -> str:
        """The same for the same fault in next month's file."""
        return f"{self.kind}|{self.column}|{self.read}"

    @property
    def open(self) -> bool:
        """True while the reader has still to say yes."""
        return self.severity is Severity.ASK and not self.accepted


class Listed:
    """Problems as they are found: few of a kind one by one, the others counted."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._held: dict[str, Problem] = {}
        self._of_a_kind: dict[tuple[str, str], int] = {}
        self._more: dict[tuple[str, str], Problem] = {}
        for problem in problems:
            self.add(problem)

    def add(self, problem: Problem) -> None:
        """Notes a problem; one of which enough are listed is only counted, unless it asks the reader."""
        key = (problem.kind, problem.column)
        seen = self._of_a_kind.get(key, 0)
        if problem.id in self._held or problem.severity is Severity.ASK or seen < MOST_OF_A_KIND:
            self._of_a_kind[key] = seen + 1
            self._held.setdefault(problem.id, problem)
            return
        first = self._more.get(key)
        n = problem.n + (first.n if first else 0)
        self._more[key] = Problem(
            kind=problem.kind,
            severity=problem.severity,
            line=first.line if first else problem.line,
            column=problem.column,
            read="",
            fix=told("{n} more of this kind", n=n),
            n=n,
        )

    def __iter__(self) -> Iterator[Problem]:
        """All of them: what asks the reader first, then what is lost, then notes, by line."""
        order = [Severity.ASK, Severity.LOST, Severity.NOTE]
        every = [*self._held.values(), *self._more.values()]
        return iter(sorted(every, key=lambda one: (order.index(one.severity), one.line, one.column, one.read)))
