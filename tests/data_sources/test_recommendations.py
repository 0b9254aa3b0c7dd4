"""Accepted recommendations: kept whole by whoever is killed, written by two at once, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_sources import recommendations
from data_sources.recommendation_files import COLUMNS, as_csv, as_json
from data_sources.recommendations import NotKept, Recommendation, keep, kept
from tests.conftest import ROOT

ONE = Recommendation(
    id="abc234-0123456789ab",
    text="Build homes near work",
    endorsements=3,
    day=date(2026, 11, 22),
    story="who_received",
    step="who_received.ranks",
    page="explore",
    view={"indicator": "asy_first", "year": "2015"},
    snapshot="2026-11-22.ac56f0",
)

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from data_sources.recommendations import keep
from tests.data_sources.test_recommendations import ONE
for n in range(int(sys.argv[3])):
    keep(replace(ONE, id=f"{sys.argv[2]}-{n}"), Path(sys.argv[1]))
    print(n, flush=True)
"""


def writer(folder: Path, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(times)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_is_kept_is_read_as_it_was(tmp_path: Path) -> None:
    assert kept(folder=tmp_path / "none") == ()
    others = (replace(ONE, id="b", endorsements=9), replace(ONE, id="c", day=date(2027, 1, 2), view={}))
    for one in (ONE, *others):
        keep(one, tmp_path)
    assert kept(folder=tmp_path) == (others[1], others[0], ONE)
    assert kept({ONE.id}, tmp_path) == (ONE,)
    assert kept(set(), tmp_path) == ()


def test_where_it_lies_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path / "kept"))
    keep(ONE)
    assert kept() == (ONE,)
    assert (tmp_path / "kept" / recommendations.FILE).is_file()


def test_accepted_again_it_stays_one_and_loses_no_endorsement(tmp_path: Path) -> None:
    for endorsements in (3, 5, 1):
        keep(replace(ONE, endorsements=endorsements, day=date(2026, 11, 20 + endorsements)), tmp_path)
    assert kept(folder=tmp_path) == (replace(ONE, endorsements=5, day=date(2026, 11, 23)),)


def test_two_servers_write_at_once(tmp_path: Path) -> None:
    both = [writer(tmp_path, name, 40) for name in ("first", "second")]
    assert [one.wait(60) for one in both] == [0, 0]
    for one in both:
        assert one.stdout is not None
        one.stdout.close()
    assert {one.id for one in kept(folder=tmp_path)} == {
        f"{name}-{n}" for name in ("first", "second") for n in range(40)
    }


def test_what_a_killed_server_had_written_is_there(tmp_path: Path) -> None:
    with writer(tmp_path, "killed", 100_000) as one:
        assert one.stdout is not None
        told = [one.stdout.readline() for _ in range(20)]
        os.kill(one.pid, signal.SIGKILL)
    assert len(told) == 20
    there = {found.id for found in kept(folder=tmp_path)}
    assert there >= {f"killed-{n}" for n in range(20)}
    keep(ONE, tmp_path)
    assert ONE in kept(folder=tmp_path)


def test_it_takes_so_many_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recommendations, "MOST", 1)
    keep(ONE, tmp_path)
    with pytest.raises(NotKept):
        keep(replace(ONE, id="b"), tmp_path)
    keep(replace(ONE, endorsements=4), tmp_path)
    assert kept(folder=tmp_path) == (replace(ONE, endorsements=4),)


def test_a_disk_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(NotKept):
        keep(ONE, tmp_path / "file")
    (tmp_path / recommendations.FILE).write_text("no table of ours, and long enough to look like something else")
    with pytest.raises(NotKept):
        kept(folder=tmp_path)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_no_formula_runs_in_a_spreadsheet(text: str) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv([replace(ONE, text=text)]).decode("utf-8-sig"))))
    assert rows[0]["text"] == f"'{text}"


def test_files_hold_every_row_with_the_way_back_to_its_view() -> None:
    found = (ONE, replace(ONE, id="b", text="É, “quoted”\n", view={}))
    rows = list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"), newline="")))
    assert [tuple(row) for row in rows] == [COLUMNS, COLUMNS]
    assert [row["address"] for row in rows] == ["explore?indicator=asy_first&year=2015", "explore"]
    read = json.loads(as_json(found))
    assert [row["view"] for row in read] == [ONE.view, {}]
    assert [row["text"] for row in rows] == [row["text"] for row in read] == [one.text for one in found]
    assert read[0]["day"] == "2026-11-22"
