"""Which code list a column of places is from: the one that has most of them, said by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from data_sources.geography import VINTAGES
from data_sources.model import NUTS, Level
from data_sources.upload.gazetteer import Candidate

_NUTS = "nuts"
_HINTS = (
    (re.compile(r"cit(y|ies)|urau|stadt$|ville|citt[aà]|ciudad", re.IGNORECASE), Level.CITY.value),
    (re.compile(r"fua|functional", re.IGNORECASE), Level.FUA.value),
    (re.compile(r"nuts|region|province|kreis", re.IGNORECASE), _NUTS),
    (re.compile(r"country|countries|pays|paese|iso", re.IGNORECASE), Level.COUNTRY.value),
    (re.compile(r"ward|barri|district|stadtteil|bydel|wijk|neighbo", re.IGNORECASE), Level.DISTRICT.value),
)
_ORDER = (Level.COUNTRY.value, _NUTS, Level.CITY.value, Level.FUA.value, Level.DISTRICT.value)
_STATED = re.compile(r"\(NUTS (20\d\d)\)")
_LEVELS_OF_NUTS = tuple(level.value for level in NUTS)
_NEAR = 0.9


def family_of(one: Candidate) -> str:
    """Countries, NUTS, cities, functional urban areas, or one division of a city."""
    return _NUTS if one.level in _LEVELS_OF_NUTS else (one.vintage if one.level == Level.DISTRICT.value else one.level)


def main_family(every: Sequence[Sequence[Candidate]], header: str, level: str = "") -> str:
    """The family that most texts have a place in; of near equals the one that the header names, else the larger."""
    if level in _LEVELS_OF_NUTS:
        return _NUTS
    if level and level != Level.DISTRICT.value:
        return level
    counted: Counter[str] = Counter()
    for places in every:
        counted.update({family_of(one) for one in places})
    if level:
        counted = Counter({family: n for family, n in counted.items() if family not in _ORDER})
    most = max(counted.values(), default=0)
    near = [family for family, n in counted.items() if n >= _NEAR * most]
    return min(near, key=lambda family: (not _hinted(family, header), _rank(family)), default="")


def _rank(family: str) -> int:
    return _ORDER.index(family) if family in _ORDER else len(_ORDER)


def _hinted(family: str, header: str) -> bool:
    wanted = next((name for hint, name in _HINTS if hint.search(header)), "")
    return family == wanted or (wanted == Level.DISTRICT.value and family not in _ORDER)


def vintage_of(every: Iterable[Sequence[Candidate]], texts: Iterable[str]) -> str:
    """The NUTS version that has most of the places; of equals the one that names state, else the newest. Or empty."""
    counted: Counter[str] = Counter()
    for places in every:
        counted.update({one.vintage for one in places if family_of(one) == _NUTS})
    if not counted:
        return ""
    most = max(counted.values())
    best = [vintage for vintage in VINTAGES if counted[vintage] == most]
    stated = {found[1] for text in texts for found in _STATED.finditer(text)}
    return next((vintage for vintage in reversed(best) if vintage in stated), best[-1])


def within(places: Sequence[Candidate], family: str, vintage: str) -> tuple[Candidate, ...]:
    """Those of a family, of NUTS in one version only."""
    return tuple(one for one in places if family_of(one) == family and (family != _NUTS or one.vintage == vintage))


def usual_level(every: Iterable[Sequence[Candidate]]) -> str:
    """The level of the places that are certain, if they are all of one; else empty."""
    levels = Counter(places[0].level for places in every if len({one.code for one in places}) == 1)
    total = sum(levels.values())
    if not total:
        return ""
    level, n = levels.most_common(1)[0]
    return level if n >= 0.95 * total else ""
