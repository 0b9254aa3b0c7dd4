"""Every city whose neighbourhoods are held: which figures stand for the need there, and what is recorded beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.intermediaries import needs, picture
from dashboard.intermediaries.needs import Laid
from dashboard.language import Language
from dashboard.story.cities_profile import name
from dashboard.story.model import Desk
from dashboard.tables import aligned
from dashboard.words import THEMES
from data_sources import geography
from data_sources.catalogue import CATALOGUE
from data_sources.model import Theme
from data_sources.register.model import Entry

City = tuple[str, int, Laid]
"""Code, how many entries are recorded, and these beside the needs."""


def cities(desk: Desk, entries: Mapping[str, Sequence[Entry]]) -> tuple[City, ...]:
    """Every city with neighbourhoods by name, its entries (none for most) laid beside its needs."""
    codes = sorted(map(str, geography.districts()["city"].unique()), key=lambda code: name(code, desk.say))
    own = {code: entries.get(code, ()) for code in codes}
    return tuple(
        (code, len(own[code]), needs.laid(desk, code, picture.division(code, own[code]), own[code])) for code in codes
    )


def table(found: Sequence[City], say: Language) -> pd.DataFrame:
    """A row a city: its neighbourhoods, the figures that stand for the need by theme, entries, and gaps."""
    columns = {
        say("Neighbourhoods"): aligned([say.number(len(one.parts)) for _, _, one in found]),
        say("What stands for need"): [figures(one, say) for _, _, one in found],
        say("Entries"): [say.number(n) if n else say("none recorded") for _, n, _ in found],
        say("Need high, none recorded"): [_gaps(one, say) for _, _, one in found],
    }
    return pd.DataFrame(columns, index=pd.Index([name(code, say) for code, _, _ in found], name=say("City")))


def figures(one: Laid, say: Language) -> str:
    """The figures that stand for the need in each theme, and which of them are of smaller areas."""
    told = [_figures(one, theme, say) for theme in one.near]
    return "; ".join(told) if told else say("no figure with a better and a worse end is held")


def _figures(one: Laid, theme: Theme, say: Language) -> str:
    titles = " · ".join(say(CATALOGUE[id].title) for id in one.near[theme].figures)
    told = say("{theme}: {figures}", theme=say(THEMES[theme]), figures=titles)
    return say("{told} (of smaller areas)", told=told) if one.near[theme].carried else told


def _gaps(one: Laid, say: Language) -> str:
    if not one.near:
        return say("need unknown")
    return say("{gaps} of {n} pairs of theme and neighbourhood", gaps=say.number(one.gaps), n=say.number(one.pairs))
