"""The page of recommendations without a browser: cards, choices, one's own, what flips."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ledger import book
from dashboard.ledger.model import Held
from dashboard.ledger.starters import STARTERS
from dashboard.shell import policy
from tests.test_pages import assert_sound, opened, said

pytestmark = pytest.mark.slow

POLICY = "pages/9_policy.py"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path))


def headings(app: AppTest) -> list[str]:
    """The titles of the cards, without the signs that keep their words plain."""
    return [block.value.replace("\\", "") for block in app.markdown if block.value.startswith("### ")]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_card_is_on_the_page(lang: str) -> None:
    app = opened(POLICY, lang=lang)
    assert_sound(app)
    assert len([one for one in headings(app) if "Nexus Atlas" not in one]) == len(STARTERS)


def test_a_theme_and_a_state_choose_cards() -> None:
    app = opened(POLICY)
    app.selectbox(key="policy:theme").set_value("mobility").run()
    assert len([one for one in headings(app) if "Nexus Atlas" not in one]) == 1
    app.selectbox(key="policy:state").set_value("changed").run()
    assert_sound(app)
    assert "No card has this theme and state." in said(app)


def test_one_s_own_card_is_added_and_removed() -> None:
    app = opened(POLICY, indicator="c_forborn", level="city", other="p_pt")
    app.text_area[0].set_value("More buses in the evening.")
    next(button for button in app.button if button.label == "Add the recommendation").click()
    app.run()
    assert_sound(app)
    assert "### More buses in the evening." in headings(app)
    assert "13 recommendations" in said(app)
    next(button for button in app.button if button.label.startswith("Remove")).click()
    app.run()
    assert "12 recommendations" in said(app)


def test_a_telephone_number_is_refused() -> None:
    app = opened(POLICY)
    app.text_area[0].set_value("Call 0161 496 0000 for buses.")
    next(button for button in app.button if button.label == "Add the recommendation").click()
    app.run()
    assert "telephone number" in "".join(block.value for block in app.error)


def test_a_changed_reading_is_told_with_before_and_after(tmp_path: Path) -> None:
    found = book.confirmed()["meeting"]
    assert found[0]
    other = replace(found[0], sign=-found[0].sign)
    file = tmp_path / book.FILE
    app = opened(POLICY)
    assert "Before:" not in said(app)
    book._write(file, {"meeting": (other, *found[1:])})
    app.run()
    assert_sound(app)
    assert "the direction of the finding" in said(app)
    assert "Before:" in said(app)


def test_words_of_a_reader_stay_words() -> None:
    app = opened(POLICY)
    app.text_area[0].set_value("More [buses](https://elsewhere.example) and *trams*.")
    next(button for button in app.button if button.label == "Add the recommendation").click()
    app.run()
    (shown,) = [block.value for block in app.markdown if "elsewhere" in block.value]
    assert r"\[buses\]\(" in shown
    assert r"\*trams\*" in shown
    assert "### More [buses](https://elsewhere.example) and *trams*." in headings(app)


def test_the_ledger_is_put_together_once_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    made = policy.ledger

    def counted(lang: str) -> tuple[Held, ...]:
        asked.append(lang)
        return made(lang)

    monkeypatch.setattr(policy, "ledger", counted)
    assert_sound(opened(POLICY))
    assert asked == ["en"]
