"""Whole data sets to a tidy table: this project, two clients from PyPI, and the bare download with unpacking.

Every loader runs in a process of its own, all of them in every round, so that a busy moment meets them all alike.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from statistics import median
from typing import Any

from data_sources.sources.base import ONE_BASE
from tests.bench.data_service import API, service
from tests.bench.loaders import CLIENTS
from tests.bench.synthetic import Body, synthetic
from tests.conftest import OPENDATA
from tests.e2e.server import ROOT

REAL = "migr_imm8"
"""Immigration by age and sex: the largest data set the stand-in has whole."""

ROUNDS = 3
_FLAGLESS = frozenset({"pyjstat"})
_CLOSE = 1e-9


def load_300k() -> dict[str, float]:
    """A real data set of 285,000 values; nothing where the stand-in is not there."""
    if not OPENDATA.is_dir():
        print(f"load_300k is left out: {OPENDATA} is not there")
        return {}
    with _standin() as base, urllib.request.urlopen(f"{base}{API}/sdmx/2.1/data/{REAL}?format=TSV") as answer:
        text = answer.read().decode().replace("\r\n", "\n").replace("\n", "\r\n")
    return _compared(Body(REAL, text))


def load_5m() -> dict[str, float]:
    """A synthetic data set of five million cells."""
    return _compared(_synthetic())


def map_frame() -> dict[str, float]:
    """One year and level of the synthetic data set, stored by this project; beside it duckdb's count of the rows."""
    _clients()
    body = _synthetic()
    with tempfile.TemporaryDirectory() as folder, service(body) as base:
        path = str(Path(folder) / "data.parquet")
        _run(base, "keep", body.code, path)
        rounds = [_run(base, "maps", body.code, path) for _ in range(ROUNDS)]
    return {name: median(one[name] for one in rounds) for name in rounds[0]}


@lru_cache(maxsize=1)
def _synthetic() -> Body:
    return synthetic()


def _compared(body: Body) -> dict[str, float]:
    loaders = ("ours", "gunzip", *_clients())
    with service(body) as base:
        rounds = [{name: _checked(name, _run(base, name, body.code), body) for name in loaders} for _ in range(ROUNDS)]
    times = {
        f"{name}_{figure}".removeprefix("ours_"): median(one[name][figure] for one in rounds)
        for figure in ("seconds", "cpu_seconds")
        for name in loaders
    }
    return {**times, "peak_mb": median(one["ours"]["peak_mb"] for one in rounds)}


def _run(base: str, *arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.loaders", *arguments]
    answer = subprocess.run(
        command, cwd=ROOT, env=os.environ | {ONE_BASE: base}, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{answer.stderr}")
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _checked(name: str, found: dict[str, float], body: Body) -> dict[str, float]:
    """The figures of a run that found what is there; a client without flags is held to its values."""
    keys = ("values", "sum") if name in _FLAGLESS else tuple(body.expected)
    wrong = {key: found[key] for key in keys if key in found and not _same(found[key], body.expected[key])}
    if wrong:
        raise SystemExit(f"{name} loads {body.code} wrong: {wrong}, not {body.expected}")
    return found


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_CLOSE)


@lru_cache(maxsize=1)
def _clients() -> tuple[str, ...]:
    """The clients to measure beside; none, with the reason, where they cannot be installed."""
    wanted = ROOT / "requirements-bench.txt"
    stamp = CLIENTS / "installed"
    if not stamp.exists() or stamp.read_bytes() != wanted.read_bytes():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        command = [*pip, "--no-deps", "--upgrade", "--target", str(CLIENTS), "-r", str(wanted)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode:
            print(f"other clients are left out: {answer.stderr.strip().splitlines()[-1:]}")
            return ()
        stamp.write_bytes(wanted.read_bytes())
    return "eurostat", "pyjstat"


@contextmanager
def _standin() -> Iterator[str]:
    """The stand-in in a thread of this process."""
    sys.path.insert(0, str(OPENDATA))
    server: Any = importlib.import_module("standin.app").make_server(str(OPENDATA / "data"))
    threading.Thread(target=server.serve_forever, name="standin", daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        sys.path.remove(str(OPENDATA))
