"""Marks drawn on a map, as text in a URL: the same check as the map component makes in the browser.

Marks are joined by `~`: `p` a pen stroke, `a` an arrow, `l` a label, then whole numbers joined by full stops, in
map units; a label's words come last, percent-encoded.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

MOST_MARKS = 20
MOST_LETTERS = 2000
MOST_LABEL = 80

_NUMBER = r"(?:0|-?[1-9][0-9]{0,4})"
_PEN = re.compile(rf"p{_NUMBER}(?:\.{_NUMBER}){{3,79}}")
_ARROW = re.compile(rf"a{_NUMBER}(?:\.{_NUMBER}){{3}}")
_LABEL = re.compile(rf"l{_NUMBER}\.{_NUMBER}\.([A-Za-z0-9._!*'()%-]+)")
_UNSEEN = re.compile(r"[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]")
"""Control characters, line ends and marks of writing direction, which would disturb the text around a label."""


def checked(text: str) -> str:
    """The marks of a text without the malformed ones and without those that are too many or too long."""
    kept: list[str] = []
    letters = -1
    for mark in filter(_is_mark, text.split("~")):
        letters += 1 + len(mark)
        if len(kept) == MOST_MARKS or letters > MOST_LETTERS:
            break
        kept.append(mark)
    return "~".join(kept)


def _is_mark(mark: str) -> bool:
    if _PEN.fullmatch(mark):
        return mark.count(".") % 2 == 1
    if _ARROW.fullmatch(mark):
        return True
    label = _LABEL.fullmatch(mark)
    return label is not None and _is_label(label[1])


def _is_label(coded: str) -> bool:
    try:
        text = unquote_to_bytes(coded).decode()
    except UnicodeDecodeError:
        return False
    plain = not _UNSEEN.search(text) and text == text.strip(" ")
    return plain and 0 < len(text) <= MOST_LABEL and quote(text, safe="!*'()").replace("~", "%7E") == coded
