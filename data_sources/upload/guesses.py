"""What a measure may be: kind, unit and direction guessed from its name and figures, for the reader to confirm."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from data_sources.model import Direction, Kind, Unit

_SHARE = re.compile(
    r"%|percent|per ?cent|prozent|pourcent|percentuale|porcent|\bshare\b|anteil|\bpart (des|de)\b|quota|quote\b|taux",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"per \d|per (thousand|million|capita|head|inhabitant)|je \d|pro \d|rate\b|ratio|\brat[ei]\b", re.IGNORECASE
)
_MEAN = re.compile(
    r"average|mean|median|durchschnitt|moyen|media\b|medio|euro?s?\b|€|\beur\b|price|preis|preu|prix|prezzo|precio|"
    r"income|einkommen|renta|dichte|density|years|µg|km²|fläche|m²|age of|höhe|area",
    re.IGNORECASE,
)
_INDEX = re.compile(r"index|indice|índice|score|=\s*100", re.IGNORECASE)
_COUNT = re.compile(
    r"population|persons|people|number|applicant|inhabitant|residents|count|bevölkerung|anzahl|persone|migranti|"
    r"presenti|households|haushalte|households|cases|births|deaths|arrivals|refugees|nombre|número|immigra|emigra|"
    r"\bjan\b|obs_value|\bnr\b|einwohner|beneficiar",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"unemploy|arbeitslos|poverty|armut|crime|death|overcrowd|pollution|pm2|pm10|no2|noise|deprivation", re.IGNORECASE
)
_HIGHER = re.compile(r"recycl|employment rate|green|satisf|life expectancy|income per", re.IGNORECASE)

_KINDS = (
    (_SHARE, Kind.SHARE),
    (_INDEX, Kind.INDEX),
    (_RATE, Kind.RATE),
    (_COUNT, Kind.COUNT),
    (_MEAN, Kind.MEAN),
)

UNITS = {
    Kind.COUNT: Unit(code="NR", symbol="", name="number"),
    Kind.SHARE: Unit(code="PC", symbol="%", name="percent"),
    Kind.RATE: Unit(code="RT", symbol="", name="rate"),
    Kind.MEAN: Unit(code="AVG", symbol="", name="amount"),
    Kind.INDEX: Unit(code="INX", symbol="", name="index"),
}


def kind_of(words: str, value: npt.NDArray[np.float64]) -> Kind:
    """The kind of quantity that the words about a measure name; where they name none, what the figures look like."""
    for pattern, kind in _KINDS:
        if pattern.search(words):
            return kind
    held = value[~np.isnan(value)]
    whole = bool(len(held)) and bool((held == np.rint(held)).all()) and bool((held >= 0).all())
    return Kind.COUNT if whole else Kind.MEAN


def direction_of(words: str) -> Direction:
    """What the words say counts as better; people who arrive or live somewhere are never better or worse."""
    if _LOWER.search(words):
        return Direction.LOWER
    return Direction.HIGHER if _HIGHER.search(words) else Direction.NEUTRAL


def decimals_of(value: npt.NDArray[np.float64]) -> int:
    """How many decimals the figures have, at most two."""
    held = value[~np.isnan(value)][:10_000]
    for decimals in (0, 1):
        if np.allclose(held, np.round(held, decimals), rtol=0, atol=1e-9):
            return decimals
    return 2
