"""My neighbourhood: one page for a funding bid, the need of a neighbourhood against its city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard import text
from dashboard.brief import charts, maps, notes
from dashboard.brief.charts import Bar, Panel
from dashboard.brief.model import Brief, Desk, Picture, Table
from dashboard.language import Language
from dashboard.profile.facts import Place
from dashboard.screen import Screen
from dashboard.text import figure, flag_words, plain
from data_sources.model import Direction, Kind

LEAST = 5
"""Among fewer neighbourhoods with a figure none is said to have more or less than most."""

_MOST_ROWS = 10
_PANELS = 3


@dataclass(frozen=True, kw_only=True)
class Own:
    """One figure of a neighbourhood among those of its city; `value` is None where it is withheld or missing."""

    screen: Screen
    value: float | None
    flag: str
    conf: str
    others: pd.Series

    @property
    def middle(self) -> float:
        """What the neighbourhood in the middle has."""
        return float(self.others.median())

    @property
    def enough(self) -> bool:
        """True where the city has enough neighbourhoods with a figure to compare with."""
        return len(self.others) >= LEAST

    def needier(self) -> bool | None:
        """Whether it stands on the worse side of the middle; None where neither is worse, or nothing can be said."""
        direction = self.screen.indicator.direction
        if self.value is None or not self.enough or direction is Direction.NEUTRAL or self.value == self.middle:
            return None
        return (self.value < self.middle) == (direction is Direction.HIGHER)


def own(code: str, screens: Sequence[Screen]) -> tuple[Own, ...]:
    """The figures of a neighbourhood in those screens that list it, what is not a count first."""
    found = [_own(code, shown) for shown in screens if (shown.cells["geo"] == code).any()]
    return tuple(sorted(found, key=lambda one: one.screen.indicator.kind is Kind.COUNT))


def _own(code: str, shown: Screen) -> Own:
    cell = shown.cells[shown.cells["geo"] == code].iloc[0]
    value = None if pd.isna(cell["obs_value"]) else float(cell["obs_value"])
    return Own(
        screen=shown,
        value=value,
        flag=str(cell["obs_flag"]),
        conf=str(cell["conf_status"]),
        others=shown.valued["obs_value"],
    )


def neighbourhood(place: Place, city: str, screens: Sequence[Screen], desk: Desk) -> Brief:
    """One page: what the neighbourhood has beside the middle one of its city."""
    say, found = desk.say, own(place.code, screens)
    shown = [one for one in found if one.screen.indicator.kind is not Kind.COUNT][:_MOST_ROWS] or found[:_MOST_ROWS]
    named = {"place": place.name, "city": city}
    return Brief(
        code=place.code,
        lang=say.code,
        day=desk.day,
        title=say("{place} in {city}: what the figures say of its needs", **named),
        place_line=say("Neighbourhood of {city}, {country}", city=city, country=say.country(place.country)),
        question=say("What does {place} need more, or less, than other neighbourhoods of {city}?", **named),
        takeaways=takeaways(place, city, shown, say),
        pictures=tuple(_pictures(place, shown, say)),
        tables=(_table(place, shown, say),) if shown else (),
        method=(say("Beside each figure stands the neighbourhood in the middle: half have less, half have more."),),
        flags=(_withheld(shown, say),),
        caveats=(
            say("A neighbourhood is not its people: the figures are means and shares of all who live there."),
            notes.general(say)[-1],
        ),
        sources=notes.sources((one.screen.series.provenance for one in shown), say),
        citation=desk.citation,
        link=desk.link,
        snapshot=desk.snapshot,
        one_page=True,
    )


def takeaways(place: Place, city: str, shown: Sequence[Own], say: Language) -> tuple[str, ...]:
    """On how many figures it stands on the worse side, and the one furthest out; refused where too few are held."""
    judged = [one for one in shown if one.needier() is not None]
    if not judged:
        return (_neutral(place, city, shown, say),)
    worse = [one for one in judged if one.needier()]
    counted = say.plural(
        "Of {n} figure with a better side, {place} is on the worse side of the middle of {city} in {worse}.",
        "Of {n} figures with a better side, {place} is on the worse side of the middle of {city} in {worse}.",
        len(judged),
        place=place.name,
        city=city,
        worse=say.number(len(worse)),
    )
    return (counted, *(_stands(one, say) for one in sorted(worse or judged, key=_far, reverse=True)[:3]))


def _neutral(place: Place, city: str, shown: Sequence[Own], say: Language) -> str:
    """Without a better or worse side only where it stands can be told."""
    told = [one for one in shown if one.value is not None and one.enough]
    if not told:
        return say(
            "Too few figures of {place} are held, or too few neighbourhoods of {city} have them, to say what it needs.",
            place=place.name,
            city=city,
        )
    most = max(told, key=_far)
    return f"{say('None of the figures held has a better or a worse side, so no need is named.')} {_stands(most, say)}"


def _far(one: Own) -> float:
    """How far from the middle among its like, from 0 to 0.5."""
    return abs(float((one.others < (one.value or 0.0)).mean()) - 0.5)


def _stands(one: Own, say: Language) -> str:
    value, entry = one.value or 0.0, one.screen.indicator
    above, below = int((one.others > value).sum()), int((one.others < value).sum())
    told = {
        "title": say(entry.title),
        "value": figure(value, entry, say),
        "middle": figure(one.middle, entry, say),
        "period": say.period(one.screen.period),
        "all": say.number(len(one.others)),
    }
    if above <= below:
        return say.plural(
            "{title}, {period}: {value}, against {middle} in the middle; {n} of {all} neighbourhoods has more.",
            "{title}, {period}: {value}, against {middle} in the middle; {n} of {all} neighbourhoods have more.",
            above,
            **told,
        )
    return say.plural(
        "{title}, {period}: {value}, against {middle} in the middle; {n} of {all} neighbourhoods has less.",
        "{title}, {period}: {value}, against {middle} in the middle; {n} of {all} neighbourhoods have less.",
        below,
        **told,
    )


def _pictures(place: Place, shown: Sequence[Own], say: Language) -> list[Picture]:
    """The map of the figure furthest from the middle, and the bars of the first few."""
    told = [one for one in shown if one.value is not None and one.enough]
    if not told:
        return []
    first = max([one for one in told if one.needier()] or told, key=_far)
    png, height = maps.place_map(first.screen, place.code, say)
    kept = (text.title(first.screen, say), text.subtitle(first.screen, say))
    drawn = Picture(
        png=png,
        width_mm=maps.WIDTH_MM,
        height_mm=height,
        title=say(
            "{title}, {period}: {value} in {place}",
            title=say(first.screen.indicator.title),
            period=say.period(first.screen.period),
            value=figure(first.value or 0.0, first.screen.indicator, say),
            place=place.name,
        ),
        alt=f"{say('Map.')} {text.summary(first.screen, say)}",
        source=f"{' · '.join(kept)}. {text.source_line(first.screen, say)}",
    )
    return [drawn, _bars(place, told[:_PANELS], say)]


def _bars(place: Place, told: Sequence[Own], say: Language) -> Picture:
    panels = [
        Panel(
            title=text.title(one.screen, say),
            bars=_pair(place, one, say),
            about_people=one.screen.indicator.theme.about_people,
        )
        for one in told
    ]
    png, height = charts.panels(panels, None, 1)
    alt = " ".join(
        f"{panel.title}: " + "; ".join(f"{bar.name} {bar.told}" for bar in panel.bars) + "." for panel in panels
    )
    return Picture(
        png=png,
        width_mm=maps.WIDTH_MM,
        height_mm=height,
        title=say("Beside the middle of the city"),
        alt=f"{say('Bar charts.')} {alt}",
        source=say("All bars begin at zero."),
    )


def _pair(place: Place, one: Own, say: Language) -> tuple[Bar, ...]:
    entry, value = one.screen.indicator, one.value or 0.0
    middle = say("middle of {n}", n=say.number(len(one.others)))
    return (
        Bar(name=place.name, value=value, told=figure(value, entry, say), kind=0),
        Bar(name=middle, value=one.middle, told=figure(one.middle, entry, say), kind=3),
    )


def _table(place: Place, shown: Sequence[Own], say: Language) -> Table:
    heads = (say("Figure, unit"), say("Year"), say("Remark"), place.name, say("Middle"), say("Neighbourhoods"))
    return Table(
        title=say("The figures"),
        columns=heads,
        widths=(42, 12, 16, 12, 10, 14),
        figures=3,
        rows=tuple(_row(one, say) for one in shown),
    )


def _row(one: Own, say: Language) -> tuple[str, ...]:
    entry = one.screen.indicator
    remark = flag_words(one.flag, one.conf, say) or (say("no figure") if one.value is None else "–")
    return (
        say("{title} ({unit})", title=say(entry.title), unit=say(entry.unit.name)),
        say.period(one.screen.period),
        remark,
        plain(one.value, entry, say) if one.value is not None else "–",
        plain(one.middle, entry, say) if one.enough else "–",
        say.number(len(one.others)),
    )


def _withheld(shown: Sequence[Own], say: Language) -> str:
    n = sum(bool(one.conf) and one.value is None for one in shown)
    if n:
        return say.plural(
            "{n} figure is withheld, so that nobody can be recognised.",
            "{n} figures are withheld, so that nobody can be recognised.",
            n,
        )
    return say("No figure of this neighbourhood is withheld; small ones of others may be.")
