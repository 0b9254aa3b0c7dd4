"""Finding a place by any of its names, and a first figure to show for it."""

from __future__ import annotations

from typing import NamedTuple

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

_FIRST_IN_DIVISION = {
    "DE001C-districts": ("ber_background", "ber_residents"),
    "DK001C-districts": ("cph_area",),
    "ES002C-barris": ("bcn_abroad", "bcn_residents"),
    "UK002C-msoa21": ("bhm_moved",),
    "UK002C-wards": ("bhm_population", "bhm_crowded"),
    "UK004C-iz11": ("gla_minorities",),
}
"""Division of a city -> indicators to try for a neighbourhood; those of other divisions are not to be found."""

_NUMBERED = r".*\d[A-Z]?"
"""Names such as `Birmingham 067A`, which nobody looks for."""

_OTHER_NAMES = 4
"""As many as help to find a place; the best known stand first."""


def findable(places: pd.DataFrame, districts: pd.DataFrame) -> pd.DataFrame:
    """The index of places by code, with the neighbourhoods that have a name; `within` is the city of these."""
    named = districts[districts["vintage"].isin(list(_FIRST_IN_DIVISION)) & ~districts["name"].str.fullmatch(_NUMBERED)]
    cities = places[places["level"] == Level.CITY.value].set_index("code")["name"].astype(str)
    named = named.assign(other_names="", within=named["city"].astype(str).map(cities).fillna(""))
    every = pd.concat([places.assign(within=""), named[[*places.columns, "within"]]], ignore_index=True)
    return every.set_index("code", drop=False)


def labels(places: pd.DataFrame, say: Language) -> dict[str, str]:
    """Code -> label such as `Gent · city, Belgium (Ghent, Gand)`, in alphabetical order of names."""
    columns = ["code", "name", "level", "country", "other_names", "within"]
    found = {row[0]: _label(_Place(*row), say) for row in places[columns].itertuples(index=False, name=None)}
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


class _Place(NamedTuple):
    """One row of the index of places."""

    code: str
    name: str
    level: str
    country: str
    other_names: str
    within: str


def _label(place: _Place, say: Language) -> str:
    name, others = place.name, place.other_names.split(" | ")
    kind = say(ONE_PLACE[Level(place.level)])
    if place.level == Level.COUNTRY:
        others = [name, *(language(code).country(place.code) for code in LANGUAGES)]
        name, where = say.country(place.code), kind
    else:
        where = ", ".join(part for part in (kind, place.within, say.country(place.country)) if part)
    more = [other for other in dict.fromkeys(others) if other and other != name][:_OTHER_NAMES]
    return f"{name} · {where}" + (f" ({', '.join(more)})" if more else "")


def candidates(level: Level, division: str = "") -> tuple[str, ...]:
    """Indicators to try for a place of this level; of a neighbourhood, in its division of the city."""
    ids = _FIRST_IN_DIVISION.get(division, ()) if level is Level.DISTRICT else _FIRST.get(level, ())
    return tuple(id for id in ids if id in CATALOGUE)


def view_of_place(code: str, level: Level, held: Observations, lang: str) -> View | None:
    """The newest figure of `held` for the place as a View, or None if it has none."""
    rows = held.table[(held.table["geo"] == code) & held.table["obs_value"].notna()]
    if rows.empty:
        return None
    newest = str(rows["time_period"].astype(str).max())
    return View(indicator=held.indicator.id, level=level, period=newest, places=(code,), lang=lang)
