"""The reader's own boundaries: GeoJSON, GeoPackage or zipped shapefile, in degrees, joined by any of their columns."""

from __future__ import annotations

import io
import json
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely
from pyproj.exceptions import CRSError, ProjError
from shapely.errors import ShapelyError

from data_sources.errors import UploadError
from data_sources.frames import DEGREES
from data_sources.geography import plain_name
from data_sources.sentences import told
from data_sources.upload import workbook
from data_sources.upload.limits import check_bytes

if TYPE_CHECKING:  # geopandas takes half a second to load, and few files bring boundaries
    import geopandas as gpd

OWN = "own"
"""The level and vintage of places that lie in the reader's own boundaries."""

_MOST_SHAPES = 20_000
_MOST_POINTS = 4_000_000
_SQLITE = b"SQLite format 3\x00"
_ZIP = b"PK"
_DAMAGE = (
    ValueError, OSError, CRSError, ProjError, ShapelyError, LookupError, TypeError, AttributeError, UnboundLocalError,
)  # fmt: skip
"""What damaged files have been seen to raise in geopandas, beside the errors of pyogrio's own."""

_EDGE = np.array([180.0, 90.0, 180.0, 90.0])
_NAMED = ("name", "nom", "label", "bezeichnung", "title")


@dataclass(frozen=True, kw_only=True)
class Boundaries:
    """Shapes in degrees with their properties as texts; `code` names the property that tells them apart."""

    frame: gpd.GeoDataFrame
    code: str
    name: str = ""

    @property
    def properties(self) -> tuple[str, ...]:
        """The properties that a file can be joined by."""
        return tuple(str(name) for name in self.frame.columns if name != "geometry")

    def codes(self) -> list[str]:
        """The code of each shape."""
        return [str(code) for code in self.frame[self.code]]

    def names(self) -> list[str]:
        """What each shape is called."""
        return [str(name) for name in self.frame[self.name or self.code]]

    def property_for(self, texts: list[str], wanted: str = "") -> str:
        """The property that most of these texts stand in, or empty. Raises `UploadError` for one that is not there."""
        if wanted:
            if wanted not in self.properties:
                raise UploadError(told("The boundaries have no property {name}.", name=wanted), column=wanted)
            return wanted
        plain = {plain_name(text) for text in texts}
        hits = {name: len(plain & {plain_name(text) for text in self.frame[name]}) for name in self.properties}
        best = max(hits, key=lambda name: hits[name], default="")
        return best if best and hits[best] else ""


def boundaries(name: str, payload: bytes, code: str = "") -> Boundaries:
    """The shapes of a file. Raises `UploadError` where it holds none, or cannot be brought to degrees."""
    check_bytes(len(payload))
    frame = _frame(name, payload)
    frame = frame.loc[:, ~frame.columns.duplicated()].reset_index(drop=True)
    if frame.empty or frame.geometry.isna().all():
        raise UploadError(told("{name} holds no shapes.", name=name))
    _check_size(frame)
    return _checked(_texts(_in_degrees(frame)), code)


def _frame(name: str, payload: bytes) -> gpd.GeoDataFrame:
    if payload.startswith(_SQLITE):
        return _gdal(name, payload)
    if payload.startswith(_ZIP):
        members = [member.filename.lower() for member in workbook.opened(payload).infolist()]
        for member in workbook.opened(payload).infolist():
            for _ in workbook.unpacked(workbook.opened(payload), member):
                pass
        if not any(member.endswith(".shp") for member in members):
            raise UploadError(told("{name} is a ZIP archive without a shapefile.", name=name))
        return _gdal(name, payload)
    return features(name, payload)


def _gdal(name: str, payload: bytes) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - see above
    from pyogrio import errors  # type: ignore[import-untyped]  # noqa: PLC0415

    own = (errors.DataLayerError, errors.DataSourceError, errors.FeatureError, errors.FieldError, errors.GeometryError)
    try:
        with warnings.catch_warnings():  # GDAL reads by the bytes, and misses the ending of a name that is not there
            warnings.simplefilter("ignore", RuntimeWarning)
            found = gpd.read_file(io.BytesIO(payload), engine="pyogrio")
    except (*_DAMAGE, *own) as error:
        raise UploadError(told("{name} cannot be read as boundaries: {error}.", name=name, error=str(error))) from error
    if not isinstance(found, gpd.GeoDataFrame):
        raise UploadError(told("{name} holds no shapes.", name=name))
    return found


def features(name: str, payload: bytes) -> gpd.GeoDataFrame:
    """The features of a GeoJSON text, in degrees. Raises `UploadError` for any other JSON."""
    import geopandas as gpd  # noqa: PLC0415

    try:
        found: Any = json.loads(payload)
        every = found["features"] if found.get("type") == "FeatureCollection" else [found]
        shapes = [shapely.geometry.shape(one["geometry"]) if one.get("geometry") else None for one in every]
        properties = pd.DataFrame([dict(one.get("properties") or {}) for one in every])
        crs = ((found.get("crs") or {}).get("properties") or {}).get("name") or DEGREES
        return gpd.GeoDataFrame(properties, geometry=shapes, crs=crs)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, ShapelyError, CRSError) as error:
        raise UploadError(
            told("{name} is no GeoJSON that can be read: {error}.", name=name, error=str(error))
        ) from error


def _check_size(frame: gpd.GeoDataFrame) -> None:
    if len(frame) > _MOST_SHAPES:
        raise UploadError(told("There are {n} shapes; at most {most} are drawn.", n=len(frame), most=_MOST_SHAPES))
    if int(shapely.get_num_coordinates(frame.geometry.to_numpy()).sum()) > _MOST_POINTS:
        raise UploadError(told("The shapes have more than {most} corners. Simplify them.", most=_MOST_POINTS))


def _in_degrees(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    if frame.crs is None:
        raise UploadError(
            told("The boundaries do not say which coordinates they are in: export them again with the .prj.")
        )
    try:
        found = frame.to_crs(DEGREES)
    except (CRSError, ProjError, ValueError) as error:
        raise UploadError(told("The boundaries cannot be brought to degrees: {error}.", error=str(error))) from error
    bounds = found.total_bounds
    if not np.isfinite(bounds).all() or (np.abs(bounds) > _EDGE).any():
        raise UploadError(told("The coordinates of the boundaries are no degrees. Which projection are they in?"))
    return found


def _texts(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The frame with each property as texts, those of lists and objects left out."""
    import geopandas as gpd  # noqa: PLC0415

    names = [name for name in frame.columns if name != frame.geometry.name]
    kept = {str(name): [text_of(one) for one in frame[name]] for name in names}
    shapes = shapely.make_valid(frame.geometry.to_numpy())
    return gpd.GeoDataFrame(kept, geometry=shapes, crs=DEGREES)


def text_of(one: Any) -> str:
    """A property as a text; missing ones are empty."""
    if one is None or (isinstance(one, float) and np.isnan(one)) or one is pd.NaT:
        return ""
    return str(int(one)) if isinstance(one, float) and one.is_integer() else str(one)


def _checked(frame: gpd.GeoDataFrame, code: str) -> Boundaries:
    frame = frame[~frame.geometry.isna().to_numpy()].reset_index(drop=True)
    names = [str(name) for name in frame.columns if name != "geometry"]
    unique = [name for name in names if frame[name].is_unique and not (frame[name] == "").any()]
    if code and code not in unique:
        raise UploadError(told("The property {name} does not tell the shapes apart.", name=code), column=code)
    if not unique:
        frame.insert(0, "number", [str(number) for number in range(1, len(frame) + 1)])
        unique = ["number"]
    named = next((name for name in names if name.casefold().endswith(_NAMED)), "")
    return Boundaries(frame=frame, code=code or unique[0], name=named)
