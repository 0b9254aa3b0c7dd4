"""The page of a reader's own file, first part: what it is for, where the file goes, how to begin."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from dashboard.language import Language
from dashboard.shell import state, upload_held, uploads
from dashboard.shell.frame import Page
from dashboard.upload import text
from dashboard.words import LEVELS
from data_sources.upload import TEMPLATES, examples, template
from data_sources.upload.limits import MOST_BYTES, MOST_ROWS

_KINDS = ["csv", "tsv", "txt", "xlsx", "geojson", "json", "zip", "gpkg"]
_MEGABYTE = 1e6


def heading(page: Page) -> None:
    """What the page does, in two sentences."""
    say = page.say
    st.title(say("Your data"), anchor=False)
    st.markdown(
        say(
            "Drop a table of places and figures. You are told how it was read and what is wrong with it, line by line; "
            "then it stands on the map like any other figure, and beside the official ones."
        )
    )


def drop(page: Page) -> None:
    """The place to drop a file, or the file that is held with the button that forgets it."""
    now, say = upload_held.held(), page.say
    if now is not None:
        _line(now, say)
        with st.expander(say("Another file, an example or a template")):
            _begin(say)
    else:
        _begin(say)
    _where_it_goes(say)
    refused = upload_held.error()
    if refused is not None:
        st.error(text.refusal(refused, say, kept=now is not None), icon=":material/error:")


def _line(now: upload_held.Held, say: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{text.literal(now.name)}** · {text.size(len(now.payload), say)}", width="content")
        st.button(say("Forget my file"), icon=":material/delete:", key="your_data:forget", on_click=upload_held.forget)


def _begin(say: Language) -> None:
    limit = say.number(MOST_BYTES / _MEGABYTE)
    uploaded = st.file_uploader(
        say("Your file: CSV, TSV, Excel (XLSX) or GeoJSON"),
        type=_KINDS,
        key=f"your_data:file:{upload_held.turn()}",
        help=say("At most {limit} MB and {rows} rows.", limit=limit, rows=say.number(MOST_ROWS)),
    )
    if uploaded is not None:
        name, payload = uploaded.name, uploaded.getvalue()
        received = text.size(len(payload), say)
        with upload_held.progress(say("Received {size}.", size=received)) as tell:
            upload_held.take(name, payload, tell)
        st.rerun()
    _examples(say)
    _templates(say)


def _examples(say: Language) -> None:
    made = examples()
    if not made:
        return
    labels = {
        "first-time-applicants.csv": say("First-time asylum applicants: one row a figure, by code"),
        "housing-deprivation-wide.csv": say("Housing deprivation: a column a year, by name, with flags"),
        "net-migration-regions.csv": say("Net migration of regions: semicolons, decimal commas, a title above"),
    }
    st.caption(say("Or try an example with real figures:"))
    with st.container(horizontal=True):
        for name in made:
            label = labels.get(name, name)
            st.button(label, key=f"your_data:example:{name}", on_click=_take_example, args=(name,))


def _take_example(name: str) -> None:
    upload_held.take(name, examples()[name]())


def _templates(say: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        level = st.selectbox(
            say("Or fill in a template"),
            TEMPLATES,
            format_func=lambda one: say(LEVELS[one]),
            key=state.once("template", TEMPLATES[0]),
            width=320,
        )
        year = datetime.now(UTC).year - 1
        st.download_button(
            say("Download the template (CSV)"),
            partial(template, level, year),
            f"nexus-atlas_template_{level.value}.csv",
            "text/csv",
            on_click="ignore",
        )


def _where_it_goes(say: Language) -> None:
    st.caption(
        say(
            "Your file stays in the memory of this server, for this visit and for nobody else: it is never written to "
            "disk or to a log. “Forget my file” drops it at once; after you close this page it is dropped when the "
            "server next clears ended visits, two minutes later at the earliest. A brief, a story or a single file "
            "gets its figures only after you said so below the map; a picture or table that you save yourself has them."
        )
    )


def limits(page: Page) -> None:
    """What the page cannot tell of a file."""
    say = page.say
    with st.expander(say("What this page cannot tell you")):
        lines = [
            say("Whether the figures are right: it reads them, it knows neither how they were counted nor by whom."),
            say("Whether two figures of one name mean the same: read both definitions before you subtract them."),
            say("Whether anybody can be recognised: the limits for small counts help, the judgement is yours."),
            say("Figures of places that go together do not show that one causes the other."),
        ]
        if uploads.held() is not None:
            lines.append(say("A link to this page does not carry your file: who opens it sees an empty page."))
        st.markdown("\n".join(f"- {line}" for line in lines))
