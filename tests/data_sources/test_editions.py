"""The id of a snapshot: the same for the same figures, another for one other figure; and what came since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data_sources import boundaries, changes, editions
from data_sources.changes import Refresh, Revision
from data_sources.refresh import main
from data_sources.sources.base import ONE_BASE
from tests.data_sources.fault_server import Answer, Script
from tests.observed import rows

TSV = (Path(__file__).parents[1] / "recorded" / "density.tsv").read_bytes()
ENTRY = {"id": "cpi", "retrieved_at": "2026-11-22T03:52:01+00:00", "sha256": "a", "figures": "b", "rows": 2}


def of(created: str = "2026-11-22", **changed: Any) -> str:
    return editions.identity({"created": created, "indicators": [ENTRY | changed], "boundaries": [{"sha256": "c"}]})


def test_the_id_has_the_day_and_what_is_held() -> None:
    assert of().startswith("2026-11-22.")
    fetched_again = of(created="2026-12-01", retrieved_at="2026-12-01T00:00:00+00:00", sha256="z")
    assert fetched_again != of()
    assert editions.same(fetched_again, of())
    assert not editions.same(of(figures="z"), of())
    assert not editions.same(of(rows=3), of())


def test_the_figures_count_and_not_the_day_in_the_file(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"fetched today")
    other.write_bytes(b"fetched yesterday")
    table = rows(("DE", "2020", 10.0), ("FR", "2020", None, "c"))
    first, second = editions.digests(one, table), editions.digests(other, table)
    assert first["figures"] == second["figures"]
    assert first["sha256"] != second["sha256"]
    changed = rows(("DE", "2020", 10.5), ("FR", "2020", None, "c"))
    assert editions.digests(one, changed)["figures"] != first["figures"]


def test_a_folder_without_a_snapshot_has_no_id(tmp_path: Path) -> None:
    assert editions.held(tmp_path) == ""
    (tmp_path / editions.MANIFEST).write_text("{}", encoding="utf-8")
    assert editions.held(tmp_path) == ""


def test_the_committed_snapshot_has_the_digest_of_every_table() -> None:
    manifest = json.loads((editions.SNAPSHOT / editions.MANIFEST).read_text(encoding="utf-8"))
    tables = [entry for part in ("indicators", "flows", "points") for entry in manifest[part]]
    assert [entry["id"] for entry in tables if len(entry["figures"]) != 12] == []
    assert editions.held().startswith(manifest["created"])


@pytest.mark.loopback
def test_one_figure_changed_by_a_refresh(server: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ONE_BASE, server.base)
    monkeypatch.setattr(boundaries, "manifest", lambda _out: [])
    folder = tmp_path / "data_sources" / "snapshot"
    ids = []
    for body in (TSV, TSV, TSV.replace(b"380.1", b"380.2")):
        server.answers = [Answer(body=body)]
        assert main(["--only", "density", "--anew", "--out", str(tmp_path)]) == 0
        ids.append(editions.held(folder))
    first, again, last = ids
    assert editions.same(first, again)
    assert not editions.same(first, last)
    assert changes.since(last, folder) == ()
    (refresh,) = changes.since(first, folder) or ()
    (change,) = refresh.changes
    assert (change.id, change.revised) == ("density", 1)
    (revision,) = change.largest
    assert (revision.old, revision.new) == (380.1, 380.2)
    assert isinstance(revision, Revision)
    assert changes.since("2020-01-01.000000", folder) is None


def test_all_refreshes_after_a_snapshot_are_found(tmp_path: Path) -> None:
    before = ("", "2026-01-01.aaaaaa", "2026-02-01.bbbbbb", "2026-03-01.cccccc")
    for n, id in enumerate(before):
        changes.write(Refresh(started=f"2026-0{n + 1}-02", live=True, finished="then", before=id), tmp_path)
    found = changes.since("2026-02-01.bbbbbb", tmp_path)
    assert [one.before for one in found or ()] == ["2026-03-01.cccccc", "2026-02-01.bbbbbb"]
    assert changes.since("2026-02-09.bbbbbb", tmp_path) == found
    assert changes.since("2025-12-01.dddddd", tmp_path) is None
