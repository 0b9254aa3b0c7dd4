"""What every test stands on: no network, no writing into the reader's folders, and the stand-in.

A test opens no socket at all unless it is marked `loopback` or `browser`, or uses the fixture `standin`;
then it reaches this machine only (127.0.0.1, ::1).
"""

from __future__ import annotations

import importlib
import os
import threading
import urllib.request
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
OPENDATA = ROOT.parent / "shared" / "opendata"
LOOPBACK = ["127.0.0.1", "::1", "localhost"]
LEFT_OUT = "needs ../shared/opendata"

# Before any project module is imported: some read the environment while they are imported.
os.environ.setdefault("NEXUS_ATLAS_OFFLINE", "1")
os.environ.pop("OPEN_DATA_BASE", None)

# A slow machine fails no test, and a CI machine tries the same examples every time.
settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives every test its network rule, and leaves out those whose stand-in is not there."""
    for item in items:
        if "standin" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.standin)
        if item.get_closest_marker("standin") and not OPENDATA.is_dir():
            item.add_marker(pytest.mark.skip(reason=LEFT_OUT))
        item.add_marker(_network_rule(item))


def _network_rule(item: pytest.Item) -> pytest.MarkDecorator:
    """pytest-socket's marker for this test: this machine only, or no socket at all."""
    if any(item.get_closest_marker(name) for name in ("loopback", "browser", "standin")):
        return pytest.mark.allow_hosts(LOOPBACK)
    return pytest.mark.disable_socket


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line that says what was not run, and which tests they are."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [report.nodeid for report in skipped if LEFT_OUT in str(report.longrepr)]
    if left_out:
        terminalreporter.section("left out")
        terminalreporter.write_line(f"left out: {len(left_out)} tests need ../shared/opendata")
        for nodeid in left_out:
            terminalreporter.write_line(f"  {nodeid}")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fetched copies and what people add lie in folders of this session, never in the reader's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEXUS_ATLAS_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path_factory.mktemp("kept")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _components_are_sought_once() -> Iterator[None]:
    """Each run of an AppTest looks through all installed packages for components: two thirds of its time."""
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 - after the environment is set

    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session")
def standin() -> Iterator[str]:
    """Base URL of the open-data stand-in, running in a thread of this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(OPENDATA)
        server: Any = importlib.import_module("standin.app").make_server(str(OPENDATA / "data"))
    thread = threading.Thread(target=server.serve_forever, name="standin", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_faults_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Faults a test put into the stand-in end with it."""
    yield
    if "standin" in request.fixturenames:
        base = request.getfixturevalue("standin")
        with urllib.request.urlopen(f"{base}/__faults/clear", data=b""):
            pass
