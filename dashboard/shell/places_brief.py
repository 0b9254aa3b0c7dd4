"""Making a brief to take away: of a place, of one of its neighbourhoods, of a pair, of chosen views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard import brief as briefs
from dashboard import citation
from dashboard.brief import Brief, Desk, notes
from dashboard.brief import views as chosen_views
from dashboard.language import Language, language
from dashboard.own_file import OWN_FILE
from dashboard.profile import facts as profile
from dashboard.shell import cached, nexus, state, upload_leaving, uploads
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.shell.places_own import at_level, sentence
from dashboard.view import View
from data_sources import geography, store
from data_sources.catalogue import CATALOGUE
from data_sources.errors import NoObservations
from data_sources.model import Level
from data_sources.presence import presence

_HOUR_S = 3600
_FORMATS = ("docx", "pdf", "html")
_MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html",
}


def brief(page: Page) -> None:
    """The brief of the place on screen, of one of its neighbourhoods, or of views whose links are pasted."""
    say, code = page.say, next(iter(page.view.places), "")
    if not code:
        return
    if geography.level_of(code) is not Level.DISTRICT:
        st.subheader(say("Take it away: a brief of two pages"), anchor="brief")
        st.caption(
            say(
                "Question, map, charts, figures with their years, what they say, caveats, sources and a link back. "
                "Drawn from the figures for print; nothing hangs on colour."
            )
        )
        own = _may_add(code, "place", say)
        offer(page, "place", lambda: _with_own(_of_place(code, say.code, base(), cached_version()), code, own, say))
    _neighbourhoods(page, code)
    with st.expander(say("A brief of other views"), key="brief:others"):
        _views(page)


def pair_brief(page: Page) -> None:
    """The brief of the pair on screen."""
    views = nexus.pair(page.view)
    if views is None or not page.map_stands:
        return
    st.subheader(page.say("Take it away: a brief of two pages"), anchor=False)
    if views[0].shows_own_file and not upload_leaving.may_leave(page.say, "pair"):
        return
    offer(page, "pair", lambda: _of_pair(page.view, base(), nexus.version(views)), views[0].shows_own_file)


def offer(page: Page, key: str, make: Callable[[], Brief], own: bool = False) -> None:  # noqa: FBT001, FBT002
    """A format, the button that makes the file, and the file; with `own` what may leave of the visitor's file."""
    say = page.say
    names = {"docx": say("Word"), "pdf": say("PDF"), "html": say("Web page")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = st.segmented_control(
            say("Format"),
            _FORMATS,
            format_func=names.__getitem__,
            required=True,
            key=state.once(f"brief:{key}", value="docx"),
        )
        pressed = st.button(say("Make a brief"), key=f"brief:{key}:make")
    if not pressed or form is None:
        return
    with st.spinner(say("The map, the charts and the pages are being drawn; this takes a few seconds.")):
        with uploads.standing_in(upload_leaving.kept() if own else None, say):
            made = make()
        content = _file(made, form)
    st.download_button(
        say("Download the brief ({form})", form=names[form]),
        content,
        made.file_name(form),
        _MIME[form],
        on_click="ignore",
        key=f"brief:{key}:file",
    )


def _file(made: Brief, form: str) -> bytes:
    """The bytes of a format."""
    from dashboard.brief import docx, page, pdf  # noqa: PLC0415  no part of the page's own loading

    write = {"docx": docx.document, "pdf": pdf.pdf, "html": page.html}[form]
    return write(made)


def base() -> str:
    """This page's address without what follows the question mark."""
    return (st.context.url or "").partition("?")[0]


def cached_version() -> float:
    """A number that changes with any copy that a profile is made from."""
    return sum(store.version(id) for id in cached.profile_ids())


def desk_of(title: str, link: str, say: Language) -> Desk:
    """What a brief of this title and address is written with."""
    day = today()
    return Desk(
        say=say,
        screen=cached.screen,
        histories=cached.histories,
        provenance=lambda id: cached.observations(id).provenance,
        day=day,
        link=link,
        citation=citation.citation(citation.Work(title=title), say, link, day),
        snapshot=citation.snapshot_id(),
    )


@st.cache_resource(ttl=_HOUR_S, max_entries=16, show_spinner=False)
def _of_place(code: str, lang: str, base: str, version: float) -> Brief:  # noqa: ARG001
    say = language(lang)
    place = profile.in_words(profile.place(code), say)
    link = citation.link(View(places=(code,), lang=lang), base)
    return briefs.of_place(place, cached.facts(code, lang), desk_of(place.name, link, say))


@st.cache_resource(ttl=_HOUR_S, max_entries=16, show_spinner=False)
def _of_neighbourhood(code: str, lang: str, base: str, version: float) -> Brief:  # noqa: ARG001
    say = language(lang)
    place = profile.place(code)
    city = profile.place(profile.city_of(code)).name
    link = citation.link(View(places=(code,), lang=lang), base)
    screens = [
        cached.screen(View(indicator=id, level=Level.DISTRICT, places=(code,), lang=lang)) for id in _figures_of(code)
    ]
    return briefs.neighbourhood(place, city, screens, desk_of(f"{place.name}, {city}", link, say))


def _figures_of(code: str) -> list[str]:
    """The indicators that list a neighbourhood, in the order of the catalogue."""
    held = store.held()
    ids = [id for id, entry in CATALOGUE.items() if id in held and Level.DISTRICT in entry.levels and not entry.part]
    found = presence(ids)
    listed = set(found.loc[found["geo"] == code, "id"].astype(str))
    return [id for id in ids if id in listed]


@uploads.private
@st.cache_resource(ttl=_HOUR_S, max_entries=16, show_spinner=False)
def _of_pair(view: View, base: str, version: float) -> Brief:  # noqa: ARG001
    views, say = nexus.pair(view), language(view.lang)
    one = nexus.chosen(view)
    if views is None or one is None:
        raise NoObservations("no such pair")
    first, second = nexus.screens(views)
    both = briefs.Both(
        first=first,
        second=second,
        places=nexus.together(views),
        found=nexus.associated(views),
        pair=one,
        chosen=view.places,
    )
    title = say("{arrivals} and {place}", arrivals=say(first.indicator.title), place=say(second.indicator.title))
    return briefs.of_pair(both, desk_of(title, citation.link(view, base), say))


def _neighbourhoods(page: Page, code: str) -> None:
    """One page on a neighbourhood, where the city's figures of them are held."""
    say, city = page.say, profile.city_of(code)
    every = cached.places()
    known = every[(every["level"] == Level.DISTRICT.value) & every["code"].str.startswith(f"{city}_")]
    if known.empty:
        return
    st.subheader(say("My neighbourhood: one page for a funding bid"), anchor=False)
    names = {str(code): str(name) for code, name in known["name"].items()}
    asked = code if code in names else None
    chosen = st.selectbox(
        say("Neighbourhood"),
        sorted(names, key=names.__getitem__),
        index=sorted(names, key=names.__getitem__).index(asked) if asked else None,
        format_func=names.__getitem__,
        placeholder=say("Choose a neighbourhood"),
        key=f"brief:{city}:neighbourhood",
    )
    if chosen is not None:
        own = _may_add(chosen, "near", say)
        offer(
            page,
            "near",
            lambda: _with_own(_of_neighbourhood(chosen, say.code, base(), cached_version()), chosen, own, say),
        )


def _may_add(code: str, where: str, say: Language) -> bool:
    """Whether the visitor's file has a figure of the place that may stand in its brief; asks where it has."""
    shown = at_level(geography.level_of(code), say)
    return bool(shown and sentence(shown, code, say)) and upload_leaving.may_leave(say, where)


def _with_own(made: Brief, code: str, own: bool, say: Language) -> Brief:  # noqa: FBT001
    """The brief of a place with its figure in the visitor's file, where that may leave."""
    with uploads.standing_in(upload_leaving.kept() if own else None, say):
        shown = at_level(geography.level_of(code), say) if own else None
        if shown is None:
            return made
        return replace(
            made,
            takeaways=(*made.takeaways, sentence(shown, code, say)),
            sources=(*made.sources, notes.own_source(shown.series.provenance, say)),
            uploaded=True,
        )


def _views(page: Page) -> None:
    """Links of up to two views, and their brief."""
    say = page.say
    links = st.text_area(
        say("Addresses of up to two maps, one a line"),
        help=say("Copy the address of a page that shows a map, as often as there are maps."),
        key="brief:links",
    )
    found = chosen_views.read(links, say.code, own=uploads.held() is not None)
    if links.strip() and not found:
        st.info(say("None of these addresses names a figure. Copy one from the page with the map."))
    if len(found) > chosen_views.MOST:
        st.caption(say("The first {n} of these maps are used.", n=chosen_views.MOST))
    own = any(view.indicator == OWN_FILE for view in found)
    if found and (not own or upload_leaving.may_leave(say, "views")):
        offer(page, "views", lambda: _of_views(found, say.code, base()), own)


def _of_views(views: tuple[View, ...], lang: str, base: str) -> Brief:
    """The brief of the views; its link is that of the first."""
    say = language(lang)
    there = base.rpartition("/")[0] + "/explore"
    link = citation.link(views[0], there)
    return briefs.of_views(views, desk_of(say("Figures on arrivals and places"), link, say))
