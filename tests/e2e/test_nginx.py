"""The nginx we tell others to put in front: pages, the WebSocket, gzip, and files that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e import nginx
from tests.e2e.conftest import reading
from tests.e2e.server import Server

pytestmark = pytest.mark.skipif(not nginx.nginx(), reason="nginx is not installed (Debian, Ubuntu: apt install nginx)")

LEAST_BYTES = 1024
"""`gzip_min_length` of the configuration."""


@dataclass(kw_only=True)
class Visit:
    """One page opened through nginx: every answer, every socket, and the folder nginx writes to."""

    page: Page
    folder: Path
    answers: list[Response] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)

    def note(self, answer: Response) -> None:
        """Take down one answer."""
        self.answers.append(answer)

    def headers(self, below: str) -> list[dict[str, str]]:
        """Headers of each answer of a part of the app; there must be some."""
        found = [answer.all_headers() for answer in self.answers if f"/{below}/" in answer.url]
        assert found, f"nothing was asked of /{below}/"
        return found


@pytest.fixture(scope="module")
def visit(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("nginx")
    with nginx.before(server.url, folder) as address, reading(browser, address) as reader:
        found = Visit(page=reader.page, folder=folder)
        reader.page.on("response", found.note)
        reader.page.on("websocket", lambda socket: found.sockets.append(socket.url))
        reader.go("/explore?indicator=pm25&level=nuts3")
        reader.page.wait_for_load_state("networkidle")
        yield found


def test_a_page_opens(visit: Visit) -> None:
    expect(visit.page.get_by_role("slider", name="Year")).to_be_visible()


def test_all_goes_over_one_socket_that_stays(visit: Visit) -> None:
    """The page has its content and its controls over it, and a cut socket would be opened anew."""
    assert len(visit.sockets) == 1


def test_streamlits_own_code_comes_packed(visit: Visit) -> None:
    plain = [headers for headers in visit.headers("static/js") if headers.get("content-encoding") != "gzip"]
    # Files of less than a packet gain nothing.
    assert all(int(headers["content-length"]) < LEAST_BYTES for headers in plain)


def test_what_the_map_fetches_keeps_its_headers(visit: Visit) -> None:
    for headers in visit.headers("map"):
        assert "immutable" in headers["cache-control"]
        assert headers["content-encoding"] == "gzip"


def test_such_files_are_asked_of_the_app_once(visit: Visit) -> None:
    held = [path for path in (visit.folder / "cache").rglob("*") if path.is_file()]
    assert len(held) >= len(visit.headers("map"))
