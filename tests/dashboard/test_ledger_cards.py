"""Cards from a room and by hand: their evidence, what they refuse, their file."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import language
from dashboard.ledger import book, cards, printed
from dashboard.ledger.cards import Written, by_hand, evidence_of, from_room
from dashboard.ledger.measures import reading
from dashboard.ledger.model import Measure, Origin, State
from dashboard.ledger.starters import STARTERS
from dashboard.own_file import OWN_FILE
from dashboard.story.desk import desk
from dashboard.view import View
from data_sources.errors import UploadError
from data_sources.model import Level, Theme
from data_sources.recommendations import Recommendation

DAY = date(2026, 11, 22)
EN = language("en")
CITIES = View(indicator="c_forborn", other="p_pt", level=Level.CITY)


def room_card(page: str, **view: str) -> Recommendation:
    return Recommendation(
        id="r.1", text="More buses.", endorsements=7, day=DAY, story="air", step="air.transport", page=page, view=view,
        snapshot="2026-11-22.aaaaaa",
    )  # fmt: skip


def written(action: str, actor: str = "") -> Written:
    return Written(action=action, actor=actor, anchor=cards.anchors()[0], view=CITIES)


def test_two_figures_are_read_together_and_a_count_per_inhabitant() -> None:
    (pair,) = evidence_of(CITIES)
    assert (pair.measure, pair.other, pair.level) == (Measure.ASSOCIATION, "p_pt", Level.CITY)
    (count,) = evidence_of(View(indicator="asy_all"))
    assert (count.measure, count.per_head) == (Measure.LEVEL, True)
    assert evidence_of(View(indicator=OWN_FILE)) == ()


def test_a_room_s_recommendation_stands_on_the_view_it_was_made_on() -> None:
    card = from_room(room_card("nexus", indicator="c_forborn", other="p_pt", level="city"))
    assert (card.origin, card.endorsed, card.theme, card.target) == (Origin.ROOM, 7, Theme.MOBILITY, "11.2")
    assert card.evidence == evidence_of(CITIES)
    held = book.held(card, {}, desk(EN), DAY)
    assert held.pieces[0].now
    assert not from_room(room_card("places", places="BE003C")).evidence


@pytest.mark.parametrize(
    "words",
    ["Write to anna@example.org", "Call 0161 496 0000", "Meet at 12 Acacia Avenue", "x" * 401, "   "],
)
def test_words_that_tell_of_a_person_are_refused(words: str) -> None:
    with pytest.raises(UploadError):
        by_hand(written(words), DAY, EN)


def test_a_card_survives_its_file() -> None:
    at = desk(EN)
    card = by_hand(written("More buses in the evening.", "The transport authority"), DAY, EN)
    text = cards.write([card], at, DAY)
    (back,), readings = cards.read(text, DAY, EN)
    assert back == card
    assert readings == {card.id: tuple(reading(one, at, DAY) for one in card.evidence)}
    assert book.held(back, readings, at, DAY).state is State.HOLDS


def test_a_saved_reading_that_differs_flips_the_card() -> None:
    card = by_hand(written("More buses in the evening."), DAY, EN)
    content = json.loads(cards.write([card], desk(EN), DAY))
    content["readings"][card.id][0]["sign"] = -5
    (back,), readings = cards.read(json.dumps(content), DAY, EN)
    assert book.held(back, readings, desk(EN), DAY).pieces[0].moved == ("sign",)


@given(st.text(max_size=300) | st.sampled_from(["{}", "[]", '{"format":"nexus-atlas-cards","version":1,"cards":[{}]}']))
def test_any_other_file_is_refused_in_words(text: str) -> None:
    with pytest.raises(UploadError):
        cards.read(text, DAY, EN)


def test_the_brief_holds_every_card() -> None:
    at = desk(EN)
    ledger = [book.held(card, {}, at, DAY) for card in STARTERS]
    rows = printed._table(ledger, EN).rows
    assert [row[0] for row in rows] == [card.action for card in STARTERS]
    assert "2 have no figures yet" in printed.counted(ledger, EN)
