"""How fast services are asked, what two readers share, and how long a service may take to prepare an answer."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from data_sources import http, pace, store
from data_sources.errors import SourceUnavailable
from data_sources.sources.base import ONE_BASE
from tests.conftest import ROOT
from tests.data_sources.conftest import Shelf
from tests.data_sources.fault_server import Answer, Script

RECORDED = Path(__file__).parents[1] / "recorded"


@pytest.mark.loopback
def test_two_at_a_time_and_350_ms_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SPACING_S", 0.2)
    starts: list[float] = []
    under_way = most = 0
    lock = threading.Lock()

    def one() -> None:
        nonlocal under_way, most
        with pace.turn("a source of this test"):
            with lock:
                starts.append(time.monotonic())
                under_way += 1
                most = max(most, under_way)
            time.sleep(0.45)
            with lock:
                under_way -= 1

    threads = [threading.Thread(target=one) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    starts.sort()
    assert most == pace.AT_ONCE == 2
    assert min(later - sooner for sooner, later in pairwise(starts)) >= 0.12


def test_the_spacing_is_what_clients_of_the_service_keep() -> None:
    text = (ROOT / "data_sources" / "pace.py").read_text(encoding="utf-8")
    assert "SPACING_S = 0.35" in text
    assert http._Retry(backoff_factor=0.3).get_backoff_time() == pace.SPACING_S


@pytest.mark.loopback
def test_identical_requests_are_fetched_once(server: Script) -> None:
    server.answers = [Answer(body=b"figures", wait_s=0.3)]
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: found.append(http.fetch(f"{server.base}/same", source="x"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [b"figures"] * 4
    assert len(server.asked) == 1
    http.fetch(f"{server.base}/same", source="x")
    assert len(server.asked) == 2  # nothing is kept once it has been answered


def test_an_error_reaches_everybody_who_waits_for_it() -> None:
    go_on = threading.Event()
    calls: list[int] = []
    errors: list[SourceUnavailable] = []

    def fails() -> bytes:
        calls.append(1)
        go_on.wait(5)
        raise SourceUnavailable("gone")

    def reads() -> None:
        try:
            pace.shared("key of this test", fails)
        except SourceUnavailable as error:
            errors.append(error)

    threads = [threading.Thread(target=reads) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.1)
    go_on.set()
    for thread in threads:
        thread.join()
    assert (len(calls), len(errors)) == (1, 3)
    assert pace.shared("key of this test", lambda: b"back") == b"back"


@pytest.mark.loopback
def test_retry_after_is_honoured(server: Script) -> None:
    server.answers = [Answer(status=429, headers=(("Retry-After", "1"),)), Answer(body=b"figures")]
    start = time.monotonic()
    assert http.fetch(f"{server.base}/data", source="x") == b"figures"
    assert 1.0 <= time.monotonic() - start < 3.0


@pytest.mark.loopback
def test_who_is_told_to_wait_makes_the_others_wait_too(server: Script) -> None:
    server.answers = [Answer(status=429, headers=(("Retry-After", "1"),)), Answer(body=b"figures")]
    start = time.monotonic()
    first = threading.Thread(target=lambda: http.fetch(f"{server.base}/one", source="busy"))
    first.start()
    while not server.asked:
        time.sleep(0.01)
    time.sleep(0.2)
    http.fetch(f"{server.base}/two", source="busy")
    assert time.monotonic() - start >= 1.0
    first.join()
    assert sorted(server.asked) == ["/one", "/one", "/two"]


@pytest.mark.loopback
def test_a_queued_query_is_said_to_be_prepared_until_its_answer_comes(
    server: Script, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    queue = (RECORDED / "queued.xml").read_bytes()
    states = [queue, queue.replace(b"SUBMITTED", b"PROCESSING"), queue.replace(b"SUBMITTED", b"AVAILABLE")]
    server.answers = [Answer(body=body) for body in (*states, (RECORDED / "density.tsv").read_bytes())]
    shelf.put("density", 1.0, shelf.shipped)
    pauses: list[float] = []
    said: list[str] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        said.append(store.load("density").provenance.stale)
        assert store.queued_until("density")

    before = store.version("density")
    monkeypatch.setattr(store, "time", SimpleNamespace(time=time.time, sleep=pause))
    thread = store.freshen("density")
    assert thread is not None
    thread.join()
    assert pauses == [2.0, 4.0, 8.0]
    assert said == [store.PREPARING] * 3
    assert store.queued_until("density") is None
    assert store.version("density") != before
    assert store.load("density").table["obs_value"].max() == 4210.2
    assert [path.partition("/dissemination/")[2].partition("/e3d")[0] for path in server.asked] == [
        "sdmx/2.1/data/demo_r_d3dens?format=TSV&compressed=true",
        "1.0/async/status",
        "1.0/async/status",
        "1.0/async/data",
    ]
