"""What is computed of a city's entries: their ties, whose money ends, where the need is high, how many there are."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard.intermediaries import entries, everywhere, figures, needs, picture, sheet
from dashboard.intermediaries.everywhere import City
from dashboard.intermediaries.needs import Laid
from dashboard.shell import cached, decks, pressed, register, state
from dashboard.shell.clock import today
from dashboard.shell.frame import Page, live
from dashboard.shell.intermediaries import city
from dashboard.story.cities_profile import name

_HOUR_S = 3600


def ties(page: Page) -> None:
    """How mixed the ties of the city's entries are."""
    say, known, code = page.say, register.held(), city(page)
    own = known.of[code]
    st.subheader(say("How mixed is the support they lean on?"), anchor=False)
    told = figures.ties_words(own, say)
    st.markdown(f"**{told}** {figures.one_sector_words(own, say)}")
    _table(figures.ties_table(own, say), told, "ties")
    st.caption(f"{figures.ties_explained(say)} {_whose(page)}")


def _whose(page: Page) -> str:
    """What every figure of made-up entries carries."""
    say = page.say
    return entries.label(say) + "." if city(page) in register.held().made_up else say("Accepted entries.")


def money(page: Page) -> None:
    """For funders: whose money ends within six months, by theme and neighbourhood."""
    say, known, code = page.say, register.held(), city(page)
    own, day = known.of[code], known.day(code, today())
    st.subheader(say("Whose money ends within six months?"), anchor=False)
    told = figures.money_words(own, day, say)
    st.markdown(f"**{told}**")
    rows = figures.money_table(own, day, say)
    if len(rows):
        _table(rows, told, "money")
    st.caption(f"{say('An entry with two themes counts in both.')} {_whose(page)}")


def _table(rows: pd.DataFrame, told: str, key: str, *, whole: bool = True) -> None:
    html = f"<style>{sheet.CSS}</style>{sheet.html(rows, told, whole=whole)}"
    pressed.table(html, key=f"intermediaries:{key}", only=False)


@st.cache_resource(ttl=_HOUR_S, max_entries=16, show_spinner=False)
def _laid(code: str, lang: str, version: tuple[float, ...]) -> Laid:  # noqa: ARG001 - another copy is another entry
    own = register.held().of[code]
    return needs.laid(decks.desk(lang), code, picture.division(code, own), own)


@st.cache_resource(ttl=_HOUR_S, max_entries=4, show_spinner=False)
def _all_cities(lang: str, version: tuple[float, ...]) -> tuple[City, ...]:  # noqa: ARG001 - another copy is another entry
    return everywhere.cities(decks.desk(lang), register.held().of)


def gaps(page: Page) -> None:
    """Need against provision, by theme and by neighbourhood."""
    say, code = page.say, city(page)
    found = _laid(code, say.code, (*register.version(), cached.profile_version()))
    st.subheader(say("Where is the need high and none recorded?"), anchor=False)
    told = needs.finding(found, say)
    st.markdown(f"**{told}**")
    _table(needs.themes_table(found, say), told, "needs")
    st.caption(needs.explained(found, say))
    if found.near:
        with st.expander(say("Every neighbourhood and theme with a figure")):
            _table(needs.matrix(found, say), told, "matrix", whole=False)
    live(page, _everywhere)
    lines = needs.sources(found, decks.desk(say.code))
    if lines:
        with st.expander(say("The data sets behind these figures")):
            st.markdown("\n".join(f"- {line}" for line in lines))
    st.caption(_whose(page))


def _everywhere(page: Page) -> None:
    """In which cities this can be told, and by which figures; computed once it is asked for."""
    say, known = page.say, register.held()
    label = say("Every city with neighbourhoods, and what stands for need there")
    if st.toggle(label, key=state.once("all_cities", value=False)):
        found = _all_cities(say.code, (*register.version(), cached.profile_version()))
        told = say("Figures of neighbourhoods with a better and a worse end stand for the need in their theme.")
        _table(everywhere.table(found, say), told, "everywhere")
        st.caption(" ".join(part for part in (told, entries.told_apart(known, say)) if part))


@st.cache_resource(ttl=_HOUR_S, max_entries=4, show_spinner=False)
def _rates(lang: str, version: tuple[float, ...]) -> pd.DataFrame:  # noqa: ARG001 - another copy is another entry
    return figures.rates(register.held(), decks.desk(lang))


def rates(page: Page) -> None:
    """Entries for each 10,000 inhabitants of each city, with what that does not say."""
    say, known = page.say, register.held()
    st.subheader(say("How much is recorded, for each 10,000 inhabitants?"), anchor=False)
    told = say("What was registered, not what is there: where nobody has asked, nothing is recorded.")
    _table(_rates(say.code, (*register.version(), cached.profile_version())), told, "rates")
    st.caption(" ".join(part for part in (told, entries.told_apart(known, say)) if part))


def groups(page: Page) -> None:
    """For whom entries are meant and in which languages: of the whole city, never of a neighbourhood."""
    say, code = page.say, city(page)
    with st.expander(say("For whom, and in which languages")):
        for line in figures.group_words(register.held().of[code], say):
            st.markdown(f"- {line}")
        st.caption(
            say(
                "Told of {city} as a whole only. Under five entries nothing is said, and a group or language that "
                "fewer than five entries name is not named: with a small place it would point at somebody.",
                city=name(code, say),
            )
        )
