"""The map's files and figures by URL: kept for ever under their digest, compressed once, never a traceback."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_gzip_middleware import SelectiveGZipMiddleware

from dashboard.addresses import change_url, code_url, history_url, pair_url, texts_url, words_url
from dashboard.language import language
from dashboard.map_component import assets
from dashboard.map_component.texts import TEXTS
from dashboard.shell import cached, routes
from dashboard.view import View
from data_sources import geography
from data_sources.errors import NoObservations, SourceUnavailable
from data_sources.model import Level

FOR_EVER = "public, max-age=31536000, immutable"
PM25 = View(indicator="pm25", level=Level.NUTS3)
CHANGE = View(indicator="pm25", level=Level.NUTS3, since="2019", until="2022")
PAIR = View(indicator="for_ctz", period="2019", other="pm25")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the body is as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content(self) -> bytes:
        """The body as the browser reads it."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


@cache
def app() -> Starlette:
    """The routes behind Streamlit's own compression, without a server."""
    return Starlette(routes=routes.ROUTES, middleware=[Middleware(SelectiveGZipMiddleware)])


def asked(url: str, method: str = "GET", **headers: str) -> Answer:
    """The answer to one request; the path is sent as it is written."""
    asking = _asked(url, method, {"accept_encoding": "gzip"} | headers)
    with ThreadPoolExecutor(max_workers=1) as pool:  # a loop of its own: browser tests leave theirs in this thread
        return pool.submit(asyncio.run, asking).result()


async def _asked(url: str, method: str, headers: dict[str, str]) -> Answer:
    parts = urlsplit(f"http://test/{url}")
    scope = {
        "type": "http",
        "method": method,
        "path": parts.path,
        "query_string": parts.query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    await app()(scope, receive, send)
    fields = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(status=sent[0]["status"], headers=fields, body=b"".join(part.get("body", b"") for part in sent[1:]))


def urls() -> dict[str, str]:
    """One address of every kind, each with the digest of today."""
    version = cached.version(PM25)
    return {
        "code": code_url(assets.digest()) + "atlas.js",
        "texts": texts_url(assets.digest(), "fr"),
        "shapes": geography.boundary_url(Level.NUTS3, "2021"),
        "history": history_url(PM25, version),
        "words": words_url(PM25, version),
        "change": change_url(CHANGE, version),
        "pair": pair_url(PAIR, version),
    }


@pytest.mark.parametrize("kind", list(urls()))
def test_each_kind_is_sent_compressed_once_and_kept_for_ever(kind: str) -> None:
    packed, plain = asked(urls()[kind]), asked(urls()[kind], accept_encoding="identity")
    assert (packed.status, plain.status) == (200, 200)
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body)
    for answer in (packed, plain):
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["content-length"] == str(len(answer.body))
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript" if kind == "code" else "application/json")


@pytest.mark.parametrize("kind", list(urls()))
def test_a_copy_that_is_still_right_is_not_sent_again(kind: str) -> None:
    first = asked(urls()[kind])
    again = asked(urls()[kind], if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert asked(urls()[kind], if_none_match='W/"another"').status == 200


@pytest.mark.parametrize("kind", ["code", "texts", "history", "words", "change", "pair"])
def test_an_old_address_gets_what_is_current_but_not_to_keep(kind: str) -> None:
    now = urls()[kind]
    folder, name, digest, *rest = now.split("?")[0].split("/")
    old = now.replace(digest, "0123456789")
    answer = asked(old)
    assert (folder, name, len(rest) <= 1) == ("map", kind, True)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content == asked(now).content


@pytest.mark.parametrize(
    ("name", "made", "kind"),
    [("atlas.js", assets.joined, "text/javascript"), ("atlas.css", assets.sheet, "text/css")],
)
def test_the_program_and_its_style_are_served_as_one_file_each(name: str, made: Callable[[], str], kind: str) -> None:
    answer = asked(code_url(assets.digest()) + name)
    assert answer.content.decode() == made()
    assert answer.headers["content-type"].split(";")[0] == kind


def test_texts_are_in_the_language_asked_for() -> None:
    found = json.loads(asked(texts_url(assets.digest(), "en")).content)
    assert found.items() >= TEXTS.items()
    assert found["country_DE"] == "Germany"
    say = language("fr")
    french = json.loads(asked(urls()["texts"]).content)
    assert french.items() >= {key: say(text) for key, text in TEXTS.items()}.items()
    assert french["country_DE"] == "Allemagne"


def test_figures_are_those_of_the_view() -> None:
    found = json.loads(asked(urls()["history"]).content)
    assert found["periods"] == list(cached.screen(PM25).series.periods)
    assert list(json.loads(asked(urls()["words"]).content)) == found["periods"]
    assert json.loads(asked(urls()["change"]).content)["periods"] == ["2019/2022"]
    assert json.loads(asked(urls()["pair"]).content)["periods"] == ["2019"]


@pytest.mark.parametrize(
    "url",
    [
        "map/code/0123456789/nothing.js",
        "map/code/0123456789/../assets.py",
        "map/code/0123456789/..",
        "map/code/0123456789/package.json",
        "map/shapes/index.json",
        "map/shapes/README.md",
        "map/shapes/../icon.png",
        "map/shapes/../../app.py",
        "map/shapes/%2e%2e%2fapp.py",
        "map/texts/0123456789/de.json",
        "map/texts/0123456789/../fr.json",
        "map/secrets/0123456789",
        "map/history",
    ],
)
def test_what_is_not_there_is_not_found(url: str) -> None:
    answer = asked(url)
    assert answer.status == 404
    assert len(answer.content.splitlines()) == 1
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize(
    "params",
    ["indicator=nothing", "indicator=pm25&level=city", "lang=xx", "per=2", "year=2019", "x=1", "indicator=pm25&x"],
)
def test_parameters_that_make_no_view_are_refused(params: str) -> None:
    answer = asked(f"map/history/0123456789?{params}")
    assert (answer.status, answer.content) == (400, b"These parameters are not known.")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "url",
    [
        "map/change/0?indicator=pm25&since=1800&until=2020",
        "map/change/0?indicator=pm25",
        "map/pair/0?indicator=pm25",
        "map/pair/0?indicator=pm25&level=nuts3&other=cpi",
    ],
)
def test_a_choice_without_figures_is_told_in_words(url: str) -> None:
    answer = asked(url)
    assert answer.status == 404
    assert json.loads(answer.content)["error"].startswith("There are no figures for this choice.")


@pytest.mark.parametrize(
    ("error", "status"), [(SourceUnavailable("down", source="eurostat"), 503), (NoObservations("none"), 404)]
)
def test_an_error_of_the_data_is_one_sentence(monkeypatch: pytest.MonkeyPatch, error: Exception, status: int) -> None:
    def fails(view: View) -> None:
        assert view.indicator == "recycle"
        raise error

    monkeypatch.setattr(cached, "screen", fails)
    answer = asked("map/history/0?indicator=recycle&lang=fr")
    assert answer.status == status
    assert answer.headers["cache-control"] == "no-store"
    assert json.loads(answer.content)["error"]
