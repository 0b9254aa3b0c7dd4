"""What every page shares: its title, the menu, the language, the footer."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard import citation
from dashboard.language import LANGUAGES, Language
from dashboard.shell import cite, state, uploads
from dashboard.shell.add_to_story import add_to_story
from dashboard.shell.guard import guard
from dashboard.view import Picture, View
from data_sources import roots

ROOT = Path(__file__).parents[2]
ICON = "static/icon.png"
MENU_PX = 240
_STYLE = """<style>
.stMainBlockContainer { padding-top: 3.5rem; }
[data-testid="stSidebarUserContent"] { padding-bottom: 1rem; }
[data-testid="stSidebar"][aria-expanded="false"] [data-testid="stSidebarContent"] { overflow: hidden; }
</style>"""
"""Streamlit leaves 96 pixels above the title, and the picture needs them more; a folded menu has nothing to scroll."""

_WHOLE = '<span class="page-whole"></span>'
"""For whoever drives a browser: the page has its last part, and nothing follows unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page: its file, its name in the menu, its icon, and the group it stands in ("" for the footer)."""

    id: str
    file: str
    label: str
    icon: str
    group: str


PAGES = (
    Entry(id="overview", file="app.py", label="Overview", icon=":material/home:", group="Explore"),
    Entry(
        id="explore",
        file="pages/1_explore.py",
        label="Explore the map",
        icon=":material/map:",
        group="Explore",
    ),
    Entry(id="places", file="pages/6_places.py", label="A place", icon=":material/location_city:", group="Explore"),
    Entry(
        id="your_data",
        file="pages/7_your_data.py",
        label="Your data",
        icon=":material/upload_file:",
        group="Explore",
    ),
    Entry(
        id="arrivals",
        file="pages/2_arrivals.py",
        label="Arrivals",
        icon=":material/group_add:",
        group="Understand",
    ),
    Entry(id="sdg11", file="pages/3_sdg11.py", label="SDG 11", icon=":material/flag:", group="Understand"),
    Entry(id="nexus", file="pages/4_nexus.py", label="The nexus", icon=":material/hub:", group="Understand"),
    Entry(id="themes", file="pages/5_themes.py", label="Themes", icon=":material/category:", group="Understand"),
    Entry(
        id="present",
        file="pages/8_present.py",
        label="Present live",
        icon=":material/slideshow:",
        group="Act",
    ),
    Entry(id="policy", file="pages/9_policy.py", label="Recommendations", icon=":material/checklist:", group="Act"),
    Entry(
        id="intermediaries",
        file="pages/12_intermediaries.py",
        label="Who connects",
        icon=":material/diversity_3:",
        group="Act",
    ),
    Entry(id="research", file="pages/13_research.py", label="The research", icon=":material/school:", group="Act"),
    Entry(
        id="data",
        file="pages/10_data.py",
        label="Data and methods",
        icon=":material/database:",
        group="About the data",
    ),
    Entry(id="privacy", file="pages/11_privacy.py", label="Privacy", icon=":material/lock:", group=""),
)
"""Every page, in the order of the menu. A new page is one file and one line here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page being drawn. Sections ask `view()` themselves: inside a fragment it moves on."""

    id: str
    say: Language

    @property
    def view(self) -> View:
        """The View on screen now."""
        return state.view()

    @property
    def map_stands(self) -> bool:
        """True once the visitor's first map is drawn: what stands below is as heavy again and waits for it."""
        return state.map_is_drawn() or self.view.picture is Picture.FLOWS


Section = Callable[[Page], None]


def frame(id: str) -> Page:
    """Begin a page: set its title, adopt the URL, draw the menu. Every page starts with this."""
    entry = next(page for page in PAGES if page.id == id)
    view = uploads.settled(state.enter(id))
    page = Page(id=id, say=state.say())
    st.set_page_config(
        page_title=f"{page.say(entry.label)} · Nexus Atlas",
        page_icon=str(ROOT / ICON),
        layout="wide",
        initial_sidebar_state=MENU_PX,
    )
    settle()
    st.html(_STYLE)
    _menu(page, view)
    with guard(page.say):
        uploads.missed(page.say)
        cite.changed_since(id, view, page.say)
    return page


@st.cache_resource(ttl=None, max_entries=1, show_spinner=False)
def settle() -> bool:
    """Once a server: leave what start-up made out of later collections."""
    gc.collect()
    gc.freeze()
    return True


def _menu(page: Page, view: View) -> None:
    with st.sidebar:
        st.markdown("### Nexus Atlas")
        if roots.PACK:
            st.caption(citation.snapshot_line(page.say))
        for group in dict.fromkeys(entry.group for entry in PAGES if entry.group):
            st.caption(page.say(group))
            for entry in (entry for entry in PAGES if entry.group == group):
                label = page.say(entry.label)
                st.page_link(entry.file, label=label, icon=entry.icon, query_params=view.to_params())
        st.selectbox(
            page.say("Language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            **state.control("lang", view.lang, lambda old, lang: replace(old, lang=lang)),
        )


def sections(page: Page, *parts: Section) -> None:
    """Draw parts of the page in order; one that fails says so and leaves the others standing."""
    for part in parts:
        with guard(page.say):
            part(page)


def later(page: Page, draw: Callable[..., None], *parts: Section) -> None:
    """`sections` or `live`, once the map stands."""
    if page.map_stands:
        draw(page, *parts)


def live(page: Page, *parts: Section) -> None:
    """Draw parts that answer to their own controls, without the rest of the page being drawn again."""

    @st.fragment(key=f"{page.id}:{parts[0].__name__}")
    def together() -> None:
        sections(page, *parts)

    together()


def footer(page: Page, shown: Callable[[Page], View] | None = None) -> None:
    """The last line of every page: the snapshot, how to cite, a step of the visitor's story, privacy, the code.

    `shown` says which View the page shows where that is one picture: it is what is cited.
    """
    label = next(entry.label for entry in PAGES if entry.id == page.id)
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(citation.snapshot_line(page.say), width="content")
        asked = shown and partial(shown, page)
        cite.cite_and_share(page.say(label), asked, page.say)
        add_to_story(page.id, asked, page.say)
        entry = PAGES[-1]
        st.page_link(entry.file, label=page.say(entry.label), query_params=page.view.to_params())
        st.caption(page.say("Code: Apache-2.0. Figures and boundaries: see each source."), width="content")
    if state.is_whole():
        st.html(_WHOLE)


def on_screen(page: Page) -> View:
    """The View of a page that shows just that."""
    return page.view
