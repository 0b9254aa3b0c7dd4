"""Finds a LibreOffice for the tests, or installs one, and writes its path to a file.

`python -m tests.setup_office .venv/office-path`: the system's own first, then Debian's packages. A brief must open in
it, and so must the slides of a story: Writer alone is not enough. `NEXUS_OFFICE=/path/to/soffice` overrides both. Ends
with 1 where none can be had.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.setup_browser import apt_install, run

SYSTEM_NAMES = ("soffice", "libreoffice")
MAC_PATHS = ("/Applications/LibreOffice.app/Contents/MacOS/soffice",)
DEBIAN_PACKAGES = ("libreoffice-writer-nogui", "libreoffice-impress-nogui", "fonts-liberation")
START_SECONDS = 60
CONVERT_SECONDS = 180
EMPTY_SLIDE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"
  office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:body><office:presentation><draw:page/></office:presentation></office:body></office:document>
"""


def main(arguments: Sequence[str]) -> int:
    """0 and the path in the file `arguments[0]`, or 1 and a sentence on stderr."""
    override = os.environ.get("NEXUS_OFFICE", "")
    if override:
        path = override if starts(override) and presents(override) else ""
        sorry = f"NEXUS_OFFICE is {override!r}, which does not start as a LibreOffice with Writer and Impress."
    else:
        path = on_this_system() or from_debian()
        sorry = (
            "No LibreOffice for the tests: none on this system, and Debian's package could not be had. "
            "Install LibreOffice Writer and Impress, or set NEXUS_OFFICE to the path of its soffice."
        )
    if not path:
        print(sorry, file=sys.stderr)
        return 1
    target = Path(arguments[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(path + "\n", encoding="utf-8")
    print(f"LibreOffice for the tests: {path}")
    return 0


def on_this_system() -> str:
    """Path of an installed LibreOffice that starts and opens slides, or ""."""
    return next((path for path in installed() if starts(path) and presents(path)), "")


def installed() -> Iterator[str]:
    """Paths that the system names, best first; they may be broken."""
    yield from filter(None, map(shutil.which, SYSTEM_NAMES))
    yield from (path for path in MAC_PATHS if Path(path).exists())


def from_debian() -> str:
    """Path of Debian's LibreOffice, installed now, or "" where apt or the right to use it is missing."""
    return on_this_system() if apt_install("Debian's LibreOffice, about a minute,", DEBIAN_PACKAGES) else ""


def starts(path: str) -> bool:
    """Whether the program at `path` says its version."""
    return bool(path) and run([path, "--version"], seconds=START_SECONDS)


def presents(path: str) -> bool:
    """Whether the program at `path` has Impress: an empty slide becomes a PDF."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.fodp").write_text(EMPTY_SLIDE, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [path, profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(folder / "empty.fodp")]
        return run(command, seconds=CONVERT_SECONDS) and (folder / "empty.pdf").is_file()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
