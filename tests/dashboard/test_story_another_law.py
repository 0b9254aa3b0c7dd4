"""Another law, another map: every number again from the snapshot, other figures, too few figures."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

import pandas as pd
import pytest
from scipy.stats import kendalltau, spearmanr

from dashboard.language import language
from dashboard.story import law_figures
from dashboard.story.model import Cards, Lines
from dashboard.story.stories.another_law import STORY
from data_sources import geography, store
from data_sources.codes import EU27_2020
from data_sources.schema import Observations
from tests.dashboard.story_desk import changed, desk, desk_with, made, only, reversed_ranks
from tests.dashboard.test_story_who_received import figures

EN = language("en")
NEWEST = "2025-03"


def rates(period: str, id: str = "tp_stock") -> pd.Series:
    """Code -> figure per 1,000 residents of the year, else of the latest year before."""
    people = figures("pop", period[:4])
    for earlier in (1, 2):
        people = people.combine_first(figures("pop", str(int(period[:4]) - earlier)))
    return (1000 * figures(id, period) / people).dropna().sort_values(ascending=False)


def union(period: str) -> float:
    """People under temporary protection in all 27 members together; NaN where one is missing."""
    return float(figures("tp_stock", period).reindex(sorted(EU27_2020)).sum(skipna=False))


def test_the_highest_rate_and_how_many_are_above_the_union() -> None:
    said = made(STORY, "another_law.map", desk()).takeaway
    now = rates(NEWEST)
    assert f"March 2025: {EN.country(now.index[0])} has the highest figure, {now.iloc[0]:.2f}" in said
    people = store.load("pop").table
    of_union = people[(people["geo"] == "EU27_2020") & (people["time_period"] == "2024")]["obs_value"].iloc[0]
    assert pd.isna(union("2025-01"))
    rate = 1000 * union("2024-12") / of_union
    then = rates("2024-12")
    counted = f"{int((then > rate).sum())} of {len(then)} countries are above the rate of the European Union"
    assert f"December 2024: {counted}, {rate:.2f}" in said


def test_which_of_the_first_five_of_2015_are_among_the_first_five_now() -> None:
    first, now = rates("2015", "asy_first").index[:5], rates(NEWEST).index[:5]
    said = made(STORY, "another_law.before", desk()).takeaway
    assert not set(first) & set(now)
    assert "None of the 5" in said
    assert ", ".join(EN.country(code) for code in now) in said


def test_countries_that_lead_on_both_maps_are_named() -> None:
    def as_in_2015(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[(table["geo"] == "HU") & (table["time_period"] == NEWEST), "obs_value"] = 9e5
        return table

    said = made(STORY, "another_law.before", desk_with(changed("tp_stock", as_in_2015))).takeaway
    assert said.endswith("1 are among the 5 highest in March 2025: Hungary.")


def test_how_far_the_two_orders_agree() -> None:
    both = pd.DataFrame({"then": rates("2015", "asy_first"), "now": rates(NEWEST)}).dropna()
    tau = kendalltau(both["then"], both["now"]).statistic
    found = made(STORY, "another_law.scatter", desk())
    assert (
        f"another one than for First-time asylum applicants, 2015 (Kendall's tau {EN.number(tau, 2)}, n = {len(both)})"
        in (found.takeaway)
    )
    assert found.table is not None
    assert len(found.table.rows) == len(both)


def test_the_same_order_is_said_to_be_the_same() -> None:
    at = desk_with({"tp_stock": made_of_2015()})
    assert "much the same as for" in made(STORY, "another_law.scatter", at).takeaway


def made_of_2015() -> Observations:
    """Temporary protection with the numbers of applicants of 2015 in its newest month."""
    numbers = figures("asy_first", "2015")

    def swap(table: pd.DataFrame) -> pd.DataFrame:
        now = table["time_period"] == NEWEST
        table.loc[now, "obs_value"] = table.loc[now, "geo"].astype(str).map(numbers)
        return table

    return changed("tp_stock", swap)["tp_stock"]


def test_in_how_many_countries_the_rate_rose_in_a_year() -> None:
    now, then = rates(NEWEST), rates("2024-03")
    both = now.index.intersection(then.index)
    rose = int((now[both] > then[both]).sum())
    found = made(STORY, "another_law.months", desk())
    assert f"higher than a year before in {rose} of {len(both)} countries" in found.takeaway
    moved = str((now[both] - then[both]).abs().idxmax())
    ends = f"from {then[moved]:.2f} to {now[moved]:.2f} per 1,000 residents."
    assert found.takeaway.endswith(f"It changed most in {EN.country(moved)}: {ends}")
    assert isinstance(found.body, Lines)
    assert {line.name for line in found.body.lines} >= {"Czechia", "Poland", "Germany"}
    fallen = changed("tp_stock", fewer)
    assert "lower than a year before in" in made(STORY, "another_law.months", desk_with(fallen)).takeaway


def fewer(table: pd.DataFrame) -> pd.DataFrame:
    """The newest month with half its figures."""
    table.loc[table["time_period"] == NEWEST, "obs_value"] /= 2
    return table


def test_distance_is_ranked_against_the_rate() -> None:
    places, now = geography.countries(), rates(NEWEST)
    points = dict(zip(places.index, zip(places["lat"], places["lon"], strict=True), strict=True))
    far = {code: kilometres(points[code], points["UA"]) for code in now.index}
    rho = spearmanr(pd.Series(far)[now.index], now).statistic
    found = made(STORY, "another_law.distance", desk())
    assert "nearer to Ukraine goes with more people" in found.takeaway
    assert f"(rank correlation {EN.number(rho, 2)})" in found.takeaway
    assert f"Across {len(now)} countries" in found.takeaway
    assert found.table is not None
    nearest = min(far, key=far.__getitem__)
    assert found.table.rows[0][0] == EN.country(nearest)
    assert found.table.rows[0][1].strip("\u2007\u202f") == EN.number(far[nearest])


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great circle between two label points."""
    a, b, c, d = (radians(float(value)) for value in (*one, *other))
    return 2 * 6371 * asin(sqrt(sin((a - c) / 2) ** 2 + cos(a) * cos(c) * sin((b - d) / 2) ** 2))


def test_both_figures_of_the_union_stand_side_by_side_and_are_not_added() -> None:
    found = made(STORY, "another_law.laws", desk())
    applied = float(figures("asy_first", "2015").reindex(sorted(EU27_2020)).sum(skipna=False))
    assert f"{EN.number(union('2024-12'))} people were under temporary protection" in found.takeaway
    assert f"December 2024, and {EN.number(applied)} first applied for asylum in 2015" in found.takeaway
    assert EN.number(applied + union("2024-12")) not in str(found)
    assert isinstance(found.body, Cards)
    assert len(found.body.cards) == 2


def test_other_figures_give_other_places_and_numbers() -> None:
    other = desk_with(changed("tp_stock", reversed_ranks))
    for key in ("map", "before", "scatter", "months", "distance"):
        before, after = (made(STORY, f"another_law.{key}", at) for at in (desk(), other))
        assert before.takeaway != after.takeaway, key


@pytest.mark.parametrize("key", [step.key for step in STORY.steps])
def test_too_few_countries_are_refused(key: str) -> None:
    found = made(STORY, key, desk_with(changed("tp_stock", only("DE", "FR", "PL"))))
    assert found.refused
    assert not any(name in found.takeaway for name in ("Germany", "France", "Poland"))


def test_without_a_figure_of_the_union_nothing_is_compared_with_it() -> None:
    at = desk_with(changed("tp_stock", lambda table: table[table["geo"] != "PT"].reset_index(drop=True)))
    view = STORY.steps[0].view
    assert law_figures.above_union(at, view) == "No figure of the European Union is held to compare with."
    assert made(STORY, "another_law.laws", at).refused
