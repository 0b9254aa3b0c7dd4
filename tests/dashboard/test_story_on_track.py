"""SDG 11 on track: rates and verdicts again from the snapshot, other figures, too few figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.language import language
from dashboard.story.model import Bars, Dots, Grid, Lines, Made, Scatter
from dashboard.story.stories.on_track import STORY
from data_sources import store
from data_sources.codes import EU27_2020, EUROPE
from data_sources.schema import Observations
from tests.dashboard.story_desk import changed, desk, desk_with, held, made, only

EN = language("en")
JUDGED = {
    "sev_housing": -1,
    "rooms_n2": 1,
    "road_deaths": -1,
    "cars_n2": -1,
    "recycle": 1,
    "waste": -1,
    "noise": -1,
    "pm25": -1,
    "pm25_emitted": -1,
    "arope_du": -1,
    "income_rural": 1,
}
"""Indicator -> the better direction, of those the snapshot has a figure of the Union for."""

Window = tuple[int, int, float]
"""First year, last year, per cent a year."""


def union(id: str) -> dict[int, float]:
    """Year -> the Union's figure: its own, else the sum or the median of all 27 members."""
    observations = store.load(id)
    table = observations.table
    table = table[table["obs_value"].notna() & ~table["obs_flag"].astype(str).str.contains("u")]
    table = table[table["level"].isin(["country", "aggregate"])]
    own = table[table["geo"] == "EU27_2020"]
    if len(own):
        return dict(zip(own["time_period"].astype(str).astype(int), own["obs_value"].astype(float), strict=True))
    by_year = table[table["geo"].isin(EU27_2020)].groupby(table["time_period"].astype(str), observed=True)["obs_value"]
    whole = by_year.agg("sum" if observations.indicator.kind.value == "count" else "median")[by_year.size() == 27]
    return {int(str(year)): float(value) for year, value in whole.items()}


def moved(history: dict[int, float], years: int, least: int, until: int = 9999) -> Window | None:
    """The yearly rate over the figures in a row that end at the newest."""
    last = max(year for year in history if year <= until)
    first = last
    while first - 1 in history and last - first < years:
        first -= 1
    if last - first + 1 < least:
        return None
    return first, last, 100 * ((history[last] / history[first]) ** (1 / (last - first)) - 1)


def test_how_many_indicators_move_towards_the_better() -> None:
    found = {id: moved(union(id), 5, 3) for id in JUDGED}
    judged = {id: window for id, window in found.items() if window}
    towards = [id for id, (_, _, rate) in judged.items() if rate * JUDGED[id] >= 0 or reached(id)]
    step = made(STORY, "on_track.arrows", desk())
    assert f"{len(towards)} of {len(judged)} indicators of SDG 11 move towards the better" in step.takeaway
    assert f"{len(judged) - len(towards)} away from it" in step.takeaway
    assert f"{len(JUDGED) - len(judged)} more have too few figures" in step.takeaway
    assert isinstance(step.body, Grid)
    assert len(step.body.table.rows) == len(JUDGED)


def reached(id: str) -> bool:
    """Whether the newest figure of fine particles is within the limit of 2030."""
    newest = union(id)[max(union(id))]
    return id == "pm25" and newest <= 10


def test_recycling_against_the_pace_it_needs() -> None:
    history = union("recycle")
    window = moved(history, 5, 3)
    assert window is not None
    first, last, rate = window
    needed = 100 * ((60 / history[first]) ** (1 / (2030 - first)) - 1)
    ratio = 100 * rate / needed
    verdict = "on pace" if ratio >= 95 else "moderate" if ratio >= 60 else "insufficient" if ratio >= 0 else "away"
    step = made(STORY, "on_track.recycling", desk())
    assert f"moved +{rate:.1f} % a year from {first} to {last}, {ratio:.1f} % of the pace needed" in step.takeaway
    assert f"for 60.0\u202f% by 2030: {verdict}." in step.takeaway
    earlier = moved(history, 5, 3, last - 1)
    assert earlier is not None
    assert f"{earlier[0]} to {earlier[1]}" in step.takeaway
    assert isinstance(step.body, Lines)
    course, path = step.body.lines
    assert dict(course.points)[str(last)] == history[last]
    assert path.dashed
    assert dict(path.points)[str(first)] == pytest.approx(history[first])
    assert dict(path.points)["2030"] == pytest.approx(60.0)


def years_moved(by: Callable[[int, float], float]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """A change of every figure by its year."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        years = table["time_period"].astype(str).astype(int)
        pairs = zip(years, table["obs_value"], strict=True)
        return table.assign(obs_value=[by(year, value) for year, value in pairs])

    return change


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (lambda year, _: 1.145 ** (year - 2000), "on pace for the target"),
        (lambda year, _: 200 - (year - 2000), "target reached"),
        (lambda year, _: 50 - (year - 2000) / 2, "away from the target"),
    ],
)
def test_another_course_of_recycling_gets_another_verdict(course: Callable[[int, float], float], said: str) -> None:
    step = made(STORY, "on_track.recycling", desk_with(changed("recycle", years_moved(course))))
    assert said in step.takeaway
    assert "insufficient" not in step.takeaway


def test_another_place_is_judged_by_its_own_figures() -> None:
    step = next(one for one in STORY.steps if one.key == "on_track.recycling")
    german = step.make(desk(), replace(step.view, places=("DE",)))
    table = store.load("recycle").table
    newest = table[(table["geo"] == "DE") & table["obs_value"].notna()].sort_values("time_period").iloc[-1]
    assert german.table is not None
    assert german.table.columns[1] == "Germany"
    assert german.table.rows[0] == (str(newest["time_period"]), f"{newest['obs_value']:.1f}\u202f%")
    assert "target reached" in german.takeaway


def test_both_windows_of_each_indicator() -> None:
    step = made(STORY, "on_track.windows", desk())
    assert isinstance(step.body, Dots)
    rows = dict(step.body.rows)
    for id in ("road_deaths", "waste", "cars_n2"):
        long, short = moved(union(id), 15, 10), moved(union(id), 5, 3)
        assert long is not None
        assert short is not None
        title = EN(held(id).indicator.title)
        assert rows[title] == pytest.approx((-long[2], -short[2]))
    assert step.table is not None
    other = [row for row in step.table.rows if row[1].split(",")[0] != row[2].split(",")[0]]
    assert f"{len(other)} of {len(rows)} indicators get another verdict" in step.takeaway
    assert all(row[0] in step.takeaway for row in other)


def test_every_country_lies_in_one_field() -> None:
    step = made(STORY, "on_track.quadrant", desk())
    assert isinstance(step.body, Scatter)
    assert step.body.cross == (0.0, 0.0)
    ahead = sum(y >= 0 for _, _, y in step.body.points)
    towards = sum(x >= 0 for _, x, _ in step.body.points)
    assert f"Of {len(step.body.points)} countries" in step.takeaway
    both = sum(x >= 0 and y >= 0 for _, x, y in step.body.points)
    assert f"moving towards the better: {both}; ahead and moving away: {ahead - both}; behind" in step.takeaway
    assert f"better: {towards - both}; behind and moving away: {len(step.body.points) - ahead - towards + both}." in (
        step.takeaway
    )


def test_which_verdicts_turn_with_the_window() -> None:
    step = made(STORY, "on_track.one_year", desk())
    assert isinstance(step.body, Grid)
    rows = step.body.table.rows
    turned = [row for row in rows if row[1].split(",")[0] != row[2].split(",")[0]]
    assert f"{len(turned)} of {len(rows)} verdicts change" in step.takeaway
    assert {row for row, _ in step.body.marked} == {rows.index(row) for row in turned}
    # fine particles were above the limit of 10 until the year before the newest
    history = union("pm25")
    last = max(history)
    assert history[last] <= 10 < history[last - 1]
    assert turned[0][0] == "Fine particles in the air (PM2.5)"


def test_no_turn_is_said_so() -> None:
    steady = changed("pm25", years_moved(lambda year, _: 9 * 0.98 ** (year - 2000)))
    step = made(STORY, "on_track.one_year", desk_with(steady))
    assert step.takeaway == "Starting one year earlier, no verdict changes."
    assert isinstance(step.body, Grid)
    assert step.body.marked == ()


def test_the_farthest_is_as_many_steps_away_as_countries_spread() -> None:
    step = made(STORY, "on_track.distance", desk())
    assert isinstance(step.body, Bars)
    bars = {bar.name: bar.value for bar in step.body.groups[0][1]}
    history = union("recycle")
    last = max(history)
    table = store.load("recycle").table
    here = table["geo"].isin(EUROPE) & (table["time_period"] == str(last)) & table["obs_value"].notna()
    spread = table[here & (table["level"] == "country")]["obs_value"].std(ddof=1)
    assert bars["Recycling of municipal waste"] == pytest.approx((60 - history[last]) / spread)
    first = next(iter(bars))
    assert bars[first] == max(bars.values())
    assert step.takeaway.startswith(f"{first} is farthest from its target: {bars[first]:.1f} steps")
    reached_all = sum(value == 0 for value in bars.values())
    assert f"{reached_all} of {len(bars)} indicators have reached theirs" in step.takeaway


def emptied() -> dict[str, Observations]:
    return {id: one for name in JUDGED for id, one in changed(name, only("XX")).items()}


@pytest.mark.parametrize("key", [step.key for step in STORY.steps])
def test_without_figures_in_a_row_nothing_is_said(key: str) -> None:
    step: Made = made(STORY, key, desk_with(emptied()))
    assert step.refused
    assert step.takeaway != made(STORY, key, desk()).takeaway
