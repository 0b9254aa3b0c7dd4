"""A presenter and two phones: they move together, answer, propose and decide, and come back after a killed server."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import nginx
from tests.e2e.axe import violations
from tests.e2e.conftest import reading
from tests.e2e.server import Server, free_port, serve_at
from tests.room_story import COUNT, packed

PHONE = (390, 844)
SCREEN = (1920, 1080)
TEXT = "Build homes where the jobs are"


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One presenter's page and the phones that follow it."""

    presenter: Page
    phones: tuple[Page, ...]

    @property
    def all(self) -> tuple[Page, ...]:
        """Every page."""
        return (self.presenter, *self.phones)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where servers of this module keep what they keep."""
    return tmp_path_factory.mktemp("follow")


@contextmanager
def served(folder: Path, log: str, port: int = 0) -> Iterator[Server]:
    """The app, with a folder of its own for what is accepted."""
    cache, kept = str(folder / "cache"), str(folder / "kept")
    with serve_at(
        port or free_port(), "app.py", folder / log, NEXUS_ATLAS_CACHE=cache, NEXUS_ATLAS_KEPT=kept
    ) as running:
        yield running


@pytest.fixture(scope="module")
def here(folder: Path) -> Iterator[Server]:
    """The server of most tests here."""
    with served(folder, "log") as running:
        yield running


def presented(page: Page, base: str, look: str = "light") -> Page:
    """The presenter's page, with the room open."""
    page.goto(f"{base}/present/own?story={packed()}&look={look}")
    await_step(page, 0)
    page.keyboard.press("r")
    page.get_by_role("button", name="Open a room for this story").click()
    expect(page.locator(".room__code")).to_have_attribute("src", re.compile("^data:image/svg"))
    return page


def address(presenter: Page) -> str:
    """Where the code on the screen leads to."""
    return f"http://{presenter.locator('.room__link').inner_text()}"


def await_step(page: Page, n: int) -> None:
    """Wait until this step is on the screen; `COUNT` is the end."""
    expect(page.locator(f".deck[data-at='{n}'][data-painted='{n}']")).to_be_visible()


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def bars(page: Page, where: str) -> Locator:
    return page.locator(f"{where} .room__count")


@pytest.fixture(params=["light", "dark"])
def talk(request: pytest.FixtureRequest, browser: Browser, here: Server) -> Iterator[Talk]:
    """A presenter and two phones that have just joined; nothing may go wrong in any of them."""
    look = request.param
    with ExitStack() as tabs:
        presenter = tabs.enter_context(reading(browser, here.url, theme=look, size=SCREEN)).page
        presented(presenter, here.url, look)
        phones = [tabs.enter_context(reading(browser, here.url, theme=look, size=PHONE)).page for _ in range(2)]
        for phone in phones:
            phone.goto(address(presenter))
            await_step(phone, 0)
        yield Talk(presenter=presenter, phones=tuple(phones))


def test_phones_move_with_the_presenter_look_around_and_come_back(talk: Talk) -> None:
    expect(talk.presenter.get_by_text("Phones that follow: 2")).to_be_visible()
    expect(talk.presenter.get_by_text("Phones cannot reach this address")).to_be_visible()
    talk.presenter.keyboard.press("PageDown")
    for page in talk.all:
        await_step(page, 1)
    one, two = talk.phones
    choice(one, "Next").click()
    await_step(one, 2)
    expect(one.get_by_text("You look around. The presenter is at step 2.")).to_be_visible()
    talk.presenter.keyboard.press("PageUp")
    await_step(two, 0)
    await_step(talk.presenter, 0)
    expect(one.get_by_text("The presenter is at step 1.")).to_be_visible()
    await_step(one, 2)
    choice(one, "Back to the presenter").click()
    await_step(one, 0)
    expect(one.get_by_text("You follow the presenter.")).to_be_visible()
    talk.presenter.keyboard.press("End")
    for page in talk.phones:
        expect(page.locator(f".deck[data-at='{COUNT}']")).to_be_visible()


def test_the_room_answers_proposes_and_endorses_and_the_presenter_decides(talk: Talk) -> None:
    one, two = talk.phones
    talk.presenter.keyboard.press("PageDown")
    for phone, answer in ((one, "In the east"), (two, "In the west")):
        choice(phone, answer).click()
    expect(bars(talk.presenter, ".room")).to_have_text(["1", "1", "0"])
    choice(two, "In the east").click()
    expect(bars(talk.presenter, ".room")).to_have_text(["2", "0", "0"])
    expect(bars(one, ".follow__ask")).to_have_text(["2", "0", "0"])
    choice(talk.presenter, "Take no more answers").click()
    expect(one.get_by_text("No more answers are taken.")).to_be_visible()
    choice(one, "Propose").click()
    one.get_by_role("textbox").fill(TEXT)
    choice(one, "Send to the room").click()
    expect(one.get_by_role("textbox")).to_have_value("")
    choice(two, "Propose").click()
    choice(two, f"Endorse: {TEXT}").click()
    expect(talk.presenter.locator(".room").get_by_text("Endorsed by 1")).to_be_visible()
    choice(talk.presenter, f"Accept: {TEXT}").click()
    expect(talk.presenter.locator(".room .room__accepted")).to_contain_text(TEXT)
    expect(two.locator(".follow__sheet .room__accepted")).to_contain_text(TEXT)
    with talk.presenter.expect_download() as download:
        talk.presenter.get_by_role("link", name="CSV").click()
    assert TEXT in Path(download.value.path()).read_text(encoding="utf-8-sig")
    talk.presenter.keyboard.press("End")
    expect(talk.presenter.locator(".deck__slide--end .room__accepted")).to_contain_text(TEXT)


def test_axe_finds_no_violation_in_the_room(talk: Talk) -> None:
    one, two = talk.phones
    talk.presenter.keyboard.press("PageDown")
    choice(one, "In the east").click()
    choice(two, "Propose").click()
    two.get_by_role("textbox").fill(TEXT)
    choice(two, "Send to the room").click()
    expect(two.locator(".room__proposal")).to_contain_text(TEXT)
    expect(bars(one, ".follow__ask")).to_have_text(["1", "0", "0"])
    expect(talk.presenter.locator(".room__proposal")).to_contain_text(TEXT)
    for page in talk.all:
        assert violations(page) == []


def test_a_killed_server_comes_back_to_the_same_step(browser: Browser, folder: Path) -> None:
    port = free_port()
    with ExitStack() as pages:
        context = pages.enter_context(browser.new_context())  # errors in its console are what is expected
        with served(folder, "first", port) as first:
            presenter = presented(context.new_page(), first.url)
            where = address(presenter)
            phone = pages.enter_context(
                browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
            ).new_page()
            phone.goto(where)
            await_step(phone, 0)
            presenter.keyboard.press("PageDown")
            await_step(phone, 1)
            choice(phone, "In the west").click()
            choice(phone, "Propose").click()
            phone.get_by_role("textbox").fill("Write to jan@example.org")
            choice(phone, "Send to the room").click()
            expect(phone.get_by_role("alert").get_by_text("nothing personal is kept here")).to_be_visible()
            phone.get_by_role("textbox").fill(TEXT)
            choice(phone, "Send to the room").click()
            choice(presenter, f"Accept: {TEXT}").click()
            expect(presenter.locator(".room .room__accepted")).to_be_visible()
            os.kill(first.pid, signal.SIGKILL)
            expect(phone.get_by_text("No connection.")).to_be_attached()
        presenter.keyboard.press("PageDown")
        with served(folder, "second", port):
            for page in (presenter, phone):
                await_step(page, 2)
            assert address(presenter) == where
            expect(presenter.locator(".room .room__accepted")).to_contain_text(TEXT)
            presenter.keyboard.press("PageUp")
            await_step(phone, 1)
            expect(bars(presenter, ".room")).to_have_text(["0", "1", "0"])
            presenter.reload()
            await_step(presenter, 1)
            presenter.keyboard.press("PageUp")
            await_step(phone, 0)


@pytest.mark.skipif(not nginx.nginx(), reason="nginx is not installed (Debian, Ubuntu: apt install nginx)")
def test_behind_nginx_a_step_is_told_at_once(browser: Browser, here: Server, tmp_path: Path) -> None:
    with nginx.before(here.url, tmp_path) as front, reading(browser, front, size=PHONE) as reader:
        presenter = presented(reader.page.context.new_page(), front)
        reader.page.goto(f"{front}/{urlsplit(address(presenter)).path[1:]}")
        await_step(reader.page, 0)
        presenter.keyboard.press("PageDown")
        await_step(reader.page, 1)
        assert urlsplit(address(presenter)).port == urlsplit(front).port
