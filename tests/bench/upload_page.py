"""A file of a million rows dropped on the page in a browser, until its map is drawn, by a server just started."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page

from tests.bench.browsing import browser
from tests.bench.memory import held_from_here, memory
from tests.bench.upload import a_million_rows
from tests.e2e.server import serve

_PATIENCE_MS = 180_000


def upload_page() -> dict[str, float]:
    """`seconds` from the drop to the map, `report_seconds` to the report; `peak_mb`, `above_mb` the server at rest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_bytes(a_million_rows())
        with serve("app.py", Path(folder) / "log") as server, browser() as chromium:
            page = chromium.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{server.url}/your_data")
            page.locator("input[type=file]").first.wait_for(state="attached", timeout=_PATIENCE_MS)
            before = held_from_here(server.pid)
            report, seconds = _dropped(page, path)
            peak = memory(server.pid, "VmHWM")
    return {"seconds": seconds, "report_seconds": report, "peak_mb": peak, "above_mb": peak - before}


def _dropped(page: Page, path: Path) -> tuple[float, float]:
    """Seconds from the drop to the report, and to the map."""
    start = perf_counter()
    page.locator("input[type=file]").first.set_input_files(path)
    button = page.get_by_role("button", name="Show on the map")
    button.wait_for(timeout=_PATIENCE_MS)
    report = perf_counter() - start
    button.click()
    page.locator('.atlas[data-drawn="1"]').first.wait_for(timeout=_PATIENCE_MS)
    return report, perf_counter() - start
