"""A text that somebody else wrote, as a page shows it: as it is, never as marks of its own."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_LONGEST = 120


def literal(text: str, most: int = _LONGEST) -> str:
    """A text of the file as the page shows it: nothing in it is a link, a picture, a heading or code."""
    line = " ".join(text.split())
    cut = line if len(line) <= most else line[: most - 1] + "…"
    return _MARKS.sub(r"\\\1", cut)
