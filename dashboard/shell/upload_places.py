"""Which place each text of a reader's file is, and the correction of any of them."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from dashboard.language import Language
from dashboard.shell import cached, upload_held
from dashboard.shell.frame import Page
from dashboard.shell.upload_held import Held
from dashboard.upload import tables, words
from data_sources.upload import Match, Status

_TABLE_PX = 320
_FEW = 6
_MOST_TEXTS = 3000
_WIDE = 420


def places(page: Page) -> None:
    """The match table, those without a place first, and the tool that corrects one."""
    now, say = upload_held.held(), page.say
    if now is None or not now.report.matches or len(now.report.points):
        return
    order = [Status.AMBIGUOUS, Status.UNMATCHED, Status.LEFT_OUT, Status.AGGREGATE, Status.MATCHED]
    every = sorted(now.report.matches, key=lambda one: (order.index(one.status), one.line))
    open_ones = [one for one in every if one.status in {Status.AMBIGUOUS, Status.UNMATCHED}]
    st.subheader(say("Which place is which"), anchor=False)
    with st.expander(_title(now, say), expanded=bool(open_ones)):
        height: int | Literal["content"] = _TABLE_PX if len(every) > _FEW else "content"
        st.table(tables.matches(every, say), border="horizontal", height=height, alt=_title(now, say))
        if len(every) > tables.MOST_ROWS:
            shown = say.number(tables.MOST_ROWS)
            st.caption(say("The first {n} are shown; the list of places to download has all.", n=shown))
        _correct(now, every, say)


def _title(now: Held, say: Language) -> str:
    every = len(now.report.matches)
    known = sum(one.status is Status.MATCHED for one in now.report.matches)
    return say("{known} of {n} names or codes stand for a place", known=say.number(known), n=say.number(every))


def _correct(now: Held, every: list[Match], say: Language) -> None:
    """One text, and the place it is."""
    named = {one.text: one for one in reversed(every[:_MOST_TEXTS])}
    texts = list(dict.fromkeys(one.text for one in every[:_MOST_TEXTS]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            say("Correct one: as written in the file"),
            texts,
            index=None,
            format_func=lambda one: f"{one} ({words.status(named[one].status, say)})",
            placeholder=say("A name or code of your file"),
            key="your_data:correct:text",
            width=_WIDE,
        )
        if chosen is None:
            return
        options = _options(now, named[chosen], say)
        place = st.selectbox(
            say("It is"), list(options), format_func=options.__getitem__, key="your_data:correct:place", width=_WIDE
        )
        st.button(say("Set"), key="your_data:correct:set", on_click=partial(_set, chosen, place))


def _options(now: Held, one: Match, say: Language) -> dict[str, str]:
    """Code -> label: the likely places first, then all others, and none."""
    if now.report.boundaries is not None:
        shapes = now.report.boundaries
        by = shapes.property_for([match.text for match in now.report.matches], now.choices.join) or shapes.code
        return {str(text): str(text) for text in shapes.frame[by]} | {"": say("none of them: leave it out")}
    labels = cached.place_labels(say.code)
    near = [*one.candidates, *([one.suggestion] if one.suggestion else [])]
    found = {code: labels.get(code, code) for code in near}
    return found | {"": say("none of them: leave it out")} | labels


def _set(text: str, code: str) -> None:
    now = upload_held.held()
    if now is not None:
        corrections = dict(now.choices.corrections) | {text: code}
        upload_held.choose(corrections=tuple(corrections.items()))
