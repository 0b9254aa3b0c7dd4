"""Whether a seminar pack is whole and untouched: run before anything of it is used, so with Python's own library only.

`python data_sources/pack.py DIR` prints the folder's full path and ends with 0, or says what is wrong and ends with 1.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

LIST = "pack.json"
FORMAT = "nexus-atlas-pack"
VERSION = 1
PROGRAM = "app"
"""The folder of the program in a pack with installation files: what running it leaves there is nobody's business."""

_CHUNK = 1 << 20
_NAMED = 3


class PackRefused(Exception):
    """A pack that is not used; says why and what to do."""


def listed(folder: Path) -> dict[str, str]:
    """Name -> SHA-256 of every file of a folder but the list itself, in the order of names."""
    found = (path for path in folder.rglob("*") if path.is_file() and path != folder / LIST)
    return {path.relative_to(folder).as_posix(): digest(path) for path in sorted(found)}


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def read(folder: Path) -> dict[str, object]:
    """The list of a pack. Raises `PackRefused` where there is none, or it is of another format."""
    if folder.is_file():
        raise PackRefused(f"{folder} is a file. Unpack it first, and name the folder: make run PACK=FOLDER")
    try:
        content = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except OSError:
        raise PackRefused(f"There is no {LIST} in {folder}: it is no seminar pack, or an incomplete one.") from None
    except ValueError:
        raise PackRefused(f"{folder / LIST} cannot be read. Copy the pack again.") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PackRefused(f"{folder / LIST} is no list of a seminar pack.")
    if content.get("version") != VERSION:
        raise PackRefused(f"The pack is of version {content.get('version')!r}, this program reads {VERSION}.")
    return content


def check(folder: Path) -> dict[str, object]:
    """The list of a pack that is whole. Raises `PackRefused` and names what is missing, changed or was added."""
    content = read(folder)
    files = content.get("files")
    if not isinstance(files, dict) or not files:
        raise PackRefused(f"{folder / LIST} names no files. Copy the pack again.")
    _compare(files, listed(folder))
    return content


def _compare(wanted: Mapping[str, str], held: Mapping[str, str]) -> None:
    wrong = {
        "missing": sorted(wanted.keys() - held.keys()),
        "changed": sorted(name for name in wanted.keys() & held.keys() if wanted[name] != held[name]),
        "not in its list": sorted(name for name in held.keys() - wanted.keys() if not name.startswith(f"{PROGRAM}/")),
    }
    said = [f"{what}: {_some(names)}" for what, names in wrong.items() if names]
    if said:
        raise PackRefused(f"The pack is not as it was made ({'; '.join(said)}). Copy it again, or make it anew.")


def _some(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def main(arguments: list[str]) -> int:
    """0 and the folder's path, or 1 and what is wrong."""
    if len(arguments) != 1:
        print("usage: python data_sources/pack.py DIR", file=sys.stderr)
        return 2
    folder = Path(arguments[0]).expanduser().resolve()
    try:
        check(folder)
    except PackRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
