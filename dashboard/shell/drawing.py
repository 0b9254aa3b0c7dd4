"""Puts a screen's map and legend on the page; the drawing itself is in `maps` and `legend`."""

from __future__ import annotations

import streamlit as st

from dashboard import legend, maps, palette, text
from dashboard.language import Language
from dashboard.legend import LegendWords
from dashboard.maps import Boundaries, Drawing, Frame, MapWords, Shape
from dashboard.palette import Look
from dashboard.screen import NUTS, Screen
from data_sources import geography
from data_sources.codes import CONF_STATUS, OBS_FLAG
from data_sources.model import Level

_OUTLINES = "2021"
"""The NUTS version whose countries lie under cities, which have no boundaries of their own."""


def look() -> Look:
    """The visitor's theme, as far as the browser has told."""
    return Look.DARK if st.context.theme.type == "dark" else Look.LIGHT


def draw_map(
    shown: Screen,
    say: Language,
    *,
    frame: Frame = Frame.COLUMN,
    key: str = "map",
    height_px: int = maps.HEIGHT_PX,
) -> None:
    """The map of a screen, its legend, the flags and the places outside its frame."""
    drawing = _drawing(shown, say, frame, height_px)
    entry = shown.indicator
    shape = maps.shape_of(entry.kind, shown.level)
    scale = shown.series.largest if shape is Shape.CIRCLES else shown.series.classes
    st.plotly_chart(
        maps.draw(shown.cells, drawing, kind=entry.kind, shape=shape, scale=scale),
        key=key,
        config=maps.CONFIG,
        theme=None,
        alt=text.summary(shown, say),
    )
    notes = [text.overseas(shown, say), *text.notices(shown, say)]
    st.html(_legend(shown, shape, drawing, say) + legend.paragraphs(notes))


def _drawing(shown: Screen, say: Language, frame: Frame, height_px: int) -> Drawing:
    vintage = shown.vintage or _OUTLINES
    is_region = shown.level in (Level.COUNTRY, *NUTS)
    return Drawing(
        boundaries=Boundaries(
            regions=geography.boundary_url(shown.level, vintage) if is_region else "",
            borders=geography.boundary_url(Level.COUNTRY, vintage if is_region else _OUTLINES),
            land=geography.land_url(),
        ),
        look=look(),
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
