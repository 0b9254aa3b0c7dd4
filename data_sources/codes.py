"""Code lists: observation flags, confidentiality, country codes, aggregates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

OBS_FLAG = {
    "b": "break in the series",
    "d": "definition differs",
    "e": "estimated",
    "f": "forecast",
    "i": "imputed",
    "m": "missing, cannot exist",
    "n": "not significant",
    "p": "provisional",
    "r": "revised",
    "u": "low reliability",
}
"""Letter -> words, after Eurostat's code list OBS_FLAG of January 2025 (and `r`, found in older files)."""

CONF_STATUS = {
    "C": "confidential",
    "N": "not for publication",
    "P": "primary confidentiality",
}
"""Letter -> words, after Eurostat's code list CONF_STATUS."""

_OLD_FLAG = {"s": "i", "z": "m"}
"""Letters replaced on 27 January 2025. The old `c` became the confidentiality status C."""

_NOT_LETTERS = str.maketrans("", "", ":|@ ")
"""What Eurostat writes before and between flags."""

EUROSTAT_TO_ISO = {"EL": "GR", "UK": "GB"}
"""Where Eurostat's country code is not ISO 3166's; all others agree (XK is used by both, unofficially)."""

ISO_TO_EUROSTAT = {iso: code for code, iso in EUROSTAT_TO_ISO.items()}

EU27_2020 = tuple("AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
"""The 27 members of the European Union since 1 February 2020."""

AGGREGATES = frozenset(
    "EU EU27_2020 EU28 EU27_2007 EU25 EU15 EA EA21 EA20 EA19 EA18 EA17 EEA30_2007 EEA31 EFTA TOTAL".split()
)
"""Codes of the geography dimension that are sums of countries, never places."""

_COUNTRY = re.compile(r"[A-Z]{2}")
_ISO_PLACE = re.compile(r"GR(\d[0-9A-Z]{0,2}|\d{3}[CKFLTM]\w?)?|GB([C-N][0-9A-Z]{0,2}|\d{3}[CKFLTM]\w?)?")
"""Countries, regions and cities whose code begins with ISO's letters where Eurostat has its own."""


class Party(StrEnum):
    """What stands at one end of a flow."""

    COUNTRY = "country"
    SUM = "sum"
    STATELESS = "stateless"
    UNKNOWN = "unknown"
    """No one country: not recorded, several, or all that are not listed."""

    ROUTE = "route"


_NO_COUNTRY = {"STLS": Party.STATELESS, "RNC": Party.STATELESS} | dict.fromkeys(
    ("UNK", "OTH", "MIX", "OOS", "TIB"), Party.UNKNOWN
)
"""Codes of citizenship that are no country; RNC are recognised non-citizens of the Baltic states.

UNK is unknown, OTH all others or still to be identified, MIX several at once, OOS an unstated country south of
the Sahara, TIB Tibetans, whom UNHCR counts apart.
"""

ROUTES = {
    "R_WAFR": "Western African route",
    "R_WMED": "Western Mediterranean route",
    "R_CMED": "Central Mediterranean route",
    "R_EMED": "Eastern Mediterranean route",
    "R_WBALKAN": "Western Balkan route",
    "R_ALBGR": "Circular route from Albania to Greece",
    "R_EBORDER": "Eastern borders route",
    "R_BLACKSEA": "Black Sea route",
    "R_INTRAEU": "Routes inside Europe",
    "R_OTHER": "Other routes",
}
"""Code of this atlas -> name of a route to Europe. A route is an end of a flow, never a place on a map."""


class UnknownFlag(ValueError):
    """A flag letter that is in no known code list."""


def split_flag(raw: str) -> tuple[str, str]:
    """Return (obs_flag, conf_status) of a raw flag such as `bep`, `p|C`, `@C`, `:c` or ``.

    Letters come back sorted and each once; old letters are translated (s to i, z to m, c to C).
    Raises `UnknownFlag` for a letter in no code list.
    """
    flags: set[str] = set()
    conf = ""
    for letter in raw.translate(_NOT_LETTERS):
        if letter == "c" or letter in CONF_STATUS:
            conf = letter.upper()
            continue
        current = _OLD_FLAG.get(letter, letter)
        if current not in OBS_FLAG:
            message = f"unknown observation flag {letter!r} in {raw!r}"
            raise UnknownFlag(message)
        flags.add(current)
    return "".join(sorted(flags)), conf


def flag_counts(flags: Iterable[str]) -> dict[str, int]:
    """How often each letter stands in `flags`, which may hold several (`be`)."""
    return dict(Counter(letter for letters in flags for letter in letters))


def party(code: str) -> Party:
    """What a code stands for at one end of a flow; whatever is neither a country nor in a list is a sum."""
    if code in ROUTES:
        return Party.ROUTE
    is_country = bool(_COUNTRY.fullmatch(code)) and not is_aggregate(code)
    return _NO_COUNTRY.get(code, Party.COUNTRY if is_country else Party.SUM)


def iso_country(code: str) -> str:
    """The ISO 3166 code of a Eurostat country code (EL becomes GR)."""
    return EUROSTAT_TO_ISO.get(code, code)


def eurostat_country(code: str) -> str:
    """The Eurostat code of an ISO 3166 country code (GB becomes UK)."""
    return ISO_TO_EUROSTAT.get(code, code)


def eurostat_code(code: str) -> str:
    """A place's code as Eurostat writes it now: GR30 becomes EL30, GBC1 becomes UKC1, GR001C becomes EL001C."""
    return ISO_TO_EUROSTAT[code[:2]] + code[2:] if _ISO_PLACE.fullmatch(code) else code


def is_aggregate(code: str) -> bool:
    """True for EU27_2020, EA20 and their like, which are no places."""
    return code in AGGREGATES or code.startswith(("EU2", "EA1", "EA2", "EEA"))


EUROPE = frozenset(
    "AD AL AM AT AZ BA BE BG BY CH CY CZ DE DK EE EL ES FI FR GE HR HU IE IS IT LI LT LU LV MC MD ME MK "
    "MT NL NO PL PT RO RS SE SI SK SM TR UA UK XK".split()
)
"""Countries of the Council of Europe, Belarus and Kosovo: the places of this atlas, in Eurostat's codes."""

ISTAT_REGIONS = {
    "01": "ITC1", "02": "ITC2", "03": "ITC4", "04": "", "05": "ITH3", "06": "ITH4", "07": "ITC3",
    "08": "ITH5", "09": "ITI1", "10": "ITI2", "11": "ITI3", "12": "ITI4", "13": "ITF1", "14": "ITF2",
    "15": "ITF3", "16": "ITF4", "17": "ITF5", "18": "ITF6", "19": "ITG1", "20": "ITG2",
}  # fmt: skip
"""Number of a region in the lists of Italy's statistical office -> NUTS 2; number 04 is two NUTS 2 regions."""
