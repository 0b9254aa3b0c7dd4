"""Recommendations this visitor wrote or opened: they stay in the visit, and leave it as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.ledger import book
from dashboard.ledger.measures import reading
from dashboard.ledger.model import Card, Held, Reading
from dashboard.story.model import Desk
from data_sources.errors import UploadError

_CARDS = "atlas:cards"
_READINGS = "atlas:cards:readings"


def kept() -> tuple[Card, ...]:
    """The cards of this visit."""
    found: tuple[Card, ...] = st.session_state.get(_CARDS, ())
    return found


def readings() -> Mapping[str, tuple[Reading | None, ...]]:
    """What their evidence said when each was written or saved."""
    found: Mapping[str, tuple[Reading | None, ...]] = st.session_state.get(_READINGS, {})
    return found


def held(desk: Desk, today: date) -> tuple[Held, ...]:
    """The same beside the figures held now."""
    return tuple(book.held(card, readings(), desk, today) for card in kept())


def add(card: Card, desk: Desk, today: date, most: int) -> None:
    """Adds a card with what its evidence says now. Raises `UploadError` where there are as many as may be."""
    if len(kept()) >= most:
        raise UploadError(desk.say("There are {n} recommendations in this visit; no more fit.", n=most))
    take((card,), {card.id: tuple(reading(one, desk, today) for one in card.evidence)})


def take(cards: tuple[Card, ...], found: Mapping[str, tuple[Reading | None, ...]]) -> None:
    """Adds cards with their readings; one that is there already is replaced."""
    ids = {card.id for card in cards}
    st.session_state[_CARDS] = (*(card for card in kept() if card.id not in ids), *cards)
    st.session_state[_READINGS] = {**readings(), **found}


def remove(id: str) -> None:
    """Drops a card."""
    st.session_state[_CARDS] = tuple(card for card in kept() if card.id != id)
