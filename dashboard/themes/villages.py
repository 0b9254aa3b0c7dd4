"""The smart-village lens: rural areas beside towns and cities, in figures of each country and of small regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import isfinite

import pandas as pd

from analysis.evidence import LEAST_PLACES, Comparison, Spread
from dashboard.language import Language
from dashboard.palette import Look, about, surface

DEGREES = ("arope_cities", "arope_towns", "arope_du")
"""At risk of poverty or exclusion in cities, in towns and suburbs, in rural areas."""

RATIO = "income_rural"
CLASS = "urban_rural"
MOVES = ("netmig_urt", "natchange_urt", "popchange_urt")
"""What is cut by the urban-rural class of small regions; the first is the arrivals figure."""

CLASSES = {1: "Urban regions", 2: "Intermediate regions", 3: "Rural regions"}
"""Class of the source -> its name."""

_WIDTH, _HEIGHT, _EDGE, _MARK = 240, 22, 8, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Degrees:
    """One country: per cent in cities, in towns and in rural areas; NaN where none is held."""

    geo: str
    city: float
    town: float
    rural: float

    @property
    def gap(self) -> float:
        """Rural areas minus cities, in percentage points."""
        return self.rural - self.city


def degrees(city: Mapping[str, float], town: Mapping[str, float], rural: Mapping[str, float]) -> list[Degrees]:
    """Countries with a figure for cities and for rural areas, the largest gap first."""
    missing = float("nan")
    found = [
        Degrees(geo=geo, city=city[geo], town=town.get(geo, missing), rural=rural[geo])
        for geo in sorted(city.keys() & rural.keys())
    ]
    return sorted((one for one in found if isfinite(one.gap)), key=lambda one: (-one.gap, one.geo))


def degrees_finding(found: Comparison, year: str, say: Language) -> str:
    """In how many countries poverty risk is higher in rural areas; nothing where too few have both figures."""
    if not found.enough:
        return say(
            "Only {n} countries have both figures, fewer than {least}: no count is given.",
            n=say.number(found.n),
            least=LEAST_PLACES,
        )
    lower = found.n - found.higher - found.equal
    counted = {"k": say.number(found.higher), "n": say.number(found.n), "other": say.number(lower), "year": year}
    if found.higher >= lower:
        said = say(
            "In {k} of {n} countries poverty risk is higher in rural areas than in cities; in {other} it is higher in "
            "cities ({year}).",
            **counted,
        )
    else:
        said = say(
            "In {other} of {n} countries poverty risk is higher in cities than in rural areas; in {k} it is higher in "
            "rural areas ({year}).",
            **counted,
        )
    return f"{said} {_middle(found.median_gap, say)}"


def _middle(gap: float, say: Language) -> str:
    points = say.number(abs(gap), 1)
    if gap > 0:
        return say("The middle gap is {points} points, rural areas above cities.", points=points)
    if gap < 0:
        return say("The middle gap is {points} points, cities above rural areas.", points=points)
    return say("The middle gap is zero.")


def moves_finding(found: Mapping[int, Spread], say: Language) -> str:
    """How many rural and urban small regions more people moved to than from; nothing where one class has too few."""
    urban, rural = found.get(1), found.get(3)
    if urban is None or rural is None or min(urban.n, rural.n) < LEAST_PLACES:
        return say("Too few regions have both a class and a figure: no count is given.")
    counted = {
        "rural": say.number(rural.above),
        "rural_n": say.number(rural.n),
        "urban": say.number(urban.above),
        "urban_n": say.number(urban.n),
    }
    said = say(
        "More people moved in than out in {rural} of {rural_n} rural regions and in {urban} of {urban_n} urban ones "
        "(yearly average, years not stated by the source).",
        **counted,
    )
    if rural.median > urban.median:
        return f"{said} {say('The middle rural region gained more per 1,000 residents than the middle urban one.')}"
    return f"{said} {say('The middle rural region did not gain more per 1,000 residents than the middle urban one.')}"


def degrees_html(rows: list[Degrees], say: Language, look: Look) -> str:
    """A table with a row a country: three figures, their gap, and the three on one line from zero."""
    heads = (say("Country"), say("Cities, %"), say("Towns, %"), say("Rural, %"), say("Gap, points"))
    end = max((max(row.city, row.rural, _or_zero(row.town)) for row in rows), default=1.0)
    body = "".join(_degrees_row(row, end, heads, say, look) for row in rows)
    scale = escape(say("From 0 to {end} %", end=say.number(end, 1)))
    caption = say("Poverty risk in cities, towns and rural areas")
    return f'<p class="key">{key(say, look)}</p>' + _table(caption, (*map(escape, heads), scale), body)


def _degrees_row(row: Degrees, end: float, heads: tuple[str, ...], say: Language, look: Look) -> str:
    cells = (_plain(row.city, say), _plain(row.town, say), _plain(row.rural, say), signed(row.gap, say))
    figures = "".join(
        f'<td role="cell" data-head="{escape(head)}">{cell}</td>' for head, cell in zip(heads[1:], cells, strict=True)
    )
    name = escape(say.country(row.geo))
    return (
        f'<tr role="row"><th role="rowheader" scope="row">{name}</th>{figures}'
        f'<td role="cell">{_marks(row, end, say, look)}</td></tr>'
    )


def key(say: Language, look: Look) -> str:
    """What the marks mean, each drawn beside its word."""
    colour = about(about_people=False, look=look)
    signs = (("city", say("cities")), ("town", say("towns")), ("rural", say("rural")))
    return "".join(
        f'<svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{_sign(kind, 7, 7, colour, look)}</svg> '
        f"{escape(word)} &nbsp;"
        for kind, word in signs
    )


def _marks(row: Degrees, end: float, say: Language, look: Look) -> str:
    colour, middle = about(about_people=False, look=look), _HEIGHT / 2
    at = {kind: _EDGE + (_WIDTH - 2 * _EDGE) * value / end for kind, value in _kinds(row)}
    signs = "".join(_sign(kind, x, middle, colour, look) for kind, x in at.items())
    label = say(
        "{place}: cities {city} %, rural areas {rural} %.",
        place=say.country(row.geo),
        city=_plain(row.city, say),
        rural=_plain(row.rural, say),
    )
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(label)}">'
        f'<path d="M{_EDGE} {middle}H{_WIDTH - _EDGE}" stroke="{surface(look).no_data}"/>'
        f'<path d="M{at["city"]:.1f} {middle}H{at["rural"]:.1f}" stroke="{colour}" stroke-width="2"/>{signs}</svg>'
    )


def _kinds(row: Degrees) -> list[tuple[str, float]]:
    found = (("town", row.town), ("city", row.city), ("rural", row.rural))
    return [(kind, value) for kind, value in found if isfinite(value)]


def _sign(kind: str, x: float, y: float, colour: str, look: Look) -> str:
    """A hollow circle for cities, a bar for towns, a full square for rural areas."""
    page = surface(look).page
    if kind == "city":
        return f'<circle cx="{x:.1f}" cy="{y}" r="{_MARK}" fill="{page}" stroke="{colour}" stroke-width="2"/>'
    if kind == "town":
        return f'<path d="M{x:.1f} {y - 5}v10" stroke="{colour}" stroke-width="2"/>'
    side = 2 * _MARK - 1
    return f'<rect x="{x - side / 2:.1f}" y="{y - side / 2}" width="{side}" height="{side}" fill="{colour}"/>'


def degrees_twin(rows: list[Degrees], say: Language) -> pd.DataFrame:
    """The same figures as text, for the file to take away."""
    columns = {
        say("Cities, %"): [_plain(row.city, say) for row in rows],
        say("Towns, %"): [_plain(row.town, say) for row in rows],
        say("Rural, %"): [_plain(row.rural, say) for row in rows],
        say("Gap, points"): [signed(row.gap, say) for row in rows],
    }
    return pd.DataFrame(columns, index=pd.Index([say.country(row.geo) for row in rows], name=say("Country")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One figure of one urban-rural class; `reach` is the end of the scale that its classes share."""

    title: str
    name: int
    spread: Spread
    reach: float


def moves_html(found: Mapping[str, Mapping[int, Spread]], titles: Mapping[str, str], say: Language, look: Look) -> str:
    """A table with a row an indicator and class: regions, those above zero, the middle, and the middle half drawn."""
    heads = (
        say("Figure and class"),
        say("Regions"),
        say("Above zero"),
        say("Middle"),
        say("Middle half; line at zero"),
    )
    rows = [
        Moved(title=titles[id], name=name, spread=spread, reach=_reach(spreads))
        for id, spreads in found.items()
        for name, spread in sorted(spreads.items())
        if name in CLASSES
    ]
    body = "".join(_moves_row(row, heads, say, look) for row in rows)
    return _table(say("Population change by urban-rural class"), tuple(map(escape, heads)), body)


def _moves_row(row: Moved, heads: tuple[str, ...], say: Language, look: Look) -> str:
    cells = (say.number(row.spread.n), say.number(row.spread.above), signed(row.spread.median, say))
    figures = "".join(
        f'<td role="cell" data-head="{escape(head)}">{cell}</td>' for head, cell in zip(heads[1:4], cells, strict=True)
    )
    label = f'{escape(say(CLASSES[row.name]))}<span class="note">{escape(row.title)}</span>'
    drawn = _box(row.spread, row.reach, say, look)
    return f'<tr role="row"><th role="rowheader" scope="row">{label}</th>{figures}<td role="cell">{drawn}</td></tr>'


def _reach(spreads: Mapping[int, Spread]) -> float:
    """The farthest end of a middle half from zero: one scale for the classes of an indicator."""
    return max((abs(end) for one in spreads.values() for end in (one.low, one.high)), default=1.0) or 1.0


def _box(spread: Spread, reach: float, say: Language, look: Look) -> str:
    colour, middle = about(about_people=True, look=look), _HEIGHT / 2
    half = (_WIDTH - 2 * _EDGE) / 2
    low, centre, high = (_WIDTH / 2 + half * value / reach for value in (spread.low, spread.median, spread.high))
    label = say(
        "Half of the regions lie between {low} and {high}.", low=signed(spread.low, say), high=signed(spread.high, say)
    )
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(label)}">'
        f'<path d="M{_WIDTH / 2} 0V{_HEIGHT}" stroke="{surface(look).muted}"/>'
        f'<rect x="{low:.1f}" y="6" width="{max(high - low, 1):.1f}" height="10" fill="{colour}" fill-opacity="0.45"/>'
        f'<circle cx="{centre:.1f}" cy="{middle}" r="{_MARK}" fill="{colour}"/></svg>'
    )


def _table(caption: str, heads: tuple[str, ...], body: str) -> str:
    """`heads` are HTML, as are the rows in `body`."""
    head = "".join(f'<th role="columnheader" scope="col">{one}</th>' for one in heads)
    return (
        f'<table role="table" class="beside"><caption>{escape(caption)}</caption><thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def signed(value: float, say: Language) -> str:
    """A difference with its sign and one decimal; a dash where there is none."""
    if not isfinite(value):
        return "–"
    shown = say.number(abs(value), 1)
    return f"+{shown}" if value > 0 else f"−{shown}" if value < 0 else shown


def _plain(value: float, say: Language) -> str:
    return say.number(value, 1) if isfinite(value) else "–"


def _or_zero(value: float) -> float:
    return value if isfinite(value) else 0.0
