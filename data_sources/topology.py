"""The base layers of every map, as plotly reads them: all land as one shape, all borders as one line.

Plotly draws a base layer as one path, which a browser paints faster than a shape for each country. It fetches
all of them as one TopoJSON file and makes up the file's name from scope and resolution.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import count

import geopandas as gpd
import numpy as np
import shapely

from data_sources.sources import gisco

BORDERS = "rivers"
"""The object with the borders: plotly draws its `countries` below filled regions, its `rivers` above them."""

_EMPTY = ("coastlines", "countries", "lakes", "ocean", "subunits")
"""What plotly may ask for and finds without a shape."""

_GRID = 0.001
_DIGITS = 3


def topology(land: gpd.GeoDataFrame, versions: Iterable[gpd.GeoDataFrame]) -> bytes:
    """TopoJSON of the land's countries as one shape and of the borders between those of the versions of NUTS.

    Each ring and each line is an arc of its own; without a `transform` their points are degrees.
    """
    shapes = [rings for part in gisco.polygons(_dissolved(land)) if (rings := gisco.rings(part))]
    lines = borders(versions)
    number = count()
    objects: dict[str, object] = {name: {"type": "GeometryCollection", "geometries": []} for name in _EMPTY}
    objects["land"] = {"type": "MultiPolygon", "arcs": [[[next(number)] for _ in rings] for rings in shapes]}
    objects[BORDERS] = {"type": "MultiLineString", "arcs": [[next(number)] for _ in lines]}
    arcs = [*(ring for rings in shapes for ring in rings), *lines]
    return json.dumps({"type": "Topology", "objects": objects, "arcs": arcs}, separators=(",", ":")).encode()


def _dissolved(land: gpd.GeoDataFrame) -> shapely.Geometry:
    """One shape without inner borders; on the grid of the file, so that no slits stay between neighbours."""
    return shapely.union_all(shapely.set_precision(land.geometry.to_numpy(), _GRID))


def borders(versions: Iterable[gpd.GeoDataFrame]) -> list[list[list[float]]]:
    """Lines where two countries meet, each from the newest version that has both; coasts are none."""
    between: dict[tuple[str, str], shapely.Geometry] = {}
    for countries in versions:
        between |= _between(countries)
    parts = [part for shared in between.values() for part in shapely.get_parts(shared)]
    merged = shapely.line_merge(shapely.MultiLineString([part for part in parts if part.geom_type == "LineString"]))
    return sorted(_points(line) for line in shapely.get_parts(merged))


def _between(countries: gpd.GeoDataFrame) -> dict[tuple[str, str], shapely.Geometry]:
    """What the outlines of two countries share, by their codes: neighbours have the same points there."""
    outlines = shapely.transform(shapely.boundary(countries.geometry.to_numpy()), lambda at: np.round(at, _DIGITS))
    left, right = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    left, right = left[left < right], right[left < right]
    codes = countries["code"].to_numpy()
    shared = shapely.intersection(outlines[left], outlines[right])
    return dict(zip(zip(codes[left], codes[right], strict=True), shared, strict=True))


def _points(line: shapely.Geometry) -> list[list[float]]:
    points: list[list[float]] = (np.round(shapely.get_coordinates(line), _DIGITS) + 0.0).tolist()
    return points
