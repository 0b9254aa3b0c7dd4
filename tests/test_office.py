"""The Word file of a brief opens in LibreOffice and stays whole: two pages, headings, texts, heads that repeat."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.brief import Brief, docx, neighbourhood, of_place
from dashboard.brief.blocks import Heading, blocks
from dashboard.profile.facts import place
from dashboard.view import View
from data_sources import geography
from data_sources.model import Level
from tests.bench.brief import desk, figures
from tests.conftest import ROOT
from tests.dashboard.test_brief_more import pair_brief

OFFICE_PATH = ROOT / ".venv" / "office-path"
"""Written by tests/setup_office.py."""

PAGES = re.compile(rb"/Type\s*/Page\b")
NS = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
LONG = str(max(geography.places()["name"], key=len))
DISTRICT = "UK002C_E05011119"
BIRMINGHAM = ("bhm_crowded", "bhm_deprived", "bhm_english", "bhm_claimant_share", "bhm_children")

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def office() -> str:
    """The LibreOffice that `make office` found."""
    noted = OFFICE_PATH.read_text(encoding="utf-8").strip() if OFFICE_PATH.is_file() else ""
    path = os.environ.get("NEXUS_OFFICE", "") or noted or shutil.which("soffice") or ""
    if not path:
        pytest.fail("no LibreOffice: run `make office`, or set NEXUS_OFFICE to the path of its soffice")
    return path


def converted(office: str, brief: Brief, folder: Path, form: str) -> Path:
    """The file that LibreOffice makes of the brief's Word file."""
    (folder / "brief.docx").write_bytes(docx.document(brief))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), str(folder / "brief.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"brief.{form}"


def long(brief: Brief) -> Brief:
    """The same with a name as long as there is."""
    table = brief.tables[0]
    return replace(
        brief,
        title=f"{LONG}: who arrives, and how the place is doing",
        takeaways=tuple(point.replace("Glasgow", LONG) for point in brief.takeaways),
        tables=(replace(table, rows=tuple((row[0], LONG, *row[2:]) for row in table.rows)),),
    )


def near() -> Brief:
    """The page of a neighbourhood."""
    made = desk()
    screens = [made.screen(View(indicator=id, level=Level.DISTRICT)) for id in BIRMINGHAM]
    return neighbourhood(place(DISTRICT), "Birmingham", screens, made)


@pytest.mark.parametrize("name", ["BE003C", "UK004C", "DK001C", "BE", "fr", "long", "near", "pair", "pair fr"])
def test_the_word_file_has_its_pages_in_libreoffice(office: str, tmp_path: Path, name: str) -> None:
    makers: dict[str, Callable[[], Brief]] = {
        "fr": lambda: of_place(place("BE003C"), figures("BE003C"), desk("fr")),
        "long": lambda: long(of_place(place("UK004C"), figures("UK004C"), desk())),
        "near": near,
        "pair": pair_brief,
        "pair fr": lambda: pair_brief("fr"),
    }
    brief = makers[name]() if name in makers else of_place(place(name), figures(name), desk())
    made = converted(office, brief, tmp_path, "pdf").read_bytes()
    assert len(PAGES.findall(made)) == (1 if brief.one_page else 2)


def test_headings_texts_of_pictures_and_table_heads_are_kept(office: str, tmp_path: Path) -> None:
    brief = of_place(place("BE003C"), figures("BE003C"), desk())
    with zipfile.ZipFile(converted(office, brief, tmp_path, "odt")) as archive:
        content = ET.fromstring(archive.read("content.xml"))  # noqa: S314  made by LibreOffice a moment ago
        meta = archive.read("meta.xml").decode()
    headings = ["".join(one.itertext()) for one in content.iterfind(".//text:h", NS)]
    assert headings == [one.text for one in blocks(brief) if isinstance(one, Heading)]
    described = ["".join(one.itertext()) for one in content.iterfind(".//svg:desc", NS)]
    assert described == [one.alt for one in brief.pictures]
    heads = content.findall(".//table:table-header-rows", NS)
    assert len(heads) == len(brief.tables)
    said = ["".join(cell.itertext()) for cell in heads[0].iterfind(".//table:table-cell", NS)]
    assert tuple(said) == brief.tables[0].columns
    assert brief.title in meta
