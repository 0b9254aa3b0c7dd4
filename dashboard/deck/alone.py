"""A story as one HTML file that presents itself without a server: the same program, with every file inside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.deck.page import colours
from dashboard.map_component import assets
from dashboard.map_component.one_file import OneFile

Json = Mapping[str, Any]


def page(deck: Json, slides: Sequence[Json], files: Mapping[str, Any], *, lang: str) -> str:
    """The HTML of a deck that opens from a folder or an e-mail. `files` has all that its maps name: address -> content.

    The page allows itself no request at all.
    """
    return OneFile(
        lang=lang,
        look=deck["look"],
        title=deck["title"],
        css=assets.sheet(assets.DECK_SHEETS),
        root="deck",
        entry="alone_deck.js",
        show="presentAlone",
        held={"content": {"deck": deck, "slides": list(slides)}, "files": files},
        style=colours(deck),
    ).html()
