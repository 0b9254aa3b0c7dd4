"""Writes the shapes the browser fetches and the tables of places: `python -m data_sources.boundaries`.

Only the refresh uses this module. The same answers give the same bytes, and the bytes name the file: a
browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data_sources import correspondence, correspondence_tables, paths, roots, tiles, urban_audit, urban_tables
from data_sources.errors import SourceUnavailable, UnexpectedPayload
from data_sources.exonyms import Towns
from data_sources.geography import (
    EVERY_COUNTRY,
    INDEX,
    LAND,
    NAMES,
    SHAPES,
    SNAPSHOT,
    TILES,
    URBAN_AUDIT,
    VINTAGES,
    level_of,
    plain_name,
)
from data_sources.model import NUTS, Level
from data_sources.obtain import Get, get
from data_sources.sources import gisco
from data_sources.sources.base import Request
from data_sources.sources.eurostat import Eurostat
from data_sources.sources.gisco import LICENCE, Gisco
from data_sources.whole_files import write_whole

ROOT = roots.ROOT
_LEVELS = (Level.COUNTRY, *NUTS)
_URBAN = (Level.CITY, Level.FUA)
_GISCO = Gisco()
_DISTRICT_OF = "arr "  # a Belgian district: Arr. Gent
_DIGITS = 10  # of the hash in a file's name
_README = f"""# Boundaries

{LICENCE}.
Source: GISCO, European Commission, 1:20 million (land: 1:60 million).
A commercial use needs a licence from EuroGeographics.

Written by `python -m data_sources.boundaries`; `{INDEX}` says which file is which. The folder may be replaced
by any boundaries with the same codes. They are JSON, projected already (Europe in EPSG:3035, each overseas
territory in an equal-area plane of its own), in whole units of 500 m, y downwards:

- `frames`: the planes, `box` = what each shows; `ids`: the codes, sorted; a place is named by its position there
- `shapes`: of each place its rings `[frame, x, y, dx, dy, ...]`, filled by the even-odd rule
- `points`: of each place its label point `[frame, x, y]`
- `names-...`: `ids` and `names` of the same places; `{TILES}`: countries as equal squares, a drawing of our own

`data_sources/paths.py` writes this form from any shapes in degrees (`encode`) and reads it back (`decode`).
"""


def write(ask: Get, out: Path = ROOT) -> list[dict[str, object]]:
    """Fetches and writes everything below the project folder `out`; returns `manifest(out)`.

    Files are replaced whole, the index last; shapes that it no longer names are removed after that.
    """
    shapes = {(level, vintage): _shapes(ask, level, vintage) for level in _LEVELS for vintage in VINTAGES}
    nations = _newest([shapes[Level.COUNTRY, vintage] for vintage in VINTAGES])
    named = {f"{level}-{vintage}": frame for (level, vintage), frame in shapes.items()} | {EVERY_COUNTRY: nations}
    files = {name: paths.encode(frame) for name, frame in named.items()}
    files |= {NAMES + name: paths.names(frame) for name, frame in named.items()}
    files[LAND] = paths.encode(gisco.land(_asked(ask, _GISCO.land())), insets=False)
    files[TILES] = tiles.encode()
    nuts = [gisco.measured(frame).assign(level=level.value, vintage=v) for (level, v), frame in shapes.items()]
    regions = _finished(pd.concat([*nuts, _urban(ask, pd.concat(nuts))], ignore_index=True))
    _write_tables(out, regions, _places(regions))
    urban = regions[regions["level"].isin([level.value for level in _URBAN])]
    for name, body in (urban_tables.tables(ask, urban) | correspondence_tables.tables(ask)).items():
        write_whole(_in(out, SNAPSHOT) / name, body)
    _write_shapes(_in(out, SHAPES), files)
    return manifest(out)


def _newest(versions: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    """Each country once, in its newest shape: a country's code means the same in all versions."""
    return pd.concat(versions).drop_duplicates("code", keep="last").sort_values("code", ignore_index=True)


def manifest(out: Path = ROOT) -> list[dict[str, object]]:
    """One entry per file held below `out`: `name`, `file`, `request_url`, `rows`, `sha256`, `licence`."""
    folder, tables = _in(out, SHAPES), _in(out, SNAPSHOT)
    if not (folder / INDEX).is_file():
        return []
    named = {name: folder / file for name, file in json.loads((folder / INDEX).read_text("utf-8")).items()}
    shapes = [_shape_entry(out, path, name) for name, path in named.items()]
    city_url = f"{gisco.CITY_NAMES.canonical()} {gisco.NUTS3_OF_FUA.canonical()}"
    geonames = f"{LICENCE}; GeoNames (CC BY 4.0) for names in other languages"
    return [
        *shapes,
        _entry(out, tables / "regions.parquet", "regions", city_url, LICENCE),
        _entry(out, tables / "places.parquet", "places", "https://www.geonames.org", geonames),
        *_urban_entries(out, tables),
        *_correspondence_entries(out, tables / correspondence.FILE),
    ]


def _urban_entries(out: Path, tables: Path) -> list[dict[str, object]]:
    made_of = {
        urban_audit.CROSSWALK: (gisco.CITY_NAMES, gisco.NUTS3_OF_FUA),
        urban_audit.PEOPLE: (gisco.NUTS3_OF_FUA, urban_tables.NUTS3_TO_2021),
    }
    held = {name: " ".join(part.canonical() for part in parts) for name, parts in made_of.items()}
    files = {name: tables / name for name in held if (tables / name).is_file()}
    return [_entry(out, path, path.stem, held[name], urban_tables.LICENCE) for name, path in files.items()]


def _correspondence_entries(out: Path, path: Path) -> list[dict[str, object]]:
    urls = " ".join(request.canonical() for request in correspondence_tables.REQUESTS)
    return [_entry(out, path, path.stem, urls, correspondence_tables.LICENCE)] if path.is_file() else []


def _shape_entry(out: Path, path: Path, name: str) -> dict[str, object]:
    if name == TILES:
        return _entry(out, path, name, "", "our own drawing, under the licence of the code")
    return _entry(out, path, name, _request(name.removeprefix(NAMES)).canonical(), LICENCE)


def _request(name: str) -> Request:
    """The request behind a logical name; of all countries that of the newest version, which gives most of them."""
    if name == EVERY_COUNTRY:
        return _GISCO.request(Level.COUNTRY, VINTAGES[-1])
    level, _, vintage = name.partition("-")
    return _GISCO.request(Level(level), vintage) if vintage else _GISCO.land()


def _entry(out: Path, path: Path, name: str, url: str, licence: str) -> dict[str, object]:
    body = path.read_bytes()
    rows = len(pd.read_parquet(path)) if path.suffix == ".parquet" else len(json.loads(body)["ids"])
    held = {"name": name, "file": path.relative_to(out).as_posix(), "request_url": url, "rows": rows}
    return {**held, "sha256": hashlib.sha256(body).hexdigest(), "licence": licence}


def _in(out: Path, folder: Path) -> Path:
    return out / folder.relative_to(ROOT)


def _asked(ask: Get, request: Request) -> gpd.GeoDataFrame:
    try:
        return _GISCO.parse(ask(request.url(), _GISCO.id))
    except UnexpectedPayload as error:
        raise UnexpectedPayload(error.message, source=_GISCO.id, url=request.url()) from error


def _shapes(ask: Get, level: Level, vintage: str) -> gpd.GeoDataFrame:
    return _asked(ask, _GISCO.request(level, vintage))


def _urban(ask: Get, nuts: pd.DataFrame) -> pd.DataFrame:
    """Every city and functional urban area of Eurostat's code list, located where that is known."""
    points = pd.concat([_asked(ask, _GISCO.request(level, URBAN_AUDIT)) for level in _URBAN])
    points = points.assign(lon=points.geometry.x, lat=points.geometry.y, located_by="gisco")
    listed = gisco.city_names(ask(gisco.CITY_NAMES.url(), Eurostat.id)).rename(columns={"name": "listed"})
    urban = listed.merge(pd.DataFrame(points.drop(columns="geometry")), on="code", how="outer")
    urban["name"] = [_spelling(*names) for names in zip(urban["listed"], urban["name"], strict=True)]
    urban["level"] = [level_of(code).value for code in urban["code"]]
    urban = urban.assign(country=urban["code"].str[:2], vintage=URBAN_AUDIT)
    urban[["nuts3", "located_by"]] = urban[["nuts3", "located_by"]].fillna("")
    found = _stand_ins(urban[urban["located_by"] == ""], nuts, _nuts3_of_fua(ask))
    urban.loc[found.index, found.columns] = found
    return urban


def _nuts3_of_fua(ask: Get) -> dict[tuple[str, str], str]:
    """Empty where no service has the correspondence: then names alone tell where a city stands."""
    try:
        return gisco.nuts3_of_fua(ask(gisco.NUTS3_OF_FUA.url(), "correspondence"))
    except SourceUnavailable:
        return {}


def _spelling(listed: object, gisco: object) -> str:
    """The code list's spelling where both mean the same name, else GISCO's, which has fewer slips."""
    if not isinstance(gisco, str) or (isinstance(listed, str) and plain_name(listed) == plain_name(gisco)):
        return " ".join(str(listed).split())
    return gisco


def _stand_ins(lost: pd.DataFrame, nuts: pd.DataFrame, of_fua: dict[tuple[str, str], str]) -> pd.DataFrame:
    """`lon`, `lat`, `nuts3`, `located_by` of places without a point that can stand at a region's point.

    The region has the same name, or holds most of the area; London is a NUTS 1 region by that name.
    """
    nuts3, nuts1 = (_same_name(nuts, level.value) for level in (Level.NUTS3, Level.NUTS1))
    known = nuts.sort_values("vintage").drop_duplicates("code", keep="last").set_index("code")
    rows = {}
    for index, code, name in zip(lost.index, lost["code"], lost["name"], strict=True):
        key = (code[:2], plain_name(name))
        region = nuts3.get(key) or of_fua.get(key) or nuts1.get(key, "")
        if region in known.index:
            level = level_of(region)
            rows[index] = (
                *known.loc[region, ["lon", "lat"]],
                region if level is Level.NUTS3 else "",
                level.value,
            )
    return pd.DataFrame.from_dict(rows, orient="index", columns=["lon", "lat", "nuts3", "located_by"])


def _same_name(nuts: pd.DataFrame, level: str) -> dict[tuple[str, str], str]:
    """(country, plain name) -> code at one level of 2021, where only one region has that name."""
    rows = nuts[(nuts["level"] == level) & (nuts["vintage"] == URBAN_AUDIT)]
    rows = rows.assign(plain=rows["name"].map(plain_name)).drop_duplicates(["country", "plain"], keep=False)
    return dict(zip(zip(rows["country"], rows["plain"], strict=True), rows["code"], strict=True))


def _finished(regions: pd.DataFrame) -> pd.DataFrame:
    """The table of regions in its final columns, types and order."""
    columns = ["code", "name", "level", "vintage", "country", "lon", "lat", "area_km2", "nuts3", "located_by"]
    table = regions[columns].round({"lon": 4, "lat": 4, "area_km2": 3})
    table["overseas"] = gisco.overseas(table["lon"], table["lat"])
    return table.sort_values(["level", "vintage", "code"], ignore_index=True)


def _places(regions: pd.DataFrame) -> pd.DataFrame:
    """The search index: each code once, in the newest version that has it; NUTS 1 is left out."""
    newest = regions.sort_values("vintage").drop_duplicates(["level", "code"], keep="last")
    table = newest[newest["level"] != Level.NUTS1.value].sort_values(["level", "code"], ignore_index=True)
    table = table[~_replaced(table)].reset_index(drop=True)
    towns = Towns(set(table["country"]))
    names = [towns.other_names(row) if row.level in _URBAN else "" for row in table.itertuples()]
    table = table[["code", "name", "level", "country", "vintage"]].assign(other_names=names)
    return table.assign(other_names=_with_those_of_cities(table))


def _with_those_of_cities(places: pd.DataFrame) -> list[str]:
    """A region called after a city (Leipzig, Arr. Gent) has the city's other names too."""
    keys = list(zip(places["country"], places["name"].map(plain_name).str.removeprefix(_DISTRICT_OF), strict=True))
    rows = zip(keys, places["level"], places["other_names"], strict=True)
    of_city = {key: names for key, level, names in rows if level == Level.CITY.value}
    return [names or of_city.get(key, "") for key, names in zip(keys, places["other_names"], strict=True)]


def _replaced(places: pd.DataFrame) -> pd.Series:
    """Which are old codes of a place with a newer one: the code list keeps both (Derby: UK072F, UK071F)."""
    point = (places["located_by"] == "gisco").sort_values(ascending=False, kind="stable")
    keys = places[["level", "country"]].assign(name=places["name"].map(plain_name)).loc[point.index]
    return (keys.duplicated() & ~point).reindex(places.index)


def _write_tables(out: Path, regions: pd.DataFrame, places: pd.DataFrame) -> None:
    folder = _in(out, SNAPSHOT)
    for name, table in (("regions", regions), ("places", places)):
        few = [column for column in ("level", "vintage", "country", "located_by") if column in table]
        body = table.astype(dict.fromkeys(few, "category")).to_parquet(compression="zstd", index=False)
        write_whole(folder / f"{name}.parquet", body)


def _write_shapes(folder: Path, files: Mapping[str, bytes]) -> None:
    digests = {name: hashlib.sha256(body).hexdigest()[:_DIGITS] for name, body in sorted(files.items())}
    index = {name: f"{name}.{digest}.json" for name, digest in digests.items()}
    for name, file in index.items():
        write_whole(folder / file, files[name])
    write_whole(folder / "README.md", _README.encode())
    write_whole(folder / INDEX, (json.dumps(index, indent=1) + "\n").encode())
    for path in folder.glob("*.json"):
        if path.name not in {INDEX, *index.values()}:
            path.unlink()


if __name__ == "__main__":
    for held in write(get):
        sys.stdout.write(f"{held['rows']:>6} {held['file']}\n")
