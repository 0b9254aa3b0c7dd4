"""A steward logs in at a provider, accepts an entry and logs out: the whole round, in a browser, on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data_sources.register import demonstration, reading, store
from data_sources.register.model import Agreement, Entry
from data_sources.register.vocabulary import Consent, Kind, Origin
from tests.e2e.conftest import Reader
from tests.e2e.conftest import reading as tab
from tests.e2e.provider import Provider, provider
from tests.e2e.server import Server, serve

ADDRESS = "/intermediaries?topic=uk004c"
STEWARD = "steward@city.example"
LOGIN, LOGOUT, ACCEPT = "Log in as a steward", "Log out", "Accept this file"
OPEN = {"sub": "1", "email": STEWARD, "email_verified": True}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of this module keeps its register."""
    return tmp_path_factory.mktemp("steward") / "kept"


@pytest.fixture(scope="module")
def at() -> Iterator[Provider]:
    """The provider; nothing that the server asked may have left this machine."""
    with provider() as running:
        yield running
    assert running.outside == []


@pytest.fixture(scope="module")
def server(at: Provider, kept: Path) -> Iterator[Server]:
    """The app with a login set up, and two stewards."""
    secrets = kept.parent / "secrets.toml"
    secrets.write_text(at.secrets(), encoding="utf-8")
    settings = {"NEXUS_ATLAS_KEPT": str(kept), "NEXUS_ATLAS_CACHE": str(kept.parent / "cache")}
    settings |= {"NEXUS_ATLAS_STEWARDS": f"other@city.example {STEWARD}", "STREAMLIT_SECRETS_FILES": str(secrets)}
    with serve("app.py", kept.parent / "log", **settings, **at.environment()) as running:
        yield running


@pytest.fixture(autouse=True)
def store_of_the_server(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This process reads the register that the server writes."""
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(kept))


def made(id: str) -> Entry:
    """An entry of Glasgow as a steward gets it."""
    base = next(one for one in demonstration.entries() if one.place.city == "UK004C" and one.kind is Kind.INITIATIVE)
    given = Agreement(status=Consent.GIVEN, date=date(2026, 11, 22))
    return replace(base, id=id, name=f"The room {id}", provenance=Origin.FORM, consent=given)


@contextmanager
def logged_in(browser: Browser, server: Server, at: Provider, **claims: object) -> Iterator[Reader]:
    """A tab at the register, after the round to the provider."""
    at.person = claims
    with tab(browser, server.url) as reader:
        reader.go(ADDRESS)
        reader.page.get_by_role("button", name=LOGIN).click()
        # Streamlit leads back to the first page, whatever page the login began on
        expect(reader.page).to_have_url(f"{server.url}/")
        reader.go(ADDRESS)
        yield reader


def bring(page: Page, id: str) -> None:
    """Choose a file of one entry for the steward."""
    content = reading.csv_text((made(id),)).encode()
    chooser = page.locator("input[type=file]").last
    chooser.set_input_files({"name": "new.csv", "mimeType": "text/csv", "buffer": content})
    expect(page.get_by_text(f"{id}: new")).to_be_visible()


def test_a_steward_logs_in_accepts_and_logs_out_in_every_tab(browser: Browser, server: Server, at: Provider) -> None:
    with logged_in(browser, server, at, **OPEN) as reader:
        page, other = reader.page, reader.page.context.new_page()
        bring(page, "first")
        assert store.entries() == ()
        page.get_by_role("button", name=ACCEPT).click()
        expect(page.get_by_text("1 added, 0 changed.")).to_be_visible()
        assert [one.id for one in store.entries()] == ["first"]
        other.goto(server.url + ADDRESS)
        bring(other, "second")
        page.get_by_role("button", name=LOGOUT).click()
        expect(page).to_have_url(f"{server.url}/")
        assert at.sessions == set()
        reader.go(ADDRESS)
        expect(page.get_by_role("button", name=LOGIN)).to_be_visible()
        expect(page.get_by_text("The room first", exact=False).first).to_be_visible()
        other.get_by_role("button", name=ACCEPT).click()
        expect(other.get_by_role("button", name=LOGIN)).to_be_visible()
        assert [one.id for one in store.entries()] == ["first"]


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "2", "email": "neighbour@city.example", "email_verified": True},
        {"sub": "3", "email": STEWARD, "email_verified": False},
    ],
    ids=["not listed", "not verified"],
)
def test_who_logs_in_and_is_no_steward_is_told_so_and_can_write_nothing(
    browser: Browser, server: Server, at: Provider, claims: dict[str, object]
) -> None:
    before = store.entries()
    with logged_in(browser, server, at, **claims) as reader:
        expect(reader.page.get_by_text("your confirmed address is not on the list of stewards")).to_be_visible()
        for name in (ACCEPT, "Remove it"):
            expect(reader.page.get_by_role("button", name=name)).to_have_count(0)
        expect(reader.page.locator("input[type=file]")).to_have_count(1)
        reader.page.get_by_role("button", name=LOGOUT).click()
        expect(reader.page).to_have_url(f"{server.url}/")
    assert store.entries() == before


def test_a_cookie_that_somebody_made_up_is_no_login(browser: Browser, server: Server) -> None:
    with tab(browser, server.url) as reader:
        forged = '{"is_logged_in": true, "email": "' + STEWARD + '", "email_verified": true}'
        reader.page.context.add_cookies([{"name": "_streamlit_user", "value": forged, "url": server.url}])
        reader.go(ADDRESS)
        expect(reader.page.get_by_role("button", name=LOGIN)).to_be_visible()
        expect(reader.page.get_by_role("button", name=LOGOUT)).to_have_count(0)
