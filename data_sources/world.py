"""Writes the land of the world and a label point for each of its countries: what flows are drawn on.

Only the refresh uses this module. The same answer gives the same bytes, and the bytes name the file: a
browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data_sources import flows, geography
from data_sources.boundaries import ROOT
from data_sources.obtain import Get
from data_sources.sources.gisco import LICENCE, Gisco
from data_sources.whole_files import write_whole

_GISCO = Gisco()
_EQUAL_AREA = "EPSG:6933"  # of the whole world; EPSG:3035 bends what is far from Europe
_COARSE_DEGREES = 0.5
_SMALL_KM2 = 1000
_ANTARCTICA = "AQ"  # reaches the pole, which Mercator's map cannot draw
_CORNERS = 4  # the fewest points of a closed ring
_DIGITS = 10  # of the hash in the file's name


def write(ask: Get, out: Path = ROOT) -> None:
    """Fetches the countries of the world and writes points and land below the project folder `out`."""
    world = _GISCO.parse(ask(_GISCO.land().url(), _GISCO.id))
    valid = world.assign(geometry=shapely.make_valid(world.geometry.values))
    parts = valid.explode(ignore_index=True).explode(ignore_index=True)  # a collection may hold multipolygons
    parts = parts[parts.geom_type == "Polygon"]
    parts = parts.assign(area_km2=parts.to_crs(_EQUAL_AREA).area / 1e6)
    write_whole(_points_path(out), label_points(parts).to_parquet(compression="zstd", index=False))
    _write_land(_in(out, flows.LAND), land(parts))
    flows.points.cache_clear()
    flows.land_url.cache_clear()


def label_points(parts: gpd.GeoDataFrame) -> pd.DataFrame:
    """`code`, `lon`, `lat`: a point inside the largest part of each country; Kosovo's is that of NUTS."""
    largest = parts.loc[parts.groupby("code")["area_km2"].idxmax()]
    inside = largest.geometry.representative_point()
    table = pd.DataFrame({"code": largest["code"], "lon": inside.x, "lat": inside.y})
    nuts = geography.countries()[["lon", "lat"]].rename_axis("code").reset_index()
    table = pd.concat([table, nuts[~nuts["code"].isin(table["code"])]])
    return table.round({"lon": 2, "lat": 2}).sort_values("code", ignore_index=True)


def land(parts: gpd.GeoDataFrame) -> bytes:
    """The countries without small islands, coarse enough for a map of the world, as GeoJSON without names."""
    kept = parts[(parts["area_km2"] > _SMALL_KM2) & (parts["code"] != _ANTARCTICA)]
    coarse = shapely.coverage_simplify(np.array(kept.geometry.values), _COARSE_DEGREES)
    drawn = [rings for shape in coarse if (rings := _rings(shape))]
    features = [{"type": "Feature", "geometry": {"type": "Polygon", "coordinates": rings}} for rings in drawn]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()


def _rings(polygon: Any) -> list[list[list[float]]]:
    """Outer ring and holes to a tenth of a degree; empty if nothing is left of the outer one."""
    rings = [_tenths(ring) for ring in (polygon.exterior, *polygon.interiors)]
    return [ring for ring in rings if ring] if rings[0] else []


def _tenths(ring: Any) -> list[list[float]]:
    points = np.round(shapely.get_coordinates(ring), 1) + 0.0  # turns -0.0 into 0.0
    kept = points[np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]]
    return kept.tolist() if len(kept) >= _CORNERS else []


def manifest(out: Path = ROOT) -> list[dict[str, object]]:
    """One entry for the points and one for the land held below `out`; none before both were fetched."""
    index = _in(out, flows.LAND) / flows.INDEX
    if not index.is_file() or not _points_path(out).is_file():
        return []
    path = index.with_name(json.loads(index.read_text("utf-8"))["world"])
    rows = len(json.loads(path.read_bytes())["features"])
    points = len(pd.read_parquet(_points_path(out)))
    return [_entry(out, path, "world", rows), _entry(out, _points_path(out), "points", points)]


def _entry(out: Path, path: Path, name: str, rows: int) -> dict[str, object]:
    url = _GISCO.land().canonical()
    held = {"name": name, "file": path.relative_to(out).as_posix(), "request_url": url, "rows": rows}
    return {**held, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "licence": LICENCE}


def _write_land(folder: Path, body: bytes) -> None:
    file = f"world.{hashlib.sha256(body).hexdigest()[:_DIGITS]}.json"
    write_whole(folder / file, body)
    write_whole(folder / flows.INDEX, (json.dumps({"world": file}) + "\n").encode())
    for path in folder.glob("world.*.json"):
        if path.name != file:
            path.unlink()


def _points_path(out: Path) -> Path:
    return _in(out, flows.SNAPSHOT) / "points.parquet"


def _in(out: Path, folder: Path) -> Path:
    return out / folder.relative_to(ROOT)
