"""What a register of intermediaries can say: how mixed their support is, whose money ends, where none is recorded.

Nothing here ranks anybody. An empty cell says that nothing was recorded, never that nothing is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import log

import pandas as pd

from analysis.refusal import Reason, Refused
from data_sources.model import Direction, Theme
from data_sources.register.model import Entry, Tie
from data_sources.register.sharing import FEWEST_ENTRIES
from data_sources.register.vocabulary import Proximity, Sector

FEWEST_TIES = 5
"""With fewer ties nothing is said of how mixed they are."""

SOON_MONTHS = 6
FEWEST_PLACES = 8
"""With fewer places with a figure no quarter of them is the one with the highest need."""

FEWEST_AREAS = 3
"""With fewer areas that have a figure nothing is said of the place that they lie in."""

_CELLS = len(Sector) * len(Proximity)
_QUARTER = 0.25
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversity:
    """How mixed ties are over sector and proximity: `blau` = 1 - sum of squared shares, `shannon` in natural units.

    `ties` is their number, `cells` how many of the twenty combinations occur, `most` the highest Blau that so many
    ties can reach.
    """

    ties: int
    cells: int
    blau: float
    shannon: float
    most: float


def diversity(ties: Sequence[Tie]) -> Diversity | Refused:
    """The diversity of ties, each counted once whatever its strength."""
    if len(ties) < FEWEST_TIES:
        return Refused(reason=Reason.ROWS, have=len(ties), need=FEWEST_TIES)
    counts = Counter((tie.sector, tie.proximity) for tie in ties)
    shares = [n / len(ties) for n in counts.values()]
    return Diversity(
        ties=len(ties),
        cells=len(counts),
        blau=1 - sum(share**2 for share in shares),
        shannon=-sum(share * log(share) for share in shares),
        most=1 - _least_squares(len(ties)),
    )


def _least_squares(ties: int) -> float:
    """The sum of squared shares of ties spread as evenly over the combinations as can be."""
    each, more = divmod(ties, _CELLS)
    return ((_CELLS - more) * each**2 + more * (each + 1) ** 2) / ties**2


def by_sector(ties: Iterable[Tie]) -> pd.DataFrame:
    """How many ties: a row a sector, a column a proximity, in the order of their vocabularies."""
    counts = Counter((tie.sector, tie.proximity) for tie in ties)
    rows = [[counts[sector, proximity] for proximity in Proximity] for sector in Sector]
    return pd.DataFrame(rows, index=list(Sector), columns=list(Proximity))


def of_one_sector(entries: Iterable[Entry]) -> tuple[int, int]:
    """(how many entries have all their ties in one sector, how many have two ties or more)."""
    several = [one for one in entries if len(one.ties) > 1]
    return sum(len({tie.sector for tie in one.ties}) == 1 for one in several), len(several)


def months_left(entry: Entry, day: date) -> int | None:
    """Whole months that the money lasts from `day` on, 0 where it has ended; None where that was not stated."""
    left = entry.funding.months_left
    if left is None:
        return None
    gone = (day.year - entry.updated.year) * _MONTHS + day.month - entry.updated.month
    return max(0, left - max(0, gone))


def ending(entries: Iterable[Entry], day: date, within: int = SOON_MONTHS) -> tuple[Entry, ...]:
    """The entries whose money ends within so many months, the soonest first, then by id."""
    left = [(months, one.id, one) for one in entries if (months := months_left(one, day)) is not None]
    return tuple(one for months, _, one in sorted(left, key=lambda found: found[:2]) if months <= within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A theme in a district: entries whose money ends within six months, those with a stated end, and all."""

    theme: Theme
    district: str
    ending: int
    stated: int
    entries: int


def ending_by(entries: Iterable[Entry], day: date) -> tuple[Ending, ...]:
    """For funders: every theme and district (the city where none is stated) with an entry, most endings first."""
    cells: dict[tuple[Theme, str], list[Entry]] = {}
    for one in entries:
        for theme in one.themes:
            cells.setdefault((theme, place_of(one)), []).append(one)
    found = [_ending(theme, district, own, day) for (theme, district), own in cells.items()]
    return tuple(sorted(found, key=lambda one: (-one.ending, -one.stated, one.theme.value, one.district)))


def _ending(theme: Theme, district: str, entries: Sequence[Entry], day: date) -> Ending:
    left = [months_left(one, day) for one in entries]
    stated = [months for months in left if months is not None]
    soon = sum(months <= SOON_MONTHS for months in stated)
    return Ending(theme=theme, district=district, ending=soon, stated=len(stated), entries=len(entries))


def place_of(entry: Entry) -> str:
    """The code of the district, or of the city where none is stated."""
    return entry.place.district or entry.place.city


class Provision(StrEnum):
    """What a cell of themes by places says."""

    RECORDED = "recorded"
    GAP = "need high, none recorded"
    NONE = "none recorded"
    UNKNOWN = "none recorded, need not known"


def high_need(figures: Mapping[str, float], direction: Direction) -> frozenset[str] | Refused:
    """The places in the quarter with the worst figures; those that tie with its edge belong to it."""
    if direction is Direction.NEUTRAL or len(set(figures.values())) < 2:  # noqa: PLR2004
        return Refused(reason=Reason.SAME, have=len(figures), need=FEWEST_PLACES)
    if len(figures) < FEWEST_PLACES:
        return Refused(reason=Reason.PLACES, have=len(figures), need=FEWEST_PLACES)
    values = pd.Series(figures, dtype=float)
    worst = values if direction is Direction.LOWER else -values
    return frozenset(map(str, worst.index[worst >= worst.quantile(1 - _QUARTER, interpolation="higher")]))


def shares_of(worst: Collection[str], lies_in: Mapping[str, str]) -> dict[str, float]:
    """Place -> the share (0 to 1) of its areas that are among the worst; `lies_in` is area with a figure -> place."""
    areas = Counter(lies_in.values())
    high = Counter(place for area, place in lies_in.items() if area in worst)
    return {place: high[place] / n for place, n in areas.items() if n >= FEWEST_AREAS}


def provision(
    recorded: Mapping[tuple[Theme, str], int], needs: Mapping[tuple[Theme, str], bool], places: Collection[str]
) -> dict[tuple[Theme, str], Provision]:
    """What each theme and place shows; `needs` holds what is known: whether the need is high."""
    themes = dict.fromkeys(theme for theme, _ in (*recorded, *needs))
    return {(theme, place): _cell(recorded, needs, (theme, place)) for theme in themes for place in places}


def _cell(
    recorded: Mapping[tuple[Theme, str], int], needs: Mapping[tuple[Theme, str], bool], key: tuple[Theme, str]
) -> Provision:
    if recorded.get(key, 0) > 0:
        return Provision.RECORDED
    if key not in needs:
        return Provision.UNKNOWN
    return Provision.GAP if needs[key] else Provision.NONE


def counted(entries: Iterable[Entry], *, by_district: bool = False) -> dict[tuple[Theme, str], int]:
    """(theme, city or district) -> how many entries are recorded there; one with two themes counts in both."""
    return dict(
        Counter((theme, place_of(one) if by_district else one.place.city) for one in entries for theme in one.themes)
    )


def per_10_000(entries: int, people: float) -> float | Refused:
    """Entries for each 10,000 inhabitants: what was registered, not what is there."""
    if not people > 0:
        return Refused(reason=Reason.ROWS)
    return 10_000 * entries / people


def groups_of(entries: Sequence[Entry], column: str) -> dict[str, int | None] | Refused:
    """How many entries of a place name each of their `target_groups` or `languages`; None for fewer than five.

    Refused for a place with fewer than five entries: a rare language and a small place name a person.
    """
    if len(entries) < FEWEST_ENTRIES:
        return Refused(reason=Reason.ROWS, have=len(entries), need=FEWEST_ENTRIES)
    counts = Counter(str(value) for one in entries for value in getattr(one, column))
    return {value: n if n >= FEWEST_ENTRIES else None for value, n in sorted(counts.items())}
