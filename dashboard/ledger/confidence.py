"""How far a card can be leaned on: a rule in words, applied to its readings."""

from __future__ import annotations

from datetime import date

from analysis.evidence import age_years
from dashboard.ledger.measures import NEW_YEARS
from dashboard.ledger.model import Confidence, Evidence, Measure, Reading
from data_sources.model import UNDATED, Level

RULE = (
    "High: at least 20 places, figures of the last three years, none of them marked unreliable or estimated, and a "
    "finding that is clear. Low: figures older than six years or without a year, or marked unreliable, or no clear "
    "finding, or countries alone where the recommendation is about cities. Moderate: everything else."
)
"""The rule as a reader is told it."""

MANY = 20
_OLD_YEARS = 6


def confidence(read: list[tuple[Evidence, Reading]], today: date, *, about_cities: bool) -> Confidence | None:
    """That of the best piece of evidence, as one clear finding is enough; None without any."""
    found = [_of(evidence, reading, today, about_cities=about_cities) for evidence, reading in read]
    order = list(Confidence)
    return min(found, key=order.index, default=None)


def _of(evidence: Evidence, reading: Reading, today: date, *, about_cities: bool) -> Confidence:
    age = _age(reading, today)
    unclear = evidence.measure is Measure.ASSOCIATION and reading.sign == 0
    beside = about_cities and evidence.level is Level.COUNTRY
    if age is None or age > _OLD_YEARS or "u" in reading.flags or unclear or beside:
        return Confidence.LOW
    many = reading.n >= MANY or evidence.measure is Measure.TREND
    clean = not set(reading.flags) & set("eu")
    return Confidence.HIGH if many and clean and age <= NEW_YEARS else Confidence.MODERATE


def _age(reading: Reading, today: date) -> int | None:
    """Years since the older of its periods."""
    periods = [reading.period, reading.names.get("other_period", reading.period)]
    ages = [None if one == UNDATED else age_years(one, today.year) for one in periods]
    known = [age for age in ages if age is not None]
    return max(known) if len(known) == len(ages) else None
