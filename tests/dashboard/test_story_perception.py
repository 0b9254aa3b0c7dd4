"""The story on perception says what the snapshot says: numbers computed anew, other ones when the figures change."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd
import pytest

from dashboard.language import language
from dashboard.story import perception_figures as figures
from dashboard.story import perception_more as more
from dashboard.story.model import Desk, Dots, Grid, Made, Map, Scatter
from dashboard.story.stories.perception import STORY
from data_sources import geography, store
from data_sources.catalogue.caveats import WHO_KNOW
from tests.dashboard.story_desk import changed, desk, desk_with, held, made, only, reversed_ranks

pytestmark = pytest.mark.slow

SAY = language("en")
GOOD = "p_imm_good"
FEW = ("FR001C", "FR003C", "IT001C", "IT003C", "DE001C")


def plain(id: str = GOOD) -> pd.Series:
    """City -> figure of the only wave, straight from the snapshot."""
    rows = store.load(id).table
    rows = rows[(rows["time_period"] == "2023") & rows["obs_value"].notna()]
    return pd.Series(rows["obs_value"].to_numpy(), index=rows["geo"].astype(str))


def half(share: float, n: int = 840) -> float:
    """Half the 95 % interval of a share of n people, written out here once more."""
    p = share / 100
    return 196 * math.sqrt(p * (1 - p) / n)


def step(key: str, at: Desk | None = None) -> Made:
    return made(STORY, f"perception.{key}", at or desk())


def name(code: str) -> str:
    return str(geography.region_table("city", "2021").loc[code, "name"])


def test_the_map_names_the_highest_city_and_another_when_the_order_turns() -> None:
    found, told = plain(), step("map")
    assert isinstance(told.body, Map)
    assert told.takeaway == (
        f"From {found.min():.1f}\u202f% in {name(str(found.idxmin()))} to {found.max():.1f}\u202f% in "
        f"{name(str(found.idxmax()))}; {found.median():.1f}\u202f% in the middle of {len(found)} cities, 2023."
    )
    assert "840" in told.caution
    turned = step("map", desk_with(changed(GOOD, reversed_ranks))).takeaway
    assert f"{found.max():.1f}\u202f% in {name(str(found.idxmin()))}" in turned


def test_cities_are_told_apart_only_beyond_both_margins() -> None:
    found, told = plain(), step("margins")
    middle = found.median()
    beyond = found[[abs(one - middle) > math.hypot(half(one), half(middle)) for one in found]]
    assert f"{len(found) - len(beyond)} of {len(found)} cities cannot be told apart from the middle" in told.takeaway
    assert f"{(beyond > middle).sum()} lie clearly above it, {(beyond < middle).sum()} clearly below" in told.takeaway
    assert isinstance(told.body, Dots)
    (_, (top,)), (margin,) = told.body.rows[0], told.body.margins[0]
    assert top == pytest.approx(found.max())
    assert margin == pytest.approx(half(found.max()))
    flat = step("margins", desk_with(changed(GOOD, lambda table: table.assign(obs_value=70.0))))
    assert "No city can be told apart" in flat.takeaway


def test_capitals_are_named_in_the_code_list_by_their_names() -> None:
    names = {name(code) for code in figures.CAPITALS if code in plain().index}
    assert {"Paris", "Roma", "Amsterdam", "Warszawa", "Ankara", "London", "Berlin", "Madrid"} <= names
    assert {"Zürich", "İstanbul", "Barcelona", "Alkmaar"}.isdisjoint(names)
    assert len(names) == len(figures.CAPITALS)


def capital_gaps(found: pd.Series) -> dict[str, tuple[float, pd.Series]]:
    pairs = {}
    for land, own in found.groupby(found.index.str[:2]):
        first = own[own.index == f"{land}001C"]
        rest = own[own.index != f"{land}001C"]
        if len(first) and len(rest):
            pairs[str(land)] = (float(first.iloc[0]), rest)
    return pairs


def test_capitals_lie_as_far_from_the_other_cities_as_the_snapshot_says() -> None:
    pairs, told = capital_gaps(plain()), step("capitals")
    gaps = pd.Series({land: capital - rest.mean() for land, (capital, rest) in pairs.items()})
    clear = [
        land
        for land, (capital, rest) in pairs.items()
        if abs(gaps[land]) > math.hypot(half(capital), math.sqrt(sum(half(one) ** 2 for one in rest)) / len(rest))
    ]
    low = sum(gaps[land] < 0 for land in clear)
    assert told.takeaway == (
        f"Capitals lie {abs(gaps.mean()):.1f} points below the other cities, on average of {len(gaps)} countries: "
        f"clearly lower in {low}, clearly higher in {len(clear) - low}."
    )
    assert isinstance(told.body, Dots)
    assert told.body.rows[0][0] == SAY.country(str(gaps.idxmin()))


def test_with_capitals_raised_the_sentence_turns_round() -> None:
    def raised(table: pd.DataFrame) -> pd.DataFrame:
        capital = table["geo"].astype(str).str.endswith("001C")
        return table.assign(obs_value=table["obs_value"].where(~capital, 99.0))

    at = desk_with(changed(GOOD, raised))
    assert "points above the other cities" in step("capitals", at).takeaway
    same = desk_with(changed(GOOD, lambda table: table.assign(obs_value=60.0)))
    assert "do not differ on average" in step("capitals", same).takeaway


def test_the_scatter_holds_the_cities_with_both_figures() -> None:
    told = step("born")
    born = store.load("c_forborn").table
    newest = born[(born["time_period"] == "2023") & (born["level"] == "city") & born["obs_value"].notna()]
    both = sorted(set(newest["geo"].astype(str)) & set(plain().index))
    assert isinstance(told.body, Scatter)
    assert len(told.body.points) == len(both)
    rho = (
        pd.Series(newest["obs_value"].to_numpy(), index=newest["geo"].astype(str))[both]
        .rank()
        .corr(plain()[both].rank())
    )
    assert f"{rho:+.2f}" in told.takeaway


def test_the_strongest_correlation_is_that_of_the_snapshot() -> None:
    found, told = plain(), step("beside")
    values = {}
    for id in more.BESIDE:
        other = plain(id)
        both = found.index.intersection(other.index)
        values[id] = found[both].rank().corr(other[both].rank())
    best = max(values, key=lambda id: abs(values[id]))
    assert f"“{store.load(best).indicator.title}”: rank correlation {values[best]:.2f}" in told.takeaway
    assert isinstance(told.body, Dots)
    assert told.body.rows[0][1][1] == pytest.approx(values[best])
    turned = step("beside", desk_with(changed(best, lambda table: table.assign(obs_value=100 - table["obs_value"]))))
    assert f"goes most against “{store.load(best).indicator.title}”" in turned.takeaway


def test_one_wave_is_no_change_but_says_how_large_one_must_be() -> None:
    told = step("change")
    assert isinstance(told.body, Grid)
    assert not told.refused
    assert "Only the round of 2023 is held" in told.takeaway
    assert f"larger than {math.sqrt(2) * half(50):.1f} points" in told.takeaway


def two_waves(table: pd.DataFrame, by: float) -> pd.DataFrame:
    """A made-up earlier wave: every share lower by `by`, in the first ten cities by code by 20 more."""
    early = table.assign(time_period="2019", obs_value=(table["obs_value"] - by).clip(20, 100))
    first = sorted(early["geo"].astype(str))[:10]
    early["obs_value"] = early["obs_value"].where(~early["geo"].isin(first), early["obs_value"] - 20)
    joined = pd.concat([table.astype({"time_period": str}), early.astype({"time_period": str})], ignore_index=True)
    return joined.astype({"time_period": "category", "geo": "category"})


def test_with_two_waves_a_change_counts_beyond_both_margins() -> None:
    at = desk_with(changed(GOOD, lambda table: two_waves(table, 0.0)))
    told = step("change", at)
    assert told.takeaway == "From 2019 to 2023 10 of 80 cities changed beyond the margin: 10 up, 0 down."
    assert isinstance(told.body, Dots)
    assert told.body.series == ("2019", "2023")
    fallen = step("change", desk_with(changed(GOOD, lambda table: two_waves(table, -10.0)))).takeaway
    now = plain().sort_index()
    before = (now + 10).clip(20, 100)
    before.iloc[:10] -= 20
    moved = [
        one - two for one, two in zip(now, before, strict=True) if abs(one - two) > math.hypot(half(one), half(two))
    ]
    assert f"{sum(one > 0 for one in moved)} up, {sum(one < 0 for one in moved)} down" in fallen


def test_leaving_out_those_who_do_not_know_is_a_sum_and_says_so() -> None:
    middle, told = plain().median(), step("unsure")
    assert WHO_KNOW in held(GOOD).indicator.caveats
    assert f"{middle:.1f} % said yes; if 10 % didn't know, that is {0.9 * middle:.1f} % of all" in told.takeaway
    assert isinstance(told.body, Grid)
    assert "not a figure of the survey" in told.body.table.columns[0]
    own = held(GOOD)
    whole = replace(own, indicator=replace(own.indicator, caveats=()))
    assert "those who don't know among them" in step("unsure", desk_with({GOOD: whole})).takeaway


@pytest.mark.parametrize("key", ["map", "margins", "capitals", "born", "beside", "unsure"])
def test_too_few_cities_are_refused(key: str) -> None:
    assert step(key, desk_with(changed(GOOD, only(*FEW)))).refused


def test_every_step_says_what_it_shows_in_both_languages() -> None:
    for lang in ("en", "fr"):
        for one in STORY.steps:
            told = made(STORY, one.key, desk(lang))
            assert not told.refused, one.key
            assert told.table
            assert told.sources
            assert told.alt
            assert told.subtitle
    assert sum(one.ask is not None for one in STORY.steps) == 1
