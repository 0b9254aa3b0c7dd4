"""A seminar pack: whole or refused, with the figures as they are held, and installed without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboard import citation, withheld
from dashboard import pack as making
from data_sources import pack, parquet, roots, store
from data_sources.catalogue import CATALOGUE
from data_sources.model import Level
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

STORY = "who_received"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return making.make(STORY, tmp_path_factory.mktemp("packs") / "seminar")


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """The check as `make run` starts it: with nothing of this project but the one file."""
    command = [sys.executable, "-S", "-I", str(ROOT / "data_sources" / "pack.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder.parent)


def test_a_pack_holds_figures_shapes_and_a_story_that_opens_by_itself(whole: Path) -> None:
    content = pack.check(whole)
    assert (content["story"], content["snapshot"]) == (STORY, citation.snapshot_id())
    rewritten = {store.path_of(id, store.SNAPSHOT) for id in withholding()}
    for folder in (roots.SNAPSHOT, roots.STATIC):
        for path in (one for one in folder.rglob("*") if one.is_file() and one not in rewritten):
            assert (whole / path.relative_to(roots.ROOT)).read_bytes() == path.read_bytes()
    for lang in ("en", "fr"):
        assert (whole / f"story-{lang}.html").stat().st_size < 5_000_000
    assert checked(whole).stdout.strip() == str(whole)


def withholding() -> list[str]:
    """Ids of the neighbourhood tables in which small counts are withheld."""
    near = [id for id in store.held() if Level.DISTRICT in CATALOGUE[id].levels]
    tables = {id: store.load(id) for id in near}
    return [id for id, held in tables.items() if withheld.guarded(held, tables.__getitem__) is not held]


def test_the_files_of_a_pack_hold_no_small_count_of_a_neighbourhood(whole: Path) -> None:
    assert {"bhm_english_none", "gla_crowded_n", "bcn_tertiary"} <= set(withholding())
    for id in withholding():
        table, origin = parquet.read(store.path_of(id, whole / store.SNAPSHOT.relative_to(roots.ROOT)))
        shown = withheld.guarded(store.load(id), store.load)
        assert table["obs_value"].equals(shown.table["obs_value"])
        assert str(origin.notes[-1]) == str(shown.provenance.notes[-1])


def test_a_changed_file_is_refused_by_its_name(copy: Path) -> None:
    figures = next((copy / "data_sources" / "snapshot" / "observations").rglob("*.parquet"))
    content = bytearray(figures.read_bytes())
    content[len(content) // 2] ^= 1
    figures.write_bytes(content)
    done = checked(copy)
    assert done.returncode == 1
    assert f"changed: {figures.relative_to(copy).as_posix()}" in done.stderr


def test_a_missing_and_an_added_file_are_refused(copy: Path) -> None:
    (copy / "story.json").unlink()
    (copy / "static" / "more.json").write_text("{}", encoding="utf-8")
    done = checked(copy)
    assert "missing: story.json" in done.stderr
    assert "not in its list: static/more.json" in done.stderr


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "nexus-atlas-pack", "version": 9}', "{"])
def test_another_list_is_refused_in_words(copy: Path, text: str) -> None:
    (copy / pack.LIST).write_text(text, encoding="utf-8")
    done = checked(copy)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith((".", "reads 1."))


def test_a_folder_without_a_list_and_an_archive_are_refused(tmp_path: Path) -> None:
    assert "no seminar pack" in checked(tmp_path).stderr
    archive = tmp_path / "pack.zip"
    archive.write_bytes(b"")
    assert "Unpack it first" in checked(archive).stderr


def test_nothing_is_left_where_a_pack_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise making.CannotPack("no wheels today")

    monkeypatch.setattr(making, "_wheels", broken)
    with pytest.raises(making.CannotPack):
        making.make(STORY, tmp_path / "seminar", wheels=True)
    assert list(tmp_path.iterdir()) == []


def test_the_command_names_unknown_stories_and_keeps_what_is_there(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert making.main(["nonsense", "--out", str(tmp_path / "one")]) == 1
    assert "who_received" in capsys.readouterr().err
    assert making.main([STORY, "--out", str(whole)]) == 1
    assert "already there" in capsys.readouterr().err


def _tiny_wheel(folder: Path) -> str:
    """A wheel of one module that nobody has published; returns its name."""
    name = "nexus_atlas_tiny"
    info = f"{name}-1.0.dist-info"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}.py", "here = True\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return name


def _listed(folder: Path) -> None:
    content = {"format": pack.FORMAT, "version": pack.VERSION, "files": pack.listed(folder)}
    (folder / pack.LIST).write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.slow
def test_make_installs_from_the_pack_alone_and_refuses_a_changed_one(tmp_path: Path) -> None:
    app, seminar = tmp_path / "app", tmp_path / "seminar"
    (app / "data_sources").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", app)
    shutil.copy(ROOT / "data_sources" / "pack.py", app / "data_sources")
    name = _tiny_wheel(seminar / "wheels")
    (app / "requirements.txt").write_text(f"{name}==1.0\n", encoding="utf-8")
    _listed(seminar)
    # no index answers at this port: whatever asks for one fails
    offline = {**os.environ, "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PACK": str(seminar)}
    command = ["make", "-s", "-C", str(app), f"PACK={seminar}", f"PYTHON={sys.executable}"]

    def done(target: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, target], capture_output=True, text=True, check=False, env=offline)

    first = done(".venv/installed-run")
    assert first.returncode == 0, first.stderr
    python = app / ".venv" / "bin" / "python"
    assert subprocess.run([str(python), "-c", f"import {name}"], check=False).returncode == 0
    (seminar / "wheels" / "more.txt").write_text("not listed", encoding="utf-8")
    refused = done("run")
    assert refused.returncode != 0
    assert "not in its list: wheels/more.txt" in refused.stderr
