"""The modules of map and deck: their own tests under Node's runner, and what joining them into one file asks for."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from dashboard.deck.texts import TEXTS as DECK_TEXTS
from dashboard.map_component import assets
from dashboard.map_component.texts import TEXTS as MAP_TEXTS
from tests.conftest import ROOT

NODE = compute_driver_executable()[0]
"""Playwright brings a Node of its own, so none needs to be installed."""

TESTS = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))
MODULES = [path for path in assets.files().values() if path.suffix == ".js"]
TOP_LEVEL = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
TEXT_USED = re.compile(r"\btexts(?:\?)?\.(\w+)")
TEXT_BUILT = re.compile(r"\[`(\w+?_)\$\{")
IN_TABLES = re.compile(r'"((?:state|short|no|legend|level)_\w+)"')
LONGEST_MODULE = 300
TEXTS = MAP_TEXTS | DECK_TEXTS
ENTRIES = (assets.ENTRY, "alone.js", "presenter.js", "follow.js", "alone_deck.js")
"""The modules that are joined with all that they import: three for servers' pages, two for pages that stand alone."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([NODE, *arguments], capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_a_module_does_what_its_own_tests_say(path: Path) -> None:
    done = run("--test", str(path))
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert re.search(r"pass [1-9]", done.stdout)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_can_be_read_and_is_short(path: Path) -> None:
    assert run("--check", str(path)).returncode == 0
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_joined_module_can_be_read(entry: str, tmp_path: Path) -> None:
    joined = tmp_path / "joined.mjs"
    joined.write_text(assets.joined(entry), encoding="utf-8")
    assert run("--check", str(joined)).returncode == 0


def test_every_module_is_in_some_joined_one() -> None:
    assert {path.name for path in MODULES} == {name for entry in ENTRIES for name in assets.order(entry)}


def test_no_text_of_the_deck_has_the_key_of_one_of_the_map() -> None:
    assert not set(MAP_TEXTS) & set(DECK_TEXTS)


def test_no_two_modules_give_one_name_to_two_things() -> None:
    names = Counter(name for path in MODULES for name in TOP_LEVEL.findall(path.read_text(encoding="utf-8")))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_text_is_held_and_every_held_text_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    named = set(TEXT_USED.findall(code)) | set(IN_TABLES.findall(code))
    beginnings = tuple(set(TEXT_BUILT.findall(code)))
    used = {key for key in TEXTS if key in named or key.startswith(beginnings)}
    assert sorted(set(TEXTS) - used) == []
    assert sorted(key for key in TEXT_USED.findall(code) if key not in TEXTS) == []
