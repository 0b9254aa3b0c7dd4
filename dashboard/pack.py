"""A seminar pack: everything a demonstration needs on a machine without a network.

`python -m dashboard.pack STORY --out DIR [--with-wheels] [--zip]` writes the figures as they are held here, the
boundaries, the story as data and as one file that opens by itself, and a list with a checksum of each file.
With `--with-wheels` also the program and all it needs, for a machine that never had a network.
`make run PACK=DIR` starts from it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard import citation, withheld
from dashboard.language import LANGUAGES, language
from dashboard.shell import decks, upload_leaving, uploads
from dashboard.story import own
from dashboard.story.model import Story
from dashboard.story.stories import STORIES
from data_sources import pack, roots, store
from data_sources.catalogue import CATALOGUE
from data_sources.errors import AtlasError
from data_sources.register import store as register

_CODE = Path(__file__).parents[1]
_PROGRAM = (
    "app.py", "pages", "analysis", "dashboard", "data_sources", "static", ".streamlit", "Makefile", "requirements.txt",
    "LICENSE", "DATA_LICENSES.md", "CITATION.cff", "README.md", "pyproject.toml",
)  # fmt: skip
_READ_ME = """Nexus Atlas, a pack for a seminar
Story: {question}
Figures: snapshot {snapshot}. Made on {day}. Licences: DATA_LICENSES.md.

Without anything installed: open story-en.html or story-fr.html in a browser.
With a copy of the program: make run PACK={name}
{wheels}"""
_WITH_WHEELS = """With nothing but Python {python} on {system} and no network: cd app && make run PACK=..
"""


class CannotPack(AtlasError):
    """A pack that is not made; says why."""


def make(named: str, out: Path, *, wheels: bool = False) -> Path:
    """The folder of a new pack. Raises `CannotPack`; nothing half-made is left."""
    told = _story(named)
    if out.exists():
        raise CannotPack(f"{out} is already there. Name a folder that is not.")
    making = out.with_name(f"{out.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        _fill(making, told, out.name, wheels=wheels)
        making.rename(out)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return out


def _fill(folder: Path, told: Story, name: str, *, wheels: bool) -> None:
    _data(folder)
    _story_files(folder, told)
    if wheels:
        _program(folder)
        _wheels(folder / "wheels")
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    said = _WITH_WHEELS.format(python=python, system=platform.system()) if wheels else ""
    read_me = _READ_ME.format(
        question=told.question, snapshot=citation.snapshot_id(), day=_today(), name=name, wheels=said
    )
    (folder / "README.txt").write_text(read_me, encoding="utf-8")
    shutil.copy(_CODE / "DATA_LICENSES.md", folder)
    _list(folder, told, python)


def _data(folder: Path) -> None:
    """The snapshot and the shapes as they are, what was fetched since where it is newer, what the register shares."""
    for source in (roots.SNAPSHOT, roots.STATIC):
        shutil.copytree(source, folder / source.relative_to(roots.ROOT))
    for id in CATALOGUE:
        fetched = store.path_of(id, store.cache_dir())
        if store.newest(id) == fetched:
            target = store.path_of(id, folder / roots.FETCHED.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(fetched, target)
    for root in (folder / store.SNAPSHOT.relative_to(roots.ROOT), folder / roots.FETCHED.name):
        withheld.rewrite(root)
    (folder / register.PACKED).write_text(register.export(), encoding="utf-8")


def _story_files(folder: Path, told: Story) -> None:
    (folder / roots.STORY).write_text(own.written(told), encoding="utf-8")
    for lang in LANGUAGES:
        uploaded = upload_leaving.drawn_from(told.figures) if told.figures else None
        with uploads.standing_in(uploaded, language(lang)):
            (folder / f"story-{lang}.html").write_text(decks.one_file(told, lang), encoding="utf-8")


def _program(folder: Path) -> None:
    left_out = shutil.ignore_patterns("__pycache__", "*.pyc", "snapshot")
    for name in _PROGRAM:
        source, target = _CODE / name, folder / pack.PROGRAM / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=left_out)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def _wheels(folder: Path) -> None:
    """Every wheel of requirements.txt for this system and this Python, from PyPI or where pip is told to look."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:", "--dest", str(folder)]
    done = subprocess.run(  # noqa: S603 - pip of this Python, with our own list
        [*command, "-r", str(_CODE / "requirements.txt")], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise CannotPack(f"pip could not fetch the wheels ({last[0]}). Try again with a network.")


def _list(folder: Path, told: Story, python: str) -> None:
    content = {
        "format": pack.FORMAT,
        "version": pack.VERSION,
        "story": told.id,
        "question": told.question,
        "snapshot": citation.snapshot_id(),
        "made": _today(),
        "python": python,
        "system": platform.system(),
        "files": pack.listed(folder),
    }
    (folder / pack.LIST).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _story(named: str) -> Story:
    """A story of the project by its id, or one's own from its file."""
    found = next((one for one in STORIES if one.id == named), None)
    if found:
        return found
    path = Path(named)
    if path.suffix != ".json":
        ids = ", ".join(one.id for one in STORIES)
        raise CannotPack(f"There is no story {named!r}. There are {ids}, or the .json file of your own.")
    try:
        return own.read(path.read_bytes())
    except OSError:
        raise CannotPack(f"{path} cannot be read.") from None


def main(arguments: list[str] | None = None) -> int:
    """0 when the pack is made, 1 with a sentence when not."""
    parser = argparse.ArgumentParser(prog="python -m dashboard.pack", description=__doc__)
    parser.add_argument("story", help="the id of a story, or the .json file of your own")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make")
    parser.add_argument("--with-wheels", action="store_true", help="with the program and all that it needs")
    parser.add_argument("--zip", action="store_true", help="as DIR.zip too")
    options = parser.parse_args(arguments)
    os.environ["NEXUS_ATLAS_OFFLINE"] = "1"  # what is packed is what is held: nobody is asked for newer figures
    try:
        folder = make(options.story, options.out.resolve(), wheels=options.with_wheels)
    except AtlasError as error:
        print(error, file=sys.stderr)
        return 1
    if options.zip:
        print(shutil.make_archive(str(folder), "zip", folder.parent, folder.name))
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
