"""An entry of the register: an initiative, an organisation, a digital tool, or a person who agreed to be in it.

An entry that breaks a rule cannot be made: `UploadError` names the column, what was read, and what to do. Places are
coarse by construction, and no field asks for the health, status or origin of anybody.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from math import cos, isfinite, radians
from typing import Annotated

from data_sources.model import Theme
from data_sources.register import vocabulary as words
from data_sources.register.fields import Rule, check, refused, unparted
from data_sources.register.vocabulary import (
    NOT_STATED,
    ONGOING,
    Amount,
    Consent,
    Group,
    Kind,
    Money,
    Origin,
    Practice,
    Proximity,
    Sector,
    Volunteers,
)
from data_sources.sentences import told

STEP_DEGREES = 0.005
"""About 550 m to the north; to the east as many degrees more as meridians are closer together."""

_DIGITS = 5
_MOST_MONTHS = 240
_STRONGEST = 3
_FEWEST_LETTERS = 3


def coarse(lon: float, lat: float) -> tuple[float, float]:
    """The middle of the square of about 500 m that a point in degrees lies in; the same for that middle."""
    north = round(round(lat / STEP_DEGREES) * STEP_DEGREES, _DIGITS)
    wide = round(STEP_DEGREES / max(cos(radians(north)), 0.1), _DIGITS)
    return round(round(lon / wide) * wide, _DIGITS), north


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: a city, and in it at most a district or a square of about 500 m."""

    city: Annotated[str, Rule(told="a city code of Eurostat, such as UK002C", pattern=words.CITY_CODE)]
    district: Annotated[
        str, Rule(told="a district code, such as DK001C_3, or own:name", pattern=words.DISTRICT_CODE)
    ] = ""
    lon: Annotated[float | None, Rule(told="degrees east, to about 500 m", lowest=-180, highest=180)] = None
    lat: Annotated[float | None, Rule(told="degrees north, to about 500 m", lowest=-80, highest=80)] = None

    def __post_init__(self) -> None:
        """Refuse a district of another city and a point finer than 500 m. Raises `UploadError`."""
        if not self.city:
            raise refused("place_city", "", told("Write a city code of Eurostat, such as UK002C."))
        check(self, "place_")
        if self.district and not self.district.startswith(("own:", f"{self.city}_")):
            raise refused(
                "place_district", self.district, told("Write a district of {city}, or leave it empty.", city=self.city)
            )
        if (self.lon is None) != (self.lat is None):
            raise refused("place_lon", self.lon, told("Write both place_lon and place_lat, or neither."))
        if self.lon is not None and self.lat is not None and coarse(self.lon, self.lat) != (self.lon, self.lat):
            near = coarse(self.lon, self.lat) if isfinite(self.lon + self.lat) else ("", "")
            raise refused(
                "place_lon",
                self.lon,
                told("Round the point to about 500 m: {lon}, {lat}.", lon=str(near[0]), lat=str(near[1])),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """Where most money comes from, and how many whole months it lasts from the day the entry was updated."""

    type: Annotated[Money, Rule(told="where most of the money comes from")] = Money.NOT_STATED
    months_left: Annotated[
        int | None, Rule(told="whole months that the money lasts", lowest=0, highest=_MOST_MONTHS)
    ] = None
    amount_band: Annotated[Amount, Rule(told="euros in a year")] = Amount.NOT_STATED

    def __post_init__(self) -> None:
        """Refuse what breaks a rule. Raises `UploadError`."""
        check(self, "funding_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie to an organisation or body: the id of another entry, or its name; never a person's."""

    to: Annotated[str, Rule(told="the id of another entry, or the name of a body", longest=80, free=True)]
    sector: Annotated[Sector, Rule(told="the part of society it belongs to")]
    proximity: Annotated[Proximity, Rule(told="how near it is")]
    strength: Annotated[int, Rule(told="1 weak, 2 middling, 3 strong", lowest=1, highest=_STRONGEST)] = 1

    def __post_init__(self) -> None:
        """Refuse what breaks a rule. Raises `UploadError`."""
        if not self.to:
            raise refused("ties", "", told("Name the body that the tie leads to, or leave the tie out."))
        unparted("ties", self.to)
        check(self, "ties_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Whether those behind the entry agreed to it, when, to what, and whether their contact may be shown."""

    status: Annotated[Consent, Rule(told="whether consent was given")] = Consent.NOT_RECORDED
    date: Annotated[dt.date | None, Rule(told="the day on which it was given")] = None
    scope: Annotated[str, Rule(told="to what", longest=200, free=True)] = ""
    contact_public: Annotated[bool, Rule(told="whether the contact may be shown")] = False

    def __post_init__(self) -> None:
        """Refuse a consent without a day. Raises `UploadError`."""
        check(self, "consent_")
        if self.status is Consent.GIVEN and self.date is None:
            raise refused("consent_date", "", told("Write the day on which consent was given, such as 2026-11-22."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a digital tool says to the four questions of the seminar; "not stated" where it says nothing."""

    left_out: Annotated[str, Rule(told="who is left out: language, device, trust", longest=300, free=True)] = NOT_STATED
    data: Annotated[str, Rule(told="what happens to the data", longest=300, free=True)] = NOT_STATED
    afterwards: Annotated[str, Rule(told="who in the city owns it after the project ends", longest=300, free=True)] = (
        NOT_STATED
    )
    intermediaries: Annotated[
        str, Rule(told="whether it helps the intermediaries or goes round them", longest=300, free=True)
    ] = NOT_STATED

    def __post_init__(self) -> None:
        """Refuse an answer left empty and what breaks a rule. Raises `UploadError`."""
        check(self, "answers_")
        for one in fields(self):
            if not getattr(self, one.name):
                raise refused(
                    f"answers_{one.name}", "", told("Write “{words}” where nobody has said.", words=NOT_STATED)
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry. `contact` leaves the server only where the consent says so; `answers` are a digital tool's."""

    id: Annotated[
        str, Rule(told="small letters, digits and hyphens, such as repair-cafe-north", pattern=words.ENTRY_ID)
    ]
    name: Annotated[str, Rule(told="its name", longest=120, free=True)]
    kind: Annotated[Kind, Rule(told="what it is; a person only with consent")]
    place: Place
    practice_profile: Annotated[tuple[Practice, ...], Rule(told="how it works, as said of itself")] = ()
    themes: Annotated[tuple[Theme, ...], Rule(told="themes of the seminar")] = ()
    sdg_targets: Annotated[tuple[str, ...], Rule(told="targets of the Sustainable Development Goals", longest=5)] = ()
    target_groups: Annotated[tuple[Group, ...], Rule(told="for whom it is meant")] = ()
    start: Annotated[str, Rule(told="a year or month, such as 2019 or 2019-05", pattern=words.DATE)] = ""
    end: Annotated[str, Rule(told="a year, a month or ongoing", pattern=f"({ONGOING}|{words.DATE})")] = ""
    funding: Funding = Funding()
    volunteers_band: Annotated[Volunteers, Rule(told="how many help without pay")] = Volunteers.NOT_STATED
    languages: Annotated[
        tuple[str, ...],
        Rule(told="a language code of two or three small letters, such as en", pattern=words.LANGUAGE_CODE),
    ] = ()
    ties: tuple[Tie, ...] = ()
    indicators: Annotated[
        tuple[str, ...], Rule(told="the id of an indicator it works on", pattern=words.INDICATOR_ID)
    ] = ()
    outcome_notes: Annotated[str, Rule(told="what came of it", longest=600, free=True)] = ""
    source_url: Annotated[str, Rule(told="a web address that begins with https://", pattern=words.PAGE)] = ""
    contact: Annotated[str, Rule(told="how to reach it; withheld unless consent says so", longest=200)] = ""
    consent: Agreement = Agreement()
    answers: Answers | None = None
    provenance: Annotated[Origin, Rule(told="how it came into the register")] = Origin.FORM
    updated: Annotated[dt.date, Rule(told="the day it was last looked at")]
    licence: Annotated[str, Rule(told="under which it may be used", longest=60)] = "CC BY 4.0"

    def __post_init__(self) -> None:
        """Refuse what breaks a rule, and what doesn't go together. Raises `UploadError`."""
        check(self)
        _named(self)
        _agreed(self)
        _listed(self)
        _in_time(self)
        if (self.answers is not None) != (self.kind is Kind.DIGITAL_TOOL):
            raise refused(
                "answers_left_out", self.kind.value, told("Digital tools answer the four questions, others don't.")
            )

    @property
    def demonstration(self) -> bool:
        """True for a fictional entry that shows how the register works."""
        return self.provenance is Origin.DEMONSTRATION


def _named(entry: Entry) -> None:
    if len(entry.name) < _FEWEST_LETTERS:
        raise refused("name", entry.name, told("Write its name."))
    if not entry.id or not entry.licence:
        raise refused("licence" if entry.id else "id", "", told("Fill this in: every entry needs one."))
    if entry.demonstration and "(fictional)" not in entry.name:
        raise refused("name", entry.name, told("Let the name of a demonstration entry end with (fictional)."))


def _agreed(entry: Entry) -> None:
    """A person is in the register only by their own word; only what is made up needs nobody's."""
    status = entry.consent.status
    if entry.kind is Kind.PERSON and status is not Consent.GIVEN:
        raise refused("consent_status", status.value, told("A person needs a recorded consent: given, with its day."))
    if entry.kind is Kind.PERSON and entry.place.lon is not None:
        raise refused("place_lon", entry.place.lon, told("Leave the point of a person out; a district is the most."))
    if (status is Consent.NOT_NEEDED) != entry.demonstration:
        raise refused(
            "consent_status", status.value, told("Only a demonstration entry, which is made up, needs no consent.")
        )


def _listed(entry: Entry) -> None:
    for theme in entry.themes:
        if theme not in words.THEMES:
            raise refused(
                "themes", theme.value, told("Choose from the nine themes: {themes}.", themes=", ".join(_THEMES))
            )
    for target in entry.sdg_targets:
        if target not in words.SDG_TARGETS:
            raise refused("sdg_targets", target, told("Write targets such as 11.1, 10.7 or 17.18."))
    for column in ("practice_profile", "themes", "sdg_targets", "target_groups", "languages", "indicators", "ties"):
        values = getattr(entry, column)
        if len(set(values)) != len(values):
            raise refused(column, "; ".join(map(str, values)), told("Name each only once."))


_THEMES = tuple(theme.value for theme in words.THEMES)


def _in_time(entry: Entry) -> None:
    ended = entry.end not in {"", ONGOING}
    if entry.start and ended and entry.end < entry.start[: len(entry.end)]:
        raise refused("end", entry.end, told("Write an end that is not before the start, {start}.", start=entry.start))
