"""What the map fetches by URL: code, shapes, texts, figures and sentences, compressed once and kept for ever.

Every address holds a digest of what it names. An old address is answered with what is current, not to be kept.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.language import LANGUAGES, language
from dashboard.map_component import assets
from dashboard.release import token
from dashboard.shell import cached, contents
from dashboard.view import View
from data_sources import geography
from data_sources.errors import NoObservations, SourceError

_FOR_EVER = "public, max-age=31536000, immutable"
_NOT_AT_ALL = "no-store"
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json; charset=utf-8",
}
_HASHED = re.compile(r"[\w-]+\.[0-9a-f]{10}\.json")
_LEVEL = 6  # of compression: 9 takes three times as long for 1 % less
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A content ready to send: compressed, with its type and a tag that changes with it."""

    packed: bytes
    type: str
    tag: str


def _body(content: bytes, suffix: str) -> _Body:
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:16]}"'
    return _Body(packed=gzip.compress(content, _LEVEL, mtime=0), type=_TYPES[suffix], tag=tag)


def _json(content: object) -> _Body:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _body(text.encode(), ".json")


def code(request: Request) -> Response:
    """The map's program or its style sheet, each as one file."""
    make = _CODE.get(request.path_params["file"])
    if make is None:
        return _no("There is no such file.")
    digest = assets.digest()
    return _sent(request, _code(request.path_params["file"], digest), current=_is(request, digest))


_CODE: dict[str, Callable[[], str]] = {"atlas.js": assets.joined, "atlas.css": assets.sheet}


@lru_cache(maxsize=2 * len(_CODE))
def _code(file: str, digest: str) -> _Body:  # noqa: ARG001 - a new digest is a new entry
    return _body(_CODE[file]().encode(), Path(file).suffix)


def shapes(request: Request) -> Response:
    """One file of shapes or names; its own name holds a digest."""
    folders = (folder for folder in (geography.SHAPES, geography.DISTRICT_SHAPES) if folder.is_dir())
    held = {path.name: path for folder in folders for path in folder.iterdir() if _HASHED.fullmatch(path.name)}
    path = held.get(request.path_params["file"])
    if path is None:
        return _no("There is no such file.")
    return _sent(request, _file(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=128)
def _file(path: Path, changed_ns: int) -> _Body:  # noqa: ARG001 - a changed file is a new entry
    return _body(path.read_bytes(), path.suffix)


def texts(request: Request) -> Response:
    """Every text of the map in one language."""
    lang = request.path_params["lang"]
    if lang not in LANGUAGES:
        return _no("There is no such language.")
    digest = assets.digest()
    return _sent(request, _texts(lang, digest), current=_is(request, digest))


@lru_cache(maxsize=2 * len(LANGUAGES))
def _texts(lang: str, digest: str) -> _Body:  # noqa: ARG001 - a new digest is a new entry
    return _json(assets.said(language(lang)))


def figures(request: Request) -> Response:
    """Figures or sentences of a View, of the kind the path names."""
    if request.path_params["kind"] not in _KINDS:
        return _no("There is nothing here.")
    answer, (part, _) = _KINDS[request.path_params["kind"]], contents.KINDS[request.path_params["kind"]]
    params = dict(request.query_params)
    view = part(View.from_params(params))
    if view.to_params() != params:
        return _no("These parameters are not known.", HTTPStatus.BAD_REQUEST)
    if view.shows_own_file:
        return _no("A visitor's own file goes by no address.")
    say = language(view.lang)
    version = cached.version(view)
    try:
        body = answer(view, version)
    except NoObservations as error:
        _log.info("nothing to send: %s", error)
        return _told(say("There are no figures for this choice. Choose another indicator, level or year."), 404)
    except SourceError as error:
        _log.warning("%s", error)
        sentence = say(
            "This figure cannot be shown now: {why}. The other pages work; try again in a minute.",
            why=say(error.reader),
        )
        return _told(sentence, 503)
    return _sent(request, body, current=_is(request, token(version)))


@st.cache_resource(ttl=3600, max_entries=48, show_spinner=False)
def _history(view: View, version: float) -> _Body:  # noqa: ARG001 - a new version is a new entry
    return _json(contents.figures(view))


@st.cache_resource(ttl=3600, max_entries=96, show_spinner=False)
def _words(view: View, version: float) -> _Body:  # noqa: ARG001
    return _json(contents.words(view))


@st.cache_resource(ttl=3600, max_entries=48, show_spinner=False)
def _change(view: View, version: float) -> _Body:  # noqa: ARG001
    return _json(contents.change(view))


@st.cache_resource(ttl=3600, max_entries=48, show_spinner=False)
def _pair(view: View, version: float) -> _Body:  # noqa: ARG001
    return _json(contents.pair(view))


_KINDS: dict[str, Callable[[View, float], _Body]] = {
    "history": _history,
    "words": _words,
    "change": _change,
    "pair": _pair,
}
"""Kind of content -> what sends it; what it is made of, and from which part of a View, `contents` knows."""


def _is(request: Request, digest: str) -> bool:
    return bool(request.path_params["version"] == digest)


def _sent(request: Request, body: _Body, *, current: bool = True) -> Response:
    """The content as this client can read it, or word that its copy is still right."""
    headers = {
        "Cache-Control": _FOR_EVER if current else _NOT_AT_ALL,
        "ETag": body.tag,
        "X-Content-Type-Options": "nosniff",
    }
    if body.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(body.packed), media_type=body.type, headers=headers)
    # Streamlit's own compression leaves alone what says it is compressed; all other answers it gives their Vary
    headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body.packed, media_type=body.type, headers=headers)


def _no(sentence: str, status: int = HTTPStatus.NOT_FOUND) -> Response:
    return PlainTextResponse(sentence, status_code=status, headers={"Cache-Control": _NOT_AT_ALL})


def _told(sentence: str, status: int) -> Response:
    return JSONResponse({"error": sentence}, status_code=status, headers={"Cache-Control": _NOT_AT_ALL})


ROUTES = [
    Route("/map/code/{version}/{file}", code),
    Route("/map/texts/{version}/{lang}.json", texts),
    Route("/map/shapes/{file}", shapes),
    Route("/map/{kind}/{version}", figures),
]
"""What app.py adds to Streamlit's own; plain functions, so that they run in threads beside the event loop."""
