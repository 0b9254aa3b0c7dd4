"""In which region a point lies: the held shapes of a level, or the reader's own, asked for many points at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from data_sources import geography
from data_sources.frames import EUROPE, UNIT_M, Coordinates, Frame, frame_numbers, frames
from data_sources.model import Level
from data_sources.upload.ownshapes import OWN, Boundaries

Places = npt.NDArray[np.int64]
"""For each point the position of its place, -1 where it lies in none."""

NEAR_M = 5_000.0
"""So far outside a region a point still counts to it: coasts are drawn coarsely, and harbours lie off them."""

NEAR_IN_A_CITY_M = 100.0
_CORNERS = 3


@dataclass(frozen=True, kw_only=True)
class Ground:
    """Regions in planes: `codes` are theirs, `rings` their outlines by plane, `of` the place of each ring.

    `parts` is how many parts a unit of the shapes has, `near` how far outside still counts, in these parts.
    """

    codes: tuple[str, ...]
    level: str
    vintage: str
    planes: tuple[tuple[Frame, npt.NDArray[np.object_], Places], ...]
    parts: float
    near: float

    def places(self, degrees: Coordinates) -> tuple[Places, npt.NDArray[np.bool_]]:
        """The place of each point, and which points lie a little outside of it."""
        found = np.full(len(degrees), -1, dtype=np.int64)
        near = np.zeros(len(degrees), dtype=bool)
        numbers = frame_numbers(degrees) if len(self.planes) > 1 else np.zeros(len(degrees), dtype=np.intp)
        for number, (frame, rings, of) in enumerate(self.planes):
            rows = np.flatnonzero(numbers == number)
            if not len(rows) or not len(rings):
                continue
            points = shapely.points(frame.units(degrees[rows]) * self.parts)
            tree = shapely.STRtree(rings)
            found[rows] = _inside(tree, of, points)
            left = rows[found[rows] < 0]
            found[left] = _nearest(tree, of, points[found[rows] < 0], self.near)
            near[left] = found[left] >= 0
        return found, near


def _inside(tree: shapely.STRtree, of: Places, points: npt.NDArray[np.object_]) -> Places:
    """The place whose outlines lie around a point an odd number of times; holes are outlines too."""
    found = np.full(len(points), -1, dtype=np.int64)
    point, ring = tree.query(points, predicate="intersects")
    if not len(point):
        return found
    places = int(of.max()) + 1
    key, times = np.unique(point.astype(np.int64) * places + of[ring], return_counts=True)
    odd = key[times % 2 == 1]
    found[odd // places] = odd % places
    return found


def _nearest(tree: shapely.STRtree, of: Places, points: npt.NDArray[np.object_], near: float) -> Places:
    found = np.full(len(points), -1, dtype=np.int64)
    if len(points) and near:
        point, ring = tree.query_nearest(points, max_distance=near, all_matches=False)
        found[point] = of[ring]
    return found


@lru_cache(maxsize=6)
def ground(level: str, vintage: str) -> Ground | None:
    """The held shapes of a level in a code list, or None; `level` is a division of a city for neighbourhoods."""
    url = geography.boundary_url(level, vintage)
    if not url:
        return None
    name = Path(url).name
    folder = next(one for one in (geography.SHAPES, geography.DISTRICT_SHAPES) if (one / name).is_file())
    held = json.loads((folder / name).read_text(encoding="utf-8"))
    parts = float(held.get("fine", 1))
    drawn = frames() if level != Level.DISTRICT else (EUROPE,)
    metres = NEAR_M if level != Level.DISTRICT else NEAR_IN_A_CITY_M
    return Ground(
        codes=tuple(held["ids"]),
        level=level,
        vintage=_vintage(level, vintage),
        planes=tuple(_plane(held["shapes"], number, frame) for number, frame in enumerate(drawn)),
        parts=parts,
        near=metres / UNIT_M * parts,
    )


def _vintage(level: str, vintage: str) -> str:
    """Countries are drawn in one file, each in its newest shape."""
    return geography.VINTAGES[-1] if level == Level.COUNTRY else vintage


def _plane(shapes: Sequence[Any], number: int, frame: Frame) -> tuple[Frame, npt.NDArray[np.object_], Places]:
    rings = [(at, ring) for at, place in enumerate(shapes) for ring in place if ring[0] == number]
    outlines = [np.asarray(ring[1:]).reshape(-1, 2).cumsum(axis=0) for _, ring in rings]
    whole = [(at, one) for (at, _), one in zip(rings, outlines, strict=True) if len(one) >= _CORNERS]
    polygons = np.array([shapely.Polygon(one) for _, one in whole], dtype=object)
    return frame, polygons, np.array([at for at, _ in whole], dtype=np.int64)


def of_boundaries(own: Boundaries) -> Ground:
    """The reader's own shapes; nothing outside of them counts."""
    flat = shapely.transform(own.frame.geometry.to_numpy(), EUROPE.units)
    parts, of = shapely.get_parts(flat, return_index=True)
    rings, of_ring = shapely.get_rings(parts, return_index=True)
    outlines = shapely.polygons(rings)
    plane = (EUROPE, outlines, of[of_ring].astype(np.int64))
    return Ground(codes=tuple(own.codes()), level=Level.DISTRICT.value, vintage=OWN, planes=(plane,), parts=1, near=0)


def forget() -> None:
    """Drops what was read, after the shapes were written anew."""
    ground.cache_clear()
