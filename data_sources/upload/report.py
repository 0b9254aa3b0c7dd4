"""The doctor's report of a file: how it was read, which places it has, what is wrong, and its observation table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd

from data_sources.model import (
    UNDATED,
    Dataflow,
    Direction,
    Frequency,
    Indicator,
    Kind,
    Level,
    Note,
    Provenance,
    Theme,
    Unit,
)
from data_sources.schema import Observations, check
from data_sources.upload import periods
from data_sources.upload.choices import Choices
from data_sources.upload.guesses import UNITS
from data_sources.upload.matches import Match, Status
from data_sources.upload.ownshapes import Boundaries
from data_sources.upload.problems import Problem
from data_sources.upload.sheet import Sheet

UNVERIFIED = "uploaded, unverified"
SOURCE = "upload"
_NOT_CHECKED = "Uploaded, unverified: nobody has checked the figures of {file}."
_HALF = 0.5
_LISTED = 5_000
_DAILY = "D"


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that reading a file gives.

    `table` is the observation table of the chosen measure in canonical columns (empty where nothing could be mapped),
    `points` the same of rows with longitude and latitude. `matches` are the places as written; `dimensions` what can
    be pinned and to what; `boundaries` the reader's own shapes, if any. `small` counts figures that may point at
    single people; `way` says how points were put into regions, empty where they were not. `kind` and `direction` are
    guesses.
    """

    name: str
    choices: Choices
    sheet: Sheet
    form: str
    layout: str
    columns: tuple[str, ...]
    decimal: str
    level: str
    vintage: str
    scheme: str
    matches: tuple[Match, ...]
    measure: str
    """What the chosen measure is called, with what its pins say."""

    chosen: str
    """Which of `measures` it is."""

    measures: tuple[str, ...]
    pins: tuple[tuple[str, str], ...]
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    problems: tuple[Problem, ...]
    table: pd.DataFrame
    points: pd.DataFrame
    long: pd.DataFrame
    """One row a figure as read: `line`, `column`, `read`, `geo`, `time_period`, `obs_value`, flags; for `cleaned`."""

    kind: Kind
    direction: Direction
    decimals: int
    small: int = 0
    way: str = ""
    boundaries: Boundaries | None = None

    @property
    def rows(self) -> int:
        """How many rows the table in the file has."""
        return len(self.sheet.lines)

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods with a figure, in order."""
        held = self.table if len(self.table) else self.points
        return tuple(sorted(held.loc[held["obs_value"].notna(), "time_period"].astype(str).unique()))

    def of(self, status: Status) -> tuple[Match, ...]:
        """The texts with this status."""
        return tuple(one for one in self.matches if one.status is status)

    @property
    def levels(self) -> dict[str, int]:
        """Level -> how many places of it were found, most first."""
        return dict(Counter(one.level for one in self.of(Status.MATCHED)).most_common())

    @property
    def mapped(self) -> bool:
        """True where it can be mapped: figures at points, or at places of which at least half are known."""
        if len(self.points):
            return bool(self.points["obs_value"].notna().any() or len(self.table))
        found, lost = len(self.of(Status.MATCHED)), len(self.of(Status.UNMATCHED)) + len(self.of(Status.AMBIGUOUS))
        return bool(self.table["obs_value"].notna().any()) and found >= _HALF * (found + lost)

    @property
    def frequency(self) -> Frequency:
        """How often the figures come; days and weeks count as months."""
        letters = {periods.frequency(one) for one in self.periods if one != UNDATED}
        if letters <= {"A"}:
            return Frequency.ANNUAL
        return Frequency.QUARTERLY if letters <= {"A", "Q", "S"} else Frequency.MONTHLY

    def accept_all(self) -> Choices:
        """The choices with every fix on offer accepted, weak guesses of a name apart."""
        ids = [one.id for one in self.problems if one.open and not one.alone]
        return replace(self.choices, accepted=tuple(dict.fromkeys((*self.choices.accepted, *ids))))

    def indicator(
        self, title: str = "", kind: Kind | None = None, unit: Unit | None = None, direction: Direction | None = None
    ) -> Indicator:
        """The chosen measure as an indicator like any other, marked as uploaded; what is not said is guessed."""
        chosen = kind or self.kind
        name = title or self.measure.strip() or self.name
        found = {str(level) for level in self.table["level"].unique()}
        return Indicator(
            id=f"{SOURCE}-{_slug(name)}",
            title=name,
            description=f"From the file {self.name}: {UNVERIFIED}.",
            theme=Theme.POPULATION,
            kind=chosen,
            unit=unit or UNITS[chosen],
            levels=tuple(level for level in Level if level.value in found and level is not Level.AGGREGATE),
            dataflow=Dataflow(source=SOURCE, code=self.name),
            key=tuple(sorted(self.pins)),
            frequency=self.frequency,
            direction=direction or self.direction,
            decimals=self.decimals,
            caveats=(UNVERIFIED,),
            undated=self.periods == (UNDATED,),
        )

    def observations(self, indicator: Indicator, at: datetime) -> Observations:
        """The table with its indicator and where it comes from, as `store` gives those of the catalogue."""
        origin = Provenance(
            source=UNVERIFIED,
            dataflow=self.name,
            request_url="",
            retrieved_at=at,
            updated_at=None,
            licence="",
            notes=(Note(_NOT_CHECKED, (("file", self.name),)),),
        )
        return Observations(table=check(self.table, indicator), indicator=indicator, provenance=origin)

    def described(self) -> dict[str, Any]:
        """The report as JSON can write it."""
        return {
            "file": self.name,
            "mapped": self.mapped,
            "rows": self.rows,
            "columns": len(self.columns),
            "names": list(self.columns),
            "encoding": self.sheet.encoding,
            "delimiter": self.sheet.delimiter,
            "decimal": self.decimal,
            "layout": self.layout,
            "form": self.form,
            "sheet": self.sheet.sheet,
            "sheets": list(self.sheet.sheets),
            "level": self.level,
            "levels": self.levels,
            "vintage": self.vintage,
            "scheme": self.scheme,
            "matched": [one.described() for one in self.of(Status.MATCHED)[:_LISTED]],
            "ambiguous": [one.described() for one in self.of(Status.AMBIGUOUS)[:_LISTED]],
            "unmatched": [one.described() for one in self.of(Status.UNMATCHED)[:_LISTED]],
            "aggregates": [one.text for one in self.of(Status.AGGREGATE)],
            "periods": list(self.periods),
            "measure": self.measure,
            "chosen": self.chosen,
            "measures": list(self.measures),
            "pins": dict(self.pins),
            "dimensions": {name: list(values[:200]) for name, values in self.dimensions},
            "points": len(self.points),
            "figures": int(self.table["obs_value"].notna().sum() + self.points["obs_value"].notna().sum()),
            "small": self.small,
            "guess": {"kind": self.kind.value, "direction": self.direction.value, "unit": UNITS[self.kind].name},
            "problems": [_described(one) for one in self.problems],
        }


def _described(one: Problem) -> dict[str, object]:
    return {
        "id": one.id, "kind": one.kind, "severity": one.severity.value, "line": one.line, "column": one.column,
        "read": one.read, "fix": one.fix, "n": one.n, "accepted": one.accepted,
    }  # fmt: skip


def _slug(title: str) -> str:
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.casefold())
    return "-".join(part for part in letters.split("-") if part)[:32] or "file"
