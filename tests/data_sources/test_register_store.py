"""The register on disk: what is accepted stays, what is removed is gone from every byte."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data_sources.errors import UploadError
from data_sources.register import demonstration, sharing, store
from data_sources.register.__main__ import main
from data_sources.register.model import Agreement, Entry
from data_sources.register.reading import json_text
from data_sources.register.vocabulary import Consent, Kind, Origin
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

DAY = date(2026, 11, 22)
MARK = "Zwalmvallei Huiskamer"
CONTACT = "huiskamer@zwalmvallei.example"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEXUS_ATLAS_KEPT", str(tmp_path / "kept"))
    return tmp_path / "kept"


def made(id: str, name: str = "A meeting place", **fields: object) -> Entry:
    """A real-looking entry, made from a fictional one."""
    base = next(one for one in demonstration.entries() if one.kind is Kind.INITIATIVE)
    return replace(
        base,
        id=id,
        name=name,
        provenance=Origin.FORM,
        consent=Agreement(status=Consent.GIVEN, date=DAY),
        contact=CONTACT,
        **fields,  # type: ignore[arg-type]  # as a test names them
    )


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_what_is_accepted_is_read_back_whole(folder: Path) -> None:
    new = (made("one"), made("two", "Another place"))
    assert store.accept(new, DAY) == store.Accepted(added=2, changed=0, same=0)
    assert store.entries() == new
    again = replace(new[0], outcome_notes="Forty people came.")
    assert store.accept((again, new[1]), DAY) == store.Accepted(added=0, changed=1, same=1)
    assert [(one.what, one.fields) for one in store.history()] == [
        ("added", ()),
        ("added", ()),
        ("changed", ("outcome_notes",)),
    ]
    assert folder.is_dir()


def test_one_bad_entry_keeps_the_whole_file_out(folder: Path) -> None:
    with pytest.raises(UploadError, match="demonstration"):
        store.accept((made("one"), demonstration.entries()[0]), DAY)
    withdrawn = replace(made("two"), consent=Agreement(status=Consent.WITHDRAWN))
    with pytest.raises(UploadError, match="withdrawn"):
        store.accept((made("one"), withdrawn), DAY)
    assert store.entries() == ()
    assert folder.exists() is False or b"A meeting place" not in every_byte(folder)


def test_a_removed_entry_is_in_no_byte_of_the_register(folder: Path) -> None:
    others = tuple(made(f"other-{n}") for n in range(40))
    store.accept((*others, made("gone", MARK)), DAY)
    store.accept((replace(made("gone", MARK), outcome_notes="Changed twice."),), DAY)
    before = store.export()
    assert MARK.encode() in every_byte(folder)
    stone = store.remove("gone", DAY)
    left = every_byte(folder)
    for trace in (MARK, "gone", "Changed twice"):
        assert trace.encode() not in left, trace
    assert stone.encode() in left
    assert len(store.entries()) == 40
    assert store.history()[-1].what == "removed"
    assert MARK not in store.export()
    assert store.removed_since(before) == 1
    assert store.removed_since(store.export()) == 0


def test_a_reader_does_not_keep_a_removed_entry_in_the_log(folder: Path) -> None:
    store.accept((made("one"), made("gone", MARK)), DAY)
    stop = threading.Event()

    def read_on() -> None:
        while not stop.is_set():
            store.entries()

    reader = threading.Thread(target=read_on)
    reader.start()
    try:
        store.remove("gone", DAY)
    finally:
        stop.set()
        reader.join()
    assert MARK.encode() not in every_byte(folder)


def test_an_unknown_id_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "nobody"]) == 1
    assert "No entry has the id 'nobody'." in capsys.readouterr().err
    assert folder.is_dir()


def test_exports_hold_no_contact_and_no_entry_without_consent(folder: Path) -> None:
    silent = replace(made("silent", "A silent place"), consent=Agreement(status=Consent.NOT_RECORDED))
    public = replace(made("open"), consent=Agreement(status=Consent.GIVEN, date=DAY, contact_public=True))
    store.accept((made("one"), silent, public), DAY)
    found = json.loads(store.export())
    assert [one["id"] for one in found["entries"]] == ["one", "open"]
    assert [one["contact"] for one in found["entries"]] == ["", CONTACT]
    assert set(found["stones"]) == {"one", "open"}
    assert "A silent place" not in sharing.csv_export(store.entries())
    assert folder.is_dir()


_WRITER = """
import sys, datetime
from pathlib import Path
from data_sources.register import store
from data_sources.register.reading import read
for entry in read(Path(sys.argv[1]).read_text(encoding="utf-8")).all_or_nothing():
    store.accept((entry,), datetime.date(2026, 11, 22))
    print(entry.id, flush=True)
"""


def _writer(folder: Path, ids: list[str]) -> subprocess.Popen[str]:
    file = folder.parent / f"{ids[0]}.json"
    file.write_text(json_text(made(id) for id in ids), encoding="utf-8")
    command = [sys.executable, "-c", _WRITER, str(file)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_what_two_writers_accepted_survives_that_they_are_killed(folder: Path) -> None:
    ids = [[f"{name}-{n:03}" for n in range(900)] for name in ("left", "right")]
    told: list[str] = []
    with ExitStack() as ending:
        writers = [ending.enter_context(_writer(folder, one)) for one in ids]
        for writer in writers:
            ending.callback(writer.kill)
        for writer in writers:
            assert writer.stdout
            told += [writer.stdout.readline().strip() for _ in range(8)]
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            rest, _ = writer.communicate()
            told += [line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")]
            assert writer.returncode == -signal.SIGKILL
    held = {one.id for one in store.entries()}
    assert set(told) <= held
    assert held <= {id for one in ids for id in one}
    store.accept((made("after"),), DAY)
    assert "after" in {one.id for one in store.entries()}


def test_the_command_previews_accepts_and_exports(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "new.json", tmp_path / "out.csv"
    file.write_text(json_text([made("one")]), encoding="utf-8")
    assert main(["preview", str(file)]) == 0
    said = capsys.readouterr().out
    assert store.reference([made("one")]) in said
    assert "new      one" in said
    assert CONTACT not in said
    assert main(["accept", str(file)]) == 0
    assert main(["export", str(out)]) == 0
    assert CONTACT not in out.read_text(encoding="utf-8")
    kept = tmp_path / "kept.json"
    assert main(["export", str(kept)]) == 0
    assert main(["remove", "one"]) == 0
    capsys.readouterr()
    assert main(["check", str(kept)]) == 1
    assert "removed since" in capsys.readouterr().out
    assert folder.is_dir()


def test_a_file_that_is_not_there_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accept", str(folder / "nothing.json")]) == 1
    assert "nothing.json" in capsys.readouterr().err


def test_a_reference_is_of_what_the_file_says() -> None:
    assert store.reference([made("one")]) == store.reference([made("one")])
    assert store.reference([made("one")]) != store.reference([made("one", "Another name")])
