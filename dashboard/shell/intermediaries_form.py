"""The form of eight fields, which yields a file and a number, and the check of a file. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.intermediaries import words
from dashboard.language import Language
from dashboard.profile import peers_text
from dashboard.shell import state
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.shell.intermediaries import city, plain
from dashboard.words import THEMES
from data_sources.errors import UploadError
from data_sources.register import form, reading, store
from data_sources.register.form import LONGEST, MOST_THEMES, Outcome, Written
from data_sources.register.reading import Read
from data_sources.register.vocabulary import THEMES as FILED
from data_sources.register.vocabulary import Kind

_MADE = "atlas:register:made"
_MEGABYTES = 5
_MOST_FAULTS = 50
_WHAT_PX = 110


def form_section(page: Page) -> None:
    """Eight fields, and the file they become."""
    say = page.say
    st.subheader(say("Add an entry: a form of eight fields"), anchor="form")
    st.markdown(
        say(
            "It takes about two minutes, without a login. You get a file and a number; send both to the steward of "
            "this register, who looks at them and accepts them. This page stores nothing of what you write."
        )
    )
    outcome, slots = _fields(page)
    if outcome is not None:
        for name, fault in outcome.faults.items():
            slots[name].error(words.fault(name, fault, say))
        _keep(outcome)
    _made(outcome, say)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The form while it is drawn: its labels, and below each field a place for what is wrong with it."""

    labels: Mapping[str, str]
    slots: dict[str, DeltaGenerator]
    say: Language

    def below(self, field: str) -> None:
        """Leave a place for a fault."""
        self.slots[field] = st.container()

    def line(self, field: str, told: str | None = None) -> str:
        """A field of one line."""
        key = state.once(f"form:{field}", "")
        text = st.text_input(self.labels[field], max_chars=LONGEST[field], key=key, help=told)
        self.below(field)
        return text


def _fields(page: Page) -> tuple[Outcome | None, Mapping[str, DeltaGenerator]]:
    """What came of the form when it was sent, and the places for what is wrong."""
    say = page.say
    paper = Paper(labels=words.fields(say), slots={}, say=say)
    with st.container(border=True):
        where = _city(page, paper)
        with st.form("register", border=False):
            written = _inside(where, paper)
            sent = st.form_submit_button(say("Make my file"))
    return (form.read(written, today()) if sent else None), paper.slots


def _city(page: Page, paper: Paper) -> str:
    """Outside the form proper: the list of neighbourhoods follows it."""
    where = st.selectbox(
        paper.labels["city"],
        form.cities(),
        format_func=lambda code: peers_text.named(code, paper.say),
        key=state.once("form:city", city(page)),
    )
    paper.below("city")
    return str(where)


def _inside(where: str, paper: Paper) -> Written:
    """The seven other fields, drawn in this order."""
    say = paper.say
    return Written(
        city=where,
        name=paper.line("name"),
        kind=_kind(paper),
        district=_district(where, paper),
        themes=_themes(paper),
        what=_what(paper),
        contact=paper.line("contact", say("Stays with the steward: it is never shown and in no download.")),
        consent=_consent(paper),
    )


def _kind(paper: Paper) -> str:
    kinds = {kind.value: label for kind, label in words.kinds(paper.say).items()}
    key = state.once("form:kind", Kind.INITIATIVE.value)
    chosen = st.radio(paper.labels["kind"], list(kinds), format_func=kinds.__getitem__, horizontal=True, key=key)
    paper.below("kind")
    return str(chosen)


def _district(where: str, paper: Paper) -> str:
    say, parts = paper.say, form.districts(where)
    chosen = st.selectbox(
        paper.labels["district"],
        ["", *parts],
        format_func=lambda code: parts.get(code, say("The whole city")),
        key=state.once(f"form:district:{where}", ""),
        help=say("The finest place that is kept; no address."),
    )
    paper.below("district")
    return str(chosen)


def _themes(paper: Paper) -> tuple[str, ...]:
    say, names = paper.say, {theme.value: THEMES[theme] for theme in FILED}
    chosen = st.pills(
        say("{label}, at most {n}", label=paper.labels["themes"], n=MOST_THEMES),
        list(names),
        format_func=lambda code: say(names[code]),
        selection_mode="multi",
        key=state.once("form:themes", []),
    )
    paper.below("themes")
    return tuple(chosen)


def _what(paper: Paper) -> str:
    text = st.text_area(
        paper.labels["what"],
        max_chars=LONGEST["what"],
        height=_WHAT_PX,
        key=state.once("form:what", ""),
        help=paper.say("In a few sentences, without names of people, addresses or telephone numbers."),
    )
    paper.below("what")
    return text


def _consent(paper: Paper) -> bool:
    given = st.checkbox(paper.labels["consent"], key=state.once("form:consent", value=False))
    paper.below("consent")
    return given


def _keep(outcome: Outcome) -> None:
    """Hold the file for this visit, so that it can be downloaded; a form with faults has none."""
    if outcome.entry is None:
        st.session_state.pop(_MADE, None)
    else:
        st.session_state[_MADE] = form.as_file(outcome.entry)


def _made(outcome: Outcome | None, say: Language) -> None:
    if outcome is not None and outcome.faults:
        n = len(outcome.faults)
        st.error(say.plural("{n} field needs another look: see above.", "{n} fields need another look: see above.", n))
    held = st.session_state.get(_MADE)
    if held is None:
        return
    text, number = held
    st.success(say("Your file is ready. Its number: **{number}**", number=number))
    st.download_button(
        say("Download my file"),
        text,
        f"nexus-atlas_entry_{number}.json",
        "application/json",
        on_click="ignore",
        key="intermediaries:made",
    )
    st.caption(
        say(
            "Send the file to the steward and tell the number: it is made of what the file says, so both of you see "
            "that nothing was changed. To have an entry changed or removed later, name it to the steward."
        )
    )


def check_section(page: Page) -> None:
    """A file of entries, checked line by line: what can be taken, and what is wrong with the rest."""
    say = page.say
    with st.expander(say("Check a file of entries (CSV or JSON)"), key="intermediaries:check"):
        st.caption(
            say(
                "Every fault is told with its line. The file stays in this visit and is shown to nobody else; entries "
                "get into the register through the steward."
            )
        )
        file = st.file_uploader(
            say("Your file"), type=["csv", "json"], key="intermediaries:file", max_upload_size=_MEGABYTES
        )
        if file is not None:
            found = read(file.getvalue(), say)
            if found is not None:
                preview(found, say)


def read(payload: bytes, say: Language) -> Read | None:
    """What came of a file; None, with a sentence, where it cannot be read as a whole."""
    try:
        return reading.read(payload.decode("utf-8-sig"))
    except UnicodeDecodeError:
        st.error(say("This is no text in UTF-8. Save the file again as CSV or JSON with this encoding."))
    except UploadError as error:
        st.error(plain(str(error)))
    return None


def preview(found: Read, say: Language) -> None:
    """The entries that can be taken, with the number of their form, and the fault of each that cannot."""
    from dashboard.upload.words import told  # noqa: PLC0415 - all that reads files, which few bring

    ok = say.plural("{n} entry can be taken", "{n} entries can be taken", len(found.entries))
    bad = say.plural("{n} cannot", "{n} cannot", len(found.faults))
    st.markdown(f"**{ok}, {bad}.**")
    for fault in found.faults[:_MOST_FAULTS]:
        st.markdown(f"- {plain(told(fault.message, say))}")
    if found.entries:
        if not found.faults:
            st.caption(say("Number of this file: {number}", number=store.reference(found.entries)))
        kinds = words.kinds(say)
        rows = [f"{plain(one.name)} · {kinds[one.kind]} · {one.place.city}" for one in found.entries[:_MOST_FAULTS]]
        st.markdown("\n".join(f"- {row}" for row in rows))
