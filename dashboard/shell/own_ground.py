"""Boundaries that a visitor brought along, as neighbourhoods are held: places by code, and shapes for the map.

Only the visit of whoever brought them imports this module: it needs geopandas.
"""

from __future__ import annotations

import json
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from dashboard.own_file import plain
from data_sources import paths
from data_sources.errors import UploadError
from data_sources.frames import EUROPE, WINDOW, Coordinates
from data_sources.model import Level
from data_sources.upload import OWN, Boundaries, told


def placed(table: pd.DataFrame, boundaries: Boundaries) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """The table under codes that links can carry, the places as in `geography.region_table`, and the Paths file.

    Raises `UploadError` where no shape lies on the map of Europe.
    """
    own = dict(zip(boundaries.codes(), _codes(len(boundaries.frame)), strict=True))
    return _table(table, own), _places(boundaries, list(own.values())), _paths(boundaries, list(own.values()))


def _codes(n: int) -> list[str]:
    """Codes of the atlas's own: those of a file may be words, which have no place in an address."""
    return [f"XX{number:05d}" for number in range(1, n + 1)]


def _table(table: pd.DataFrame, own: dict[str, str]) -> pd.DataFrame:
    here = table[table["geo_vintage"] == OWN]
    here = here.assign(geo=here["geo"].astype(str).map(own), level=Level.DISTRICT.value, geo_vintage=OWN)
    return here.astype(dict.fromkeys(("geo", "level", "geo_vintage"), "category")).reset_index(drop=True)


def _places(boundaries: Boundaries, codes: list[str]) -> pd.DataFrame:
    names = [plain(name) or code for name, code in zip(boundaries.names(), codes, strict=True)]
    lon, lat = _points(boundaries).T
    places = pd.DataFrame({"name": names, "lon": lon, "lat": lat}, index=pd.Index(codes, name="code"))
    return places.assign(level=Level.DISTRICT.value, vintage=OWN, country="XX", located_by="gisco", overseas=False)


def _points(boundaries: Boundaries) -> Coordinates:
    """A point inside each shape, in degrees."""
    inside: Coordinates = shapely.get_coordinates(shapely.point_on_surface(boundaries.frame.geometry.to_numpy()))
    return inside


def _paths(boundaries: Boundaries, codes: list[str]) -> dict[str, Any]:
    """The shapes as the component reads them; those off the map of Europe stay in the table only."""
    west, north, east, south = WINDOW
    x, y = EUROPE.units(_points(boundaries)).T
    near = (x > west) & (x < east) & (y > north) & (y < south)
    if not near.any():
        raise UploadError(told("None of the shapes lies on the map of Europe."))
    drawn = boundaries.frame.geometry.where(near)
    found: dict[str, Any] = json.loads(paths.encode_city(gpd.GeoDataFrame({"code": codes}, geometry=drawn)))
    return found
