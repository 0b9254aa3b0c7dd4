"""The page of the register: a city's entries on its neighbourhoods and as cards, and the files to take along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import marks
from dashboard.intermediaries import cards, entries, picture, words
from dashboard.intermediaries.cards import Card
from dashboard.intermediaries.entries import Register
from dashboard.language import Language, language
from dashboard.palette import surface
from dashboard.plain_text import literal
from dashboard.shell import drawing, pressed, register, state
from dashboard.shell.clock import today
from dashboard.shell.frame import Page
from dashboard.story import cities_register
from dashboard.story.cities_profile import name
from dashboard.view import View
from dashboard.words import THEMES
from data_sources.model import Level
from data_sources.register import json_schema
from data_sources.register.model import Entry

EXPLORE, RESEARCH = "pages/1_explore.py", "pages/13_research.py"


_LONGEST = 1000
_IN = 0.08
_HOUR_S = 3600


def plain(text: str) -> str:
    """A text of an entry as it is: nothing in it is a link, a picture, a heading or code."""
    return literal(text, _LONGEST)


def city(page: Page) -> str:
    """The city on screen."""
    return entries.chosen(register.held(), page.view.topic, page.view.places)


def shown(page: Page) -> tuple[Entry, ...]:
    """The entries of the city that the theme and kind leave."""
    return entries.filtered(register.held().of[city(page)], *_chosen())


def _chosen() -> tuple[str, str]:
    """The theme and the kind on screen; "" for all."""
    theme, kind = (str(st.session_state[state.once(key, "")]) for key in ("theme", "kind"))
    return theme, kind


def heading(page: Page) -> None:
    """What the page is for, and whose entries it shows."""
    say, known, code = page.say, register.held(), city(page)
    st.title(say("Who connects: a register"), anchor=False)
    st.markdown(
        say(
            "Initiatives, organisations and digital tools that link residents, public bodies and each other. A person "
            "is in it only by their own word. Places are coarse, and what is not here was not recorded: that does not "
            "mean that it does not exist."
        )
    )
    notice = st.info if code in known.made_up else st.caption
    notice(entries.origin(known, code, say))


def controls(page: Page) -> None:
    """The city, the theme and the kind."""
    say, known, code = page.say, register.held(), city(page)
    left, middle, right = st.columns(3)
    with left:
        st.selectbox(
            say("City"),
            known.cities,
            format_func=lambda one: name(one, say),
            **state.control("city", code, lambda old, new: replace(old, topic=new.lower(), places=())),
        )
    own = known.of[code]
    themes = {theme.value: say(THEMES[theme]) for theme in entries.themes_of(own)}
    kinds = {kind.value: words.kinds(say)[kind] for kind in entries.kinds_of(own)}
    with middle:
        _choice(say("Theme"), "theme", themes, say("All themes"))
    with right:
        _choice(say("Kind"), "kind", kinds, say("All kinds"))


def _choice(label: str, key: str, names: dict[str, str], every: str) -> None:
    """A choice among what this city has; what another city had is forgotten."""
    widget = state.once(key, "")
    if st.session_state[widget] not in names:
        st.session_state[widget] = ""
    st.selectbox(label, ["", *names], format_func=lambda one: names.get(one, every), key=widget)


def who_and_where(page: Page) -> None:
    """The map, and the cards of the entries beside it; on a phone below."""
    left, right = st.columns([5, 4], gap="medium")
    with left:
        entry_map(page)
    with right:
        listed(page)


def entry_map(page: Page) -> None:
    """The entries as numbers on the city's outlines."""
    say, known, code = page.say, register.held(), city(page)
    st.subheader(say("Where are they? Entries of {city}", city=name(code, say)), anchor=False)
    n = len(shown(page))
    st.caption(say("{n} shown · a neighbourhood or about 500 m at the finest", n=_counted(n, say)))
    html, told = _drawn(code, _chosen(), say.code, register.version())
    if html:
        pressed.table(_styled(html), key="intermediaries:map", only=False)
    else:
        st.caption(say("No outlines of this city's neighbourhoods are held: the entries stand in the list only."))
    st.markdown(told)
    if page.map_stands and n:
        _over_a_figure(code, say)
    st.caption(_source(known, code, say))


# Each visit's script has a thread of its own, and each thread loads the projection anew, for 60 ms.
@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _drawn(code: str, chosen: tuple[str, str], lang: str, version: tuple[float, ...]) -> tuple[str, str]:  # noqa: ARG001
    """The map, "" where no outlines are held, and what it shows in words."""
    own, note, say = _told(code, chosen, lang)
    ground = picture.ground(picture.division(code, register.held().of[code]))
    return picture.html(ground, own, note, say) if ground else "", picture.words(own, note, say)


@st.cache_resource(ttl=_HOUR_S, max_entries=64, show_spinner=False)
def _labels(code: str, chosen: tuple[str, str], lang: str, version: tuple[float, ...]) -> tuple[str, str]:  # noqa: ARG001
    """The note and the entries as labels of another map."""
    own, note, _ = _told(code, chosen, lang)
    return _note(code, own, note), cities_register.marked(own)


def _told(code: str, chosen: tuple[str, str], lang: str) -> tuple[tuple[Entry, ...], str, Language]:
    """The entries of a city that a theme and a kind leave, and what is said where they are made up."""
    known, say = register.held(), language(lang)
    return entries.filtered(known.of[code], *chosen), entries.label(say) if code in known.made_up else "", say


def _counted(n: int, say: Language) -> str:
    return say.plural("{n} entry", "{n} entries", n) if n else say("None recorded")


def _source(known: Register, code: str, say: Language) -> str:
    if code in known.made_up:
        return cities_register.source(say)
    return say(
        "Source: the project's register, accepted entries · licence of each entry, CC BY 4.0 unless it says other."
    )


def _styled(html: str) -> str:
    """The picture with the reader's look."""
    colours = surface(drawing.look())
    named = {"water": colours.water, "land": colours.land, "line": colours.region_line, "page": colours.page}
    named |= {"text": colours.text, "places": colours.places}
    own = " ".join(f"--{key}: {colour};" for key, colour in named.items())
    return f"<style>:host {{ {own} }} {picture.CSS}</style>{html}"


def _over_a_figure(code: str, say: Language) -> None:
    """A link to the map of a figure of the neighbourhoods, with the entries as labels and the note among them."""
    from dashboard.shell import places_near  # noqa: PLC0415 - all of the page of a place, for one link

    id = places_near.chosen(View(), code)
    if not id:
        return
    note, label = _labels(code, _chosen(), say.code, register.version())
    drawn = "~".join(filter(None, (note, label)))
    kept = marks.checked(drawn)
    view = View(indicator=id, level=Level.DISTRICT, marks=kept, lang=say.code)
    st.page_link(EXPLORE, label=say("See them over a figure"), icon=":material/map:", query_params=view.to_params())
    if kept != drawn or label.count("~") + 1 >= marks.MOST_MARKS:
        st.caption(say("That map carries at most {n} labels; the map here shows every entry.", n=marks.MOST_MARKS))


def _note(code: str, own: tuple[Entry, ...], note: str) -> str:
    """The note as a label at the upper left of the city."""
    ground = picture.ground(picture.division(code, own))
    if not note or ground is None:
        return ""
    left, top, width, height = ground.box
    x, y = round((left + _IN * width) / picture.UNITS), round((top + _IN * height) / picture.UNITS)
    return f"l{x}.{y}.{cities_register.coded(note)}"


def listed(page: Page) -> None:
    """The entries as cards, by name."""
    say, own = page.say, shown(page)
    st.subheader(say("The entries"), anchor=False)
    if not own:
        st.info(say("None recorded with this theme and kind. Choose all themes, or another kind."))
        return
    day = register.held().day(city(page), today())
    for number, one in enumerate(own, start=1):
        _card(number, cards.card(one, day, say), say)


def _card(number: int, card: Card, say: Language) -> None:
    with st.expander(f"{number}. {plain(card.title)}"):
        st.caption(plain(card.line))
        if card.told:
            st.markdown(plain(card.told))
        rows = (
            (say("How it works, as it says"), card.practice or say("not stated")),
            (say("Ties"), card.ties),
            (say("Money"), card.money),
            (say("Contact"), card.contact),
            *card.answers,
        )
        st.markdown("\n".join(f"- **{plain(head)}** {plain(told)}" for head, told in rows if told))
        if card.page:
            st.markdown(f"<{card.page}>")
        st.caption(card.updated)


def take_along(page: Page) -> None:
    """The entries of the city and all entries as files, and the schema that says what such a file holds."""
    say, known, code = page.say, register.held(), city(page)
    st.subheader(say("Take it along"), anchor=False)
    every = tuple(one for own in known.of.values() for one in own)
    stones = register.stones()
    with st.container(horizontal=True):
        _file(say("This city (CSV)"), partial(entries.as_csv, known.of[code]), f"{code}.csv", "text/csv")
        _file(say("All entries (CSV)"), partial(entries.as_csv, every), "all.csv", "text/csv")
        _file(say("All entries (JSON)"), partial(entries.as_json, every, stones), "all.json", "application/json")
        _file(say("JSON Schema"), json_schema.text, "schema.json", "application/schema+json")
    st.caption(
        say(
            "Only entries with a recorded consent, without withheld contacts; target groups and languages are left out "
            "where a place has fewer than five entries. A file holds what was recorded when it was made: before you "
            "use an old one, ask the steward whether an entry was removed since."
        )
    )
    told = entries.told_apart(known, say)
    if told:
        st.caption(told)


def _file(label: str, make: Callable[[], str], ending: str, kind: str) -> None:
    st.download_button(
        label, make, f"nexus-atlas_register_{ending}", kind, on_click="ignore", key=f"intermediaries:file:{ending}"
    )


def limits(page: Page) -> None:
    """What the register cannot tell."""
    say = page.say
    lines = [
        say("How many there are: it holds what somebody entered. None recorded is not none."),
        say("How good anybody's work is: entries are counted and described, never ranked, and nor are people."),
        say("Where exactly anybody is: a neighbourhood or about 500 m is the finest place there is."),
        say("Whether a need is met: a figure of a place says nothing of who in it is helped by whom."),
        say("Whether money ends as stated: an entry says how many months it had on the day it was last looked at."),
        say("Whether cities differ: more entries for each 10,000 inhabitants show where more was recorded."),
    ]
    with st.expander(say("What this page cannot tell you")):
        st.markdown("\n".join(f"- {line}" for line in lines))
    st.page_link(RESEARCH, label=say("The research behind this page"), query_params=View(lang=say.code).to_params())
