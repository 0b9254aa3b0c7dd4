"""How fast services are asked: two requests at a time and source, 350 ms apart, the same request once.

Standard library only. Every request passes here, be it of a refresh or of several readers at once.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

AT_ONCE = 2
"""Requests under way to one source."""

SPACING_S = 0.35
"""Seconds between the starts of two requests to one source."""

T = TypeVar("T")


class _Gate:
    """The door of one source."""

    def __init__(self) -> None:
        self.places = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self) -> None:
        """Until the spacing from the request before this one has passed."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + SPACING_S
        if start > now:
            time.sleep(start - now)

    def hold(self, seconds: float) -> None:
        """No request starts for so long."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)


@contextmanager
def turn(source: str) -> Iterator[None]:
    """A request to `source` is made inside, as soon as its turn has come."""
    with _lock:
        gate = _gates.setdefault(source, _Gate())
    with gate.places:
        gate.wait()
        _inside.gate = gate
        try:
            yield
        finally:
            _inside.gate = None


def hold(seconds: float) -> None:
    """The source whose turn this thread is in wants to be left alone for so long: by everybody."""
    gate: _Gate | None = getattr(_inside, "gate", None)
    if gate:
        gate.hold(seconds)


def shared(key: Hashable, call: Callable[[], T]) -> T:
    """What `call` returns or raises; who asks for the same `key` meanwhile waits for it and calls nothing."""
    with _lock:
        under_way = _calls.get(key)
        call_of_mine: Future[Any] = Future()
        if under_way is None:
            _calls[key] = call_of_mine
    if under_way is not None:
        found: T = under_way.result()
        return found
    try:
        result = call()
        call_of_mine.set_result(result)
        return result
    finally:
        error = sys.exc_info()[1]
        if error is not None and not call_of_mine.done():
            call_of_mine.set_exception(error)
        with _lock:
            del _calls[key]


_gates: dict[str, _Gate] = {}
_calls: dict[Hashable, Future[Any]] = {}
_lock = threading.Lock()
_inside = threading.local()
