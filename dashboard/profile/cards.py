"""Arrivals through time: a small chart each, the place in purple, its country in grey. HTML, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from dashboard.language import Language
from dashboard.palette import Look, about, surface
from dashboard.profile.book import Book
from dashboard.profile.facts import Fact, Relation, history, newest_form
from dashboard.profile.words import age, entry_of, name, remarks, value, whose
from dashboard.text import figure, spoken
from data_sources.model import UNDATED

GROUPS = (
    ("c_forborn", "f_forborn"),
    ("c_foreigners", "f_foreigners", "for_ctz"),
    ("netmig_n3", "netmig_n2", "imm_rate"),
    ("uk_asylum_support", "it_reception", "asy_all"),
    ("f_abroad", "tp_stock"),
)
"""What the charts are of: the first of each that is held for the place or a wider one; the closest goes first."""

MOST = 4
_WIDE, _TALL, _EDGE, _DOT = 260, 72, 5, 3
_YEAR_GAP = 1.5
_MONTH_DIGITS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A figure with its history, and that of its country: year (with a fraction for months) -> value."""

    fact: Fact
    own: Mapping[float, float]
    country: Mapping[float, float]


def cards(found: Sequence[Fact], book: Book) -> tuple[Card, ...]:
    """The arrivals charts of a place, at most `MOST`."""
    by_id = {one.indicator: one for one in found}
    chosen = [_chosen([by_id[id] for id in group if id in by_id]) for group in GROUPS]
    return tuple(_card(one, book) for one in [one for one in chosen if one][:MOST])


def _chosen(group: Sequence[Fact]) -> Fact | None:
    order = list(Relation)
    return min(group, key=lambda one: order.index(one.relation), default=None)


def _card(fact: Fact, book: Book) -> Card:
    sheet = newest_form(fact.place, book[fact.indicator])
    own = {year_of(one.period): one.value for one in history(fact.place, sheet) if one.period != UNDATED}
    beside = () if fact.country is None else sheet.history(fact.place.country)
    first = min(own, default=0.0)
    country = {year_of(one.period): one.value for one in beside if year_of(one.period) >= first}
    return Card(fact=fact, own=own, country=country)


def year_of(period: str) -> float:
    """The period as a number of years: a month is a twelfth, a quarter a fourth."""
    part = period[5:]
    if part.startswith("Q"):
        return int(period[:4]) + (int(part[1:]) - 1) / 4
    return int(period[:4]) + (int(part[:2]) - 1) / 12 if len(period) == _MONTH_DIGITS else float(period[:4])


def as_html(shown: Sequence[Card], say: Language, look: Look) -> str:
    """All cards side by side."""
    return f'<ul class="cards">{"".join(_html(one, say, look) for one in shown)}</ul>'


def _html(card: Card, say: Language, look: Look) -> str:
    fact = card.fact
    notes = [whose(fact, say), remarks(fact, say)]
    beside = _beside(card, say)
    small = "".join(f'<span class="note">{escape(note)}</span>' for note in notes if note)
    return (
        f'<li><h3>{escape(name(fact, say))}</h3><p class="figure">{_large(fact, say)} '
        f'<span class="note when">{escape(age(fact, say))}</span></p>{small}'
        f"{picture(card, say, look)}{_ends(card)}<span class='note'>{beside}</span></li>"
    )


def _large(fact: Fact, say: Language) -> str:
    """The figure, its unit smaller where it is in words."""
    unit = entry_of(fact).unit
    number = escape(figure(fact.value, entry_of(fact), say))
    return number if unit.symbol else f'{number} <span class="unit">{escape(say(unit.name))}</span>'


def _beside(card: Card, say: Language) -> str:
    """The country's figure, after a sample of its line."""
    fact = card.fact
    if fact.country is None:
        return ""
    words = say(
        "{country}: {value} in {period}",
        country=say.country(fact.place.country),
        value=spoken(fact.country, entry_of(fact), say),
        period=say.period(fact.country_period),
    )
    return f'<i class="line" aria-hidden="true"></i>{escape(words)}'


def _ends(card: Card) -> str:
    """The first and last year below the picture."""
    years = sorted({*card.own, *card.country})
    if len(years) < 2:  # noqa: PLR2004
        return ""
    return f'<p class="ends" aria-hidden="true"><span>{int(years[0])}</span><span>{int(years[-1])}</span></p>'


def picture(card: Card, say: Language, look: Look) -> str:
    """The lines from zero (or the lowest below it), cut where years are missing; one figure alone is a dot."""
    values = [*card.own.values(), *card.country.values()]
    years = sorted({*card.own, *card.country})
    if not years:
        return ""
    low, high = min(0.0, *values), max(0.0, *values)
    frame = _Frame(first=years[0], last=years[-1], low=low, high=high)
    colour, grey = about(about_people=True, look=look), surface(look).muted
    zero = frame.y(0.0)
    label = escape(_alt(card, say))
    return (
        f'<svg class="years" viewBox="0 0 {_WIDE} {_TALL}" role="img" aria-label="{label}">'
        f'<path d="M0 {zero:.1f}H{_WIDE}" stroke="{grey}" stroke-width="0.75" opacity="0.6"/>'
        f"{_lines(card.country, frame, grey, 1.25)}{_lines(card.own, frame, colour, 2)}"
        f"{_end(card.own, frame, colour)}</svg>"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """The ends of both axes."""

    first: float
    last: float
    low: float
    high: float

    def x(self, year: float) -> float:
        """Pixels from the left."""
        return _EDGE + (_WIDE - 2 * _EDGE) * (year - self.first) / ((self.last - self.first) or 1)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return _TALL - _EDGE - (_TALL - 2 * _EDGE) * (value - self.low) / ((self.high - self.low) or 1)


def _lines(values: Mapping[float, float], frame: _Frame, colour: str, width: float) -> str:
    years = sorted(values)
    cuts = {later for year, later in pairwise(years) if later - year >= _YEAR_GAP}
    points = "".join(
        f"{'M' if number == 0 or year in cuts else 'L'}{frame.x(year):.1f} {frame.y(values[year]):.1f}"
        for number, year in enumerate(years)
    )
    alone = "".join(_dot(frame.x(year), frame.y(values[year])) for year in years if _alone(year, years))
    return (
        f'<path d="{points}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'
        f'<path d="{alone}" fill="{colour}"/>'
    )


def _alone(year: float, years: Sequence[float]) -> bool:
    """Whether no year next to it has a figure."""
    return all(abs(other - year) >= _YEAR_GAP for other in years if other != year)


def _dot(x: float, y: float) -> str:
    return f"M{x - 2:.1f} {y:.1f}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"


def _end(values: Mapping[float, float], frame: _Frame, colour: str) -> str:
    last = max(values, default=None)
    if last is None:
        return ""
    return f'<circle cx="{frame.x(last):.1f}" cy="{frame.y(values[last]):.1f}" r="{_DOT}" fill="{colour}"/>'


def _alt(card: Card, say: Language) -> str:
    """The picture in words: its first and last figure."""
    fact, entry, years = card.fact, entry_of(card.fact), sorted(card.own)
    told = {"title": name(fact, say), "place": fact.place.name}
    if len(years) < 2:  # noqa: PLR2004
        return say("{title}, {place}: one figure, {value}.", **told, value=value(fact, say))
    return say(
        "{title}, {place}: {n} figures, from {first} in {start} to {last} in {end}.",
        **told,
        n=say.number(len(years)),
        first=spoken(card.own[years[0]], entry, say),
        last=spoken(card.own[years[-1]], entry, say),
        start=str(int(years[0])),
        end=str(int(years[-1])),
    )
