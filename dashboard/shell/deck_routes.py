"""What a story on a screen is fetched from: its page, its program, its slides. Plain functions, run in threads."""

from __future__ import annotations

import logging
from functools import lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from dashboard.deck import page
from dashboard.language import DEFAULT, LANGUAGES
from dashboard.map_component import assets
from dashboard.palette import Look
from dashboard.shell import decks
from dashboard.shell.answers import NOT_AT_ALL, Body, body, json_body, nothing, sent, told
from dashboard.story.model import Story
from data_sources.errors import UploadError

Json = dict[str, Any]
ENTRIES = ("presenter.js", "follow.js")
"""Programs of whole pages, each joined with all that it imports."""

_SHEET = "deck.css"

_log = logging.getLogger(__name__)


def asked_story(request: Request) -> tuple[Story | None, str]:
    """The story that a path and its parameter `story` name, and that parameter. None where there is no such story."""
    packed = request.query_params.get("story", "")
    try:
        return decks.find(request.path_params["story"], packed), packed
    except UploadError as error:
        _log.info("no story: %s", error)
        return None, packed


def asked_lang(request: Request) -> str:
    """The language of the address, or the usual one."""
    lang = request.query_params.get("lang", DEFAULT)
    return lang if lang in LANGUAGES else DEFAULT


def asked_look(request: Request) -> Look:
    """The look of the address, or light."""
    return Look.DARK if request.query_params.get("look") == Look.DARK else Look.LIGHT


def code_folder() -> str:
    """Where the programs and the style sheet of decks are, with a slash at the end."""
    return f"deck/code/{assets.digest()}/"


def presented(request: Request) -> Response:
    """The page on which a story is presented, with the step that the address names."""
    story, packed = asked_story(request)
    if story is None or not story.steps:
        return nothing("There is no such story.")
    lang, look = asked_lang(request), asked_look(request)
    deck = decks.deck(story, lang, look, packed)
    first = decks.slide(story, _step(request, len(story.steps)), lang, look, packed)
    ahead = first["body"]["spec"]["ahead"] if first["body"]["kind"] == "map" else []
    content = {"deck": deck, "slides": [first]}
    html = page.page(deck, content, base="../", folder=code_folder(), program="presenter.js", ahead=ahead)
    return html_answer(html)


def html_answer(html: str) -> Response:
    """A page that is made anew each time and fetches from its own server alone."""
    headers = {"Cache-Control": NOT_AT_ALL, "Content-Security-Policy": page.POLICY}
    return HTMLResponse(html, headers=headers | {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"})


def _step(request: Request, count: int) -> int:
    """The step of the address, from 0; the last one for the end."""
    text = request.query_params.get("step", "1")
    return min(max(int(text), 1), count) - 1 if text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004


def deck(request: Request) -> Response:
    """A story without its slides."""
    found = _asked(request)
    if isinstance(found, Response):
        return found
    story, lang, look, packed = found
    return sent(request, json_body(decks.deck(story, lang, look, packed)), current=_is_current(request, story))


def slide(request: Request) -> Response:
    """One slide of a story, by its number from 0."""
    found = _asked(request)
    if isinstance(found, Response):
        return found
    story, lang, look, packed = found
    n = request.path_params["n"]
    if n >= len(story.steps):
        return told("There is no such step.", HTTPStatus.NOT_FOUND)
    content = json_body(decks.slide(story, n, lang, look, packed))
    return sent(request, content, current=_is_current(request, story))


def _asked(request: Request) -> tuple[Story, str, Look, str] | Response:
    """Story, language, look and packed story of an address, or the answer where there is none."""
    story, packed = asked_story(request)
    lang, look = request.path_params["lang"], request.path_params["look"]
    if story is None or lang not in LANGUAGES or look not in set(Look):
        return told("There is no such story.", HTTPStatus.NOT_FOUND)
    return story, lang, Look(look), packed


def _is_current(request: Request, story: Story) -> bool:
    return bool(request.path_params["version"] == decks.version(story))


def code(request: Request) -> Response:
    """A program or the style sheet, each as one file."""
    name, digest = request.path_params["file"], assets.digest()
    if name not in ENTRIES and name != _SHEET:
        return nothing("There is no such file.")
    return sent(request, _code(name, digest), current=request.path_params["version"] == digest)


@lru_cache(maxsize=2 * (1 + len(ENTRIES)))
def _code(name: str, digest: str) -> Body:  # noqa: ARG001 - a new digest is a new entry
    make = partial(assets.sheet, assets.DECK_SHEETS) if name == _SHEET else partial(assets.joined, name)
    return body(make().encode(), Path(name).suffix)


ROUTES = [
    Route("/present/{story}", presented),
    Route("/deck/code/{version}/{file}", code),
    Route("/deck/{version}/{story}/{lang}/{look}/deck.json", deck),
    Route("/deck/{version}/{story}/{lang}/{look}/{n:int}.json", slide),
]
"""Joined to those of the map in `routes`."""
