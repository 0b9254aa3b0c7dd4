"""A map as one HTML file that needs no server: the same program, with every file it would fetch inside."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dashboard.map_component import assets
from dashboard.map_component.one_file import OneFile

_BODY = (
    'body {{ margin: 24px; background: {page}; font-family: "Source Sans 3", "Segoe UI", Roboto, Arial, sans-serif; }}'
)


def page(spec: Mapping[str, Any], files: Mapping[str, Any], *, lang: str) -> str:
    """The HTML of a map that opens from a folder or an e-mail. `files` has all that `spec` names: address -> content.

    The page allows itself no request at all.
    """
    body = _BODY.format(page=escape(spec["colours"]["page"], quote=True))
    return OneFile(
        lang=lang,
        look=spec["look"],
        title=spec["said"]["finding"],
        css=f"{body}\n{assets.sheet()}",
        root="atlas",
        entry="alone.js",
        show="showAlone",
        held={"spec": {**spec, "code": ""}, "files": files},
    ).html()
