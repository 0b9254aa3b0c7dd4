"""A brief in its three formats, in a process just started: what the first reader of a server waits for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from statistics import median
from time import perf_counter

from dashboard import histories, screen
from dashboard.brief import Brief, Desk, of_place
from dashboard.language import language
from dashboard.profile.facts import Fact, facts, place
from dashboard.screen import Screen
from dashboard.view import View
from data_sources import store
from data_sources.catalogue import CATALOGUE
from tests.e2e.server import ROOT

STARTS = 3
"""Processes started anew; a figure is the middle one."""

PLACE = "BE003C"
IDS = (
    "c_forborn c_foreigners netmig_n3 for_ctz imm_rate c_children density cpi egov_12 c_cars c_bike c_income "
    "c_unemployed gdp_n3 ren_share p_housing p_trust pm25 pm25_fua green_fua broadband_n2 arop"
).split()


def brief() -> dict[str, float]:
    """`seconds` from the figures to the three files, `content_seconds` before them, and those of each format."""
    runs = [_run() for _ in range(STARTS)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _run() -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.brief"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def desk(lang: str = "en") -> Desk:
    """A desk that reads the shipped figures, each once."""
    say, load = language(lang), lru_cache(maxsize=None)(store.load)

    @cache
    def shown(view: View) -> Screen:
        people = load(CATALOGUE[view.indicator].denominator) if view.per_head else None
        found = screen.series(view, load(view.indicator), people, view.level)
        return screen.screen(view, found, view.level, say)

    return Desk(
        say=say,
        screen=shown,
        histories=lambda view: histories.histories(shown(view), view.places),
        provenance=lambda id: load(id).provenance,
        day=date(2026, 11, 22),
        link="https://atlas.example/places?places=BE003C",
        citation="Nexus Atlas: Gent.",
        snapshot="2026-11-22.3fa9c1",
    )


def figures(code: str) -> tuple[Fact, ...]:
    """What a profile finds of a place, of a few indicators: the page has them before a brief is asked for."""
    held = store.held()
    return facts(code, store.load, [id for id in IDS if id in held], year=2026)


def measured() -> dict[str, float]:
    """Seconds of the content and of each format, with the libraries that they load."""
    found, made = figures(PLACE), {}
    begun = perf_counter()
    written = of_place(place(PLACE), found, desk())
    made["content_seconds"] = perf_counter() - begun
    for name, write in _writers():
        start = perf_counter()
        write(written)
        made[f"{name}_seconds"] = perf_counter() - start
    return made | {"seconds": perf_counter() - begun}


def _writers() -> list[tuple[str, Callable[[Brief], bytes]]]:
    from dashboard.brief import docx, page, pdf  # noqa: PLC0415  their loading is part of what is measured

    return [("docx", docx.document), ("pdf", pdf.pdf), ("html", page.html)]


if __name__ == "__main__":
    print(json.dumps(measured()))
