"""What is computed of the entries of a city: how mixed their ties are, whose money ends, how many to the inhabitants.

Tables of text beside one sentence each; nothing here ranks anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analysis import support
from analysis.refusal import Refused
from dashboard.intermediaries import words
from dashboard.intermediaries.entries import Register, where
from dashboard.language import Language
from dashboard.story.cities_profile import name, newest_of
from dashboard.story.model import Desk
from dashboard.tables import aligned
from dashboard.words import THEMES
from data_sources.register import sharing
from data_sources.register.model import Entry, Tie
from data_sources.register.vocabulary import Group

_NONE = "–"


def ties(entries: Sequence[Entry]) -> list[Tie]:
    """All ties of entries."""
    return [tie for one in entries for tie in one.ties]


def ties_words(entries: Sequence[Entry], say: Language) -> str:
    """How mixed the ties of a city are, with both measures, or that there are too few."""
    own = ties(entries)
    mixed = support.diversity(own)
    if isinstance(mixed, Refused):
        return say(
            "{n} recorded: with fewer than {least} ties nothing is said of how mixed they are.",
            n=say.plural("{n} tie", "{n} ties", len(own)),
            least=say.number(support.FEWEST_TIES),
        )
    return say(
        "{n} ties of {cells} of 20 kinds. Two of them drawn at random are of different kinds with a chance of {blau} "
        "(at most {most}); Shannon {shannon}.",
        n=say.number(mixed.ties),
        cells=say.number(mixed.cells),
        blau=say.number(mixed.blau, 2),
        most=say.number(mixed.most, 2),
        shannon=say.number(mixed.shannon, 2),
    )


def ties_explained(say: Language) -> str:
    """What the two measures mean, in a sentence each."""
    return say(
        "Blau is 1 minus the sum of squared shares: 0 when all ties are of one kind, near 1 when they spread over "
        "many. Shannon weighs rare kinds more; it is 0 for one kind and 3.0 where all 20 are alike. Neither is a mark: "
        "ties among people alike give trust, ties to others open doors."
    )


def ties_table(entries: Sequence[Entry], say: Language) -> pd.DataFrame:
    """How many ties: a row a sector, a column a proximity; a dash where none is recorded."""
    counts = support.by_sector(ties(entries))
    columns = {
        told: aligned([say.number(n) if n else _NONE for n in map(int, counts[near])])
        for near, told in words.proximities(say).items()
    }
    return pd.DataFrame(columns, index=pd.Index(list(words.sectors(say).values()), name=say("Ties to")))


def one_sector_words(entries: Sequence[Entry], say: Language) -> str:
    """How many entries have all their ties in one sector; "" where none has two."""
    alone, several = support.of_one_sector(entries)
    if not several:
        return ""
    return say.plural(
        "{n} entry of {several} with two ties or more leans on one sector only.",
        "{n} entries of {several} with two ties or more lean on one sector only.",
        alone,
        several=say.number(several),
    )


def money_words(entries: Sequence[Entry], day: date, say: Language) -> str:
    """How many entries lose their money within six months of a day."""
    stated = sum(support.months_left(one, day) is not None for one in entries)
    if not stated:
        return say("No entry states how long its money lasts.")
    return say(
        "For {k} of {n} entries with a stated end the money ends within six months of {day}.",
        k=say.number(len(support.ending(entries, day))),
        n=say.number(stated),
        day=say.day(day),
    )


def money_table(entries: Sequence[Entry], day: date, say: Language) -> pd.DataFrame:
    """Theme and neighbourhood: how many end within six months, of how many with a stated end, of how many entries."""
    found = [one for one in support.ending_by(entries, day) if one.ending]
    columns = {
        say("Neighbourhood"): [where(one.district, say) for one in found],
        say("Ending within six months"): aligned([say.number(one.ending) for one in found]),
        say("End stated"): aligned([say.number(one.stated) for one in found]),
        say("Entries"): aligned([say.number(one.entries) for one in found]),
    }
    return pd.DataFrame(columns, index=pd.Index([say(THEMES[one.theme]) for one in found], name=say("Theme")))


def rates(known: Register, desk: Desk) -> pd.DataFrame:
    """A row a city: entries, inhabitants with their year, entries for each 10,000 of them, whose the entries are."""
    say = desk.say
    people = {code: newest_of(desk, code, ("c_pop",)) for code in known.cities}
    rate = {code: support.per_10_000(len(known.of[code]), people[code].value) for code in known.cities}
    told = [(one.value, one.period) if one.period else None for one in people.values()]
    columns = {
        say("Entries"): aligned([say.number(len(known.of[code])) for code in known.cities]),
        say("Inhabitants"): [
            say("{n} ({year})", n=say.number(one[0]), year=say.period(one[1])) if one else say("none held")
            for one in told
        ],
        say("Entries for each 10,000 inhabitants"): [
            say("not known") if isinstance(one, Refused) else say.number(one, 2) for one in rate.values()
        ],
        say("Whose entries"): [say("fictional") if code in known.made_up else say("accepted") for code in known.cities],
    }
    return pd.DataFrame(columns, index=pd.Index([name(code, say) for code in known.cities], name=say("City")))


def group_words(entries: Sequence[Entry], say: Language) -> tuple[str, ...]:
    """For whom entries are meant and in which languages, of the whole city; refused under five entries."""
    return (
        _counted(entries, "target_groups", say("For whom"), say),
        _counted(entries, "languages", say("Languages"), say),
    )


def _counted(entries: Sequence[Entry], column: str, head: str, say: Language) -> str:
    counts = support.groups_of(entries, column)
    if isinstance(counts, Refused):
        return say(
            "{what}: not told, as fewer than {least} entries are recorded.",
            what=head,
            least=say.number(sharing.FEWEST_ENTRIES),
        )
    many = [f"{_name(value, column, say)} {say.number(n)}" for value, n in counts.items() if n is not None]
    few = sum(n is None for n in counts.values())
    parts = (
        [*many, say.plural("{n} other with fewer than five", "{n} others with fewer than five", few)] if few else many
    )
    return f"{head}: {', '.join(parts) or say('none recorded')}."


def _name(value: str, column: str, say: Language) -> str:
    """The name of a group or language."""
    return words.groups(say)[Group(value)] if column == "target_groups" else words.language_name(value, say)
