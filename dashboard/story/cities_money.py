"""How long the money of the recorded entries lasts, by theme and place: what a funder would look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from analysis import support
from dashboard.language import Language
from dashboard.profile.facts import city_of, place
from dashboard.story.cities_profile import name
from dashboard.story.cities_register import by_city, label, recorded, source, themes
from dashboard.story.model import Desk, Grid, Made, Table
from dashboard.view import View
from dashboard.words import THEMES
from data_sources.model import Theme
from data_sources.register.model import Entry
from data_sources.register.vocabulary import THEMES as FILED


def money(desk: Desk, view: View) -> Made:  # noqa: ARG001 - the shape of a maker
    """Whose money ends within six months: a row a theme, a column a city, soon of those with a stated end."""
    say, found = desk.say, by_city(recorded())
    day = as_of(found)
    shown = _money_grid(found, day, say)
    told = money_words([one for entries in found.values() for one in entries], day, say)
    return Made(
        body=Grid(table=shown, marked=_some_ending(found, day)),
        subtitle=say("{label} · money that ends within six months of {day}", label=label(say), day=say.day(day)),
        takeaway=told,
        alt=say("A table of themes by cities. {finding}", finding=told),
        sources=(source(say),),
        table=_district_table(found, day, say),
        refused=not any(support.ending(entries, day) for entries in found.values()),
        caution=say("An entry with two themes counts in both. Where no end was stated, nothing is said."),
    )


def as_of(found: Mapping[str, Sequence[Entry]]) -> date:
    """The day the newest entry was updated: months are counted from there, so that a slide is the same tomorrow."""
    return max((one.updated for entries in found.values() for one in entries), default=date.min)


def _of(entries: Sequence[Entry], theme: Theme) -> list[Entry]:
    return [one for one in entries if theme in one.themes]


def _money_grid(found: Mapping[str, Sequence[Entry]], day: date, say: Language) -> Table:
    rows = tuple((say(THEMES[theme]), *_money_cells(found, theme, day, say)) for theme in shown_themes(found))
    return Table(columns=(say("Theme"), *(name(code, say) for code in found)), rows=rows)


def shown_themes(found: Mapping[str, Sequence[Entry]]) -> list[Theme]:
    """The themes with an entry in some city."""
    return [theme for theme in FILED if any(_of(entries, theme) for entries in found.values())]


def _money_cells(found: Mapping[str, Sequence[Entry]], theme: Theme, day: date, say: Language) -> list[str]:
    return [_money_cell(_of(entries, theme), day, say) for entries in found.values()]


def _money_cell(entries: Sequence[Entry], day: date, say: Language) -> str:
    if not entries:
        return say("none recorded")
    stated = sum(support.months_left(one, day) is not None for one in entries)
    if not stated:
        return say("no end stated")
    return say("{k} of {n}", k=say.number(len(support.ending(entries, day))), n=say.number(stated))


def _some_ending(found: Mapping[str, Sequence[Entry]], day: date) -> tuple[tuple[int, int], ...]:
    return tuple(
        (row, column)
        for row, theme in enumerate(shown_themes(found))
        for column, entries in enumerate(found.values(), start=1)
        if support.ending(_of(entries, theme), day)
    )


def money_words(entries: Sequence[Entry], day: date, say: Language) -> str:
    """How many entries lose their money within six months, and in which theme most do."""
    soon = support.ending(entries, day)
    stated = sum(support.months_left(one, day) is not None for one in entries)
    if not stated:
        return say("No entry states how long its money lasts.")
    told = {"k": say.number(len(soon)), "n": say.number(stated)}
    if not soon:
        return say("None of {n} entries with a stated end loses its money within six months.", n=told["n"])
    counts = Counter(theme for one in soon for theme in one.themes)
    most = max(counts.values(), default=0)
    first = [theme for theme in FILED if counts[theme] == most]
    return say(
        "For {k} of {n} entries with a stated end the money ends within six months. The theme with the most of them: "
        "{themes} ({most}).",
        **told,
        themes=themes(first, say),
        most=say.number(most),
    )


def _district_table(found: Mapping[str, Sequence[Entry]], day: date, say: Language) -> Table:
    """For funders: theme, neighbourhood, ending, stated, entries."""
    every = [one for entries in found.values() for one in entries]
    rows = tuple(
        (say(THEMES[one.theme]), _where(one.district, say), *map(say.number, (one.ending, one.stated, one.entries)))
        for one in support.ending_by(every, day)
    )
    heads = (say("Theme"), say("Neighbourhood"), say("Ending within six months"), say("End stated"), say("Entries"))
    return Table(columns=heads, rows=rows)


def _where(code: str, say: Language) -> str:
    """A neighbourhood with its city, or the city."""
    city = city_of(code)
    return name(code, say) if city == code else f"{place(code).name}, {name(city, say)}"
