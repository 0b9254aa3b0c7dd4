"""The page of recommendations: cards by theme and state, each with what the figures say now and said before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard import citation
from dashboard.language import Language
from dashboard.ledger import book, printed, sheets, words
from dashboard.ledger import cards as made
from dashboard.ledger.confidence import RULE
from dashboard.ledger.model import Card, Evidence, Held, Origin, Piece, State
from dashboard.ledger.starters import STARTERS
from dashboard.plain_text import literal
from dashboard.shell import cite, decks, own_cards, state, step_to_story
from dashboard.shell.clock import today
from dashboard.shell.frame import Page, sections
from dashboard.shell.places_brief import base, desk_of, offer
from dashboard.shell.policy_own import by_hand
from dashboard.story import own_steps
from dashboard.story.model import Step
from dashboard.view import View
from dashboard.words import THEMES
from data_sources import recommendations, roots, store
from data_sources.catalogue import CATALOGUE

_HOUR_S = 3600
_LONGEST = 2000
_PAGES = {True: "pages/4_nexus.py", False: "pages/1_explore.py"}
"""Whether a piece of evidence is of two figures -> the page that shows it."""

_IDS = sorted(id for id in CATALOGUE if any(book.depends(card, id) for card in STARTERS))


@st.cache_resource(ttl=_HOUR_S, max_entries=8, show_spinner=False)
def _shared(lang: str, day: date, changed: float) -> tuple[Held, ...]:  # noqa: ARG001 - other figures are another entry
    """The cards that all visitors see: those of the project, and those that rooms made."""
    desk, confirmed = decks.desk(lang), book.confirmed()
    rooms = [made.from_room(one) for one in recommendations.kept()]
    return tuple(book.held(card, confirmed, desk, day) for card in (*STARTERS, *rooms))


def version() -> float:
    """A number that changes with any figure that a card stands on, any confirmation and any accepted proposal."""
    kept = [roots.kept_dir() / name for name in (book.FILE, recommendations.FILE, f"{recommendations.FILE}-wal")]
    return sum(store.version(id) for id in _IDS) + sum(path.stat().st_mtime for path in kept if path.is_file())


def shared(lang: str) -> tuple[Held, ...]:
    """The cards that all visitors see, beside the figures held now."""
    return _shared(lang, today(), version())


def ledger(lang: str) -> tuple[Held, ...]:
    """Every card this visitor sees."""
    return (*shared(lang), *own_cards.held(decks.desk(lang), today()))


def heading(page: Page) -> None:
    """What the page is for."""
    say = page.say
    st.title(say("Recommendations"), anchor=False)
    st.markdown(
        say(
            "Each card says what can be done, which figures speak for it, who can act and how to watch it. When new "
            "figures say something else, the card says so."
        )
    )


def board(page: Page) -> None:
    """Everything that shows the ledger, which is put together once for all of it."""
    shown = ledger(page.say.code)
    choices, chosen, files = (partial(one, shown=shown) for one in (controls, cards, take_along))
    sections(page, choices, chosen, by_hand, files)


def controls(page: Page, shown: Sequence[Held]) -> None:
    """How the cards stand, and which to see: of all themes or one, of all states or one."""
    say = page.say
    st.markdown(f"**{printed.counted(shown, say)}**")
    left, right = st.columns(2)
    themes = list(dict.fromkeys(one.card.theme.value for one in shown))
    names = {theme.value: say(name) for theme, name in THEMES.items()}
    left.selectbox(
        say("Theme"),
        ["", *themes],
        format_func=lambda code: names.get(code, say("All themes")),
        key=state.once("theme", ""),
    )
    states = {one.value: say(name) for one, name in words.STATES.items()}
    right.selectbox(
        say("State of the evidence"),
        ["", *states],
        format_func=lambda code: states.get(code, say("All")),
        key=state.once("state", ""),
    )


def cards(page: Page, shown: Sequence[Held]) -> None:
    """The chosen cards: the one that a link names, those whose evidence changed, the others."""
    say = page.say
    theme, standing = st.session_state[state.once("theme", "")], st.session_state[state.once("state", "")]
    chosen = [one for one in shown if theme in {"", one.card.theme.value} and standing in {"", one.state.value}]
    if not chosen:
        st.info(say("No card has this theme and state. Choose all themes, or another state."))
    linked = page.view.topic
    for one in sorted(chosen, key=lambda held: (held.card.id != linked, held.state is not State.CHANGED)):
        _card(one, say)


def _card(one: Held, say: Language) -> None:
    card = one.card
    target = f"SDG {card.target}" if card.target else ""
    with st.container(border=True, key=f"card:{card.id}"):
        st.markdown(f"### {_plain(say(card.action))}")
        told = (say(THEMES[card.theme]), target, *_state(one, say), _origin(card, say))
        st.caption(" · ".join(part for part in told if part))
        if one.state is State.CHANGED:
            st.info(printed.moved(one, say), icon=":material/change_circle:")
        for piece in one.pieces:
            _piece(piece, say)
        if one.state is State.NOTHING:
            st.markdown(say(card.wanted) if card.wanted else say("The view it was made on has no figures to read."))
        _who(card, say)
        _more(one, say)
        if card.origin is not Origin.HAND:  # what is written by hand stays in this visit
            step_to_story.button(card.id, lambda: _step(card, say), say)


def _step(card: Card, say: Language) -> Step:
    """The card as a step, called after what it recommends; its link shows it first on this page."""
    shown = card.evidence[0].view if card.evidence else View()
    step = own_steps.of_page("policy", replace(shown, topic=card.id), say)
    return replace(step, title=say(card.action)[: own_steps.LONGEST_TITLE])


def _origin(card: Card, say: Language) -> str:
    origin = say(words.ORIGINS[card.origin])
    if card.endorsed:
        return f"{origin}, {say.plural('{n} person endorsed it', '{n} people endorsed it', card.endorsed)}"
    return origin


def _state(one: Held, say: Language) -> tuple[str, ...]:
    """How the evidence stands, and how surely."""
    told = say(words.STATES[one.state])
    return (told, say(words.CONFIDENCES[one.confidence])) if one.confidence else (told,)


def _plain(text: str) -> str:
    """Text as it is: no sign in a reader's words is taken for formatting."""
    return literal(text, _LONGEST)


def _piece(piece: Piece, say: Language) -> None:
    """What the figures say; where it changed, what they said before."""
    if piece.now:
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.markdown(_plain(words.told(piece.evidence, piece.now, say)))
        with right:
            _link(piece.evidence, say)
    if piece.moved and piece.before:
        st.caption(say("Before: {sentence}", sentence=words.told(piece.evidence, piece.before, say)))


def _link(evidence: Evidence, say: Language) -> None:
    view = replace(evidence.view, lang=say.code)
    st.page_link(
        _PAGES[bool(evidence.other)],
        label=say("See the figures"),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=view.to_params(),
    )


def _who(card: Card, say: Language) -> None:
    left, right = st.columns(2)
    if card.actor:
        left.markdown(f"**{say('Who can act')}**  \n{_plain(say(card.actor))}")
    if card.anchor:
        named = say(card.anchor.framework)
        named = f"[{named}]({card.anchor.source})" if card.anchor.source else named
        right.markdown(f"**{say('Where it is asked for')}**  \n{named}: {say(card.anchor.point)}")


def _more(one: Held, say: Language) -> None:
    with st.expander(say("How to watch it, and what it cannot tell")):
        st.markdown(say(one.card.monitor))
        if one.card.caveat:
            st.markdown(_plain(say(one.card.caveat)))
        digests = ", ".join(piece.now.digest for piece in one.pieces if piece.now)
        if digests:
            st.caption(say("Digest of the figures that were read: {digests}", digests=digests))


def take_along(page: Page, shown: Sequence[Held]) -> None:
    """The ledger as a brief, as CSV and as JSON."""
    say = page.say
    st.subheader(say("Take it along"), anchor=False)
    app, link = base().rpartition("/")[0], cite.here(page.view)
    offer(page, "ledger", lambda: printed.brief(shown, desk_of(say("Recommendations"), link, say)))
    rows = citation.stamped(sheets.rows(shown, say, app))
    with st.container(horizontal=True):
        for label, content, ending, kind in (
            (say("Download as CSV"), rows.to_csv(index=False), "csv", "text/csv"),
            (say("Download as JSON"), sheets.as_json(shown, say, app), "json", "application/json"),
        ):
            st.download_button(label, content, f"nexus-atlas_recommendations.{ending}", kind, on_click="ignore")


def limits(page: Page) -> None:
    """How confidence is told, and what a card is not."""
    say = page.say
    with st.expander(say("What this page cannot tell you")):
        st.markdown(say(RULE))
        st.markdown(
            say(
                "Figures that go together say nothing on what comes of what. A card is a starting point for people who "
                "know the place; that its evidence stands does not make it right everywhere."
            )
        )
        st.markdown(
            say(
                "A card flips when the direction or class of its finding, the signs beside its figures or the number "
                "of places covered move. Figures that were only revised a little are told, and flip nothing."
            )
        )
