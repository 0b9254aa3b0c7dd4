"""Every indicator of the atlas. Adding one is adding one literal to a theme's module."""

from __future__ import annotations

from collections.abc import Iterable

from data_sources.catalogue import (
    ages,
    arrivals,
    change,
    cities,
    degurba,
    digital,
    economy,
    energy,
    environment,
    governance,
    income,
    labour,
    living,
    mobility,
    neighbourhoods,
    neighbourhoods_birmingham,
    neighbourhoods_glasgow,
    operational,
    population,
    protection,
    residents,
    survey,
    survey_more,
    unseen_homes,
    unseen_people,
    unseen_places,
    unseen_public,
    unseen_work,
    villages,
)
from data_sources.errors import CatalogueError
from data_sources.model import Indicator, Theme

__all__ = ["CATALOGUE", "DEFAULT_ID", "ENOUGH_IN_A_THEME", "by_theme", "distinct", "indicator", "thin_themes"]

DEFAULT_ID = "asy_all"
"""The indicator of a page that was asked for nothing in particular."""

ENOUGH_IN_A_THEME = 3
"""A theme with fewer distinct indicators says so; none is moved to fill it."""


def _joined(*modules: tuple[Indicator, ...]) -> dict[str, Indicator]:
    """Id -> indicator in the order of the themes. Raises `CatalogueError` for what contradicts itself."""
    entries = [entry for module in modules for entry in module]
    catalogue = {entry.id: entry for entry in entries}
    if len(catalogue) != len(entries):
        twice = sorted({entry.id for entry in entries if entries.count(entry) > 1 or catalogue[entry.id] != entry})
        message = f"indicator ids used twice: {', '.join(twice)}"
        raise CatalogueError(message)
    for entry in entries:
        _check(entry, catalogue)
    order = list(Theme)
    return dict(sorted(catalogue.items(), key=lambda item: order.index(item[1].theme)))


def _check(entry: Indicator, catalogue: dict[str, Indicator]) -> None:
    parts = entry.formula.operands if entry.formula.of_indicators else ()
    named = (*parts, entry.denominator, entry.variant_of)
    unknown = [name for name in named if name and name not in catalogue]
    if unknown:
        message = f"{entry.id} names unknown indicators: {', '.join(unknown)}"
        raise CatalogueError(message)
    if (entry.dataflow is None) != entry.formula.of_indicators:
        message = f"{entry.id} needs either a dataflow or a formula of other indicators"
        raise CatalogueError(message)
    if entry.key != tuple(sorted(entry.key)):
        message = f"{entry.id}: its key must be sorted by dimension"
        raise CatalogueError(message)
    if entry.variant_of and catalogue[entry.variant_of].variant_of:
        message = f"{entry.id} is a variant of {entry.variant_of}, which is one itself"
        raise CatalogueError(message)


_MODULES = (
    arrivals,
    protection,
    residents,
    operational,
    population,
    change,
    ages,
    governance,
    mobility,
    economy,
    labour,
    income,
    cities,
    energy,
    living,
    environment,
    digital,
    villages,
    degurba,
    survey,
    survey_more,
    neighbourhoods,
    neighbourhoods_birmingham,
    neighbourhoods_glasgow,
    unseen_people,
    unseen_work,
    unseen_public,
    unseen_homes,
    unseen_places,
)

CATALOGUE = _joined(*(module.INDICATORS for module in _MODULES))
"""Indicator id -> indicator, in the order of the themes."""


def indicator(id: str) -> Indicator:
    """The indicator with this id. Raises `CatalogueError` for an unknown one."""
    try:
        return CATALOGUE[id]
    except KeyError:
        message = f"no indicator {id!r} in the catalogue"
        raise CatalogueError(message) from None


def by_theme(held: frozenset[str]) -> dict[Theme, tuple[Indicator, ...]]:
    """Theme -> its indicators among `held` ids, mere parts of others left out, as is a theme without any."""
    offered = [entry for entry in CATALOGUE.values() if entry.id in held and not entry.part]
    found = {theme: tuple(entry for entry in offered if entry.theme is theme) for theme in Theme}
    return {theme: entries for theme, entries in found.items() if entries}


def distinct(ids: Iterable[str]) -> frozenset[str]:
    """The ids with each variant (women, non-EU citizens, rural areas) and twin counted as what it varies."""
    return frozenset(CATALOGUE[id].variant_of or id for id in ids)


def thin_themes(held: frozenset[str]) -> dict[Theme, int]:
    """Themes with fewer than `ENOUGH_IN_A_THEME` distinct indicators among `held` ids, and how many they have."""
    counted = {theme: len(distinct(i.id for i in entries)) for theme, entries in by_theme(held).items()}
    return {theme: counted.get(theme, 0) for theme in Theme if counted.get(theme, 0) < ENOUGH_IN_A_THEME}
