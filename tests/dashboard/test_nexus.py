"""The nexus: pairs counted from the snapshot, the chooser, the sentences, the scatter, the kinds."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.association import Association, Interval, association
from analysis.pairs import LEAST, Pair
from dashboard import screen as screens
from dashboard.history import pair_history
from dashboard.language import language
from dashboard.nexus import charts, chooser, tables, text
from dashboard.nexus.joined import people_of, together
from dashboard.nexus.matrix import Matrix, matrix, needed
from dashboard.palette import Look
from dashboard.screen import Screen
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE, indicator
from data_sources.model import UNDATED, Kind, Level, Theme
from data_sources.presence import presence
from data_sources.schema import Observations
from tests.dashboard.test_history import held as observations

pytestmark = pytest.mark.slow

EN, FR = language("en"), language("fr")
STYLE = charts.Style(say=EN, look=Look.LIGHT)


@pytest.fixture(scope="module")
def found() -> Matrix:
    held = store.held()
    return matrix(presence(needed(held)), held)


def shown(id: str, level: Level, period: str = "") -> Screen:
    held = store.load(id)
    entry = indicator(id)
    per_head = entry.kind is Kind.COUNT
    view = View(indicator=id, level=level, period=period, per_head=per_head)
    population = store.load(entry.denominator) if per_head else None
    return screens.screen(view, screens.series(view, held, population, level), level, EN)


def joined(pair: Pair) -> pd.DataFrame:
    first = shown(pair.arrivals, pair.level, pair.period)
    second = shown(pair.place, pair.level, pair.other_period)
    return together(first, second, None)


def test_thirty_pairs_are_well_covered_twelve_of_them_below_countries(found: Matrix) -> None:
    well = [pair for pair in found.pairs if pair.n >= 25]
    below = [pair for pair in well if pair.level is not Level.COUNTRY]
    assert len(well) >= 30
    assert len(below) >= 12


@pytest.mark.parametrize(
    ("level", "arrivals", "places"),
    [
        (Level.CITY, "c_forborn", "p_imm_good p_trust p_safe p_air p_green p_pt p_housing c_cars c_unemployed"),
        (Level.FUA, "f_foreigners", "pm25_fua green_fua"),
        (Level.NUTS2, "netmig_n2", "unemp_n2 gdp_n3 cars_n2"),
        (Level.NUTS3, "netmig_n3", "pm25 gdp_n3"),
    ],
)
def test_the_named_pairs_are_well_covered(found: Matrix, level: Level, arrivals: str, places: str) -> None:
    for place in places.split():
        pair = found.get(arrivals, place, level)
        assert pair is not None
        assert pair.n >= 25


def test_what_the_matrix_counts_is_what_the_map_and_the_scatter_show(found: Matrix) -> None:
    below = [pair for level in found.levels for pair in found.at(level)[::9][:6]]
    assert len({pair.level for pair in below}) >= 5
    assert {pair: len(joined(pair)) for pair in below} == {pair: pair.n for pair in below}


def test_pairs_with_few_places_cannot_be_chosen(found: Matrix) -> None:
    assert found.thin
    assert max(pair.n for pair in found.thin) < LEAST <= min(pair.n for pair in found.pairs)


def test_parts_and_plain_counts_are_in_no_pair(found: Matrix) -> None:
    ids = {id for pair in found.pairs for id in (pair.arrivals, pair.place)}
    assert not {id for id in ids if CATALOGUE[id].part or CATALOGUE[id].unseen}
    assert not {id for id in ids if CATALOGUE[id].kind is Kind.COUNT and not CATALOGUE[id].denominator}


def test_neighbourhoods_are_compared_within_one_city_only(found: Matrix) -> None:
    pairs = found.at(Level.DISTRICT)
    assert all(pair.arrivals.partition("_")[0] == pair.place.partition("_")[0] for pair in pairs)


def test_an_average_without_a_date_is_labelled(found: Matrix) -> None:
    undated = [pair for pair in found.pairs if UNDATED in (pair.period, pair.other_period)]
    assert undated
    for pair in undated:
        assert not pair.dated
        assert "without a date" in chooser.counted(pair, EN)
        assert not pair.years


def test_years_apart_are_said(found: Matrix) -> None:
    apart = [pair for pair in found.pairs if pair.gap_years]
    assert apart
    assert all("no common year" in chooser.when(pair, EN) for pair in apart)


class _Buttons(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.views: list[dict[str, str]] = []
        self.pressed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "button":
            self.views.append(json.loads(given["data-view"] or ""))
            self.pressed += given["aria-pressed"] == "true"


@pytest.mark.parametrize("say", [EN, FR])
def test_every_button_leads_to_a_pair_that_can_be_chosen(found: Matrix, say: object) -> None:
    for level in found.levels:
        now = found.first(level)
        page = _Buttons()
        page.feed(chooser.chooser(found, now, CATALOGUE[now.place].theme, say))  # type: ignore[arg-type]
        views = [View.from_params(view) for view in page.views]
        pairs = [found.get(view.indicator, view.other, view.level) for view in views]
        assert len(pairs) > len(found.levels)
        assert all(pair is not None and pair.n >= LEAST for pair in pairs)
        assert page.pressed == 3  # the level, the cell, the figure


def test_words_are_escaped(found: Matrix) -> None:
    now = found.first(Level.CITY)
    html = chooser.chooser(found, now, Theme.LIVING, EN)
    plain = unescape(re.sub(r"<[^>]*>", "", html))
    assert "<" not in plain
    assert "Foreign-born residents, share of the city" in plain


def test_a_theme_without_a_pair_gives_that_of_the_pair(found: Matrix) -> None:
    now = found.first(Level.CITY)
    assert chooser.theme_of("living", now, found) is Theme.LIVING
    assert chooser.theme_of("energy", now, found) is CATALOGUE[now.place].theme
    assert chooser.theme_of("11.2", now, found) is CATALOGUE[now.place].theme


COUNTRIES = ("AT", "BE", "BG", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "HR", "HU")


def country(id: str, rows: list[tuple[str, float]]) -> Screen:
    table = pd.DataFrame({"geo": [code for code, _ in rows], "obs_value": [value for _, value in rows]})
    table = table.assign(time_period="2020", obs_flag="", conf_status="", level="country", geo_vintage="countries")
    held: Observations = observations(id, table)
    view = View(indicator=id, level=Level.COUNTRY)
    return screens.screen(view, screens.series(view, held, None, Level.COUNTRY), Level.COUNTRY, EN)


@given(
    st.dictionaries(st.sampled_from(COUNTRIES), st.integers(0, 50), min_size=1),
    st.dictionaries(st.sampled_from(COUNTRIES), st.integers(0, 50), min_size=1),
)
def test_a_join_invents_nothing_and_one_figure_alone_has_no_colour(one: dict[str, int], other: dict[str, int]) -> None:
    first = country("asy_all", [(code, float(value)) for code, value in one.items()])
    second = country("cpi", [(code, float(value)) for code, value in other.items()])
    rows = together(first, second, None)
    assert set(rows.index) == set(one) & set(other)
    assert {code: (row.one, row.other) for code, row in rows.iterrows()} == {
        code: (one[code], other[code]) for code in set(one) & set(other)
    }
    drawn = pair_history(first, second, EN)
    (frame,), ids = drawn["frames"], drawn["sets"][0]["ids"]
    coloured = {ids[n] for n, value in enumerate(frame["values"]) if value is not None}
    assert coloured == set(rows.index)
    assert {ids[n] for n in frame["only"]["rows"]} == set(one) - set(other)
    assert {ids[n] for n in frame["only"]["columns"]} == set(other) - set(one)


def test_a_map_of_two_says_which_is_withheld() -> None:
    table = pd.DataFrame({"geo": ["AT", "BE"], "obs_value": [np.nan, 2.0], "conf_status": ["C", ""]})
    table = table.assign(time_period="2020", obs_flag="", level="country", geo_vintage="countries")
    held = observations("asy_all", table)
    view = View(indicator="asy_all", level=Level.COUNTRY)
    first = screens.screen(view, screens.series(view, held, None, Level.COUNTRY), Level.COUNTRY, EN)
    second = country("cpi", [("AT", 1.0), ("BE", 2.0)])
    drawn = pair_history(first, second, EN)
    ids, (frame,) = drawn["sets"][0]["ids"], drawn["frames"]
    assert [ids[n] for n in frame["withheld"]] == ["AT"]


def test_people_are_those_of_the_year_or_up_to_two_before() -> None:
    years = ["2015", "2018", "2020", "2021"]
    rows = [(code, year, 10.0 * int(year)) for code in ("AT", "BE") for year in years]
    rows = [row for row in rows if row != ("BE", "2020", 20200.0)]
    table = pd.DataFrame(rows, columns=["geo", "time_period", "obs_value"]).assign(level="country")
    assert people_of(table, Level.COUNTRY, "2020").to_dict() == {"AT": 20200.0, "BE": 20180.0}
    assert people_of(table, Level.COUNTRY, UNDATED).to_dict() == {"AT": 20210.0, "BE": 20210.0}
    assert people_of(None, Level.COUNTRY, "2020").empty


def found_for(value: float, low: float, high: float) -> Association:
    interval = Interval(low=low, high=high)
    return Association(
        n=30, value=value, interval=interval, countries=1, left_out=None, within=None, weighted=None, weighted_n=0
    )


def test_the_headline_has_a_sentence_for_every_outcome() -> None:
    first, second = shown("c_forborn", Level.CITY, "2023"), shown("p_trust", Level.CITY)
    said = [
        text.headline(first, second, found_for(0.5, 0.2, 0.7), 30, EN),
        text.headline(first, second, found_for(-0.5, -0.7, -0.2), 30, EN),
        text.headline(first, second, found_for(0.1, -0.2, 0.4), 30, EN),
        text.headline(first, second, None, 4, EN),
        text.headline(first, second, None, 40, EN),
    ]
    assert len(set(said)) == 5
    assert "30 cities in 2023" in said[0]
    assert "higher" in said[0]
    assert "+0.50" in said[0]
    assert "lower" in said[1]
    assert "\u22120.50" in said[1]
    assert "no clear relation" in said[2]
    assert "Too few places (4 cities)" in said[3]
    assert "nothing can be compared" in said[4]


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.AGGREGATE])
def test_places_are_counted_in_words(level: Level) -> None:
    assert text.places(level, 1, EN).startswith("1 ")
    assert text.places(level, 2, EN).startswith("2 ")
    assert text.places(level, 1, EN)[2:] != text.places(level, 2, EN)[2:]


def test_a_shared_base_is_warned_of() -> None:
    assert text.share_a_base(CATALOGUE["c_forborn"], CATALOGUE["c_cars"])
    assert text.share_a_base(CATALOGUE["asy_all"], CATALOGUE["homicide"])
    assert text.share_a_base(CATALOGUE["bcn_abroad"], CATALOGUE["bcn_tertiary"])
    assert not text.share_a_base(CATALOGUE["c_forborn"], CATALOGUE["p_trust"])
    assert not text.share_a_base(CATALOGUE["asy_pos"], CATALOGUE["homicide"])


def test_warnings_follow_from_the_pair(found: Matrix) -> None:
    pair = found.get("netmig_n3", "pm25", Level.NUTS3)
    assert pair is not None
    first, second = shown("netmig_n3", Level.NUTS3, pair.period), shown("pm25", Level.NUTS3, pair.other_period)
    opposite = replace(found_for(0.5, 0.2, 0.7), weighted=-0.4)
    assert any("other way round" in said for said in text.warnings(first, second, opposite, pair, EN))
    assert not text.warnings(first, second, found_for(0.5, 0.2, 0.7), pair, EN)
    undated = replace(pair, period=UNDATED)
    assert any("no lag" in said for said in text.warnings(first, second, None, undated, EN))


def test_the_card_has_six_rows_and_a_reason_for_every_dash() -> None:
    rows = text.association_rows(found_for(0.5, 0.2, 0.7), EN)
    assert len(rows) == 6
    assert Counter(value == "–" for _, value, _ in rows)[True] == 3
    assert all(why for _, _, why in rows)
    assert len(tables.association(found_for(0.5, 0.2, 0.7), EN)) == 6


def test_the_scatter_has_every_place_once_with_thin_bars_at_answers() -> None:
    pair = (shown("c_forborn", Level.CITY, "2023"), shown("p_imm_good", Level.CITY))
    both = together(*pair, None)
    points, names = charts.scatter(both, pair, ("BE001C",), STYLE)["data"]
    assert len(points["x"]) == len(points["y"]) == len(points["text"]) == len(both)
    assert len(points["error_y"]["array"]) == len(both)
    assert max(points["error_y"]["array"]) < 3.4
    assert "error_x" not in points
    assert 1 < len(names["text"]) <= charts.MOST_LABELS + 1
    rows = pair_history(*pair, EN)["frames"][0]["values"]
    colours = sorted(int(value) for value in rows if value is not None)
    assert sorted(charts.nine(both).tolist()) == colours


def test_chosen_places_have_their_names_on_the_scatter() -> None:
    both = pd.DataFrame({"one": range(20), "other": range(20)}, index=[f"XX{n}" for n in range(20)], dtype=float)
    assert charts.labelled(both, ("XX7", "YY1"))[0] == "XX7"
    assert "YY1" not in charts.labelled(both, ("XX7", "YY1"))


def test_a_place_that_agrees_in_too_few_re_runs_is_unstable() -> None:
    assert tables.stability(0.69, 20, EN).startswith("unstable")
    assert tables.stability(0.7, 20, EN) == "70 % of 20"
    assert "too few" in tables.stability(float("nan"), 3, EN)


def test_the_four_kinds_hold_every_place_once() -> None:
    pair = (shown("c_forborn", Level.CITY, "2023"), shown("p_trust", Level.CITY))
    both = together(*pair, None)
    half = np.arange(len(both)) % 2 == 0
    rows = both.assign(high_one=half, high_other=~half, agree=0.5, runs=20)
    summary = tables.summary(rows, *pair, EN)
    counted = [int(re.sub(r"\D", "", cell)) for cell in summary["Places"]]
    assert sum(counted) == len(both)
    listed = tables.kinds(rows, *pair, EN)
    assert list(listed.index) == list(rows["name"])
    assert set(listed["Kind of place"]) == {"arrivals high, place low", "arrivals low, place high"}


def test_the_twins_have_every_row(found: Matrix) -> None:
    assert len(tables.pairs(found.at(Level.CITY), EN)) == len(found.at(Level.CITY))
    pair = (shown("c_forborn", Level.CITY, "2023"), shown("p_trust", Level.CITY))
    both = together(*pair, None)
    assert len(tables.figures(both, *pair, EN)) == len(both)
    assert association(both) is not None
