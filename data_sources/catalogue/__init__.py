"""Every indicator of the atlas. Adding one is adding one literal to a theme's module."""

from __future__ import annotations

from data_sources.catalogue import (
    arrivals,
    digital,
    economy,
    energy,
    environment,
    governance,
    living,
    mobility,
    operational,
    population,
    survey,
)
from data_sources.errors import CatalogueError
from data_sources.model import Indicator, Theme

__all__ = ["CATALOGUE", "DEFAULT_ID", "by_theme", "indicator"]

DEFAULT_ID = "asy_all"
"""The indicator of a page that was asked for nothing in particular."""


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
    unknown = [name for name in (*parts, entry.denominator) if name and name not in catalogue]
    if unknown:
        message = f"{entry.id} names unknown indicators: {', '.join(unknown)}"
        raise CatalogueError(message)
    if (entry.dataflow is None) != entry.formula.of_indicators:
        message = f"{entry.id} needs either a dataflow or a formula of other indicators"
        raise CatalogueError(message)
    if entry.key != tuple(sorted(entry.key)):
        message = f"{entry.id}: its key must be sorted by dimension"
        raise CatalogueError(message)


_MODULES = (
    arrivals,
    operational,
    population,
    governance,
    mobility,
    economy,
    energy,
    living,
    environment,
    digital,
    survey,
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
    """Theme -> its indicators among `held` ids; a theme without any is left out."""
    found = {theme: tuple(i for i in CATALOGUE.values() if i.theme is theme and i.id in held) for theme in Theme}
    return {theme: entries for theme, entries in found.items() if entries}
