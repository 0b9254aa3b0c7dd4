"""What the recorded entries of the four cities lean on: how mixed their ties are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import support
from analysis.support import Diversity
from dashboard.language import Language
from dashboard.story.cities_profile import name
from dashboard.story.cities_register import by_city, label, recorded, source
from dashboard.story.model import Bar, Bars, Desk, Made, Table
from dashboard.view import View
from data_sources.register.model import Entry

_CLEARLY = 0.05
"""Diversities that lie closer together hardly differ."""

_FEWEST = 2


def ties(desk: Desk, view: View) -> Made:  # noqa: ARG001 - the shape of a maker
    """How mixed the ties of each city's entries are, as bars from zero."""
    say, found = desk.say, by_city(recorded())
    mixed = diversities(found)
    told = ties_words(mixed, support.of_one_sector(one for entries in found.values() for one in entries), say)
    bars = tuple(Bar(name=name(code, say), value=one.blau, told=_bar_words(one, say)) for code, one in mixed.items())
    title = say("Chance that two made-up ties drawn at random are of different kinds")
    return Made(
        body=Bars(groups=((title, bars),), about_people=False),
        subtitle=say(
            "{label} · ties by sector (4) and nearness (5) · 1 minus the sum of squared shares", label=label(say)
        ),
        takeaway=told,
        alt=say("Bars from zero, one a city. {finding}", finding=told),
        sources=(source(say),),
        table=_ties_table(mixed, say),
        refused=len(mixed) < _FEWEST,
        caution=say("Made-up ties: the picture shows how support bases can be read, not how those of the cities are."),
    )


def diversities(found: Mapping[str, Sequence[Entry]]) -> dict[str, Diversity]:
    """City -> the diversity of all ties of its entries, the most mixed first; cities with few ties left out."""
    every = {code: support.diversity([tie for one in entries for tie in one.ties]) for code, entries in found.items()}
    known = [(code, one) for code, one in every.items() if isinstance(one, Diversity)]
    return dict(sorted(known, key=lambda pair: (-pair[1].blau, pair[0])))


def ties_words(mixed: Mapping[str, Diversity], one_sector: tuple[int, int], say: Language) -> str:
    """Whose ties are most mixed and whose most alike, and how many entries lean on one sector."""
    if len(mixed) < _FEWEST:
        return say(
            "Fewer than two cities have {least} recorded ties: none is compared.", least=say.number(support.FEWEST_TIES)
        )
    (first, most), (last, least) = next(iter(mixed.items())), list(mixed.items())[-1]
    alone, n = one_sector
    tail = say.plural(
        "{n} entry has all its ties in one sector.", "{n} entries have all their ties in one sector.", alone
    )
    if most.blau - least.blau < _CLEARLY:
        head = say(
            "Recorded ties are about as mixed everywhere: from {low} to {high}.",
            low=say.number(least.blau, 2),
            high=say.number(most.blau, 2),
        )
    else:
        head = say(
            "Recorded ties are most mixed in {first} ({high}) and most alike in {last} ({low}).",
            first=name(first, say),
            last=name(last, say),
            high=say.number(most.blau, 2),
            low=say.number(least.blau, 2),
        )
    return f"{head} {tail}" if n else head


def _bar_words(one: Diversity, say: Language) -> str:
    n = say.number(one.ties)
    return say("{value} ({n} ties, at most {most})", value=say.number(one.blau, 2), n=n, most=say.number(one.most, 2))


def _ties_table(mixed: Mapping[str, Diversity], say: Language) -> Table:
    columns = (say("City"), say("Ties"), say("Kinds of ties, of 20"), say("Blau"), say("Shannon"), say("Most possible"))
    rows = tuple(
        (name(code, say), *map(say.number, (one.ties, one.cells)), *_two(one.blau, one.shannon, one.most, say=say))
        for code, one in mixed.items()
    )
    return Table(columns=columns, rows=rows)


def _two(*values: float, say: Language) -> tuple[str, ...]:
    return tuple(say.number(value, 2) for value in values)
