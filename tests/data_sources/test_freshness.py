"""What is asked when: nothing while fresh, one list for all data sets, conditions for files."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from data_sources import asking, changes, http, memory, obtain, parquet, refresh, releases, store
from data_sources.catalogue import CATALOGUE
from data_sources.errors import UnexpectedPayload
from data_sources.refresh import main
from data_sources.sources.base import ONE_BASE
from tests.conftest import ROOT
from tests.data_sources.conftest import OLD, Shelf
from tests.data_sources.little_service import LittleService, running
from tests.observed import cells

pytestmark = pytest.mark.slow

RECORDED = Path(__file__).parents[1] / "recorded"
UK = "/uk/asylum_local_authority_support.csv"
SLICES = ["cpi", "asy_all", "permits", "ua_permits", "no_stay", "refused_entry", "for_ctz_n", "asy_dec"]
IDS = [*SLICES, "uk_asylum_support"]
LISTED = "/dataflow/ESTAT/all"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[LittleService]:
    """The little service, in place of all services."""
    http._session.cache_clear()
    with running() as service:
        service.files[UK] = (RECORDED / "uk_support.csv").read_bytes()
        monkeypatch.setenv(ONE_BASE, service.base)
        yield service
    http._session().close()
    http._session.cache_clear()


@pytest.fixture
def project(tmp_path: Path, service: LittleService) -> Path:
    """A project folder after its first refresh."""
    assert main(["--only", *IDS, "--out", str(tmp_path)]) == 0
    service.asked.clear()
    return tmp_path


def snapshot(project: Path) -> Path:
    return project / "data_sources" / "snapshot"


def files(project: Path) -> dict[str, bytes]:
    folder = snapshot(project) / "observations"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.parquet")}


def figure(id: str, project: Path) -> float | None:
    return cells(parquet.read(store.path_of(id, snapshot(project) / "observations"))[0])["DE", "2020"][0]


@pytest.mark.loopback
def test_a_refresh_with_nothing_new_asks_the_list_once_and_each_file_with_a_condition(
    service: LittleService, project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert main(["--only", *IDS, "--out", str(project)]) == 0
    asked = [(one.path.partition("?")[0], one.status) for one in service.asked]
    assert asked == [("/eurostat/api/dissemination/sdmx/2.1" + LISTED, 200), (UK, 304)]
    assert service.asked[1].if_none_match
    assert files(project) == before
    assert f"{len(IDS)} unchanged, 0 changed, 0 not fetched" in capfd.readouterr().out


@pytest.mark.loopback
def test_only_what_changed_is_fetched(service: LittleService, project: Path) -> None:
    service.version, service.figure = "2026-02-01", 2.0
    service.asked.clear()
    assert main(["--only", "cpi", "uk_asylum_support", "--out", str(project)]) == 0
    assert [one.status for one in service.asked] == [200, 200, 304]
    assert figure("cpi", project) == 2.0
    service.files[UK] = service.files[UK].replace(b",1400\n", b",1500\n")
    service.asked.clear()
    assert main(["--only", "cpi", "uk_asylum_support", "--out", str(project)]) == 0
    assert [(LISTED in one.path, one.status) for one in service.asked] == [(True, 200), (False, 200)]
    done = changes.latest(snapshot(project))
    assert done
    assert [(one.id, one.revised, done.unchanged) for one in done.changes] == [("uk_asylum_support", 1, 1)]


@pytest.mark.loopback
def test_a_list_that_cannot_be_read_leaves_each_data_set_to_a_condition(service: LittleService, project: Path) -> None:
    service.body = lambda path, query: (  # type: ignore[method-assign]
        b"<html>" if LISTED in path else LittleService.body(service, path, query)
    )
    assert main(["--only", "cpi", "--out", str(project)]) == 0
    assert [one.status for one in service.asked] == [200, 304]


@pytest.mark.loopback
def test_a_code_that_changes_makes_everything_anew(
    service: LittleService, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "code", lambda: "another")
    assert main(["--only", *IDS, "--out", str(project)]) == 0
    assert len(service.asked) == 1 + len(IDS)
    said = f"0 unchanged, 0 changed, 0 not fetched, {len(IDS)} fetched again and found the same"
    assert said in capfd.readouterr().out


@pytest.mark.loopback
def test_changed_dimensions_are_refused_and_the_old_copy_stays(
    service: LittleService, project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    service.version, service.renamed, service.figure = "2026-03-01", "measure", 9.0
    assert main(["--only", "cpi", "--out", str(project)]) == 1
    said = "cpi: the dimensions changed from (freq,geo,time,unit) to (freq,geo,measure,time); the old copy stays"
    assert said in capfd.readouterr().err
    assert files(project) == before
    done = changes.latest(snapshot(project))
    assert done
    assert [(one.id, one.reader) for one in done.failures] == [("cpi", UnexpectedPayload.reader)]
    assert main(["--only", "cpi", "--out", str(project)]) == 1  # and again, until the catalogue follows


@pytest.mark.loopback
@pytest.mark.usefixtures("service")
def test_the_same_answers_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Clock:
            return cls(2026, 5, 1, 12, tzinfo=tz)

    for module in (obtain, refresh, asking):
        monkeypatch.setattr(module, "datetime", Clock)
    made = []
    for name in ("one", "two"):
        out = tmp_path / name
        assert main(["--only", *IDS, "--out", str(out)]) == 0
        made.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*.*") if path.is_file()})
    assert made[0] == made[1]
    assert len(made[0]) > len(IDS)


@pytest.mark.slow
@pytest.mark.loopback
def test_a_refresh_killed_at_ten_moments_leaves_whole_files_and_the_next_one_completes(
    service: LittleService, project: Path
) -> None:
    program = (
        "import sys; from data_sources import pace, refresh; pace.SPACING_S = 0.0; sys.exit(refresh.main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "--only", *IDS, "--out", str(project)]
    moments = random.Random(4)  # noqa: S311  any moments will do
    killed = 0
    for n in range(10):
        service.version, service.figure = f"2026-06-{n + 1:02}", 10.0 + n
        service.asked.clear()
        run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answered = moments.randrange(len(IDS))
        while len(service.asked) <= answered and run.poll() is None:
            time.sleep(0.001)
        time.sleep(moments.uniform(0.0, 0.02))
        run.send_signal(signal.SIGKILL)
        killed += run.wait() == -signal.SIGKILL
        for id in SLICES:
            assert figure(id, project) in {1.0, *(10.0 + m for m in range(n + 1))}
        parquet.read(store.path_of("uk_asylum_support", snapshot(project) / "observations"))
        json.loads((snapshot(project) / "manifest.json").read_text(encoding="utf-8"))
    assert killed >= 8
    assert main(["--only", *IDS, "--out", str(project)]) == 0
    assert {figure(id, project) for id in SLICES} == {19.0}
    assert not list(project.rglob("*.tmp"))
    done = changes.latest(snapshot(project))
    assert done
    assert done.finished
    assert {one.id for one in done.changes} >= set(SLICES)


@pytest.mark.loopback
def test_readers_ask_the_list_once_and_fetch_nothing_that_is_current(
    service: LittleService, project: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "SNAPSHOT", snapshot(project) / "observations")
    started = datetime.now(UTC).replace(microsecond=0)
    monkeypatch.setattr(store, "is_fresh", lambda when, _now: when > started)
    aged = memory.read(snapshot(project) / memory.FILE)
    for id, made in list(aged.made.items()):
        aged.made[id] = memory.Made(
            definition=made.definition, code="older", checked_at=OLD.retrieved_at, asked=made.asked
        )
    aged.write(snapshot(project) / memory.FILE)
    time.sleep(1.1)
    for id in (*SLICES, "uk_asylum_support"):
        thread = store.freshen(id)
        assert thread is not None
        thread.join()
    assert [(LISTED in one.path, one.status) for one in service.asked] == [(True, 200), (False, 304)]
    service.asked.clear()
    assert [store.freshen(id) for id in (*SLICES, "uk_asylum_support")] == [None] * len(IDS)
    assert not service.asked
    assert not list(shelf.fetched.rglob("*.parquet"))


def test_a_queued_answer_is_never_kept() -> None:
    later = (RECORDED / "later.json").read_bytes()
    answers = [later, later, (RECORDED / "asylum.json").read_bytes()]
    asker = asking.Asker(memory.Memory(), asking.plain(lambda _url, _source: answers.pop(0)), list_first=False)
    bodies = [asker.get("http://localhost/x", "eurostat") for _ in range(4)]
    assert bodies[:2] == [later, later]
    assert bodies[2] == bodies[3] != later


def test_the_version_of_a_url_is_its_data_sets() -> None:
    item = {"extension": {"id": "DEMO_GIND", "annotation": [{"type": "UPDATE_DATA", "date": "2026-01-02"}]}}
    city = {"extension": {"id": "URB_CPOP1", "annotation": [{"type": "UPDATE_STRUCTURE", "date": "2026-03-04"}]}}
    listed = releases.parse(json.dumps({"link": {"item": [item, city]}}).encode())
    base = "https://ec.europa.eu/eurostat/api/dissemination"
    assert releases.version(f"{base}/statistics/1.0/data/demo_gind?format=JSON", listed) == "UPDATE_DATA 2026-01-02"
    assert releases.version(f"{base}/sdmx/2.1/data/demo_gind?format=TSV", listed) == "UPDATE_DATA 2026-01-02"
    assert releases.version(f"{base}/sdmx/2.1/codelist/ESTAT/CITIES/latest", listed) == "UPDATE_STRUCTURE 2026-03-04"
    assert releases.version(f"{base}/statistics/1.0/data/other", listed) == ""
    with pytest.raises(UnexpectedPayload, match="no list of data sets"):
        releases.parse(b"[]")


def test_what_was_asked_of_a_mirror_is_not_taken_for_the_services_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, "http://127.0.0.1:1/")
    key = memory.key("http://127.0.0.1:1/frontex/x.csv")
    assert key == "$OPEN_DATA_BASE/frontex/x.csv"
    monkeypatch.setenv(ONE_BASE, "http://127.0.0.1:2")
    assert memory.url_of(key) == "http://127.0.0.1:2/frontex/x.csv"
    assert memory.url_of("https://ec.europa.eu/x") == ""
    monkeypatch.delenv(ONE_BASE)
    assert memory.url_of(key) == ""
    assert memory.url_of(memory.key("https://ec.europa.eu/x")) == "https://ec.europa.eu/x"


@pytest.mark.parametrize("text", ["", "{", '{"made": {"cpi": {}}, "seen": {}}', "[]"])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / memory.FILE).write_text(text, encoding="utf-8")
    assert memory.read(tmp_path / memory.FILE) == memory.Memory()


def test_every_definition_has_its_own_hash() -> None:
    assert len({asking.definition(entry) for entry in CATALOGUE.values()}) == len(CATALOGUE)
