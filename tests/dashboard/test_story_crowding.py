"""Story 3 says what the snapshot says: every number computed anew here, and another one when the figures change."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy import stats

from analysis.panel import Panel
from analysis.refusal import Refused
from dashboard.language import language
from dashboard.story import crowding_figures, crowding_people
from dashboard.story.model import Bars, Cards, Dots, Made, Map, Scatter
from dashboard.story.stories.crowding import STORY
from dashboard.view import Picture, View
from data_sources import store
from tests.dashboard.story_desk import changed, desk, desk_with, made, only, reversed_ranks

pytestmark = pytest.mark.slow

SAY = language("en")
PAIR = View(indicator="for_ctz", other="sev_housing")
FEW = ("DE", "FR", "SE", "LU", "RO")
Floats = npt.NDArray[np.float64]


@lru_cache(maxsize=8)
def plain(id: str) -> pd.DataFrame:
    """Country, year and figure, straight from the snapshot."""
    table = store.load(id).table
    rows = table[(table["level"] == "country") & table["obs_value"].notna()]
    found = {"geo": rows["geo"].astype(str), "year": rows["time_period"].astype(str), "value": rows["obs_value"]}
    return pd.DataFrame(found | {"flag": rows["obs_flag"].astype(str)})


def of(id: str, year: str) -> pd.Series:
    rows = plain(id)
    return rows[rows["year"] == year].set_index("geo")["value"]


def newest(ids: tuple[str, str]) -> tuple[str, pd.DataFrame]:
    """The newest year with at least half as many countries with both as the fullest, and both figures of it."""
    both = plain(ids[0]).merge(plain(ids[1]), on=["geo", "year"])
    sizes = both["year"].value_counts()
    year = max(sizes[2 * sizes >= sizes.max()].index)
    return year, both[both["year"] == year].set_index("geo")[["value_x", "value_y"]].set_axis(["x", "y"], axis=1)


def signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def freed(values: pd.Series, rows: pd.DataFrame) -> Floats:
    """What is left of values when the mean of each place and each year is taken out, by least squares on dummies."""
    dummies = pd.get_dummies(rows[["geo", "year"]].astype(str), dtype=float).to_numpy()
    own = values.to_numpy(dtype=float)
    left: Floats = own - dummies @ np.linalg.lstsq(dummies, own, rcond=None)[0]
    return left


def over_time(lag: int) -> pd.DataFrame:
    """Reliable figures of a country and year beside foreign citizens `lag` years before, of countries with two."""
    x, y = (rows[~rows["flag"].str.contains("u")] for rows in (plain("for_ctz"), plain("sev_housing")))
    x = x.assign(year=(x["year"].astype(int) + lag).astype(str))
    both = x.merge(y, on=["geo", "year"], suffixes=("_x", "_y"))
    return both[both.groupby("geo")["geo"].transform("size") > 1].reset_index(drop=True)


def step(key: str, at: object = None) -> Made:
    return made(STORY, f"crowding.{key}", at or desk())  # type: ignore[arg-type]


def test_the_map_counts_its_corners_in_the_newest_year_that_most_countries_share() -> None:
    year, both = newest(("for_ctz", "sev_housing"))
    x, y = ([np.quantile(both[name], part / 3) for part in (1, 2)] for name in ("x", "y"))
    top = both[both["x"] > x[1]]
    low, high = int((top["y"] <= y[0]).sum()), int((top["y"] > y[1]).sum())
    told = step("map")
    assert low > high
    assert f"Of the {len(top)} countries" in told.takeaway
    assert f"{low} are in the lowest third" in told.takeaway
    assert f"and {high} in the highest ({len(both)} countries, {year})" in told.takeaway
    assert isinstance(told.body, Map)
    assert (told.body.view.picture, told.body.view.period) == (Picture.BOTH, year)
    assert told.table is not None
    assert len(told.table.rows) == len(both)


def test_the_scatter_says_the_rank_correlation_of_the_same_countries() -> None:
    year, both = newest(("for_ctz", "sev_housing"))
    value = float(stats.spearmanr(both["x"], both["y"]).statistic)
    without = {code: float(stats.spearmanr(*both.drop(code).to_numpy().T).statistic) for code in both.index}
    lowest, highest = min(without, key=without.__getitem__), max(without, key=without.__getitem__)
    told = step("scatter")
    assert f"Across {len(both)} countries in {year}" in told.takeaway
    assert f"goes with lower “Severe housing deprivation” (rank correlation {signed(value)})" in told.takeaway
    assert f"{signed(without[lowest])} without {SAY.country(lowest)}" in told.takeaway
    assert f"{signed(without[highest])} without {SAY.country(highest)}" in told.takeaway
    assert isinstance(told.body, Scatter)
    assert {(x, y) for _, x, y in told.body.points} == set(zip(both["x"], both["y"], strict=True))


def test_with_the_order_of_housing_turned_round_map_and_scatter_say_the_opposite() -> None:
    at = desk_with(changed("sev_housing", reversed_ranks))
    assert "are also in the highest third" in step("map", at).takeaway
    assert "goes with higher “Severe housing deprivation”" in step("scatter", at).takeaway
    assert "High in both: Latvia." in step("map").takeaway
    assert "High in both: Latvia." not in step("map", at).takeaway


def test_one_country_that_decides_the_sign_is_named() -> None:
    def all_but_one_alike(table: pd.DataFrame) -> pd.DataFrame:
        share = of("for_ctz", "2020")
        rows = table["geo"].isin(share.index) & (table["time_period"] == "2020")
        flat = {code: number % 2 for number, code in enumerate(share.sort_values().index)}
        table.loc[rows, "obs_value"] = table.loc[rows, "geo"].astype(str).map(flat).astype(float)
        return table

    told = step("scatter", desk_with(changed("sev_housing", all_but_one_alike))).takeaway
    assert "there is no clear relation" in told
    assert "A single country decides the sign" in told


@pytest.mark.parametrize("lag", [0, 1, 5])
def test_each_lag_is_the_correlation_of_what_is_left_within_countries(lag: int) -> None:
    rows = over_time(lag)
    r = float(np.corrcoef(freed(rows["value_x"], rows), freed(rows["value_y"], rows))[0, 1])
    told = step("lags")
    assert told.table is not None
    assert told.table.rows[lag][1].strip("\u2007") == f"{r:.2f}"
    assert told.table.rows[lag][3].strip("\u2007") == str(len(rows))
    assert isinstance(told.body, Dots)
    assert told.body.rows[lag][1][1] == pytest.approx(r)
    low, r, high = told.body.rows[lag][1]
    assert low < r < high


def test_the_lags_name_the_strongest_and_count_the_clear_ones() -> None:
    told = step("lags")
    assert isinstance(told.body, Dots)
    strongest = max(told.body.rows, key=lambda row: abs(row[1][1]))
    clear = sum(not low <= 0 <= high for _, (low, _, high) in told.body.rows)
    assert f"Strongest with arrivals of {strongest[0].lower()}" in told.takeaway
    assert f"{clear} of {len(told.body.rows)} intervals leave out zero" in told.takeaway
    assert f"{len(told.body.rows)} lags give chance" in told.caution


def test_the_panel_has_the_coefficient_and_interval_of_least_squares_on_dummies() -> None:
    rows = over_time(0)
    x, y = freed(rows["value_x"], rows), freed(rows["value_y"], rows)
    b = float(x @ y / (x @ x))
    scores = pd.Series(x * (y - b * x)).groupby(rows["geo"]).sum()
    places, years = rows["geo"].nunique(), rows["year"].nunique()
    error = float(np.sqrt((scores**2).sum()) / (x @ x)) * np.sqrt(places / (places - 1))
    margin = float(stats.t.ppf(0.975, places - 1)) * error
    means = rows.groupby("geo")[["value_x", "value_y"]].mean()
    found = crowding_figures.panel_of(desk(), PAIR)
    assert isinstance(found, Panel)
    assert found.b == pytest.approx(b)
    # corrections of small samples differ by a few per cent between programs
    assert (found.low, found.high) == pytest.approx((b - margin, b + margin), abs=0.06 * margin)
    told = step("within").takeaway
    assert f"Across {places} countries" in told
    assert f"correlate at {signed(means['value_x'].corr(means['value_y']))} (2009 to {2008 + years})" in told
    assert f"went with {signed(b)} points" in told
    assert f"(95 % interval {signed(found.low)} to {signed(found.high)})" in told
    assert "points the other way" in told
    assert "fewer than 40 countries" in step("within").caution


def test_the_panel_says_the_same_way_no_link_or_the_other_way() -> None:
    found = crowding_figures.panel_of(desk(), PAIR)
    assert isinstance(found, Panel)
    same = crowding_figures.within_words(replace(found, across=0.2), SAY)
    none = crowding_figures.within_words(replace(found, low=-0.1), SAY)
    assert "points the same way" in same
    assert "no link shows" in none
    assert "holds zero" in none


def test_work_compares_foreign_citizens_with_nationals_of_the_same_country() -> None:
    year, both = newest(("emp_for", "empgap_ctz"))
    flagged = plain("emp_for")[lambda rows: (rows["year"] == year) & rows["flag"].str.contains("u")]["geo"]
    rows = both.drop(flagged)
    less, more = int((rows["y"] > 0).sum()), int((rows["y"] < 0).sum())
    told = step("work")
    assert f"In {less} of {len(rows)} countries foreign citizens are less often in work" in told.takeaway
    assert f"in {more} more often ({year})" in told.takeaway
    assert f"{rows['y'].max():.1f} points in {SAY.country(rows['y'].idxmax())}" in told.takeaway
    assert f"{rows['y'].median():.1f} in the middle country" in told.takeaway
    assert f"−{abs(rows['y'].min()):.1f} in {SAY.country(rows['y'].idxmin())}" in told.takeaway
    assert isinstance(told.body, Dots)
    assert told.body.about_people
    drawn = dict(told.body.rows)
    top = rows["y"].idxmax()
    assert drawn[SAY.country(top)] == pytest.approx((rows["x"][top], rows["x"][top] + rows["y"][top]))
    assert f"{len(flagged)} of low reliability left out" in told.subtitle


def test_with_the_gap_turned_round_another_country_leads_and_the_sentence_turns() -> None:
    def turned(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(obs_value=-table["obs_value"])

    before, after = step("work"), step("work", desk_with(changed("empgap_ctz", turned)))
    assert isinstance(before.body, Dots)
    assert isinstance(after.body, Dots)
    assert before.body.rows[0][0] == after.body.rows[-1][0] != after.body.rows[0][0]
    assert f"points in {before.body.rows[-1][0]}" in after.takeaway
    less = before.takeaway.split(" countries")[0]
    assert f"{less} countries foreign citizens are more often in work" in after.takeaway


def test_income_counts_countries_below_and_above_nationals() -> None:
    rows = plain("income_for")[lambda rows: (rows["year"] == "2023") & ~rows["flag"].str.contains("u")]
    values = rows.set_index("geo")["value"]
    told = step("income")
    assert f"In {(values < 100).sum()} of {len(values)} countries" in told.takeaway
    assert f"in {(values > 100).sum()} above (2023)" in told.takeaway
    assert f"it is {values.median():.1f}\u202f% of it" in told.takeaway
    assert f"lowest in {SAY.country(values.idxmin())}, {values.min():.1f}\u202f%" in told.takeaway
    assert isinstance(told.body, Bars)
    assert told.body.groups[0][1][0].value == pytest.approx(values.min())


def test_income_above_that_of_nationals_in_most_countries_is_said_so() -> None:
    def doubled(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(obs_value=2 * table["obs_value"])

    told = step("income", desk_with(changed("income_for", doubled))).takeaway
    assert "the median income of foreign citizens is above" in told
    n = len(plain("income_for")[lambda rows: (rows["year"] == "2023") & ~rows["flag"].str.contains("u")])
    assert f"In {n} of {n} countries" in told


def test_three_levels_say_whether_their_signs_differ_and_that_homes_by_citizenship_are_not_held() -> None:
    told = step("fallacy")
    assert "two answers with opposite signs" in told.takeaway
    assert "“Overcrowding among citizens of countries outside the EU”" in told.takeaway
    assert "ecological fallacy" in told.caution
    assert "fewer than 40 countries" in told.caution
    assert isinstance(told.body, Cards)
    assert len(told.body.cards) == 3
    persons = told.body.cards[2].rows
    assert [figure.split("\u202f")[1] for _, figure, _ in persons] == ["pp", "%"]
    turned = step("fallacy", desk_with(changed("sev_housing", reversed_ranks))).takeaway
    assert "opposite signs" not in turned


def test_homes_by_citizenship_are_pointed_to_once_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    held = store.held() | set(crowding_people.HOUSED)
    monkeypatch.setattr(store, "held", lambda: held)
    assert "Homes by citizenship are held" in step("fallacy").takeaway


@pytest.mark.parametrize("key", ["map", "scatter", "lags", "within", "work", "income", "fallacy"])
def test_too_few_countries_are_refused(key: str) -> None:
    ids = ("for_ctz", "sev_housing", "emp_for", "empgap_ctz", "income_for")
    few = {id: held for one in ids for id, held in changed(one, only(*FEW)).items()}
    told = step(key, desk_with(few))
    assert told.refused
    assert told.takeaway
    assert not step(key).refused


def test_too_few_countries_have_no_panel() -> None:
    found = crowding_figures.panel_of(desk_with(changed("sev_housing", only(*FEW))), PAIR)
    assert isinstance(found, Refused)
