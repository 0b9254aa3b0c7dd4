"""The map's modules, style sheet and texts, and a digest that changes with any of them."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from dashboard.language import LANGUAGES, Language, catalogue_path
from dashboard.map_component import texts
from data_sources import geography

FOLDER = Path(__file__).parent / "js"
_SUFFIXES = {".js", ".css"}
_WORDS = (Path(texts.__file__), *(catalogue_path(code) for code in LANGUAGES))
_DIGITS = 10


def files() -> dict[str, Path]:
    """Name -> path of every file the browser may ask for, in the order of names."""
    found = [path for path in FOLDER.iterdir() if path.suffix in _SUFFIXES] if FOLDER.is_dir() else []
    return {path.name: path for path in sorted(found)}


def digest() -> str:
    """Ten hex digits that change with any name or byte of the files, and with the texts in any language."""
    held = [path for path in (*files().values(), *_WORDS) if path.is_file()]
    return _digest(tuple((path, path.stat().st_mtime_ns) for path in held))


@lru_cache(maxsize=4)
def _digest(held: tuple[tuple[Path, int], ...]) -> str:
    """Read again only where a file was changed: the page asks for the digest at every step."""
    total = hashlib.sha256()
    for path, _ in held:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:_DIGITS]


def code(name: str) -> bytes:
    """The bytes of one file. Raises `KeyError` for any other name."""
    return files()[name].read_bytes()


def said(say: Language) -> dict[str, str]:
    """Every text of the map by its key, in one language, and the countries' names as `country_BE`."""
    names = {f"country_{code}": say.country(code) for code in geography.countries().index}
    return names | {key: say(text) for key, text in texts.TEXTS.items()}
