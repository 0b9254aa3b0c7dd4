"""The reader's own file among the indicators: its id, and what can be known of it without the file.

Links and Views name it like any other. Its title, unit and figures stay with the visitor who uploaded it.
"""

from __future__ import annotations

import re

from data_sources.catalogue import indicator
from data_sources.model import Indicator, Kind, Level, Theme, Unit

OWN_FILE = "own_file"
"""The id of whatever file the visitor has uploaded; it is in no catalogue and no menu of others."""

UNVERIFIED = "uploaded, unverified"
"""The source of such figures, on every screen and in every export."""

_MARKUP = re.compile(r"[\x00-\x1f\x7f\[\]<>*`$\\!~|{}]+")
_FORMULA = "=+-@ "
LONGEST = 120
"""Letters of a title or a unit."""

_UNKNOWN = Indicator(
    id=OWN_FILE,
    title="Your file",
    description="A file that stays with whoever uploaded it.",
    theme=Theme.POPULATION,
    kind=Kind.MEAN,
    unit=Unit(code="OWN", symbol="", name="as in the file"),
    levels=tuple(level for level in Level if level is not Level.AGGREGATE),
)


def plain(words: str) -> str:
    """Words of a file as nothing reads them for more: no Markdown, no HTML, no formula, and not too long."""
    return _MARKUP.sub(" ", words).lstrip(_FORMULA).strip()[:LONGEST].strip()


def entry(id: str) -> Indicator:
    """The indicator with this id; of the reader's file what holds for any. Raises `CatalogueError` for no such id."""
    return _UNKNOWN if id == OWN_FILE else indicator(id)
