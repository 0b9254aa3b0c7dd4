"""A timeline cuts its lines at breaks and gaps, and says each figure with its flags."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from dashboard import charts
from dashboard.histories import histories
from dashboard.language import language
from dashboard.palette import Look, lines
from tests.dashboard.test_tables import shown

SAY = language("en")


def test_a_break_cuts_the_line_and_keeps_its_colour_and_name() -> None:
    screen = shown("tp_stock")
    found = histories(screen, ("DE", "PL")).lines
    traces = charts.timeline(found, screen, SAY, Look.LIGHT)["data"]
    germany = [trace for trace in traces if trace["name"] == "Germany"]
    assert len(germany) > 1, "the series of Germany has a break"
    assert {trace["line"]["color"] for trace in germany} == {lines(Look.LIGHT)[0]}
    assert [trace["showlegend"] for trace in germany] == [True] + [False] * (len(germany) - 1)
    periods = [period for trace in germany for period in trace["x"]]
    assert periods == sorted(set(periods)), "no period is drawn twice"


def test_the_axis_begins_at_zero_unless_there_are_figures_below() -> None:
    counts, rates = shown("asy_all"), shown("netmig_n2")
    for screen, mode in ((counts, "tozero"), (rates, "normal")):
        found = histories(screen, (str(screen.valued["geo"].iloc[-1]),)).lines
        assert charts.timeline(found, screen, SAY, Look.LIGHT)["layout"]["yaxis"]["rangemode"] == mode


def test_the_hover_says_flags_in_words() -> None:
    screen = shown("recycle")
    found = histories(screen, tuple(screen.cells["geo"].head(6))).lines
    said = [text for trace in charts.timeline(found, screen, SAY, Look.DARK)["data"] for text in trace["text"]]
    assert any("(estimated)" in text for text in said)


def test_figures_computed_anew_have_open_markers_and_dashes() -> None:
    screen = shown("asy_all")
    line = histories(screen, ("DE",)).lines["DE"].head(4).assign(obs_flag="")
    line = line.assign(bridged=["estimated", "merged", "", "renamed"], bridged_from=["2013", "2016", "", "2016"])
    anew, published, link = charts.timeline({"DE": line}, screen, SAY, Look.LIGHT)["data"]
    periods = line["time_period"].astype(str).tolist()
    assert (anew["x"], published["x"], link["x"]) == (periods[:2], periods[2:], periods[1:3])
    assert [one["line"]["dash"] for one in (anew, published, link)] == ["dash", "solid", "dash"]
    assert anew["marker"]["symbol"] == "circle-open"
    assert "symbol" not in published["marker"]
    assert (link["mode"], link["hoverinfo"]) == ("lines", "skip")
    assert [one["showlegend"] for one in (anew, published, link)] == [False, True, False]
    assert "from NUTS 2013" in anew["text"][0]
    assert "NUTS" not in published["text"][0]


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=40))
def test_a_sparkline_is_sound_svg_inside_its_frame(values: list[float]) -> None:
    root = ET.fromstring(charts.sparkline(values, "#63438b"))  # noqa: S314  our own text
    (line,) = list(root)
    heights = [float(point.split(",")[1]) for point in line.attrib["points"].split()]
    assert len(heights) == len(values)
    assert all(0 <= height <= float(root.attrib["height"]) for height in heights)
