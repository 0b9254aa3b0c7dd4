"""Maps as data: which places, in which colours, and that no geometry is inside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import plotly.io
import plotly.tools
import pytest

from analysis.classify import Classes, Method
from dashboard import maps
from dashboard.maps import Boundaries, Drawing, Frame, MapWords, Shape
from dashboard.palette import PURPLE, TEAL, Look, sequential, surface
from data_sources.model import Kind, Level

STATIC = Path(__file__).parents[2] / "static"
CLASSES = Classes(method=Method.OWN, lowest=0, upper=(10.0, 20.0, 30.0))
CODES = ["BE1", "BE2", "DE1", "FR1"]
FLAGS = {"e": "estimated", "p": "provisional", "C": "confidential"}


def _drawing(**changes: Any) -> Drawing:
    given: dict[str, Any] = {
        "boundaries": Boundaries(regions="app/static/r.json", borders="app/static/b.json", land="app/static/l.json"),
        "look": Look.LIGHT,
        "about_people": True,
        "unit_symbol": "%",
        "decimals": 1,
        "flag_words": FLAGS,
        "words": MapWords(no_figure="no figure", period="2019"),
    }
    return Drawing(**(given | changes))


def _cells(**columns: Any) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "geo": CODES,
            "n": [0, 1, 2, 3],
            "name": ["Brussels", "Flanders", "Stuttgart", "Paris"],
            "obs_value": [10.0, 25.0, np.nan, 5.0],
            "obs_flag": ["", "", "", ""],
            "conf_status": ["", "", "", ""],
            "lon": [4.4, 4.2, 9.2, 2.3],
            "lat": [50.8, 51.0, 48.8, 48.9],
            "geo_vintage": ["2021"] * 4,
            "overseas": [False] * 4,
        }
    )
    return table.assign(**columns)


def _shown(figure: maps.Figure, colour: str | None = None) -> list[dict[str, Any]]:
    """The traces a reader can point at; only those of one plain colour if it is given."""
    traces = [trace for trace in figure["data"] if trace["hoverinfo"] != "skip"]
    return [trace for trace in traces if colour is None or trace["colorscale"][0][1] == colour]


def _places(trace: dict[str, Any]) -> list[str]:
    """The codes of a trace's regions, which are named by their number in the boundary file."""
    assert trace["featureidkey"] == "properties.n"
    return [CODES[n] for n in trace["locations"]]


def _colours(figure: maps.Figure) -> dict[str, str]:
    """Region -> colour, read off the steps of the colour scale as plotly does."""
    found = {}
    for trace in _shown(figure):
        for place, z in zip(_places(trace), trace["z"], strict=True):
            share = (z - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
            found[place] = [colour for stop, colour in trace["colorscale"] if stop <= share][-1]
    return found


def _json(figure: maps.Figure) -> str:
    """What crosses to the browser, made as st.plotly_chart makes it."""
    checked = plotly.tools.return_figure_from_figure_or_data(figure, validate_figure=True)
    return str(plotly.io.to_json(checked, validate=False))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("level", Level)
def test_a_count_is_never_a_fill_and_nothing_else_is_a_circle(kind: Kind, level: Level) -> None:
    assert (maps.shape_of(kind, level) is Shape.CIRCLES) == (kind is Kind.COUNT)


def test_rates_of_cities_are_points_because_no_shapes_are_held() -> None:
    assert maps.shape_of(Kind.SHARE, Level.CITY) is Shape.POINTS
    assert maps.shape_of(Kind.SHARE, Level.NUTS3) is Shape.FILL


@pytest.mark.parametrize(
    ("kind", "shape", "scale"),
    [
        (Kind.COUNT, Shape.FILL, CLASSES),
        (Kind.COUNT, Shape.POINTS, CLASSES),
        (Kind.RATE, Shape.CIRCLES, 30.0),
        (Kind.COUNT, Shape.CIRCLES, CLASSES),
        (Kind.RATE, Shape.FILL, 30.0),
    ],
)
def test_what_would_mislead_is_refused(kind: Kind, shape: Shape, scale: Classes | float) -> None:
    with pytest.raises(ValueError, match="drawn"):
        maps.draw(_cells(), _drawing(), kind=kind, shape=shape, scale=scale)


def test_a_region_has_the_colour_of_its_class_and_none_without_a_figure() -> None:
    figure = maps.draw(_cells(), _drawing(), kind=Kind.RATE, shape=Shape.FILL, scale=CLASSES)
    low, _, high = sequential(about_people=True, k=3, look=Look.LIGHT)
    no_data = surface(Look.LIGHT).no_data
    assert _colours(figure) == {"BE1": low, "FR1": low, "BE2": high, "DE1": no_data}


def test_the_trace_without_figures_holds_exactly_those() -> None:
    figure = maps.choropleth(_cells(obs_value=[np.nan, 1, np.nan, 2]), _drawing(), classes=CLASSES)
    (trace,) = _shown(figure, surface(Look.LIGHT).no_data)
    assert _places(trace) == ["BE1", "DE1"]
    assert "no figure" in trace["hovertemplate"]


def test_a_code_in_no_boundary_set_is_not_drawn() -> None:
    figure = maps.choropleth(_cells(geo_vintage=["2021", "", "2021", "2021"]), _drawing(), classes=CLASSES)
    assert set(_colours(figure)) == {"BE1", "DE1", "FR1"}


def test_the_hover_has_value_unit_period_and_flags_in_words() -> None:
    cells = _cells(obs_flag=["ep", "", "", ""], conf_status=["", "", "C", ""])
    figure = maps.choropleth(cells, _drawing(), classes=CLASSES)
    hovers = {place: trace["hovertemplate"] for trace in _shown(figure) for place in _places(trace)}
    assert hovers["BE1"] == (
        "<b>%{text}</b><br>%{customdata:,.1f}\u00a0% · 2019<br>estimated, provisional<extra></extra>"
    )
    assert hovers["BE2"].endswith("· 2019<extra></extra>")
    assert "no figure · 2019<br>confidential" in hovers["DE1"]


def test_names_of_many_regions_come_with_their_shapes() -> None:
    many = pd.concat([_cells()] * 40, ignore_index=True)
    trace = _shown(maps.choropleth(many, _drawing(), classes=CLASSES))[-1]
    assert "%{properties.name}" in trace["hovertemplate"]
    assert "text" not in trace


def test_land_and_borders_do_not_swallow_the_hover() -> None:
    figure = maps.choropleth(_cells(), _drawing(), classes=CLASSES)
    land, borders = figure["data"][0], figure["data"][-1]
    assert (land["hoverinfo"], borders["hoverinfo"]) == ("skip", "skip")
    assert list(borders["locations"]) == ["BE", "DE", "FR"]
    assert borders["colorscale"][0][1] == "rgba(0,0,0,0)"


def test_circles_are_area_true_and_the_largest_lie_below() -> None:
    values = [100.0, 400.0, np.nan, 25.0]
    figure = maps.draw(_cells(obs_value=values), _drawing(), kind=Kind.COUNT, shape=Shape.CIRCLES, scale=1600.0)
    trace = next(part for part in figure["data"] if part["type"] == "scattergeo")
    assert list(trace["text"]) == ["Flanders", "Brussels", "Paris"]
    assert trace["customdata"] / trace["marker"]["size"] ** 2 == pytest.approx([1600 / 64**2] * 3, rel=1e-5)


def test_a_circle_below_zero_is_a_ring_and_zero_is_drawn() -> None:
    figure = maps.circles(_cells(obs_value=[-100.0, 0.0, np.nan, 100.0]), _drawing(), max_value=100)
    filled, rings = [part for part in figure["data"] if part["type"] == "scattergeo"]
    assert list(rings["text"]) == ["Brussels"]
    assert rings["marker"]["color"] == "rgba(0,0,0,0)"
    assert filled["marker"]["size"][-1] > 0


def test_regions_without_a_count_say_so_under_the_circles() -> None:
    figure = maps.circles(_cells(), _drawing(), max_value=30)
    (trace,) = [part for part in _shown(figure) if part["type"] == "choropleth"]
    assert _places(trace) == ["DE1"]


def test_points_of_cities_are_coloured_by_class_or_hollow() -> None:
    drawing = _drawing(boundaries=Boundaries(regions="", borders="app/static/b.json", land="app/static/l.json"))
    figure = maps.draw(_cells(), drawing, kind=Kind.SHARE, shape=Shape.POINTS, scale=CLASSES)
    hollow, coloured = [part for part in figure["data"] if part["type"] == "scattergeo"]
    assert list(hollow["text"]) == ["Stuttgart"]
    assert coloured["marker"]["color"].tolist() == [0, 2, 0]


def test_a_place_without_a_location_is_left_to_the_table() -> None:
    figure = maps.circles(_cells(lon=[np.nan, 4.2, 9.2, 2.3]), _drawing(), max_value=30)
    names = [name for part in figure["data"] if part["type"] == "scattergeo" for name in part["text"]]
    assert names == ["Flanders", "Paris"]


def test_a_missing_set_of_boundaries_leaves_the_rest() -> None:
    drawing = _drawing(boundaries=Boundaries(regions="app/static/r.json", borders="", land=""))
    assert len(maps.choropleth(_cells(), drawing, classes=CLASSES)["data"]) == 2


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("about_people", [True, False])
def test_people_are_purple_places_are_teal(look: Look, about_people: bool) -> None:  # noqa: FBT001  a parameter
    drawing = _drawing(look=look, about_people=about_people)
    used = set(_colours(maps.choropleth(_cells(), drawing, classes=CLASSES)).values())
    assert used - {surface(look).no_data} <= set(PURPLE if about_people else TEAL)


@pytest.mark.parametrize("about_people", [True, False])
@pytest.mark.parametrize("k", range(1, 8))
def test_there_are_as_many_colours_as_classes_and_dark_runs_the_other_way(
    k: int,
    about_people: bool,  # noqa: FBT001  a parameter
) -> None:
    light = sequential(about_people=about_people, k=k, look=Look.LIGHT)
    assert len(set(light)) == k
    assert sequential(about_people=about_people, k=k, look=Look.DARK) == light[::-1]


def _many(size: int) -> pd.DataFrame:
    rows = np.arange(size)
    return pd.DataFrame(
        {
            "geo": [f"DE{row:03d}" for row in rows],
            "n": rows,
            "name": "A region with a name",
            "obs_value": np.linspace(0, 30, size),
            "obs_flag": np.where(rows % 9, "", "e"),
            "conf_status": "",
            "lon": 10.0,
            "lat": 50.0,
            "geo_vintage": "2016",
            "overseas": False,
        }
    )


def test_a_year_of_nuts_3_crosses_in_20_kb_without_geometry() -> None:
    text = _json(maps.choropleth(_many(1522), _drawing(), classes=CLASSES))
    assert len(text.encode()) <= 20_000
    assert '"coordinates"' not in text
    assert all(isinstance(trace["geojson"], str) for trace in json.loads(text)["data"])


@pytest.mark.parametrize("frame", Frame)
def test_every_map_is_of_equal_area_and_asks_no_server_of_plotly(frame: Frame) -> None:
    figure = maps.choropleth(_cells(), _drawing(frame=frame), classes=CLASSES)
    geo = figure["layout"]["geo"]
    assert geo["projection"]["type"] == "azimuthal equal area"
    assert not geo["visible"]
    stub = json.loads((STATIC / "topo" / f"{geo['scope']}_{geo['resolution']}m.json").read_text())
    assert stub["type"] == "Topology"
    assert maps.CONFIG["topojsonURL"] == "app/static/topo/"
    assert "http" not in _json(figure)
