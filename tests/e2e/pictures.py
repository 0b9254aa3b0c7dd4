"""`python -m tests.e2e.pictures`: pictures of the pages to look at, and the one in docs/ that the README shows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from tests.e2e.conftest import DESKTOP, launched, reading
from tests.e2e.server import ROOT, serve

FOLDER = ROOT / "tests" / "e2e" / "screenshots"
README_PICTURE = ROOT / "docs" / "screenshot.png"
OF_README = "/explore?indicator=pm25&level=nuts3&year=2019"
PAGES = {
    "overview": "/?",
    "explore": f"{OF_README}&places=DED51,BE234,PL22A",
    "counts": "/explore?indicator=asy_all&year=2015&places=DE,SE,HU",
    "places": "/places?places=BE003C",
    "nexus": "/nexus?indicator=c_forborn&level=city&other=p_trust",
}
PHONE, TABLET = (390, 844), (1024, 768)
VARIANTS: dict[str, tuple[Literal["light", "dark"], tuple[int, int], str]] = {
    "light": ("light", DESKTOP, ""),
    "dark": ("dark", DESKTOP, ""),
    "phone": ("light", PHONE, ""),
    "tablet": ("light", TABLET, ""),
    "french": ("light", DESKTOP, "&lang=fr"),
}


def take(browser: Browser, base: str, address: str, variant: str, path: Path) -> None:
    """Open a page, wait until it is whole, and save its picture."""
    theme, size, more = VARIANTS[variant]
    with reading(browser, base, theme=theme, size=size) as reader:
        reader.go(address + more)
        reader.page.screenshot(path=path)


def main() -> None:
    """Every page in every variant, and the README's."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve("app.py", Path(folder) / "log", NEXUS_ATLAS_CACHE=str(Path(folder) / "cache")) as server,
        launched() as browser,
    ):
        for variant in VARIANTS:
            for name, address in PAGES.items():
                take(browser, server.url, address, variant, FOLDER / f"{name}-{variant}.png")
        take(browser, server.url, OF_README, "light", README_PICTURE)
    print(f"{len(PAGES) * len(VARIANTS)} pictures in {FOLDER}, and {README_PICTURE}")


if __name__ == "__main__":
    main()
