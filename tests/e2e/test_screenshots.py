"""Pictures of the pages to look at, and the one in docs/ that the README shows."""

from __future__ import annotations

import os
from typing import Literal

import pytest

from tests.e2e.conftest import DESKTOP, Open
from tests.e2e.server import ROOT

FOLDER = ROOT / "tests" / "e2e" / "screenshots"
README_PICTURE = ROOT / "docs" / "screenshot.png"
PAGES = {
    "overview": "/?",
    "explore": "/explore?indicator=pm25&level=nuts3&year=2019&places=DED51,BE234,PL22A",
    "counts": "/explore?indicator=asy_all&year=2015&places=DE,SE,HU",
}
PHONE, TABLET = (390, 844), (1024, 768)
VARIANTS: dict[str, tuple[Literal["light", "dark"], tuple[int, int], str]] = {
    "light": ("light", DESKTOP, ""),
    "dark": ("dark", DESKTOP, ""),
    "phone": ("light", PHONE, ""),
    "tablet": ("light", TABLET, ""),
    "french": ("light", DESKTOP, "&lang=fr"),
}


@pytest.mark.parametrize("variant", list(VARIANTS))
@pytest.mark.parametrize("name", list(PAGES))
def test_a_picture_is_taken(open_page: Open, name: str, variant: str) -> None:
    theme, size, more = VARIANTS[variant]
    reader = open_page(PAGES[name] + more, theme=theme, size=size)
    reader.map()
    FOLDER.mkdir(exist_ok=True)
    taken = reader.page.screenshot(path=FOLDER / f"{name}-{variant}.png")
    assert taken.startswith(b"\x89PNG")


def test_the_picture_of_the_readme_exists(open_page: Open) -> None:
    """Taken anew only where asked for or missing: fonts differ between machines, and tests leave a clean tree."""
    if os.environ.get("UPDATE_SCREENSHOT") == "1" or not README_PICTURE.exists():
        reader = open_page("/explore?indicator=pm25&level=nuts3&year=2019")
        reader.map()
        reader.page.screenshot(path=README_PICTURE)
    assert README_PICTURE.stat().st_size > 20_000
