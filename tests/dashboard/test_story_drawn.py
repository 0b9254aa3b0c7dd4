"""Charts of stories as SVG and PNG: the same text for the same figures, colours by role, names that do not meet."""

from __future__ import annotations

import io
import re
from itertools import combinations, pairwise
from math import nan
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dashboard.deck import drawn
from dashboard.deck.pictures import bars
from dashboard.deck.pictures.labels import place
from dashboard.deck.pictures.lines import spread, stretches, year
from dashboard.language import language
from dashboard.story.model import Bar, Bars, Body, Card, Cards, Dots, Line, Lines, Scatter

EN, FR = language("en"), language("fr")
VARIABLES = {"ink", "muted", "line", "people", "places", "accent", "other", "page", *(f"c{n}" for n in range(1, 7))}


def ranking(n: int, *chosen: int) -> tuple[Bar, ...]:
    return tuple(Bar(name=f"Place {i}", value=n - i, told=str(n - i), chosen=i in chosen) for i in range(n))


BODIES: dict[str, Body] = {
    "bars": Bars(groups=(("One", ranking(5)),), about_people=True),
    "two lists": Bars(groups=(("One", ranking(14, 13)), ("Other", ranking(3))), about_people=False),
    "below zero": Bars(
        groups=(("", (Bar(name="Up", value=2, told="+2"), Bar(name="Down", value=-3, told="−3"))),), about_people=True
    ),
    "nothing": Bars(groups=(("None", ()),), about_people=True),
    "dots": Dots(
        series=("Cities", "Villages"),
        rows=(
            ("Ghent & Co <b>", (12.5, nan)),
            ("A name that is far too long for the room that is left beside it", (3, 4)),
        ),
        axis="% of people",
        margins=((2, nan), (1, 1)),
    ),
    "lines": Lines(
        lines=(
            Line(name="Union", points=(("2019", 47.0), ("2020", nan), ("2021", 49.6), ("2022", 49.1))),
            Line(name="Path", points=(("2019", 47.0), ("2030", 60.0)), dashed=True),
        ),
        axis="Per cent",
        about_people=False,
    ),
    "months": Lines(
        lines=tuple(Line(name=f"P{n}", points=(("2022-03", 1.0 * n), ("2022-04", 2.0 * n))) for n in range(6)),
        axis="People",
    ),
    "scatter": Scatter(
        points=tuple((f"City {n}", n % 7, n * n % 11) for n in range(40)),
        x_title="Foreign-born, % $x$",
        y_title="Cars",
        named=("City 1", "City 8", "City 15", "nowhere"),
        cross=(3.0, 4.0),
    ),
    "one point": Scatter(points=(("Alone", 1.0, 1.0),), x_title="x", y_title="y", named=("Alone",)),
}


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("name", BODIES)
def test_an_svg_is_well_formed_the_same_each_time_and_coloured_by_roles(name: str, *, narrow: bool) -> None:
    text = drawn.svg(BODIES[name], EN, narrow=narrow)
    assert text == drawn.svg(BODIES[name], EN, narrow=narrow)
    root = ET.fromstring(text)  # noqa: S314  our own text
    box = [float(part) for part in root.attrib["viewBox"].split()]
    assert box[2] == (390 if narrow else 1600)
    assert "width" not in root.attrib
    assert root.attrib["aria-hidden"] == "true"
    assert set(re.findall(r"var\(--(\w+)", text)) <= VARIABLES
    assert re.sub(r"var\(--\w+, #[0-9a-f]{6}\)", "", text).count("#") == text.count('"#') + text.count("url(#")
    assert not re.search(r"<(metadata|script|image|!--)|DejaVu|https?://(?!www\.w3\.org)", text)


def test_ids_that_are_referred_to_are_there_and_no_others() -> None:
    for body in BODIES.values():
        text = drawn.svg(body, EN, narrow=False)
        asked = set(re.findall(r'href="#(\w+)"|url\(#(\w+)\)', text))
        assert {a or b for a, b in asked} == set(re.findall(r' id="(\w+)"', text))


def texts(svg: str) -> list[str]:
    root = ET.fromstring(svg)  # noqa: S314
    return ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_words_and_figures_are_text_in_the_readers_language() -> None:
    found = texts(drawn.svg(BODIES["dots"], EN, narrow=False))
    assert {"Cities", "Villages", "Ghent & Co <b>", "% of people", "0.0", "2.5"} <= set(found)
    halves = Lines(lines=(Line(name="A", points=(("2019", 0.0), ("2020", 1.0))),), axis="")
    assert "0.50" in texts(drawn.svg(halves, EN, narrow=False))
    assert "0,50" in texts(drawn.svg(halves, FR, narrow=False))
    assert "→ Foreign-born, % $x$" in texts(drawn.svg(BODIES["scatter"], EN, narrow=False))


def test_the_chosen_are_kept_among_the_first_and_the_others_counted() -> None:
    kept = bars.kept(ranking(30, 2, 20, 29))
    assert [bar.name for bar in kept] == [f"Place {n}" for n in (*range(10), 20, 29)]
    many = Bars(groups=(("All", ranking(30, 29)),), about_people=True)
    found = texts(drawn.svg(many, EN, narrow=True))
    assert "18 more in the table" in found
    assert "Place 29" in found
    colours = re.findall(r"fill: var\(--(people|other)", drawn.svg(many, EN, narrow=False))
    assert (colours.count("people"), colours.count("other")) == (1, 11)


def test_people_are_purple_and_places_teal() -> None:
    assert "--people" in drawn.svg(BODIES["bars"], EN, narrow=False)
    teal = drawn.svg(BODIES["two lists"], EN, narrow=False)
    assert "--places" in teal
    assert "--people" not in teal


@pytest.mark.parametrize(("about_people", "role"), [(True, "people"), (False, "places"), (None, "accent")])
def test_dots_have_the_colour_of_what_they_are_about(*, about_people: bool | None, role: str) -> None:
    rows = (("A", (1.0, 2.0)), ("B", (3.0, nan)))
    dots = Dots(series=("One", "Two"), rows=rows, axis="", about_people=about_people)
    points = Scatter(points=(("A", 1, 2),), x_title="x", y_title="y", named=("A",), about_people=about_people)
    for body in (dots, points):
        for narrow in (False, True):
            used = set(re.findall(r"var\(--(people|places|accent)", drawn.svg(body, EN, narrow=narrow)))
            assert used == {role}


def set_at(svg: str, words: str) -> tuple[float, float]:
    """The size of the type of a text of one line, and how far below the top of the sheet it stands."""
    found = re.search(rf'font-size: ([\d.]+)px[^>]* y="([\d.]+)"[^>]*>{re.escape(words)}</text>', svg)
    assert found, words
    return float(found[1]), float(found[2])


def test_few_bars_are_set_larger_and_stand_in_the_middle_of_the_sheet() -> None:
    few, many = (drawn.svg(Bars(groups=(("", ranking(n)),), about_people=True), EN, narrow=False) for n in (3, 12))
    (size, first), (_, last) = (set_at(few, name) for name in ("Place 0", "Place 2"))
    assert size > set_at(many, "Place 0")[0]
    assert (first + last) / 2 == pytest.approx(350, abs=30)


@pytest.mark.parametrize(("n", "below"), [(3, True), (9, False)])
def test_two_short_lists_stand_below_each_other_and_long_ones_side_by_side(n: int, *, below: bool) -> None:
    body = Bars(groups=(("One", ranking(n)), ("Other", ranking(n))), about_people=True)
    svg = drawn.svg(body, EN, narrow=False)
    (size, one), (_, other) = (set_at(svg, title) for title in ("One", "Other"))
    assert (other > one + size) is below


def test_the_first_year_stands_clear_of_the_lowest_figure_of_the_axis() -> None:
    svg = drawn.svg(BODIES["lines"], EN, narrow=False)
    size, year = set_at(svg, "2020")
    assert year - set_at(svg, "0")[1] > size


def test_a_png_is_a_slide_on_white_and_the_same_each_time() -> None:
    content = drawn.png(BODIES["bars"], EN)
    assert content == drawn.png(BODIES["bars"], EN)
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (1920, 1080)
        assert picture.convert("RGB").getpixel((1900, 1060)) == (255, 255, 255)


def test_what_is_no_chart_is_not_drawn() -> None:
    cards = Cards(cards=(Card(title="A", rows=()),))
    with pytest.raises(TypeError, match="Cards is no chart"):
        drawn.svg(cards, EN, narrow=False)


def test_a_gap_parts_a_line_and_periods_are_years() -> None:
    line = Line(name="A", points=(("2019", nan), ("2020", 1.0), ("2021", nan), ("2022", nan), ("2023", 2.0)))
    assert stretches(line) == [[("2020", 1.0)], [("2023", 2.0)]]
    assert [year(one) for one in ("2020", "2020-07", "2020-Q3", "2020-S2")] == [2020, 2020.5, 2020.5, 2020.5]


coordinates = st.tuples(st.floats(0, 400), st.floats(0, 300))
sizes = st.tuples(st.floats(5, 120), st.floats(10, 20))


@given(st.lists(st.tuples(coordinates, sizes), max_size=10))
def test_names_lie_on_the_sheet_and_over_no_other(named: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    sheet = (0.0, 0.0, 400.0, 300.0)
    found = [one for one in place([point for point, _ in named], named, sheet, 14) if one is not None]
    assert all(left >= 0 and top >= 0 and right <= 400 and low <= 300 for left, top, right, low in found)
    for one, other in combinations(found, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@given(st.lists(st.floats(0, 500), max_size=6))
def test_names_of_lines_are_apart_and_in_order(heights: list[float]) -> None:
    rows = [20.0] * len(heights)
    found = spread(heights, rows)
    ordered = sorted(range(len(heights)), key=lambda n: heights[n])
    places = [found[n] for n in ordered]
    assert all(b - a >= 19.5 for a, b in pairwise(places))
