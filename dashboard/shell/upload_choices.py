"""Choices on a reader's file: which measure, what it means, and how to read it where the guess is wrong."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.language import Language
from dashboard.own_file import plain
from dashboard.shell import upload_held
from dashboard.shell.frame import Page
from dashboard.shell.upload_held import Held, face
from dashboard.upload import text, words
from data_sources.geography import VINTAGES
from data_sources.model import Direction, Kind
from data_sources.upload import Report, days
from data_sources.upload.guesses import UNITS
from data_sources.upload.long import EVERY

_MOST_PINS = 8
_WIDE, _NAME_WIDE = 320, 280


def choices(page: Page) -> None:
    """What is measured and what it means; how to read the file behind one line."""
    now, say = upload_held.held(), page.say
    if now is None:
        return
    st.subheader(say("What the figures are"), anchor=False)
    with st.container(horizontal=True):
        _which(now.report, say)
    with st.container(horizontal=True):
        _meaning(now, say)
    with st.expander(say("Read it differently: columns, signs, boundaries of your own, a recipe")):
        with st.container(horizontal=True):
            _reading(now.report, say)
        _second_file(now, say)


def _which(report: Report, say: Language) -> None:
    """Sheet, measure and dimensions, where there is more than one."""
    if len(report.sheet.sheets) > 1:
        chosen = face("sheet", report.sheet.sheet, lambda one: upload_held.choose(sheet=one))
        st.selectbox(say("Sheet"), list(report.sheet.sheets), width=_WIDE, **chosen)
    if len(report.measures) > 1:
        chosen = face("measure", report.chosen, lambda one: upload_held.choose(measure=one))
        st.selectbox(say("Measure"), list(report.measures), width=_WIDE, **chosen)
    pinned = dict(report.pins)
    for name, values in report.dimensions[:_MOST_PINS]:
        if len(values) > 1 and name in pinned and set(values) != set(report.measures):
            chosen = face(f"pin:{name}", pinned[name], partial(_pin, name))
            labels = report.sheet.labels.get(name, {})
            named = partial(_labelled, labels | {EVERY: say("all rows")} if EVERY in values else labels)
            st.selectbox(name, list(values), format_func=named, width=_WIDE, **chosen)


def _labelled(labels: dict[str, str], code: str) -> str:
    return f"{labels[code]} ({code})".removesuffix(" ()") if labels.get(code, code) != code else code


def _pin(name: str, value: str) -> None:
    now = upload_held.held()
    if now is not None:
        pins = dict(now.report.pins) | {name: value}
        upload_held.choose(pins=tuple(pins.items()))


def _meaning(now: Held, say: Language) -> None:
    said, report = now.meaning, now.report
    title = face("title", title_of(now, say), lambda one: upload_held.mean(title=one))
    st.text_input(say("Name"), width=_NAME_WIDE, max_chars=80, **title)
    kind = face("kind", said.kind or report.kind, lambda one: upload_held.mean(kind=one))
    named = partial(words.kind, say=say)
    st.selectbox(
        say("Kind of figure"),
        list(Kind),
        format_func=named,
        width=_NAME_WIDE,
        help=say("Guessed from the name and the figures. Numbers are drawn as circles, all others as colours."),
        **kind,
    )
    unit = face("unit", unit_of(now, say), lambda one: upload_held.mean(unit=one))
    st.text_input(say("Unit"), width=140, max_chars=40, **unit)
    way = face("direction", said.direction or report.direction, lambda one: upload_held.mean(direction=one))
    st.selectbox(
        say("Which way is better"),
        list(Direction),
        format_func=partial(words.direction, say=say),
        width=220,
        help=say("Where people live or arrive is never better or worse."),
        **way,
    )


def title_of(now: Held, say: Language) -> str:
    """The name as the reader says it, else that of the measure."""
    return now.meaning.title or plain(words.told(now.report.measure, say))


def unit_of(now: Held, say: Language) -> str:
    """The unit as the reader says it, else that of the kind."""
    kind = now.meaning.kind or now.report.kind
    return now.meaning.unit or (say("counted") if kind is Kind.COUNT else say(UNITS[kind].name))


def _reading(report: Report, say: Language) -> None:
    chosen, columns = report.choices, ["", *report.columns]
    auto = say("found by itself")
    for label, field, options in (
        (say("Column of places"), "place", columns),
        (say("Column of periods"), "time", columns),
        (say("Decimal mark"), "decimal", ["", ".", ","]),
        (say("Column of denominators"), "base", columns),
        (say("NUTS version"), "vintage", ["", *VINTAGES]),
    ):
        value = getattr(chosen, field)
        shown = partial(_or_auto, auto=say("none") if field == "base" else auto)
        st.selectbox(
            label,
            options,
            format_func=shown,
            width=220,
            **face(field, value if value in options else "", partial(_choose, field)),
        )
    orders = {"": auto, days.DAY: say("day before month"), days.MONTH: say("month before day")}
    order = face("days", chosen.days if chosen.days in orders else "", partial(_choose, "days"))
    st.selectbox(say("Order of day and month"), list(orders), format_func=orders.__getitem__, width=220, **order)
    period = face("period", chosen.period, partial(_choose, "period"))
    st.text_input(say("Period, if the file names none"), width=220, max_chars=10, placeholder="2024", **period)


def _choose(field: str, value: str) -> None:
    upload_held.choose(**{field: value})


def _or_auto(value: str, auto: str) -> str:
    return value or auto


def _second_file(now: Held, say: Language) -> None:
    """Boundaries to join to, and a recipe to apply."""
    left, right = st.columns(2)
    with left:
        shapes = st.file_uploader(
            say("Boundaries of your own: GeoJSON, GeoPackage or zipped shapefile"),
            type=["geojson", "json", "gpkg", "zip"],
            key=f"your_data:shapes:{upload_held.turn()}:{now.own_name}",
        )
        if shapes is not None:
            name, payload = shapes.name, shapes.getvalue()
            upload_held.empty_store()
            with st.spinner(say("Reading the boundaries …")):
                upload_held.join(name, payload)
            upload_held.next_turn()
            st.rerun()
        _join(now, say)
    with right:
        recipe = st.file_uploader(
            say("A recipe saved before (JSON)"), type=["json"], key=f"your_data:recipe:{upload_held.turn()}"
        )
        if recipe is not None:
            payload = recipe.getvalue()
            upload_held.empty_store()
            upload_held.apply(payload)
            upload_held.next_turn()
            st.rerun()


def _join(now: Held, say: Language) -> None:
    if now.own is None:
        return
    st.caption(say("Joined to {name}.", name=text.literal(now.own_name)))
    chosen = face("join", now.choices.join, lambda one: upload_held.choose(join=one))
    shown = partial(_or_auto, auto=say("found by itself"))
    st.selectbox(say("Column of the boundaries"), ["", *now.own.properties], format_func=shown, width=_WIDE, **chosen)
