"""Targets with a number that Europe or the world agreed on, each with who set it and what to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A figure to reach by `year`: a `value`, or a `share` of the place's own figure in `base`.

    `agenda` marks the UN's 2030 Agenda itself, all others are agreements; `source` says who set it, `note` what
    a reader must know before holding a single country to it.
    """

    indicator: str
    year: int
    source: str
    note: str
    value: float | None = None
    share: float | None = None
    base: int = 0
    agenda: bool = False

    def level(self, history: Mapping[int, float]) -> float | None:
        """The figure to reach in the unit of the series (year -> value); None where its base year is not held."""
        if self.share is None:
            return self.value
        return self.share * history[self.base] if self.base in history else None


_OF_A_NUMBER = (
    "The target is set for the Union's number of deaths; here it is laid on the rate, and on each country alike."
)
_LIMIT = "A limit for every place: a mean over a country below it does not say that every place is."
_CLEAN_AIR = "Directive (EU) 2024/2881 on ambient air quality: a yearly mean of at most 10 µg/m³ from 2030."

TARGETS = (
    Target(
        indicator="recycle",
        year=2030,
        value=60.0,
        source="Directive (EU) 2018/851 on waste: by 2030 at least 60 % of municipal waste re-used or recycled.",
        note="Members count the target in ways of their own choice; this indicator counts alike for all.",
    ),
    Target(
        indicator="road_deaths",
        year=2030,
        share=0.5,
        base=2019,
        source="EU Road Safety Policy Framework 2021-2030: half as many deaths in 2030 as in 2019.",
        note=_OF_A_NUMBER,
    ),
    Target(
        indicator="road_deaths",
        year=2020,
        share=0.5,
        base=2010,
        source="EU orientations on road safety 2011-2020, COM(2010) 389: half as many deaths in 2020 as in 2010.",
        note=_OF_A_NUMBER,
    ),
    Target(
        indicator="pm_deaths",
        year=2030,
        share=0.45,
        base=2005,
        source="EU Zero Pollution Action Plan, COM(2021) 400: 55 % fewer early deaths in 2030 than in 2005.",
        note=_OF_A_NUMBER,
    ),
    Target(indicator="pm25", year=2030, value=10.0, source=_CLEAN_AIR, note=_LIMIT),
    Target(indicator="pm25_wb", year=2030, value=10.0, source=_CLEAN_AIR, note=_LIMIT),
    Target(
        indicator="sev_housing",
        year=2030,
        value=0.0,
        agenda=True,
        source="2030 Agenda, target 11.1: adequate, safe and affordable housing for all by 2030.",
        note="Zero is our reading of “for all”. No yearly rate ever gets to zero, so the trend is judged without it.",
    ),
)
"""In the order of preference: of two for one indicator the first that can be applied is used."""


def target_of(id: str, history: Mapping[int, float], until: int) -> Target | None:
    """The first target of an indicator that is still open in `until` and whose base year the series holds."""
    own = (one for one in TARGETS if one.indicator == id)
    return next((one for one in own if one.year >= until and one.level(history) is not None), None)
