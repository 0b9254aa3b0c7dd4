"""The figures of a theme in one place, each with an arrivals figure of the same level and year beside it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.evidence import Standing, age_years
from analysis.members import Origin, Union
from dashboard.language import Language
from dashboard.palette import Look, about, surface
from dashboard.text import direction, figure, flag_words, plain
from data_sources.model import Indicator, Level

_WIDTH, _HEIGHT, _EDGE = 240, 22, 8
_DOT, _MARK = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One indicator in one place; `union` is the figure for the EU, None at levels that have none."""

    entry: Indicator
    here: Standing
    union: Union | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An indicator of the theme and, where one is held near its year, the arrivals figure beside it."""

    place: Figure
    arrivals: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What all rows share: the place's name and level, the year of today, language and look."""

    name: str
    level: Level
    year: int
    say: Language
    look: Look


def age(period: str, context: Context) -> str:
    """Year and age in words, such as `2021, 5 years old`."""
    say, years = context.say, age_years(period, context.year)
    if years is None:
        return say.period(period)
    old = say.plural("{n} year old", "{n} years old", years) if years else say("of this year")
    return f"{say.period(period)}, {old}"


def reference(shown: Figure, context: Context) -> str:
    """The figure for the EU in the same period, else the middle of the places shown in the strip."""
    say, entry, here = context.say, shown.entry, shown.here
    union = dict(shown.union.history).get(here.period) if shown.union else None
    if shown.union is not None and union is not None:
        own = say("EU") if shown.union.origin is Origin.SOURCE else say("median of the EU")
        return f"{own} {figure(union, entry, say)}"
    middle = figure(here.median, entry, say)
    if context.level is Level.COUNTRY:
        return say("median of {n} countries {value}", n=say.number(len(here.others)), value=middle)
    return say("median of {n} cities {value}", n=say.number(len(here.others)), value=middle)


def as_html(rows: list[Row], context: Context) -> str:
    """A table with a row an indicator: figure, reference and strip in teal, the arrivals figure in purple."""
    say = context.say
    heads = (say("Indicator"), context.name, say("Among all places"), say("Arrivals, same or nearest year"))
    head = "".join(f'<th role="columnheader" scope="col">{escape(text)}</th>' for text in (*heads, heads[2]))
    body = "".join(_row(row, heads, context) for row in rows)
    caption = escape(say("Figures of {place} beside arrivals", place=context.name))
    return (
        f'<table role="table" class="beside"><caption>{caption}</caption><thead role="rowgroup"><tr role="row">'
        f'{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: Row, heads: tuple[str, ...], context: Context) -> str:
    say, entry = context.say, row.place.entry
    title = escape(say(entry.title))
    better = escape(direction(entry, say))
    cells = _cells(row.place, heads[1], about_people=False, context=context)
    beside = _none(say) if row.arrivals is None else _cells(row.arrivals, "", about_people=True, context=context)
    note = f'<span class="note">{better}</span>' if better else ""
    return f'<tr role="row"><th role="rowheader" scope="row">{title}{note}</th>{cells}{beside}</tr>'


def _none(say: Language) -> str:
    text = escape(say("No arrivals figure within five years of it."))
    return f'<td role="cell"><span class="note">{text}</span></td><td role="cell"></td>'


def _cells(shown: Figure, head: str, *, about_people: bool, context: Context) -> str:
    value = escape(_with_flag(shown, context.say))
    when, middle = escape(age(shown.here.period, context)), escape(reference(shown, context))
    title = f'<span class="note">{escape(context.say(shown.entry.title))}</span>' if about_people else ""
    drawn = strip(shown, context, about_people=about_people)
    return (
        f'<td role="cell" data-head="{escape(head)}">{title}<span class="value">{value}</span>'
        f'<span class="note">{when}</span></td>'
        f'<td role="cell">{drawn}<span class="note">{middle}</span></td>'
    )


def _with_flag(shown: Figure, say: Language) -> str:
    words = flag_words(shown.here.flag, "", say)
    value = figure(shown.here.value, shown.entry, say)
    unit = "" if shown.entry.unit.symbol else f" {say(shown.entry.unit.name)}"
    return f"{value}{unit}" + (f" ({words})" if words else "")


def strip(shown: Figure, context: Context, *, about_people: bool) -> str:
    """All places as dots on one line from the lowest to the highest, this place as a larger one; SVG."""
    low, high = shown.here.others[0], shown.here.others[-1]
    colour = about(about_people=about_people, look=context.look)
    muted = surface(context.look).muted
    dots = "".join(_dot(_at(value, low, high)) for value in shown.here.others)
    middle = _HEIGHT / 2
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(alt(shown, context))}">'
        f'<path d="M{_EDGE} {middle}H{_WIDTH - _EDGE}" stroke="{muted}" stroke-width="1"/>'
        f'<path d="{dots}" fill="{colour}" fill-opacity="0.35"/>'
        f'<circle cx="{_at(shown.here.value, low, high):.1f}" cy="{middle}" r="{_MARK}" fill="{colour}" '
        f'stroke="{surface(context.look).page}" stroke-width="2"/></svg>'
    )


def _at(value: float, low: float, high: float) -> float:
    """Pixels from the left of a value between two ends."""
    return _EDGE + (_WIDTH - 2 * _EDGE) * ((value - low) / ((high - low) or 1))


def _dot(x: float) -> str:
    return f"M{x - _DOT:.1f} {_HEIGHT / 2}a{_DOT} {_DOT} 0 1 0 {2 * _DOT} 0a{_DOT} {_DOT} 0 1 0 {-2 * _DOT} 0"


def alt(shown: Figure, context: Context) -> str:
    """The strip in words."""
    say, here = context.say, shown.here
    return say(
        "{title}, {period}: {place} {value}, among {n} places from {low} to {high}.",
        title=say(shown.entry.title),
        period=say.period(here.period),
        place=context.name,
        value=figure(here.value, shown.entry, say),
        n=say.number(len(here.others)),
        low=figure(here.others[0], shown.entry, say),
        high=figure(here.others[-1], shown.entry, say),
    )


def twin(rows: list[Row], context: Context) -> pd.DataFrame:
    """The same as plain cells of text, for the file to take away."""
    say = context.say
    beside = [row.arrivals for row in rows]
    columns = {
        say("Unit"): [say(row.place.entry.unit.name) for row in rows],
        context.name: [plain(row.place.here.value, row.place.entry, say) for row in rows],
        say("Year"): [say.period(row.place.here.period) for row in rows],
        say("Compared with"): [reference(row.place, context) for row in rows],
        say("Arrivals figure"): [say(one.entry.title) if one else "" for one in beside],
        say("Arrivals"): [plain(one.here.value, one.entry, say) if one else "" for one in beside],
        say("Arrivals, year"): [say.period(one.here.period) if one else "" for one in beside],
    }
    return pd.DataFrame(columns, index=pd.Index([say(row.place.entry.title) for row in rows], name=say("Indicator")))


def finding(rows: list[Row], context: Context) -> str:
    """How many of the theme's figures lie above the middle of all places, and where arrivals lie; no judgement."""
    say = context.say
    if not rows:
        return say("No figure of this theme is held for {place}.", place=context.name)
    above = sum(row.place.here.value > row.place.here.median for row in rows)
    first = say.plural(
        "{place} has {n} figure in this theme; {above} lies above the middle of all places.",
        "{place} has {n} figures in this theme; {above} of them lie above the middle of all places.",
        len(rows),
        place=context.name,
        above=say.number(above),
    )
    return f"{first} {_arrivals(rows, context)}"


def _arrivals(rows: list[Row], context: Context) -> str:
    say = context.say
    newest = max((row.arrivals for row in rows if row.arrivals), key=lambda one: one.here.period, default=None)
    if newest is None:
        return say("No arrivals figure is held near those years.")
    here = newest.here
    words = {"title": say(newest.entry.title), "period": say.period(here.period)}
    if here.value > here.median:
        return say("Its arrivals figure lies above the middle: {title}, {period}.", **words)
    return say("Its arrivals figure does not lie above the middle: {title}, {period}.", **words)
