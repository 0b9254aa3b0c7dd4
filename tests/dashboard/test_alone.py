"""The joined program and the page that stands alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.deck import alone as deck_alone
from dashboard.map_component import alone, assets

SPEC: dict[str, Any] = {
    "look": "light",
    "colours": {"page": "#ffffff"},
    "said": {"finding": "</title><script>alert(1)</script>"},
}


def test_every_module_is_joined_once_and_after_those_it_needs() -> None:
    names = assets.order()
    assert len(names) == len(set(names))
    assert names[-1] == assets.ENTRY
    modules = {path.name for path in assets.FOLDER.glob("*.js")}
    assert modules - set(names) == {"alone.js"}
    assert set(names) <= modules, "the map needs nothing of the deck"


@pytest.mark.parametrize("entry", [assets.ENTRY, "presenter.js", "follow.js", "alone_deck.js"])
def test_a_module_stands_after_those_it_needs(entry: str) -> None:
    names, held = assets.order(entry), assets.files()
    for number, name in enumerate(names):
        needed = re.findall(r'from "\.[\w./]*/([\w.]+)"', held[name].read_text(encoding="utf-8"))
        assert set(needed) <= set(names[:number]), name


def test_the_joined_module_imports_nothing_and_exports_its_entry_only() -> None:
    code = assets.joined()
    assert not re.search(r"^import ", code, re.MULTILINE)
    assert re.findall(r"^export (?:async )?function (\w+)", code, re.MULTILINE) == ["showAtlas"]


def test_the_digest_is_of_the_files_of_both_folders() -> None:
    assert re.fullmatch(r"[0-9a-f]{10}", assets.digest())
    assert {path.parent for path in assets.files().values()} == {assets.FOLDER, assets.DECK}


def test_no_name_of_a_file_stands_in_both_folders() -> None:
    named = [path.name for folder in (assets.FOLDER, assets.DECK) for path in folder.glob("*.[jc]s*")]
    assert len(set(named) - {"package.json"}) == len([name for name in named if name != "package.json"])


@pytest.mark.parametrize("file", ["atlas.js", "deck.js"])
def test_the_digest_changes_with_a_module_of_either(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assets.forget()
    before = assets.digest()
    changed = tmp_path / file
    changed.write_text(assets.files()[file].read_text(encoding="utf-8") + "// more", encoding="utf-8")
    held = assets.files() | {file: changed}
    monkeypatch.setattr(assets, "files", lambda: held)
    assets.forget()
    assert assets.digest() != before
    monkeypatch.undo()
    assets.forget()
    assert assets.digest() == before


def of_a_map(files: dict[str, object], lang: str = "en") -> str:
    return alone.page(SPEC, files, lang=lang)


def of_a_deck(files: dict[str, object], lang: str = "en") -> str:
    named = {"look": "dark", "title": SPEC["said"]["finding"], "colours": {"text": "#ffffff", "no_data": "#888888"}}
    return deck_alone.page(named, [{"said": "</script><script>alert(3)</script>"}], files, lang=lang)


Made = Callable[..., str]
both = pytest.mark.parametrize("made", [of_a_map, of_a_deck])


@both
def test_what_is_in_the_page_cannot_end_the_element_it_stands_in(made: Made) -> None:
    html = made({"a.json": {"name": "</script><script>alert(2)</script>"}})
    assert "<script>alert" not in html
    held = re.search(r'<script type="application/json" id="files">(.*?)</script>', html, re.DOTALL)
    assert held is not None
    assert json.loads(held[1])["a.json"]["name"].startswith("</script>")


@both
def test_the_page_allows_itself_no_request(made: Made) -> None:
    html = made({}, lang="fr")
    assert "default-src 'none'" in html
    assert '<html lang="fr"' in html
    assert not re.search(r'(src|href)="https?:', html)


@both
def test_the_program_is_called_with_what_the_page_holds(made: Made) -> None:
    html = made({})
    (call,) = re.findall(r"^(show|present)Alone\(document.getElementById\(\"(\w+)\"\), (.*)\);$", html, re.MULTILINE)
    assert f'<main id="{call[1]}"></main>' in html
    held = re.findall(r'<script type="application/json" id="(\w+)">', html)
    assert call[2] == ", ".join(f'read("{name}")' for name in held)
    assert held[1] == "files"
