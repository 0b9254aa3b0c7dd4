"""Rooms by HTTP: who may do what, what is refused in words, what streams tell, and that nothing personal is logged."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import threading
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware

from dashboard.room.model import Room
from dashboard.room.moves import proposal_id
from dashboard.room.refusal import RoomRefused
from dashboard.shell import lan, room_routes, rooms
from dashboard.shell.rooms import Rooms
from data_sources import recommendations
from tests.e2e.server import Server, serve
from tests.room_story import COUNT, opening

VISITS = tuple(f"visit-{n:011d}" for n in range(4))
TEXT = "Build homes near work"
LONG_S = 10.0

Event = tuple[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content(self) -> Any:
        """What its JSON says."""
        return json.loads(self.body)


@dataclass(kw_only=True)
class Listening:
    """An open stream: what was sent so far."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    text: str = ""
    more: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def events(self) -> list[Event]:
        """All events so far."""
        parts = [part.split("\n") for part in self.text.split("\n\n") if part.startswith("event: ")]
        return [(lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))) for lines in parts]

    @property
    def wholes(self) -> list[dict[str, Any]]:
        """What was told as a whole, so far."""
        return [content for name, content in self.events if name == "room"]

    async def until(self, wanted: Event) -> None:
        """Wait until this was told."""
        async with asyncio.timeout(LONG_S), self.more:
            await self.more.wait_for(lambda: wanted in self.events)

    async def until_anew(self) -> None:
        """Wait until all was told a second time."""
        async with asyncio.timeout(LONG_S), self.more:
            await self.more.wait_for(lambda: len(self.wholes) > 1)


@dataclass(kw_only=True)
class Caller:
    """Asks the routes behind Streamlit's own compression, without a server."""

    app: Starlette
    token: str = ""
    room: str = ""

    async def ask(self, path: str, body: bytes = b"", method: str = "GET", **headers: str) -> Answer:
        """The answer to one request."""
        sent: list[dict[str, Any]] = []
        parts = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return parts.pop() if parts else {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(dict(message))

        await self.app(_scope(path, method, headers), receive, send)
        return Answer(
            status=sent[0]["status"],
            headers=_fields(sent[0]),
            body=b"".join(part.get("body", b"") for part in sent[1:]),
        )

    async def post(self, path: str, message: object, **headers: str) -> Answer:
        """The answer to one message."""
        told = {"content_type": "application/json"} | headers
        return await self.ask(path, json.dumps(message).encode(), "POST", **told)

    async def open(self, **more: Any) -> Answer:
        """A room for the story, or the same one again."""
        answer = await self.post("/room", opening(**more))
        if answer.status == 200:
            self.token, self.room = answer.content["token"], answer.content["room"]
        return answer

    async def act(self, action: str, **message: Any) -> int:
        """The status of one message to the room, without the secret."""
        return (await self.post(f"/room/{self.room}/{action}", message)).status

    async def lead(self, action: str, **message: Any) -> int:
        """The same as the presenter."""
        return await self.act(action, token=self.token, **message)

    @asynccontextmanager
    async def listen(self, query: str = "", **headers: str) -> AsyncIterator[Listening]:
        """A stream of the room, closed when the block ends."""
        heard, gone = Listening(), asyncio.Event()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            async with heard.more:
                if message["type"] == "http.response.start":
                    heard.status, heard.headers = message["status"], _fields(message)
                heard.text += message.get("body", b"").decode()
                heard.more.notify_all()

        scope = _scope(f"/room/{self.room}/events{query}", "GET", {"accept_encoding": "gzip"} | headers)
        task = asyncio.create_task(self.app(scope, receive, send))
        async with heard.more:
            await heard.more.wait_for(lambda: heard.text or task.done())
        yield heard
        gone.set()
        await task


def _scope(path: str, method: str, headers: Mapping[str, str]) -> dict[str, Any]:
    path, _, query = path.partition("?")
    fields = {"host": "localhost:8501", **headers}
    return {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in fields.items()],
    }


def _fields(start: Mapping[str, Any]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in start["headers"]}


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Rooms:
    """Rooms of this test alone, on a machine with one network, and a folder of its own for what is kept."""
    made = Rooms()
    for module in (rooms, room_routes):
        monkeypatch.setattr(module, "ROOMS", made)
    monkeypatch.setattr(lan, "own_addresses", lambda: ("192.168.1.20",))
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path))
    return made


Talk = Callable[[Caller], Awaitable[None]]


def played(talk: Talk) -> None:
    """Run it on a loop of its own: browser tests leave theirs in this thread."""
    caller = Caller(app=Starlette(routes=room_routes.ROUTES, middleware=[Middleware(SelectiveGZipMiddleware)]))

    async def run() -> None:
        await talk(caller)

    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(lambda: asyncio.run(run())).result()


pytestmark = pytest.mark.usefixtures("held")


def test_a_room_is_opened_with_a_secret_and_a_way_for_phones() -> None:
    async def talk(caller: Caller) -> None:
        answer = await caller.open()
        assert answer.headers["cache-control"] == "no-store"
        (way,) = answer.content["ways"]
        assert way["url"] == f"http://192.168.1.20:8501/f/{caller.room}"
        assert way["is_loopback"] is False
        assert way["qr"].startswith("data:image/svg+xml")
        again = await caller.open(token=caller.token, step=2, furthest=2)
        assert (again.content["room"], again.content["token"]) == (answer.content["room"], answer.content["token"])
        async with caller.listen() as heard:
            assert heard.events[0][1]["step"] == 2

    played(talk)


def test_a_machine_without_a_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lan, "own_addresses", tuple)

    async def talk(caller: Caller) -> None:
        (way,) = (await caller.open()).content["ways"]
        assert way["is_loopback"] is True

    played(talk)


def test_what_happens_is_told_to_all_and_at_once_uncompressed() -> None:
    async def talk(caller: Caller) -> None:
        await caller.open()
        async with caller.listen() as first, caller.listen("?presenter") as presenter, caller.listen() as second:
            assert first.status == 200
            assert first.headers["content-type"].startswith("text/event-stream")
            assert (first.headers["cache-control"], first.headers["x-accel-buffering"]) == ("no-store", "no")
            assert "content-encoding" not in first.headers
            assert await caller.lead("step", step=1) == 204
            moved = ("step", {"step": 1, "furthest": 1})
            for heard in (first, second, presenter):
                await heard.until(moved)
            await presenter.until(("followers", {"n": 2}))
            assert await caller.act("answer", visit=VISITS[0], step=1, answer=2) == 204
            assert await caller.act("answer", visit=VISITS[0], step=1, answer=1) == 204
            await first.until(("bars", {"step": 1, "counts": [0, 1, 0]}))
            assert "followers" not in [name for name, _ in first.events]
        async with caller.listen("?presenter") as presenter:
            await presenter.until(("followers", {"n": 0}))

    played(talk)


def test_without_the_secret_nothing_changes() -> None:
    async def talk(caller: Caller) -> None:
        await caller.open()
        await caller.act("propose", visit=VISITS[0], step=0, text=TEXT)
        id = proposal_id(0, TEXT)
        forged: dict[str, dict[str, Any]] = {"step": {"step": 1}, "ask": {"step": 1, "is_open": False}}
        forged |= {"accept": {"proposal": id}, "remove": {"proposal": id}}
        async with caller.listen() as heard:
            before = heard.events[0]
            for action, message in forged.items():
                assert await caller.act(action, **message) == 403
                assert await caller.act(action, token="", **message) == 403
                assert await caller.act(action, token="x" * 43, **message) == 403
                assert await caller.act(action, token=caller.room, **message) == 403
        async with caller.listen() as heard:
            assert heard.events[0] == before
        assert recommendations.kept() == ()

    played(talk)


def test_a_form_of_another_site_is_not_read() -> None:
    async def talk(caller: Caller) -> None:
        await caller.open()
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
            message = {"token": caller.token, "step": 1}
            answer = await caller.post(f"/room/{caller.room}/step", message, content_type=kind)
            assert (answer.status, answer.content["reason"]) == (400, "unreadable")
        assert (await caller.ask(f"/room/{caller.room}/step")).status == 405

    played(talk)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"[]", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b'{"visit": "visit-00000000001", "step": 1, "answer": 0, "name": "Jan"}', 400),
        (b'{"visit": "visit-00000000001", "step": 1}', 400),
        (b'{"visit": "visit-00000000001", "step": 9, "answer": 0}', 409),
        (b'{"x": "' + b"x" * 3000 + b'"}', 413),
    ],
)
def test_what_is_no_message_is_refused_with_a_sentence(body: bytes, status: int) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open()
        headers = {"content_type": "application/json"}
        answer = await caller.ask(f"/room/{caller.room}/answer?lang=en", body, "POST", **headers)
        assert answer.status == status
        assert answer.content["error"].endswith(".")
        assert answer.headers["cache-control"] == "no-store"

    played(talk)


@pytest.mark.parametrize(
    "wrong", [{"story": "nothing"}, {"packed": "abc"}, {"step": COUNT + 1}, {"lang": "xx"}, {"packed": "A" * 9000}]
)
def test_a_room_needs_a_story_that_is_there(wrong: dict[str, Any]) -> None:
    async def talk(caller: Caller) -> None:
        answer = await caller.open(**wrong)
        assert 400 <= answer.status < 500
        assert answer.content["error"]

    played(talk)


def test_where_there_is_no_room_it_is_said() -> None:
    async def talk(caller: Caller) -> None:
        caller.room = "zzzzzz"
        assert await caller.act("answer", visit=VISITS[0], step=1, answer=0) == 404
        async with caller.listen() as heard:
            assert heard.status == 404
        for path in ("/f/zzzzzz", "/follow/zzzzzz", "/f/%3Cscript%3E"):
            answer = await caller.ask(path)
            assert answer.status == 404
            assert b"This room is not open." in answer.body
            assert b"<script" not in answer.body
        assert (await caller.ask("/room/zzzzzz/recommendations.csv")).status == 404

    played(talk)


def test_a_phone_gets_a_page_without_streamlit() -> None:
    async def talk(caller: Caller) -> None:
        await caller.open(step=1, furthest=1)
        for path in (f"/f/{caller.room}", f"/follow/{caller.room.upper()}?lang=fr"):
            answer = await caller.ask(path)
            assert answer.status == 200
            assert b"follow.js" in answer.body
            assert b"streamlit" not in answer.body.lower()
            assert caller.token.encode() not in answer.body
            assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert b'lang="fr"' in answer.body

    played(talk)


def test_accepted_recommendations_are_kept_with_their_view() -> None:
    async def talk(caller: Caller) -> None:
        await caller.open(step=1, furthest=1)
        text = "=HYPERLINK: build homes"
        id = proposal_id(1, text)
        assert await caller.act("propose", visit=VISITS[0], step=1, text=text) == 204
        assert await caller.act("endorse", visit=VISITS[1], proposal=id) == 204
        assert recommendations.kept() == ()
        assert await caller.lead("accept", proposal=id) == 204
        assert await caller.act("endorse", visit=VISITS[2], proposal=id) == 204
        (one,) = recommendations.kept()
        assert (one.text, one.endorsements, one.story, one.step) == (text, 2, "own", "own.2")
        assert one.view == {"indicator": "pm25", "level": "nuts2", "year": "2019"}
        assert one.snapshot
        asked = await caller.ask(f"/room/{caller.room}/recommendations.csv")
        assert f",'{text}," in asked.body.decode("utf-8-sig")
        assert (await caller.ask(f"/room/{caller.room}/recommendations.json")).content[0]["text"] == text
        assert (await caller.ask(f"/room/{caller.room}/recommendations.exe")).status == 400
        await caller.open(token=caller.token, accepted=[id], step=1, furthest=1)
        assert [found.id for found in recommendations.kept()] == [one.id]

    played(talk)


def test_one_that_cannot_be_kept_is_not_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open()
        await caller.act("propose", visit=VISITS[0], step=0, text=TEXT)
        monkeypatch.setattr(recommendations, "MOST", 0)
        assert await caller.lead("accept", proposal=proposal_id(0, TEXT)) == 503
        async with caller.listen() as heard:
            assert [one["stand"] for one in heard.events[0][1]["proposals"]] == ["open"]

    played(talk)


def test_a_room_of_another_story_is_told_as_a_whole() -> None:
    async def talk(caller: Caller) -> None:
        await caller.open(step=1, furthest=1)
        async with caller.listen() as heard:
            await caller.open(token=caller.token, lang="fr")
            await heard.until_anew()
            first, then = heard.wholes
            assert (then["room"], then["step"]) == (first["room"], 0)
            assert then["show"] != first["show"]

    played(talk)


def a_room(id: str, lock: str = "x") -> Room:
    return Room(id=id, lock=lock, born="1", story="s", packed="", lang="en", stops=())


def test_rooms_are_few_and_end(held: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "MOST_ROOMS", 3)
    for n in range(3):
        held.open(a_room(f"r{n}")).heard_at += n
    with pytest.raises(RoomRefused, match="belongs to another page"):
        held.open(a_room("r1", lock="another"))
    held.open(a_room("r3"))
    assert {hall.room.id for hall in held} == {"r1", "r2", "r3"}
    for hall in held:
        monkeypatch.setattr(type(hall), "is_left", False)
    with pytest.raises(RoomRefused, match="as many rooms"):
        held.open(a_room("r4"))
    held.find("r1").heard_at -= rooms.LONGEST_SILENCE_S + 10
    with pytest.raises(RoomRefused, match="not open"):
        held.find("r1")


def test_streams_are_few_and_a_page_that_does_not_read_is_let_go(held: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk(caller: Caller) -> None:
        await caller.open()
        hall = held.find(caller.room)
        stuck = rooms.Stream(is_presenter=False)
        hall.streams.add(stuck)
        for n in range(rooms._WAITING + 5):
            await caller.lead("step", step=n % 2)
        assert stuck.queue.qsize() <= rooms._WAITING
        left = [stuck.queue.get_nowait() for _ in range(stuck.queue.qsize())]
        assert None in left
        monkeypatch.setattr(rooms, "MOST_STREAMS", 1)
        async with caller.listen() as heard:
            assert heard.status == 503

    played(talk)


def test_a_quiet_stream_says_that_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "HEARTBEAT_S", 0.01)

    async def talk(caller: Caller) -> None:
        await caller.open()
        async with caller.listen() as heard, asyncio.timeout(LONG_S), heard.more:
            await heard.more.wait_for(lambda: heard.text.count(": still here\n\n") > 2)

    played(talk)


def test_own_addresses_are_read_from_the_list_of_the_system() -> None:
    listed = """Main:
  +-- 0.0.0.0/0 3 0 5
     |-- 127.0.0.1
        /32 host LOCAL
     |-- 172.17.0.1
        /32 host LOCAL
     |-- 192.168.1.20
        /32 host LOCAL
     |-- 192.168.1.255
        /32 link BROADCAST
"""
    assert lan._listed(listed) == {"127.0.0.1", "172.17.0.1", "192.168.1.20"}


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("192.168.1.20", False), ("atlas.example.org", False)],
)
def test_an_address_of_this_machine_only_is_known(host: str, loopback: bool) -> None:  # noqa: FBT001
    assert lan.is_loopback(host) is loopback


def test_the_address_the_presenter_has_is_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lan, "own_addresses", lambda: ("10.0.0.5", "192.168.1.20"))
    asked = {
        "http://localhost:8501/": ["http://10.0.0.5:8501/f/x", "http://192.168.1.20:8501/f/x"],
        "http://192.168.1.20:8501/": ["http://192.168.1.20:8501/f/x", "http://10.0.0.5:8501/f/x"],
        "https://atlas.example.org/": ["https://atlas.example.org/f/x"],
        "http://[::1]:8501/": ["http://10.0.0.5:8501/f/x", "http://192.168.1.20:8501/f/x"],
    }
    assert {address: [way.url for way in lan.ways(address, "f/x")] for address in asked} == asked


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The app as it is run, and its log."""
    folder = tmp_path_factory.mktemp("rooms")
    cache, kept = str(folder / "cache"), str(folder / "kept")
    with serve("app.py", folder / "log", NEXUS_ATLAS_CACHE=cache, NEXUS_ATLAS_KEPT=kept) as server:
        yield server, folder / "log"


def posted(url: str, message: object) -> dict[str, Any]:
    request = urllib.request.Request(url, json.dumps(message).encode(), {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return dict(json.loads(answer.read() or b"{}"))


def stream_of(url: str) -> HTTPResponse:
    answer = urllib.request.urlopen(urllib.request.Request(url, headers={"accept-encoding": "gzip, br"}), timeout=30)
    assert isinstance(answer, HTTPResponse)
    return answer


def line(answer: HTTPResponse, beginning: bytes) -> bytes:
    """The next line that begins so."""
    return next(text for text in iter(answer.readline, b"") if text.startswith(beginning))


@pytest.mark.loopback
def test_streams_of_the_running_app_are_not_held_back_and_do_not_keep_it_from_stopping(
    running: tuple[Server, Path],
) -> None:
    server, log = running
    room = posted(f"{server.url}/room", opening())
    streams = [stream_of(f"{server.url}/room/{room['room']}/events") for _ in range(3)]
    for one in streams:
        assert b'"step":0' in line(one, b"data:")
    began = time.monotonic()
    posted(f"{server.url}/room/{room['room']}/step", {"token": room["token"], "step": 2})
    for one in streams:
        assert b'"step":2' in line(one, b"data:")
    assert time.monotonic() - began < 5
    posted(f"{server.url}/room/{room['room']}/propose", {"visit": VISITS[0], "step": 0, "text": TEXT})
    ended = [threading.Thread(target=one.read) for one in streams]
    for thread in ended:
        thread.start()
    os.kill(server.pid, signal.SIGTERM)
    for thread in ended:
        thread.join(20)
    assert not any(thread.is_alive() for thread in ended)
    said = log.read_text(encoding="utf-8")
    assert not [secret for secret in (room["token"], room["room"], VISITS[0], TEXT, "/events") if secret in said]
    assert "127.0.0.1:" not in said.replace(f"{server.url}", "")
