"""What axe finds to complain about on a page, once it has come to rest."""

from __future__ import annotations

import time
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_OPTIONS = {"runOnly": {"type": "tag", "values": list(RULES)}, "resultTypes": ["violations"]}
_REST_S = 15.0
_PAUSE_MS = 1000


def violations(page: Page) -> list[str]:
    """One line for each element that breaks a rule, and goes on breaking it: a page drawn anew is pale for a moment."""
    until = time.monotonic() + _REST_S
    while (found := _now(page)) and time.monotonic() < until:
        page.wait_for_timeout(_PAUSE_MS)
    return found


def _now(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options=_OPTIONS).response
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]} {node['failureSummary'][:300]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
