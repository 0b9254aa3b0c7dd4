"""Where a presenter's page opens a room and phones follow it: a page, a stream of events, and small messages.

No name, no address and no number of a phone goes to the disk or into a log; Streamlit's server keeps no access log.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import wraps
from html import escape
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.citation import snapshot_id
from dashboard.deck import page
from dashboard.language import DEFAULT, LANGUAGES, language
from dashboard.palette import Look
from dashboard.room import ids, messages, moves, telling
from dashboard.room.model import MOST_STOPS, Room, Stand, Stop
from dashboard.room.refusal import SENTENCES, RoomRefused
from dashboard.shell import decks, lan
from dashboard.shell.answers import NOT_AT_ALL
from dashboard.shell.clock import today
from dashboard.shell.deck_routes import code_folder, html_answer
from dashboard.shell.rooms import ROOMS, Hall
from dashboard.story.model import Story
from data_sources import recommendations
from data_sources.errors import UploadError
from data_sources.recommendations import NotKept, Recommendation

Json = dict[str, Any]
_NOT_KEPT = {"Cache-Control": NOT_AT_ALL}
_STREAM = _NOT_KEPT | {"X-Accel-Buffering": "no"}
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
_log = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[Response]]


def _in_words(handler: Handler) -> Handler:
    """The handler, with a sentence for whatever a room does not do."""

    @wraps(handler)
    async def answers(request: Request) -> Response:
        try:
            return await handler(request)
        except RoomRefused as refused:
            said = language(_lang(request))(SENTENCES[refused.reason])
            content = {"error": said, "reason": refused.reason}
            return JSONResponse(content, status_code=refused.status, headers=_NOT_KEPT)

    return answers


@_in_words
async def opened(request: Request) -> Response:
    """Open a room for a story, or the same one again: its id, its secret, and the addresses for phones."""
    asked = messages.opening(await _body(request, messages.LONGEST_OPENING))
    token = asked.pop("token") or ids.new_token()
    room = await run_in_threadpool(_room, token, **asked)
    ROOMS.open(room).change(moves.stepped, step=room.step)
    ways = await run_in_threadpool(lan.ways, str(request.base_url), f"f/{room.id}")
    content = {"room": room.id, "token": token, "ways": [asdict(one) for one in ways]}
    return JSONResponse(content, headers=_NOT_KEPT)


def _room(token: str, *, story: str, packed: str, lang: str, **shown: Any) -> Room:
    """The room as the presenter's page remembers it. Raises `RoomRefused` where there is no such story or step."""
    steps = _story(story, packed).steps
    room = Room(
        id=ids.room_id(token),
        lock=ids.lock(token),
        born=ids.new_token()[:8],
        story=story,
        packed=packed,
        lang=lang,
        stops=tuple(Stop(key=one.key, answers=len(one.ask.answers) if one.ask else 0) for one in steps),
        closed=frozenset(shown["closed"]),
        accepted=frozenset(shown["accepted"]),
        removed=frozenset(shown["removed"]),
    )
    return moves.stepped(moves.stepped(room, shown["furthest"]), shown["step"])


def _story(id: str, packed: str) -> Story:
    try:
        found = decks.find(id, packed)
    except UploadError:
        found = None
    if found is None or not 0 < len(found.steps) <= MOST_STOPS:
        raise RoomRefused("no_story")
    return found


@_in_words
async def events(request: Request) -> Response:
    """What one page is told for as long as it is open."""
    told = ROOMS.listen(_hall(request), is_presenter="presenter" in request.query_params)
    return StreamingResponse(told, media_type="text/event-stream", headers=_STREAM)


@_in_words
async def acted(request: Request) -> Response:
    """Do what a message asks of a room; the presenter's need the secret."""
    action = messages.ACTIONS[request.url.path.rpartition("/")[2]]
    asked = messages.of(action, await _body(request, messages.LONGEST))
    hall = _hall(request)
    if action.by_presenter and not ids.opens(asked.pop("token"), hall.room.lock):
        raise RoomRefused("stranger")
    if action.act is moves.accepted:
        room = moves.accepted(hall.room, **asked)
        await _keep(room, asked["proposal"])
        await run_in_threadpool(first_reading, _recommendation(room, asked["proposal"]))
    hall.change(action.act, **asked)
    await _keep_endorsement(hall, asked)
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=_NOT_KEPT)


async def _keep_endorsement(hall: Hall, asked: Json) -> None:
    """What is endorsed after it was accepted is kept with that."""
    found = hall.room.proposal(asked.get("proposal", ""))
    if found and found.stand is Stand.ACCEPTED and "visit" in asked:
        await _keep(hall.room, found.id)


async def _keep(room: Room, proposal: str) -> None:
    """Write an accepted proposal to the disk. Raises `RoomRefused` where that cannot be done."""
    try:
        await run_in_threadpool(recommendations.keep, _recommendation(room, proposal))
    except NotKept as error:
        _log.warning("a recommendation was not kept: %s", error)
        raise RoomRefused("not_kept") from None


def _recommendation(room: Room, id: str) -> Recommendation:
    proposal = next(one for one in room.proposals if one.id == id)
    step = _story(room.story, room.packed).steps[proposal.step]
    return Recommendation(
        id=_kept_id(room, id),
        text=proposal.text,
        endorsements=proposal.endorsements,
        day=today(),
        story=room.story,
        step=step.key,
        page=step.page,
        view=step.view.to_params(),
        snapshot=snapshot_id(),
    )


def _kept_id(room: Room, proposal: str) -> str:
    return f"{room.id}-{proposal}"


def first_reading(one: Recommendation) -> None:
    """What the figures say of it now becomes what its card in the ledger is watched against."""
    from dashboard.ledger import book, cards  # noqa: PLC0415  a server that starts has no use for them yet

    day = today()
    try:
        book.confirm([cards.from_room(one)], decks.desk(DEFAULT), day)
    except OSError as error:
        _log.warning("no reading was kept for a recommendation: %s", error)


@_in_words
async def kept(request: Request) -> Response:
    """What was accepted in a room, as a file."""
    kind, room = request.path_params["kind"], _hall(request).room
    if kind not in _TYPES:
        raise RoomRefused("unknown")
    content = await run_in_threadpool(_file, room, kind)
    attachment = f'attachment; filename="nexus-atlas_recommendations_{room.id}.{kind}"'
    headers = _NOT_KEPT | {"Content-Disposition": attachment, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=_TYPES[kind], headers=headers)


def _file(room: Room, kind: str) -> bytes:
    from data_sources import recommendation_files as files  # noqa: PLC0415  it loads geopandas for half a second

    found = recommendations.kept({_kept_id(room, one) for one in room.accepted})
    return files.as_csv(found) if kind == "csv" else files.as_json(found)


async def followed(request: Request) -> Response:
    """The page of a phone that follows a room."""
    try:
        room = _hall(request).room
    except RoomRefused:
        return _closed(request)
    lang = _lang(request) or room.lang
    return html_answer(await run_in_threadpool(_page, room, lang))


def _page(room: Room, lang: str) -> str:
    story = _story(room.story, room.packed)
    light, dark = (decks.deck(story, lang, look, room.packed) for look in (Look.LIGHT, Look.DARK))
    first = decks.slide(story, min(room.step, len(story.steps) - 1), lang, Look.LIGHT, room.packed)
    ahead = first["body"]["spec"]["ahead"] if first["body"]["kind"] == "map" else []
    differs = {name: value for name, value in dark.items() if light[name] != value}
    content = {"room": room.id, "show": telling.show(room), "deck": light, "dark": differs}
    return page.page(light, content, base="../", folder=code_folder(), program="follow.js", ahead=ahead)


def _closed(request: Request) -> Response:
    """A page that says that there is no such room now, and looks again."""
    say = language(_lang(request))
    html = _CLOSED.format(lang=say.code, title=escape(say("No such room")), said=escape(say(SENTENCES["no_room"])))
    return HTMLResponse(html, status_code=HTTPStatus.NOT_FOUND, headers=_NOT_KEPT)


_CLOSED = """<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="4">
<title>{title}</title>
<body style="font: 18px/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30em; padding: 0 20px">
<h1 style="font-size: 22px">{title}</h1>
<p>{said}</p>
</body>
</html>
"""


def _hall(request: Request) -> Hall:
    return ROOMS.find(ids.written(request.path_params["room"]))


async def _body(request: Request, most: int) -> bytes:
    """The body of a message of this app's own pages. Raises `RoomRefused` where it is of another kind, or too long."""
    # a page of another site could send a form, but not this type unasked
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise RoomRefused("unreadable")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise RoomRefused("too_big")
    return body


def _lang(request: Request) -> str:
    """The language that the address names, or ""."""
    lang = request.query_params.get("lang", "")
    return lang if lang in LANGUAGES else ""


ROUTES = [
    Route("/follow/{room}", followed),
    Route("/f/{room}", followed),
    Route("/room", opened, methods=["POST"]),
    Route("/room/{room}/events", events),
    Route("/room/{room}/recommendations.{kind}", kept),
    *(Route(f"/room/{{room}}/{action}", acted, methods=["POST"]) for action in messages.ACTIONS),
]
"""Joined to those of the map in `routes`; on the event loop, what takes time in threads."""
