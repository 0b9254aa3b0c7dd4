"""Legends say in text what the map says in colour and size, and cannot be broken by a name."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.classify import Classes, Method
from dashboard.legend import (
    LARGEST_PX,
    LegendWords,
    Row,
    class_legend,
    diameter_px,
    flag_line,
    no_figure_rows,
    round_values,
    size_legend,
)
from data_sources.codes import flag_counts

WORDS = LegendWords(
    title="Classes & places",
    no_figure="no figure",
    no_boundary="not on this map",
    below_zero="below zero",
    flags="Flags",
    span=lambda low, high: f"{low} – {high}",
    value=lambda value: f"{value:.1f}",
    places=lambda count: f"{count} places",
)
CLASSES = Classes(method=Method.OWN, lowest=12, upper=(15.3, 20.0))
COLOURS = ("#f1ecf6", "#43206e")


def _rows(html: str) -> list[str]:
    """The list's entries as a screen reader says them; fails where the HTML is not well formed."""
    root = ET.fromstring(html)  # noqa: S314  our own text
    assert (root.tag, root.get("role")) == ("ul", "list")
    assert root.get("aria-label")
    return [" ".join("".join(entry.itertext()).split()) for entry in root]


def test_a_class_has_its_cut_points_and_its_places() -> None:
    html = class_legend(CLASSES, COLOURS, (3, 1), WORDS)
    assert _rows(html) == ["12.0 – 15.3(3 places)", "15.3 – 20.0(1 places)"]
    assert all(colour in html for colour in COLOURS)


def test_no_figure_is_always_a_row_and_no_boundary_only_where_there_is_one() -> None:
    rows = no_figure_rows(WORDS, colour="#dedbd5", no_figure=0, no_boundary=0)
    assert [row.text for row in rows] == ["no figure"]
    rows = no_figure_rows(WORDS, colour="#dedbd5", no_figure=2, no_boundary=4)
    html = class_legend(CLASSES, COLOURS, (3, 1), WORDS, rows)
    assert _rows(html)[2:] == ["no figure(2 places)", "not on this map(4 places)"]


def test_on_a_map_of_dots_a_place_without_a_figure_is_a_ring() -> None:
    rows = no_figure_rows(WORDS, colour="#dedbd5", no_figure=2, no_boundary=0, hollow=True)
    html = class_legend(CLASSES, COLOURS, (3, 1), WORDS, rows)
    assert "#dedbd5" not in html
    assert "border:1px solid currentColor" in html


def test_a_class_of_one_value_is_one_number() -> None:
    classes = Classes(method=Method.EQUAL, lowest=3, upper=(3.0,))
    assert _rows(class_legend(classes, ("#f1ecf6",), (7,), WORDS)) == ["3.0(7 places)"]


def test_swatches_are_hidden_from_screen_readers_and_text_takes_the_readers_colour() -> None:
    html = class_legend(CLASSES, COLOURS, (3, 1), WORDS)
    assert html.count("aria-hidden='true'") == 2
    assert not re.search(r"[;']color:", html)


@given(text=st.text(alphabet="<>&'\"ab", max_size=12))
def test_words_are_escaped(text: str) -> None:
    html = class_legend(CLASSES, COLOURS, (3, 1), WORDS, [Row(colour="#dedbd5", text=text, places=1)])
    assert _rows(html)[-1] == " ".join(f"{text}(1 places)".split())


def test_sizes_are_those_of_the_map() -> None:
    html = size_legend(400.0, "#63438b", WORDS)
    assert _rows(html) == ["200.0", "50.0", "10.0"]
    widths = [float(width) for width in re.findall(r"width:([\d.]+)px;height", html)]
    assert widths == pytest.approx([diameter_px(value, 400) for value in (200, 50, 10)], abs=0.05)


def test_a_ring_stands_for_values_below_zero_only_where_there_are_some() -> None:
    assert _rows(size_legend(400.0, "#63438b", WORDS, below_zero=True))[-1] == "below zero"
    assert "below zero" not in size_legend(400.0, "#63438b", WORDS)


@given(value=st.floats(1, 1e9), times=st.floats(1, 100))
def test_the_area_of_a_circle_is_proportional_to_its_value(value: float, times: float) -> None:
    highest = value * times
    assert (diameter_px(value, highest) / LARGEST_PX) ** 2 == pytest.approx(value / highest)
    assert diameter_px(-value, highest) == diameter_px(value, highest)


@given(highest=st.floats(1e-3, 1e12))
def test_round_values_fall_and_stay_below_the_highest(highest: float) -> None:
    values = round_values(highest)
    assert highest * (1 + 1e-9) >= values[0] > highest / 3
    assert list(values) == sorted(set(values), reverse=True)


def test_there_is_nothing_to_size_without_values() -> None:
    assert round_values(0.0) == ()
    assert diameter_px(3.0, 0.0) == 0


def test_flags_are_counted_by_letter_and_said_in_words() -> None:
    counts = flag_counts(["", "e", "be", "p"])
    assert counts == {"e": 2, "b": 1, "p": 1}
    words = {"b": "break in the series", "e": "estimated", "p": "provisional"}
    assert _rows(flag_line(counts, words, WORDS)) == [
        "b break in the series: 1 places",
        "e estimated: 2 places",
        "p provisional: 1 places",
    ]
    assert flag_line({}, words, WORDS) == ""
