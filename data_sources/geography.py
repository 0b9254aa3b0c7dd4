"""Places at run time: the regions of three NUTS versions, cities, and in which of them a code is found.

A NUTS code means a territory only together with its version: nothing is joined by code alone across
versions. The tables and shapes are written by `data_sources.boundaries`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources import urban_audit
from data_sources.codes import is_aggregate
from data_sources.model import NUTS, Level

VINTAGES = ("2016", "2021", "2024")
"""The NUTS versions held, oldest first."""

URBAN_AUDIT = "2021"
"""The Urban Audit release that cities and functional urban areas are looked up in."""

SNAPSHOT = Path(__file__).parent / "snapshot" / "geography"
SHAPES = Path(__file__).parents[1] / "static" / "boundaries"
DISTRICT_SHAPES = Path(__file__).parents[1] / "static" / "districts"
"""The shapes of neighbourhoods, one file a division of a city; not all portals publish them."""

INDEX = "index.json"
EVERY_COUNTRY = "countries"
"""Logical name of the file with all countries of all versions."""

TILES = "tiles"
LAND = "land"
NAMES = "names-"
"""What stands before a logical name in that of the file with the places' names."""

_SAME_SIZE = 0.01
_SAME_POINT_DEGREES = 0.2
_URL = "map/shapes"
_BY_LENGTH = {2: Level.COUNTRY, 3: Level.NUTS1, 4: Level.NUTS2, 5: Level.NUTS3}
_NUTS_CODE = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
_URBAN_CODE = re.compile(r"[A-Z]{2}\d{3}([CKFLTM])[0-9A-Z]?")
_DISTRICT_CODE = re.compile(r"[A-Z]{2}\d{3}C_\w+")
_URBAN_LEVEL = {
    "C": Level.CITY,
    "K": Level.CITY,  # a greater city, in older releases
    "F": Level.FUA,
    "L": Level.FUA,  # a larger urban zone, in older releases
    "T": Level.FUA,  # across a border
    "M": Level.METRO,
}
_KINDS = re.compile(
    r"\(.*?\)|, (city|county) of\b|, (kreisfreie stadt|stadtkreis|landkreis|stadt)\b| urban area\b| city$"
)
_COUNTRIES = (Level.COUNTRY,)
_PART_OF_A_COUNTRY = {"FX"}
_PLACES = tuple(level.value for level in (Level.COUNTRY, *NUTS, Level.CITY, Level.FUA, Level.DISTRICT))


@lru_cache(maxsize=1)
def regions() -> pd.DataFrame:
    """One row per level, vintage and code; shared, never to be changed.

    `code`, `name`, `level`, `vintage`, `country` (Eurostat's code), `lon`, `lat` (label point, NaN where no
    location is known), `area_km2` (of the generalised shape), `nuts3` (of cities and functional urban areas),
    `located_by` (`gisco`; `nuts3`, `nuts1`: stands at the label point of that region; empty: no location),
    `overseas` (label point outside the map of Europe).
    """
    return pd.read_parquet(SNAPSHOT / "regions.parquet")


@lru_cache(maxsize=1)
def districts() -> pd.DataFrame:
    """Every neighbourhood held, with the columns of `regions()` and its `city`; shared, never to be changed.

    `vintage` is the division of the city that it belongs to, such as `UK002C-wards`: a city has several, which
    overlap. `code` is the city's Urban Audit code, `_`, and the portal's own code. Written by `data_sources.districts`.
    """
    path = SNAPSHOT / "districts.parquet"
    return pd.read_parquet(path) if path.is_file() else regions().head(0).assign(city="")


def districts_of(city: str) -> pd.DataFrame:
    """The neighbourhoods of a city by code, of all its divisions."""
    table = districts()
    return table[table["city"] == city].set_index("code")


@lru_cache(maxsize=32)
def region_table(level: Level | str, vintage: str) -> pd.DataFrame:
    """The rows of `regions()` at one level and vintage, in the order of codes; shared, never to be changed.

    Row n is place n of the boundary file and of the names file.
    """
    table = districts() if level == Level.DISTRICT else regions()
    return table[(table["level"] == str(level)) & (table["vintage"] == vintage)].set_index("code").sort_index()


@lru_cache(maxsize=1)
def places() -> pd.DataFrame:
    """Every place one can look for: `code`, `name`, `level`, `country`, `vintage`, `other_names`.

    `vintage` is the newest one that has the code; `other_names` are joined by " | ". Shared, read-only.
    """
    return pd.read_parquet(SNAPSHOT / "places.parquet")


@lru_cache(maxsize=1)
def countries() -> pd.DataFrame:
    """Every country by code, as in the newest version that has it; shared, never to be changed."""
    versions = [region_table(Level.COUNTRY, vintage) for vintage in VINTAGES[::-1]]
    table = pd.concat(versions)
    return table[~table.index.duplicated()].sort_index()


def boundary_url(level: Level | str, vintage: str) -> str:
    """Where the browser fetches the shapes of a level and vintage, or empty where none are held.

    Countries come from one file, each in its newest shape: the United Kingdom left NUTS, not the map.
    """
    return _url(_logical_name(level, vintage))


def names_url(level: Level | str, vintage: str) -> str:
    """Where the browser fetches the names of the places in `boundary_url`, or empty where none are held."""
    return _url(NAMES + _logical_name(level, vintage))


def borders_url(vintage: str) -> str:
    """Where the browser fetches the outlines of countries that lie on the edges of a vintage's regions, or empty."""
    return _url(f"{Level.COUNTRY}-{vintage}")


def land_url() -> str:
    """Where the browser fetches the neutral land behind a map, or empty where none is held."""
    return _url(LAND)


def tiles_url() -> str:
    """Where the browser fetches the countries as equal squares, or empty where none are held."""
    return _url(TILES)


def forget() -> None:
    """Drops what was read, after the files were written anew."""
    for cached in (regions, districts, region_table, places, countries, comparable, _index, _members):
        cached.cache_clear()
    urban_audit.forget()


def _logical_name(level: Level | str, vintage: str) -> str:
    return EVERY_COUNTRY if level == Level.COUNTRY else f"{level!s}-{vintage}"


def _url(name: str) -> str:
    """The address of a file by its logical name, relative to the app's own."""
    file = _index().get(name, "")
    return f"{_URL}/{file}" if file else ""


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    held: dict[str, str] = {}
    for folder in (SHAPES, DISTRICT_SHAPES):
        if (folder / INDEX).is_file():
            held |= json.loads((folder / INDEX).read_text(encoding="utf-8"))
    return held


@lru_cache(maxsize=100_000)
def plain_name(name: str) -> str:
    """The name without case, accents, punctuation and words for the kind of place, for comparing names."""
    bare = _KINDS.sub("", name.casefold())
    letters = unicodedata.normalize("NFKD", bare)
    base = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in base).split())


@lru_cache(maxsize=8192)
def level_of(code: str) -> Level:
    """The kind of place a code stands for; sums of countries and what is in no code list are AGGREGATE.

    Extra-regio codes (..Z, ..ZZ, ..ZZZ) have the level of their length.
    """
    if is_aggregate(code) or code.startswith(("EU", "EA")) or code in _PART_OF_A_COUNTRY:
        return Level.AGGREGATE
    if _DISTRICT_CODE.fullmatch(code):
        return Level.DISTRICT
    urban = _URBAN_CODE.fullmatch(code)
    if urban:
        return _URBAN_LEVEL[urban[1]]
    return _BY_LENGTH[len(code)] if _NUTS_CODE.fullmatch(code) else Level.AGGREGATE


@lru_cache(maxsize=16)
def _members(levels: tuple[Level, ...], vintage: str) -> frozenset[str]:
    tables = (region_table(level, vintage) for level in levels)
    return frozenset(code for table in tables for code in table.index)


def resolve(table: pd.DataFrame, stated: Mapping[str, str] | None = None) -> pd.DataFrame:
    """A copy of an observation table with `level` and `geo_vintage`, the code list its place is found in.

    For NUTS 1-3 one version holds per period: the one the source states (`stated`: period -> version), else
    the one that has most of the period's codes, the newest of equals. A code that is not in it gets an empty
    vintage and is never joined to a shape. The same holds for countries on their own, except that a country
    which the version lacks is taken from the newest that has it: the United Kingdom left NUTS, not the map,
    and a country's code means the same in all of them. Old codes of cities become the current ones.
    """
    stated = stated or {}
    table = urban_audit.renumbered(table)
    geo, codes = _coded(table["geo"])
    time, periods = _coded(table["time_period"])
    levels = np.array([level_of(code).value for code in codes], dtype=object)[geo]
    vintage = np.full(len(table), "", dtype=object)
    pairs = _Pairs(geo, codes, time, periods)
    for group in (NUTS, _COUNTRIES):
        rows = np.isin(levels, [level.value for level in group])
        vintage[rows] = pairs.vintages(group, stated)[rows]
    urban = np.isin(levels, [Level.CITY.value, Level.FUA.value])
    vintage[urban & pairs.has(_members((Level.CITY, Level.FUA), URBAN_AUDIT))] = URBAN_AUDIT
    parts = levels == Level.DISTRICT.value
    if parts.any():  # the division is part of what a neighbourhood is: no code stands in two
        division = dict(zip(districts()["code"], districts()["vintage"], strict=True))
        vintage[parts] = np.array([division.get(code, "") for code in codes], dtype=object)[geo][parts]
    return table.assign(level=_categorical(levels), geo_vintage=_categorical(vintage))


class _Pairs:
    """The (place, period) pairs of a table, as positions in its distinct codes and periods."""

    def __init__(
        self, geo: npt.NDArray[np.intp], codes: list[str], time: npt.NDArray[np.intp], periods: list[str]
    ) -> None:
        self.geo = geo
        self.codes = codes
        self.time = time
        self.periods = periods
        self.first = np.unique(time * max(len(codes), 1) + geo, return_index=True)[1]

    def has(self, members: frozenset[str]) -> npt.NDArray[np.bool_]:
        """For each row, whether its code is one of `members`."""
        known = np.array([code in members for code in self.codes], dtype=bool)
        found: npt.NDArray[np.bool_] = known[self.geo]
        return found

    def vintages(self, group: tuple[Level, ...], stated: Mapping[str, str]) -> npt.NDArray[np.object_]:
        """For each row, the version its code is found in by the rule of `resolve`, or empty."""
        newest_first = VINTAGES[::-1]
        found = np.array([self.has(_members(group, version)) for version in newest_first])
        overlap = [np.bincount(self.time[self.first], row[self.first], len(self.periods)) for row in found]
        chosen = np.array(newest_first, dtype=object)[np.argmax(overlap, axis=0)]
        wanted = np.array([stated.get(p) or chosen[i] for i, p in enumerate(self.periods)], dtype=object)
        result = np.full(len(self.geo), "", dtype=object)
        for version, row in zip(newest_first, found, strict=True):
            result[row & (wanted[self.time] == version)] = version
        if group == _COUNTRIES:
            for version, row in zip(newest_first, found, strict=True):
                result[row & (result == "")] = version
        return result


def _coded(values: pd.Series) -> tuple[npt.NDArray[np.intp], list[str]]:
    positions, distinct = pd.factorize(values)
    return positions, [str(value) for value in distinct]


def _categorical(values: npt.NDArray[np.object_]) -> pd.Categorical:
    return pd.Categorical(values, categories=sorted(set(values)))


def unmatched(table: pd.DataFrame) -> pd.DataFrame:
    """What is in no code list: `level`, `time_period`, `n`, `codes` (a sorted tuple), by level and period."""
    lost = table[table["level"].isin(_PLACES) & (table["geo_vintage"] == "")]
    groups = lost[["level", "time_period", "geo"]].astype(str).groupby(["level", "time_period"])["geo"]
    rows = [(*map(str, key), tuple(sorted(set(codes)))) for key, codes in groups]
    found = pd.DataFrame(rows, columns=["level", "time_period", "codes"])
    found.insert(2, "n", found["codes"].map(len).astype(int))
    return found


@lru_cache(maxsize=32)
def comparable(level: Level, one: str, other: str) -> frozenset[str]:
    """Codes that mean the same area in both NUTS versions: same size within 1 %, label points close together.

    Empty where either version is not held: then nothing can be compared.
    """
    if not (one and other):
        return frozenset()
    left, right = region_table(level, one), region_table(level, other)
    both = left.index.intersection(right.index)
    left, right = left.loc[both], right.loc[both]
    same_size = (left["area_km2"] / right["area_km2"] - 1).abs() < _SAME_SIZE
    apart = (left["lon"] - right["lon"]).abs() + (left["lat"] - right["lat"]).abs()
    return frozenset(both[same_size & (apart < _SAME_POINT_DEGREES)])
