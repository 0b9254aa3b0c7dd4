"""The app from a seminar pack: its figures, its note, nothing asked of anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from dashboard import pack
from data_sources import editions
from tests.e2e.conftest import reading
from tests.e2e.server import Server, serve


@pytest.fixture(scope="module")
def seminar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("seminar")
    made = pack.make("who_received", folder / "pack")
    env = {"NEXUS_ATLAS_PACK": str(made), "NEXUS_ATLAS_KEPT": str(folder / "kept"), "NEXUS_ATLAS_OFFLINE": "0"}
    with serve("app.py", folder / "log", **env) as running:
        yield running


def test_the_app_runs_from_a_pack_and_says_so(browser: Browser, seminar: Server) -> None:
    with reading(browser, seminar.url) as reader:
        reader.go("/explore")
        reader.map()
        said = reader.page.get_by_test_id("stSidebar").get_by_text("Offline snapshot, data as of")
        expect(said).to_contain_text(editions.held()[-6:])


def test_a_story_is_presented_from_a_pack(browser: Browser, seminar: Server) -> None:
    with reading(browser, seminar.url) as reader:
        reader.page.goto(f"{seminar.url}/present/who_received")
        expect(reader.page.locator(".atlas[data-drawn='1']").first).to_be_visible()
        reader.page.keyboard.press("PageDown")
        expect(reader.page.locator(".deck[data-at='1']")).to_be_visible()
