"""Tables of what is held: by source, by level and theme, by indicator; all text, so that they line up in any page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_high
from urllib.parse import urlencode

import pandas as pd

from dashboard.language import DEFAULT, THIN_SPACE, Language
from dashboard.tables import FIGURE_SPACE, aligned
from dashboard.words import LEVELS, THEMES
from data_sources.catalogue import CATALOGUE
from data_sources.coverage import Coverage
from data_sources.holdings import Holding, Snapshot
from data_sources.model import UNDATED, Indicator, Level, Theme
from data_sources.sources import SOURCES

NONE = "–"
_NOT_PLAIN = str.maketrans({sign: f"\\{sign}" for sign in "\\[]*_`$~<>|"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which indicators to list; None and "" stand for all."""

    theme: Theme | None = None
    level: Level | None = None
    search: str = ""


def written(text: str) -> str:
    """The text with the signs that Markdown would read as its own."""
    return text.translate(_NOT_PLAIN)


def chosen(held: Snapshot, choice: Choice, say: Language) -> list[Holding]:
    """The tables offered in menus that a choice names, in the order of the themes."""
    order = {id: place for place, id in enumerate(CATALOGUE)}
    found = (one for one in held.indicators if not CATALOGUE[one.id].part and _is_chosen(one, choice, say))
    return sorted(found, key=lambda one: order[one.id])


def _is_chosen(one: Holding, choice: Choice, say: Language) -> bool:
    entry = CATALOGUE[one.id]
    levels = {part.level for part in one.coverage}
    return (
        choice.theme in (None, entry.theme)
        and (choice.level is None or choice.level in levels)
        and _has_words(choice.search, (*_words(entry, say), one.dataflow, one.source))
    )


def _words(entry: Indicator, say: Language) -> tuple[str, ...]:
    return (entry.id, say(entry.title), say(entry.description), *(say(note) for note in entry.caveats))


def _has_words(search: str, texts: Iterable[str]) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in search.casefold().split())


def sources(held: Snapshot, say: Language) -> pd.DataFrame:
    """One row a source: its licence, tables, rows, and how new its newest data set is; most rows first."""
    of_source: dict[str, list[Holding]] = {}
    for one in held.every:
        of_source.setdefault(one.source, []).append(one)
    parts = sorted(of_source.values(), key=lambda tables: -sum(one.rows for one in tables))
    columns = {
        say("Licence"): [written("; ".join(dict.fromkeys(one.licence for one in tables))) for tables in parts],
        say("Tables"): numbers([len(tables) for tables in parts], say),
        say("Rows"): numbers([sum(one.rows for one in tables) for tables in parts], say),
        say("Newest version"): [_newest([one.updated_at for one in tables], say) for tables in parts],
    }
    return pd.DataFrame(columns, index=indexed([_with_service(tables[0].source) for tables in parts], say("Source")))


def _newest(days: Iterable[date | None], say: Language) -> str:
    stated = [day for day in days if day]
    return say.day(max(stated)) if stated else say("not stated")


def _with_service(name: str) -> str:
    """The source's name, leading to its service where a public address is known."""
    base = next((one.service.base for one in SOURCES.values() if one.name == name), "")
    return f"[{written(name)}]({base})" if base else written(name)


def boundaries(held: Snapshot, say: Language) -> pd.DataFrame:
    """One row a licence of boundaries: how many sets and shapes."""
    columns = {
        say("Sets"): numbers([one.sets for one in held.boundaries], say),
        say("Shapes"): numbers([one.shapes for one in held.boundaries], say),
    }
    return pd.DataFrame(columns, index=indexed([written(one.licence) for one in held.boundaries], say("Licence")))


def levels(held: Snapshot, today: date, say: Language) -> pd.DataFrame:
    """One row a level: how many indicators, most places in one, and how old the newest figure of one usually is."""
    parts = {level: _parts(held, level) for level in LEVELS}
    parts = {level: found for level, found in parts.items() if found}
    columns = {
        say("Indicators"): numbers([len(found) for found in parts.values()], say),
        say("Places, at most"): numbers([max(one.places_last for one in found) for found in parts.values()], say),
        say("Newest figure, median"): [_age(median_age(found, today), today, say) for found in parts.values()],
    }
    return pd.DataFrame(columns, index=indexed([say(LEVELS[level]) for level in parts], say("Level")))


def _parts(held: Snapshot, level: Level) -> list[Coverage]:
    offered = (one for one in held.indicators if not CATALOGUE[one.id].part)
    return [part for one in offered for part in one.coverage if part.level is level]


def median_age(parts: Iterable[Coverage], today: date) -> int | None:
    """How many years ago the last year of half of the indicators is, or less; None where no source states a year."""
    ages = [today.year - int(part.last[:4]) for part in parts if part.last != UNDATED]
    return median_high(ages) if ages else None


def _age(years: int | None, today: date, say: Language) -> str:
    if years is None:
        return say("not stated")
    old = say.plural("{n} year old", "{n} years old", years) if years else say("of this year")
    return f"{today.year - years} ({old})"


def themes(held: Snapshot, say: Language) -> pd.DataFrame:
    """How many indicators each theme has at each level."""
    counts = {level: [len(chosen(held, Choice(theme=theme, level=level), say)) for theme in THEMES] for level in LEVELS}
    columns = {
        say(LEVELS[level]): aligned([say.number(n) if n else NONE for n in found])
        for level, found in counts.items()
        if any(found)
    }
    return pd.DataFrame(columns, index=indexed([_opened(held, theme, say) for theme in THEMES], say("Theme")))


def _opened(held: Snapshot, theme: Theme, say: Language) -> str:
    """The theme's name, leading to this page with the theme chosen below."""
    listed = chosen(held, Choice(theme=theme), say)
    return f"[{say(THEMES[theme])}]({_address('data', say, indicator=listed[0].id)})" if listed else say(THEMES[theme])


def _address(page: str, say: Language, **params: str) -> str:
    return f"{page}?{urlencode(params | ({} if say.code == DEFAULT else {'lang': say.code}))}"


def coverage(tables: Iterable[Holding], level: Level | None, say: Language) -> pd.DataFrame:
    """One row an indicator and level: its periods, and in how many places of all it has a figure in the last."""
    rows = [(one, part) for one in tables for part in one.coverage if level in (None, part.level)]
    columns = {
        say("Level"): [say(LEVELS[part.level]) for _, part in rows],
        say("Years"): [span(part, say) for _, part in rows],
        say("Places"): [_places(part, say) for _, part in rows],
    }
    return pd.DataFrame(columns, index=indexed([_linked(one, part, say) for one, part in rows], say("Indicator")))


def span(part: Coverage, say: Language) -> str:
    """The first and last period with figures."""
    if part.first == part.last:
        return say.period(part.last)
    if part.first.isdigit() and part.last.isdigit():
        return f"{part.first}–{part.last}"
    return say("{first} to {last}", first=say.period(part.first), last=say.period(part.last))


def _places(part: Coverage, say: Language) -> str:
    counted = say.number(part.places if part.level is Level.COUNTRY else part.places_last)
    return say("{n} of {all}", n=counted, all=say.number(part.expected)) if part.expected else counted


def _linked(one: Holding, part: Coverage, say: Language) -> str:
    """The indicator's title, leading to it on the map."""
    address = _address("explore", say, indicator=one.id, level=part.level.value)
    return f"[{written(say(CATALOGUE[one.id].title))}]({address})"


def unseen(held: Snapshot, say: Language) -> pd.DataFrame:
    """The catalogue's entries without figures: theme, levels, data set, and how well the request is known."""
    ids = {one.id for one in held.indicators}
    entries = [entry for entry in CATALOGUE.values() if entry.id not in ids]
    columns = {
        say("Theme"): [say(THEMES[entry.theme]) for entry in entries],
        say("Levels"): [
            ", ".join(say(LEVELS[level]) for level in entry.levels if level in LEVELS) or NONE for entry in entries
        ],
        say("Data set"): [_requested(entry, say) for entry in entries],
        say("Evidence"): [entry.evidence or NONE for entry in entries],
    }
    return pd.DataFrame(columns, index=indexed([written(say(entry.title)) for entry in entries], say("Indicator")))


def _requested(entry: Indicator, say: Language) -> str:
    """The data set, leading to the request at the service itself."""
    if entry.dataflow is None:
        return say("computed")
    name, url = written(entry.dataflow.code), SOURCES[entry.dataflow.source].request(entry).canonical()
    return f"[{name}]({url})" if url.startswith("https://") else name


def first_of(names: Sequence[str], n: int, most: int = 6) -> str:
    """The first of the names, and dots where there are more."""
    return ", ".join(names[:most]) + (" …" if n > most else "") if names else NONE


def listed(rows: pd.DataFrame, say: Language) -> str:
    """The same as a list in Markdown, for a screen too narrow for columns: one item a row, gaps left out."""
    return "\n".join(f"- **{name}**  \n  {_cells(row, say)}" for name, row in rows.iterrows())


def _cells(row: pd.Series, say: Language) -> str:
    cells = ((head, str(cell).strip(FIGURE_SPACE + THIN_SPACE)) for head, cell in row.items())
    return " · ".join(say("{word}: {meaning}", word=head, meaning=cell) for head, cell in cells if cell != NONE)


def numbers(values: Iterable[int], say: Language) -> list[str]:
    """Whole numbers that line up."""
    return aligned([say.number(value) for value in values])


def indexed(names: list[str], head: str) -> pd.Index:
    """The names of the rows, under their head."""
    return pd.Index(names, name=head)
