"""A map as one HTML file that needs no server: the same program, with every file it would fetch inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.map_component import assets

_ENTRY = "alone.js"

_PAGE = """<!doctype html>
<html lang="{lang}" data-look="{look}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>{title}</title>
<style>
body {{ margin: 24px; background: {page}; font-family: "Source Sans 3", "Segoe UI", Roboto, Arial, sans-serif; }}
{css}
</style>
<main id="atlas"></main>
<script type="application/json" id="files">{files}</script>
<script type="application/json" id="spec">{spec}</script>
<script type="module">
{code}
const read = (id) => JSON.parse(document.getElementById(id).textContent);
showAlone(document.getElementById("atlas"), read("spec"), read("files"));
</script>
</html>
"""


def page(spec: Mapping[str, Any], files: Mapping[str, Any], *, lang: str) -> str:
    """The HTML of a map that opens from a folder or an e-mail. `files` has all that `spec` names: address -> content.

    The page allows itself no request at all.
    """
    alone = {**spec, "code": ""}
    return _PAGE.format(
        lang=escape(lang, quote=True),
        look=escape(spec["look"], quote=True),
        title=escape(spec["said"]["finding"]),
        page=escape(spec["colours"]["page"], quote=True),
        css=assets.sheet(),
        files=_inside(files),
        spec=_inside(alone),
        code=assets.joined(_ENTRY),
    )


def _inside(content: object) -> str:
    """JSON that cannot end the element it stands in, whatever names are in it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
