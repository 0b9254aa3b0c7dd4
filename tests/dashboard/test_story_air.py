"""Story 5 says what the snapshot says: every number computed anew here, and another one when the figures change."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dashboard.language import language
from dashboard.story import air_figures, air_peers, air_survey, air_who
from dashboard.story.model import Cards, Desk, Dots, Grid, Made, Map, Scatter
from dashboard.story.stories.air import STORY
from data_sources import geography, store
from data_sources.model import Level
from data_sources.schema import Observations
from tests.dashboard.story_desk import changed, desk, desk_with, made, only, reversed_ranks

pytestmark = pytest.mark.slow

SAY = language("en")
SHARE, CARS, AIR, GREEN, RIDES = "c_forborn", "c_cars", "p_air", "p_green", "p_pt"
SURVEY = (AIR, GREEN, RIDES)
FEW = ("NL001C", "DE001C", "FR001C", "SE001C", "AT001C")


@lru_cache(maxsize=8)
def plain(id: str, level: str = "city") -> pd.DataFrame:
    """Place, year, figure and flag, straight from the snapshot."""
    table = store.load(id).table
    rows = table[(table["level"] == level) & table["obs_value"].notna()]
    found = {"geo": rows["geo"].astype(str), "year": rows["time_period"].astype(str), "value": rows["obs_value"]}
    return pd.DataFrame(found | {"flag": rows["obs_flag"].astype(str)})


def newest(id: str) -> pd.Series:
    """City -> its newest reliable figure of 2018 to 2023."""
    rows = plain(id)
    rows = rows[~rows["flag"].str.contains("u") & rows["year"].between("2018", "2023")]
    return rows.sort_values("year").drop_duplicates("geo", keep="last").set_index("geo")["value"]


def both(one: str, other: str) -> pd.DataFrame:
    return pd.DataFrame({"x": newest(one), "y": newest(other)}).dropna()


def rank_correlation(rows: pd.DataFrame) -> float:
    return float(stats.spearmanr(rows["x"], rows["y"]).statistic)


def inside(rows: pd.DataFrame) -> float:
    """The rank correlation of differences from the country's mean, of countries with two cities."""
    country = pd.Series(rows.index.str[:2], index=rows.index)
    kept = rows[country.groupby(country).transform("size") > 1]
    means = kept.groupby(kept.index.str[:2]).transform("mean")
    return rank_correlation((kept - means).round(9))


def with_cars() -> tuple[str, pd.DataFrame]:
    """The newest year with at least half as many cities with both figures as the fullest."""
    pair = plain(SHARE).merge(plain(CARS), on=["geo", "year"])
    sizes = pair["year"].value_counts()
    year = max(sizes[2 * sizes >= sizes.max()].index)
    rows = pair[pair["year"] == year].set_index("geo")[["value_x", "value_y"]].set_axis(["x", "y"], axis=1)
    known = geography.region_table(Level.CITY, geography.URBAN_AUDIT).index
    return year, rows[rows.index.isin(known)]


def signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def step(key: str, at: Desk | None = None) -> Made:
    return made(STORY, f"air.{key}", at or desk())


def upside_down(id: str) -> dict[str, Observations]:
    return changed(id, reversed_ranks)


def test_the_coverage_counts_cities_with_both_figures() -> None:
    told = step("coverage")
    assert f"{len(both(SHARE, AIR))} of {len(newest(AIR))} cities of the survey" in told.takeaway
    assert "of 2018 to 2023 too" in told.takeaway
    assert f"are held of {len(both(SHARE, CARS))} cities" in told.takeaway
    lacking = [id for id in air_figures.WANTED if id not in store.held()]
    assert f"{len(lacking)} figures measured in cities are not held" in told.takeaway
    assert isinstance(told.body, Grid)
    assert len(told.body.marked) == len(lacking)
    countries = newest(SHARE).index.str[:2].nunique()
    assert told.body.table.rows[0][1:3] == (SAY.number(len(newest(SHARE))), str(countries))


def test_with_fewer_cities_of_the_survey_the_coverage_is_smaller() -> None:
    def northern(table: pd.DataFrame) -> pd.DataFrame:
        return table[~table["geo"].astype(str).str[:2].isin(["DE", "FR", "IT"])].reset_index(drop=True)

    at = desk_with(changed(AIR, northern))
    left = newest(AIR)[lambda values: ~values.index.str[:2].isin(["DE", "FR", "IT"])]
    assert f"of {len(left)} cities of the survey" in step("coverage", at).takeaway


def test_everything_held_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    held = store.held() | set(air_figures.WANTED)
    monkeypatch.setattr(store, "held", lambda: held)
    assert "measured in cities are held as well" in step("coverage").takeaway
    assert "has the same limit" in step("who").takeaway


def test_the_map_says_its_highest_city_and_whom_it_covers() -> None:
    told = step("map")
    rows = plain(SHARE)
    sizes = rows["year"].value_counts()
    year = max(sizes[2 * sizes >= sizes.max()].index)
    values = rows[rows["year"] == year].set_index("geo")["value"]
    assert f"{values.max():.1f}\u202f% of residents were born abroad" in told.takeaway
    assert f"in the middle city {values.median():.1f}\u202f%" in told.takeaway
    assert f"{len(values)} cities in {values.index.str[:2].nunique()} countries ({year})" in told.takeaway
    assert isinstance(told.body, Map)
    other = step("map", desk_with(upside_down(SHARE))).takeaway
    assert other.split(" of residents")[0] != told.takeaway.split(" of residents")[0]


def test_cars_are_compared_across_cities_and_inside_countries() -> None:
    year, rows = with_cars()
    told = step("cars")
    assert f"Across {len(rows)} cities in {year}" in told.takeaway
    assert "goes with lower “Cars in the city”" in told.takeaway
    assert f"(rank correlation {signed(rank_correlation(rows))})" in told.takeaway
    assert f"the sign is the same: {signed(inside(rows))}" in told.takeaway
    assert isinstance(told.body, Scatter)
    assert len(told.body.points) == int((rows["y"] <= 1_000).sum())
    assert told.subtitle.count(",") >= int((rows["y"] > 1_000).sum()) - 1
    assert "Trento" in told.subtitle
    assert told.table is not None
    other = step("cars", desk_with(upside_down(CARS))).takeaway
    assert "goes with higher “Cars in the city”" in other


def test_the_survey_says_with_which_answers_the_share_goes() -> None:
    told = step("survey").takeaway
    for id in SURVEY:
        value = rank_correlation(both(SHARE, id))
        assert f"{air_figures.short(id, SAY)} ({signed(value)})" in told
    n = len(both(SHARE, AIR))
    assert f"Across {n} cities a higher share born abroad goes with more satisfaction: green spaces" in told
    assert f"No clear relation across {n} cities: air" in told


def test_the_picture_of_the_survey_has_the_highest_shares_and_the_margins_of_840_interviews() -> None:
    body = step("survey").body
    assert isinstance(body, Dots)
    answers = pd.DataFrame({id: newest(id) for id in SURVEY}).join(newest(SHARE).rename("share"), how="inner")
    top = answers.sort_values("share", ascending=False).head(12)
    assert [row[1] for row in body.rows] == [pytest.approx(tuple(row)) for row in top[list(SURVEY)].to_numpy()]
    p = top[AIR].iloc[0] / 100
    assert body.margins[0][0] == pytest.approx(196 * np.sqrt(p * (1 - p) / 840))


def test_with_the_order_of_the_answers_turned_round_the_survey_says_less() -> None:
    told = step("survey", desk_with(upside_down(GREEN) | upside_down(RIDES))).takeaway
    assert "goes with less satisfaction: green spaces" in told
    assert "goes with more satisfaction" not in told


def apart(id: str, peers: tuple[str, ...], own: str = "NL001C") -> tuple[list[str], list[str]]:
    """The peers clearly higher and lower, by the margin of a difference of two shares of 840 answers."""
    p = newest(id) / 100
    margin = 196 * np.sqrt((p * (1 - p) + p[own] * (1 - p[own])) / 840)
    gap = 100 * (p - p[own])
    return [c for c in peers if gap[c] > margin[c]], [c for c in peers if -gap[c] > margin[c]]


def test_peers_are_counted_beyond_the_margin_only() -> None:
    found, told = air_peers.alike(desk(), "NL001C"), step("peers")
    assert 3 <= len(found.peers) <= 6
    assert "NL001C" not in found.peers
    more, less = apart(AIR, found.peers)
    assert f"Of {len(found.peers)} cities like Amsterdam (Netherlands), {len(more)} are clearly more" in told.takeaway
    assert f"and {len(less)} clearly less" in told.takeaway
    for id in (GREEN, RIDES):
        up, down = apart(id, found.peers)
        same = len(found.peers) - len(up) - len(down)
        said = f"{len(up)} clearly higher, {len(down)} clearly lower, {same} within the margin"
        assert f"{air_figures.short(id, SAY).capitalize()}: {said}" in told.takeaway
    assert isinstance(told.body, Dots)
    assert told.body.rows[0][0] == "Amsterdam (Netherlands)"
    assert told.body.rows[0][1] == pytest.approx([newest(id)["NL001C"] for id in SURVEY])


def _own(value: float) -> dict[str, Observations]:
    def set_to(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table["geo"] == "NL001C", "obs_value"] = value
        return table

    return changed(AIR, set_to)


def _all(value: float) -> dict[str, Observations]:
    return changed(AIR, lambda table: table.assign(obs_value=value))


def test_a_city_above_or_like_all_its_peers_is_told_so() -> None:
    n = len(air_peers.alike(desk(), "NL001C").peers)
    above, alike = (step("peers", desk_with(other)).takeaway for other in (_own(99.0), _all(60.0)))
    assert f"none is clearly more satisfied with the air and {n} clearly less" in above
    assert f"With the air none of {n} cities like Amsterdam" in alike


def test_relations_that_turn_round_inside_countries_are_named() -> None:
    ways = {CARS: with_cars()[1]} | {id: both(SHARE, id) for id in SURVEY}
    pairs = {id: (rank_correlation(rows), inside(rows)) for id, rows in ways.items()}
    turned = [id for id, (across, own) in pairs.items() if across * own < 0 and min(abs(across), abs(own)) >= 0.1]
    told = step("inside")
    assert turned == [AIR]
    assert f"{len(turned)} of {len(ways)} relations turns round" in told.takeaway
    across, own = pairs[AIR]
    assert f"air ({signed(across)} over {len(ways[AIR])} cities, {signed(own)} inside" in told.takeaway
    assert isinstance(told.body, Dots)
    drawn = dict(told.body.rows)
    for id, pair in pairs.items():
        assert drawn[air_figures.short(id, SAY).capitalize()] == pytest.approx(pair, abs=1e-6)


def test_no_relation_that_turns_round_is_said_so() -> None:
    at = desk_with(changed(AIR, lambda table: table.assign(obs_value=_same_as(table, SHARE))))
    assert step("inside", at).takeaway == "None of 4 relations turns round inside countries."


def _same_as(table: pd.DataFrame, id: str) -> pd.Series:
    return table["geo"].astype(str).map(newest(id)).astype(float)


def test_nobody_is_said_to_breathe_the_air_of_a_city_s_mean() -> None:
    told = step("who")
    share, air = plain("f_forborn", "fua"), plain("pm25_fua", "fua")
    pair = share.merge(air, on=["geo", "year"])
    sizes = pair["year"].value_counts()
    rows = pair[pair["year"] == max(sizes[2 * sizes >= sizes.max()].index)]
    value = float(stats.spearmanr(rows["value_x"], rows["value_y"]).statistic)
    assert "None of these 5 figures says who in a city breathes its air" in told.takeaway
    assert f"go with fewer fine particles: {signed(value)} over {len(rows)} cities" in told.takeaway
    assert isinstance(told.body, Cards)
    assert len(told.body.cards) == 3
    own = inside(rows.set_index("geo")[["value_x", "value_y"]].set_axis(["x", "y"], axis=1))
    assert told.takeaway.endswith(f"{signed(own)}.")
    assert ("the sign is the other one" in told.takeaway) is (own * value < 0)
    other = step("who", desk_with(upside_down("pm25_fua"))).takeaway
    assert "go with more fine particles" in other
    assert "ecological fallacy" in told.caution


def test_without_fine_particles_the_last_step_says_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    held = store.held() - set(air_who.NEAR)
    monkeypatch.setattr(store, "held", lambda: held)
    told = step("who")
    assert "fine particles" not in told.takeaway
    assert isinstance(told.body, Cards)
    assert len(told.body.cards) == 2


@pytest.mark.parametrize("key", ["coverage", "map", "cars", "survey", "peers", "inside"])
def test_too_few_cities_are_refused(key: str) -> None:
    few = {id: held for one in (SHARE, CARS, *SURVEY) for id, held in changed(one, only(*FEW)).items()}
    told = step(key, desk_with(few))
    assert told.refused
    assert told.takeaway
    assert not step(key).refused


def test_a_city_that_was_not_asked_has_no_peers() -> None:
    lonely = air_peers.alike(desk(), "NL010C")
    assert "nothing is compared" in air_peers.peers_words(lonely, SAY)


def test_the_words_of_the_survey_need_enough_cities() -> None:
    few = {id: held for one in SURVEY for id, held in changed(one, only(*FEW)).items()}
    assert "nothing is said" in air_survey.survey_words(air_figures.cities(desk_with(few)), SAY)
