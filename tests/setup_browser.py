"""Finds a Chromium for the tests, or installs one, and writes its path to a file.

`python tests/setup_browser.py .venv/chromium-path`: the system's own first, then Debian's package,
then Playwright's. `NEXUS_CHROMIUM=/path/to/chrome` overrides all three. Ends with 1 where none can be had.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

SYSTEM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PATHS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")
START_SECONDS = 60
INSTALL_SECONDS = 900
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def main(arguments: Sequence[str]) -> int:
    """0 and the path in the file `arguments[0]`, or 1 and a sentence on stderr."""
    override = os.environ.get("NEXUS_CHROMIUM", "")
    if override:
        path = override if starts(override) else ""
        sorry = f"NEXUS_CHROMIUM is {override!r}, which does not start as a Chromium."
    else:
        path = on_this_system() or from_debian() or from_playwright()
        sorry = (
            "No browser for the tests: none on this system, and neither Debian's package nor Playwright's "
            "download could be had. Install Chromium or Chrome, or set NEXUS_CHROMIUM to its path."
        )
    if not path:
        print(sorry, file=sys.stderr)
        return 1
    target = Path(arguments[0])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(path + "\n", encoding="utf-8")
    print(f"Browser for the tests: {path}")
    return 0


def on_this_system() -> str:
    """Path of an installed browser that starts, or ""."""
    return next((path for path in installed() if starts(path)), "")


def installed() -> Iterator[str]:
    """Paths of the browsers the system names, best first; they may be broken."""
    yield from filter(None, map(shutil.which, SYSTEM_NAMES))
    yield from (path for path in MAC_PATHS if Path(path).exists())


def from_debian() -> str:
    """Path of Debian's Chromium, installed now, or "" where apt or the right to use it is missing."""
    return on_this_system() if apt_install("Debian's Chromium", DEBIAN_PACKAGES) else ""


def apt_install(what: str, packages: Sequence[str]) -> bool:
    """Whether apt could be asked for the packages; what came of it shows when they are looked for."""
    root = as_root() if shutil.which("apt-get") else None
    if root is None:
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    print(f"Installing {what} for the tests ...", flush=True)
    run([*apt, "update", "--quiet"])
    run([*apt, "install", "--quiet", "--yes", "--no-install-recommends", *packages])
    return True


def as_root() -> list[str] | None:
    """What to put before a command that needs root; None where root cannot be had without a question."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def from_playwright() -> str:
    """Path of Playwright's own Chromium, downloaded now, or ""."""
    print("Asking Playwright for its own Chromium ...", flush=True)
    if not run([sys.executable, "-m", "playwright", "install", "chromium"]):
        return ""
    answer = subprocess.run([sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if starts(path) else ""


def starts(path: str) -> bool:
    """Whether the browser at `path` says its version: a broken or stand-in one does not."""
    return bool(path) and run([path, "--version"], seconds=START_SECONDS)


def run(command: Sequence[str], seconds: int = INSTALL_SECONDS) -> bool:
    """Whether the command ended well; what it said is shown only where it did not."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(f"  {problem}", file=sys.stderr)
        return False
    if done.returncode != 0:
        said = done.stdout.decode(errors="replace").strip().splitlines()[-5:]
        print(f"  {command[0]} ended with {done.returncode}:", *said, sep="\n  ", file=sys.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
