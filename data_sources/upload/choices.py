"""What a reader decided about a file: everything that reading it would otherwise have to find out."""

from __future__ import annotations

from dataclasses import dataclass

ALL = "all"
"""In `Choices.accepted`: every fix on offer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Decisions on one file; what is empty is found out from the file, and the report says how.

    `pins` are (dimension, value) pairs; `corrections` (place as written, code or empty to leave it out);
    `cells` (what stands where a figure should, what to read instead or empty for missing). `accepted` holds the ids
    of accepted fixes, or `ALL`. `place`, `time`, `measure` and `base` name columns, `measure` also one value of the
    column that names the measures. `days` is what comes first in 03/04/2024, `day` or `month`. `join` is the property
    of the reader's own boundaries that holds the places. `gather` is what points are put into: a level, a division of a
    city, or `own`; `way` how: `count` rows, `sum` or `mean` of the figures.
    """

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    place: str = ""
    time: str = ""
    period: str = ""
    days: str = ""
    measure: str = ""
    base: str = ""
    level: str = ""
    vintage: str = ""
    join: str = ""
    gather: str = ""
    way: str = ""
    pins: tuple[tuple[str, str], ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    accepted: tuple[str, ...] = ()
    least_count: float = 10
    least_base: float = 1000

    def accepts(self, id: str) -> bool:
        """True where the fix of the problem with this id is accepted."""
        return ALL in self.accepted or id in self.accepted
