"""Whether two figures of one indicator can be laid side by side: a verdict, and every reason for it.

The figures are those of two places, of two years of one place, or of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import hypot, isfinite

from analysis.bridging import Mark
from analysis.survey import margin_pp
from data_sources.catalogue import caveats as note
from data_sources.model import UNDATED, Indicator, Kind, Level

FAR_YEARS = 5
"""Figures of two places that are so many years apart say more of the years than of the places."""

_LFS_BREAK = 2021

BETWEEN_COUNTRIES = frozenset(
    {
        note.REGISTERS,
        note.POLICE,
        note.TWELVE_MONTHS,
        note.UNDER_REGISTERED,
        note.NATURALISED,
        note.AUTHORITIES,
        note.EURO,
    }
)
"""Caveats that part two countries: each counts in its own way."""

BETWEEN_PLACES = frozenset({note.COMMUTERS, note.PROXY, note.FLEETS})
"""Caveats that part any two places."""

BETWEEN_YEARS = frozenset({note.EURO, note.CENSUS, note.NATURALISED, note.LAG, note.PROXY})
"""Caveats that part two years."""


class Verdict(IntEnum):
    """What the reader may do with two figures; a verdict is the worst of its reasons."""

    COMPARABLE = 0
    WITH_CARE = 1
    NOT = 2


class Ground(StrEnum):
    """What a reason is about."""

    NO_FIGURE = "no figure"
    WITHHELD = "withheld"
    BREAK_BETWEEN = "break between"
    """The series has a break between the two years."""

    BREAK_AT = "break at"
    """The figure is the first after a break, which parts it from its own past only."""

    DEFINITION = "definition"
    DEFINITION_BOTH = "definition of both"
    UNRELIABLE = "unreliable"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    YEARS = "years"
    PERIODS = "periods"
    """A month beside a year."""

    UNDATED = "undated"
    BORDERS = "borders"
    COMPUTED_ANEW = "computed anew"
    RENAMED = "renamed"
    LEVELS = "levels"
    NUMBERS = "numbers"
    """Numbers of people, not per inhabitant."""

    CAVEAT = "caveat"
    MARGIN = "margin"
    BEYOND_MARGIN = "beyond the margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: of which place, when, with its flags and the version of borders it was published in.

    `breaks` are the periods in which the place's series has a break; `bridged` says how it was computed anew for
    other borders (a `Mark`), `lost` that it is of other borders and could not be.
    """

    code: str
    level: Level
    period: str
    value: float
    flag: str = ""
    conf: str = ""
    vintage: str = ""
    breaks: tuple[str, ...] = ()
    bridged: Mark = Mark.PUBLISHED
    lost: bool = False

    @property
    def country(self) -> str:
        """Eurostat's code of its country."""
        return self.code[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: how much it weighs, which of the two figures it is of, and what its sentence needs."""

    ground: Ground
    verdict: Verdict
    first: bool = False
    second: bool = False
    years: int = 0
    period: str = ""
    caveat: str = ""
    margin_pp: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The verdict on two figures and its reasons, the weightiest first."""

    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the reasons."""
        return max((one.verdict for one in self.reasons), default=Verdict.COMPARABLE)


def judged(one: Figure, other: Figure, entry: Indicator) -> Judgement:
    """Whether two figures of an indicator can be compared, and why."""
    missing = tuple(_missing(one, other))
    if missing:
        return Judgement(reasons=missing)
    parts = (_breaks, _flags, _time, _borders)
    found = [reason for part in parts for reason in part(one, other)]
    found += [*_definition(one, other, entry), *_survey(one, other, entry)]
    return Judgement(reasons=tuple(sorted(found, key=lambda reason: -reason.verdict)))


def _both(ground: Ground, verdict: Verdict, first: object, second: object) -> Iterator[Reason]:
    """One reason where it holds for one figure or for both."""
    if first or second:
        yield Reason(ground=ground, verdict=verdict, first=bool(first), second=bool(second))


def _missing(one: Figure, other: Figure) -> Iterator[Reason]:
    gone = [not isfinite(figure.value) for figure in (one, other)]
    held_back = [gone[0] and bool(one.conf), gone[1] and bool(other.conf)]
    yield from _both(Ground.WITHHELD, Verdict.NOT, *held_back)
    rest = [lost and not held for lost, held in zip(gone, held_back, strict=True)]
    yield from _both(Ground.NO_FIGURE, Verdict.NOT, *rest)


def _breaks(one: Figure, other: Figure) -> Iterator[Reason]:
    early, late = sorted((one.period, other.period))
    same = one.code == other.code
    between = [any(early < period <= late for period in figure.breaks) for figure in (one, other)]
    if early != late and any(between):
        period = max(period for figure in (one, other) for period in figure.breaks if early < period <= late)
        verdict = Verdict.NOT if same else Verdict.WITH_CARE
        yield Reason(ground=Ground.BREAK_BETWEEN, verdict=verdict, first=between[0], second=between[1], period=period)
    elif not same:
        yield from _both(Ground.BREAK_AT, Verdict.WITH_CARE, "b" in one.flag, "b" in other.flag)


def _flags(one: Figure, other: Figure) -> Iterator[Reason]:
    differs = ["d" in figure.flag for figure in (one, other)]
    if all(differs):
        yield Reason(ground=Ground.DEFINITION_BOTH, verdict=Verdict.WITH_CARE, first=True, second=True)
    else:
        yield from _both(Ground.DEFINITION, Verdict.NOT, *differs)
    for ground, letters in (
        (Ground.UNRELIABLE, "nu"),
        (Ground.ESTIMATED, "efi"),
        (Ground.PROVISIONAL, "p"),
    ):
        marked = [not set(letters).isdisjoint(figure.flag) for figure in (one, other)]
        yield from _both(ground, Verdict.WITH_CARE, *marked)


def _time(one: Figure, other: Figure) -> Iterator[Reason]:
    undated = [figure.period == UNDATED for figure in (one, other)]
    if any(undated):
        yield from _both(Ground.UNDATED, Verdict.WITH_CARE, *undated)
        return
    if len(one.period) != len(other.period):
        yield Reason(ground=Ground.PERIODS, verdict=Verdict.NOT)
    years = abs(int(one.period[:4]) - int(other.period[:4]))
    if years and one.code != other.code:
        yield Reason(ground=Ground.YEARS, verdict=Verdict.NOT if years >= FAR_YEARS else Verdict.WITH_CARE, years=years)


def _borders(one: Figure, other: Figure) -> Iterator[Reason]:
    if one.level is not other.level:
        yield Reason(ground=Ground.LEVELS, verdict=Verdict.WITH_CARE)
    if one.code != other.code:
        return
    yield from _both(Ground.BORDERS, Verdict.NOT, one.lost, other.lost)
    anew = (Mark.MERGED, Mark.ESTIMATED)
    yield from _both(Ground.COMPUTED_ANEW, Verdict.WITH_CARE, one.bridged in anew, other.bridged in anew)
    renamed = [figure.bridged is Mark.RENAMED for figure in (one, other)]
    yield from _both(Ground.RENAMED, Verdict.COMPARABLE, *renamed)


def _definition(one: Figure, other: Figure, entry: Indicator) -> Iterator[Reason]:
    same = one.code == other.code
    if entry.kind is Kind.COUNT and not same:
        yield Reason(ground=Ground.NUMBERS, verdict=Verdict.WITH_CARE)
    for caveat in entry.caveats:
        places = caveat in BETWEEN_PLACES and not same
        countries = caveat in BETWEEN_COUNTRIES and one.country != other.country
        if places or countries or _parts_years(caveat, one.period, other.period):
            yield Reason(ground=Ground.CAVEAT, verdict=Verdict.WITH_CARE, caveat=caveat)


def _parts_years(caveat: str, one: str, other: str) -> bool:
    early, late = sorted((one[:4], other[:4]))
    if caveat == note.LFS:
        return early < str(_LFS_BREAK) <= late
    return caveat in BETWEEN_YEARS and early != late


def is_sample(entry: Indicator) -> bool:
    """True for shares of the survey among about 840 people a city."""
    return note.SURVEY in entry.caveats


def margin_of_difference_pp(one: float, other: float) -> float:
    """Half the 95 % interval of the difference of two shares of the survey, in percentage points."""
    return hypot(*margin_pp([one, other]).tolist())


def _survey(one: Figure, other: Figure, entry: Indicator) -> Iterator[Reason]:
    if not is_sample(entry):
        return
    margin = margin_of_difference_pp(one.value, other.value)
    if abs(one.value - other.value) <= margin:
        yield Reason(ground=Ground.MARGIN, verdict=Verdict.WITH_CARE, margin_pp=margin)
    else:
        yield Reason(ground=Ground.BEYOND_MARGIN, verdict=Verdict.COMPARABLE, margin_pp=margin)
