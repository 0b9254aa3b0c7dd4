"""`python -m tests.bench [--only PREFIX]`: measures, prints the figures, merges them into bench.json as they come."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence

from tests.bench.brief import brief
from tests.bench.first_map import first_map
from tests.bench.follow import follow_100, follow_join
from tests.bench.load import load_5m, load_300k, map_frame
from tests.bench.pages import control, page_open
from tests.bench.present import present_step
from tests.bench.upload import upload_1m
from tests.bench.upload_page import upload_page
from tests.bench.viewers import viewers_300
from tests.bench.year_step import play_fps, year_step, year_step_browser
from tests.e2e.server import ROOT

Measures = dict[str, float]

BENCHES: dict[str, Callable[[], Measures]] = {
    "year_step": year_step,
    "year_step_browser": year_step_browser,
    "play_fps": play_fps,
    "first_map": first_map,
    "page_open": page_open,
    "control": control,
    "viewers_300": viewers_300,
    "load_300k": load_300k,
    "load_5m": load_5m,
    "map_frame": map_frame,
    "brief": brief,
    "present_step": present_step,
    "upload_1m": upload_1m,
    "upload_page": upload_page,
    "follow_100": follow_100,
    "follow_join": follow_join,
}
"""Name -> what measures it. A new measurement is one module and one line here."""

RESULTS = ROOT / "bench.json"


def main(arguments: Sequence[str]) -> int:
    """0, or 2 where no measurement has a name that begins so."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", default="", metavar="PREFIX", help="the measurements whose names begin so")
    prefix = parser.parse_args(arguments).only
    chosen = {name: bench for name, bench in BENCHES.items() if name.startswith(prefix)}
    if not chosen:
        print(f"no measurement begins with {prefix!r}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    for name, bench in chosen.items():
        found = {name: bench()}
        print(table(found), flush=True)
        merge(found)
    return 0


def full_names(found: dict[str, Measures]) -> Measures:
    """Every figure by its measurement's name and its own, such as `first_map_cold_ms`."""
    return {f"{name}_{figure}": value for name, figures in found.items() for figure, value in figures.items()}


def table(found: dict[str, Measures]) -> str:
    """One line a figure: full name, value."""
    rows = [(name, f"{_rounded(value):,}") for name, value in full_names(found).items()]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "\n".join(f"{name:<{widths[0]}}  {value:>{widths[1]}}" for name, value in rows)


def _rounded(value: float) -> float:
    """One decimal, of figures under ten three: seconds are of that size."""
    return round(value, 1 if abs(value) >= 10 else 3)


def merge(found: dict[str, Measures]) -> None:
    """Write the figures into bench.json, by measurement and by full name; those not made now stay."""
    held = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    rounded = {name: {key: _rounded(value) for key, value in figures.items()} for name, figures in found.items()}
    RESULTS.write_text(json.dumps(held | rounded | full_names(rounded), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
