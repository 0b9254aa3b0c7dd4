"""The joined program and the page that stands alone."""

from __future__ import annotations

import json
import re

from dashboard.map_component import alone, assets

SPEC = {"look": "light", "colours": {"page": "#ffffff"}, "said": {"finding": "</title><script>alert(1)</script>"}}


def test_every_module_is_joined_once_and_after_those_it_needs() -> None:
    names = assets.order()
    assert len(names) == len(set(names))
    assert names[-1] == assets.ENTRY
    modules = {name for name in assets.files() if name.endswith(".js")}
    assert modules - set(names) == {"alone.js"}
    for number, name in enumerate(names):
        needed = re.findall(r'from "\./([\w.]+)"', (assets.FOLDER / name).read_text(encoding="utf-8"))
        assert set(needed) <= set(names[:number]), name


def test_the_joined_module_imports_nothing_and_exports_its_entry_only() -> None:
    code = assets.joined()
    assert not re.search(r"^import ", code, re.MULTILINE)
    assert re.findall(r"^export (?:async )?function (\w+)", code, re.MULTILINE) == ["showAtlas"]


def test_the_digest_changes_with_the_files() -> None:
    assert re.fullmatch(r"[0-9a-f]{10}", assets.digest())


def test_what_is_in_the_page_cannot_end_the_element_it_stands_in() -> None:
    html = alone.page(SPEC, {"a.json": {"name": "</script><script>alert(2)</script>"}}, lang="en")
    assert "<script>alert" not in html
    held = re.search(r'<script type="application/json" id="files">(.*?)</script>', html, re.DOTALL)
    assert held is not None
    assert json.loads(held[1])["a.json"]["name"].startswith("</script>")


def test_the_page_allows_itself_no_request() -> None:
    html = alone.page(SPEC, {}, lang="fr")
    assert "default-src 'none'" in html
    assert '<html lang="fr"' in html
    assert not re.search(r'(src|href)="https?:', html)
