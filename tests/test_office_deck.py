"""The PowerPoint of a story opens in LibreOffice: as many pages as slides, and every sentence is on its page."""

from __future__ import annotations

import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.deck import pptx
from dashboard.deck.pptx import About
from dashboard.story.slides import slide, told
from dashboard.story.stories import STORIES
from tests.dashboard.story_desk import desk
from tests.test_office import PAGES, office

__all__ = ["office"]

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"

pytestmark = [pytest.mark.office, pytest.mark.slow]


def converted(program: str, content: bytes, folder: Path, form: str) -> Path:
    """The file that LibreOffice makes of the slides."""
    (folder / "story.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        str(folder / "story.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"story.{form}"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_story_of_the_project_has_a_page_a_slide_in_libreoffice(office: str, tmp_path: Path, lang: str) -> None:
    story, at = STORIES[0], desk(lang)
    slides = [slide(story, n, at) for n in range(len(story.steps))]
    about = About(
        question=told(story.question, at.say),
        why=told(story.why, at.say),
        day=date(2026, 11, 22),
        snapshot="Snapshot",
        citation="To cite this.",
        link="http://localhost:8501/present",
    )
    content = pptx.document(slides, about, at)
    made = converted(office, content, tmp_path, "pdf")
    assert len(PAGES.findall(made.read_bytes())) == len(slides) + 2
    with zipfile.ZipFile(converted(office, content, tmp_path, "odp")) as archive:
        pages = list(ET.fromstring(archive.read("content.xml")).iter(f"{DRAW}page"))  # noqa: S314  made a moment ago
    for one, page in zip(slides, pages[1:], strict=False):
        words = flat("".join(page.itertext()))
        assert flat(one.title) in words
        assert flat(one.made.takeaway) in words
        assert flat(one.note) in words
        assert flat(one.made.alt) in {flat("".join(found.itertext())) for found in page.iter(f"{SVG}desc")}


def flat(words: str) -> str:
    """Words without any kind of space, which LibreOffice writes as signs of its own."""
    return re.sub(r"\s", "", words)
