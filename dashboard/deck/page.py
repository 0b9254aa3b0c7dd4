"""The page on which a story is presented: plain HTML and one program, without Streamlit's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from dashboard import palette
from dashboard.map_component.one_file import inside
from dashboard.palette import Look

Json = Mapping[str, Any]
_OTHER = {Look.LIGHT: "#a3abb3", Look.DARK: "#6f7c88"}
"""Bars and dots that are not pointed out."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)
"""What such a page may fetch: from its own server, nothing else. Pictures of charts bring styles of their own."""

_PAGE = """<!doctype html>
<html lang="{lang}" data-look="{look}" style="{colours}">
<head>
<meta charset="utf-8">
<base href="{base}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{look}">
<title>{title}</title>
<link rel="stylesheet" href="{sheet}">
{ahead}
</head>
<body>
<main id="deck"></main>
<noscript>{without}</noscript>
<script type="application/json" id="content">{content}</script>
<script type="module" src="{program}"></script>
</body>
</html>
"""


def page(  # noqa: PLR0913 - each is a gap in the page, named by its caller
    deck: Json, content: Json, *, base: str, folder: str, program: str, ahead: Sequence[str] = ()
) -> str:
    """The HTML that `program` (in `folder`) presents a deck with; `content` is what it finds in the page.

    `base` is the way from the page to the app's root, such as "../"; `ahead` are addresses it will ask for first.
    """
    return _PAGE.format(
        lang=escape(deck["lang"], quote=True),
        look=escape(deck["look"], quote=True),
        colours=colours(deck),
        base=escape(base, quote=True),
        title=escape(deck["title"]),
        sheet=escape(f"{folder}deck.css", quote=True),
        ahead="\n".join(_preload(url) for url in ahead),
        without=escape(deck["without"]),
        content=inside(content),
        program=escape(f"{folder}{program}", quote=True),
    )


def colours(deck: Json) -> str:
    """The deck's colours as the style sheets and the charts read them, for the `style` of the whole page."""
    look = Look(deck["look"])
    own = deck["colours"]
    named = {name.replace("_", "-"): value for name, value in own.items()}
    named |= {"ink": own["text"], "line": own["no_data"], "other": _OTHER[look]}
    named |= {f"c{n}": colour for n, colour in enumerate(palette.lines(look), start=1)}
    return escape("; ".join(f"--{name}: {value}" for name, value in named.items()), quote=True)


def _preload(url: str) -> str:
    return f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape(url, quote=True)}">'
