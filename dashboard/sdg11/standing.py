"""How a place stands in one indicator: its newest figure, its trends, its rank, its distance to the target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.distance import Basis, Distance, distance
from analysis.status import Point, Rank, capped, overall, rank, status
from analysis.trend import LONG, SHORT, Goal, Trend, sign, trend
from dashboard.sdg11.figures import UNION, Figures
from data_sources.catalogue.targets import Target, target_of
from data_sources.model import Indicator

NEVER = 9999
"""An end of the window after every figure: the newest of each."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A place in one indicator at the end of a window; `year` is None where it has no figure up to then.

    `long_before` and `short_before` are the same windows a year earlier, None where the series has no figure there.
    `bare` is the short trend without a target.
    """

    figures: Figures
    place: str
    year: int | None
    long: Trend
    short: Trend
    bare: Trend
    long_before: Trend | None
    short_before: Trend | None
    target: Target | None
    rank: Rank | None
    distance: Distance | None

    @property
    def entry(self) -> Indicator:
        """The indicator."""
        return self.figures.entry

    @property
    def value(self) -> float:
        """The newest figure; NaN where there is none."""
        return self.at(self.place)

    @property
    def union(self) -> float:
        """The European Union's figure of the same year; NaN where there is none."""
        return self.at(UNION)

    @property
    def flag(self) -> str:
        """The letters of the newest figure."""
        return self.figures.flags.get((self.place, self.year or 0), "")

    @property
    def goal(self) -> float | None:
        """The agreed figure to reach, where there is one for this place."""
        return self.target.level(self.figures.series.get(self.place, {})) if self.target else None

    def at(self, place: str) -> float:
        """A place's figure of the same year; NaN where there is none."""
        return self.figures.series.get(place, {}).get(self.year or 0, float("nan"))


def standing(found: Figures, place: str, until: int = NEVER) -> Standing:
    """Everything the page says of a place in one indicator, in the windows that end in `until`."""
    line = found.line(place)
    year = max((one for one in line.values if one <= until), default=None)
    end = until if year is None else year
    target = target_of(found.entry.id, line.values, end)
    goal = _goal(target, found, place)
    earlier = end - 1 in line.values
    return Standing(
        figures=found,
        place=place,
        year=year,
        long=trend(line, LONG, end, goal),
        short=trend(line, SHORT, end, goal),
        bare=trend(line, SHORT, end),
        long_before=trend(line, LONG, end - 1, goal) if earlier else None,
        short_before=trend(line, SHORT, end - 1, goal) if earlier else None,
        target=target,
        rank=rank(found.countries(end), place, found.entry.direction) if found.ranks else None,
        distance=_distance(found, place, end, target, goal),
    )


def _goal(target: Target | None, found: Figures, place: str) -> Goal | None:
    level = target.level(found.series.get(place, {})) if target else None
    return None if target is None or level is None else Goal(value=level, year=target.year)


def _distance(found: Figures, place: str, year: int, target: Target | None, goal: Goal | None) -> Distance | None:
    value = found.series.get(place, {}).get(year)
    if value is None or not found.ranks:
        return None
    peers = found.countries(year).values()
    basis = Basis.AGENDA if target and target.agenda else Basis.AGREEMENT
    return distance(value, peers, found.entry.direction, goal.value if goal else None, basis)


def points(found: Figures, until: int = NEVER) -> dict[str, Point]:
    """Code -> progress and status of every country, each in the year in which the Union has its newest figure.

    Only countries with a figure in that year and a trend of five years that ends in it.
    """
    own = found.series.get(UNION, {})
    year = max((one for one in own if one <= until), default=None)
    if year is None or not found.ranks:
        return {}
    relative = status(found.countries(year), own[year], found.entry.direction)
    trends = {code: trend(found.line(code), SHORT, year) for code in relative}
    way = sign(found.entry.direction)
    return {
        code: Point(progress_pc=capped(way * one.cagr_pc), status=relative[code])
        for code, one in trends.items()
        if one.cagr_pc is not None
    }


def goal_points(found: Iterable[Figures], until: int = NEVER) -> tuple[dict[str, Point], int]:
    """Code -> mean progress and status over the indicators that can be compared, and how many these are."""
    each = [own for own in (points(one, until) for one in found) if own]
    codes = {code for own in each for code in own}
    gathered = {code: [own[code] for own in each if code in own] for code in sorted(codes)}
    return overall(gathered, len(each)), len(each)
