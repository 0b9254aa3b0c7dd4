"""The rooms of this server and the pages that listen to them. In memory: a room ends with the server.

Everything here runs on the server's event loop, and nothing waits between reading a room and writing the next one; so
there is no lock, and no two messages meet. What takes time (the story, the disk) is done before, in a thread.
"""

from __future__ import annotations

import asyncio
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from dashboard.room import telling
from dashboard.room.model import Room
from dashboard.room.refusal import RoomRefused

MOST_ROOMS = 50
MOST_STREAMS = 800
"""Open streams of all rooms: each is a file to the system, which often allows 1,024."""

LONGEST_SILENCE_S = 6 * 3600.0
HEARTBEAT_S = 15.0
"""After so much silence a stream says that it is still there: proxies and phones cut what is quiet."""

_SOON_S = 0.25
"""Answers and endorsements come together; a step of the presenter goes at once."""

_WAITING = 100
"""Messages kept for a page that does not read; then its stream ends, and it begins anew with all of the room."""

_HEARTBEAT = b": still here\n\n"
_FIRST = b"retry: 1000\n\n"


@dataclass(eq=False, slots=True, kw_only=True)
class Stream:
    """One page that listens; None ends it."""

    is_presenter: bool
    queue: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(_WAITING + 1))

    def put(self, message: bytes) -> None:
        """One more message, or the end for a page that does not read."""
        if self.queue.qsize() < _WAITING:
            self.queue.put_nowait(message)
        else:
            self.end()

    def end(self) -> None:
        """Nothing more comes."""
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hall:
    """A room with the pages that listen to it."""

    def __init__(self, room: Room) -> None:
        self.room = self._told = room
        self.streams: set[Stream] = set()
        self.heard_at = time.monotonic()
        self._told_followers = 0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def followers(self) -> int:
        """How many phones listen."""
        return sum(not one.is_presenter for one in self.streams)

    @property
    def is_left(self) -> bool:
        """Whether nobody listens."""
        return not self.streams

    def change(self, act: Callable[..., Room], **values: Any) -> None:
        """Do what a message asks, and tell. Raises `RoomRefused`, and then nothing has changed."""
        self.room = act(self.room, **values)
        self.heard_at = time.monotonic()
        if telling.moved(self._told, self.room):
            self._tell()
        elif self._told is not self.room:
            self._tell_soon()

    def begin(self, room: Room) -> None:
        """Follow another presentation: whoever listens is told all of it."""
        self.room = self._told = room
        self.heard_at = time.monotonic()
        self._send("room", telling.whole(room))

    async def listen(self, *, is_presenter: bool) -> AsyncIterator[bytes]:
        """What one page is told, from all of the room to its end."""
        stream = Stream(is_presenter=is_presenter)
        self._join(stream)
        try:
            while (message := await _next(stream)) is not None:
                yield message
        finally:
            self.streams.discard(stream)
            self._tell_soon()

    def _join(self, stream: Stream) -> None:
        stream.put(_FIRST + telling.message("room", telling.whole(self.room)))
        if stream.is_presenter:
            stream.put(telling.message("followers", {"n": self.followers}))
        self.streams.add(stream)
        self.heard_at = time.monotonic()
        self._tell_soon()

    def _tell_soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_SOON_S, self._tell)

    def _tell(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        before, self._told = self._told, self.room
        for event, content in telling.changes(before, self.room):
            self._send(event, content)
        if self.followers != self._told_followers:
            self._told_followers = self.followers
            self._send("followers", {"n": self.followers}, to_presenter_only=True)

    def _send(self, event: str, content: telling.Json, *, to_presenter_only: bool = False) -> None:
        message = telling.message(event, content)
        for stream in self.streams:
            if stream.is_presenter or not to_presenter_only:
                stream.put(message)


async def _next(stream: Stream) -> bytes | None:
    try:
        return await asyncio.wait_for(stream.queue.get(), HEARTBEAT_S)
    except TimeoutError:
        return _HEARTBEAT


class Rooms:
    """The open rooms by their ids."""

    def __init__(self) -> None:
        self._halls: dict[str, Hall] = {}

    def __iter__(self) -> Iterator[Hall]:
        return iter(self._halls.values())

    def find(self, id: str) -> Hall:
        """The room of this id. Raises `RoomRefused`."""
        self._sweep()
        if id not in self._halls:
            raise RoomRefused("no_room")
        return self._halls[id]

    def open(self, room: Room) -> Hall:
        """The room as a presenter's page begins it, or comes back to it. Raises `RoomRefused`."""
        self._sweep()
        held = self._halls.get(room.id)
        if held is None:
            self._make_place()
            held = self._halls[room.id] = Hall(room)
        elif held.room.lock != room.lock:
            raise RoomRefused("taken")
        elif telling.show(held.room) != telling.show(room):
            held.begin(room)
        return held

    def listen(self, hall: Hall, *, is_presenter: bool) -> AsyncIterator[bytes]:
        """A new stream of a room. Raises `RoomRefused` where there are too many."""
        if sum(len(one.streams) for one in self) >= MOST_STREAMS:
            raise RoomRefused("crowded")
        return hall.listen(is_presenter=is_presenter)

    def end_streams(self) -> None:
        """Ends every stream; pages come back by themselves."""
        for hall in self:
            for stream in hall.streams:
                stream.end()

    def _sweep(self) -> None:
        """Drop the rooms that nobody has been in for long."""
        oldest = time.monotonic() - LONGEST_SILENCE_S
        for id in [id for id, hall in self._halls.items() if hall.heard_at < oldest]:
            for stream in self._halls.pop(id).streams:
                stream.end()

    def _make_place(self) -> None:
        """Drop the room that was left longest ago, where there are too many. Raises `RoomRefused` where none was."""
        if len(self._halls) < MOST_ROOMS:
            return
        left = [id for id, hall in self._halls.items() if hall.is_left]
        if not left:
            raise RoomRefused("crowded")
        del self._halls[min(left, key=lambda id: self._halls[id].heard_at)]


ROOMS = Rooms()
"""Those of this server."""


def end_with_the_server() -> None:
    """Called as the server starts: told to stop, it would wait for open streams, so they end first."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ending(loop, signal.getsignal(number)))


def _ending(loop: asyncio.AbstractEventLoop, earlier: Any) -> Callable[[int, FrameType | None], None]:
    def ends(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(ROOMS.end_streams)
        if callable(earlier):
            earlier(number, frame)

    return ends
