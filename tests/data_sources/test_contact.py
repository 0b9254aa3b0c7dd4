"""Every definition is asked, every kind of answer is named, and a mirror is never taken for the services."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from data_sources import contact
from data_sources.catalogue import CATALOGUE
from data_sources.contact import Outcome, Verdict, main, verdict_of, verdicts_of
from data_sources.errors import RequestRejected, SourceError, SourceUnavailable, UnexpectedPayload
from data_sources.sources.base import ONE_BASE
from tests.data_sources.fault_server import Answer, Script

RECORDED = Path(__file__).parents[1] / "recorded"
ASYLUM = (RECORDED / "asylum.json").read_bytes()
EMPTY = json.dumps({**json.loads(ASYLUM), "value": {}, "status": {}}).encode()
RENAMED = ASYLUM.replace(b'"geo"', b'"place"')


def raising(error: SourceError) -> Callable[[str, str], bytes]:
    def ask(_url: str, _source: str) -> bytes:
        raise error

    return ask


@pytest.mark.parametrize(
    ("ask", "outcome"),
    [
        (lambda _url, _source: ASYLUM, Outcome.OK),
        (lambda _url, _source: EMPTY, Outcome.EMPTY),
        (lambda _url, _source: RENAMED, Outcome.RENAMED),
        (raising(RequestRejected("400: unknown DIMENSION indic_de")), Outcome.RENAMED),
        (raising(RequestRejected("404: no such data set")), Outcome.REJECTED),
        (raising(UnexpectedPayload("a web page came instead of data")), Outcome.UNREADABLE),
        (raising(SourceUnavailable("no answer in time")), Outcome.UNREACHABLE),
    ],
)
def test_every_kind_of_answer_has_a_name(ask: Callable[[str, str], bytes], outcome: Outcome) -> None:
    verdict = verdict_of("asy_all", CATALOGUE["asy_all"], ask)
    assert verdict.outcome is outcome
    assert verdict.url.startswith("https://ec.europa.eu/eurostat/")
    assert bool(verdict.message) is (outcome is not Outcome.OK)


def test_a_data_set_is_asked_for_its_newest_period_first_and_for_all_where_that_is_empty() -> None:
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(url)
        return EMPTY if "lastTimePeriod=1" in url else ASYLUM

    assert verdict_of("asy_all", CATALOGUE["asy_all"], ask).outcome is Outcome.OK
    assert ["lastTimePeriod=1" in url for url in asked] == [True, False]


def test_a_whole_data_set_is_not_downloaded() -> None:
    asked: list[str] = []

    def ask(url: str, _source: str) -> bytes:
        asked.append(url)
        return ASYLUM

    verdict_of("density", CATALOGUE["density"], ask)
    assert CATALOGUE["density"].dataflow
    assert CATALOGUE["density"].dataflow.whole
    assert "statistics/1.0/data/demo_r_d3dens" in asked[0]


def test_a_source_that_cannot_be_reached_is_given_up() -> None:
    asked: list[str] = []

    def ask(url: str, source: str) -> bytes:
        asked.append(url)
        raise SourceUnavailable("no connection", source=source)

    wanted = {id: CATALOGUE[id] for id in ("asy_all", "permits", "cpi", "density")}
    verdicts = list(verdicts_of(wanted, ask))
    assert {verdict.outcome for verdict in verdicts} == {Outcome.UNREACHABLE}
    assert len(asked) == 2
    assert all(verdict.url for verdict in verdicts)


@pytest.mark.loopback
def test_the_command_writes_a_report_and_a_mirror_verifies_nothing(
    server: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    server.answers = [Answer(body=ASYLUM), Answer(status=404, body=b"gone")]
    assert main(["--only", "asy_all", "cpi", "--out", str(tmp_path)]) == 1
    said = capfd.readouterr().out
    assert "rejected: cpi: the service refuses (404): gone (" in said
    assert "1 ok, 1 rejected" in said
    report = contact.last(tmp_path, live=False)
    assert report
    assert [(one.id, one.outcome) for one in report.verdicts] == [("asy_all", Outcome.OK), ("cpi", Outcome.REJECTED)]
    assert contact.last(tmp_path) is None
    assert contact.verified_at(tmp_path) is None


def test_a_run_against_a_mirror_keeps_what_the_services_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = Verdict(id="cpi", source="eurostat", outcome=Outcome.OK, rows=3)
    silent = Verdict(id="cpi", source="eurostat", outcome=Outcome.UNREACHABLE)
    monkeypatch.delenv(ONE_BASE, raising=False)
    monkeypatch.setattr(contact, "verdicts_of", lambda _entries: [good])
    assert main(["--only", "cpi", "--out", str(tmp_path)]) == 0
    verified = contact.verified_at(tmp_path)
    assert verified
    monkeypatch.setenv(ONE_BASE, "http://127.0.0.1:1")
    monkeypatch.setattr(contact, "verdicts_of", lambda _entries: [silent])
    assert main(["--only", "cpi", "--out", str(tmp_path)]) == 1
    assert contact.verified_at(tmp_path) == verified
    monkeypatch.delenv(ONE_BASE)
    assert main(["--only", "cpi", "--out", str(tmp_path)]) == 1
    assert contact.verified_at(tmp_path) is None  # asked, and none of them answered


def test_every_definition_with_a_request_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def note(entries: Iterable[str]) -> list[Verdict]:
        seen.extend(entries)
        return []

    monkeypatch.setattr(contact, "verdicts_of", note)
    assert main(["--out", str(tmp_path)]) == 0
    assert {id for id, entry in CATALOGUE.items() if entry.dataflow} < set(seen)
    assert "asy_first_flows" in seen
    assert "landing_places" in seen
