"""Puts a screen's map and legend on the page; the drawing itself is in `maps` and `legend`."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
import streamlit as st

from dashboard import legend, maps, palette, text
from dashboard.language import Language, language
from dashboard.legend import LegendWords
from dashboard.maps import Boundaries, Drawing, Frame, MapWords, Shape
from dashboard.palette import Look
from dashboard.screen import Screen
from dashboard.shell import cached, state
from dashboard.view import View
from data_sources import geography
from data_sources.codes import CONF_STATUS, OBS_FLAG
from data_sources.model import NUTS, Level

_PHONE_HEIGHT_PX = 380
_OUTLINES = "2021"
"""The NUTS version whose countries lie under cities, which have no boundaries of their own."""


def look() -> Look:
    """The visitor's theme, as far as the browser has told."""
    return Look.DARK if st.context.theme.type == "dark" else Look.LIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A map ready for the page: the figure, what stands for it as text, and the legend with its notes."""

    figure: go.Figure
    alt: str
    legend: str


def draw_map(view: View, *, frame: Frame = Frame.COLUMN, key: str = "map", height_px: int = maps.HEIGHT_PX) -> None:
    """The map of a View, its legend, the flags and the places outside its frame."""
    if state.on_phone():
        frame, height_px = Frame.SQUARE, _PHONE_HEIGHT_PX
    drawn = _drawn(view, look(), frame, height_px, cached.version(view))
    st.plotly_chart(drawn.figure, key=key, config=maps.CONFIG, theme=None, alt=drawn.alt)
    st.html(drawn.legend)


@st.cache_resource(ttl=3600, max_entries=128, show_spinner=False)
def _drawn(view: View, look: Look, frame: Frame, height_px: int, version: float) -> Drawn:  # noqa: ARG001
    """Kept for the next visitor: plotly checks every property of a figure, which takes longer than to draw it."""
    shown, say = cached.screen(view), language(view.lang)
    drawing = _drawing(shown, say, look, frame, height_px)
    entry = shown.indicator
    shape = maps.shape_of(entry.kind, shown.level)
    scale = shown.series.largest if shape is Shape.CIRCLES else shown.series.classes
    figure = maps.draw(shown.cells, drawing, kind=entry.kind, shape=shape, scale=scale)
    notes = [text.overseas(shown, say), *text.notices(shown, say)]
    return Drawn(
        figure=go.Figure(figure),
        alt=text.summary(shown, say),
        legend=_legend(shown, shape, drawing, say) + legend.paragraphs(notes),
    )


def _drawing(shown: Screen, say: Language, look: Look, frame: Frame, height_px: int) -> Drawing:
    vintage = shown.vintage or _OUTLINES
    is_region = shown.level in (Level.COUNTRY, *NUTS)
    return Drawing(
        boundaries=Boundaries(
            regions=geography.boundary_url(shown.level, vintage) if is_region else "",
            borders=geography.boundary_url(Level.COUNTRY, vintage if is_region else _OUTLINES),
            land=geography.land_url(),
        ),
        look=look,
        about_people=shown.indicator.theme.about_people,
        unit_symbol=shown.indicator.unit.symbol,
        decimals=shown.indicator.decimals,
        flag_words={letter: say(words) for letter, words in (OBS_FLAG | CONF_STATUS).items()},
        words=MapWords(
            no_figure=say("no figure"),
            period=say.period(shown.period),
            decimal_mark="," if say.code == "fr" else ".",
        ),
        frame=frame,
        height_px=height_px,
    )


def _legend(shown: Screen, shape: Shape, drawing: Drawing, say: Language) -> str:
    words = LegendWords(
        title=text.legend_title(shown, say),
        no_figure=say("no figure"),
        no_boundary=say("not on this map"),
        below_zero=say("below zero"),
        flags=say("Flags"),
        value=lambda value: text.plain(value, shown.indicator, say),
        span=lambda low, high: say("{low} to {high}", low=low, high=high),
        places=lambda n: say.plural("{n} place", "{n} places", n),
    )
    colours = palette.surface(drawing.look)
    off_map = shown.valued["lon"].isna() | (shown.valued["geo_vintage"] == "")
    others = legend.no_figure_rows(
        words,
        colour=colours.no_data,
        no_figure=len(shown.missing),
        no_boundary=int(off_map.sum()),
        hollow=shape is Shape.POINTS,
    )
    if shape is Shape.CIRCLES:
        colour = palette.about(about_people=drawing.about_people, look=drawing.look)
        negative = bool((shown.valued["obs_value"] < 0).any())
        body = legend.size_legend(shown.series.largest, colour, words, below_zero=negative, others=others)
    else:
        classes = shown.series.classes
        ramp = palette.sequential(about_people=drawing.about_people, k=len(classes.upper), look=drawing.look)
        body = legend.class_legend(classes, ramp, classes.counts(shown.valued["obs_value"]), words, others)
    return (
        f"<p style='font-size:13px;margin:0 0 4px'>{words.title}</p>"
        + body
        + legend.flag_line(shown.flags(), drawing.flag_words, words)
    )
