"""`python -m data_sources.refresh`: rebuild the snapshot and the boundary files, and say what changed.

Every file is replaced whole; the manifest comes last. What cannot be fetched (the boundaries, an
indicator) keeps its old file, is named at the end, and makes the command exit with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from data_sources import boundaries, districts, flows, geography, licences, parquet, points, store, world
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.coverage import coverage
from data_sources.errors import SourceError
from data_sources.model import Provenance
from data_sources.obtain import Get, get, obtain, obtain_flows, obtain_points
from data_sources.schema import FLOW_COLUMNS, FLOW_KEY, KEY, POINT_COLUMNS, POINT_KEY
from data_sources.sources.base import ONE_BASE

ROOT = Path(__file__).parents[1]
_PARALLEL_COPIES = 64


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 where everything asked for was fetched."""
    options = _options(arguments)
    ask = lru_cache(maxsize=_PARALLEL_COPIES)(get)  # several indicators read the same file
    failed = {} if options.only else _fetch_boundaries(options.out, ask)
    failed |= _fetch_all([id for id in options.only or _every_id() if id in CATALOGUE], options.out, ask)
    failed |= _fetch_flows([id for id in options.only or FLOWS if id in FLOWS], options.out, ask)
    failed |= _fetch_points([id for id in options.only or POINTS if id in POINTS], options.out, ask)
    _write_manifest(options.out)
    for id, error in failed.items():
        print(f"not fetched: {id}: {error}", file=sys.stderr)
    return 1 if failed else 0


def _every_id() -> list[str]:
    """All indicators; those whose figures nobody has seen yet only where the services themselves are asked."""
    mirrored = bool(os.environ.get(ONE_BASE))
    return [id for id, entry in CATALOGUE.items() if not (mirrored and entry.unseen)]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data_sources.refresh", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", metavar="ID", choices=[*CATALOGUE, *FLOWS, *POINTS], help="only these indicators"
    )
    parser.add_argument("--out", type=Path, default=ROOT, metavar="DIR", help="the project folder to write into")
    return parser.parse_args(arguments)


def _observations_dir(out: Path) -> Path:
    return out / store.SNAPSHOT.relative_to(ROOT)


def _flows_dir(out: Path) -> Path:
    return out / flows.SNAPSHOT.relative_to(ROOT)


def _points_dir(out: Path) -> Path:
    return out / points.SNAPSHOT.relative_to(ROOT)


def _fetch_boundaries(out: Path, ask: Get) -> dict[str, SourceError]:
    try:
        boundaries.write(ask, out)
        geography.forget()
        world.write(ask, out)
    except SourceError as error:
        return {"boundaries": error}
    failed = districts.write(ask, out)
    geography.forget()
    return failed


def _fetch_all(ids: Iterable[str], out: Path, ask: Get) -> dict[str, SourceError]:
    failed: dict[str, SourceError] = {}
    bar = tqdm(list(ids), unit="indicator")
    for id in bar:
        bar.set_postfix_str(id)
        path = store.path_of(id, _observations_dir(out))
        try:
            new = obtain(CATALOGUE[id], ask)
        except SourceError as error:
            if CATALOGUE[id].unseen and not path.is_file():
                bar.write(f"{id}: still not seen: {error}")
            else:
                failed[id] = error
            continue
        bar.write(f"{id}: {_difference(path, new.table, KEY)}")
        parquet.write(path, new.table, new.provenance)
    return failed


def _fetch_flows(ids: Iterable[str], out: Path, ask: Get) -> dict[str, SourceError]:
    failed: dict[str, SourceError] = {}
    for id in ids:
        path = flows.path_of(id, _flows_dir(out))
        try:
            table, provenance = obtain_flows(FLOWS[id], ask)
        except SourceError as error:
            failed[id] = error
            continue
        print(f"{id}: {_difference(path, table, FLOW_KEY)}")
        parquet.write(path, table, provenance)
    return failed


def _fetch_points(ids: Iterable[str], out: Path, ask: Get) -> dict[str, SourceError]:
    failed: dict[str, SourceError] = {}
    for id in ids:
        path = points.path_of(id, _points_dir(out))
        try:
            table, provenance = obtain_points(POINTS[id], ask)
        except SourceError as error:
            failed[id] = error
            continue
        print(f"{id}: {_difference(path, table, POINT_KEY)}")
        parquet.write(path, table, provenance)
    return failed


def _difference(path: Path, new: pd.DataFrame, key: tuple[str, ...]) -> str:
    if not path.is_file():
        return f"new, {len(new):,} rows"
    try:
        old, _ = parquet.read(path, (*key, "obs_value"))
    except SourceError as error:
        return f"replaces a file that cannot be read ({error.message})"
    both = old.merge(new, on=list(key), suffixes=("_old", ""))
    same = (both["obs_value"] == both["obs_value_old"]) | (both["obs_value"].isna() & both["obs_value_old"].isna())
    return f"{len(new) - len(old):+,} rows, {int((~same).sum()):,} values revised"


def _write_manifest(out: Path) -> None:
    folder = _observations_dir(out)
    entries = [_entry(id, store.path_of(id, folder)) for id in CATALOGUE if store.path_of(id, folder).is_file()]
    held_flows = [id for id in FLOWS if flows.path_of(id, _flows_dir(out)).is_file()]
    held_points = [id for id in POINTS if points.path_of(id, _points_dir(out)).is_file()]
    manifest = {
        "created": datetime.now(UTC).date().isoformat(),
        "indicators": entries,
        "flows": [_flow_entry(id, flows.path_of(id, _flows_dir(out))) for id in held_flows],
        "points": [_flow_entry(id, points.path_of(id, _points_dir(out)), POINT_COLUMNS) for id in held_points],
        "boundaries": [*boundaries.manifest(out), *districts.manifest(out), *world.manifest(out)],
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    boundaries.write_whole(folder.parent / "manifest.json", text.encode())
    boundaries.write_whole(out / "DATA_LICENSES.md", licences.page(manifest).encode())


def _entry(id: str, path: Path) -> dict[str, object]:
    table, provenance = parquet.read(path)
    lost = geography.unmatched(table)
    return {
        **_described(id, path, table, provenance),
        "coverage": [part.as_dict(provenance.retrieved_at.year) for part in coverage(table)],
        "codes_without_place": sorted({code for codes in lost["codes"] for code in codes}),
    }


def _flow_entry(id: str, path: Path, columns: tuple[str, ...] = FLOW_COLUMNS) -> dict[str, object]:
    table, provenance = parquet.read(path, columns)
    valued = sorted(table.loc[table["obs_value"].notna(), "time_period"].astype(str).unique())
    return {**_described(id, path, table, provenance), "periods": valued}


def _described(id: str, path: Path, table: pd.DataFrame, provenance: Provenance) -> dict[str, object]:
    return {
        "id": id,
        "file": path.relative_to(path.parents[1]).as_posix(),
        "source": provenance.source,
        "dataflow": provenance.dataflow,
        "request_url": provenance.request_url,
        "retrieved_at": provenance.retrieved_at.isoformat(),
        "updated_at": provenance.updated_at.isoformat() if provenance.updated_at else None,
        "licence": provenance.licence,
        "notes": [str(note) for note in provenance.notes],
        "rows": len(table),
        "values": int(table["obs_value"].notna().sum()),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }


if __name__ == "__main__":
    raise SystemExit(main())
