"""What the methods say, draw and list follows from their results, with its other ending."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from analysis.events import Events, around_peaks
from analysis.lags import Lag, lags
from analysis.panel import Panel, fixed_effects
from analysis.refusal import Reason, Refused
from analysis.spatial import Moran, Neighbours, Test, local_moran, nearest_neighbours
from dashboard.language import language
from dashboard.nexus import methods_charts as charts
from dashboard.nexus import methods_map, methods_tables, methods_text
from dashboard.nexus.methods_frames import mapped, panel
from dashboard.nexus.methods_map import Ground, Ink
from dashboard.nexus.methods_words import HOW, NAMES, QUESTIONS, REASONS, Method
from dashboard.palette import Look
from dashboard.screen import Screen, level_of, screen, series
from dashboard.view import View
from data_sources import store
from data_sources.model import Level
from data_sources.outlines import outlines

SAY = language("en")
FEW = Test(permutations=99)


@cache
def at(indicator: str, level: Level) -> Screen:
    """The newest screen of an indicator at a level."""
    view = View(indicator=indicator, level=level)
    held = store.load(indicator)
    return screen(view, series(view, held, None, level_of(view, held)), level, SAY)


def both() -> tuple[Screen, Screen]:
    return at("netmig_n2", Level.NUTS2), at("unemp_n2", Level.NUTS2)


@cache
def figures() -> pd.DataFrame:
    return panel(*both())


def test_a_panel_has_a_row_a_place_and_year_and_invents_none() -> None:
    rows = figures()
    assert not rows.duplicated(["geo", "year"]).any()
    for name, shown in zip(("x", "y"), both(), strict=True):
        held = shown.series.rows.assign(geo=lambda table: table["geo"].astype(str))
        valued = held[held["obs_value"].notna()]
        known = {(geo, int(year)): value for geo, year, value in valued[["geo", "time_period", "obs_value"]].to_numpy()}
        some = rows.dropna(subset=[name]).iloc[::97]
        assert len(some) > 10
        assert all(known[geo, year] == value for geo, year, value in some[["geo", "year", name]].to_numpy())


def test_a_panel_keeps_regions_to_one_area() -> None:
    shown = both()[0]
    rows = shown.series.rows
    kept = set(zip(figures().dropna(subset=["x"])["geo"], figures().dropna(subset=["x"])["year"], strict=True))
    other = rows[(rows["geo_vintage"] == "") & rows["obs_value"].notna()]
    assert not {(str(geo), int(year)) for geo, year in other[["geo", "time_period"]].to_numpy()} & kept


def test_figures_of_parts_of_a_year_are_no_panel() -> None:
    assert panel(at("tp_stock", Level.COUNTRY), at("unemp", Level.COUNTRY)).empty


def test_places_beyond_the_map_have_no_neighbours_and_are_left_out() -> None:
    found = mapped(both()[0])
    assert not {"FRY1", "ES70", "PT20"} & set(found.index)
    assert found[["value", "lon", "lat"]].notna().all(axis=None)
    assert "MT00" in found.index


@pytest.mark.parametrize(
    ("i", "p", "said"),
    [
        (0.4, 0.001, "Places with alike figures lie next to each other"),
        (-0.4, 0.001, "Neighbouring places differ more than chance would have it"),
        (0.1, 0.2, "No pattern on the map that chance would not give as well"),
    ],
)
def test_the_title_of_a_pattern_follows_from_it(i: float, p: float, said: str) -> None:
    found = Moran(i=i, expected=-0.02, z=1.0, p=p, n=50)
    assert methods_text.spatial_title(found, Test(), SAY) == said


def test_permutations_and_seed_are_said() -> None:
    said = methods_text.chance(Test(permutations=999, seed=7), SAY)
    assert said == "999 permutations, seed 7, two-sided at 5 %."
    assert "false discovery" in methods_text.chance(Test(adjusted=True), SAY)


def test_p_is_said_as_the_number_of_random_rearrangements() -> None:
    said = methods_text.spatial(Moran(i=0.3, expected=-0.01, z=2.0, p=0.03, n=99), Test(permutations=999), SAY)
    assert "Of 999 random rearrangements of the same figures, 29 give" in said


@cache
def pattern() -> tuple[pd.DataFrame, Neighbours]:
    places = mapped(both()[1])
    around = nearest_neighbours(places)
    found = local_moran(places["value"], around, FEW)
    assert isinstance(found, pd.DataFrame)
    return found, around


def test_who_stands_out_is_counted_and_named() -> None:
    local, _ = pattern()
    said = methods_text.standing_out(local, both()[1].names, FEW, SAY)
    n = int(local["significant"].sum())
    assert said.startswith(f"{n} of {len(local)} places stand out (")
    assert "Chance alone would mark about" in said
    none = local.assign(significant=False)
    assert methods_text.standing_out(none, {}, FEW, SAY).startswith("No single place stands out")


def test_the_table_lists_every_place_tested_and_who_was_joined() -> None:
    local, around = pattern()
    some = replace(around, attached=("MT00",))
    table = methods_tables.local(local, some, both()[1], SAY)
    assert len(table) == len(local)
    assert table["Neighbours"].str.contains("joined to the nearest").sum() == 1
    assert (table["Pattern"] == "No clear pattern").sum() == int((~local["significant"]).sum())


@pytest.mark.parametrize("look", list(Look))
def test_the_map_has_every_place_that_stands_out_with_its_name(look: Look) -> None:
    local, _ = pattern()
    shown = both()[1]
    held = outlines(Level.NUTS2, shown.vintage)
    assert held is not None
    ink = Ink(say=SAY, look=look, about_people=False)
    drawn = ET.fromstring(methods_map.svg(Ground(outlines=held), local, shown.names, ink, "What it shows & why"))  # noqa: S314  our own
    titles = [one.text for one in drawn.iter("title")]
    assert len(titles) == int(local["significant"].sum())
    assert drawn.attrib["aria-label"] == "What it shows & why"
    legend = methods_map.legend(local, 3, ink)
    assert f"No clear pattern ({int((~local['significant']).sum())})" in legend
    assert "No figure (3)" in legend


def test_cities_are_dots_and_names_are_escaped() -> None:
    held = outlines(Level.COUNTRY, "")
    assert held is not None
    local = pd.DataFrame(
        {"quadrant": ["HL", "LH"], "significant": [True, False], "i": 1.0, "p": 0.01, "value": 1.0}, index=["A", "B"]
    )
    ground = Ground(outlines=held, points={"A": (6000, 5000), "B": (6100, 5000)})
    ink = Ink(say=SAY, look=Look.LIGHT, about_people=True)
    drawn = methods_map.svg(ground, local, {"A": "<b>A"}, ink, "alt")
    assert drawn.count('<circle cx="6') == 2
    assert "&lt;b&gt;A: high among low" in drawn


def result(b: float, low: float, high: float, across: float = 0.3) -> Panel:
    generator = np.random.default_rng(2)
    x = generator.normal(size=100)
    pairs = pd.DataFrame({"geo": "A", "year": 2015, "x": x, "y": b * x, "x_within": x, "y_within": b * x})
    return Panel(
        b=b,
        error=0.1,
        low=low,
        high=high,
        within=0.2,
        places=39,
        years=(2014, 2019),
        rows=100,
        across=across,
        pairs=pairs,
    )


def test_the_panel_says_higher_lower_or_no_link() -> None:
    screens = both()
    higher = methods_text.panel_title(result(0.5, 0.1, 0.9), screens, 1, SAY)
    assert higher == "“Unemployment rate” was higher than usual 1 year after “Net migration” was"
    assert "lower than usual in years in which" in methods_text.panel_title(result(-0.5, -0.9, -0.1), screens, 0, SAY)
    assert "no link over time" in methods_text.panel_title(result(0.5, -0.1, 0.9), screens, 0, SAY)


def test_the_panel_is_said_in_units_with_its_interval_in_words() -> None:
    said = methods_text.panel(result(-0.5, -0.9, 0.1), *both(), SAY)
    assert "lower (percentage points; 95 % interval: " in said
    assert " higher)." in said
    assert "per 1,000 inhabitants above what is usual" in said


def test_a_link_that_turns_round_within_places_is_said() -> None:
    assert "point the other way" in methods_text.panel_contrast(result(-0.5, -1, 0, across=0.4), SAY)
    assert "point the other way" not in methods_text.panel_contrast(result(0.5, 0, 1, across=0.4), SAY)


def test_few_clusters_are_warned_of() -> None:
    assert "fewer than 40 places" in methods_text.panel_numbers(result(1, 0, 2), 1, SAY)
    assert "fewer than 40" not in methods_text.panel_numbers(replace(result(1, 0, 2), places=40), 1, SAY)


def test_the_panel_is_drawn_with_its_line_and_says_what_lies_outside() -> None:
    found = fixed_effects(figures(), 1)
    assert isinstance(found, Panel)
    figure = charts.within(found, both(), SAY, Look.LIGHT)
    dots, line = figure["data"]
    assert len(dots["x"]) == len(found.pairs)
    assert line["y"] == pytest.approx([found.b * end for end in line["x"]])
    (left, right), (low, high) = (figure["layout"][axis]["range"] for axis in ("xaxis", "yaxis"))
    inside = [left <= x <= right and low <= y <= high for x, y in zip(dots["x"], dots["y"], strict=True)]
    assert inside.count(False) == charts.outside(found)
    assert len(charts.as_published(found, both(), SAY, Look.DARK)["data"][0]["x"]) == len(found.pairs)


def test_of_many_dots_some_are_drawn_from_the_first_to_the_last() -> None:
    rows = charts.drawn(pd.DataFrame({"x": range(10_000)}))
    assert len(rows) == charts.MOST_DOTS
    assert rows["x"].is_unique
    assert list(rows["x"].iloc[[0, -1]]) == [0, 9_999]


def some_lags() -> tuple[Lag, ...]:
    found = lags(figures())
    assert isinstance(found, tuple)
    return found


def test_lags_are_drawn_with_intervals_around_zero() -> None:
    figure = charts.lags(some_lags(), SAY, Look.LIGHT)
    trace, axis = figure["data"][0], figure["layout"]["yaxis"]["range"]
    assert trace["x"] == ["0", "1", "2", "3", "4", "5"]
    assert min(trace["error_y"]["array"] + trace["error_y"]["arrayminus"]) >= 0
    assert axis[0] == -axis[1]
    assert len(methods_tables.lags(some_lags(), SAY)) == 6


def test_the_lags_say_when_none_is_clear_and_which_are_missing() -> None:
    unclear = tuple(Lag(k=k, r=0.1, low=-0.1, high=0.3, n=100, places=20) for k in range(5))
    few = Lag(k=5, r=np.nan, low=np.nan, high=np.nan, n=3, places=2)
    assert (
        methods_text.lags_title(unclear, SAY)
        == "At no lag do arrivals and the place go together more than chance allows"
    )
    clear = (*unclear, replace(few, r=-0.5, low=-0.7, high=-0.2))
    assert methods_text.lags_title(clear, SAY) == "They go together most closely with arrivals of 5 years before"
    assert methods_text.lags_missing((*unclear, few), SAY) == "Too few pairs for arrivals of 5 years before."
    assert methods_tables.lags((*unclear, few), SAY)["95 % interval"].iloc[-1] == "–"


def aligned() -> Events:
    found = around_peaks(figures())
    assert isinstance(found, Events)
    return found


def test_events_are_drawn_as_lines_and_two_medians() -> None:
    found = aligned()
    thin, other, own = charts.events(found, SAY, Look.LIGHT)["data"]
    assert own["y"] == pytest.approx(found.lines.median().round(2).tolist())
    assert other["y"] == pytest.approx(found.beside.median().round(2).tolist())
    assert thin["y"].count(None) == min(len(found.lines), charts.MOST_LINES)
    assert own["y"][2] == 100.0


def test_events_are_said_and_listed_with_n() -> None:
    found = aligned()
    assert methods_text.events(found, SAY).startswith(f"{len(found.lines)} places on their own arrival peak")
    table = methods_tables.events(found, both()[1].names, SAY)
    assert len(table) == len(found.lines)
    assert list(table.columns) == ["Peak", "−3", "−2", "−1", "peak", "+1", "+2", "+3", "Place beside it"]
    same = replace(found, beside=found.lines)
    assert "both groups stand at" in methods_text.events_title(same, both()[1], SAY)


@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_has_its_words_and_numbers(reason: Reason) -> None:
    said = methods_text.refusal(Refused(reason=reason, have=7, need=30), SAY)
    assert said.startswith("Not shown: ")
    assert ("{" in REASONS[reason]) == ("30" in said)


def test_every_method_has_its_words() -> None:
    assert set(NAMES) == set(QUESTIONS) == set(HOW) == set(Method)
