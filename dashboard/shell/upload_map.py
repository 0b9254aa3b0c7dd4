"""A reader's file on the map: small counts first, then the map, the ranking, the years and the table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import pandas as pd
import streamlit as st

from analysis.disclosure import Rule
from dashboard.language import Language, language
from dashboard.own_file import OWN_FILE, plain
from dashboard.palette import Look
from dashboard.shell import drawing, explore, state, upload_held, upload_leaving, uploads
from dashboard.shell.frame import Page
from dashboard.shell.upload_choices import title_of, unit_of
from dashboard.shell.upload_held import Held, face
from dashboard.upload import small, text
from dashboard.view import WITH_ANOTHER, Picture, View
from data_sources.errors import UploadError
from data_sources.model import Kind, Level
from data_sources.upload import OWN, Report, read

_MOST_BASE = 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage(Page):
    """The page as the parts of Explore see it: with the reader's file in its View."""

    @property
    def view(self) -> View:
        """The View on screen now, of the reader's file whatever other pages show."""
        return own_view(state.view())


def own_view(view: View) -> View:
    """A View of the file: the visitor's own where it is one, else one that begins with the file."""
    if view.indicator == OWN_FILE and view.picture is not Picture.FLOWS and view.picture not in WITH_ANOTHER:
        return view
    kept = uploads.held()
    levels = kept.levels if kept else (Level.COUNTRY,)
    level = view.level if view.level in levels else next(iter(levels), Level.COUNTRY)
    plain_one = View(lang=view.lang, contrast=view.contrast, places=view.places)
    return replace(plain_one.of(OWN_FILE), level=level)


def show(page: Page) -> None:
    """The guard for small counts, and the button that puts the file on the map."""
    now, say = upload_held.held(), page.say
    if now is None or not (now.report.mapped or now.report.table["obs_value"].notna().any()):
        return
    _limits(now, say)
    if not now.report.table["obs_value"].notna().any():
        return
    st.button(
        say("Show on the map"),
        icon=":material/map:",
        key="your_data:show",
        on_click=partial(_keep, say),
        disabled=uploads.held() is not None,
    )


def _limits(now: Held, say: Language) -> None:
    report = now.report
    st.subheader(say("Before it is on the map: small counts"), anchor=False)
    if report.small:
        st.warning(
            say.plural(
                "{n} figure is so small that it may point at single people.",
                "{n} figures are so small that they may point at single people.",
                report.small,
            )
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = face("least_count", float(report.choices.least_count), partial(_limit, "least_count"))
        st.number_input(
            say("Least count that is shown"),
            min_value=0.0,
            max_value=1000.0,
            step=1.0,
            format="%.0f",
            width=200,
            **count,
        )
        base = face("least_base", float(report.choices.least_base), partial(_limit, "least_base"))
        why = say("A share or rate of fewer people or households than this is withheld. Name their column above.")
        label = say("Least denominator")
        st.number_input(
            label, min_value=0.0, max_value=_MOST_BASE, step=100.0, format="%.0f", width=200, help=why, **base
        )
        guard = face("guard", now.meaning.guard, lambda one: upload_held.mean(guard=one))
        st.toggle(
            say("Withhold what is below"),
            help=say(
                "Others of the same sum are withheld too where the small ones could be worked out by subtraction."
            ),
            **guard,
        )
    kind = now.meaning.kind or report.kind
    if kind is not Kind.COUNT and not report.choices.base:
        st.caption(say("These are no counts and no denominators are named, so nothing can be judged too small."))


def _limit(field: str, value: float) -> None:
    upload_held.choose(**{field: value})


def _keep(say: Language) -> None:
    now = upload_held.held()
    if now is None:
        return
    with upload_held.refusing():
        entry = upload_held.indicator(now, plain(title_of(now, say)), plain(unit_of(now, say)))
        found = small.Guarded(observations=upload_held.observations(now, entry), small=0, more=0)
        if now.meaning.guard:
            rule = Rule(least_count=now.choices.least_count, least_base=now.choices.least_base)
            found = small.guarded(found.observations, _bases(now), rule)
            upload_held.withheld(found.small, found.more)
        if not found.observations.table["obs_value"].notna().any():
            raise UploadError(say("Every figure is below the limits for small counts, so there is nothing to map."))
        uploads.keep(found.observations, now.own)
        state.show(replace(own_view(View(lang=say.code)), level=_level(now.report)))


def _level(report: Report) -> Level:
    """The level that most places are of."""
    kept = uploads.held()
    wanted = Level.DISTRICT if report.level == OWN else Level(report.level)
    levels = kept.levels if kept else ()
    return wanted if wanted in levels else next(iter(levels), Level.COUNTRY)


def _bases(now: Held) -> pd.DataFrame | None:
    """The table of denominators; None where no column of them is named."""
    if not now.choices.base:
        return None
    choices = replace(now.choices, measure=now.choices.base, base="")
    return read(now.name, now.payload, choices, now.own).table


def whole_map(page: Page) -> None:
    """The map with its ranking, marked as unverified, and what was withheld."""
    if uploads.held() is None:
        return
    say = page.say
    if state.whole_page_waits():
        st.rerun()
    st.divider()
    st.subheader(say("On the map"), anchor=False)
    st.caption(":material/warning: " + say("Uploaded, unverified: nobody has checked these figures."))
    now = upload_held.held()
    if now is not None and now.meaning.guard:
        st.caption(text.withheld_line(*upload_held.kept_back(), say))
    view = own_view(page.view)
    drawing.draw_map(view, key=f"your_data:{view.picture}")


def leaving(page: Page) -> None:
    """Whether the figures may leave the visit, and once they may the map as one file."""
    if uploads.held() is None:
        return
    say, view = page.say, own_view(page.view)
    st.subheader(say("In what you make"), anchor=False)
    if not upload_leaving.may_leave(say, "page"):
        return
    make = partial(_map_file, view, drawing.look())
    st.download_button(
        say("This map as one file (HTML)"),
        partial(upload_leaving.made_of, upload_leaving.kept(), say, make),
        "nexus-atlas_own_file_map.html",
        "text/html",
        icon=":material/draft:",
        help=say("It opens in a browser from a folder or an e-mail, without this server and without a network."),
        on_click="ignore",
        key="your_data:alone",
    )


def _map_file(view: View, look: Look) -> bytes:
    """The map as a story of one step: with its sentence, its source and its table."""
    from dashboard.shell import decks  # noqa: PLC0415 - all stories, which the page does not need to be drawn
    from dashboard.story import own_steps  # noqa: PLC0415

    say, own = language(view.lang), uploads.held()
    step = own_steps.of_page("explore", view, say, own.indicator.title if own else "")
    one = own_steps.of_steps(own_steps.story(step.title), (replace(step, key=own_steps.ID),))
    return decks.one_file(one, view.lang, look).encode()


def timeline(page: Page) -> None:
    """The places through the years, and the table to take along."""
    if uploads.held() is None:
        return
    own = OwnPage(id=page.id, say=page.say)
    explore.timeline(own)
    explore.table(own)
