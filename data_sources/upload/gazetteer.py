"""Every place that a file can name: by code, and by name in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from babel import Locale
from babel.core import get_global

from data_sources import geography, urban_audit
from data_sources.codes import eurostat_country, is_aggregate
from data_sources.geography import plain_name
from data_sources.model import NUTS, Level
from data_sources.upload.region_names import other_names

_LANGUAGES = (
    "en de fr it es ca nl pt pl sv da nb fi el cs sk sl hr sr sr_Latn bg ro hu et lv lt ga mt is sq mk tr ru uk ar"
).split()
_TWO, _THREE = 2, 3
_REGIONS = frozenset(level.value for level in NUTS)
_NO_COUNTRY = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "IC", "EA"}

AGGREGATE_NAMES = re.compile(
    r"(european union|euro area|eurozone|euro zone|european economic area|european free trade|efta\b|eea\b|eu ?-?\d\d|"
    r"ea ?-?\d\d|eu\b|union europ|unione europea|uni[oó]n europea|europ[äa]ische union|euro-?w[äa]hrungs|zone euro|"
    r"zona euro|uni[oó] europea|total$|totals$|all countries|world$|welt$|europe$|europa$|oecd|other countries|"
    r"insgesamt$|ensemble$|totale$|sum$|summe$|average$|schengen|unknown$|unbekannt$|extra-?regio|not specified)",
    re.IGNORECASE,
)
"""Names of sums of countries, as they begin."""

_OTHER_TERRITORY = re.compile(r"(including|incl\.|einschl\w*|y compris).*(gdr|ddr|rda)", re.IGNORECASE)
_PART = re.compile(r"france \(m[eé]tropol\w*\)|metropolitan france|france m[eé]tropolitaine", re.IGNORECASE)
_OTHER_NAMES = {
    "CZ": "Czech Republic|Czech Rep", "MK": "North Macedonia|Macedonia|FYROM|Former Yugoslav Republic of Macedonia the|"
    "The former Yugoslav Republic of Macedonia|FYR Macedonia|Macedonia FYR|TFYR Macedonia", "XK": "Kosovo",
    "TR": "Turkey|Türkiye|Turkiye", "UK": "United Kingdom|Great Britain|UK|U K|Britain", "SK": "Slovak Republic",
    "NL": "Holland|The Netherlands|Netherlands the", "MD": "Moldova|Republic of Moldova|Moldova Republic of",
    "RU": "Russia|Russian Federation", "IE": "Republic of Ireland|Eire", "EL": "Hellas|Hellenic Republic",
    "BA": "Bosnia|Bosnia and Herzegovina|Bosnia Herzegovina", "DE": "BRD|Federal Republic of Germany",
    "LU": "Luxembourg|Luxemburg", "US": "USA|United States of America", "VA": "Holy See",
    "IR": "Iran Islamic Republic of",
    "SY": "Syria|Syrian Arab Republic", "BY": "Byelorussia", "CY": "Republic of Cyprus", "VE": "Venezuela",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a text may mean; `vintage` is the code list it is in, empty for countries without shapes."""

    code: str
    level: str
    vintage: str
    name: str
    country: str


def is_aggregate_name(text: str) -> bool:
    """True for the names and codes of sums of countries, and of a country within another territory."""
    bare = text.strip()
    if is_aggregate(bare.upper()) and bare.upper() == bare:
        return True
    return bool(AGGREGATE_NAMES.match(bare) or is_variant(bare))


def is_variant(text: str) -> bool:
    """True for a country within another territory than usual: Germany with the former GDR before 1990, FX."""
    return bool(_OTHER_TERRITORY.search(text) or _PART.fullmatch(text.strip()) or text in {"DE_TOT", "FX"})


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Plain name in any of some thirty languages -> Eurostat's code; names that two countries share are left out."""
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == _TWO and code.isalpha() and code not in _NO_COUNTRY:
                found.setdefault(plain_name(name), set()).add(eurostat_country(code))
    held = geography.countries()
    for code, name in zip(held.index, held["name"], strict=True):
        for part in {name, *str(name).split("/")}:
            found.setdefault(plain_name(part), set()).add(str(code))
    names = {name: min(codes) for name, codes in found.items() if len(codes) == 1}
    own = {plain_name(name): code for code, every in _OTHER_NAMES.items() for name in every.split("|")}
    return {name: code for name, code in (names | own).items() if name}


@lru_cache(maxsize=1)
def country_codes() -> dict[str, str]:
    """ISO 3166 code of two or three letters, or Eurostat's -> Eurostat's."""
    every = [str(code) for code in Locale("en").territories]
    two = {code: eurostat_country(code) for code in every if len(code) == _TWO and code.isalpha()}
    alias = {str(code): str(names[0]) for code, names in get_global("territory_aliases").items()}
    three = {code: eurostat_country(name) for code, name in alias.items() if len(code) == _THREE and code.isalpha()}
    real = {code: name for code, name in three.items() if len(name) == _TWO}
    own = {"EL": "EL", "UK": "UK", "XK": "XK", "XKX": "XK"}
    held = {code: name for code, name in (real | two).items() if _NO_COUNTRY.isdisjoint((code, name))}
    return held | own


@lru_cache(maxsize=1)
def by_code() -> dict[str, tuple[Candidate, ...]]:
    """Code -> the places that have it, one a code list, newest first; countries without shapes too."""
    found: dict[str, list[Candidate]] = {}
    for table in (geography.regions(), geography.districts()):
        for one in _candidates(table):
            found.setdefault(one.code, []).append(one)
    english = Locale("en").territories
    for code in set(country_codes().values()):
        name = english.get({"EL": "GR", "UK": "GB"}.get(code, code), code)
        found.setdefault(code, [Candidate(code, Level.COUNTRY.value, "", name, code)])
    return {code: tuple(sorted(every, key=lambda one: one.vintage, reverse=True)) for code, every in found.items()}


def _candidates(table: pd.DataFrame) -> Iterable[Candidate]:
    columns = [table[name].astype(str) for name in ("code", "level", "vintage", "name", "country")]
    return (Candidate(*one) for one in zip(*columns, strict=True))


@lru_cache(maxsize=1)
def by_name() -> dict[str, tuple[Candidate, ...]]:
    """Plain name -> the regions, cities, areas and neighbourhoods called so."""
    found: dict[str, dict[Candidate, None]] = {}
    for codes in by_code().values():
        for one in codes:
            if one.level != Level.COUNTRY.value and urban_audit.current(one.code) == one.code:
                found.setdefault(plain_name(one.name), {})[one] = None
    return {name: tuple(every) for name, every in found.items() if name}


@lru_cache(maxsize=1)
def by_part() -> dict[str, tuple[Candidate, ...]]:
    """Plain part of a name given in two languages or forms -> the places; asked where no whole name fits."""
    found: dict[str, dict[Candidate, None]] = {}
    for places in by_name().values():
        for one in places:
            for part in (*one.name.split("/"), *one.name.split("-")) if one.level != Level.DISTRICT.value else ():
                if part != one.name and len(part) > len("Rom"):
                    found.setdefault(plain_name(part), {})[one] = None
    return {name: tuple(every) for name, every in found.items() if name}


@lru_cache(maxsize=1)
def by_region_name() -> dict[str, tuple[Candidate, ...]]:
    """Plain name of a region in another language -> the regions; asked where no own name fits."""
    found: dict[str, dict[Candidate, None]] = {}
    for country, own, other in other_names():
        for one in by_name().get(plain_name(own), ()):
            if one.country == country and one.level in _REGIONS:
                found.setdefault(plain_name(other), {})[one] = None
    return {name: tuple(every) for name, every in found.items() if name}


@lru_cache(maxsize=1)
def by_other_name() -> dict[str, tuple[Candidate, ...]]:
    """Plain name in another language -> the cities and regions; asked where no own name fits."""
    table = geography.places()
    found: dict[str, dict[Candidate, None]] = {}
    for code, names in zip(table["code"], table["other_names"], strict=True):
        for name in str(names).split(" | ") if names else ():
            for one in by_code().get(str(code), ()):
                found.setdefault(plain_name(name), {})[one] = None
    return {name: tuple(every) for name, every in found.items() if name}


_NAMES = (by_name, by_region_name, by_part, by_other_name)
"""In the order in which they are asked."""


def named(text: str) -> tuple[Candidate, ...]:
    """What a name may mean, countries aside: by its own names first, then by those in other languages."""
    for part in (text, *_parts(text)):
        plain = plain_name(part)
        found = next(filter(None, (held().get(plain) for held in _NAMES)), ())
        if found:
            return tuple(one for one in found if _is_greater(one.name) == _is_greater(text))
    return ()


def _is_greater(name: str) -> bool:
    """True for a city with its surroundings, which is another area than the city."""
    return "greater city" in name.casefold()


def _parts(text: str) -> list[str]:
    """The parts of a name given twice: Bruxelles / Brussel, Barcelona, Área metropolitana."""
    return [part for sign in ("/", " - ", "(") if sign in text for part in text.split(sign) if part.strip()]


def country(text: str) -> str:
    """Eurostat's code of a country by its name, or empty."""
    bare = re.sub(r"\((grand duchy|grand-duché)\)", "", text.strip(), flags=re.IGNORECASE)
    return country_names().get(plain_name(bare), "") or country_names().get(plain_name(bare.split("(")[0]), "")


def is_country(text: str) -> bool:
    """True for a country by name or code, and for what is a sum of countries."""
    return bool(country(text) or text.strip() in country_codes() or is_aggregate_name(text))


def city_in(text: str) -> str:
    """The code of the one city that the words of a file's name hold, or empty."""
    words = [word for word in re.split(r"[^\w]+|_|\d", text) if len(word) > len("Rom")]
    found = {one.code for word in words for one in by_name().get(plain_name(word), ()) if one.level == Level.CITY.value}
    return found.pop() if len(found) == 1 else ""


def is_known(text: str) -> bool:
    """True where a text is a code or name of some place, or a sum of countries."""
    bare = text.strip()
    code = bare.upper()
    if bare in country_codes() or code in by_code() or urban_audit.current(code) != code:
        return True
    return bool(country(bare) or named(bare))


def known(texts: list[str]) -> float:
    """Which part of these texts are places, leaving sums aside: "Total" stands in many a column."""
    places = [text for text in texts if not is_aggregate_name(text)]
    found = {text: is_known(text) for text in set(places)}  # in no cache: it would keep a reader's texts
    return sum(found[text] for text in places) / max(1, len(places))


def forget() -> None:
    """Drops what was read, after the tables of places were written anew."""
    for cached in (country_names, by_code, *_NAMES):
        cached.cache_clear()
