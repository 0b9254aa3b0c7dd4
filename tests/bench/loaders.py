"""`python -m tests.bench.loaders NAME CODE`: one loader in a process of its own; prints what it found and how long.

Each ends in the same tidy table (a category a dimension, figures, flags and confidentiality apart); what a user
of a client has to add for that is part of its time. The imports are not. `OPEN_DATA_BASE` says where to ask.
"""

from __future__ import annotations

import gc
import gzip
import importlib
import json
import os
import resource
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from data_sources import datasets, geography, urban_audit
from data_sources.codes import split_flag
from data_sources.model import Level
from data_sources.sources.base import ONE_BASE
from tests.bench.data_service import API
from tests.e2e.server import ROOT

CLIENTS = ROOT / ".bench-clients"
"""Where the clients of requirements-bench.txt lie, apart from what the project itself uses."""

_PAGES = "/proc/self/status"
_MAP = (Level.NUTS2, "2015")
_COLUMNS = ("geo", "sex", "age", "obs_value", "obs_flag", "conf_status")
"""What a map is drawn from, with the dimensions that have more than one code."""

_READS = 9


def ours(code: str) -> Callable[[], pd.DataFrame]:
    """This project's."""
    geography.regions(), geography.districts(), urban_audit.crosswalk()  # tables of this project, read once a process
    return lambda: datasets.fetch(code).table


def eurostat(code: str) -> Callable[[], pd.DataFrame]:
    """The client `eurostat`, whose table is wide."""
    client: Any = importlib.import_module("eurostat")
    client.eurostat.__Uri__.BASE_URL["EUROSTAT"] = f"{os.environ[ONE_BASE]}{API}/sdmx/2.1/"
    return lambda: _long(client.get_data_df(code, flags=True))


def _long(wide: pd.DataFrame) -> pd.DataFrame:
    values = [name for name in map(str, wide) if name.endswith("_value")]
    flags = [name.removesuffix("_value") + "_flag" for name in values]
    dimensions = [name for name in wide if name not in {*values, *flags}]
    keys = wide[dimensions].astype("category")
    long = keys.loc[keys.index.repeat(len(values))].reset_index(drop=True)
    periods = pd.Categorical([name.removesuffix("_value") for name in values])
    long["time_period"] = pd.Categorical.from_codes(np.tile(periods.codes, len(wide)), dtype=periods.dtype)
    long["obs_value"] = wide[values].to_numpy(dtype=float).ravel()
    raw = pd.Series(wide[flags].to_numpy().ravel()).astype("category")
    split = [split_flag(str(flag)) for flag in raw.cat.categories]
    for end, name in enumerate(("obs_flag", "conf_status")):
        long[name] = pd.Categorical(np.array([both[end] for both in split], dtype=object)[raw.cat.codes])
    return long[long["obs_value"].notna() | (long["obs_flag"] != "") | (long["conf_status"] != "")]


def pyjstat(code: str) -> Callable[[], pd.DataFrame]:
    """The client `pyjstat`; it drops the flags."""
    client: Any = importlib.import_module("pyjstat.pyjstat")
    url = f"{os.environ[ONE_BASE]}{API}/statistics/1.0/data/{code}?format=JSON"

    def load() -> pd.DataFrame:
        long: pd.DataFrame = (
            client.Dataset.read(url).write("dataframe", naming="id").rename(columns={"value": "obs_value"})
        )
        long = long[long["obs_value"].notna()].astype({"obs_value": float})
        return long.astype({name: "category" for name in long if name != "obs_value"})

    return load


def gunzip(code: str) -> Callable[[], pd.DataFrame]:
    """No loader: only the download and unpacking that every one of them needs."""
    url = f"{os.environ[ONE_BASE]}{API}/sdmx/2.1/data/{code}?format=TSV&compressed=true"

    def load() -> pd.DataFrame:
        with urllib.request.urlopen(url) as answer:
            gzip.decompress(answer.read())
        return pd.DataFrame()

    return load


LOADERS = {"ours": ours, "eurostat": eurostat, "pyjstat": pyjstat, "gunzip": gunzip}


def measured(load: Callable[[], pd.DataFrame]) -> dict[str, float]:
    """Seconds, those of them a core was busy, memory above the process as it stood, and what the table holds."""
    gc.collect()
    before = _memory_mb("VmRSS")
    start, busy = time.perf_counter(), time.process_time()
    table = load()
    times = {"seconds": time.perf_counter() - start, "cpu_seconds": time.process_time() - busy}
    return {**times, "peak_mb": _memory_mb("VmHWM") - before, **_held(table)}


def _held(table: pd.DataFrame) -> dict[str, float]:
    if table.empty:
        return {}
    held = {"rows": len(table), "values": int(table["obs_value"].count()), "sum": float(table["obs_value"].sum())}
    for name, column in (("flags", "obs_flag"), ("withheld", "conf_status")):
        counts = table[column].value_counts() if column in table else pd.Series(dtype=int)
        held[name] = sum(len(str(letters)) * int(count) for letters, count in counts.items())
    return held


def _memory_mb(field: str) -> float:
    """Memory in use (`VmRSS`) or the most so far (`VmHWM`); without /proc the most so far stands for both."""
    if Path(_PAGES).exists():
        lines = Path(_PAGES).read_text(encoding="utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{field}:")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def keep(code: str, path: Path) -> None:
    """Stores the data set, so that `maps` can read it."""
    datasets.keep(path, datasets.fetch(code))


def maps(path: Path) -> dict[str, float]:
    """Seconds to one level and year of a stored data set, and of duckdb's bare count of the same rows, turn about."""
    level, period = _MAP
    reads: dict[str, list[float]] = {"seconds": [], "duckdb_count_seconds": []}
    count = _duckdb_count(path)
    for _ in range(_READS):
        start = time.perf_counter()
        rows = len(datasets.map_frame(path, level, period, _COLUMNS))
        reads["seconds"].append(time.perf_counter() - start)
        start = time.perf_counter()
        counted = count()
        reads["duckdb_count_seconds"].append(time.perf_counter() - start)
        if counted not in {rows, None}:
            raise SystemExit(f"{rows} rows read, {counted} counted")
    if count() is None:
        del reads["duckdb_count_seconds"]
    return {name: float(np.median(times)) for name, times in reads.items()}


def _duckdb_count(path: Path) -> Callable[[], int | None]:
    try:
        client: Any = importlib.import_module("duckdb")
    except ImportError:
        return lambda: None
    question = f"select count(*) from '{path}' where level = ? and time_period = ?"  # noqa: S608
    connection = client.connect()
    return lambda: int(connection.execute(question, [_MAP[0].value, _MAP[1]]).fetchone()[0])


def main(name: str, code: str, *path: str) -> None:
    """Run one and print its figures as JSON."""
    sys.path.append(str(CLIENTS))
    if name == "keep":
        keep(code, Path(path[0]))
        print("{}")
    elif name == "maps":
        print(json.dumps(maps(Path(path[0]))))
    else:
        print(json.dumps(measured(LOADERS[name](code))))


if __name__ == "__main__":
    main(*sys.argv[1:])
