"""The overview as a table that is a picture: one row an indicator, under the head of its target. HTML, nothing else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.trend import LONG, SHORT, Trend, Window
from dashboard.language import Language
from dashboard.palette import Look, about, surface
from dashboard.sdg11 import position, text
from dashboard.sdg11.figures import UNION
from dashboard.sdg11.standing import Standing
from dashboard.sdg11.targets import Target
from dashboard.text import figure, flag_words

_WIDE, _TALL, _PAD = 120, 26, 4
_SPARK_YEARS = 20
_LEAST_LINE = 2


@dataclass(frozen=True, kw_only=True)
class Block:
    """A target with the rows of its indicators, and a line on what is not in the rows."""

    target: Target
    standings: tuple[Standing, ...]
    note: str


def picture(blocks: Sequence[Block], place: str, say: Language, look: Look) -> str:
    """The whole table."""
    heads = _heads(place, say)
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
    body = "".join(_block(one, heads, say, look) for one in blocks)
    caption = escape(say("Indicators of SDG 11 by target, {place}", place=text.place_name(place, say)))
    table = f"<table class='sdg11'><caption>{caption}</caption><thead><tr>{head}</tr></thead>{body}</table>"
    return f"{_style(look)}<div class='sdg11-box'>{table}</div>"


def _heads(place: str, say: Language) -> tuple[str, ...]:
    return (
        say("Indicator"),
        say("Newest"),
        *(() if place == UNION else (say("European Union"),)),
        say("Last {n} years", n=_SPARK_YEARS),
        say("{n} years", n=LONG.years),
        say("{n} years", n=SHORT.years),
        say("Steps to target"),
    )


def _block(block: Block, heads: Sequence[str], say: Language, look: Look) -> str:
    one = block.target
    name = f"<b>{escape(one.code)} {escape(one.name)}</b> <span class='q'>{escape(one.plain)}</span>"
    gap = "" if block.standings else " g"
    note = f"<div class='q{gap}'>{escape(block.note)}</div>" if block.note else ""
    head = f"<tr class='t'><th scope='rowgroup' colspan='{len(heads)}'>{name}{note}</th></tr>"
    return f"<tbody>{head}{''.join(_row(each, heads, say, look) for each in block.standings)}</tbody>"


def _row(one: Standing, heads: Sequence[str], say: Language, look: Look) -> str:
    cells = [
        _newest(one, say),
        *(() if one.place == UNION else (escape(figure(one.union, one.entry, say)),)),
        _spark(one, say, look),
        _trend(one, one.long, LONG, say),
        _trend(one, one.short, SHORT, say),
        f"{escape(position.steps(one.distance, say))} {_small(position.aim(one, say))}",
    ]
    columns = zip(heads[1:], cells, strict=True)
    body = "".join(f"<td data-h='{escape(head)}'>{cell}</td>" for head, cell in columns)
    more = ", ".join(part for part in (_unit(one, say), _kind(one, say)) if part)
    return f"<tr><th scope='row'>{escape(say(one.entry.title))} {_small(more)}</th>{body}</tr>"


def _unit(one: Standing, say: Language) -> str:
    """The unit's name where no symbol follows the figure and the title does not say it."""
    name = say(one.entry.unit.name)
    return "" if one.entry.unit.symbol or name.casefold() == say(one.entry.title).casefold() else name


def _small(words: str) -> str:
    return f"<span class='q'>{escape(words)}</span>" if words else ""


def _kind(one: Standing, say: Language) -> str:
    """What sets an indicator apart from its neighbours."""
    if one.figures.official:
        return say("official UN series")
    return say("variant, not counted") if one.entry.variant_of else ""


def _newest(one: Standing, say: Language) -> str:
    if one.year is None:
        n = len(one.figures.series)
        return _small(say.plural("no figure; {n} country has one", "no figure; {n} countries have one", n))
    words = flag_words(one.flag, "", say)
    flag = f"<sup title='{escape(words)}'>{escape(one.flag)}</sup>" if words else ""
    return f"{escape(figure(one.value, one.entry, say))}{flag} {_small(str(one.year))}"


def _trend(one: Standing, trend: Trend, window: Window, say: Language) -> str:
    """An arrow, the verdict and the rate; or in small letters why there is none."""
    if one.year is None:
        return "–"
    if trend.verdict is None:
        return _small(text.reason(trend, window.least, say))
    mark = f"<span class='a' aria-hidden='true'>{text.ARROWS[trend.verdict]}</span>"
    cut = say("break in {years}", years=", ".join(map(str, trend.breaks))) if trend.breaks else ""
    return f"{mark}{escape(text.verdict(trend, say))} {_small(text.rate(trend, say))} {_small(cut)}"


def _spark(one: Standing, say: Language, look: Look) -> str:
    """The last twenty years as a thin line, cut where years are missing, its end marked."""
    own = one.figures.series.get(one.place, {})
    last = one.year or 0
    years = [year for year in own if last - _SPARK_YEARS <= year <= last]
    if len(years) < _LEAST_LINE:
        return ""
    drawn = spark_svg({year: own[year] for year in years}, about(about_people=False, look=look))
    ends = {"start": str(years[0]), "end": str(years[-1])}
    alt = say(
        "From {first} in {start} to {last} in {end}",
        first=figure(own[years[0]], one.entry, say),
        last=figure(own[years[-1]], one.entry, say),
        **ends,
    )
    data = b64encode(drawn.encode()).decode()
    return f"<img src='data:image/svg+xml;base64,{data}' width='{_WIDE}' height='{_TALL}' alt='{escape(alt)}'>"


def spark_svg(values: Mapping[int, float], colour: str) -> str:
    """A small picture of year -> value: one line for each stretch of years without a gap."""
    years = sorted(values)
    low, high = min(values.values()), max(values.values())
    across = (_WIDE - 2 * _PAD) / max(years[-1] - years[0], 1)
    down = (_TALL - 2 * _PAD) / ((high - low) or 1)
    at = {year: (_PAD + across * (year - years[0]), _PAD + down * (high - values[year])) for year in years}
    points = {year: f"{x:.1f},{y:.1f}" for year, (x, y) in at.items()}
    stretches: list[list[int]] = []
    for year in years:
        if stretches and stretches[-1][-1] == year - 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    drawn = "".join(
        f"<polyline points='{' '.join(points[year] for year in part)}' fill='none' stroke='{colour}' "
        "stroke-width='1.5' stroke-linejoin='round' stroke-linecap='round'/>"
        for part in stretches
    )
    x, y = at[years[-1]]
    end = f"<circle cx='{x:.1f}' cy='{y:.1f}' r='2.5' fill='{colour}'/>"
    size = f"viewBox='0 0 {_WIDE} {_TALL}' width='{_WIDE}' height='{_TALL}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {size}>{drawn}{end}</svg>"


def _style(look: Look) -> str:
    colours = surface(look)
    line = f"1px solid {colours.no_data}"
    return f"""<style>
.sdg11-box {{ container-type: inline-size; }}
.sdg11 {{ width: 100%; border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }}
.sdg11 caption {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
.sdg11 th, .sdg11 td {{ text-align: left; font-weight: 400; padding: .3rem .75rem .3rem 0; vertical-align: top; }}
.sdg11 thead th {{ color: {colours.muted}; border-bottom: {line}; }}
.sdg11 tbody tr + tr {{ border-top: {line}; }}
.sdg11 .t th {{ padding-top: 1.1rem; }}
.sdg11 .t b {{ font-weight: 600; font-size: 1rem; margin-right: .5rem; }}
.sdg11 .q {{ color: {colours.muted}; }}
.sdg11 td .q {{ white-space: nowrap; }}
.sdg11 td:first-of-type .q {{ white-space: normal; }}
.sdg11 .g {{ border-left: 3px dashed {colours.no_data}; margin: .35rem 0; padding-left: .75rem; }}
.sdg11 .a {{ font-weight: 600; color: {colours.places}; display: inline-block; width: 1.1em; }}
.sdg11 img {{ display: block; }}
.sdg11 tbody th[scope="row"] {{ min-width: 11rem; }}
@container (max-width: 760px) {{
  .sdg11, .sdg11 tbody, .sdg11 tr, .sdg11 th, .sdg11 td {{ display: block; }}
  .sdg11 thead {{ display: none; }}
  .sdg11 tr:not(.t) > th {{ font-weight: 600; padding-top: .6rem; }}
  .sdg11 td {{ display: block; padding: .1rem 0 .1rem 8.5rem; position: relative; min-height: 1.4rem; }}
  .sdg11 td:empty {{ display: none; }}
  .sdg11 td::before {{ content: attr(data-h); color: {colours.muted}; position: absolute; left: 0; }}
}}
</style>"""
