"""Finding a place by any of its names, and a first figure to show for it."""

from __future__ import annotations

import pandas as pd

from dashboard.language import LANGUAGES, Language, language
from dashboard.view import View
from dashboard.words import ONE_PLACE
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level
from data_sources.schema import Observations

_FIRST = {
    Level.COUNTRY: ("asy_all", "imm_rate", "pop"),
    Level.NUTS2: ("netmig_n2", "gdp_n3", "density"),
    Level.NUTS3: ("netmig_urt", "gdp_n3", "density", "pm25"),
    Level.FUA: ("f_foreigners",),
    Level.CITY: ("c_forborn", "p_imm_good", "c_pop", "c_cars", "c_bike"),
}
"""Level -> indicators to try for a place, arrivals first."""


_OTHER_NAMES = 4
"""As many as help to find a place; the best known stand first."""


def labels(places: pd.DataFrame, say: Language) -> dict[str, str]:
    """Code -> label such as `Gent · city, Belgium (Ghent, Gand)`, in alphabetical order of names."""
    found = {}
    for code, name, level, country, others in zip(
        places["code"], places["name"], places["level"], places["country"], places["other_names"], strict=True
    ):
        found[code] = _label(code, name, Level(level), country, others, say)
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def _label(code: str, name: str, level: Level, country: str, others: str, say: Language) -> str:
    if level is Level.COUNTRY:
        elsewhere = [language(lang).country(code) for lang in LANGUAGES if lang != say.code]
        name, others, where = say.country(code), " | ".join((name, *elsewhere)), say(ONE_PLACE[level])
    else:
        where = f"{say(ONE_PLACE[level])}, {say.country(country)}"
    more = [other for other in dict.fromkeys(others.split(" | ")) if other and other != name]
    return f"{name} · {where}" + (f" ({', '.join(more[:_OTHER_NAMES])})" if more else "")


def candidates(level: Level) -> tuple[str, ...]:
    """Indicators to try for a place of this level."""
    return tuple(id for id in _FIRST.get(level, ()) if id in CATALOGUE)


def view_of_place(code: str, level: Level, held: Observations, lang: str) -> View | None:
    """The newest figure of `held` for the place as a View, or None if it has none."""
    rows = held.table[(held.table["geo"] == code) & held.table["obs_value"].notna()]
    if rows.empty:
        return None
    newest = str(rows["time_period"].astype(str).max())
    period = "" if newest == held.periods(level)[-1] else newest
    return View(indicator=held.indicator.id, level=level, period=period, places=(code,), lang=lang)
