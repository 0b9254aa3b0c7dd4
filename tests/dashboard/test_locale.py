"""Every sentence of the interface is translated, with the same gaps on both sides."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dashboard.language import DEFAULT, LANGUAGES, catalogue_path, language
from dashboard.locale.__main__ import is_translated
from dashboard.locale.collect import messages, told
from dashboard.story.stories import STORIES

OTHERS = [code for code in LANGUAGES if code != DEFAULT]
GAP = re.compile(r"{\w+}")


def held(code: str) -> Catalog:
    with catalogue_path(code).open("rb") as file:
        return read_po(file, locale=code)


@pytest.mark.parametrize("code", OTHERS)
def test_no_sentence_is_left_untranslated(code: str) -> None:
    catalogue = held(code)
    collected = messages()
    assert len(collected) > 300
    ids = [message if isinstance(message, str) else message[0] for message in collected]
    found = {id: catalogue.get(id) for id in ids}
    assert [id for id, message in found.items() if message is None or not is_translated(message) or message.fuzzy] == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_catalogue_holds_nothing_that_is_no_longer_said(code: str) -> None:
    said = {message if isinstance(message, str) else message[0] for message in messages()}
    ids = [message.id if isinstance(message.id, str) else message.id[0] for message in held(code) if message.id]
    assert set(ids) == said


@pytest.mark.parametrize("code", OTHERS)
def test_gaps_are_the_same_on_both_sides(code: str) -> None:
    for message in held(code):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        translations = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for translation in translations:
            assert set(GAP.findall(translation or "")) == set(GAP.findall(sources[-1])), message.id


def test_words_of_steps_and_questions_are_read_from_their_literals() -> None:
    code = """
STORY = Story(id="a", question="Why?", why="Because " "so.", steps=(
    Step(key="b", title="Where?", note=f"{x}", view=View(indicator="pop"), page="explore", make=make(),
         ask=Ask(question="Who?", answers=("One", "Two", three))),
    Step(title=title, note="Look."),
))
Slide(title="not a step")
"""
    assert sorted(told(code)) == ["Because so.", "Look.", "One", "Two", "Where?", "Who?", "Why?"]


def test_every_word_of_the_projects_stories_is_found() -> None:
    steps = [step for story in STORIES for step in story.steps]
    asks = [step.ask for step in steps if step.ask]
    words = [text for story in STORIES for text in (story.question, story.why)]
    words += [text for step in steps for text in (step.title, step.note)]
    words += [text for ask in asks for text in (ask.question, *ask.answers)]
    assert set(words) <= set(messages())


def test_a_sentence_is_said_in_the_readers_language() -> None:
    assert language("fr")("Privacy") != "Privacy"
    assert language("en")("Privacy") == "Privacy"
    assert language("xx").code == DEFAULT
