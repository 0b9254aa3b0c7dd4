"""What the browser draws a story from: JSON of slides and decks, and the pages that hold it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from dashboard.deck import page, payload
from dashboard.deck.texts import TEXTS
from dashboard.language import language
from dashboard.palette import Look
from dashboard.story import slides
from dashboard.story.model import Slide
from dashboard.view import View
from tests.dashboard.deck_story import COUNTS, REGIONS, TABLE, TRIAL
from tests.dashboard.story_desk import desk

EN = language("en")
SPEC = {"layers": [], "texts": "texts.json"}


def slide(key: str) -> Slide:
    number = next(n for n, step in enumerate(TRIAL.steps) if step.key == f"trial.{key}")
    return slides.slide(TRIAL, number, desk())


def told(key: str) -> dict[str, Any]:
    """A slide as it arrives in the browser."""
    made = payload.slide(slide(key), EN, lambda _: dict(SPEC), "explore?indicator=asy_all")
    found: dict[str, Any] = json.loads(json.dumps(made, allow_nan=False))
    return found


def test_a_slide_says_all_that_is_drawn_and_spoken() -> None:
    found = told("bars")
    assert (found["n"], found["key"], found["title"]) == (1, "trial.bars", "What of bars?")
    assert (found["note"], found["takeaway"]) == ("Say a word on bars.", "It shows <b>this</b>.")
    assert (found["alt"], found["sources"]) == ("What is drawn.", ["Source: a test."])
    assert found["ask"] == {"question": "More?", "answers": ["Yes", "No"]}
    assert found["table"] == {"columns": ["Place", "Figure"], "rows": [["Ghent", "1"], ["</script>", "2"]]}
    assert found["link"] == "explore?indicator=asy_all"
    assert not found["refused"]


def test_each_kind_of_picture_has_its_own_body() -> None:
    kinds = {key: told(key)["body"]["kind"] for key in ("rates", "bars", "cards", "grid", "missing")}
    assert kinds == {"rates": "map", "bars": "picture", "cards": "cards", "grid": "grid", "missing": "grid"}
    assert told("regions")["body"] == {"kind": "map", "spec": SPEC, "note": "A note on the map"}
    assert told("cards")["body"]["cards"] == [{"title": "Ghent", "rows": [["Rate", "2", "2024"]], "text": ""}]
    assert told("grid")["body"]["marked"] == [[0, 1]]


def test_a_chart_comes_wide_and_narrow_with_its_words_as_text() -> None:
    body = told("bars")["body"]
    for drawing in (body["wide"], body["narrow"]):
        assert drawing.startswith("<svg ")
        assert "Ghent" in drawing
    assert body["wide"] != body["narrow"]


def test_a_map_is_asked_for_the_view_of_the_body() -> None:
    asked: list[View] = []

    def spec_of(view: View) -> dict[str, Any]:
        asked.append(view)
        return {}

    payload.slide(slide("regions"), EN, spec_of, "")
    assert asked == [REGIONS]


def test_a_step_without_figures_is_a_slide_that_says_so() -> None:
    found = told("missing")
    assert found["refused"]
    assert found["takeaway"] == EN("No figures are held for this step, so nothing is said here.")
    assert found["body"]["table"] == {"columns": [], "rows": []}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_deck_names_its_steps_and_brings_every_text_in_the_readers_language(lang: str) -> None:
    say = language(lang)
    deck = payload.deck(TRIAL, say, Look.DARK, slide_url="deck/{n}.json", app_url="present")
    assert (deck["id"], deck["lang"], deck["look"], deck["count"]) == ("trial", lang, "dark", len(TRIAL.steps))
    assert deck["steps"] == [step.title for step in TRIAL.steps]
    assert deck["texts"] == {key: say(text) for key, text in TEXTS.items()}
    assert (deck["slide_url"], deck["app_url"]) == ("deck/{n}.json", "present")


def test_a_question_in_no_catalogue_stays_as_its_presenter_wrote_it() -> None:
    say, word = language("fr"), "Countries"
    story = replace(TRIAL, question=word, steps=(replace(TRIAL.steps[0], title="Mine alone"),))
    found = payload.deck(story, say, Look.LIGHT)
    assert found["title"] == say(word) != word
    assert found["steps"] == ["Mine alone"]


def deck(look: Look = Look.LIGHT, title: str = "Is this a story?") -> dict[str, Any]:
    return payload.deck(TRIAL, EN, look, app_url="present") | {"title": title}


def html(**more: Any) -> str:
    content = {"deck": deck(), "slides": [{"table": TABLE.rows}]}
    return page.page(deck(**more), content, base="../", folder="deck/code/0/", program="presenter.js", ahead=["a&b"])


def test_what_is_in_the_page_cannot_end_the_element_it_stands_in() -> None:
    found = html(title='</title><script>alert(1)</script>"')
    assert "<script>alert" not in found
    held = re.search(r'<script type="application/json" id="content">(.*?)</script>', found, re.DOTALL)
    assert held is not None
    assert json.loads(held[1])["slides"][0]["table"][1][0] == "</script>"


def test_the_page_names_its_language_its_look_and_only_its_own_server() -> None:
    found = html(look=Look.DARK)
    assert '<html lang="en" data-look="dark" style="--page: #12181f;' in found
    assert '<base href="../">' in found
    assert 'href="a&amp;b"' in found
    assert not re.search(r'(src|href)="(https?:)?//', found)
    assert "'unsafe-inline'" not in page.POLICY.split("script-src")[1].split(";")[0]


@pytest.mark.parametrize("look", list(Look))
def test_a_chart_finds_each_of_its_colours_in_the_page(look: Look) -> None:
    names = set(re.findall(r"var\((--[\w-]+)", told("bars")["body"]["wide"]))
    assert names
    assert names <= set(re.findall(r"(--[\w-]+): #", page.colours(deck(look))))


def test_the_story_for_tests_shows_what_is_held() -> None:
    assert TRIAL.steps[1].view == COUNTS
    assert told("rates")["takeaway"]
