"""The growth story says what the snapshot says: every number computed anew here, another one when figures change."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import language
from dashboard.story.growth_figures import Kind, kind_of
from dashboard.story.model import Bars, Desk, Lines, Made, Map, Scatter
from dashboard.story.stories.growth import STORY
from data_sources import store
from tests.dashboard.story_desk import changed, desk, desk_with, held, made, only

SAY = language("en")
NATURAL, MOVES = "natchange_n3", "netmig_n3"
FEW = ("DE111", "DE112", "DE113", "FR101", "LT011")


def plain() -> pd.DataFrame:
    """(region, year) -> both figures, straight from the snapshot, of regions with a code of their year."""
    columns = {}
    for name, id in (("natural", NATURAL), ("moves", MOVES)):
        table = store.load(id).table
        rows = table[(table["level"] == "nuts3") & table["obs_value"].notna() & (table["geo_vintage"] != "")]
        assert not rows["obs_flag"].astype(str).str.contains("u").any()
        index = [rows["geo"].astype(str), rows["time_period"].astype(str)]
        columns[name] = pd.Series(rows["obs_value"].to_numpy(), index=index)
    return pd.DataFrame(columns).dropna()


def newest() -> pd.DataFrame:
    found = plain()
    years = found.index.get_level_values(1)
    last = found[years == years.max()]
    return pd.DataFrame(last.to_numpy(), index=last.index.get_level_values(0), columns=last.columns)


def only_moves(found: pd.DataFrame) -> pd.Series:
    """Whether a region grew, and would not have without moves."""
    return (found["natural"] <= 0) & (found["natural"] + found["moves"] > 0)


def number(n: int) -> str:
    return SAY.number(n)


def step(key: str, at: Desk | None = None) -> Made:
    return made(STORY, f"growth.{key}", at or desk())


def moved_out(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(obs_value=-table["obs_value"].abs())


def test_the_maps_count_regions_above_zero() -> None:
    found = newest()
    for key, column in (("natural", "natural"), ("moves", "moves")):
        told = step(key)
        assert isinstance(told.body, Map)
        assert (
            f"above zero in {number(int((found[column] > 0).sum()))} of {number(len(found))} regions" in told.takeaway
        )
        assert f"below {SAY.number(found[column].median(), 1)} per 1,000" in told.takeaway


def test_the_count_is_that_of_the_snapshot_and_falls_to_none_when_everybody_leaves() -> None:
    found, told = newest(), step("crossed")
    k, grew = int(only_moves(found).sum()), int((found["natural"] + found["moves"] > 0).sum())
    assert told.takeaway == (
        f"In {number(k)} of {number(len(found))} regions the population grew only through migration in 2021; "
        f"it grew in {number(grew)} in all."
    )
    assert isinstance(told.body, Scatter)
    assert told.body.about_people
    assert told.body.cross == (0.0, 0.0)
    assert len(told.body.points) == len(found)
    assert "in none of" in step("crossed", desk_with(changed(MOVES, moved_out))).takeaway


def test_with_both_figures_exchanged_another_number_is_told() -> None:
    found = newest().rename(columns={"natural": "moves", "moves": "natural"})
    at = desk_with({NATURAL: held(MOVES), MOVES: held(NATURAL)})
    assert f"In {number(int(only_moves(found).sum()))} of" in step("crossed", at).takeaway


def test_the_kinds_add_up_to_all_regions() -> None:
    found, told = newest(), step("kinds")
    assert isinstance(told.body, Bars)
    ((_, bars),) = told.body.groups
    assert sum(bar.value for bar in bars) == len(found)
    (chosen,) = [bar for bar in bars if bar.chosen]
    assert chosen.value == only_moves(found).sum()
    lost = int(((found["moves"] > 0) & (found["natural"] + found["moves"] <= 0)).sum())
    assert f"In {number(lost)} more moved in than out" in told.takeaway
    assert f"({number(int(max(bar.value for bar in bars)))} of {number(len(found))} regions)" in told.takeaway


def test_the_country_with_the_highest_share_is_named() -> None:
    own, told = only_moves(newest()), step("countries")
    by_country = own.groupby(own.index.str[:2]).agg(["sum", "size"])
    shares = (by_country["sum"] / by_country["size"])[by_country["size"] >= 5].sort_values(ascending=False)
    k, n = by_country.loc[shares.index[0]]
    assert f"highest in {SAY.country(shares.index[0])}, {k} of {n} regions" in told.takeaway
    assert f"above half in {(shares > 0.5).sum()} of {len(shares)} countries" in told.takeaway
    swapped = step("countries", desk_with({NATURAL: held(MOVES), MOVES: held(NATURAL)})).takeaway
    assert swapped != told.takeaway
    assert "no country has a region" in step("countries", desk_with(changed(MOVES, moved_out))).takeaway


def test_the_line_follows_the_countries_of_every_year() -> None:
    found, told = only_moves(plain()), step("years")
    lands = found.groupby(level=1).apply(lambda own: frozenset(own.index.get_level_values(0).str[:2]))
    always = frozenset.intersection(*lands)
    kept = found[found.index.get_level_values(0).str[:2].isin(sorted(always))]
    shares = 100 * kept.groupby(level=1).mean()
    assert isinstance(told.body, Lines)
    assert dict(told.body.lines[0].points) == pytest.approx(shares.to_dict())
    assert f"From {shares.iloc[0]:.0f} % of regions in 2014 to {shares.iloc[-1]:.0f} % in 2021" in told.takeaway
    assert f"highest in {shares.idxmax()}: {shares.max():.0f} %" in told.takeaway


@pytest.mark.parametrize("key", ["natural", "moves", "crossed", "kinds", "countries", "years"])
def test_too_few_regions_are_refused(key: str) -> None:
    at = desk_with(changed(NATURAL, only(*FEW)) | changed(MOVES, only(*FEW)))
    told = step(key, at)
    assert told.refused
    assert "nly" in told.takeaway or "Too few" in told.takeaway


RATES = st.integers(-400, 400).map(lambda tenths: tenths / 10)


@given(natural=RATES, moves=RATES)
def test_a_kind_says_whether_the_population_grew_and_by_what(natural: float, moves: float) -> None:
    kind = kind_of(natural, moves)
    assert (natural + moves > 0) == (kind in {Kind.BOTH, Kind.MIGRATION, Kind.NATURAL})
    if kind is Kind.MIGRATION:
        assert natural <= 0 < moves
    if kind is Kind.NATURAL:
        assert moves <= 0 < natural


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
