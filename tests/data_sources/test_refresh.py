"""The refresh replaces files whole and names failures; the committed snapshot is made by it."""

from __future__ import annotations

import json
import urllib.request
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from data_sources import boundaries, geography, parquet, refresh, store, world
from data_sources.catalogue import CATALOGUE
from data_sources.errors import UnexpectedPayload
from data_sources.refresh import main
from data_sources.schema import Observations, check
from data_sources.sources.base import ONE_BASE
from tests.conftest import ROOT
from tests.data_sources.conftest import OLD, Shelf
from tests.data_sources.fault_server import Answer, Script
from tests.observed import cells, rows

TSV = (Path(__file__).parents[1] / "recorded" / "density.tsv").read_bytes()
COMMITTED = ROOT / "data_sources" / "snapshot"
LISTING = "/eurostat/api/dissemination/sdmx/2.1/dataflow/ESTAT/all"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder to write into, without shapes."""
    monkeypatch.setattr(boundaries, "manifest", lambda _out: [])
    return tmp_path / "project"


def observations(project: Path) -> Path:
    return project / "data_sources" / "snapshot" / "observations"


def manifest(project: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((observations(project).parent / "manifest.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.loopback
def test_one_indicator(
    server: Script, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    server.answers = [Answer(body=TSV)]
    assert main(["--only", "density", "--out", str(project)]) == 0
    said = capfd.readouterr().out
    assert "density: new, 7 rows" in said
    assert "0 unchanged, 0 changed, 0 not fetched, 1 fetched for the first time" in said
    (entry,) = manifest(project)["indicators"]
    assert (entry["id"], entry["rows"], entry["values"]) == ("density", 7, 6)
    assert entry["request_url"].startswith("https://ec.europa.eu/eurostat/")
    assert "mirror" in entry["notes"][-1]
    assert "`density`" in (project / "DATA_LICENSES.md").read_text(encoding="utf-8")
    server.answers = [Answer(body=TSV.replace(b"380.1", b"380.2").replace(b"4121.5 e", b": @C"))]
    assert main(["--only", "density", "--out", str(project)]) == 0
    said = capfd.readouterr().out
    assert "density: +0 rows, 2 values revised" in said
    assert "0 unchanged, 1 changed, 0 not fetched\n" in said


@pytest.mark.loopback
def test_a_failing_indicator_keeps_its_old_file(
    server: Script, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    shelf = Shelf(observations(project), project)
    old = shelf.put("cpi", 80.0, shelf.shipped).read_bytes()
    server.answers = [Answer(status=404), Answer(status=404), Answer(body=TSV)]  # the list of releases is first
    assert main(["--only", "cpi", "density", "--out", str(project)]) == 1
    assert "not fetched: cpi: the service refuses (404)" in capfd.readouterr().err
    assert store.path_of("cpi", observations(project)).read_bytes() == old
    assert [entry["id"] for entry in manifest(project)["indicators"]] == ["density", "cpi"]
    assert not list(project.rglob("*.tmp"))


@pytest.mark.loopback
def test_without_new_boundaries_the_figures_are_still_fetched(
    server: Script, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    monkeypatch.setattr(refresh, "CATALOGUE", {"density": CATALOGUE["density"]})
    server.answers = [Answer(status=404), Answer(body=TSV)]
    assert main(["--out", str(project)]) == 1
    assert "not fetched: boundaries: the service refuses (404)" in capfd.readouterr().err
    assert [entry["id"] for entry in manifest(project)["indicators"]] == ["density"]


@pytest.mark.loopback
def test_a_damaged_old_file_is_replaced(server: Script, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    server.answers = [Answer(body=TSV)]
    path = store.path_of("density", observations(project))
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PAR1")
    assert main(["--only", "density", "--out", str(project)]) == 0
    assert cells(parquet.read(path)[0])["BE", "2021"][0] == 380.1


@pytest.mark.loopback
def test_what_nobody_has_seen_may_fail_and_is_asked_of_no_mirror(
    server: Script, project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    server.answers = [Answer(status=404)]
    assert main(["--only", "warm", "--out", str(project)]) == 0
    assert "warm: still not seen: the service refuses (404)" in capfd.readouterr().out
    assert manifest(project)["indicators"] == []
    assert "warm" not in refresh._every_id()
    monkeypatch.delenv(ONE_BASE)
    assert "warm" in refresh._every_id()


def test_places_that_are_on_no_map_are_not_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Metropolitan regions have no shapes here: held, they would be an empty map."""
    entry = CATALOGUE["netmig_met"]
    table = check(geography.resolve(rows(("DE001MC", "2020", 1.0), ("DE", "2020", 2.0))), entry)
    found = Observations(table=table, indicator=entry, provenance=OLD)
    monkeypatch.setattr(refresh, "obtain", lambda *_arguments, **_options: found)
    with pytest.raises(UnexpectedPayload, match="on a map"):
        refresh._figures(entry, lambda _url, _source: b"")


def test_an_unknown_indicator_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "nope", "--out", str(tmp_path)])
    assert "'nope'" in capfd.readouterr().err


@pytest.mark.slow
def test_the_committed_snapshot_is_what_the_standin_gives(
    standin: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ONE_BASE, standin)
    monkeypatch.setattr(boundaries, "write", lambda _ask, _out: [])
    monkeypatch.setattr(world, "write", lambda _ask, _out: None)
    assert main(["--out", str(project)]) == 0
    expected = json.loads((COMMITTED / "manifest.json").read_text(encoding="utf-8"))
    for part in ("indicators", "flows", "points"):
        made = [undated(entry) for entry in manifest(project)[part]]
        assert made == [undated(entry) for entry in expected[part]]
    for part, folder in (("indicators", "observations"), ("flows", ""), ("points", "")):
        for entry in expected[part]:
            fresh, committed = (root / folder / entry["file"] for root in (observations(project).parent, COMMITTED))
            assert redated(fresh, committed) == committed.read_bytes(), entry["id"]
    nothing_new(standin, project)


def redated(path: Path, like: Path) -> bytes:
    """The bytes of a file with the retrieval date of another one: all else must be the same."""
    arrow = pq.read_table(path)
    provenance = replace(parquet.read_provenance(path), retrieved_at=parquet.read_provenance(like).retrieved_at)
    parquet.write(path, arrow.to_pandas(), provenance)
    return path.read_bytes()


def nothing_new(standin: str, project: Path) -> None:
    """A second refresh asks Eurostat's list once, and everything else once and by condition."""
    before = {path: path.read_bytes() for path in observations(project).rglob("*.parquet")}
    ask(f"{standin}/__log/clear", b"")
    assert main(["--out", str(project)]) == 0
    asked = [one for one in json.loads(ask(f"{standin}/__log")) if not one["path"].startswith("/__")]
    assert [one["path"] for one in asked if not one["if_none_match"]] == [LISTING]
    assert {one["status"] for one in asked if one["if_none_match"]} == {304}
    assert max(Counter((one["path"], one["query"]) for one in asked).values()) == 1
    assert not [one for one in asked if one["path"].startswith("/eurostat/") and one["path"] != LISTING]
    assert before == {path: path.read_bytes() for path in observations(project).rglob("*.parquet")}


def ask(url: str, body: bytes | None = None) -> bytes:
    with urllib.request.urlopen(url, body) as answer:
        found: bytes = answer.read()
    return found


def undated(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without what changes from day to day: the file's bytes hold the day of retrieval."""
    return {name: value for name, value in entry.items() if name not in {"retrieved_at", "sha256"}}
