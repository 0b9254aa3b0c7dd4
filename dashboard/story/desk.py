"""A desk over what the store holds, for programs without a screen; pages have one over their caches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from dashboard import histories as through_time
from dashboard import screen as screens
from dashboard import withheld
from dashboard.histories import Histories
from dashboard.language import Language
from dashboard.screen import Screen
from dashboard.story.model import Desk
from dashboard.view import View
from data_sources import store
from data_sources.errors import NoObservations
from data_sources.schema import Observations

Load = Callable[[str], Observations]

_UNCHOSEN = 3
_KEPT = 64


def desk(say: Language, load: Load = store.load) -> Desk:
    """A desk that keeps what it read: for one run, as it never looks for newer copies."""

    @lru_cache(maxsize=_KEPT)
    def observations(id: str) -> Observations:
        return withheld.guarded(load(id), load)

    @lru_cache(maxsize=_KEPT)
    def drawn(view: View) -> Screen:
        return _drawn(view, observations, say)

    def screen(view: View) -> Screen:
        return drawn(view.screenful())

    def histories(view: View) -> Histories:
        shown = screen(replace(view, period="", since=""))
        return through_time.histories(shown, view.places or tuple(shown.valued["geo"].head(_UNCHOSEN)))

    return Desk(say=say, screen=screen, histories=histories, observations=observations)


def _drawn(view: View, load: Load, say: Language) -> Screen:
    own = load(view.indicator)
    if not own.levels:
        raise NoObservations(f"no figures are held for {view.indicator}")
    level = screens.level_of(view, own)
    population = load(own.indicator.denominator) if view.per_head else None
    return screens.screen(view, screens.series(view, own, population, level), level, say)
