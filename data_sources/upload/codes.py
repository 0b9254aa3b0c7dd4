"""A column of codes: Eurostat's, ISO's of two or three letters, NUTS, the Urban Audit's, national ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from data_sources import urban_audit
from data_sources.geography import plain_name
from data_sources.sentences import NOTHING, Told, told
from data_sources.upload import gazetteer, national
from data_sources.upload.families import family_of
from data_sources.upload.gazetteer import Candidate

_ISO3 = re.compile(r"[A-Z]{3}")
_URBAN = re.compile(r"[A-Z]{2}\d{3}[CFKL]\d?")
_ALIKE = 70.0
_NUMBER = len("NL002")
_FORM = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}|[A-Z]{2}\d{3}[A-Z]\d?|[A-Z]{2}\d{3}C_\w+|[A-Z]{3}")


class Reader:
    """Reads the codes of one column; which of two numberings they are in is told by the names beside them."""

    def __init__(self, header: str, texts: Sequence[str], labels: Sequence[str], city: str) -> None:
        self._city = city
        bare = [text.strip() for text in texts]
        held = gazetteer.by_code()
        iso3 = sum(text in gazetteer.country_codes() for text in bare if _ISO3.fullmatch(text))
        nuts1 = sum(text in held for text in bare if _ISO3.fullmatch(text))
        self._iso3 = iso3 >= nuts1 and iso3 > 0
        self.old_numbers = _old_numbers(bare, labels)
        known = sum(bool(self._direct(text)) for text in bare)
        formed = sum(bool(_FORM.fullmatch(text.upper())) and any(sign.isdigit() for sign in text) for text in bare)
        counted = sum(not gazetteer.is_aggregate_name(text) for text in bare) or 1
        capitals = sum(bool(self._direct(text.upper())) for text in bare if len(text) <= _NUMBER)
        names = sum(bool(gazetteer.country(text) or gazetteer.named(text)) for text in bare[:200])
        self.share = max(known, formed, capitals if not names else 0) / counted
        self.scheme = None
        if known < counted / 2 and names < min(len(bare), 200) / 2:
            self.scheme = national.scheme(header, bare)

    def places(self, text: str) -> tuple[Candidate, ...]:
        """The places that a code stands for, one a code list."""
        bare = text.strip()
        found = self._direct(bare)
        if found:
            return found
        code = national.translate(self.scheme, bare) if self.scheme else ""
        code = code or national.of_district(bare, self._city)
        return gazetteer.by_code().get(code, ())

    def _direct(self, code: str) -> tuple[Candidate, ...]:
        held = gazetteer.by_code()
        if _URBAN.fullmatch(code):
            return held.get(self._urban(code), ())
        if self._iso3 and _ISO3.fullmatch(code):
            return held.get(gazetteer.country_codes().get(code, ""), ())[:1]
        if code in held:
            return held[code]
        country = gazetteer.country_codes().get(code, "")
        return held.get(country, ())[:1]

    def _urban(self, code: str) -> str:
        """The current code of a city, be it of an older release or numbered as before 2021."""
        if self.old_numbers and not code[-1].isdigit():
            old = code if code[-1] in "CL" else code[:-1] + {"F": "L", "K": "C"}[code[-1]]
            return urban_audit.crosswalk().get(old + urban_audit.ANY_RELEASE, code)
        current = urban_audit.current(code)
        return current if current in gazetteer.by_code() else code

    def why_not(self, text: str) -> Told:
        """Why a code is not joined, as far as can be said."""
        if self.scheme:
            name = self.scheme.name
            if self.scheme.codes:
                return told("no such code in {name}", name=name)
            return told("codes of {name}: no correspondence is held", name=name)
        return NOTHING if not _URBAN.fullmatch(text.strip()) else told("in no list of cities that is held")

    @staticmethod
    def same_number(code: str) -> str:
        """Today's code with the number of an older one, in countries where no number is known to have changed."""
        bare = code.strip()
        today = bare[:-1] if bare and bare[-1].isdigit() else bare
        if not _URBAN.fullmatch(bare) or today[-1] not in "CF" or bare[:2] not in _unchanged():
            return ""
        return today if today in gazetteer.by_code() else ""

    @staticmethod
    def of_family(family: str, vintage: str) -> frozenset[str]:
        """The codes of a code list."""
        return _codes_of(family, vintage)


@lru_cache(maxsize=64)
def _codes_of(family: str, vintage: str) -> frozenset[str]:
    return frozenset(
        code
        for code, places in gazetteer.by_code().items()
        if any(family_of(one) == family and (family != "nuts" or one.vintage == vintage) for one in places)
    )


@lru_cache(maxsize=1)
def _unchanged() -> frozenset[str]:
    """Countries whose cities kept their numbers, as far as the crosswalk by name knows them."""
    kept: dict[str, list[bool]] = {}
    for old, code in urban_audit.crosswalk().items():
        if old.endswith("C" + urban_audit.ANY_RELEASE):
            kept.setdefault(old[:2], []).append(old[:_NUMBER] == code[:_NUMBER])
    return frozenset(country for country, same in kept.items() if all(same) and len(same) > 1)


def _old_numbers(texts: Sequence[str], labels: Sequence[str]) -> bool:
    """True where the names beside city codes fit the numbers given before 2021 better than today's."""
    old = new = 0
    held = gazetteer.by_code()
    for code, label in zip(texts, labels, strict=True):
        if not label or not _URBAN.fullmatch(code) or code[-1].isdigit():
            continue
        letter = "C" if code[-1] in "CK" else "L"
        before = urban_audit.crosswalk().get(code[:_NUMBER] + letter + urban_audit.ANY_RELEASE, "")
        if before != code:
            new += _alike(label, held.get(code, ()))
            old += _alike(label, held.get(before, ()))
    return old > new


def _alike(label: str, places: Sequence[Candidate]) -> bool:
    return any(fuzz.token_set_ratio(plain_name(label), plain_name(one.name)) >= _ALIKE for one in places)
