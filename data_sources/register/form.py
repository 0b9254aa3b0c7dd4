"""The short form: eight fields that anybody fills in, read into an entry, or a fault for each field that has one."""

from __future__ import annotations

import re
import unicodedata
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256

from data_sources import geography
from data_sources.model import Level, Theme
from data_sources.register import free_text, reading, store, vocabulary
from data_sources.register.model import Agreement, Answers, Entry, Place
from data_sources.register.vocabulary import Consent, Kind, Origin

LONGEST = {"name": 120, "what": 600, "contact": 200}
MOST_THEMES = 4
SCOPE = "To be shown in this register, with the district as the finest place."

_FEWEST_LETTERS = 3
_SLUG_LETTERS = 40
_TAIL_LETTERS = 6
_FORMULA = "=-@"
_JOINERS = "\u200c\u200d"
"""Marks without width that some scripts need inside words."""


class Fault(StrEnum):
    """What is wrong with a field."""

    NEEDED = "needed"
    SHORT = "short"
    LONG = "long"
    MANY = "many"
    UNKNOWN = "unknown"
    FORMULA = "formula"
    EMAIL = "email"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    CONSENT = "consent"


_PERSONAL = dict(zip(free_text.SENTENCES, (Fault.EMAIL, Fault.TELEPHONE, Fault.ADDRESS), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The eight fields as they were filled in."""

    name: str = ""
    kind: str = Kind.INITIATIVE.value
    city: str = ""
    district: str = ""
    themes: Sequence[str] = ()
    what: str = ""
    contact: str = ""
    consent: bool = False


FIELDS = tuple(one.name for one in fields(Written))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The entry, or the first fault of each field that has one, in the order of the form."""

    entry: Entry | None
    faults: dict[str, Fault]


def read(written: Written, day: date) -> Outcome:
    """What came of a form on this day."""
    found = {
        "name": _of_text("name", written.name, needed=True),
        "kind": _of_choice(written.kind, [one.value for one in Kind]),
        "city": _of_choice(written.city, cities()),
        "district": _of_choice(written.district, ["", *districts(written.city)]),
        "themes": _of_themes(written.themes),
        "what": _of_text("what", written.what, needed=True),
        "contact": _of_text("contact", written.contact, free=False),
        "consent": None if written.consent is True else Fault.CONSENT,
    }
    faults = {name: fault for name, fault in found.items() if fault}
    return Outcome(entry=None if faults else _entry(written, day), faults=faults)


def cities() -> tuple[str, ...]:
    """The codes of all cities that an entry can be in."""
    return tuple(map(str, geography.region_table(Level.CITY, geography.URBAN_AUDIT).index))


def division(city: str) -> str:
    """The division of a city with the fewest neighbourhoods; "" where none is held."""
    vintages = geography.districts_of(city)["vintage"].astype(str)
    return str(vintages.value_counts().sort_index(kind="stable").idxmin()) if len(vintages) else ""


def districts(city: str) -> dict[str, str]:
    """Code -> name of a city's neighbourhoods in its coarsest division, by name; empty where none are held."""
    table = geography.districts_of(city)
    own = table[table["vintage"] == division(city)].sort_values("name")
    return {str(code): str(name) for code, name in own["name"].items()}


def _of_choice(value: str, known: Sequence[str]) -> Fault | None:
    if value in known:
        return None
    return Fault.UNKNOWN if value else Fault.NEEDED


def _of_themes(themes: Sequence[str]) -> Fault | None:
    if not themes:
        return Fault.NEEDED
    known = {one.value for one in vocabulary.THEMES}
    if not known.issuperset(themes):
        return Fault.UNKNOWN
    return Fault.MANY if len(themes) > MOST_THEMES else None


def _of_text(name: str, text: str, *, needed: bool = False, free: bool = True) -> Fault | None:
    plain = _plain(text)
    if not plain:
        return Fault.NEEDED if needed else None
    if len(plain) > LONGEST[name]:
        return Fault.LONG
    if plain[0] in (_FORMULA + "+" if free else _FORMULA):
        return Fault.FORMULA
    personal = next(iter(free_text.refusals(plain)), "") if free else ""
    if personal:
        return _PERSONAL[personal]
    return Fault.SHORT if needed and len(plain) < _FEWEST_LETTERS else None


def _plain(text: str) -> str:
    """The text in one line, without signs that cannot be seen."""
    seen = "".join(sign if sign.isprintable() or sign in _JOINERS else " " for sign in text)
    return " ".join(seen.split())


def _entry(written: Written, day: date) -> Entry:
    kind = Kind(written.kind)
    return Entry(
        id=_id(written),
        name=_plain(written.name),
        kind=kind,
        place=Place(city=written.city, district=written.district),
        themes=tuple(Theme(one) for one in dict.fromkeys(written.themes)),
        outcome_notes=_plain(written.what),
        contact=_plain(written.contact),
        consent=Agreement(status=Consent.GIVEN, date=day, scope=SCOPE),
        answers=Answers() if kind is Kind.DIGITAL_TOOL else None,
        provenance=Origin.FORM,
        updated=day,
    )


def _id(written: Written) -> str:
    """Such as `repair-cafe-north-7k3qpd`: two entries of one name have two ids, one form sent twice has one."""
    bare = unicodedata.normalize("NFKD", _plain(written.name)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:_SLUG_LETTERS].strip("-") or "entry"
    said = "\n".join((_plain(written.name), written.kind, written.city, written.district, _plain(written.what)))
    return f"{slug}-{b32encode(sha256(said.encode()).digest()).decode().lower()[:_TAIL_LETTERS]}"


def as_file(entry: Entry) -> tuple[str, str]:
    """The file of a form, with the contact, and its reference number: both are for the steward."""
    return reading.json_text((entry,)), store.reference((entry,))
