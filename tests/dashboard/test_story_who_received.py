"""Who received, per inhabitant: every number again from the snapshot, other figures, too few figures."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.classify import Method, classify
from dashboard.language import language
from dashboard.story.model import Bars, Map
from dashboard.story.stories.who_received import STORY
from data_sources import store
from tests.dashboard.story_desk import changed, desk, desk_with, made, only, reversed_ranks

EN = language("en")
_SERIES = ("asy_first", "asy_all", "asy_pos")


def figures(id: str, period: str) -> pd.Series:
    """Code -> figure of countries in a period, largest first."""
    table = store.load(id).table
    rows = table[(table["level"] == "country") & (table["time_period"] == period) & table["obs_value"].notna()]
    return pd.Series(rows["obs_value"].to_numpy(), index=rows["geo"].astype(str)).sort_values(ascending=False)


def per_1000(id: str, period: str) -> pd.Series:
    """Code -> figure per 1,000 residents on 1 January of the year."""
    return (1000 * figures(id, period) / figures("pop", period[:4])).dropna().sort_values(ascending=False)


def test_the_number_and_its_part_of_all_are_those_of_the_snapshot() -> None:
    numbers = figures("asy_first", "2015")
    said = made(STORY, "who_received.counts", desk()).takeaway
    share = EN.number(100 * numbers.iloc[0] / numbers.sum())
    assert numbers.index[0] == "DE"
    assert f"Germany had the most, {EN.number(numbers.iloc[0])} of {EN.number(numbers.sum())}" in said
    assert f"in {len(numbers)} countries ({share} %)" in said


def test_one_country_with_more_than_all_others_is_said_so() -> None:
    def alone(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[(table["geo"] == "LU") & (table["time_period"] == "2015"), "obs_value"] = 9e6
        return table

    said = made(STORY, "who_received.counts", desk_with(changed("asy_first", alone))).takeaway
    assert f"Luxembourg alone had more than all others together, {EN.number(9e6)} of" in said
    also = made(STORY, "who_received.rates", desk_with(changed("asy_first", alone))).takeaway
    assert "In 2015 Luxembourg, first by number, led per 1,000 residents too" in also


def test_who_led_by_rate_and_where_the_first_by_number_stands() -> None:
    rates = per_1000("asy_first", "2015")
    said = made(STORY, "who_received.rates", desk()).takeaway
    rank = 1 + int((rates > rates["DE"]).sum())
    assert rates.index[0] == "HU"
    assert f"Hungary led with {rates.iloc[0]:.2f}" in said
    assert f"Germany, first by number, has rank {rank} of {len(rates)} with {rates['DE']:.2f}" in said


def test_how_many_of_the_first_five_are_others() -> None:
    numbers, rates = figures("asy_first", "2015"), per_1000("asy_first", "2015")
    moved = set(numbers.index[:5]) - set(rates.index[:5])
    found = made(STORY, "who_received.ranks", desk())
    assert f"{len(moved)} of the first five by number are not among the first five by rate." in found.takeaway
    assert isinstance(found.body, Bars)
    chosen = [{bar.name.partition(",")[0] for bar in bars if bar.chosen} for _, bars in found.body.groups]
    assert chosen == [{EN.country(code) for code in moved}] * 2


def test_who_led_in_each_year() -> None:
    led = {year: EN.country(per_1000("asy_all", str(year)).index[0]) for year in range(2013, 2020)}
    found = made(STORY, "who_received.years", desk())
    assert f"{len(set(led.values()))} countries in turn" in found.takeaway
    assert found.table is not None
    assert [row[:2] for row in found.table.rows] == [(str(year), name) for year, name in led.items()]
    assert all(name in found.takeaway for name in led.values())


def test_the_same_country_in_every_year_is_said_so() -> None:
    def always(table: pd.DataFrame) -> pd.DataFrame:
        table.loc[table["geo"] == "LU", "obs_value"] = 9e6
        return table

    said = made(STORY, "who_received.years", desk_with(changed("asy_all", always))).takeaway
    assert said == "From 2013 to 2019 the same country led per 1,000 residents in every year: Luxembourg."


def test_how_many_countries_change_their_colour() -> None:
    every = pd.concat([per_1000("asy_first", str(year)) for year in range(2012, 2017)])
    now = per_1000("asy_first", "2015").to_numpy()
    equal, natural = (classify(every.to_numpy(), one) for one in (Method.QUANTILES, Method.FISHER_JENKS))
    other = int((equal.class_of(now) != natural.class_of(now)).sum())
    dark = [int((cut.class_of(now) == 4).sum()) for cut in (natural, equal)]
    said = made(STORY, "who_received.classes", desk()).takeaway
    assert (
        f"{other} of {len(now)} countries have another colour: {dark[0]} in the top class instead of {dark[1]}" in said
    )


def test_shares_of_those_with_most_applicants_against_the_middle() -> None:
    shares, numbers = figures("asy_pos", "2015"), figures("asy_first", "2015")
    above = int((shares[numbers.index[:5]] > shares.median()).sum())
    found = made(STORY, "who_received.granted", desk())
    assert f"{above} were above the middle of {shares.median():.1f}" in found.takeaway
    ends = [(f"{shares[code]:.1f}\u202f%", EN.country(code)) for code in map(str, (shares.idxmin(), shares.idxmax()))]
    assert f"from {ends[0][0]} ({ends[0][1]}) to {ends[1][0]} ({ends[1][1]})" in found.takeaway
    assert "earlier year" in found.caution


def test_other_figures_give_other_places_and_numbers() -> None:
    other = desk_with({id: one for name in _SERIES for id, one in changed(name, reversed_ranks).items()})
    for step in STORY.steps:
        before, after = (made(STORY, step.key, at) for at in (desk(), other))
        assert before.takeaway != after.takeaway, step.key
    last = figures("asy_first", "2015").index[-1]
    assert EN.country(last) in made(STORY, "who_received.counts", other).takeaway


@pytest.mark.parametrize("key", [step.key for step in STORY.steps])
def test_too_few_countries_are_refused(key: str) -> None:
    few = {id: one for name in _SERIES for id, one in changed(name, only("DE", "FR", "HU")).items()}
    found = made(STORY, key, desk_with(few))
    assert found.refused
    assert "10" in found.takeaway
    assert not any(name in found.takeaway for name in ("Germany", "France", "Hungary"))


def test_maps_show_what_the_words_speak_of() -> None:
    for key in ("counts", "rates", "years", "classes", "granted"):
        body = made(STORY, f"who_received.{key}", desk()).body
        assert isinstance(body, Map)
        assert body.view.indicator == next(one for one in STORY.steps if one.key.endswith(key)).view.indicator
