"""What free text may not hold: e-mail addresses, telephone numbers, street addresses. Those are personal data.

Written for English, French, Dutch, German and Danish. A year, a figure with thousands, a date and the number of an SDG
target are none of these. Where a word leaves doubt ("3 places", "12 cours"), only a name in capitals makes an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

EMAIL = "This looks like an e-mail address. Leave it out here: there is a field of its own for a contact."
TELEPHONE = "This looks like a telephone number. Leave it out here: there is a field of its own for a contact."
ADDRESS = "This looks like a street address. Name the neighbourhood or district instead."
SENTENCES = (EMAIL, TELEPHONE, ADDRESS)

_AT = r"(?:@|\s?[\[(]\s?(?:at|arobase|apenstaartje)\s?[\])]\s?)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|point|punt|punkt|punktum)\s?[\])]\s?)"
_EMAIL = re.compile(rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[A-Za-z]{{2,24}}\b", re.IGNORECASE)

_YEAR = r"(?:1[89]|20|21)\d\d"
_NO_NUMBERS = (
    re.compile(rf"\b{_YEAR}-(?:0[1-9]|1[0-2])-\d\d\b"),
    re.compile(rf"\b[0-3]?\d([./-])[01]?\d\1{_YEAR}\b"),
    re.compile(rf"\b(?:0?[1-9]|1[0-2])[./-]{_YEAR}\b"),
    re.compile(rf"\b{_YEAR}(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?\b"),
    re.compile(r"(?<![\d+.,])\d{1,3}(?:([ .,\u00a0\u202f'’])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?(?![\d]|\1\d)"),
    re.compile(r"(?<![\d.,])\d+[.,]\d+(?![.,]?\d)"),
)
"""Dates, months, years, years with years, figures with thousands set apart, decimals."""

_DATES = (*_NO_NUMBERS[:4], re.compile(r"\+\d{1,3}(?:[ \u00a0\u202f.,]\d{3}){1,2}(?![ .,]?\d)"))
"""Dates, years, and how much more of something, which begins like a number abroad."""

_APART = r"(?:[ \u00a0\u202f./-]|\) ?| ?\(0\) ?)"
_ABROAD = re.compile(rf"(?<![\w])(?:\+|00){_APART}?(?:\d{_APART}?){{7,14}}\d?(?!\d)")
_INLAND = re.compile(rf"(?<![\w.,])\(?0\d{{1,4}}{_APART}?(?:\d{_APART}?){{5,9}}(?!\d)")
_PAIRS = re.compile(r"(?<![\w.,])[2-9]\d(?:[ \u00a0]\d\d){3}(?![\d.,%]| \d)")
_BY_NAME = re.compile(
    rf"\b(?:tel|phone|telephone|mobile|whatsapp|call|ring|text|t[ée]l|t[ée]l[ée]phone|appelez|telefon|telefoon|bel|mobil|"
    rf"handy|tlf|ring til)\b[.:]?\s*(?:(?:us|nous|ons|os|uns|at|on|au|op|unter|på)\s+){{0,2}}\d(?:{_APART}?\d){{5,14}}",
    re.IGNORECASE,
)

_NUMBER = rf"(?!{_YEAR}\b)[1-9]\d{{0,3}}(?:[ -]?[a-zA-Z]\b)?(?![\d%]|[.,]\d|\s?%|\s?(?:°|€|km|m2))"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
_BEFORE = rf"\b(?!{_YEAR}\b)[1-9]\d{{0,3}}(?:[ -]?[a-zA-Z]\b|\s?(?:bis|ter)\b)?,?\s+"
_OF = r"(?:(?:de\s+la|de\s+l['’]|du|des|de|d['’]|la|le|les|l['’])\s*)*"
_ADDRESSES = (
    re.compile(  # 10 Downing Street, 221b Upper Baker St
        rf"{_BEFORE}(?:{_NAME}\s+){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Close|Court|Terrace|Crescent|"
        r"Place|Way|Gardens|Grove|Row|Mews|Walk|Quay|Parade)\b"
    ),
    re.compile(  # 12, rue de la Paix
        rf"{_BEFORE}(?:rue|avenue|boulevard|bd|impasse|quai|chemin|chauss[ée]e)\s+{_OF}\w{{3,}}", re.IGNORECASE
    ),
    re.compile(  # 3 place du Marché, 12 cours Lafayette: in small letters these are counts
        rf"{_BEFORE}(?:[Pp]lace|[Cc]ours|[Rr]oute|[Aa]ll[ée]e|[Ss]quare|[Pp]assage)\s+{_OF}{_NAME}"
    ),
    re.compile(  # rue de la Loi 200, avenue Louise 54
        rf"\b(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Cc]hauss[ée]e|[Qq]uai)\s+{_OF}{_NAME}(?:\s+{_NAME})*,?\s+{_NUMBER}"
    ),
    re.compile(  # Damstraat 12, Prinsengracht 263, Turmstraße 8, Landsberger Allee 24, Nørrebrogade 5
        r"\b\w*(?:stra(?:at|ße|sse)|laan|plein|gracht|kade|singel|steeg|dreef|plantsoen|gasse|chaussee|vænge|stræde)\s+"
        rf"{_NUMBER}",
        re.IGNORECASE,
    ),
    re.compile(  # Straße des 17. Juni 135
        rf"\bStra(?:ße|sse)\s+(?:des|der|am|an)\s+[\w. ]{{3,30}}?\s{_NUMBER}"
    ),
    re.compile(
        r"\b(?!Brigade|Arbeitsplatz|Spielplatz|Sportplatz|Studienplatz|Ausbildungsplatz|Schulplatz|Arbejdsplads|Legeplads|"
        rf"Praktikplads)(?:[A-ZÆØÅÄÖÜ][\wæøå-]*(?:weg|platz|allee|ufer|damm|gade|vej|torv|plads|pladsen|torvet|gaden|dijk|str\.)|"
        rf"{_NAME}\s(?:Allee|Allé|Platz|Weg|Ufer|Damm|Plads|Torv|Vej|Gade|Str\.))\s+{_NUMBER}"
    ),
)


def refusals(text: str) -> tuple[str, ...]:
    """A sentence for each kind of personal data that the text seems to hold; none where it may be kept."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[str]:
    if _EMAIL.search(text):
        yield EMAIL
    if _has_telephone(text):
        yield TELEPHONE
    if any(form.search(text) for form in _ADDRESSES):
        yield ADDRESS


def _has_telephone(text: str) -> bool:
    """Whether a telephone number is left after dates, years and figures are taken out."""
    if _BY_NAME.search(text) or _ABROAD.search(_without(text, _DATES)):
        return True
    rest = _without(text, _NO_NUMBERS)
    return bool(_INLAND.search(rest) or _PAIRS.search(rest))


def _without(text: str, forms: tuple[re.Pattern[str], ...]) -> str:
    for form in forms:
        text = form.sub("§", text)
    return text
