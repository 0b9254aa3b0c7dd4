"""Bars, circles on land and lines, tested as data."""

from __future__ import annotations

import re
from math import pi
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.arrivals.bars import MOST, Bar, bars
from dashboard.arrivals.charts import line_chart
from dashboard.arrivals.dots import Dot, Ground, Sizes, dot_map, equal_earth, europe_path, legend_sizes, radius
from dashboard.language import language
from dashboard.palette import Look, surface
from tests.observed import rows

SAY = language("en")
GROUND = Ground(path="M0 0L10 0L10 5Z", box=(0.0, 0.0, 10.0, 5.0))
SVG = "{http://www.w3.org/2000/svg}"


def bar(name: str, value: float) -> Bar:
    return Bar(name=name, value=value, written=SAY.number(value))


def test_bars_start_at_zero_and_the_longest_fills_the_room() -> None:
    drawn = bars([bar("A", 200), bar("B", 50), bar("C", 0)], ("Place", "people"), Look.LIGHT)
    assert re.findall(r"width:([\d.]+)%'></div>", drawn) == ["100.0", "25.0", "0.0"]
    assert drawn.count("scope='row'") == 3
    assert surface(Look.LIGHT).people in drawn


def test_a_long_list_is_cut_and_names_are_escaped() -> None:
    drawn = bars([bar(f"<b>{n}", n) for n in range(30)], ("Place", "people"), Look.DARK)
    assert drawn.count("scope='row'") == MOST
    assert "<b>" not in drawn
    assert bars([], ("Place", "people"), Look.DARK).count("<tr>") == 1


@given(st.floats(1, 1e7), st.floats(1, 1e7))
def test_a_circles_area_is_its_figure(one: float, other: float) -> None:
    largest = max(one, other)
    areas = [pi * radius(value, largest, 100) ** 2 for value in (one, other)]
    least = pi * radius(0, largest, 100) ** 2
    if min(areas) > least * 1.001:
        assert areas[0] / areas[1] == pytest.approx(one / other)


@pytest.mark.parametrize("look", list(Look))
def test_the_picture_is_sound_and_asks_nobody(look: Look) -> None:
    dots = [Dot(at=(2, 2), value=100, name="Lesvos & more"), Dot(at=(5, 1), value=1, name="Kos", arrives=False)]
    svg = dot_map(GROUND, dots, Sizes(values=(50.0,), written=("50",)), look)
    root = ET.fromstring(svg)  # noqa: S314 - made here
    assert len(root.findall(f"{SVG}circle")) == 3
    assert [text.text for text in root.findall(f"{SVG}text")] == ["Lesvos & more", "Kos", "50"]
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert {surface(look).people, surface(look).places} <= set(re.findall(r"#\w{6}", svg))


@pytest.mark.parametrize(("largest", "sizes"), [(999, (500, 50)), (100, (100, 10)), (0, ()), (23, (20, 2))])
def test_the_legend_has_round_figures_not_above_the_largest(largest: float, sizes: tuple[float, ...]) -> None:
    assert legend_sizes(largest) == sizes


def test_equal_earth_keeps_areas() -> None:
    """A cell of ten degrees at the equator and one at 60 degrees north have areas as on the globe."""

    def area(south: float) -> float:
        (left, bottom), (right, _) = equal_earth(0, south), equal_earth(1, south)
        _, top = equal_earth(0, south + 1)
        (upper_left, _), (upper_right, _) = equal_earth(0, south + 1), equal_earth(1, south + 1)
        return (right - left + upper_right - upper_left) / 2 * abs(top - bottom)

    assert area(60) / area(0) == pytest.approx(0.4924, rel=0.01)  # sin 61 - sin 60 over sin 1 - sin 0
    assert equal_earth(0, 0) == pytest.approx((0, 0))
    assert equal_earth(180, 0)[0] == pytest.approx(2.7066, abs=0.001)


def test_shapes_of_other_frames_are_left_out() -> None:
    assert europe_path([[[0, 5, 6, 1, 2, -1, 0]], [[1, 9, 9, 1, 1]]]) == "M5 6l1 2 -1 0Z"


def test_a_line_breaks_where_nothing_is_held() -> None:
    history = rows(("IT", "2019-11", 1.0), ("IT", "2019-12", 2.0), ("IT", "2020-03", 5.0))
    figure = line_chart({"Italy": history}, "people a month", SAY, Look.LIGHT)
    assert [trace["y"] for trace in figure["data"]] == [[1.0, 2.0], [5.0]]
    assert [trace["showlegend"] for trace in figure["data"]] == [True, False]
    assert figure["layout"]["yaxis"]["rangemode"] == "tozero"
    assert figure["data"][1]["text"] == ["March 2020<br><b>5</b>"]
