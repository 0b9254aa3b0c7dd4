"""Rules of the house that a test can hold."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from data_sources.catalogue import CATALOGUE, caveats
from tests.conftest import ROOT

PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
MODULES = [
    path for folder in ("data_sources", "analysis", "dashboard") for path in sorted((ROOT / folder).rglob("*.py"))
]
DASHBOARD = [path for path in MODULES if path.is_relative_to(ROOT / "dashboard")]
CATALOGUES = sorted((ROOT / "dashboard" / "locale").rglob("*.po"))
STATE = {"session_state", "query_params", "cache_data", "cache_resource", "cache_control"}
LONGEST_PAGE = 60
LONGEST_MODULE = 320

LOADED = re.compile(
    r"\b(floods?|flooding|waves?|influx(es)?|swarms?|hordes?|invasions?|illegals?|illegally)\b",
    re.IGNORECASE,
)
CAUSAL = re.compile(
    r"\b(causes?|caused by|causing|leads? to|led to|leading to|(results|resulted|resulting) in|due to|owing to"
    r"|thanks to|because of|as a result|drives?|driven by|impacts?|effects? of|contributes? to|brings? about"
    r"|triggers?|triggered by|responsible for|consequences? of)\b",
    re.IGNORECASE,
)
"""What a figure never does to another. "Because" alone gives a reason for what the page does, and stays."""
FRENCH = re.compile(
    r"\b(vagues?|afflux|submersion|invasions?|déferle\w*|clandestin\w*|illéga(l|le|ux|les|lement)"
    r"|caus(e|es|é|ée|és|ées|ent|er|ant)|à cause d[eu]|en raison d[eu]|grâce (à|aux?)"
    r"|d(û|ue|us|ues) (à|aux?) (l.|la |les )?(arriv|migr|immigr|étrang|demandeu)\w*"
    r"|sous l.effet d[eu]|entraîn(e|ent|er|ant|é|ée)|provoqu(e|ent|er|ant|é|ée)|engendr(e|ent|er)"
    r"|(conduit|conduisent|mène|mènent) (à|aux?)|résult(e|ent) d[eu]|impacts?|conséquences? d[eu])\b",
    re.IGNORECASE,
)
"""The same in French, for the translations."""
QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
"""Official titles are quoted as they are."""
ABOUT_PEOPLE_ONLY = {"Later waves of the survey changed wording; only the 2023 wave is held."}
"""A wave of a survey is the statisticians' word for a round of interviews."""
PACE = (
    "With a target: at least 95 % of the yearly pace that leads to it in time, at least 60 %, or less. The pace is "
    "counted from the start of the window."
)
"""A pace leads to a target: arithmetic."""
EXEMPT = {"Figures of places that go together do not show that one causes the other.", PACE}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_is_short_and_only_says_the_order(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_PAGE
    nodes = list(ast.walk(tree(path)))
    assert not [node for node in nodes if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef)]
    assert "pandas" not in imported(nodes)


def imported(nodes: list[ast.AST]) -> set[str]:
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return plain | {(node.module or "").split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}


@pytest.mark.parametrize("path", [*PAGES, *MODULES], ids=name)
def test_only_the_shell_touches_state_and_caches(path: Path) -> None:
    if path.is_relative_to(ROOT / "dashboard" / "shell"):
        return
    used = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    assert not used & STATE


def caches() -> Iterator[tuple[str, ast.expr]]:
    for path in [*PAGES, *MODULES]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                yield from (
                    (f"{name(path)}:{node.name}", one) for one in node.decorator_list if "st.cache_" in ast.unparse(one)
                )


@pytest.mark.parametrize(("where", "cache"), list(caches()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_cache_is_bounded(where: str, cache: ast.expr) -> None:
    assert isinstance(cache, ast.Call), where
    assert {"ttl", "max_entries"} <= {keyword.arg for keyword in cache.keywords}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_short_and_catches_named_errors_only(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    caught = [node.type for node in ast.walk(tree(path)) if isinstance(node, ast.ExceptHandler)]
    names = {ast.unparse(one) if one else "everything" for one in caught}
    assert not [one for one in names if re.search(r"\b(everything|Exception|BaseException)\b", one)]


def test_nothing_is_told_to_anybody() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False


def texts_of_the_catalogue() -> Iterator[str]:
    for entry in CATALOGUE.values():
        yield from (str(getattr(entry, one.name)) for one in fields(entry) if one.name in {"title", "description"})
        yield from (entry.unit.name, *entry.caveats)
    yield from (value for key, value in vars(caveats).items() if key.isupper())


def texts_of_the_dashboard() -> Iterator[str]:
    for path in DASHBOARD:
        nodes = list(ast.walk(tree(path)))
        docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        literals = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs)
        yield from (node.value for node in literals if isinstance(node.value, str))


def texts_of_the_translations() -> Iterator[str]:
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                yield from [message.id] if isinstance(message.id, str) else message.id


@pytest.mark.parametrize("texts", [texts_of_the_catalogue, texts_of_the_dashboard, texts_of_the_translations])
def test_words_are_neutral_and_claim_no_cause(texts: object) -> None:
    assert callable(texts)
    found = set(texts())
    assert found or texts is texts_of_the_translations
    assert not {text for text in found - EXEMPT - ABOUT_PEOPLE_ONLY if is_loaded(text)}


def is_loaded(text: str) -> bool:
    """Whether a sentence in English has a word that loads or claims a cause, outside a quoted title."""
    bare = QUOTED.sub("", text)
    return bool(LOADED.search(bare) or CAUSAL.search(bare))


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_translations_are_neutral_and_claim_no_cause(path: Path) -> None:
    with path.open("rb") as file:
        said = {
            text: message.id
            for message in read_po(file)
            for text in ([message.string] if isinstance(message.string, str) else message.string or [])
        }
    assert len(said) > 100
    exempt = EXEMPT | ABOUT_PEOPLE_ONLY
    assert not {text for text, source in said.items() if source not in exempt and FRENCH.search(QUOTED.sub("", text))}


@pytest.mark.parametrize(
    "text",
    [
        "a wave of arrivals",
        "Illegal entries",
        "caused by migration",
        "the INFLUX",
        "It causes",
        "Crowding due to arrivals",
        "Arrivals drive rents",
        "the impact of migration",
        "More arrivals lead to more noise",
        "fewer homes because of arrivals",
    ],
)
def test_a_loaded_word_would_be_found(text: str) -> None:
    assert is_loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Left out because fewer than 10 places have both",
        "“the adverse per capita environmental impact of cities”",
        "The figures go together",
        "The middle result in words",
    ],
)
def test_plain_words_are_left_alone(text: str) -> None:
    assert not is_loaded(text)


@pytest.mark.parametrize(
    "text",
    [
        "une vague d’arrivées",
        "entrées illégales",
        "cela entraîne du bruit",
        "à cause des arrivées",
        "en raison du prix",
    ],
)
def test_a_loaded_word_would_be_found_in_french(text: str) -> None:
    assert FRENCH.search(text)


@pytest.mark.parametrize("text", ["gaz à effet de serre", "vaguement", "la causerie", "les places du quartier"])
def test_plain_french_is_left_alone(text: str) -> None:
    assert not FRENCH.search(text)
