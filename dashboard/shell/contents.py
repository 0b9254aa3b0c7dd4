"""What the map is given of a View: figures and sentences of all periods, by URL, or inside for the visitor's file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dashboard import history, maps
from dashboard.addresses import of_change, of_history, of_pair
from dashboard.language import language
from dashboard.screen import Screen, screen
from dashboard.shell import cached, uploads
from dashboard.view import View
from data_sources import geography
from data_sources.errors import NoObservations

Json = dict[str, Any]
_HASHED = re.compile(r"[\w-]+\.[0-9a-f]{10}\.json")


def figures(view: View) -> Json:
    """The figures of every period."""
    return history.history(cached.screen(view).series, language(view.lang))


def words(view: View) -> Json:
    """The sentences of every period."""
    shown, say = cached.screen(view), language(view.lang)
    views = (replace(view, period=period) for period in shown.series.periods)
    # these Screens are read once: kept, they would push out those that readers look at
    return history.words((screen(one, shown.series, shown.level, say) for one in views), say)


def change(view: View) -> Json:
    """The change from `since` to `until`."""
    now, earlier = (_at(view, period) for period in (view.until, view.since))
    return history.change_history(now, earlier, language(view.lang))


def pair(view: View) -> Json:
    """Two indicators as the numbers of nine colours."""
    if not view.other:
        raise NoObservations("a pair without a second indicator")
    first, second = cached.screen(view), cached.screen(cached.other(view))
    return history.pair_history(first, second, language(view.lang))


def _at(view: View, period: str) -> Screen:
    """The Screen of exactly this period. Raises `NoObservations` where it has no figures."""
    found = cached.screen(replace(view, period=period, since="", until=""))
    if found.period != period:
        raise NoObservations(f"no figures for {period!r}")
    return found


KINDS: dict[str, tuple[Callable[[View], View], Callable[[View], Json]]] = {
    "history": (of_history, figures),
    "words": (of_history, words),
    "change": (of_change, change),
    "pair": (of_pair, pair),
}
"""Kind of content, as it stands in its address -> the part of a View that decides it, and what makes it."""


def inside(layers: Iterable[maps.Spec]) -> dict[str, Json]:
    """Address -> content of what the layers name of the visitor's own file: it never goes by URL."""
    urls = dict.fromkeys(url for layer in layers for url in (layer["history"], layer["words"]) if url)
    views = {url: View.from_params(dict(parse_qsl(urlsplit(url).query))) for url in urls}
    own = {url: _made(url, view) for url, view in views.items() if view.shows_own_file}
    return own | uploads.shapes() if own else own


def of(url: str) -> Json:
    """What stands behind an address of figures or sentences. Raises `NoObservations` where nothing is held."""
    return _made(url, View.from_params(dict(parse_qsl(urlsplit(url).query))))


def _made(url: str, view: View) -> Json:
    _, make = KINDS[urlsplit(url).path.split("/")[1]]
    return make(view)


def shape_file(name: str) -> Path | None:
    """The file of shapes or names with this name, which holds a digest; None where there is none."""
    folders = (folder for folder in (geography.SHAPES, geography.DISTRICT_SHAPES) if folder.is_dir())
    held = {path.name: path for folder in folders for path in folder.iterdir() if _HASHED.fullmatch(path.name)}
    return held.get(name)
