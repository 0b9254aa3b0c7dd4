"""The file on this visitor's screen: its bytes, the choices made, its report. In the memory of this visit only."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard.shell import state, uploads
from dashboard.upload import words
from data_sources.errors import UploadError
from data_sources.model import Direction, Indicator, Kind, Unit
from data_sources.schema import Observations
from data_sources.upload import Boundaries, Choices, Recipe, Report, Told, boundaries, forget_texts, read, told
from data_sources.upload.limits import check_bytes
from data_sources.upload.progress import Tell, nobody

PAGE = "your_data"
_FILE, _TURN, _ERROR, _WITHHELD = "upload:file", "upload:turn", "upload:error", "upload:withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the figures are, as the reader says; None and "" where the guess of the report holds."""

    title: str = ""
    kind: Kind | None = None
    unit: str = ""
    direction: Direction | None = None
    guard: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file with all that was decided about it. `mapped` is the state that was put on the map."""

    name: str
    payload: bytes
    report: Report
    meaning: Meaning = Meaning()
    own: Boundaries | None = None
    own_name: str = ""

    @property
    def choices(self) -> Choices:
        """What the reader decided about how to read it."""
        return self.report.choices


def held() -> Held | None:
    """The visitor's file; None where there is none."""
    found: Held | None = st.session_state.get(_FILE)
    return found


def error() -> UploadError | None:
    """Why the last file or choice was refused."""
    found: UploadError | None = st.session_state.get(_ERROR)
    return found


def turn() -> int:
    """Part of the keys of widgets that must be empty again after each file."""
    return int(st.session_state.get(_TURN, 0))


def next_turn() -> None:
    """Empties the widgets that take files."""
    st.session_state[_TURN] = turn() + 1


def take(name: str, payload: bytes, tell: Tell = nobody) -> None:
    """Read a file and keep it in place of the one before; one that cannot be read leaves its reason only."""
    forget()
    with refusing():
        check_bytes(len(payload))
        st.session_state[_FILE] = Held(name=name, payload=payload, report=read(name, payload, tell=tell))


@contextmanager
def refusing() -> Iterator[None]:
    """Run what is inside; why a file is refused is kept to be said, without the traceback that holds the file."""
    st.session_state.pop(_ERROR, None)
    try:
        yield
    except UploadError as found:
        st.session_state[_ERROR] = UploadError(found.message, line=found.line, column=found.column)


@contextmanager
def progress(first: str) -> Iterator[Tell]:
    """A bar with the step that the reading of a file is at; gone when it is read."""
    say = state.say()
    bar = st.progress(0.0, text=first)

    def tell(step: Told, share: float) -> None:
        bar.progress(share, text=f"{first} {words.told(step, say)}")

    try:
        yield tell
    finally:
        bar.empty()


def face(name: str, value: object, write: Callable[[Any], None]) -> dict[str, Any]:
    """Keyword arguments that make a widget show one choice and change it."""
    key = f"{PAGE}:{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": _changed, "args": (key, write)}


def _changed(key: str, write: Callable[[Any], None]) -> None:
    write(st.session_state[key])


def choose(**changes: Any) -> None:
    """Read the file again with other choices; what is refused leaves the file as it was."""
    now = held()
    if now is not None:
        again(now, replace(now.choices, **changes), now.own)


def again(now: Held, choices: Choices, own: Boundaries | None) -> None:
    """Read the file again and keep the new report."""
    with refusing(), progress(state.say()("Reading the file again …")) as tell:
        report = read(now.name, now.payload, choices, own, tell)
        st.session_state[_FILE] = replace(now, report=report, own=own, own_name=now.own_name if own else "")
        uploads.forget()


def join(name: str, payload: bytes) -> None:
    """Join the file to boundaries of the reader's own."""
    now = held()
    if now is None:
        return
    with refusing():
        check_bytes(len(payload))
        own = boundaries(name, payload, now.choices.join)
        again(replace(now, own_name=name), now.choices, own)


def apply(payload: bytes) -> None:
    """Read the file again by a recipe."""
    now = held()
    if now is None:
        return
    with refusing():
        again(now, Recipe.read(payload).choices, now.own)


def mean(**changes: Any) -> None:
    """Change what the figures are said to be; the map is drawn anew only when the reader asks."""
    now = held()
    if now is not None:
        st.session_state[_FILE] = replace(now, meaning=replace(now.meaning, **changes))
        uploads.forget()


def indicator(now: Held, title: str, unit: str) -> Indicator:
    """The file as an indicator, its title and unit cleaned by the caller."""
    said = now.meaning
    found = now.report.indicator(kind=said.kind, direction=said.direction)
    named = Unit(code="OWN", symbol="%" if unit in {"%", "percent"} else "", name=unit) if unit else found.unit
    return replace(found, title=title or found.title, unit=named)


def observations(now: Held, entry: Indicator) -> Observations:
    """The file's observation table, dated now. Raises `UploadError` where it has no figure that can be mapped."""
    if not now.report.table["obs_value"].notna().any():
        raise UploadError(told("The file has no figure at a place that is known here."))
    return now.report.observations(entry, datetime.now(UTC))


def withheld(small: int, more: int) -> None:
    """Note how many small figures were kept off the map, and how many went along."""
    st.session_state[_WITHHELD] = (small, more)


def kept_back() -> tuple[int, int]:
    """How many small figures are kept off the map, and how many went along."""
    found: tuple[int, int] = st.session_state.get(_WITHHELD, (0, 0))
    return found


def empty_store() -> None:
    """Take this visitor's files out of Streamlit's own store: from here on only the state of the visit holds them."""
    run = get_script_run_ctx()
    if run is not None:
        run.uploaded_file_mgr.remove_session_files(run.session_id)


def _drop_downloads() -> None:
    """Let Streamlit drop what was made to be downloaded: it waits for two passes, of which this is the first."""
    if runtime.exists():
        runtime.get_instance().media_file_mgr.remove_orphaned_files()


def forget() -> None:
    """Drop the file, its report, what was drawn from it and what was typed about it, at once."""
    empty_store()
    _drop_downloads()
    mine = [key for key in st.session_state if str(key).startswith((f"{PAGE}:", "upload:"))]
    next_turn = turn() + 1
    for key in mine:
        del st.session_state[key]
    st.session_state[_TURN] = next_turn
    uploads.forget()
    forget_texts()
    _out_of_story()
    view = state.view()
    if view.shows_own_file:
        state.show(view.without_own_file())
    gc.collect()


def _out_of_story() -> None:
    """The file's steps leave the visitor's story with it."""
    if uploads.STORY in st.session_state:
        from dashboard.shell import own_story  # noqa: PLC0415 - all stories, which most visits here never open

        own_story.without_own_file()
