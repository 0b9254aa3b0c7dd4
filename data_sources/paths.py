"""Shapes as the browser's canvas draws them: projected once, here, in whole units of 500 m.

A Paths file is JSON: `unit_m`; `frames` (`id`, `title`, `box`); `ids`, the sorted codes, which name a place by
its position; `shapes`, for each place its rings `[frame, x, y, dx, dy, dx, dy, ...]` to fill by the even-odd
rule, not closed; `points`, for each place its label point `[frame, x, y]`, or null; `fine`, where there is one, says
that shapes and points count in that part of a unit: the neighbourhoods of a city would be lost in whole ones.

Importing geopandas takes about a second, so nothing that runs for a reader imports this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from data_sources.frames import DEGREES, EUROPE, UNIT_M, WINDOW, Coordinates, Frame, frame_numbers, frames

Ring = list[int]
Shapes = npt.NDArray[np.object_]
_CORNERS = 3  # the fewest points of a ring that is not closed
FINE = 100
"""Into how many parts a unit is divided for the neighbourhoods of a city: one is 5 m."""

_TOLERANCE = 3.0  # in those parts: what is left out of a neighbourhood's outline is smaller than 15 m across
_SPECK = (1, 0, 0, 1, -1, 0)
"""The steps round a square of one unit, drawn for a place too small to be seen: it can be counted and hit."""


def encode(frame: gpd.GeoDataFrame, *, insets: bool = True) -> bytes:
    """The Paths file of shapes in degrees, by `code`; without insets everything is drawn beside Europe."""
    frame = frame.sort_values("code", ignore_index=True)
    drawn = frames() if insets else (EUROPE,)
    parts = _parts(frame, drawn)
    held = parts.groupby("n").indices
    places = [_place(parts.iloc[held[n]]) if n in held else ([], None) for n in range(len(frame))]
    described = [one.described() for one in drawn]
    return packed(frame["code"], [rings for rings, _ in places], [point for _, point in places], described)


def encode_city(frame: gpd.GeoDataFrame) -> bytes:
    """The Paths file of the neighbourhoods of one city in degrees, by `code`; its frame shows that city.

    It counts in hundredths of a unit. Places without a shape, and those beyond Europe, stay empty.
    """
    frame = frame.sort_values("code", ignore_index=True)
    parts = _parts(frame[frame.geometry.notna()], (EUROPE,))
    parts["shape"] = shapely.coverage_simplify(shapely.transform(parts["shape"].to_numpy(), _finer), _TOLERANCE)
    parts["n"] = np.flatnonzero(frame.geometry.notna())[parts["n"]]
    held = parts.groupby("n").indices
    places = [_place(parts.iloc[held[n]]) if n in held else ([], None) for n in range(len(frame))]
    box = shapely.total_bounds(parts["shape"].to_numpy()) / FINE
    around = [*np.floor(box[:2] - 1).astype(int).tolist(), *np.ceil(box[2:] + 1).astype(int).tolist()]
    city = EUROPE.described() | {"box": around}
    rings, points = [rings for rings, _ in places], [point for _, point in places]
    return packed(frame["code"], rings, points, [city], fine=FINE)


def _finer(units: Coordinates) -> Coordinates:
    return units * FINE


def _place(parts: pd.DataFrame) -> tuple[list[Ring], list[int]]:
    """The rings of a place's polygons, and the label point, in the largest of them."""
    largest = int(parts["area"].argmax())
    number, shape = int(parts["frame"].iloc[largest]), parts["shape"].iloc[largest]
    x, y = np.rint(shapely.get_coordinates(shapely.point_on_surface(shape))[0]).astype(int).tolist()
    return _rings(parts) or [[number, x, y, *_SPECK]], [number, x, y]


def packed(
    codes: Iterable[str],
    rings: Sequence[Sequence[Ring]],
    points: Sequence[list[int] | None],
    described: Sequence[dict[str, object]],
    fine: int = 1,
) -> bytes:
    """The bytes of a Paths file."""
    content = {
        "unit_m": UNIT_M,
        "frames": list(described),
        "ids": list(codes),
        "shapes": list(rings),
        "points": list(points),
    }
    return _json(content | ({"fine": fine} if fine > 1 else {}))


def names(frame: pd.DataFrame) -> bytes:
    """The names file of the same places in the same order: `ids` and `names`."""
    frame = frame.sort_values("code", ignore_index=True)
    return _json({"ids": frame["code"].tolist(), "names": frame["name"].tolist()})


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _parts(shapes: gpd.GeoDataFrame, drawn: Sequence[Frame]) -> pd.DataFrame:
    """One row a polygon: `n` of its place, `frame`, `shape` in units of that frame, `area`."""
    parts, n = _polygons(shapes.geometry.to_numpy())
    middles = shapely.get_coordinates(shapely.point_on_surface(parts))
    number = frame_numbers(middles) if len(drawn) > 1 else np.zeros(len(parts), dtype=np.intp)
    for position in np.unique(number):
        rows = number == position
        parts[rows] = shapely.transform(parts[rows], drawn[position].units)
    flat, row = _polygons(_cut(parts, number == 0))
    return pd.DataFrame({"n": n[row], "frame": number[row], "shape": flat, "area": shapely.area(flat)})


def _polygons(shapes: Shapes) -> tuple[Shapes, npt.NDArray[np.intp]]:
    """Every polygon in the shapes, and for each the position of the shape it is of; lines are left out."""
    parts, position = shapely.get_parts(shapes, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)  # a collection may hold multipolygons
    kept = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    return parts[kept], position[inner][kept]


def _cut(flat: Shapes, beside_europe: npt.NDArray[np.bool_]) -> Shapes:
    """The same shapes, those beside Europe cut to the window.

    A piece in no inset stays at its true place, however far; only beyond the window, where the plane is bent
    past use, is it left out.
    """
    window = shapely.box(*WINDOW)
    over = beside_europe & ~shapely.covered_by(flat, window)
    flat[over] = shapely.intersection(shapely.make_valid(flat[over]), window)
    return flat


def _rings(parts: pd.DataFrame) -> list[Ring]:
    """Every ring of a place's polygons that is left after rounding, holes too."""
    pairs = zip(parts["frame"], parts["shape"], strict=True)
    rings = ((number, ring) for number, shape in pairs for ring in (shape.exterior, *shape.interiors))
    rounded = ((number, _rounded(shapely.get_coordinates(ring))) for number, ring in rings)
    return [_ring(number, points) for number, points in rounded if len(points)]


def _rounded(points: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """A closed ring's points in whole units, repeats and the closing point dropped; empty if it has no area."""
    whole = np.rint(points).astype(np.int64)
    kept: npt.NDArray[np.int64] = whole[1:][(np.diff(whole, axis=0) != 0).any(axis=1)]
    x, y = kept[:, 0], kept[:, 1]
    flat = len(kept) < _CORNERS or int(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) == 0
    return np.empty((0, 2), dtype=np.int64) if flat else kept


def _ring(number: int, points: npt.NDArray[np.int64]) -> Ring:
    steps = np.diff(points, axis=0).ravel()
    return [int(number), *points[0].tolist(), *steps.tolist()]


def decode(payload: bytes) -> gpd.GeoDataFrame:
    """`code` and `geometry` in degrees of the places of a Paths file, insets back at their true places."""
    content = json.loads(payload)
    fine = content.get("fine", 1)
    shapes = [_degrees(rings, fine) if rings else None for rings in content["shapes"]]
    return gpd.GeoDataFrame({"code": content["ids"]}, geometry=shapes, crs=DEGREES)


def _degrees(rings: list[Ring], fine: int) -> Any:
    """One place as a polygon, or as several."""
    areas = []
    for number, group in groupby(sorted(rings, key=lambda ring: ring[0]), key=lambda ring: ring[0]):
        polygons = [shapely.Polygon(_points(ring)) for ring in group]
        area = shapely.make_valid(shapely.MultiPolygon(polygons))  # by the even-odd rule
        areas.append(shapely.transform(area, lambda parts, n=number: frames()[n].degrees(parts / fine)))
    found, _ = _polygons(np.array(areas, dtype=object))
    return found[0] if len(found) == 1 else shapely.MultiPolygon(found.tolist())


def _points(ring: Ring) -> npt.NDArray[np.int64]:
    points: npt.NDArray[np.int64] = np.cumsum(np.reshape(ring[1:], (-1, 2)), axis=0)
    return points
