"""The command: its report as JSON, its exit code, recipes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data_sources.upload.__main__ import main
from tests.data_sources.upload.files import TIDY, workbook

KEYS = (
    "rows columns encoding delimiter decimal layout level vintage matched ambiguous unmatched aggregates periods "
    "measures problems"
).split()


def test_the_report_has_its_keys_and_the_exit_says_whether_it_can_be_mapped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.csv").write_text(TIDY)
    (tmp_path / "bad.csv").write_text(TIDY.replace("DE", "Q1").replace("FR", "Q2"))
    assert main([str(tmp_path / "good.csv"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(KEYS) <= set(report)
    assert (report["rows"], report["columns"], report["level"], report["periods"]) == (3, 3, "country", ["2020"])
    assert main([str(tmp_path / "bad.csv"), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["unmatched"]) == 2


def test_a_file_that_is_refused_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "words.csv").write_text("just words")
    assert main([str(tmp_path / "words.csv"), "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["mapped"] is False
    assert "No line" in told.err
    assert main([str(tmp_path / "none.csv")]) == 1


def test_a_sheet_is_chosen_and_a_recipe_saved_and_applied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["region", "year", "value"], ["Lombardia", 2020, 1], ["Piemonte", 2020, 2], ["Ligura", 2020, 3]]
    (tmp_path / "book.xlsx").write_bytes(workbook({"One": rows, "Two": rows}))
    recipe = tmp_path / "recipe.json"
    book = str(tmp_path / "book.xlsx")
    assert main([book, "--sheet", "Two", "--accept-all", "--save-recipe", str(recipe)]) == 0
    capsys.readouterr()
    assert main([book, "--recipe", str(recipe), "--json", "--cleaned", str(tmp_path / "clean.csv")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["sheet"] == "Two"
    assert len(report["matched"]) == 3
    assert "ITC3,Liguria" in (tmp_path / "clean.csv").read_text("utf-8-sig")
