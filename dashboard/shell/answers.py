"""Answers of the app's own routes: compressed once, kept for ever under a digest, and words where there is nothing."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

FOR_EVER = "public, max-age=31536000, immutable"
NOT_AT_ALL = "no-store"
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
_LEVEL = 6  # of compression: 9 takes three times as long for 1 % less


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A content ready to send: compressed, with its type and a tag that changes with it."""

    packed: bytes
    type: str
    tag: str


def body(content: bytes, suffix: str) -> Body:
    """Bytes of a file whose name ends so."""
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:16]}"'
    return Body(packed=gzip.compress(content, _LEVEL, mtime=0), type=_TYPES[suffix], tag=tag)


def json_body(content: object) -> Body:
    """Anything that JSON can say."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return body(text.encode(), ".json")


def sent(request: Request, content: Body, *, current: bool = True) -> Response:
    """The content as this client can read it, or word that its copy is still right; kept for ever where `current`."""
    headers = {
        "Cache-Control": FOR_EVER if current else NOT_AT_ALL,
        "ETag": content.tag,
        "X-Content-Type-Options": "nosniff",
    }
    if content.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(content.packed), media_type=content.type, headers=headers)
    # Streamlit's own compression leaves alone what says it is compressed; all other answers it gives their Vary
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(content.packed, media_type=content.type, headers=headers)


def nothing(sentence: str, status: int = HTTPStatus.NOT_FOUND) -> Response:
    """A sentence in place of a file, not to be kept."""
    return PlainTextResponse(sentence, status_code=status, headers={"Cache-Control": NOT_AT_ALL})


def told(sentence: str, status: int) -> Response:
    """A sentence where JSON was asked for, not to be kept."""
    return JSONResponse({"error": sentence}, status_code=status, headers={"Cache-Control": NOT_AT_ALL})
