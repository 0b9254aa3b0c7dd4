"""The one place where a request leaves this machine. Every `requests` error becomes one of ours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

import requests
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.util.retry import Retry

from data_sources import pace, packed
from data_sources.errors import RequestRejected, SourceUnavailable, UnexpectedPayload

TIMEOUT_S = (5.0, 60.0)
"""Seconds to connect, and between two bytes of the answer."""


class _Retry(Retry):
    """Asks again as far apart as requests are; a `Retry-After` of the service goes before that."""

    def get_backoff_time(self) -> float:
        """Seconds until the next try; urllib3 would make the first one at once."""
        return max(super().get_backoff_time(), pace.SPACING_S if self.backoff_factor else 0.0)

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """Waits as long as the service asks for, and makes other requests to it wait too."""
        after = self.get_retry_after(response)
        if after:
            pace.hold(min(after, self.retry_after_max))
        return super().sleep_for_retry(response)


_RETRY = _Retry(
    total=3,
    backoff_factor=0.3,
    backoff_jitter=0.2,
    status_forcelist=(429, 500, 502, 503, 504),
    respect_retry_after_header=True,
    retry_after_max=30,  # seconds; who asks for more is down, and the stored copy is shown meanwhile
    raise_on_status=False,
)
_AGENT = {"User-Agent": "NexusAtlas/0.1 (open-source dashboard; respects fair use)"}


@lru_cache(maxsize=1)
def _session() -> requests.Session:
    session = requests.Session()
    session.headers.update(_AGENT)
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=_RETRY))
    return session


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A body with what the service says to tell it from a newer one; both are empty where it says nothing."""

    body: bytes
    etag: str = ""
    modified: str = ""


_Response = tuple[requests.Response, bytes]


def fetch(url: str, *, source: str, timeout_s: tuple[float, float] = TIMEOUT_S, unpack: bool = True) -> bytes:
    """The body behind `url`, unpacked if it is gzip under whatever name and `unpack` is set.

    Retries what may pass (429, 5xx, connection). Raises `SourceUnavailable`, `RequestRejected`, or
    `UnexpectedPayload` for an empty body, a web page or a damaged archive.
    """
    return _answer(_shared(url, source, {}, timeout_s), source, url, unpack=unpack).body


def fetch_newer(url: str, *, source: str, etag: str = "", modified: str = "") -> Answer | None:
    """The answer behind `url`, or None where the service says it is still that one. Retries and raises as `fetch`."""
    known = {"If-None-Match": etag, "If-Modified-Since": modified}
    conditions = {name: value for name, value in known.items() if value}
    response = _shared(url, source, conditions, TIMEOUT_S)
    if conditions and response[0].status_code == HTTPStatus.NOT_MODIFIED:
        return None
    return _answer(response, source, url)


def _shared(url: str, source: str, headers: dict[str, str], timeout_s: tuple[float, float]) -> _Response:
    """The response with its body; identical requests under way are one."""
    key = (url, *headers.items(), timeout_s)
    return pace.shared(key, lambda: _response(url, source, headers, timeout_s))


def _response(url: str, source: str, headers: dict[str, str], timeout_s: tuple[float, float]) -> _Response:
    try:
        with pace.turn(source):
            answer = _session().get(url, timeout=timeout_s, headers=headers, stream=True)
            return answer, b"".join(answer.iter_content(None))  # read at once, where requests makes pieces of 10 kB
    except (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError) as error:
        raise SourceUnavailable(_reason(error), source=source, url=url) from error
    except requests.exceptions.ContentDecodingError as error:
        raise UnexpectedPayload("the archive is damaged", source=source, url=url) from error
    except requests.RequestException as error:
        raise RequestRejected(f"the request could not be made: {error}", source=source, url=url) from error


def _answer(response: _Response, source: str, url: str, *, unpack: bool = True) -> Answer:
    answer, body = response
    busy = answer.status_code == HTTPStatus.TOO_MANY_REQUESTS
    if busy or answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SourceUnavailable(f"the service answers {answer.status_code}", source=source, url=url)
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        detail = body[:300].decode("utf-8", "replace")
        message = f"the service refuses ({answer.status_code}): {detail}"
        raise RequestRejected(message, source=source, url=url)
    return Answer(
        body=_readable(body, source, url, unpack=unpack),
        etag=answer.headers.get("ETag", ""),
        modified=answer.headers.get("Last-Modified", ""),
    )


def _reason(error: requests.RequestException) -> str:
    # After retries, or inside a body, requests reports a timeout as a lost connection.
    if isinstance(error, requests.Timeout) or "timed out" in str(error):
        return "no answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the transfer broke off"
    return "no connection"


def _readable(body: bytes, source: str, url: str, *, unpack: bool) -> bytes:
    with packed.named(source, url):
        body = packed.unpacked(body) if unpack else body
        start = packed.beginning(body)[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise UnexpectedPayload("the answer is empty", source=source, url=url)
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnexpectedPayload("a web page came instead of data", source=source, url=url)
    return body
