"""National code schemes: those with a correspondence that is held, and the names of those without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data_sources import geography
from data_sources.codes import ISTAT_REGIONS
from data_sources.geography import plain_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A list of codes: `hint` is what its columns are called, `pattern` its codes, `codes` what they mean here."""

    name: str
    hint: re.Pattern[str]
    pattern: re.Pattern[str]
    codes: dict[str, str] | None = None


_ISTAT_REGIONS = {number: code for number, code in ISTAT_REGIONS.items() if code}

SPLIT = {
    "trentino alto adige": "two NUTS 2 regions (Bolzano ITH1, Trento ITH2); one figure cannot be split",
    "trentino alto adige sudtirol": "two NUTS 2 regions (Bolzano ITH1, Trento ITH2); one figure cannot be split",
}
"""Plain name of a region that is several here -> why it cannot be joined."""

SPLIT_CODES = {"ISTAT regions": {"04": SPLIT["trentino alto adige"]}}


def _scheme(name: str, hint: str, pattern: str, codes: dict[str, str] | None = None) -> Scheme:
    return Scheme(name=name, hint=re.compile(hint, re.IGNORECASE), pattern=re.compile(pattern), codes=codes)


SCHEMES = (
    _scheme("ISTAT regions", r"istat|codice ?reg\w*|cod_?reg|regione", r"\d{1,2}", _ISTAT_REGIONS),
    _scheme("ISTAT provinces", r"codice ?prov\w*|cod_?prov|provincia", r"\d{3}"),
    _scheme("ISTAT municipalities", r"istat|codice ?com\w*|cod_?com|pro_?com", r"\d{6}"),
    _scheme("AGS (Germany)", r"ags|ars|gemeindeschl\w*|schl[uü]e?ssel\w*|kennziffer", r"\d{5}|\d{8}|\d{12}"),
    _scheme("INSEE départements", r"d[eé]p\w*|code_?dep\w*|insee", r"\d{2}|2[AB]|97\d"),
    _scheme("INSEE communes", r"insee|code_?com\w*|codgeo|com", r"\d[\dAB]\d{3}"),
    _scheme("INE municipalities", r"ine|codi(go)?_?mun\w*|cmun|municip\w*", r"\d{5}"),
    _scheme("INE provinces", r"ine|codi(go)?_?prov\w*|cpro|provin\w*", r"\d{2}"),
    _scheme("CBS regions", r"cbs|gm_?code|gemeente\w*|region\w*", r"(GM|WK|BU|PV)\d{2,8}"),
    _scheme("LAU", r"lau\w*|lau_?id|gisco_?id", r"([A-Z]{2}_)?[A-Z0-9]{3,13}"),
    _scheme("UK GSS codes", r".*", r"[EWSNK]\d{8}"),
    _scheme("TERYT", r"teryt|kod", r"\d{7}|\d{2}"),
)


def scheme(header: str, texts: Iterable[str]) -> Scheme | None:
    """The national scheme that a column's codes belong to, by its header and their form."""
    held = [text.strip() for text in texts if text.strip()]
    for one in SCHEMES:
        fits = sum(bool(one.pattern.fullmatch(text)) for text in held)
        if held and fits >= 0.8 * len(held) and one.hint.search(header):
            return one
    return None


def translate(one: Scheme, text: str) -> str:
    """The code of this atlas for a code of the scheme, or empty."""
    bare = text.strip()
    if one.codes is None:
        return ""
    width = max(map(len, one.codes))
    return one.codes.get(bare) or one.codes.get(bare.zfill(width), "")


def of_district(text: str, city: str = "") -> str:
    """The code of a neighbourhood by its portal's own code: nation-wide ones anywhere, short ones in a known city."""
    bare = text.strip().upper()
    table = geography.districts()
    if not bare:
        return ""
    for code in table.loc[table["city"] == city, "code"] if city else ():
        if code.partition("_")[2] == bare:
            return str(code)
    if re.fullmatch(r"[EWSN]\d{8}", bare):
        found = table.loc[table["code"].str.endswith(f"_{bare}"), "code"]
        return str(found.iloc[0]) if len(found) else ""
    return ""


def split(text: str) -> str:
    """Why a region's figure cannot be joined: it is several regions here. Empty for any other."""
    return SPLIT.get(plain_name(text), "")
