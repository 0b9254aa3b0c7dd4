"""A story as one HTML file that presents itself without a server: the same program, with every file inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dashboard.deck.page import colours, inside
from dashboard.map_component import assets

Json = Mapping[str, Any]

_ENTRY = "alone_deck.js"

_PAGE = """<!doctype html>
<html lang="{lang}" data-look="{look}" style="{colours}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{look}">
<meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>{title}</title>
<style>
{css}
</style>
</head>
<body>
<main id="deck"></main>
<script type="application/json" id="files">{files}</script>
<script type="application/json" id="content">{content}</script>
<script type="module">
{code}
const read = (id) => JSON.parse(document.getElementById(id).textContent);
presentAlone(document.getElementById("deck"), read("content"), read("files"));
</script>
</body>
</html>
"""


def page(deck: Json, slides: Sequence[Json], files: Mapping[str, Any], *, lang: str) -> str:
    """The HTML of a deck that opens from a folder or an e-mail. `files` has all that its maps name: address -> content.

    The page allows itself no request at all.
    """
    return _PAGE.format(
        lang=escape(lang, quote=True),
        look=escape(deck["look"], quote=True),
        colours=colours(deck),
        title=escape(deck["title"]),
        css=assets.sheet(assets.DECK_SHEETS),
        files=inside(files),
        content=inside({"deck": deck, "slides": list(slides)}),
        code=assets.joined(_ENTRY),
    )
