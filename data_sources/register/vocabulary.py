"""The words that an entry of the register may choose from; what is in no list is never asked for."""

from __future__ import annotations

from enum import StrEnum

from data_sources.model import Theme


class Kind(StrEnum):
    """What an entry is about. A person only with a recorded consent."""

    INITIATIVE = "initiative"
    ORGANISATION = "organisation"
    DIGITAL_TOOL = "digital_tool"
    PERSON = "person"


class Practice(StrEnum):
    """How one works, as said of oneself (Durose et al. 2016); several may hold, and people move between them."""

    ENDURING = "enduring"
    STRUGGLING = "struggling"
    FACILITATING = "facilitating"
    ORGANIZING = "organizing"
    TRAILBLAZING = "trailblazing"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """For whom an entry is meant, in groups wide enough to tell nothing of a single person."""

    EVERYONE = "everyone"
    NEWCOMERS = "newcomers"
    REFUGEES = "refugees"
    CHILDREN = "children"
    YOUNG_PEOPLE = "young_people"
    OLDER_PEOPLE = "older_people"
    WOMEN = "women"
    FAMILIES = "families"
    JOB_SEEKERS = "job_seekers"
    TENANTS = "tenants"
    CITY_STAFF = "city_staff"


class Sector(StrEnum):
    """Of which part of society the other end of a tie is."""

    PUBLIC = "public"
    PRIVATE = "private"
    CIVIL = "civil"
    INFORMAL = "informal"


class Proximity(StrEnum):
    """How near the other end of a tie is."""

    NEIGHBOURHOOD = "neighbourhood"
    CITY = "city"
    REGIONAL = "regional"
    NATIONAL = "national"
    INTERNATIONAL = "international"


class Money(StrEnum):
    """Where most of the money comes from."""

    NONE = "none"
    GRANT = "grant"
    PUBLIC_BUDGET = "public_budget"
    CONTRACT = "contract"
    DONATIONS = "donations"
    OWN_INCOME = "own_income"
    MIXED = "mixed"
    NOT_STATED = "not_stated"


class Amount(StrEnum):
    """How much it is in a year, in euros."""

    UNDER_5K = "under_5000"
    UNDER_25K = "5000_to_25000"
    UNDER_100K = "25000_to_100000"
    OVER_100K = "over_100000"
    NOT_STATED = "not_stated"


class Volunteers(StrEnum):
    """How many help without pay."""

    NONE = "0"
    FEW = "1_to_5"
    SOME = "6_to_20"
    MANY = "over_20"
    NOT_STATED = "not_stated"


class Consent(StrEnum):
    """Whether those behind an entry agreed to it. Nobody stands behind a demonstration, so that none is needed."""

    GIVEN = "given"
    NOT_RECORDED = "not_recorded"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"


class Origin(StrEnum):
    """How an entry came into the register."""

    FORM = "form"
    FILE = "file"
    STEWARD = "steward"
    PUBLIC_PAGE = "public_page"
    DEMONSTRATION = "demonstration"


THEMES = tuple(theme for theme in Theme if not theme.about_people)
"""The nine themes of the seminar that an entry may be filed under."""

ONGOING = "ongoing"
NOT_STATED = "not stated"
"""What an answer says where nobody gave one."""

LANGUAGE_CODE = r"[a-z]{2,3}"
DATE = r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?"
CITY_CODE = r"[A-Z]{2}[0-9]{3}C"
DISTRICT_CODE = r"([A-Z]{2}[0-9]{3}C_[A-Za-z0-9_]{1,60}|own:[a-z0-9-]{1,40})"
INDICATOR_ID = r"[a-z][a-z0-9_]{0,39}"
ENTRY_ID = r"[a-z0-9][a-z0-9-]{2,59}"
PAGE = r"https?://[^\s\"<>]{4,300}"

_NUMBERED = (5, 5, 9, 7, 6, 6, 3, 10, 5, 7, 7, 8, 3, 7, 9, 10, 19)
_LETTERED = (2, 3, 4, 3, 3, 2, 2, 2, 3, 3, 3, 3, 2, 3, 3, 2, 0)

SDG_TARGETS = tuple(
    f"{goal}.{part}"
    for goal, (numbers, letters) in enumerate(zip(_NUMBERED, _LETTERED, strict=True), start=1)
    for part in (*range(1, numbers + 1), *"abcd"[:letters])
)
"""The 169 targets of the Sustainable Development Goals."""
