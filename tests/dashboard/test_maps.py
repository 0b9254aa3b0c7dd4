"""What the map is told: shapes by kind, classes, colours, links, panels."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.classify import Method, classify, diverging
from dashboard import maps, palette
from dashboard.language import language
from dashboard.maps import Links, Panel, Scale, Shape, Style
from dashboard.palette import Look
from dashboard.screen import Screen, level_of, screen, series
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Kind, Level

pytestmark = pytest.mark.slow

SAY = language("en")
STYLE = Style(look=Look.LIGHT, say=SAY)
LINKS = Links(history="map/history/0?x", words="map/words/0?x")


def shown(id: str, level: str = "country") -> Screen:
    view = View(indicator=id, level=Level(level))
    held = store.load(id)
    found = level_of(view, held)
    return screen(view, series(view, held, None, found), found, SAY)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_count_is_never_a_fill_and_nothing_else_a_circle(kind: Kind, level: Level) -> None:
    assert (maps.shape_of(kind, level) is Shape.CIRCLES) is (kind is Kind.COUNT)


@pytest.mark.parametrize("id", sorted(store.held()))
@pytest.mark.parametrize("look", list(Look))
def test_every_indicator_has_a_layer_at_every_level(id: str, look: Look) -> None:
    for level in store.load(id).levels:
        spec = maps.layer(shown(id, level.value), Style(look=look, say=SAY), LINKS)
        json.dumps(spec, allow_nan=False)
        if spec["shape"] == "circles":
            assert spec["colours"] == []
            assert spec["largest"] >= max((value for value, _ in spec["sizes"]), default=0)
        else:
            assert len(spec["cuts"]) == len(spec["colours"]) + 1
            assert spec["cuts"] == sorted(spec["cuts"])
        assert (spec["scale"] == "diverging") is (CATALOGUE[id].midpoint is not None)


def test_a_balance_is_cut_at_zero_with_as_many_classes_on_either_side() -> None:
    spec = maps.layer(shown("netmig_n2", "nuts2"), STYLE, LINKS)
    middle = len(spec["cuts"]) // 2
    assert spec["cuts"][middle] == 0
    assert spec["colours"] == palette.diverging(k=6, look=Look.LIGHT)


def test_people_are_purple_and_places_teal() -> None:
    people = maps.layer(shown("for_ctz"), STYLE, LINKS)
    places = maps.layer(shown("recycle"), STYLE, LINKS)
    assert set(people["colours"]) <= {*palette.PURPLE, *palette.PURPLE_5}
    assert set(places["colours"]) <= {*palette.TEAL, *palette.TEAL_5}


def test_figures_and_shapes_are_named_and_not_inside() -> None:
    spec = maps.layer(shown("density", "nuts3"), STYLE, LINKS)
    whole = maps.spec([spec], [Panel(layer=0, period="2019")], STYLE, places=[])
    assert spec["history"] == LINKS.history
    assert len(json.dumps(whole)) < 3000


def test_a_change_is_diverging_whatever_the_indicator() -> None:
    screen_now = shown("gdp_n3", "nuts2")
    classes = diverging([-5.0, -1.0, 2.0, 9.0], 0.0, Method.QUANTILES)
    spec = maps.change_layer(screen_now, classes, STYLE, LINKS)
    assert spec["scale"] == Scale.DIVERGING.value
    assert 0.0 in spec["cuts"]
    assert "cut at zero" in spec["legend"]


def test_a_change_of_a_count_is_drawn_as_circles_on_one_scale() -> None:
    classes = diverging([-500.0, 200.0], 0.0, Method.QUANTILES)
    spec = maps.change_layer(shown("asy_all"), classes, STYLE, LINKS)
    assert spec["shape"] == "circles"
    assert spec["largest"] == 500


def test_two_indicators_have_nine_colours_with_people_as_rows() -> None:
    spec = maps.pair_layer(shown("unemp_n2", "nuts2"), shown("netmig_n2", "nuts2"), STYLE, LINKS)
    assert len(set(spec["colours"])) == 9
    assert "Net migration" in spec["pair"]["rows"]
    assert "Unemployment" in spec["pair"]["columns"]


def test_the_french_map_writes_a_decimal_comma() -> None:
    spec = maps.spec([], [], Style(look=Look.DARK, say=language("fr")))
    assert spec["number"]["decimal"] == ","
    assert spec["look"] == "dark"


periods = st.lists(st.integers(1990, 2030).map(str), min_size=1, max_size=30, unique=True).map(sorted)


@given(periods=periods, most=st.integers(2, 8), data=st.data())
def test_small_multiples_rise_from_the_first_to_the_year_asked_for(
    periods: list[str], most: int, data: st.DataObject
) -> None:
    until = data.draw(st.sampled_from(periods))
    found = maps.spread(periods, until, most)
    assert list(found) == sorted(set(found))
    assert set(found) <= set(periods)
    assert (found[0], found[-1]) == (periods[0], until)
    assert len(found) <= most


@given(largest=st.floats(1e-3, 1e12))
def test_sizes_in_the_legend_are_round_and_not_above_the_largest(largest: float) -> None:
    found = maps.round_values(largest)
    assert 1 <= len(found) <= 3
    assert largest * (1 + 2e-9) >= found[0] > largest / 2.6
    assert all(f"{value:.0e}"[0] in "125" for value in found)


@given(
    values=st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=60),
    midpoint=st.sampled_from([0.0, 50.0]),
    k=st.integers(3, 7),
)
@example(values=[0.0, 5e-324], midpoint=0.0, k=3)
def test_diverging_classes_lie_evenly_about_the_midpoint(values: list[float], midpoint: float, k: int) -> None:
    found = diverging(values, midpoint, Method.EQUAL, k)
    cuts = (found.lowest, *found.upper)
    assert len(found.upper) in {2, 4, 6}
    assert list(cuts) == sorted(cuts)
    assert all(abs((low - midpoint) + (high - midpoint)) < 1e-6 for low, high in zip(cuts, cuts[::-1], strict=True))
    inside = [value for value in values if value < midpoint]
    assert all(found.class_of([value])[0] < len(found.upper) / 2 for value in inside)


def test_diverging_needs_no_value_on_one_side() -> None:
    assert diverging([1.0, 2.0, 3.0], 0.0, Method.QUANTILES).counts([1.0, 2.0, 3.0])[:3] == (0, 0, 0)
    assert classify([1.0, 2.0], Method.EQUAL, 2).lowest == 1.0
