"""A page that is one file and needs no server: the frame of every such page, with its program and files inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from dashboard.map_component import assets

_PAGE = """<!doctype html>
<html lang="{lang}" data-look="{look}"{style}>
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
<main id="{root}"></main>
{held}
<script type="module">
{code}
const read = (id) => JSON.parse(document.getElementById(id).textContent);
{show}(document.getElementById("{root}"), {read});
</script>
</body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFile:
    """What such a page is made of.

    `entry` is the module that its program starts with, `show` what that exports: it is called with the element `root`
    and with each of `held` (name -> content). `css` is its style sheet, `style` that of the whole page.
    """

    lang: str
    look: str
    title: str
    css: str
    root: str
    entry: str
    show: str
    held: Mapping[str, object] = field(default_factory=dict)
    style: str = ""

    def html(self) -> str:
        """The page; it allows itself no request at all."""
        return _PAGE.format(
            lang=escape(self.lang, quote=True),
            look=escape(self.look, quote=True),
            style=f' style="{self.style}"' if self.style else "",
            title=escape(self.title),
            css=self.css,
            root=self.root,
            held="\n".join(_element(name, content) for name, content in self.held.items()),
            code=assets.joined(self.entry),
            show=self.show,
            read=", ".join(f'read("{name}")' for name in self.held),
        )


def _element(name: str, content: object) -> str:
    return f'<script type="application/json" id="{name}">{inside(content)}</script>'


def inside(content: object) -> str:
    """JSON that cannot end the element it stands in, whatever names are in it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
