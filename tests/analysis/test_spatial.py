"""Moran's I and its local form against published values of Columbus, which libpysal ships."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libpysal import examples

from analysis.refusal import Reason, Refused
from analysis.spatial import (
    Moran,
    Neighbours,
    Test,
    local_moran,
    moran,
    nearest_neighbours,
    neighbours,
    touching,
)

AS_PUBLISHED = Test(permutations=9_999, seed=12_345, two_sided=False)
FEW = Test(permutations=99)


@cache
def columbus() -> tuple[pd.DataFrame, Neighbours]:
    """49 neighbourhoods with `CRIME`, `HOVAL`, `INC`, and who touches whom by the corners of their outlines."""
    shapes = gpd.read_file(examples.get_path("columbus.shp"))
    shapes.index = pd.Index([f"C{n:02}" for n in range(len(shapes))])
    corners = {code: set(map(tuple, shape.exterior.coords)) for code, shape in shapes.geometry.items()}
    middles = shapes.geometry.centroid
    points = pd.DataFrame({"lon": middles.x, "lat": middles.y})
    return pd.DataFrame(shapes), neighbours(touching(corners), points)


@pytest.mark.parametrize(("name", "i"), [("CRIME", 0.500189), ("HOVAL", 0.180093), ("INC", 0.415629)])
def test_morans_i_of_columbus_is_the_published_one(name: str, i: float) -> None:
    table, around = columbus()
    found = moran(table[name], around, replace(FEW, permutations=999))
    assert isinstance(found, Moran)
    assert found.i == pytest.approx(i, abs=2e-6)
    assert found.expected == pytest.approx(-1 / 48)
    assert found.p < 0.05


def test_how_sure_it_is_of_columbus() -> None:
    table, around = columbus()
    found = moran(table["CRIME"], around, replace(FEW, permutations=999))
    assert isinstance(found, Moran)
    assert found.z == pytest.approx(5.6303, abs=1e-4)
    assert found.p == pytest.approx(1 / 1000)
    assert found.n == 49


def test_local_morans_of_columbus_are_the_published_ones() -> None:
    table, around = columbus()
    found = local_moran(table["CRIME"], around, AS_PUBLISHED)
    assert isinstance(found, pd.DataFrame)
    counts = found.loc[found["significant"], "quadrant"].value_counts()
    published = {"HH": 11, "LL": 7, "LH": 1, "HL": 1}
    assert all(abs(int(counts.get(name, 0)) - n) <= 2 for name, n in published.items())
    assert abs(int(counts.sum()) - 20) <= 2


def test_counting_both_directions_and_holding_false_finds_down_finds_fewer() -> None:
    table, around = columbus()
    both = replace(AS_PUBLISHED, two_sided=True)
    tests = (AS_PUBLISHED, both, replace(both, adjusted=True))
    found = [local_moran(table["CRIME"], around, one) for one in tests]
    directed, two_sided, adjusted = (int(one["significant"].sum()) for one in found if isinstance(one, pd.DataFrame))
    assert directed > two_sided > adjusted > 0


def test_a_seed_gives_the_same_result_and_another_one_another() -> None:
    table, around = columbus()
    same, again, other = (
        local_moran(table["INC"], around, replace(FEW, seed=seed)) for seed in (FEW.seed, FEW.seed, 7)
    )
    assert isinstance(same, pd.DataFrame)
    assert isinstance(again, pd.DataFrame)
    assert isinstance(other, pd.DataFrame)
    pd.testing.assert_frame_equal(same, again)
    assert not same["p"].equals(other["p"])


@settings(deadline=None, max_examples=10)
@given(st.permutations(range(49)), st.floats(0.1, 1000), st.floats(-100, 100))
def test_neither_the_order_of_rows_nor_the_unit_matters(order: list[int], scale: float, shift: float) -> None:
    table, around = columbus()
    values = table["HOVAL"]
    other = values.iloc[order] * scale + shift
    one, two = moran(values, around, FEW), moran(other, around, FEW)
    assert isinstance(one, Moran)
    assert isinstance(two, Moran)
    assert two.i == pytest.approx(one.i)
    assert two.p == one.p
    local, moved = local_moran(values, around, FEW), local_moran(other, around, FEW)
    assert isinstance(local, pd.DataFrame)
    assert isinstance(moved, pd.DataFrame)
    assert list(moved["quadrant"]) == list(local["quadrant"])


def test_too_few_places_and_equal_figures_are_refused() -> None:
    table, around = columbus()
    few = moran(table["CRIME"].head(29), around, FEW)
    assert few == Refused(reason=Reason.PLACES, have=29, need=30)
    assert local_moran(table["CRIME"] * 0, around, FEW) == Refused(reason=Reason.SAME)


def test_one_common_corner_makes_neighbours() -> None:
    squares = {
        "A": {(0, 0), (1, 0), (1, 1), (0, 1)},
        "B": {(1, 1), (2, 1), (2, 2), (1, 2)},
        "C": {(5, 5), (6, 5), (6, 6), (5, 6)},
    }
    assert touching(squares) == {"A": {"B"}, "B": {"A"}, "C": set()}


def test_an_island_and_a_place_among_missing_ones_are_attached_to_the_nearest() -> None:
    borders = {"A": {"B"}, "B": {"A"}, "C": {"D"}, "D": {"C"}, "I": set[str]()}
    points = pd.DataFrame({"lon": [0.0, 1.0, 5.0, 9.0], "lat": 0.0}, index=["A", "B", "C", "I"])
    found = neighbours(borders, points)
    assert found.attached == ("C", "I")
    assert found.graph["I"] == {"C"}
    assert found.graph["C"] == {"B", "I"} or found.graph["C"] == {"I", "B"}
    assert found.graph["B"] == {"A", "C"}


@given(st.lists(st.tuples(st.floats(-30, 40), st.floats(-60, 70)), min_size=2, max_size=25, unique=True))
def test_no_place_is_left_without_a_neighbour(places: list[tuple[float, float]]) -> None:
    codes = [f"P{n}" for n in range(len(places))]
    points = pd.DataFrame(places, columns=["lon", "lat"], index=codes)
    for found in (neighbours({code: set() for code in codes}, points), nearest_neighbours(points)):
        assert set(found.graph) == set(codes)
        assert all(others and code not in others for code, others in found.graph.items())


def test_the_nearest_are_told_on_the_globe() -> None:
    points = pd.DataFrame({"lon": [0.0, 3.0, 0.0], "lat": [70.0, 70.0, 68.5]}, index=["A", "east", "south"])
    # three degrees of longitude are 114 km in the far north, a degree and a half of latitude 167 km
    assert nearest_neighbours(points, 1).graph["A"] == {"east"}


def test_a_row_of_places_with_rising_figures_is_alike() -> None:
    codes = [f"P{n:02}" for n in range(40)]
    points = pd.DataFrame({"lon": np.arange(40.0), "lat": 0.0}, index=codes)
    found = moran(pd.Series(np.arange(40.0), index=codes), nearest_neighbours(points, 2), FEW)
    assert isinstance(found, Moran)
    assert found.i > 0.9
