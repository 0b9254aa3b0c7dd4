"""The modules and style sheets of map and deck: one by one as they are written, and joined into one file of each kind.

The browser gets the joined ones: forty requests in a chain would take longer than the map. Nothing is built
beforehand; the same joined module goes into a page that stands alone.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from dashboard.language import LANGUAGES, Language, catalogue_path
from dashboard.map_component import texts
from data_sources import geography

FOLDER = Path(__file__).parent / "js"
DECK = Path(__file__).parents[1] / "deck" / "js"
"""Stories on a screen: its modules import the map's, never the reverse."""

ENTRY = "streamlit.js"
SHEETS = ("controls.css", "legend.css", "list.css", "atlas.css", "maps.css")
SLIDE_SHEETS = ("slide.css", "slide_map.css", "slide_wide.css")
DECK_SHEETS = (*SHEETS, "deck.css", *SLIDE_SHEETS, "speaker.css", "room.css", "follow.css")
"""In the order in which later rules win."""

_DIGITS = 10
_IMPORT = re.compile(r'^import \{[^}]*\} from "(?:\./|\.\./\.\./map_component/js/)([\w.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(async )?function|const|class)", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""On lines of its own: a fifth of what phones would fetch."""

_WORDS = (Path(texts.__file__), *map(catalogue_path, LANGUAGES))


def files() -> dict[str, Path]:
    """Name -> path of every module and sheet of both folders, the map's first; no name stands in both."""
    found = [path for folder in (FOLDER, DECK) for path in sorted(folder.iterdir()) if path.suffix in {".js", ".css"}]
    return {path.name: path for path in found}


@lru_cache(maxsize=1)
def digest() -> str:
    """Ten hex digits that change with any name or byte of the files, and with the texts in any language."""
    total = hashlib.sha256()
    for path in (*files().values(), *(path for path in _WORDS if path.is_file())):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:_DIGITS]


def forget() -> None:
    """Drops what was read, after a file was changed."""
    digest.cache_clear()


def joined(entry: str = ENTRY) -> str:
    """One module of `entry` and all that it imports, which exports only what `entry` does.

    Works because no two modules give the same name to different things, which a test holds.
    """
    held = files()
    parts = [_COMMENT.sub("", _IMPORT.sub("", held[name].read_text(encoding="utf-8"))) for name in order(entry)]
    return "\n".join([*(_EXPORT.sub("", part) for part in parts[:-1]), parts[-1]])


def order(entry: str = ENTRY) -> list[str]:
    """The names of `entry` and all that it imports, each after those it needs."""
    found: dict[str, None] = {}
    _visit(entry, found, (), files())
    return list(found)


def _visit(name: str, found: dict[str, None], above: tuple[str, ...], held: dict[str, Path]) -> None:
    if name in found or name in above:
        return
    for other in _IMPORT.findall(held[name].read_text(encoding="utf-8")):
        _visit(other, found, (*above, name), held)
    found[name] = None


def sheet(names: tuple[str, ...] = SHEETS) -> str:
    """Style sheets as one: the map's, or others by name."""
    held = files()
    return "\n".join(held[name].read_text(encoding="utf-8") for name in names)


def said(say: Language) -> dict[str, str]:
    """Every text of the map by its key, in one language, and the countries' names as `country_BE`."""
    names = {f"country_{code}": say.country(code) for code in geography.countries().index}
    return names | {key: say(text) for key, text in texts.TEXTS.items()}
