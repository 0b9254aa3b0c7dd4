"""What the map fetches by URL: code, shapes, texts, figures and sentences, compressed once and kept for ever.

Every address holds a digest of what it names. An old address is answered with what is current, not to be kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.language import LANGUAGES, language
from dashboard.map_component import assets
from dashboard.release import token
from dashboard.shell import cached, contents, deck_routes, room_routes
from dashboard.shell.answers import Body, body, json_body, nothing, sent, told
from dashboard.view import View
from data_sources.errors import NoObservations, SourceError

_log = logging.getLogger(__name__)


def code(request: Request) -> Response:
    """The map's program or its style sheet, each as one file."""
    make = _CODE.get(request.path_params["file"])
    if make is None:
        return nothing("There is no such file.")
    digest = assets.digest()
    return sent(request, _code(request.path_params["file"], digest), current=_is(request, digest))


_CODE: dict[str, Callable[[], str]] = {"atlas.js": assets.joined, "atlas.css": assets.sheet}


@lru_cache(maxsize=2 * len(_CODE))
def _code(file: str, digest: str) -> Body:  # noqa: ARG001 - a new digest is a new entry
    return body(_CODE[file]().encode(), Path(file).suffix)


def shapes(request: Request) -> Response:
    """One file of shapes or names; its own name holds a digest."""
    path = contents.shape_file(request.path_params["file"])
    if path is None:
        return nothing("There is no such file.")
    return sent(request, _file(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=128)
def _file(path: Path, changed_ns: int) -> Body:  # noqa: ARG001 - a changed file is a new entry
    return body(path.read_bytes(), path.suffix)


def texts(request: Request) -> Response:
    """Every text of the map in one language."""
    lang = request.path_params["lang"]
    if lang not in LANGUAGES:
        return nothing("There is no such language.")
    digest = assets.digest()
    return sent(request, _texts(lang, digest), current=_is(request, digest))


@lru_cache(maxsize=2 * len(LANGUAGES))
def _texts(lang: str, digest: str) -> Body:  # noqa: ARG001 - a new digest is a new entry
    return json_body(assets.said(language(lang)))


def figures(request: Request) -> Response:
    """Figures or sentences of a View, of the kind the path names."""
    if request.path_params["kind"] not in _KINDS:
        return nothing("There is nothing here.")
    answer, (part, _) = _KINDS[request.path_params["kind"]], contents.KINDS[request.path_params["kind"]]
    params = dict(request.query_params)
    view = part(View.from_params(params))
    if view.to_params() != params:
        return nothing("These parameters are not known.", HTTPStatus.BAD_REQUEST)
    if view.shows_own_file:
        return nothing("A visitor's own file goes by no address.")
    say = language(view.lang)
    version = cached.version(view)
    try:
        content = answer(view, version)
    except NoObservations as error:
        _log.info("nothing to send: %s", error)
        return told(say("There are no figures for this choice. Choose another indicator, level or year."), 404)
    except SourceError as error:
        _log.warning("%s", error)
        sentence = say(
            "This figure cannot be shown now: {why}. The other pages work; try again in a minute.",
            why=say(error.reader),
        )
        return told(sentence, 503)
    return sent(request, content, current=_is(request, token(version)))


@st.cache_resource(ttl=3600, max_entries=48, show_spinner=False)
def _history(view: View, version: float) -> Body:  # noqa: ARG001 - a new version is a new entry
    return json_body(contents.figures(view))


@st.cache_resource(ttl=3600, max_entries=96, show_spinner=False)
def _words(view: View, version: float) -> Body:  # noqa: ARG001
    return json_body(contents.words(view))


@st.cache_resource(ttl=3600, max_entries=48, show_spinner=False)
def _change(view: View, version: float) -> Body:  # noqa: ARG001
    return json_body(contents.change(view))


@st.cache_resource(ttl=3600, max_entries=48, show_spinner=False)
def _pair(view: View, version: float) -> Body:  # noqa: ARG001
    return json_body(contents.pair(view))


_KINDS: dict[str, Callable[[View, float], Body]] = {
    "history": _history,
    "words": _words,
    "change": _change,
    "pair": _pair,
}
"""Kind of content -> what sends it; what it is made of, and from which part of a View, `contents` knows."""


def _is(request: Request, digest: str) -> bool:
    return bool(request.path_params["version"] == digest)


ROUTES = [
    Route("/map/code/{version}/{file}", code),
    Route("/map/texts/{version}/{lang}.json", texts),
    Route("/map/shapes/{file}", shapes),
    Route("/map/{kind}/{version}", figures),
    *deck_routes.ROUTES,
    *room_routes.ROUTES,
]
"""What app.py adds to Streamlit's own; plain functions, so that they run in threads beside the event loop."""
