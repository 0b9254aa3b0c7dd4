"""Pairs of many figures at once are those that one would find by going through them one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.pairs import LEAST, MOST_GAP_YEARS, Pair, grid, pairs
from analysis.slices import nearest_period
from data_sources.model import NUTS, UNDATED, Level

pytestmark = pytest.mark.slow

PLACES = [f"XX{n:02}" for n in range(16)]
SAME_AREA = frozenset(PLACES[2:15])
ARRIVALS, OTHERS = ("a", "b", "c"), ("p", "q", "r")
PERIODS = ("2018", "2019", "2020", "2022", "2020-06", "2020-12", "2021-Q2", "2021-Q4", UNDATED)

Figures = dict[tuple[str, str], list[tuple[str, str]]]
"""Indicator and period -> places, each with the version its code is written in."""

Table = dict[str, dict[str, tuple[str, set[str]]]]
"""Indicator -> period -> the version most places are in, and the places on its map."""


@st.composite
def held(draw: st.DrawFn) -> Figures:
    """Figures of neighbouring places, most of one version, some in one that is not known."""
    spans = st.tuples(st.integers(0, 6), st.integers(8, 16), st.sampled_from(["2016", "2021", ""]), st.integers(0, 3))
    keys = st.tuples(st.sampled_from(ARRIVALS + OTHERS), st.sampled_from(PERIODS))
    found = draw(st.dictionaries(keys, spans, min_size=2, max_size=16))
    return {
        key: [(place, "2024" if at < odd else vintage) for at, place in enumerate(PLACES[first:last])]
        for key, (first, last, vintage, odd) in found.items()
    }


def same_area(_: Level, one: str, other: str) -> frozenset[str]:
    """Two codes are of no version and mean nothing, else some places are the same in both."""
    return SAME_AREA if one and other else frozenset()


def frame(figures: Figures, level: Level) -> pd.DataFrame:
    """The table the pairs are counted from, with a row of another level among them."""
    rows = [(id, period, geo, vintage) for (id, period), places in figures.items() for geo, vintage in places]
    table = pd.DataFrame(rows, columns=["id", "time_period", "geo", "geo_vintage"]).assign(level=level.value)
    return pd.concat([table.iloc[:1].assign(level="other", geo="ZZ", id="z"), table[::-1]]).astype("category")


def on_map(figures: Figures, level: Level) -> Table:
    found: Table = {}
    for (id, period), places in sorted(figures.items()):
        sizes = Counter(vintage for _, vintage in places if vintage)
        main = min(sizes, key=lambda one: (-sizes[one], one), default="")
        kept = {geo for geo, vintage in places if (vintage == main if level in NUTS else vintage)}
        found.setdefault(id, {})[period] = (main, kept)
    return found


def by_hand(table: Table, level: Level) -> list[Pair]:
    """Every pair on its own: the newest year with almost as many places as the fullest."""
    both = [(one, other) for one in ARRIVALS if one in table for other in OTHERS if other in table]
    best = [found for ids in both if (found := one_pair(table, ids, level)) and found.n > 0]
    return sorted(best, key=lambda pair: (-pair.n, pair.arrivals, pair.place))


def one_pair(table: Table, ids: tuple[str, str], level: Level) -> Pair | None:
    right = tuple(table[ids[1]])
    common = list(of_periods(table, ids, level, {period: period for period in right}))
    years = tuple(pair.period for pair in common if pair.n >= LEAST)
    found = newest(common)
    if found and years:
        return replace(found, years=years)
    near = of_periods(table, ids, level, {period: nearest_period(right, period) for period in table[ids[0]]})
    return newest([pair for pair in near if pair.gap_years <= MOST_GAP_YEARS])


def of_periods(table: Table, ids: tuple[str, str], level: Level, other: dict[str, str]) -> Iterator[Pair]:
    """A pair for each of these periods that stands for a whole year."""
    for period, (vintage, places) in table[ids[0]].items():
        if period in other and (len(period) == 4 or period == UNDATED or period[5:] in {"06", "Q2"}):
            own, others = table[ids[1]][other[period]]
            both = places & others
            if level in NUTS and not vintage == own != "":
                both &= same_area(level, vintage, own)
            n = len(both)
            yield Pair(arrivals=ids[0], place=ids[1], level=level, period=period, other_period=other[period], n=n)


def newest(found: list[Pair]) -> Pair | None:
    most = max((pair.n for pair in found), default=0)
    return max((pair for pair in found if pair.n >= 0.9 * most), key=lambda pair: pair.period, default=None)


@pytest.mark.parametrize("level", [Level.CITY, Level.NUTS2])
@given(figures=held())
def test_all_at_once_are_the_same_as_one_by_one(level: Level, figures: Figures) -> None:
    assert pairs(grid(frame(figures, level), level), ARRIVALS, OTHERS, same_area) == by_hand(
        on_map(figures, level), level
    )


@given(held())
def test_the_grid_has_each_figure_and_no_other(figures: Figures) -> None:
    one = grid(frame(figures, Level.CITY), Level.CITY)
    found = {
        (id, period): {geo for geo, has in zip(one.places, one.have[row], strict=True) if has}
        for id, rows in one.of.items()
        for period, row in rows.items()
    }
    assert found == {key: {geo for geo, _ in places} for key, places in figures.items()}
    assert all(list(rows) == sorted(rows) for rows in one.of.values())
