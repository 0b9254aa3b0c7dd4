"""nginx before a server of the tests, with the configuration we tell others to use, and without any rights."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.e2e.server import ROOT, free_port

CONFIGURATION = ROOT / "docs" / "nginx.conf"
_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_START_SECONDS = 10


def nginx() -> str:
    """Path of nginx, or "" where it is not installed; Debian keeps it off an ordinary user's path."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""


@contextmanager
def before(app: str, folder: Path) -> Iterator[str]:
    """Runs nginx before the server at `app` until the block ends; its own address, without a slash at the end."""
    port = free_port()
    written = folder / "nginx.conf"
    written.write_text(moved(CONFIGURATION.read_text(encoding="utf-8"), app, port, folder), encoding="utf-8")
    # Not in the background, so that it ends with the process started here.
    command = [nginx(), "-e", str(folder / "error.log"), "-c", str(written), "-g", "daemon off;"]
    process = subprocess.Popen(command)
    try:
        _await(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(_START_SECONDS)


def moved(text: str, app: str, port: int, folder: Path) -> str:
    """The configuration with another port, another app, and every file in `folder`."""
    places = "".join(f"    {name}_temp_path {folder}/{name};\n" for name in _TEMPORARY)
    for found, instead in (
        # Its workers share the rights of the tests; without those of root nginx cannot choose, and would say so.
        (r"^user .*\n", "" if os.geteuid() else "user root;\n"),
        (r"/run/nginx\.pid", f"{folder}/pid"),
        (r"/var/log/nginx", str(folder)),
        (r"/var/cache/nginx", f"{folder}/cache"),
        (r"127\.0\.0\.1:8501", urlsplit(app).netloc),
        (r"listen 80;", f"listen 127.0.0.1:{port};"),
        (r"^http \{\n", f"http {{\n{places}"),
    ):
        text, times = re.subn(found, instead, text, flags=re.MULTILINE)
        assert times == 1, f"{found} stands {times} times in {CONFIGURATION.name}"
    return text


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    """Returns once nginx listens. Raises `RuntimeError` where it ends or stays silent."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start; what it said stands above")
