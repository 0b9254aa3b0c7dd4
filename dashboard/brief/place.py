"""The brief of a place: two pages from its profile."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import text
from dashboard.brief import charts, maps, notes, words
from dashboard.brief.charts import Bar, Line, Panel
from dashboard.brief.model import Brief, Desk, Picture, Table
from dashboard.language import Language
from dashboard.profile.facts import Fact, Place, Relation, in_words, named
from dashboard.profile.rows import view_of
from dashboard.profile.words import age, entry_of, kind, remarks, title, value
from dashboard.screen import Screen
from dashboard.text import figure, plain
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level

MOST_ROWS = 18
_MOST_CAVEATS = 2


def of_place(place: Place, found: Sequence[Fact], desk: Desk) -> Brief:
    """What is known of a place: its figures beside country, EU and places of its kind."""
    say, place = desk.say, in_words(place, desk.say)
    shown = words.chosen(words.usable(named(found, say)), MOST_ROWS)
    first = words.lead(shown)
    screen = desk.screen(view_of(first, say)) if first else None
    line = _line(first, desk) if first else None
    pictures = [*([_map(first, screen, say)] if first and screen else []), *_beside(shown, line, desk)]
    caveats = CATALOGUE[first.indicator].caveats[:_MOST_CAVEATS] if first else ()
    return Brief(
        code=place.code,
        lang=say.code,
        day=desk.day,
        title=say("{place}: who arrives, and how the place is doing", place=place.name),
        place_line=_place_line(place, shown, say),
        question=question(place, say),
        takeaways=words.takeaways(place, shown, line.own if line else None, say),
        pictures=tuple(pictures),
        tables=(table(place, shown, say),) if shown else (),
        method=(*_method(say), *([notes.of_map(screen, say)] if screen else [])),
        flags=(*words.flags(shown, say), *([notes.scale_note(screen, say)] if screen else [])),
        caveats=(*(say(note) for note in caveats), *notes.general(say)),
        sources=notes.sources((desk.provenance(one.indicator) for one in shown), say),
        citation=desk.citation,
        link=desk.link,
        snapshot=desk.snapshot,
    )


def question(place: Place, say: Language) -> str:
    """What the brief asks of a place."""
    if place.level is Level.COUNTRY:
        return say(
            "How many arrive in {place}, and how does it do beside the EU and other countries?", place=place.name
        )
    return say(
        "How many arrive in {place}, and how does it do beside {country}, the EU and places of its kind?",
        place=place.name,
        country=say.country(place.country),
    )


def _place_line(place: Place, shown: Sequence[Fact], say: Language) -> str:
    own = sum(one.relation is Relation.OWN for one in shown)
    told = say("{own} of {n} figures of its own", own=say.number(own), n=say.number(len(shown)))
    where = kind(place, say)
    return f"{where[:1].upper()}{where[1:]} · {told}"


def _line(first: Fact, desk: Desk) -> Line | None:
    """The lead's figures through time, as far as its line goes."""
    rows = desk.histories(view_of(first, desk.say)).lines.get(first.place.code)
    if rows is None or rows["obs_value"].notna().sum() < 2 or not _dated(rows):  # noqa: PLR2004
        return None
    bare = title(first, desk.say)
    name = desk.say("{title}, {place}", title=bare, place=first.place.name)
    return Line(
        title=name if len(name) <= charts.TITLE_MOST else bare,
        own=rows,
        about_people=CATALOGUE[first.indicator].theme.about_people,
    )


def _dated(rows: pd.DataFrame) -> bool:
    return bool(rows["time_period"].astype(str).str[:4].str.isdigit().all())


def _map(first: Fact, screen: Screen, say: Language) -> Picture:
    png, height = maps.place_map(screen, first.place.code, say)
    here = say(
        "{place} is marked: {value}.", place=words.place_of(first, say), value=figure(first.value, entry_of(first), say)
    )
    return Picture(
        png=png,
        width_mm=maps.WIDTH_MM,
        height_mm=height,
        title=_map_title(first, say),
        alt=f"{say('Map.')} {text.summary(screen, say)} {here}",
        source=f"{text.title(screen, say)} · {text.subtitle(screen, say)}. {text.source_line(screen, say)}",
    )


def _map_title(first: Fact, say: Language) -> str:
    told = {"place": words.place_of(first, say), "value": value(first, say), "title": title(first, say)}
    told |= {"period": say.period(first.period)}
    return say("{title}, {period}: {value} in {place}", **told)


def _beside(shown: Sequence[Fact], line: Line | None, desk: Desk) -> list[Picture]:
    """The figures that have something beside them, as small bar charts; none where there is none."""
    say = desk.say
    compared = [one for one in shown if len(bars(one, say)) > 1]
    turns = words.in_turn(compared)
    near = sorted(turns, key=lambda one: one.relation is Relation.COUNTRY)[: charts.MOST - bool(line)]
    if not near:
        return []
    drawn = [
        Panel(
            title=_panel_title(one, say), bars=bars(one, say), about_people=CATALOGUE[one.indicator].theme.about_people
        )
        for one in near
    ]
    rows = 2 if len(drawn) + bool(line) > charts.MOST // 2 else 1
    png, height = charts.panels(drawn, line, rows)
    alt = " ".join(
        f"{panel.title}: " + "; ".join(f"{bar.name} {bar.told}" for bar in panel.bars) + "." for panel in drawn
    )
    return [
        Picture(
            png=png,
            width_mm=maps.WIDTH_MM,
            height_mm=height,
            title=say("Beside its country, the EU and the middle of places of its kind"),
            alt=f"{say('Bar charts.')} {alt}",
            source=say("All bars and the line begin at zero. A cut in the line is a break or a missing year."),
        )
    ]


def _panel_title(one: Fact, say: Language) -> str:
    return say("{title}, {period}", title=title(one, say), period=say.period(one.period))


def bars(one: Fact, say: Language) -> tuple[Bar, ...]:
    """The figure, and as far as held those of the country, the EU and the middle of its like."""
    entry = entry_of(one)
    country = None if one.relation is Relation.COUNTRY or one.place.level is Level.COUNTRY else one.country
    told = (
        (one.place.name, one.value, 0),
        (say.country(one.place.country), country, 1),
        (say("EU"), one.union, 2),
        (say("middle of {n}", n=say.number(one.n)), one.median, 3),
    )
    return tuple(Bar(name=n, value=v, told=figure(v, entry, say), kind=k) for n, v, k in told if v is not None)


def table(place: Place, shown: Sequence[Fact], say: Language) -> Table:
    """The figures with whose they are, year and age, and what stands beside them."""
    country = say.country(place.country)
    heads: tuple[str, ...] = (
        say("Figure, unit"),
        say("Whose"),
        say("Year, age"),
        say("Value"),
        country,
        say("EU"),
        say("Middle"),
    )
    rows = [_row(one, say) for one in shown]
    widths: tuple[int, ...] = (30, 17, 17, 10, 14, 12, 10)
    if place.level is Level.COUNTRY:
        heads, rows, widths = (*heads[:4], *heads[5:]), [(*row[:4], *row[5:]) for row in rows], (36, 18, 18, 14, 16, 12)
    return Table(
        title=say("The figures"),
        columns=heads,
        widths=widths,
        figures=len(heads) - 3,
        rows=tuple(rows),
        note=say(
            "Middle: half of the places of the same kind with a figure of that year have less. EU: the source's own "
            "figure, else the middle of its 27 members. * flagged, see below. In brackets: a year other than the row's."
        ),
    )


def _row(one: Fact, say: Language) -> tuple[str, ...]:
    entry = entry_of(one)
    unit = say("{title} ({unit})", title=say(CATALOGUE[one.indicator].title), unit=say(entry.unit.name))
    mark = "*" if remarks(one, say) else ""
    same_place = one.place.level is Level.COUNTRY
    return (
        unit,
        words.place_of(one, say),
        age(one, say),
        plain(one.value, entry, say) + mark,
        "–" if same_place else _other(one.country, one.country_period, one, say),
        _other(one.union, one.union_period, one, say),
        _other(one.median, one.period, one, say),
    )


def _other(number: float | None, period: str, one: Fact, say: Language) -> str:
    if number is None:
        return "–"
    return plain(number, entry_of(one), say) + (f" ({say.period(period)})" if period != one.period else "")


def _method(say: Language) -> tuple[str, ...]:
    return (
        say("From every theme the newest figures held, those of the place itself first, that can be compared."),
        say("Figures of low reliability are left out. Counts are divided by the residents of the same year."),
    )
