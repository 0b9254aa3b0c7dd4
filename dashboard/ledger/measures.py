"""Readings of the figures: what each measure finds, in numbers and a word of a short list."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from analysis.association import association
from analysis.evidence import age_years
from analysis.trend import SHORT, Line, trend
from dashboard.ledger.model import Evidence, Measure, Reading
from dashboard.own_file import entry
from dashboard.screen import Screen
from dashboard.story import pieces
from dashboard.story.model import Desk
from dashboard.view import View
from data_sources.errors import NoObservations
from data_sources.model import UNDATED

LEAST = 10
"""With fewer places nothing is read."""

UNION = "EU27_2020"
NEW_YEARS = 3
"""A figure up to so many years old counts as new."""

_DIGITS = 12
_HALF = 0.5
_STRENGTHS = ((0.1, "none"), (0.3, "weak"), (0.5, "moderate"), (1.1, "strong"))
_SPREADS = ((2.0, "even"), (5.0, "uneven"), (10.0, "very uneven"), (float("inf"), "extremely uneven"))


def reading(evidence: Evidence, desk: Desk, today: date) -> Reading | None:
    """What the figures held now say; None where nothing, or too little, is held."""
    try:
        return _MEASURES[evidence.measure](evidence, desk, today)
    except NoObservations:
        return None


def _screens(evidence: Evidence, desk: Desk) -> tuple[Screen, Screen]:
    """Both figures at the same level, the second as near in time as it is held, counts per inhabitant."""
    one = desk.screen(evidence.view)
    rate = bool(entry(evidence.other).denominator)
    other = View(indicator=evidence.other, level=evidence.level, period=one.period, per_head=rate)
    return one, desk.screen(other)


def _level(evidence: Evidence, desk: Desk, _: date) -> Reading | None:
    """The place in the middle and the two ends; the kind is the place that leads."""
    shown = desk.screen(evidence.view)
    rows = shown.valued
    if len(rows) < LEAST:
        return None
    top, bottom = rows.iloc[0], rows.iloc[-1]
    middle = float(rows["obs_value"].median())
    numbers = {"top": float(top["obs_value"]), "bottom": float(bottom["obs_value"]), "middle": middle}
    names = {"top": str(top["geo"]), "bottom": str(bottom["geo"])}
    return _read(shown, _Finding(sign=_sign(middle), kind=str(top["geo"]), numbers=numbers, names=names))


def _spread(evidence: Evidence, desk: Desk, _: date) -> Reading | None:
    """How many times the middle place the highest one has."""
    shown = desk.screen(evidence.view)
    rows = shown.valued
    middle = float(rows["obs_value"].median()) if len(rows) >= LEAST else 0.0
    if middle <= 0:
        return None
    top = rows.iloc[0]
    times = float(top["obs_value"]) / middle
    kind = next(word for least, word in _SPREADS if times < least)
    numbers = {"times": times, "top": float(top["obs_value"]), "middle": middle}
    return _read(shown, _Finding(sign=0, kind=kind, numbers=numbers, names={"top": str(top["geo"])}))


def _gap(evidence: Evidence, desk: Desk, _: date) -> Reading | None:
    """The first figure less the second at the same places: in the middle, and at how many it is above zero."""
    one, other = _screens(evidence, desk)
    both = pieces.both(one, other)
    if len(both) < LEAST:
        return None
    apart = both["one"] - both["other"]
    above = int((apart > 0).sum())
    numbers = {"gap": float(apart.median()), "above": above, "largest": float(apart.max())}
    names = {"largest": str(apart.idxmax())}
    kind = _part(above, len(both))
    return _of_pair(one, other, both, _Finding(sign=_sign(numbers["gap"]), kind=kind, numbers=numbers, names=names))


def _association(evidence: Evidence, desk: Desk, _: date) -> Reading | None:
    """Spearman's rank correlation; its sign counts where the interval leaves zero out."""
    one, other = _screens(evidence, desk)
    both = pieces.both(one, other)
    found = association(both)
    if found is None:
        return None
    kind = next(word for least, word in _STRENGTHS if abs(found.value) < least)
    numbers = {"rho": found.value, "low": found.interval.low, "high": found.interval.high}
    sign = _sign(found.value) if found.clear else 0
    return _of_pair(one, other, both, _Finding(sign=sign, kind=kind, numbers=numbers))


def _trend(evidence: Evidence, desk: Desk, _: date) -> Reading | None:
    """Eurostat's short-term verdict on the EU's figure."""
    held = desk.observations(evidence.indicator).table
    rows = held[(held["geo"] == UNION) & held["obs_value"].notna()].sort_values("time_period")
    years = rows["time_period"].astype(str)
    rows = rows[years.str.fullmatch(r"\d{4}")]
    values = dict(zip(rows["time_period"].astype(int), rows["obs_value"].astype(float), strict=True))
    if not values:
        return None
    cut = frozenset(rows.loc[rows["obs_flag"].str.contains("b"), "time_period"].astype(int))
    line = Line(values=values, direction=entry(evidence.indicator).direction, breaks=cut)
    found = trend(line, SHORT, max(values))
    if found.verdict is None:
        return None
    last = rows.tail(found.until - found.since + 1)
    numbers = {"cagr": float(found.cagr_pc or 0.0), "since": found.since, "value": values[found.until]}
    return Reading(
        sign=1 if found.verdict.towards else -1,
        kind=found.verdict.value,
        flags=_letters(last["obs_flag"]),
        n=len(last),
        of=len(last),
        period=str(found.until),
        digest=_digest(last[["time_period", "obs_value", "obs_flag"]]),
        numbers=numbers,
    )


def _age(evidence: Evidence, desk: Desk, today: date) -> Reading | None:
    """Of how many places there is a figure at all, and of how many a new one."""
    held = desk.observations(evidence.indicator).table
    rows = held[(held["level"] == evidence.level.value) & held["obs_value"].notna()]
    if rows.empty:
        return None
    newest = rows.assign(period=rows["time_period"].astype(str)).groupby(rows["geo"].astype(str))["period"].max()
    ages = newest[newest != UNDATED].map(lambda period: age_years(period, today.year))
    new = int((ages <= NEW_YEARS).sum())
    return Reading(
        sign=0,
        kind=_part(new, len(newest)),
        flags="",
        n=new,
        of=len(newest),
        period=str(newest.max()),
        digest=_digest(newest.sort_index().reset_index()),
        numbers={"new": new, "places": len(newest), "middle": float(ages.median()) if len(ages) else 0.0},
    )


@dataclass(frozen=True, kw_only=True)
class _Finding:
    """What a measure found, before it is said of which rows."""

    sign: int
    kind: str
    numbers: dict[str, float]
    names: dict[str, str] = field(default_factory=dict)


_MEASURES: dict[Measure, Callable[[Evidence, Desk, date], Reading | None]] = {
    Measure.LEVEL: _level,
    Measure.SPREAD: _spread,
    Measure.GAP: _gap,
    Measure.ASSOCIATION: _association,
    Measure.TREND: _trend,
    Measure.AGE: _age,
}


def _read(shown: Screen, found: _Finding) -> Reading:
    rows = shown.valued
    return Reading(
        sign=found.sign,
        kind=found.kind,
        flags=_letters(rows["obs_flag"]),
        n=len(rows),
        of=len(shown.cells),
        period=shown.period,
        digest=_digest(rows[["geo", "obs_value", "obs_flag"]].sort_values("geo")),
        numbers=found.numbers,
        names=found.names,
    )


def _of_pair(one: Screen, other: Screen, both: pd.DataFrame, found: _Finding) -> Reading:
    at = both.sort_index()
    flags = [shown.valued.loc[shown.valued["geo"].isin(at.index), "obs_flag"] for shown in (one, other)]
    return Reading(
        sign=found.sign,
        kind=found.kind,
        flags=_letters(pd.concat(flags)),
        n=len(at),
        of=max(len(one.valued), len(other.valued)),
        period=one.period,
        digest=_digest(at[["one", "other"]].reset_index()),
        numbers=found.numbers,
        names={**found.names, "other_period": other.period},
    )


def _letters(flags: pd.Series) -> str:
    """The letters of all flags, each once, in order."""
    return "".join(sorted(set("".join(flags.astype(str)))))


def _digest(rows: pd.DataFrame) -> str:
    """Twelve digits that change with any figure; rounded as figures are shown, so that no last bit moves them."""
    text = rows.astype({name: str for name in rows.columns if rows[name].dtype.name == "category"}).round(6)
    return hashlib.sha256(text.to_csv(index=False, header=False).encode()).hexdigest()[:_DIGITS]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _part(some: int, of: int) -> str:
    """All, most, fewer than half or none of so many."""
    if some in {0, of}:
        return "all" if some else "none"
    return "most" if some > _HALF * of else "few"
