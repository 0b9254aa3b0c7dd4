"""A file of a million rows and six columns, from its bytes to the map, in a process just started."""

from __future__ import annotations

import gc
import io
import json
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
import pandas as pd

from dashboard.history import history
from dashboard.language import language
from dashboard.own_file import OWN_FILE
from dashboard.screen import screen, series
from dashboard.view import View
from data_sources import geography, upload
from data_sources.model import Level
from tests.bench.memory import held_from_here, memory
from tests.e2e.server import ROOT

ROWS = 1_000_000
STARTS = 3
"""Processes started anew; a figure is the middle one."""

_SEED = 11


def upload_1m() -> dict[str, float]:
    """`seconds` to the map, `read_csv_seconds` of pandas alone, `peak_mb` above the process that has only imported."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        path.write_bytes(a_million_rows())
        runs = [_run(str(path)) for _ in range(STARTS)]
    return {name: median(run[name] for run in runs) for name in runs[0]}


def a_million_rows() -> bytes:
    """Synthetic: small regions, years, sexes, ages, a figure with a decimal comma, a flag; semicolons between them."""
    regions = geography.regions()
    codes = regions.loc[(regions["level"] == Level.NUTS3.value) & (regions["vintage"] == "2021"), "code"].unique()[
        :1000
    ]
    at = np.arange(ROWS)
    table = pd.DataFrame(
        {
            "geo": np.asarray(codes, dtype=object)[at % len(codes)],
            "year": 2004 + at // len(codes) % 20,
            "sex": np.array(["T", "F", "M", "NRP", "UNK"], dtype=object)[at // (20 * len(codes)) % 5],
            "age": np.array([f"Y{n}" for n in range(10)], dtype=object)[at // (100 * len(codes)) % 10],
            "value": np.random.default_rng(_SEED).gamma(2.0, 20.0, ROWS).round(1),
            "flag": np.where(at % 50 == 0, "p", ""),
        }
    )
    return table.to_csv(index=False, sep=";", decimal=",").encode()


def _run(path: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.upload", path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _measured(payload: bytes) -> dict[str, float]:
    gc.collect()
    before = held_from_here(os.getpid())
    start = perf_counter()
    report = upload.read("rows.csv", payload)
    held = report.observations(report.indicator("rows"), datetime.now(UTC))
    view = View(indicator=OWN_FILE, level=Level.NUTS3)
    say = language("en")
    shown = series(view, held, None, Level.NUTS3)
    cells = screen(view, shown, Level.NUTS3, say).cells
    size = len(json.dumps(history(shown, say)))
    seconds = perf_counter() - start
    peak_mb = memory(os.getpid(), "VmHWM") - before
    start = perf_counter()
    pd.read_csv(io.BytesIO(payload), sep=";", decimal=",")
    read = perf_counter() - start
    drawn = float(cells["obs_value"].notna().sum())
    return {
        "seconds": seconds,
        "read_csv_seconds": read,
        "peak_mb": peak_mb,
        "places": drawn,
        "history_kb": size / 1000,
    }


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]).read_bytes())))
