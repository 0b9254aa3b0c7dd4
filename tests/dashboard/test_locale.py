"""Every sentence of the interface is translated, with the same gaps on both sides."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dashboard.language import DEFAULT, LANGUAGES, catalogue_path, language
from dashboard.locale.__main__ import is_translated
from dashboard.locale.collect import messages

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


def test_a_sentence_is_said_in_the_readers_language() -> None:
    assert language("fr")("Privacy") != "Privacy"
    assert language("en")("Privacy") == "Privacy"
    assert language("xx").code == DEFAULT
