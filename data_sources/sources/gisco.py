"""GISCO, Eurostat's geodata: what to ask for, and how to read the answer.

No statistical source: it brings shapes and points, not figures, and only the refresh uses it. Importing
geopandas takes about a second, so nothing that runs for a reader imports this module.
"""

from __future__ import annotations

import io
import json
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.errors import ShapelyError

from data_sources.errors import UnexpectedPayload
from data_sources.frames import DEGREES, EQUAL_AREA, EUROPE, UNIT_M, WINDOW
from data_sources.geography import level_of, plain_name
from data_sources.model import Level
from data_sources.sources.base import Request, Service
from data_sources.sources.eurostat import Eurostat

LICENCE = "© EuroGeographics for the administrative boundaries (non-commercial use)"

CITY_NAMES = Request(
    service=Eurostat.service,
    path="sdmx/2.1/codelist/ESTAT/CITIES/latest",
    params=(("format", "TSV"), ("lang", "en")),
)
"""Eurostat's code list of Urban Audit places; it has those that GISCO's points lack."""

NUTS3_OF_FUA = Request(service=Service(mount="correspondence"), path="nuts3_fua_2019.csv")
"""Which NUTS 3 regions (2016) make up a functional urban area; no public address is known."""

MAP_WINDOW = (-25.0, 34.0, 45.0, 72.0)
"""West, south, east, north of the map of Europe: with Iceland and Cyprus, without the Azores and Svalbard."""

_LEAST_SHARE = 0.3
"""A region stands for a functional urban area only if at least this share of its people live there."""

_SOUTHERNMOST = -5.0  # degrees; the wide window ends north of it
_NUTS_LEVELS = {Level.COUNTRY: 0, Level.NUTS1: 1, Level.NUTS2: 2, Level.NUTS3: 3}
_URBAN_AUDIT = {Level.CITY: "CITIES", Level.FUA: "FUA"}
_HALF_TURN = 180.0
_ONLY_URBAN = {"NUTS3_2021": "nuts3", "AREA_SQM": "area_km2"}
_COLUMNS = (
    {"NUTS_ID": "code", "NAME_LATN": "name", "CNTR_CODE": "country"},
    {"URAU_CODE": "code", "URAU_NAME": "name", "CNTR_CODE": "country"} | _ONLY_URBAN,
    {"CNTR_ID": "code", "NAME_ENGL": "name"},
)
"""GISCO's names in its three kinds of file, and ours."""


class Gisco:
    """The distribution service: NUTS at 1:20M, countries at 1:60M, Urban Audit points of 2021."""

    id = "gisco"
    name = "GISCO"
    licence = LICENCE
    service = Service(mount="gisco/distribution", base="https://gisco-services.ec.europa.eu/distribution")

    def request(self, level: Level, vintage: str) -> Request:
        """The shapes of a NUTS level (0 is country), or the points of cities or functional urban areas."""
        if level in _URBAN_AUDIT:
            path = f"v2/urau/geojson/URAU_LB_{vintage}_4326_{_URBAN_AUDIT[level]}.geojson"
        else:
            path = f"v2/nuts/geojson/NUTS_RG_20M_{vintage}_4326_LEVL_{_NUTS_LEVELS[level]}.geojson"
        return Request(service=self.service, path=path)

    def land(self) -> Request:
        """The countries of the world, for the neutral land behind a map."""
        return Request(service=self.service, path="v2/countries/geojson/CNTR_RG_60M_2024_4326.geojson")

    def parse(self, payload: bytes) -> gpd.GeoDataFrame:
        """`code`, `name`, `country`, `geometry` in degrees, by code; Urban Audit `nuts3`, `area_km2` too.

        Raises `UnexpectedPayload` for anything that is not one of GISCO's three kinds of file.
        """
        answer = _json(payload)
        _check_degrees(answer)
        features = answer.get("features")
        if not isinstance(features, list) or not features:
            raise _wrong("the file holds no features")
        try:
            frame = gpd.GeoDataFrame.from_features(features, crs=DEGREES)
        except (AttributeError, KeyError, TypeError, ValueError, ShapelyError) as error:
            raise _wrong(f"a feature cannot be read: {error!r}") from error
        return _canonical(frame)


def _json(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload)
    except ValueError as error:
        raise _wrong("the JSON is damaged") from error
    if not isinstance(answer, dict) or answer.get("type") != "FeatureCollection":
        raise _wrong("no GeoJSON FeatureCollection came")
    return answer


def _check_degrees(answer: dict[str, Any]) -> None:
    """GeoJSON is in degrees unless it says otherwise, as GISCO's older files do."""
    said = json.dumps(answer.get("crs") or "CRS84")
    if "4326" not in said and "CRS84" not in said:
        raise _wrong(f"coordinates are not degrees: {said}")


def _canonical(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    columns = next((known for known in _COLUMNS if set(known) <= set(frame.columns)), None)
    if columns is None:
        raise _wrong(f"properties {sorted(frame.columns)} are of no known kind")
    frame = frame[[*columns, "geometry"]].rename(columns=columns)
    frame["code"] = frame["code"].astype(str).str.strip()
    frame["name"] = frame["name"].fillna(frame["code"]).str.split().str.join(" ")
    frame["country"] = frame["country"] if "country" in frame else frame["code"].str[:2]
    if "area_km2" in frame:
        frame["area_km2"] = frame["area_km2"].astype("float64") / 1e6
        frame["nuts3"] = frame["nuts3"].fillna("")
    if frame["code"].duplicated().any():
        raise _wrong(f"code {frame.loc[frame['code'].duplicated(), 'code'].iloc[0]!r} comes twice")
    if frame.geometry.isna().any() or frame.geometry.is_empty.any():
        raise _wrong("a feature has no geometry")
    west, south, east, north = frame.total_bounds
    if west < -_HALF_TURN or east > _HALF_TURN or max(-south, north) > _HALF_TURN / 2:
        raise _wrong("coordinates are not degrees")
    return frame.sort_values("code", ignore_index=True)


def _wrong(what: str) -> UnexpectedPayload:
    return UnexpectedPayload(what, source="gisco")


def measured(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """`code`, `name`, `country`, the label point of the largest part, and the area of all parts."""
    flat = frame.to_crs(EQUAL_AREA)
    parts = flat[["code", "geometry"]].explode(ignore_index=True)
    largest = parts.loc[parts.area.groupby(parts["code"]).idxmax()].set_index("code").loc[frame["code"]]
    points = largest.representative_point().to_crs(DEGREES)
    # far from Europe the flat shape is bent, and its middle may lie off the real one
    outside = overseas(points.x, points.y).to_numpy()
    points[outside] = largest.to_crs(DEGREES)[outside].representative_point()
    table = pd.DataFrame(frame[["code", "name", "country"]])
    table = table.assign(lon=points.x.to_numpy(), lat=points.y.to_numpy(), area_km2=flat.area / 1e6)
    return table.assign(nuts3="", located_by="gisco")


def overseas(lon: pd.Series, lat: pd.Series) -> pd.Series:
    """Which points lie outside the map of Europe; a missing point does not."""
    west, south, east, north = MAP_WINDOW
    return lon.notna() & ~(lon.between(west, east) & lat.between(south, north))


def land(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The countries in the wide window around Europe, whole; long straight edges are split, to be bent later.

    Far in the south lies the point opposite Europe, round which no equal-area plane can be laid.
    """
    valid = countries.assign(geometry=shapely.make_valid(countries.geometry.values))
    near = valid.clip((-_HALF_TURN, _SOUTHERNMOST, _HALF_TURN, _HALF_TURN / 2))
    near = near[near.geom_type.isin(["Polygon", "MultiPolygon", "GeometryCollection"])]
    near = near.assign(geometry=near.geometry.segmentize(2.0)).sort_values("code", ignore_index=True)
    window = shapely.transform(shapely.box(*WINDOW), lambda units: units * (UNIT_M, -UNIT_M) + (0, EUROPE.top))
    return near[near.to_crs(EQUAL_AREA).intersects(window)].reset_index(drop=True)


def city_names(payload: bytes) -> pd.DataFrame:
    """`code` and `name` of the Urban Audit places in a code list as TSV; countries and sums are left out."""
    lines = [line.partition("\t") for line in payload.decode("utf-8").splitlines()]
    places = [(code, name) for code, _, name in lines if level_of(code) in _URBAN_AUDIT and name]
    if not places:
        raise UnexpectedPayload("the code list names no city", source=Eurostat.id, url=CITY_NAMES.canonical())
    return pd.DataFrame(places, columns=["code", "name"])


def nuts3_of_fua(payload: bytes) -> dict[tuple[str, str], str]:
    """(country, plain name) -> the NUTS 3 region where most people of the functional urban area live.

    The codes of that file are old ones and now mean other places, so it is joined by name.
    """
    table = pd.read_csv(io.BytesIO(payload), keep_default_na=False)
    absent = {"fua_id", "fua_name", "nuts3_2016", "share_of_fua"} - set(table.columns)
    if absent:
        raise UnexpectedPayload(f"columns {sorted(absent)} are missing", source=NUTS3_OF_FUA.service.mount)
    table["share_of_fua"] = pd.to_numeric(table["share_of_fua"])
    table = table[table["share_of_fua"] >= _LEAST_SHARE].sort_values("share_of_fua")
    keys = zip(table["fua_id"].str[:2], table["fua_name"].map(plain_name), strict=True)
    return dict(zip(keys, table["nuts3_2016"], strict=True))
