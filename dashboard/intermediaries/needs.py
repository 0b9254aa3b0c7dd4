"""Need against provision in one city: its themes as a whole, and its neighbourhoods where they have figures.

A figure of neighbourhoods counts where it is of the same neighbourhoods that the entries name. Need is high in the
quarter of them with the worst figures. An empty cell is "none recorded", never "none exist".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis import support
from analysis.refusal import Refused
from analysis.support import Provision
from dashboard.intermediaries.entries import where
from dashboard.language import Language
from dashboard.profile.peers_context import newest, valued
from dashboard.story import cities_gaps, pieces
from dashboard.story.cities_gaps import KNOWN, Need
from dashboard.story.model import Desk
from dashboard.text import figure
from dashboard.words import THEMES
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Direction, Level, Theme
from data_sources.register.model import Entry

MOST_NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A city's entries beside its needs.

    `whole` is the need of the city by theme; `high` the neighbourhoods with a high need by theme, of `parts`, all
    neighbourhoods of the division; `figures` are the indicators read.
    """

    whole: Mapping[Theme, Need]
    high: Mapping[Theme, frozenset[str]]
    parts: tuple[str, ...]
    figures: tuple[str, ...]
    counts: Mapping[tuple[Theme, str], int]

    @property
    def cells(self) -> dict[tuple[Theme, str], Provision]:
        """What each theme and neighbourhood shows."""
        known = {(theme, code): code in worst for theme, worst in self.high.items() for code in self.parts}
        return support.provision(
            dict.fromkeys(((theme, "") for theme in KNOWN), 0) | dict(self.counts), known, self.parts
        )


def laid(desk: Desk, city: str, division: str, entries: Sequence[Entry]) -> Laid:
    """The entries of a city beside its needs, in one division into neighbourhoods."""
    parts = geography.region_table(Level.DISTRICT, division).index if division else ()
    found = {theme: _worst(desk, theme, frozenset(map(str, parts))) for theme in KNOWN}
    known = {theme: one for theme, one in found.items() if one[1]}
    whole = cities_gaps.needs(desk, (city,))
    return Laid(
        whole={theme: need for (theme, _), need in whole.items()},
        high={theme: worst for theme, (worst, _) in known.items()},
        parts=tuple(map(str, parts)),
        figures=tuple(id for _, ids in known.values() for id in ids),
        counts=support.counted(entries, by_district=True),
    )


def _worst(desk: Desk, theme: Theme, parts: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The neighbourhoods in the worst quarter of any figure of a theme, and the figures read."""
    found: list[str] = []
    used = []
    for id in _ids(theme):
        worst = _quarter(desk, id, parts)
        if worst is not None:
            found += worst
            used.append(id)
    return frozenset(found), tuple(used)


def _ids(theme: Theme) -> list[str]:
    """The figures of neighbourhoods that speak to a theme, and of which one end is the worse."""
    held = store.held()
    return [
        id
        for id, one in CATALOGUE.items()
        if one.theme is theme
        and Level.DISTRICT in one.levels
        and one.direction is not Direction.NEUTRAL
        and not one.part
        and id in held
    ]


def _quarter(desk: Desk, id: str, parts: frozenset[str]) -> frozenset[str] | None:
    """The worst quarter in one figure; None where it is of other neighbourhoods, or of too few."""
    rows = desk.observations(id).table
    if not parts.intersection(map(str, rows["geo"].unique())):
        return None
    own = newest(valued(rows[(rows["level"] == Level.DISTRICT.value) & rows["geo"].isin(parts)]))
    figures = {str(geo): float(value) for geo, value in own["obs_value"].items()}
    worst = support.high_need(figures, CATALOGUE[id].direction)
    return None if isinstance(worst, Refused) else worst


def finding(found: Laid, say: Language) -> str:
    """How many themes with a high need have nothing recorded, and how many pairs of theme and neighbourhood."""
    some = {theme for theme, _ in found.counts}
    lacking = [theme for theme, need in found.whole.items() if need.high and theme not in some]
    if not found.whole:
        return say("No figure on the need of this city is held, so nothing can be laid beside its entries.")
    told = say.plural(
        "{n} theme in which the city's need is high has none recorded.",
        "{n} themes in which the city's need is high have none recorded.",
        len(lacking),
    )
    cells = found.cells
    gaps = sum(cells[theme, code] is Provision.GAP for theme in found.high for code in found.parts)
    if found.high:
        told += " " + say(
            "In {gaps} of {n} pairs of theme and neighbourhood the need is high and none is recorded.",
            gaps=say.number(gaps),
            n=say.number(len(found.high) * len(found.parts)),
        )
    return f"{told} {say('This reflects what was registered.')}"


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
    if theme not in found.high:
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
        if theme in found.high
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
