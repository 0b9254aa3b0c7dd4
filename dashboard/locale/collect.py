"""Every sentence that can appear on screen, in English."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from dashboard import flow_text, methods, refresh_tables, withheld, words
from dashboard.deck.texts import TEXTS as DECK_TEXTS
from dashboard.ledger import cards, confidence
from dashboard.ledger import words as ledger_words
from dashboard.ledger.starters import STARTERS
from dashboard.map_component.texts import TEXTS
from dashboard.nexus import methods_words
from dashboard.room import refusal
from dashboard.shell import frame, overview, privacy
from dashboard.themes import practices, villages
from dashboard.themes import words as themes_words
from data_sources import errors, obtain, plausible, store
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.catalogue.targets import TARGETS
from data_sources.codes import CONF_STATUS, OBS_FLAG, ROUTES
from data_sources.register import free_text
from data_sources.sources import csv_file, italy, missing_migrants, portal, unhcr_arrivals

Message = str | tuple[str, str]
"""A sentence, or its singular and plural."""

_ROOT = Path(__file__).parents[1]
_OF_A_FILE = _ROOT.parent / "data_sources" / "upload"
"""What is said of a reader's own file: sentences made there by `told` and `several`, said here."""

_STORIES = _ROOT / "story" / "stories"
_TOLD = frozenset({"title", "note", "question", "why"})
"""What a step, a story or a question to the room says by itself; its answers are a tuple."""


def messages() -> list[Message]:
    """All sentences, each once: those written in calls of `say`, and those that constants and the catalogue hold."""
    return list(
        dict.fromkeys([*_called(), *_stories(), *_constants(), *_themes(), *_methods(), *_catalogue(), *_ledger()])
    )


def _called() -> Iterator[Message]:
    """Read from the syntax tree: Babel's own reader skips f-strings, and loses a plural that hands on `say`."""
    for path in sorted([*_ROOT.rglob("*.py"), *_OF_A_FILE.rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(attr="plural") | ast.Name(id="several"),
                    args=[ast.Constant(value=str(one)), ast.Constant(value=str(several)), *_],
                ):
                    yield one, several
                case ast.Call(
                    func=ast.Name(id="say" | "self" | "told") | ast.Attribute(attr="say"),
                    args=[ast.Constant(value=str(text)), *_],
                ) if text:
                    yield text


def _stories() -> Iterator[str]:
    """What the stories of the project say from literals of `Story`, `Step` and `Ask`."""
    for path in sorted(_STORIES.rglob("*.py")):
        yield from told(path.read_text(encoding="utf-8"))


def told(code: str) -> Iterator[str]:
    """The sentences in the literals of a story's module, in their order."""
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Call(func=ast.Name(id="Story" | "Step" | "Ask"), keywords=given):
                for one in given:
                    yield from _sentences(one)


def _sentences(given: ast.keyword) -> Iterator[str]:
    match given:
        case ast.keyword(arg="answers", value=ast.Tuple(elts=answers)):
            yield from (one.value for one in answers if isinstance(one, ast.Constant) and isinstance(one.value, str))
        case ast.keyword(arg=name, value=ast.Constant(value=str(text))) if name in _TOLD:
            yield text


def _constants() -> Iterator[str]:
    named = (words.LEVELS, words.THEMES, words.METHODS, words.METHODS_IN_LEGEND, words.ONE_PLACE)
    found = (refresh_tables.STATES, refresh_tables.OUTCOMES)
    for names in (*named, *found, words.PICTURES, OBS_FLAG, CONF_STATUS, ROUTES, TEXTS, DECK_TEXTS, refusal.SENTENCES):
        yield from names.values()
    yield from (name for _, name in flow_text.OTHERS)
    for word, meaning in words.GLOSSARY:
        yield from (word, meaning)
    yield from (words.LEVEL_HELP, words.PICTURES_HELP, words.CLASSES_HELP, words.NO_CLASSES_HELP)
    for page in frame.PAGES:
        yield from (part for part in (page.label, page.group) if part)
    for title, sentence, _ in overview.WAYS:
        yield from (title, sentence)
    yield from privacy.PROMISES
    yield from (meaning for _, meaning in methods.GRADES)
    yield from (kind.reader for kind in errors.SourceError.__subclasses__())
    yield from (errors.SourceError.reader, store.NOT_WRITTEN, store.PREPARING)
    for entry in (*FLOWS.values(), *POINTS.values()):
        yield from (entry.title, entry.description, entry.unit.name, *entry.caveats)
    yield from (italy.DAYS_LEFT_OUT, italy.SPLIT_REGION, missing_migrants.LEFT_OUT_YEAR, unhcr_arrivals.PARTS_OF_YEARS)
    yield from (portal.ESTIMATED, portal.UNLISTED, withheld.WITHHELD)
    yield from (obtain.MIRROR, plausible.LEFT_OUT, csv_file.RESTORED, csv_file.CONTRADICTED)


def _themes() -> Iterator[str]:
    """What the page on themes says from tables: names, questions, gaps, tools."""
    found = (themes_words.QUESTIONS, themes_words.NAMES, themes_words.TARGETS, themes_words.FILLERS)
    for names in (*found, themes_words.SHORT_LEVELS, themes_words.TO_DISCUSS, villages.CLASSES):
        yield from names.values()
    yield from themes_words.QUESTIONS_OF_A_TOOL
    for one in practices.PRACTICES:
        yield from (one.does, one.where, one.status, *([one.evidence] if one.evidence else []))
        yield from (name for name, _ in one.sources)


def _methods() -> Iterator[str]:
    """What the methods for researchers say from tables."""
    for names in (methods_words.NAMES, methods_words.QUESTIONS, methods_words.HOW, methods_words.PATTERNS):
        yield from names.values()
    yield from methods_words.REASONS.values()
    yield from (methods_words.NO_PATTERN, methods_words.NO_FIGURE)


def _catalogue() -> Iterator[str]:
    for one in TARGETS:
        yield from (text for text in (one.source, one.note) if text)
    for entry in CATALOGUE.values():
        yield from (entry.title, entry.description, entry.unit.name, *entry.caveats)


def _ledger() -> Iterator[str]:
    """What the ledger says from tables, and the cards it begins with."""
    for names in (ledger_words.STATES, ledger_words.CONFIDENCES, ledger_words.ORIGINS, ledger_words.MOVED):
        yield from names.values()
    yield from ledger_words.VERDICTS.values()
    yield from (confidence.RULE, cards.WATCHED, *free_text.SENTENCES)
    for card in STARTERS:
        yield from (part for part in (card.action, card.actor, card.monitor, card.caveat, card.wanted) if part)
        if card.anchor:
            yield from (card.anchor.framework, card.anchor.point)
