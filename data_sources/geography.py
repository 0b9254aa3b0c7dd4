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
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from data_sources import correspondence, roots, urban_audit
from data_sources.codes import is_aggregate
from data_sources.model import NUTS, Level

VINTAGES = ("2016", "2021", "2024")
"""The NUTS versions held, oldest first."""

URBAN_AUDIT = "2021"
"""The Urban Audit release that cities and functional urban areas are looked up in."""

SNAPSHOT = roots.SNAPSHOT / "geography"
SHAPES = roots.STATIC / "boundaries"
DISTRICT_SHAPES = roots.STATIC / "districts"
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


@lru_cache(maxsize=64)
def districts_of(city: str) -> pd.DataFrame:
    """The neighbourhoods of a city by code, of all its divisions; shared, never to be changed."""
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
    for cached in (regions, districts, region_table, places, countries, comparable, _index, _codes, _members):
        cached.cache_clear()
    urban_audit.forget()
    correspondence.forget()


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


@lru_cache(maxsize=1)
def _codes() -> dict[tuple[str, str], set[str]]:
    """The codes of each level and vintage; column by column, as whole rows take ten times as long."""
    table, found = regions(), dict[tuple[str, str], set[str]]()
    for level, vintage, code in zip(*(table[name].tolist() for name in ("level", "vintage", "code")), strict=True):
        found.setdefault((level, vintage), set()).add(code)
    return found


@lru_cache(maxsize=16)
def _members(levels: tuple[Level, ...], vintage: str) -> frozenset[str]:
    return frozenset().union(*(_codes().get((level.value, vintage), set()) for level in levels))


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
    pairs = _Pairs(pd.Categorical(table["geo"]), pd.Categorical(table["time_period"]))
    for group in (NUTS, _COUNTRIES):
        pairs.place(group, stated)
    urban = pairs.at(Level.CITY, Level.FUA) & pairs.among(_members((Level.CITY, Level.FUA), URBAN_AUDIT))
    pairs.vintages[urban] = URBAN_AUDIT
    if pairs.at(Level.DISTRICT).any():  # the division is part of what a neighbourhood is: no code stands in two
        division = dict(zip(districts()["code"], districts()["vintage"], strict=True))
        for row in np.flatnonzero(pairs.at(Level.DISTRICT)):
            pairs.vintages[row] = division.get(pairs.codes[row], "")
    return table.assign(level=pairs.of_places(pairs.levels), geo_vintage=pairs.of_rows(pairs.vintages))


class _Pairs:
    """The distinct places (rows) and periods (columns) of a table, and what is known of each pair that occurs."""

    def __init__(self, geo: pd.Categorical, time: pd.Categorical) -> None:
        self.codes = [str(code) for code in geo.categories]
        self.periods = [str(period) for period in time.categories]
        self.levels = np.array([level_of(code).value for code in self.codes], dtype=object)
        self.vintages = np.full((len(self.codes), len(self.periods)), "", dtype=object)
        self._geo = geo.codes
        self._pair = geo.codes.astype(np.int32) * np.int32(len(self.periods)) + time.codes
        self._occurs = np.zeros(self.vintages.size, dtype=bool)
        self._occurs[self._pair] = True

    def at(self, *levels: Level) -> npt.NDArray[np.bool_]:
        """For each place, whether it is of one of these kinds."""
        return np.isin(self.levels, [level.value for level in levels])

    def among(self, members: frozenset[str]) -> npt.NDArray[np.bool_]:
        """For each place, whether its code is one of `members`."""
        return np.array([code in members for code in self.codes], dtype=bool)

    def place(self, group: tuple[Level, ...], stated: Mapping[str, str]) -> None:
        """Notes the version that each place of a group is found in, period by period, by the rule of `resolve`."""
        places = self.at(*group)
        found = {version: places & self.among(_members(group, version)) for version in VINTAGES[::-1]}
        occurs = self._occurs.reshape(self.vintages.shape)
        overlap = np.array([occurs[rows].sum(axis=0) for rows in found.values()])
        chosen = np.array(list(found), dtype=object)[np.argmax(overlap, axis=0)]
        for column, period in enumerate(self.periods):
            wanted = stated.get(period) or chosen[column]
            self.vintages[found.get(wanted, np.zeros_like(places)), column] = wanted
        if group == _COUNTRIES:
            for version, rows in found.items():
                self.vintages[rows[:, None] & (self.vintages == "")] = version

    def of_places(self, texts: npt.NDArray[np.object_]) -> pd.Categorical:
        """What is known of each place, for each row of the table."""
        used = np.logical_or.reduce(self._occurs.reshape(self.vintages.shape), axis=1)
        return _spread(texts, self._geo, used)

    def of_rows(self, texts: npt.NDArray[np.object_]) -> pd.Categorical:
        """What is known of each pair, for each row of the table."""
        return _spread(texts.ravel(), self._pair, self._occurs)


def _spread(
    texts: npt.NDArray[np.object_], positions: npt.NDArray[np.signedinteger], used: npt.NDArray[np.bool_]
) -> pd.Categorical[Any]:
    """The texts at these positions; only those used are categories."""
    known = sorted(set(texts[used]))
    rank = {text: number for number, text in enumerate(known)}
    codes = np.array([rank.get(text, -1) for text in texts], dtype=np.int8 if len(known) < 2**7 else np.int32)
    dtype = pd.CategoricalDtype(pd.Index(known, dtype="str"))
    return pd.Categorical.from_codes(codes[positions], dtype=dtype, validate=False)


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
