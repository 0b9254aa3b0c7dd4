"""Every way an answer can go wrong ends in the right named error, and the stored copy stays readable."""

from __future__ import annotations

import gzip
import json
import re
import urllib.request
from functools import partial
from pathlib import Path

import pytest
import requests

from data_sources import http, store
from data_sources.errors import RequestRejected, SourceError, SourceUnavailable, UnexpectedPayload
from data_sources.sources.base import ONE_BASE
from tests.data_sources.conftest import Shelf
from tests.data_sources.fault_server import Answer, Script

TSV = (Path(__file__).parents[1] / "recorded" / "density.tsv").read_bytes()
PAGE = b"<!DOCTYPE html><html><body>Sorry, the service is under maintenance.</body></html>"
SHORT_S = (1.0, 0.15)

FAULTS = {
    "503 always": (Answer(status=503), SourceUnavailable, "the service answers 503"),
    "429": (Answer(status=429, headers=(("Retry-After", "0"),)), SourceUnavailable, "answers 429"),
    "slow": (Answer(body=TSV, wait_s=0.4), SourceUnavailable, "no answer in time"),
    "reset": (Answer(reset=True), SourceUnavailable, "no connection"),
    "truncated": (Answer(body=TSV, cut=True), SourceUnavailable, "broke off"),
    "truncated archive": (Answer(body=gzip.compress(TSV)[:-9]), UnexpectedPayload, "archive is damaged"),
    "spoilt encoding": (
        Answer(body=TSV, headers=(("Content-Encoding", "gzip"),)),
        UnexpectedPayload,
        "archive is damaged",
    ),
    "HTML": (Answer(body=b"\n" + PAGE), UnexpectedPayload, "a web page came"),
    "empty": (Answer(), UnexpectedPayload, "empty"),
    "404": (
        Answer(status=404, body=b'{"error":[{"label":"ERR_NOT_FOUND_4"}]}'),
        RequestRejected,
        "404.*ERR_NOT_FOUND_4",
    ),
    "413": (Answer(status=413, body=b"EXTRACTION_TOO_BIG"), RequestRejected, "EXTRACTION_TOO_BIG"),
}
every_fault = pytest.mark.parametrize(("answer", "error", "said"), FAULTS.values(), ids=FAULTS)


def ask(url: str, source: str) -> bytes:
    return http.fetch(url, source=source, timeout_s=SHORT_S)


@pytest.mark.loopback
@every_fault
def test_fetch_names_what_happened(server: Script, answer: Answer, error: type[SourceError], said: str) -> None:
    server.answers = [answer]
    with pytest.raises(error, match=said) as caught:
        ask(f"{server.base}/data", "eurostat")
    assert caught.value.source == "eurostat"
    assert caught.value.url == f"{server.base}/data"


@pytest.mark.loopback
@every_fault
def test_the_stored_copy_stays_readable_with_a_note(  # noqa: PLR0913, PLR0917  half of them are fixtures
    server: Script,
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    answer: Answer,
    error: type[SourceError],
    said: str,
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    server.answers = [answer]
    shelf.put("density", 1.0, shelf.shipped)
    thread = store.freshen("density", ask)
    assert thread is not None
    thread.join()
    held = store.load("density")
    assert held.table["obs_value"].tolist() == [1.0]
    assert held.provenance.stale == error.reader
    assert re.search(said, caplog.text)
    assert not list(shelf.fetched.rglob("*.*"))


@pytest.mark.loopback
@pytest.mark.parametrize("status", [503, 500, 429])
def test_what_passes_is_asked_again(server: Script, status: int) -> None:
    server.answers = [Answer(status=status), Answer(status=status), Answer(body=TSV)]
    assert ask(f"{server.base}/data", "eurostat") == TSV
    assert len(server.asked) == 3


@pytest.mark.loopback
def test_a_refusal_is_not_repeated(server: Script) -> None:
    server.answers = [Answer(status=404)]
    with pytest.raises(RequestRejected):
        ask(f"{server.base}/data", "eurostat")
    assert len(server.asked) == 1


@pytest.mark.loopback
@pytest.mark.parametrize(
    "headers",
    [(), (("Content-Encoding", "gzip"),), (("Content-Type", "text/plain"),)],
    ids=["bare", "encoded", "as text"],
)
def test_an_archive_is_told_by_its_first_bytes(server: Script, headers: tuple[tuple[str, str], ...]) -> None:
    server.answers = [Answer(body=gzip.compress(TSV), headers=headers)]
    assert ask(f"{server.base}/data", "eurostat") == TSV


@pytest.mark.loopback
def test_after_two_503_the_newer_copy_is_held(server: Script, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    server.answers = [Answer(status=503), Answer(status=503), Answer(body=gzip.compress(TSV))]
    shelf.put("density", 1.0, shelf.shipped)
    thread = store.freshen("density", ask)
    assert thread is not None
    thread.join()
    held = store.load("density")
    assert held.table["obs_value"].max() == 4210.2
    assert held.provenance.stale == ""
    assert server.asked[0] == "/eurostat/api/dissemination/sdmx/2.1/data/demo_r_d3dens?format=TSV&compressed=true"


STANDIN_FAULTS = {
    "503 always": ({"kind": "status", "status": 503, "times": None}, SourceUnavailable, "answers 503"),
    "429": ({"kind": "status", "status": 429, "times": None}, SourceUnavailable, "answers 429"),
    "404": ({"kind": "status", "status": 404, "times": 1}, RequestRejected, "404"),
    "slow": ({"kind": "slow", "seconds": 0.6, "times": None}, SourceUnavailable, "no answer in time"),
    "truncate": ({"kind": "truncate", "times": None}, SourceUnavailable, "broke off"),
    "html": ({"kind": "html", "times": None}, UnexpectedPayload, "a web page came"),
    "reset": ({"kind": "reset", "times": None}, SourceUnavailable, "no connection"),
    "empty": ({"kind": "empty", "times": None}, UnexpectedPayload, "empty"),
}


@pytest.mark.parametrize(("fault", "error", "said"), STANDIN_FAULTS.values(), ids=STANDIN_FAULTS)
def test_faults_of_the_standin(  # noqa: PLR0913, PLR0917  half of them are fixtures
    standin: str,
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: dict[str, object],
    error: type[SourceError],
    said: str,
) -> None:
    monkeypatch.setattr(http, "_RETRY", http._RETRY.new(backoff_factor=0, backoff_jitter=0))
    http._session.cache_clear()
    monkeypatch.setenv(ONE_BASE, standin)
    inject(standin, {"path": "sdg_16_50", **fault})
    shelf.put("cpi", 1.0, shelf.shipped)
    thread = store.freshen("cpi", partial(fetched, timeout_s=(1.0, 0.3)))
    assert thread is not None
    thread.join()
    assert store.load("cpi").table["obs_value"].tolist() == [1.0]
    assert store.load("cpi").provenance.stale == error.reader
    assert re.search(said, caplog.text)


def fetched(url: str, source: str, *, timeout_s: tuple[float, float]) -> bytes:
    return http.fetch(url, source=source, timeout_s=timeout_s)


def test_the_standin_recovers_after_two_503(standin: str, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    inject(standin, {"path": "sdg_16_50", "kind": "status", "status": 503, "times": 2})
    shelf.put("cpi", 1.0, shelf.shipped)
    thread = store.freshen("cpi")
    assert thread is not None
    thread.join()
    assert len(store.load("cpi").table) > 200


def inject(standin: str, fault: dict[str, object]) -> None:
    request = urllib.request.Request(f"{standin}/__faults", data=json.dumps(fault).encode())
    with urllib.request.urlopen(request):
        pass


def errors_of_requests() -> list[type[requests.RequestException]]:
    found = vars(requests.exceptions).values()
    return [one for one in found if isinstance(one, type) and issubclass(one, requests.RequestException)]


@pytest.mark.parametrize("raised", errors_of_requests(), ids=lambda one: one.__name__)
def test_every_error_of_requests_becomes_one_of_ours(
    raised: type[requests.RequestException], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Session:
        def get(self, url: str, timeout: object, headers: object, *, stream: bool) -> None:
            assert timeout
            assert stream
            assert headers == {}
            error = raised.__new__(raised)
            requests.RequestException.__init__(error, url)
            raise error

    monkeypatch.setattr(http, "_session", Session)
    with pytest.raises(SourceError) as caught:
        http.fetch("http://localhost/x", source="eurostat")
    passing = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
    assert isinstance(caught.value, SourceUnavailable) is issubclass(raised, passing)
