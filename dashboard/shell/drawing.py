"""Puts a View's picture on the page: which maps it has, in which layers. How they are drawn is said in `maps`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st

from analysis.classify import diverging
from dashboard import citation, maps, tables, text
from dashboard.addresses import change_url, history_url, pair_url, words_url
from dashboard.history import change_period, pair_period
from dashboard.language import Language, language
from dashboard.map_component import atlas
from dashboard.maps import Links, Panel, Style
from dashboard.palette import Look
from dashboard.screen import Screen
from dashboard.shell import cached, cite, contents, state, uploads
from dashboard.shell.clock import today
from dashboard.view import MOST_PLACES, WITH_ANOTHER, Picture, View
from data_sources import geography
from data_sources.errors import NoObservations
from data_sources.model import NUTS, Level

_PHONE_HEIGHT_PX = 380
_MOST_YEARS = 6


def look() -> Look:
    """The visitor's theme, as far as the browser has told."""
    return Look.DARK if st.context.theme.type == "dark" else Look.LIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The layers and panels of a picture, and what else the component is told of it."""

    layers: tuple[maps.Spec, ...]
    panels: tuple[Panel, ...]
    height_px: int = maps.HEIGHT_PX
    tiles: str = ""
    title: str = ""
    main: int = 0
    """The panel that list and sentences follow."""


def draw_map(view: View, *, key: str = "map", parts: tuple[str, ...] = maps.WHOLE, height_px: int = 0) -> None:
    """The picture of a View with everything around it that `parts` names."""
    height_px = _PHONE_HEIGHT_PX if state.on_phone() else height_px
    style = Style(look=look(), say=language(view.lang), height_px=height_px, parts=parts, contrast=view.contrast)
    drawn = spec(view, style)
    drawn["export"] = drawn["export"] | {"link": cite.address(view)}
    atlas(drawn, key=key, lang=view.lang, waits=state.picture_waits(), on_view_change=state.heard(key))


def spec(view: View, style: Style) -> maps.Spec:
    """The picture of a View as the component draws it. Asks nothing of a visit, but for a visitor's own file.

    Raises `NoObservations` where it has no figures.
    """
    shared = replace(view, places=(), zoom="", marks="", hatch=True, unreliable=False, data="")
    own = {
        "places": view.places,
        "zoom": view.zoom,
        "marks": view.marks,
        "hatch": view.hatch,
        "unreliable": view.unreliable,
    }
    return _spec(shared, style, cached.version(view), today()) | own


@uploads.private
@lru_cache(maxsize=512)
def _spec(view: View, style: Style, version: float, day: date) -> maps.Spec:  # noqa: ARG001 - a new version is a new entry
    """What all readers of a View are shown; Streamlit's own caches take longer to answer than a step may."""
    drawn = PICTURES.get(view.picture, _map)(view, style)
    shown, say = cached.screen(view), style.say
    inside = contents.inside(drawn.layers) if view.shows_own_file else {}
    found = maps.spec(
        drawn.layers,
        drawn.panels,
        replace(style, height_px=style.height_px or drawn.height_px),
        land=geography.land_url(),
        tiles=drawn.tiles,
        main=drawn.main,
        ahead=[url for url in _ahead(shown, drawn) if url not in inside],
        said=_said(shown, say, drawn.title),
        trouble=say("The map could not be loaded. Load the page again, or use the table below."),
        most_places=MOST_PLACES,
        export=_export(view, shown, say, day),
    )
    return found | {"files": inside} if inside else found


def _ahead(shown: Screen, drawn: Drawn) -> list[str]:
    """What the first picture needs."""
    level = shown.level
    region = level in NUTS
    found = [one["history"] for one in drawn.layers]
    if region:
        found += [geography.boundary_url(level, shown.vintage), geography.names_url(level, shown.vintage)]
    city = shown.series.shapes(shown.vintage) if level is Level.DISTRICT else ""
    borders = geography.borders_url(shown.vintage) if region else geography.boundary_url(Level.COUNTRY, "")
    found += [city or borders]
    return [url for url in (*found, geography.land_url()) if url]


def _said(shown: Screen, say: Language, title: str) -> dict[str, Any]:
    """The sentences of the period on screen; `title` is the headline of a picture of several years or figures."""
    return {
        "finding": title or text.finding(shown, say),
        "subtitle": text.subtitle(shown, say),
        "summary": text.summary(shown, say),
        "notes": text.notices(shown, say),
    }


def sources(view: View, say: Language) -> list[str]:
    """The source line of every figure in a picture, each once."""
    with_another = view.other and view.picture in WITH_ANOTHER
    screens = [cached.screen(one) for one in ((view, cached.other(view)) if with_another else (view,))]
    return list(dict.fromkeys(text.source_line(one, say) for one in screens))


def _export(view: View, shown: Screen, say: Language, day: date) -> dict[str, str]:
    return {
        "source": " ".join(sources(view, say)),
        "file": tables.file_stem(shown),
        "day": say.day(day),
        "snapshot": citation.snapshot_line(say),
    }


def _links(view: View) -> Links:
    version = cached.version(view)
    return Links(history=history_url(view, version), words=words_url(view, version))


def _map(view: View, style: Style) -> Drawn:
    shown = cached.screen(view)
    return Drawn(layers=(maps.layer(shown, style, _links(view)),), panels=(Panel(layer=0, period=shown.period),))


def _tiles(view: View, style: Style) -> Drawn:
    """Countries as squares of one size; other levels have no such view."""
    drawn = _map(view, style)
    return replace(drawn, tiles=geography.tiles_url()) if cached.screen(view).level is Level.COUNTRY else drawn


def _years(view: View, style: Style) -> Drawn:
    """Small maps of one indicator through the years, on one scale."""
    shown = cached.screen(view)
    periods = maps.spread(shown.series.periods, shown.period, _MOST_YEARS)
    return Drawn(
        layers=(maps.layer(shown, style, _links(view)),),
        panels=tuple(Panel(layer=0, period=one, title=style.say.period(one), fixed=True) for one in periods),
        height_px=maps.SMALL_HEIGHT_PX,
        main=len(periods) - 1,
        title=text.ends_title(shown, periods[0], periods[-1], style.say),
    )


def _change(view: View, style: Style) -> Drawn:
    """What rose and fell between two years."""
    since, until = cached.ends(view)
    key = replace(view, since=since, until=until)
    rows = cached.change(replace(view, period=until), since)
    if rows.empty:
        message = f"nothing to compare between {since} and {until}"
        raise NoObservations(message)
    classes = diverging(rows["change"].to_numpy(), 0.0, cached.screen(view).series.classes.method, view.classes.k)
    links = Links(history=change_url(key, cached.version(view)))
    layer = maps.change_layer(cached.screen(view), classes, style, links)
    title = text.ends_title(cached.screen(view), since, until, style.say)
    return Drawn(layers=(layer,), panels=(Panel(layer=0, period=change_period(since, until)),), title=title)


def _pair(view: View, style: Style) -> Drawn:
    """Two linked maps: two indicators of one year, or without a second indicator two years of one."""
    view = cached.in_common(view)
    shown = cached.screen(view)
    first = maps.layer(shown, style, _links(view))
    if not view.other:
        since, until = cached.ends(view)
        panels = [Panel(layer=0, period=one, title=style.say.period(one), fixed=True) for one in (since, until)]
        title = text.ends_title(shown, since, until, style.say)
        return Drawn(layers=(first,), panels=tuple(panels), height_px=maps.LINKED_HEIGHT_PX, title=title, main=1)
    other = cached.other(view)
    second = maps.layer(cached.screen(other), style, _links(other))
    panels = [
        Panel(layer=0, period=shown.period, title=first["title"]),
        Panel(layer=1, period=cached.screen(other).period, title=second["title"]),
    ]
    title = text.pair_title(shown, cached.screen(other), style.say)
    return Drawn(layers=(first, second), panels=tuple(panels), height_px=maps.LINKED_HEIGHT_PX, title=title)


def _both(view: View, style: Style) -> Drawn:
    """Two indicators on one map in nine colours."""
    if not view.other:
        return _map(view, style)
    view = cached.in_common(view)
    first, second = cached.screen(view), cached.screen(cached.other(view))
    links = Links(history=pair_url(view, cached.version(view)))
    period = pair_period(first.period, second.period)
    layer = maps.pair_layer(first, second, style, links)
    return Drawn(layers=(layer,), panels=(Panel(layer=0, period=period),), title=layer["title"])


PICTURES: dict[Picture, Callable[[View, Style], Drawn]] = {
    Picture.MAP: _map,
    Picture.TILES: _tiles,
    Picture.YEARS: _years,
    Picture.CHANGE: _change,
    Picture.PAIR: _pair,
    Picture.BOTH: _both,
}
"""How each picture is made; flows are not drawn by this component."""
