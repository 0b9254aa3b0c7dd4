"""A small HTTP server of the tests' own that answers as badly as it is told to."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer: `cut` sends half of the body under its full length, `reset` drops the connection."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    wait_s: float = 0.0
    cut: bool = False
    reset: bool = False


@dataclass(kw_only=True)
class Script:
    """What the server says next (the last answer repeats) and what it was asked."""

    base: str
    answers: list[Answer] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def next(self) -> Answer:
        """The answer to give now."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving() -> Iterator[Script]:
    """A running server's script; the server ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            script.asked.append(self.path)
            answer = script.next()
            time.sleep(answer.wait_s)
            if answer.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            self.send_response(answer.status)
            for name, value in answer.headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
            """Keeps quiet."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:  # a client that would not wait
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script = Script(base=f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
