"""Poverty risk in cities, towns and rural areas: the three side by side, and the gap."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from analysis.evidence import LEAST_PLACES, compared
from dashboard import text
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story import dotted, makers, pieces
from dashboard.story.model import Bar, Bars, Desk, Made
from dashboard.themes import villages
from dashboard.themes.villages import DEGREES, Degrees
from dashboard.view import View

_CITY, _TOWN, _RURAL = DEGREES
_ENDS = 12


def rural_map(shown: Screen, say: Language) -> str:
    """Where poverty risk in rural areas is highest and lowest, and in the middle country."""
    valued = shown.valued
    if len(valued) < LEAST_PLACES:
        return _too_few(len(valued), say)
    top, low = valued.iloc[0], valued.iloc[-1]
    return say(
        "In rural areas from {low} ({last}) to {high} ({first}) of people are at risk of poverty or exclusion, "
        "{middle} in the middle of {n} countries ({year}).",
        low=text.figure(float(low["obs_value"]), shown.indicator, say),
        last=str(low["name"]),
        high=text.figure(float(top["obs_value"]), shown.indicator, say),
        first=str(top["name"]),
        middle=text.figure(float(valued["obs_value"].median()), shown.indicator, say),
        n=say.number(len(valued)),
        year=say.period(shown.period),
    )


def _too_few(n: int, say: Language) -> str:
    return say(
        "Only {n} countries have both figures, fewer than {least}: no count is given.",
        n=say.number(n),
        least=LEAST_PLACES,
    )


def mapped(desk: Desk, view: View) -> Made:
    """The map of poverty risk in rural areas; refused for too few countries."""
    made = makers.mapped(rural_map)(desk, view)
    return replace(made, refused=made.refused or len(desk.screen(view).valued) < LEAST_PLACES, caution=_who(desk.say))


def _who(say: Language) -> str:
    return say("Each country's own cities and villages; who lives there, newcomers among them, is not in this figure.")


@dataclass(frozen=True, kw_only=True)
class _Three:
    """The three figures of every country with both ends, largest gap first, and the Screens they are from."""

    rows: list[Degrees]
    screens: tuple[Screen, ...]

    @property
    def year(self) -> str:
        return self.screens[0].period

    def enough(self) -> bool:
        return len(self.rows) >= LEAST_PLACES


def _three(desk: Desk) -> _Three:
    """Those of the newest year of rural areas."""
    rural = desk.screen(View(indicator=_RURAL, lang=desk.say.code))
    others = [desk.screen(View(indicator=id, period=rural.period, lang=desk.say.code)) for id in (_CITY, _TOWN)]
    city, town, country = (_by_country(shown, rural.period) for shown in (*others, rural))
    return _Three(rows=villages.degrees(city, town, country), screens=(rural, *others))


def _by_country(shown: Screen, period: str) -> dict[str, float]:
    """Country -> figure, none where the Screen is of another period."""
    if shown.period != period:
        return {}
    return dict(zip(shown.valued["geo"], shown.valued["obs_value"].astype(float), strict=True))


def side_by_side(desk: Desk, view: View) -> Made:  # noqa: ARG001 - a maker's shape; the three figures are fixed
    """Cities, towns and rural areas of each country, and in how many the risk is higher in rural areas."""
    found, say = _three(desk), desk.say
    city, rural = ({one.geo: getattr(one, name) for one in found.rows} for name in ("city", "rural"))
    told = villages.degrees_finding(compared(rural, city), say.period(found.year), say)
    frame = _frame(found, say)
    return Made(
        body=dotted.dots(dotted.outermost(frame), say("Per cent at risk of poverty or exclusion"), about_people=False),
        subtitle=_subtitle(found, say),
        takeaway=told,
        alt=say("Three dots a country, the largest gap first. {finding}", finding=told),
        sources=pieces.sources_of(desk, *found.screens),
        table=pieces.table(villages.degrees_twin(found.rows, say), named_by_index=True),
        refused=not found.enough(),
        caution=" ".join(filter(None, (dotted.between(frame, say), _who(say)))),
    )


def _frame(found: _Three, say: Language) -> pd.DataFrame:
    columns = {
        say("Cities"): [one.city for one in found.rows],
        say("Towns and suburbs"): [one.town for one in found.rows],
        say("Rural areas"): [one.rural for one in found.rows],
    }
    return pd.DataFrame(columns, index=[say.country(one.geo) for one in found.rows], dtype=float)


def _subtitle(found: _Three, say: Language) -> str:
    n = say.plural("{n} country", "{n} countries", len(found.rows))
    year = say.period(found.year)
    return say("At risk of poverty or exclusion by degree of urbanisation, per cent, {year} · {n}", year=year, n=n)


def gap(desk: Desk, view: View) -> Made:  # noqa: ARG001
    """Rural areas minus cities, country by country: where each end of the gap lies."""
    found, say = _three(desk), desk.say
    told = gap_words(found.rows, say.period(found.year), say)
    return Made(
        body=_gap_bars(found.rows, say),
        subtitle=say("Rural areas minus cities, percentage points · {rest}", rest=_subtitle(found, say)),
        takeaway=told,
        alt=say("Bars to either side of zero, the largest gap first. {finding}", finding=told),
        sources=pieces.sources_of(desk, *found.screens),
        table=pieces.table(villages.degrees_twin(found.rows, say), named_by_index=True),
        refused=not found.enough(),
        caution=say("A survey of private households: small differences are within its margin."),
    )


def _gap_bars(rows: list[Degrees], say: Language) -> Bars:
    kept = rows if len(rows) <= _ENDS else [*rows[: _ENDS // 2], *rows[-_ENDS // 2 :]]
    title = say("Rural areas minus cities, percentage points")
    bars = tuple(Bar(name=say.country(one.geo), value=one.gap, told=villages.signed(one.gap, say)) for one in kept)
    return Bars(groups=((title, bars),), about_people=False)


def gap_words(rows: list[Degrees], year: str, say: Language) -> str:
    """The widest gap on either side; `rows` have the largest gap first."""
    if len(rows) < LEAST_PLACES:
        return _too_few(len(rows), say)
    top, low = rows[0], rows[-1]
    told = {
        "first": say.country(top.geo),
        "high": say.number(abs(top.gap), 1),
        "last": say.country(low.geo),
        "low": say.number(abs(low.gap), 1),
        "year": year,
        "n": say.number(len(rows)),
    }
    if top.gap > 0 > low.gap:
        return say(
            "{first}: {high} points more in rural areas than in cities. {last}: {low} points more in cities than in "
            "rural areas ({n} countries, {year}).",
            **told,
        )
    if low.gap >= 0:
        return say(
            "In none of {n} countries is the risk higher in cities; the gap runs from {low} points in {last} to {high} "
            "in {first}, rural areas above cities ({year}).",
            **told,
        )
    return say(
        "In none of {n} countries is the risk higher in rural areas; the gap runs from {high} points in {first} to "
        "{low} in {last}, cities above rural areas ({year}).",
        **told,
    )
