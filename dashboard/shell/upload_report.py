"""What was read of a reader's file, and the doctor's list: each problem with its fix, to accept one by one or all."""

from __future__ import annotations

from functools import partial
from typing import Literal

import streamlit as st

from dashboard.language import Language
from dashboard.shell import state, upload_held
from dashboard.shell.frame import Page
from dashboard.shell.upload_held import Held
from dashboard.upload import tables, text
from data_sources.upload import Problem, Recipe, Severity, cleaned, match_table, problem_list

_MOST_BOXES = 12
_TABLE_PX = 320


def report(page: Page) -> None:
    """How the file was read, in a sentence and a table."""
    now, say = upload_held.held(), page.say
    if now is None:
        return
    st.subheader(text.headline(now.report, say), anchor=False)
    st.table(tables.read(now.report, say), border="horizontal", alt=text.headline(now.report, say))


def problems(page: Page) -> None:
    """The problems with their fixes, and the files to take along."""
    now, say = upload_held.held(), page.say
    if now is None:
        return
    held = text.relevant(now.report)
    line = text.problems_line(held, say)
    st.subheader(say("What is wrong, and how to mend it"), anchor=False)
    st.markdown(line)
    asking = [one for one in held if one.severity is Severity.ASK]
    if asking:
        _fixes(asking, say)
    if held:
        with st.expander(say("Every remark, with its line and column"), expanded=not asking):
            st.table(tables.problems(held, say), border="horizontal", height=_height(len(held)), alt=line)
            _more(len(held), say)
    _downloads(now, say)


def _height(rows: int) -> int | Literal["content"]:
    """Short tables are as high as they are."""
    return _TABLE_PX if rows > _MOST_BOXES // 2 else "content"


def _more(rows: int, say: Language) -> None:
    if rows > tables.MOST_ROWS:
        st.caption(say("The first {n} are shown; the list to download has all.", n=say.number(tables.MOST_ROWS)))


def _fixes(asking: list[Problem], say: Language) -> None:
    waiting = [one for one in asking if one.open]
    with st.container(horizontal=True):
        together = sum(not one.alone for one in waiting)
        if together:
            label = say.plural("Accept the {n} fix", "Accept all {n} fixes", together)
            st.button(label, key="your_data:accept_all", on_click=_accept_all)
        if len(waiting) < len(asking):
            st.button(say("Take back what I accepted"), key="your_data:take_back", on_click=_take_back)
    if any(one.kind == "days" for one in waiting):
        st.caption(say("The other order can be chosen above, under “Read it differently”: order of day and month."))
    shown = [*waiting, *(one for one in asking if one.accepted)]
    first = _page_of(len(shown), say)
    for number, one in enumerate(shown[first : first + _MOST_BOXES]):
        write = partial(_accept, one.id)
        st.checkbox(text.fix(one, say), **upload_held.face(f"fix:{number}", one.accepted, write))


def _page_of(n: int, say: Language) -> int:
    """The first of the fixes on screen, where there are more than fit."""
    if n <= _MOST_BOXES:
        return 0
    starts = list(range(0, n, _MOST_BOXES))
    key = state.once("fixes", 0)
    if st.session_state[key] not in starts:
        st.session_state[key] = 0
    return st.selectbox(
        say("Fixes on offer, one by one"),
        starts,
        format_func=lambda at: say("{first} to {last} of {n}", first=at + 1, last=min(at + _MOST_BOXES, n), n=n),
        key=key,
        width=320,
    )


def _accept_all() -> None:
    now = upload_held.held()
    if now is not None:
        upload_held.again(now, now.report.accept_all(), now.own)


def _take_back() -> None:
    upload_held.choose(accepted=())


def _accept(id: str, yes: bool) -> None:  # noqa: FBT001 - what a checkbox tells
    now = upload_held.held()
    if now is not None:
        others = tuple(one for one in now.choices.accepted if one != id)
        upload_held.choose(accepted=(*others, id) if yes else others)


def _downloads(now: Held, say: Language) -> None:
    stem = now.name.rsplit(".", 1)[0]
    with st.container(horizontal=True):
        for label, make, name, kind in (
            (say("Cleaned file (CSV)"), partial(cleaned, now.report), f"{stem}_cleaned.csv", "text/csv"),
            (say("List of problems (CSV)"), partial(problem_list, now.report), f"{stem}_problems.csv", "text/csv"),
            (say("Places (CSV)"), partial(match_table, now.report), f"{stem}_places.csv", "text/csv"),
            (say("Recipe for next time"), partial(_recipe, now), f"{stem}_recipe.json", "application/json"),
        ):
            st.download_button(label, make, name, kind, on_click="ignore", key=f"your_data:get:{name[len(stem) :]}")


def _recipe(now: Held) -> bytes:
    return Recipe.of(now.report).write()
