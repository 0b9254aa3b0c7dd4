"""Shapes in whole units: there and back, insets, small places, the files held, and the map of tiles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data_sources import boundaries, geography, paths, tiles
from data_sources.frames import EUROPE, INSETS, UNIT_M, WINDOW, frames, located
from data_sources.geography import VINTAGES, region_table
from data_sources.model import NUTS, Level

INDEX = json.loads((geography.SHAPES / geography.INDEX).read_text("utf-8"))
REGIONS = [f"{level}-{vintage}" for level in (Level.COUNTRY, *NUTS) for vintage in VINTAGES]
WITH_INSETS = [*REGIONS, geography.EVERY_COUNTRY]
CORNERS = 3


def held(name: str) -> dict[str, Any]:
    file: dict[str, Any] = json.loads(body(name))
    return file


def body(name: str) -> bytes:
    path: Path = geography.SHAPES / INDEX[name]
    return path.read_bytes()


def shapes(**regions: shapely.Geometry) -> gpd.GeoDataFrame:
    named = {"code": list(regions), "name": [code.lower() for code in regions]}
    return gpd.GeoDataFrame(named, geometry=list(regions.values()), crs="EPSG:4326")


def encoded(**regions: shapely.Geometry) -> dict[str, Any]:
    file: dict[str, Any] = json.loads(paths.encode(shapes(**regions)))
    return file


def corners(ring: list[int]) -> list[list[int]]:
    """The points of a ring, each step added up."""
    points: list[list[int]] = np.cumsum(np.reshape(ring[1:], (-1, 2)), axis=0).tolist()
    return points


@st.composite
def polygons(draw: st.DrawFn) -> shapely.Polygon:
    """A star round a place in Europe: corners at growing angles and any distance of 20 to 200 km or so."""
    lon, lat = draw(st.floats(-8, 40)), draw(st.floats(36, 68))
    reach = draw(st.lists(st.floats(0.2, 2), min_size=5, max_size=30))
    angles = np.linspace(0, 2 * np.pi, len(reach), endpoint=False)
    return shapely.Polygon(np.column_stack([lon + np.cos(angles) * reach, lat + np.sin(angles) * reach]))


@settings(max_examples=60)
@given(polygons())
def test_there_and_back_moves_nothing_by_more_than_a_unit(polygon: shapely.Polygon) -> None:
    frame = shapes(XX1=polygon)
    back = paths.decode(paths.encode(frame))
    assert back.crs == frame.crs
    before, after = frame.to_crs("EPSG:3035").geometry[0], back.to_crs("EPSG:3035").geometry[0]
    assert after.is_valid
    assert shapely.hausdorff_distance(before, after) < UNIT_M
    assert abs(after.area - before.area) <= before.length * UNIT_M


@settings(max_examples=30)
@given(polygons(), polygons())
def test_the_same_shapes_give_the_same_bytes_in_any_order(one: shapely.Polygon, other: shapely.Polygon) -> None:
    both = shapes(XX1=one, XX2=other)
    assert paths.encode(both) == paths.encode(both[::-1]) == paths.encode(both.reset_index(drop=True))


def test_a_hole_is_a_ring_more_and_stays_a_hole() -> None:
    polygon = shapely.box(10, 50, 14, 53) - shapely.box(11, 51, 12, 52)
    rings = encoded(XX1=polygon)["shapes"][0]
    assert len(rings) == 2
    back = paths.decode(paths.encode(shapes(XX1=polygon, XX2=shapely.box(11, 51, 12, 52)))).geometry
    assert len(back[0].interiors) == 1
    assert not back[0].contains(shapely.Point(11.5, 51.5))
    assert back[1].contains(shapely.Point(11.5, 51.5))
    assert back[0].intersection(back[1]).area == pytest.approx(0, abs=1e-9)


def test_y_grows_downwards_from_six_thousand_kilometres() -> None:
    point = EUROPE.units(np.array([[10.0, 52.0]]))[0]  # EPSG:3035's own centre, at 4,321 by 3,210 km
    assert point.tolist() == pytest.approx([4_321_000 / 500, (6_000_000 - 3_210_000) / 500], abs=1e-6)
    south, north = EUROPE.units(np.array([[10.0, 40.0], [10.0, 60.0]]))[:, 1]
    assert south > north


def test_repeats_and_rings_without_area_are_dropped() -> None:
    dense = shapely.box(10, 50, 11, 51).segmentize(0.001)
    speck = shapely.box(5, 51, 5.0001, 51.0001)
    rings = encoded(XX1=shapely.MultiPolygon([dense, speck]))["shapes"][0]
    assert len(rings) == 1
    steps = np.reshape(rings[0][3:], (-1, 2))
    assert (steps != 0).any(axis=1).all()
    assert corners(rings[0])[0] != corners(rings[0])[-1]


def test_a_place_too_small_to_see_is_a_square_of_one_unit() -> None:
    file = encoded(XX1=shapely.box(12.45, 41.9, 12.4501, 41.9001))
    frame, x, y = file["points"][0]
    assert file["shapes"] == [[[frame, x, y, 1, 0, 0, 1, -1, 0]]]
    assert not paths.decode(json.dumps(file).encode()).is_empty.any()


@pytest.mark.parametrize("position", range(len(INSETS)))
def test_a_part_overseas_is_drawn_in_its_inset_and_comes_back(position: int) -> None:
    inset = INSETS[position]
    lon, lat = inset.centre
    france = shapely.MultiPolygon([shapely.box(0, 45, 5, 49), shapely.box(lon, lat, lon + 0.1, lat + 0.1)])
    file = encoded(FR=france)
    assert [frame["id"] for frame in file["frames"]] == ["europe", *(inset.id for inset in INSETS)]
    assert [ring[0] for ring in file["shapes"][0]] == [0, position + 1]
    assert file["points"][0][0] == 0
    west, south, _, _ = paths.decode(paths.encode(shapes(FR=france))).geometry[0].geoms[1].bounds
    assert (west, south) == pytest.approx((lon, lat), abs=0.03)


def test_what_is_in_no_inset_stays_at_its_true_place_unless_out_of_the_window() -> None:
    near, far = shapely.box(-16, 30, -15.8, 30.2), shapely.box(165, -22, 166, -21)
    rings = encoded(PT=shapely.MultiPolygon([shapely.box(-9, 38, -7, 41), near, far]))["shapes"][0]
    assert [ring[0] for ring in rings] == [0, 0]
    x0, y0, x1, y1 = EUROPE.box
    assert not all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in corners(rings[1]))


def test_points_are_placed_in_the_same_frames_as_shapes() -> None:
    assert located([4.35, -16.5, float("nan")], [50.85, 28.4, 50.0]) == [[0, 7847, 5805], [1, -137, 0], None]
    assert located([], []) == []


def test_names_have_a_file_of_their_own() -> None:
    frame = shapes(XX2=shapely.box(0, 50, 1, 51), XX1=shapely.box(2, 50, 3, 51))
    assert json.loads(paths.names(frame)) == {"ids": ["XX1", "XX2"], "names": ["xx1", "xx2"]}


@pytest.mark.parametrize("name", [*WITH_INSETS, geography.LAND, geography.TILES])
def test_every_place_held_has_a_ring_and_a_point(name: str) -> None:
    file = held(name)
    assert file["ids"] == sorted(file["ids"])
    for rings, point in zip(file["shapes"], file["points"], strict=True):
        assert rings
        assert all(len(ring) >= 1 + 2 * CORNERS and len(ring) % 2 for ring in rings)
        assert point[0] in {ring[0] for ring in rings}
    assert {ring[0] for rings in file["shapes"] for ring in rings} <= set(range(len(file["frames"])))


@pytest.mark.parametrize("name", WITH_INSETS)
def test_frames_are_the_same_in_every_file_and_hold_their_land(name: str) -> None:
    file = held(name)
    assert file["frames"] == [frame.described() for frame in frames()]
    for rings in file["shapes"]:
        for ring in rings:
            x0, y0, x1, y1 = WINDOW if ring[0] == 0 else file["frames"][ring[0]]["box"]
            assert all(x0 <= x <= x1 and y0 <= y <= y1 for x, y in corners(ring))


@pytest.mark.parametrize("name", REGIONS)
def test_areas_and_label_points_held_are_those_of_the_table(name: str) -> None:
    level, _, vintage = name.partition("-")
    table = region_table(level, vintage)
    back = paths.decode(body(name)).set_index("code").loc[table.index]
    assert back.geometry.is_valid.all()
    area_km2 = back.to_crs("EPSG:3035").area / 1e6
    assert area_km2.sum() == pytest.approx(table["area_km2"].sum(), rel=1e-4)
    slack_km2 = 0.1 * table["area_km2"]  # a town of a few square kilometres is a few units across
    assert ((area_km2 - table["area_km2"]).abs() <= slack_km2).all()
    placed = located(table["lon"].tolist(), table["lat"].tolist())
    points = pd.Series(held(name)["points"], index=table.index)
    same = [abs(a[1] - b[1]) + abs(a[2] - b[2]) <= 2 for a, b in zip(placed, points, strict=True) if a and not b[0]]
    assert all(same)


def test_overseas_regions_held_are_in_their_insets_and_the_others_beside_europe() -> None:
    file = held("nuts3-2024")
    names = [frame["id"] for frame in file["frames"]]
    found = {code: names[point[0]] for code, point in zip(file["ids"], file["points"], strict=True)}
    overseas = {
        "ES709": "canarias",
        "PT200": "acores",
        "PT300": "madeira",
        "FRY10": "guadeloupe",
        "FRY20": "martinique",
        "FRY30": "guyane",
        "FRY40": "reunion",
        "FRY50": "mayotte",
        "NO0B2": "svalbard",
    }
    assert {code: found[code] for code in overseas} == overseas
    assert found["NO0B1"] == found["CY000"] == found["ES640"] == "europe"
    countries = held(geography.EVERY_COUNTRY)
    spain = countries["shapes"][countries["ids"].index("ES")]
    assert {names[ring[0]] for ring in spain} == {"europe", "canarias"}


def test_a_known_region_lies_where_its_projection_says() -> None:
    file = held("nuts3-2024")
    (ring,) = file["shapes"][file["ids"].index("DE300")]
    middle = shapely.Polygon(corners(ring)).centroid
    # Berlin's middle, 13.40 E 52.50 N, is at 4,552 km east and 3,271 km north in EPSG:3035
    assert (middle.x * 0.5, 6000 - middle.y * 0.5) == pytest.approx((4552, 3271), abs=4)


def test_the_first_view_holds_europe() -> None:
    x0, y0, x1, y1 = EUROPE.box
    edges = {"Westfjords": (-24.5, 65.5), "North Cape": (25.8, 71.17), "Cabo da Roca": (-9.5, 38.8)}
    edges |= {"Cyprus": (34.6, 35.7), "Crete": (25.0, 34.9), "Kars": (43.7, 40.6), "Luhansk": (40.2, 49.3)}
    for name, (lon, lat) in edges.items():
        (point,) = located([lon], [lat])
        assert point is not None
        assert x0 <= point[1] <= x1, name
        assert y0 <= point[2] <= y1, name


def test_land_is_light_and_ends_at_the_window() -> None:
    assert len(body(geography.LAND)) < 60_000
    file = held(geography.LAND)
    points = np.concatenate([corners(ring) for rings in file["shapes"] for ring in rings])
    assert (points >= WINDOW[:2]).all()
    assert (points <= WINDOW[2:]).all()
    assert {"RU", "MA", "IS", "UA", "EG"} <= set(file["ids"])
    assert [frame["id"] for frame in file["frames"]] == ["europe"]


def test_every_country_has_one_tile_of_the_same_size_that_touches_no_other() -> None:
    file = held(geography.TILES)
    assert body(geography.TILES) == tiles.encode()
    assert file["ids"] == list(geography.countries().index)
    assert len(set(tiles.places().values())) == len(file["ids"])
    squares = [shapely.Polygon(corners(ring)) for (ring,) in file["shapes"]]
    assert {square.area for square in squares} == {tiles.SIDE**2}
    assert sum(square.area for square in squares) == shapely.union_all(squares).area
    box = shapely.box(*file["frames"][0]["box"])
    assert all(box.contains_properly(square) for square in squares)
    for square, (_, x, y) in zip(squares, file["points"], strict=True):
        assert (square.centroid.x, square.centroid.y) == (x, y)


def test_tiles_keep_north_and_east_and_most_neighbours() -> None:
    grid = pd.DataFrame.from_dict(tiles.places(), orient="index", columns=["column", "row"])
    table = geography.countries()
    assert grid["column"].corr(table["lon"]) > 0.8
    assert grid["row"].corr(table["lat"]) < -0.85
    real = paths.decode(body(geography.EVERY_COUNTRY)).set_index("code").to_crs("EPSG:3035").geometry.buffer(2_000)
    pairs = [(a, b) for a in real.index for b in real.index if a < b and real[a].intersects(real[b])]
    near = [max(abs(grid.loc[a] - grid.loc[b])) == 1 for a, b in pairs]
    assert sum(near) / len(near) > 0.75


def test_the_manifest_lists_the_shapes_by_their_requests() -> None:
    entries = {str(entry["name"]): entry for entry in boundaries.manifest()}
    assert entries["names-nuts2-2021"]["request_url"] == entries["nuts2-2021"]["request_url"]
    assert entries["names-nuts2-2021"]["rows"] == entries["nuts2-2021"]["rows"] == 334
    assert entries[geography.TILES]["request_url"] == ""
    assert set(INDEX) <= set(entries)
