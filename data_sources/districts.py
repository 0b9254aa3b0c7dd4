"""Writes the neighbourhoods of cities, their table and shapes: `python -m data_sources.districts`.

Only the refresh uses this module. A division is one way a city is cut into neighbourhoods; a city may have several.
What its portal does not serve is not held: Barcelona's has names and codes and no shapes.
"""

from __future__ import annotations

import hashlib
import json
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from shapely.errors import ShapelyError

from data_sources import paths
from data_sources.boundaries import ROOT
from data_sources.errors import SourceError, UnexpectedPayload
from data_sources.frames import DEGREES
from data_sources.geography import DISTRICT_SHAPES, INDEX, SNAPSHOT
from data_sources.model import Level
from data_sources.obtain import Get, get, whole
from data_sources.sources import source
from data_sources.sources.base import Request
from data_sources.sources.cities import portal
from data_sources.sources.gisco import measured
from data_sources.sources.portal import Feature, Shaped
from data_sources.whole_files import write_whole

_DIGITS = 10  # of the hash in a file's name
_HALF_TURN = 180.0
_README = f"""# Neighbourhoods

Written by `python -m data_sources.districts`; `{INDEX}` says which file is which division of which city. The licences
are those of the cities' portals (`DATA_LICENSES.md`). The form is that of `../boundaries`, counted in hundredths of
its unit (`fine`), and the box of the only frame is the city's.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """One way a city is cut up: its id (`UK002C-wards`), the portal and layer, and the names of two properties.

    Where the portal has no codes (`code` is empty) a neighbourhood's name in plain capitals stands for one.
    """

    id: str
    portal: str
    layer: str
    code: str
    name: str

    @property
    def city(self) -> str:
        """The Urban Audit code of the city."""
        return self.id.partition("-")[0]


_ALL = (
    Division(
        id="DE001C-districts", portal="berlin", layer="geodata/berlin-lor-districts.geojson", code="id", name="name"
    ),
    Division(
        id="ES002C-barris",
        portal="barcelona",
        layer="pad_mdb_nacionalitat-regio_sexe",
        code="Codi_Barri",
        name="Nom_Barri",
    ),
    Division(
        id="UK002C-wards", portal="birmingham-census", layer="birmingham-wards.geojson", code="WD22CD", name="WD22NM"
    ),
    Division(
        id="UK002C-msoa21",
        portal="birmingham-census",
        layer="boundaries_msoa21.geojson",
        code="msoa21_code",
        name="msoa21_name",
    ),
    Division(
        id="UK002C-lsoa21",
        portal="birmingham-census",
        layer="boundaries_lsoa21.geojson",
        code="lsoa21_code",
        name="lsoa21_name",
    ),
    Division(
        id="UK004C-iz11", portal="glasgow-census", layer="boundaries_iz11.geojson", code="iz11_code", name="iz11_name"
    ),
    Division(
        id="UK004C-dz11", portal="glasgow-census", layer="boundaries_dz11.geojson", code="dz11_code", name="dz11_name"
    ),
    Division(
        id="UK004C-wards13",
        portal="glasgow",
        layer="Electoral_Wards_2013/FeatureServer/0",
        code="WD13CD",
        name="WD13NM",
    ),
    Division(id="DK001C-districts", portal="copenhagen", layer="k101/ows k101:bydel", code="bydel_nr", name="navn"),
    Division(id="NL001C-neighbourhoods", portal="amsterdam", layer="v1/gebieden/wijken", code="", name="naam"),
)
DIVISIONS: dict[str, Division] = {one.id: one for one in _ALL}
"""Id -> division; the id is the vintage of its places."""


def write(ask: Get, out: Path = ROOT) -> dict[str, SourceError]:
    """Fetches every division and writes what came below the project folder `out`; id -> why one did not come.

    A division that did not come keeps its old rows and shapes. Files are replaced whole, the index last.
    """
    failed: dict[str, SourceError] = {}
    came: dict[str, gpd.GeoDataFrame] = {}
    for division in DIVISIONS.values():
        try:
            came[division.id] = obtain_division(division, ask)
        except SourceError as error:
            failed[division.id] = error
    _write_table(_in(out, SNAPSHOT) / "districts.parquet", came)
    _write_shapes(_in(out, DISTRICT_SHAPES), came)
    return failed


def obtain_division(division: Division, ask: Get) -> gpd.GeoDataFrame:
    """`code`, `name`, `geometry` in degrees (None where none is served) of a division's places, by code."""
    origin, request = _asked(division)
    try:
        found = _frame(origin.features(whole(origin, request, ask)), division)
    except UnexpectedPayload as error:
        raise UnexpectedPayload(error.message, source=origin.id, url=error.url or request.canonical()) from error
    return found.sort_values("code", ignore_index=True)


def _asked(division: Division) -> tuple[Shaped, Request]:
    origin = source(division.portal)
    if not isinstance(origin, Shaped):
        raise UnexpectedPayload(f"{division.portal} serves no neighbourhoods", source=division.portal)
    return origin, origin.shapes(division.layer)


def _frame(features: list[Feature], division: Division) -> gpd.GeoDataFrame:
    try:
        names = [" ".join(str(one["properties"][division.name]).split()) for one in features]
        local = [str(one["properties"][division.code]) for one in features] if division.code else map(_plain, names)
        shapes = [shapely.geometry.shape(one["geometry"]) if one.get("geometry") else None for one in features]
    except (KeyError, TypeError, ValueError, AttributeError, ShapelyError) as error:
        raise UnexpectedPayload(f"a neighbourhood cannot be read: {error!r}") from error
    codes = [f"{division.city}_{code}" for code in local]
    frame = gpd.GeoDataFrame({"code": codes, "name": names}, geometry=shapes, crs=DEGREES)
    frame = frame.drop_duplicates(["code", "name"]) if frame.geometry.isna().all() else frame
    _check(frame)
    return frame.assign(geometry=shapely.make_valid(frame.geometry.to_numpy()))


def _plain(name: str) -> str:
    """The name in capital letters and digits without accents, as a code."""
    letters = unicodedata.normalize("NFKD", name.upper())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def _check(frame: gpd.GeoDataFrame) -> None:
    if frame.empty:
        raise UnexpectedPayload("the answer holds no neighbourhoods")
    if frame["code"].duplicated().any():
        raise UnexpectedPayload(f"code {frame.loc[frame['code'].duplicated(), 'code'].iloc[0]!r} comes twice")
    if frame.geometry.isna().any() and not frame.geometry.isna().all():
        raise UnexpectedPayload("some neighbourhoods have no shape")
    west, south, east, north = frame.total_bounds
    if west < -_HALF_TURN or east > _HALF_TURN or max(-south, north) > _HALF_TURN / 2:
        raise UnexpectedPayload("coordinates are not degrees")


def _write_table(path: Path, came: dict[str, gpd.GeoDataFrame]) -> None:
    tables = [_table(frame, DIVISIONS[id]) for id, frame in came.items()]
    if path.is_file():
        old = pd.read_parquet(path).astype({"vintage": str, "city": str})
        tables.append(old[old["vintage"].isin(set(DIVISIONS) - set(came))])
    if tables:
        table = pd.concat(tables, ignore_index=True).sort_values(["vintage", "code"], ignore_index=True)
        few = dict.fromkeys(("level", "vintage", "country", "located_by", "city"), "category")
        write_whole(path, table.astype(few).to_parquet(compression="zstd", index=False))


def _table(frame: gpd.GeoDataFrame, division: Division) -> pd.DataFrame:
    """The columns of `geography.regions()`, and the city."""
    bare = pd.DataFrame(frame[["code", "name"]]).assign(country=division.city[:2])
    if frame.geometry.notna().all():
        found = measured(frame.assign(country=division.city[:2])).assign(located_by="portal")
    else:
        found = bare.assign(lon=float("nan"), lat=float("nan"), area_km2=float("nan"), nuts3="", located_by="")
    placed = found.assign(level=Level.DISTRICT.value, vintage=division.id, overseas=False, city=division.city)
    columns = ["code", "name", "level", "vintage", "country", "lon", "lat", "area_km2", "nuts3", "located_by"]
    return placed[[*columns, "overseas", "city"]].round({"lon": 5, "lat": 5, "area_km2": 4})


def _write_shapes(folder: Path, came: dict[str, gpd.GeoDataFrame]) -> None:
    index = json.loads((folder / INDEX).read_text("utf-8")) if (folder / INDEX).is_file() else {}
    for id, frame in came.items():
        if frame.geometry.isna().all():
            continue
        body = paths.encode_city(frame)
        name = f"{Level.DISTRICT}-{id}"
        index[name] = f"{name}.{hashlib.sha256(body).hexdigest()[:_DIGITS]}.json"
        write_whole(folder / index[name], body)
    write_whole(folder / "README.md", _README.encode())
    write_whole(folder / INDEX, (json.dumps(dict(sorted(index.items())), indent=1) + "\n").encode())
    for path in folder.glob("*.json"):
        if path.name not in {INDEX, *index.values()}:
            path.unlink()


def manifest(out: Path = ROOT) -> list[dict[str, object]]:
    """One entry a file held below `out`, in the form of `boundaries.manifest`."""
    folder, table = _in(out, DISTRICT_SHAPES), _in(out, SNAPSHOT) / "districts.parquet"
    if not (table.is_file() and (folder / INDEX).is_file()):
        return []
    named: dict[str, str] = json.loads((folder / INDEX).read_text("utf-8"))
    licences = "; ".join(dict.fromkeys(portal(one.portal).licence for one in DIVISIONS.values()))
    shapes = [_shape_entry(out, folder / file, name) for name, file in named.items()]
    return [*shapes, _entry(out, table, "districts", "", licences, len(pd.read_parquet(table)))]


def _shape_entry(out: Path, path: Path, name: str) -> dict[str, object]:
    division = DIVISIONS[name.removeprefix(f"{Level.DISTRICT}-")]
    rows = len(json.loads(path.read_bytes())["ids"])
    return _entry(out, path, name, _asked(division)[1].canonical(), portal(division.portal).licence, rows)


def _entry(out: Path, path: Path, name: str, url: str, licence: str, rows: int) -> dict[str, object]:  # noqa: PLR0913, PLR0917
    held = {"name": name, "file": path.relative_to(out).as_posix(), "request_url": url, "rows": rows}
    return {**held, "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "licence": licence}


def _in(out: Path, folder: Path) -> Path:
    return out / folder.relative_to(ROOT)


if __name__ == "__main__":
    failed = write(get)
    for id, error in failed.items():
        sys.stderr.write(f"not fetched: {id}: {error}\n")
    raise SystemExit(1 if failed else 0)
