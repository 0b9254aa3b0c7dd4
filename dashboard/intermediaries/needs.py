"""Need against provision in one city: its themes as a whole, and its neighbourhoods where they have figures.

Need is high in the quarter of neighbourhoods with the worst figures; `near` says which figures these are. An empty cell
is "none recorded", never "none exist".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import support
from analysis.support import Provision
from dashboard.intermediaries import near
from dashboard.intermediaries.entries import where
from dashboard.intermediaries.near import Told
from dashboard.language import Language
from dashboard.story import cities_gaps, pieces
from dashboard.story.cities_gaps import KNOWN, Need
from dashboard.story.model import Desk
from dashboard.text import figure
from dashboard.words import THEMES
from data_sources import geography
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level, Theme
from data_sources.register.model import Entry

MOST_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A city's entries beside its needs.

    `whole` is the need of the city by theme; `near` what is told by theme of `parts`, all neighbourhoods of the
    division.
    """

    whole: Mapping[Theme, Need]
    near: Mapping[Theme, Told]
    parts: tuple[str, ...]
    counts: Mapping[tuple[Theme, str], int]

    @property
    def figures(self) -> tuple[str, ...]:
        """The indicators of neighbourhoods that were read."""
        return tuple(id for one in self.near.values() for id in one.figures)

    @property
    def pairs(self) -> int:
        """How many pairs of theme and neighbourhood have a figure on the need."""
        return sum(len(one.known) for one in self.near.values())

    @property
    def gaps(self) -> int:
        """In how many of them the need is high and none is recorded."""
        return sum(one is Provision.GAP for one in self.cells.values())

    @property
    def cells(self) -> dict[tuple[Theme, str], Provision]:
        """What each theme and neighbourhood shows."""
        known = {(theme, code): code in one.worst for theme, one in self.near.items() for code in one.known}
        return support.provision(
            dict.fromkeys(((theme, "") for theme in KNOWN), 0) | dict(self.counts), known, self.parts
        )


def laid(desk: Desk, city: str, division: str, entries: Sequence[Entry]) -> Laid:
    """The entries of a city beside its needs, in one division into neighbourhoods."""
    parts = geography.region_table(Level.DISTRICT, division).index if division else ()
    found = {theme: near.told(desk, theme, division) for theme in KNOWN} if division else {}
    whole = cities_gaps.needs(desk, (city,))
    return Laid(
        whole={theme: need for (theme, _), need in whole.items()},
        near={theme: one for theme, one in found.items() if one},
        parts=tuple(map(str, parts)),
        counts=support.counted(entries, by_district=True),
    )


def finding(found: Laid, say: Language) -> str:
    """How many themes with a high need have nothing recorded, and how many pairs of theme and neighbourhood."""
    some = {theme for theme, _ in found.counts}
    lacking = [theme for theme, need in found.whole.items() if need.high and theme not in some]
    if not found.whole and not found.near:
        return say("No figure on the need of this city is held, so nothing can be laid beside its entries.")
    told = []
    if found.whole:
        told.append(
            say.plural(
                "{n} theme in which the city's need is high has none recorded.",
                "{n} themes in which the city's need is high have none recorded.",
                len(lacking),
            )
        )
    if found.near:
        told.append(
            say(
                "In {gaps} of {n} pairs of theme and neighbourhood the need is high and none is recorded.",
                gaps=say.number(found.gaps),
                n=say.number(found.pairs),
            )
        )
    return " ".join([*told, say("This reflects what was registered.")])


def explained(found: Laid, say: Language) -> str:
    """What a high need is, and what the tables cannot lay beside each other."""
    told = [
        say(
            "Need is high where one of a theme's figures is in the worst quarter: of all cities with a figure, or of "
            "the neighbourhoods of this one. Of several figures one is easily there by chance. Entries of the whole "
            "city count in no neighbourhood."
        )
    ]
    if any(one.carried for one in found.near.values()):
        told.append(
            say(
                "Here some figures are of smaller areas: a neighbourhood counts by the share of its areas that are in "
                "the worst quarter of the city, an area by where its middle lies. A small pocket of need in a large "
                "neighbourhood is not seen."
            )
        )
    return " ".join(told)


def themes_table(found: Laid, say: Language) -> pd.DataFrame:
    """A row a theme: the city's need, entries of the city, neighbourhoods with a high need where none is recorded."""
    cells = found.cells
    columns = {
        say("Need in the city"): [_need(found.whole.get(theme), say) for theme in KNOWN],
        say("Entries"): [_entries(_of(found, theme), say) for theme in KNOWN],
        say("Neighbourhoods: need high, none recorded"): [_gaps(found, cells, theme, say) for theme in KNOWN],
    }
    return pd.DataFrame(columns, index=pd.Index([say(THEMES[theme]) for theme in KNOWN], name=say("Theme")))


def _of(found: Laid, theme: Theme) -> int:
    return sum(n for (own, _), n in found.counts.items() if own is theme)


def _entries(n: int, say: Language) -> str:
    return say.number(n) if n else say("none recorded")


def _need(need: Need | None, say: Language) -> str:
    if need is None:
        return say("no figure held")
    entry = CATALOGUE[need.indicator]
    told = say(
        "{title}: {value} ({year})", title=say(entry.title), value=figure(need.value, entry, say), year=need.period
    )
    return say("high · {figure}", figure=told) if need.high else say("not high · {figure}", figure=told)


def _gaps(found: Laid, cells: Mapping[tuple[Theme, str], Provision], theme: Theme, say: Language) -> str:
    if theme not in found.near:
        return say("no figure of these neighbourhoods")
    gaps = [code for code in found.parts if cells[theme, code] is Provision.GAP]
    if not gaps:
        return say("none")
    names = ", ".join(sorted(where(code, say) for code in gaps)[:MOST_NAMED])
    more = len(gaps) - MOST_NAMED
    tail = f" {say('and {n} more', n=say.number(more))}" if more > 0 else ""
    return f"{say.number(len(gaps))}: {names}{tail}"


def matrix(found: Laid, say: Language) -> pd.DataFrame:
    """Neighbourhoods by themes: entries recorded, or what an empty cell says. Those with most gaps stand first."""
    cells = found.cells
    gaps = Counter(code for (_, code), one in cells.items() if one is Provision.GAP)
    order = sorted(found.parts, key=lambda code: (-gaps[code], where(code, say)))
    columns = {
        say(THEMES[theme]): [_cell(cells[theme, code], found.counts.get((theme, code), 0), say) for code in order]
        for theme in KNOWN
        if theme in found.near
    }
    return pd.DataFrame(columns, index=pd.Index([where(code, say) for code in order], name=say("Neighbourhood")))


def _cell(what: Provision, n: int, say: Language) -> str:
    return {
        Provision.RECORDED: say("recorded: {n}", n=say.number(n)),
        Provision.GAP: say("need high, none recorded"),
        Provision.NONE: say("none recorded"),
        Provision.UNKNOWN: say("none recorded, need unknown"),
    }[what]


def sources(found: Laid, desk: Desk) -> tuple[str, ...]:
    """The source lines of the figures on need."""
    ids = dict.fromkeys((*(need.indicator for need in found.whole.values()), *found.figures))
    return pieces.sources((desk.observations(id).provenance for id in ids), desk.say)
