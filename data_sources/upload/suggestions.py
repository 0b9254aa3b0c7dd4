"""The nearest place to a text that is none, for the reader to accept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process, utils

from data_sources.geography import plain_name
from data_sources.upload import gazetteer
from data_sources.upload.families import family_of
from data_sources.upload.gazetteer import Candidate

_LEAST = 70.0
_LENGTHS = range(3, 10)
_MOST = 800
"""Names that are looked up; a file with more unknown ones is not about these places."""


@lru_cache(maxsize=64)
def _names(family: str, vintage: str, country: str) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for name, places in gazetteer.by_name().items():
        for one in places:
            fits = family_of(one) == family and (family != "nuts" or one.vintage == vintage)
            if fits and country in {"", one.country}:
                found.setdefault(name, one)
    if family == "country":
        for name, code in gazetteer.country_names().items():
            found[name] = gazetteer.by_code()[code][0]
    return found


def nearest(text: str, family: str, vintage: str, country: str = "") -> tuple[Candidate, float] | None:
    """The place of a family whose name is most alike, and how much of 100; None where nothing is near."""
    names = _names(family, vintage, country)
    plain = plain_name(text)
    if not plain or not names:
        return None
    best = process.extractOne(plain, names.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST)
    if best is None:
        best = process.extractOne(plain, names.keys(), scorer=fuzz.token_set_ratio, score_cutoff=90.0)
        return (names[best[0]], float(best[1]) - 10.0) if best else None
    return names[best[0]], float(best[1])


def nearest_code(text: str, codes: Iterable[str]) -> tuple[str, float] | None:
    """The code most like a text: the same in capitals, else one sign away."""
    bare = text.strip().upper().replace("-", "_").replace(" ", "")
    held = codes if isinstance(codes, (set, frozenset, dict)) else set(codes)
    if bare in held:
        return bare, 100.0
    if len(bare) not in _LENGTHS:
        return None
    best = process.extractOne(bare, held, scorer=fuzz.ratio, score_cutoff=75.0, processor=utils.default_process)
    return (best[0], float(best[1])) if best else None


def few_enough(n: int) -> bool:
    """True where so many texts can be looked up."""
    return n <= _MOST


def forget() -> None:
    """Drops what was read, after the tables of places were written anew."""
    _names.cache_clear()
