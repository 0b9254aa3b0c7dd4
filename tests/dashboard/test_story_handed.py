"""Steps of recommendations, of the register and of the research: made above stories, handed in by the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.support import Provision
from dashboard.intermediaries import entries, needs, picture, research
from dashboard.intermediaries import step as connecting
from dashboard.language import LANGUAGES, language
from dashboard.ledger import book, words
from dashboard.ledger import step as advice
from dashboard.ledger.model import Held, Origin, State
from dashboard.ledger.starters import STARTERS
from dashboard.story import own, own_steps, page_makers
from dashboard.story.cities_gaps import KNOWN
from dashboard.story.model import Cards, Desk, Grid, Made
from dashboard.story.slides import slide
from dashboard.view import View
from data_sources.errors import NoObservations
from tests.dashboard.story_desk import changed, desk, desk_with, reversed_ranks

pytestmark = pytest.mark.slow

SAY = language("en")
DAY = date(2026, 11, 22)
REGISTER = entries.register(())


def ledger(at: Desk) -> tuple[Held, ...]:
    """Starters beside the figures of a desk."""
    return tuple(book.held(card, book.confirmed(), at, DAY) for card in STARTERS[:4])


def handed(lang: str = "en", at: Desk | None = None) -> Desk:
    """A desk with the makers of all pages."""
    here = at or desk(lang)
    cards = ledger(here)
    pages = {
        "policy": lambda own, view: advice.made(cards, own, view),
        "intermediaries": lambda own, view: connecting.register(REGISTER, own, view),
        "research": connecting.findings,
    }
    return replace(here, pages=pages)


def made(page: str, view: View, at: Desk) -> Made:
    return page_makers.MAKERS[page](at, view)


@pytest.mark.parametrize("lang", list(LANGUAGES))
@pytest.mark.parametrize("page", ["policy", "intermediaries", "research"])
def test_each_such_page_makes_a_slide_that_goes_through_a_link(page: str, lang: str) -> None:
    topic = {"policy": "housing", "intermediaries": "uk004c", "research": ""}[page]
    step = own_steps.of_page(page, View(topic=topic), SAY)
    story = own.unpacked(own.packed(own_steps.added(own_steps.story("What?"), step)))
    found = slide(story, 0, handed(lang))
    assert found.title
    assert found.made.takeaway
    assert found.made.sources
    assert not found.made.refused


def test_at_a_desk_with_figures_alone_such_a_step_says_that_nothing_is_held() -> None:
    step = own_steps.of_page("policy", View(topic="housing"), SAY)
    found = slide(own_steps.added(own_steps.story(), step), 0, desk())
    assert found.made.refused
    assert "No figures are held" in found.made.takeaway


def test_a_card_says_its_figures_who_can_act_and_how_to_watch_it() -> None:
    at = handed()
    found = made("policy", View(topic="housing"), at)
    own_card = next(one for one in ledger(at) if one.card.id == "housing")
    assert isinstance(found.body, Cards)
    told = [one.text for one in found.body.cards]
    assert told[0] == " ".join(words.told(one.evidence, one.now, SAY) for one in own_card.pieces if one.now)
    assert own_card.card.actor in told
    assert own_card.card.monitor in told
    assert own_card.confidence
    assert words.CONFIDENCES[own_card.confidence] in found.takeaway
    assert found.table
    assert len(found.table.rows) == sum(one.now is not None for one in own_card.pieces)


def test_other_figures_make_a_card_say_that_its_evidence_changed() -> None:
    before = made("policy", View(topic="housing"), handed())
    turned = desk_with(changed(STARTERS[0].evidence[0].other, reversed_ranks))
    after = made("policy", View(topic="housing"), handed(at=turned))
    assert "changed" not in before.takeaway
    assert "changed" in after.takeaway
    assert isinstance(before.body, Cards)
    assert isinstance(after.body, Cards)
    assert before.body.cards[0].text != after.body.cards[0].text


def test_without_a_card_the_step_counts_those_of_the_theme() -> None:
    at = handed()
    found = made("policy", View(), at)
    assert f"{len(ledger(at))} recommendations" in found.takeaway
    assert isinstance(found.body, Cards)
    assert len(found.body.cards) <= advice.MOST
    theme = STARTERS[0].theme.value
    some = made("policy", View(topic=theme), at)
    assert some.table
    assert len(some.table.rows) == sum(one.theme.value == theme for one in STARTERS[:4])


def test_a_card_that_is_gone_is_no_slide() -> None:
    with pytest.raises(NoObservations):
        made("policy", View(topic="no-such-card"), handed())


def test_a_card_without_figures_is_refused() -> None:
    bare = replace(STARTERS[0], id="bare", evidence=(), wanted="Overcrowding by citizenship.", origin=Origin.ROOM)
    held = Held(card=bare, pieces=(), confidence=None)
    found = advice.made((held,), desk(), View(topic="bare"))
    assert held.state is State.NOTHING
    assert found.refused
    assert isinstance(found.body, Cards)
    assert found.body.cards[0].text == "Overcrowding by citizenship."


def test_the_register_counts_what_a_city_lacks() -> None:
    at, code = handed(), "UK002C"
    found = made("intermediaries", View(topic=code.lower()), at)
    own_entries = REGISTER.of[code]
    laid = needs.laid(at, code, picture.division(code, own_entries), own_entries)
    gaps = sum(one is Provision.GAP for one in laid.cells.values())
    assert isinstance(found.body, Grid)
    assert f"In {gaps} of " in found.takeaway
    assert "fictional" in found.subtitle
    rows = pd.DataFrame(found.body.table.rows, columns=list(found.body.table.columns))
    counted = pd.to_numeric(rows["Entries"], errors="coerce").fillna(0).sum()
    assert counted == sum(len(set(one.themes) & set(KNOWN)) for one in own_entries)
    for row, column in found.body.marked:
        assert found.body.table.rows[row][column] == "none recorded"
        assert found.body.table.rows[row][1].startswith("high")


def test_the_research_cites_every_finding() -> None:
    found = made("research", View(), handed())
    said = research.findings(SAY)
    assert isinstance(found.body, Cards)
    assert [one.text for one in found.body.cards] == [f"{one.text} ({one.source})" for one in said]
    assert len(found.sources) == len({one.source for one in said})
    assert found.takeaway.startswith(f"{len(said)} findings from {len(found.sources)} sources")
