"""What places alike and their comparability are computed from, kept ready: contexts, sides, figures of a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from analysis.comparability import Figure
from dashboard.language import Language
from dashboard.profile import comparability_figures, peers_context, peers_figures
from dashboard.profile.facts import Place
from dashboard.profile.peers_context import Context
from dashboard.profile.peers_figures import Side
from dashboard.provenance import source_line
from dashboard.screen import Series
from dashboard.shell import cached
from dashboard.shell.themes_figures import arrivals_ids
from dashboard.view import View
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import NUTS, Direction, Indicator, Kind, Level, Provenance, Theme

_HOUR_S = 3600
_PARTS = ("pop_n3", "density", "gdp_n3", "urban_rural", "c_pop", "f_pop", "pop")


@st.cache_resource(ttl=_HOUR_S, max_entries=8, show_spinner=False)
def _context(level: Level, version: float) -> Context:  # noqa: ARG001 - a new version is a new entry
    return peers_context.context(level, cached.observations, store.held())


def context(level: Level) -> Context:
    """The context of every place of a level."""
    return _context(level, sum(store.version(id) for id in _PARTS if id in store.held()))


def view_of(id: str, level: Level) -> View:
    """An indicator at a level; a count as a rate per 1,000 inhabitants where that can be."""
    entry = CATALOGUE[id]
    return View(indicator=id, level=level, per_head=entry.kind is Kind.COUNT and bool(entry.denominator))


def series(id: str, level: Level) -> Series:
    """All figures of an indicator at a level, as they are shown.

    Not from the book: here a rate carries the flags of its base too, which decide whether it can be compared.
    """
    return cached.screen(view_of(id, level)).series


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _side(id: str, code: str, level: Level, version: float) -> Side:  # noqa: ARG001
    return peers_figures.side(series(id, level), code, context(level).versions)


def side(id: str, one: Place) -> Side:
    """An indicator for a place and all others of its level, each nearest in time to the place's newest figure."""
    return _side(id, one.code, one.level, cached.version(view_of(id, one.level)))


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _ids(code: str, level: Level, version: float) -> tuple[str, ...]:  # noqa: ARG001
    sheets = cached.book().sheets
    return tuple(id for id in cached.profile_ids() if level in CATALOGUE[id].levels and sheets[id].history(code))


def ids(one: Place) -> tuple[str, ...]:
    """The indicators with a figure of the place itself, in the order of the catalogue."""
    return _ids(one.code, one.level, cached.profile_version())


def arrivals(one: Place) -> list[str]:
    """The figures on arrivals of the place itself, those to begin with first."""
    own = set(ids(one))
    return [id for id in arrivals_ids(one.level) if id in own]


def outcomes(one: Place) -> list[str]:
    """The figures of the place itself that have a better side, on living conditions and work first."""
    order = {theme: number for number, theme in enumerate(dict.fromkeys((Theme.LIVING, Theme.ECONOMY, *Theme)))}
    found = [CATALOGUE[id] for id in ids(one) if is_outcome(CATALOGUE[id])]
    return [entry.id for entry in sorted(found, key=lambda entry: order[entry.theme])]


def is_outcome(entry: Indicator) -> bool:
    """Whether places can do better or worse in a figure."""
    countable = entry.kind is not Kind.COUNT or bool(entry.denominator)
    return countable and entry.direction is not Direction.NEUTRAL and entry.theme is not Theme.ARRIVALS


def figures(id: str, code: str) -> tuple[Figure, ...]:
    """Every figure of a place, oldest first; of a region those of other borders computed anew where they can be."""
    level = geography.level_of(code)
    view = view_of(id, level)
    lines = None
    if level in NUTS:
        lines = cached.histories(View(indicator=id, level=level, per_head=view.per_head, places=(code,)))
    return comparability_figures.figures(code, level, series(id, level).rows, lines)


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _codes(id: str, level: Level, version: float) -> tuple[str, ...]:  # noqa: ARG001
    return tuple(sorted(series(id, level).ever.index.astype(str)))


def codes(id: str, level: Level) -> tuple[str, ...]:
    """The places of a level with a figure in any period."""
    return _codes(id, level, cached.version(view_of(id, level)))


def sources(provenances: Iterable[Provenance], say: Language) -> str:
    """Where several figures come from: one line a source, with all its data sets."""
    by_source: dict[tuple[str, str], list[Provenance]] = {}
    for one in provenances:
        by_source.setdefault((one.source, one.licence), []).append(one)
    lines = []
    for several in by_source.values():
        flows = ", ".join(dict.fromkeys(one.dataflow for one in several))
        updated = {one.updated_at for one in several}
        newest = max(several, key=lambda one: one.retrieved_at)
        lines.append(replace(newest, dataflow=flows, updated_at=updated.pop() if len(updated) == 1 else None))
    return "  \n".join(source_line(one, say) for one in lines)
