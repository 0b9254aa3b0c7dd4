"""A Streamlit server of the tests' own, and the browser that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_PATH = ROOT / ".venv" / "chromium-path"
"""Written by tests/setup_browser.py."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    # Plain software drawing; SwiftShader's flags would make the canvas many times slower.
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    # A browser asks its maker about updates, accounts and extensions: none of that is the page's doing.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--metrics-recording-only",
    # Whatever is not this machine is sought behind a door that nobody opens: no request leaves, and none is held up.
    "--proxy-server=127.0.0.1:9",
)

_START_SECONDS = 120
_STOP_SECONDS = 10
_WATCH_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server: its address without a slash at the end, and its process."""

    url: str
    pid: int


@contextmanager
def serve(script: str, log: Path, **settings: str) -> Iterator[Server]:
    """Runs `script` (below the checkout) offline until the block ends; `settings` join its environment."""
    with serve_at(free_port(), script, log, **settings) as server:
        yield server


@contextmanager
def serve_at(port: int, script: str, log: Path, /, **settings: str) -> Iterator[Server]:
    """The same on this port, such as that of a server that was killed."""
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    # Nobody edits a file during a test, and looking for edits would count as the server's work.
    command += ["--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    environment = os.environ | {"NEXUS_ATLAS_OFFLINE": "1"} | settings
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _await_health(url, process, log)
            yield Server(url=url, pid=process.pid)
        finally:
            _stop(process)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await_health(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns once the server answers. Raises `RuntimeError` with its log where it ends or stays silent."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(_WATCH_SECONDS)
    raise RuntimeError(f"the app did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def chromium() -> str:
    """Path of the browser: NEXUS_CHROMIUM, what `make browser` found, or the system's. Raises `RuntimeError`."""
    stated = os.environ.get("NEXUS_CHROMIUM", "")
    if not stated and CHROMIUM_PATH.is_file():
        stated = CHROMIUM_PATH.read_text(encoding="utf-8").strip()
    path = stated or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), "")
    if not path or not Path(path).exists():
        raise RuntimeError(
            f"No browser for the tests at {path!r}. Run `make browser`, or set NEXUS_CHROMIUM to a Chromium or Chrome."
        )
    return path
