"""`python -m data_sources.refresh`: bring the snapshot and the boundary files up to date, and say what changed.

Only what changed at its source is fetched: Eurostat is asked once for all its data sets, everything else by
conditional request; a change of a definition or of the code makes its files anew. Every file is replaced whole; the
manifest comes last. What cannot be fetched (the boundaries, an indicator) keeps its old file, is named at the end, and
makes the command exit with 1. Killed at any moment, the next refresh takes up where this one was.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from data_sources import (
    asking,
    boundaries,
    changes,
    districts,
    editions,
    flows,
    geography,
    licences,
    memory,
    parquet,
    points,
    roots,
    store,
    world,
)
from data_sources.asking import Asker
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.coverage import coverage
from data_sources.errors import SourceError, UnexpectedPayload
from data_sources.memory import Made
from data_sources.model import Indicator, Provenance
from data_sources.obtain import Get, obtain, obtain_flows, obtain_points
from data_sources.schema import FLOW_COLUMNS, FLOW_KEY, KEY, POINT_COLUMNS, POINT_KEY
from data_sources.sources.base import ONE_BASE
from data_sources.whole_files import sweep, write_whole

ROOT = roots.ROOT
_BOUNDARIES, _DISTRICTS = "boundaries", "districts"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 where everything asked for was fetched."""
    options = _options(arguments)
    run = _Run(options.out, anew=options.anew)
    if not options.only:
        run.boundaries()
        run.districts()
    tables = _tables(options.out)
    wanted = options.only or [*_every_id(), *FLOWS, *POINTS]
    bar = tqdm([id for id in wanted if id in tables], unit="table")
    for id in bar:
        bar.set_postfix_str(id)
        run.table(id, tables[id])
    run.finish()
    return 1 if run.failed else 0


def _every_id() -> list[str]:
    """All indicators; those whose figures nobody has seen yet only where the services themselves are asked."""
    mirrored = bool(os.environ.get(ONE_BASE))
    return [id for id, entry in CATALOGUE.items() if not (mirrored and entry.unseen)]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data_sources.refresh", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", metavar="ID", choices=[*CATALOGUE, *FLOWS, *POINTS], help="only these indicators"
    )
    parser.add_argument("--anew", action="store_true", help="fetch what has not changed at its source too")
    parser.add_argument("--out", type=Path, default=ROOT, metavar="DIR", help="the project folder to write into")
    return parser.parse_args(arguments)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One file of figures: its definition, its path, the key of its rows, and what makes it of answers."""

    entry: Indicator
    path: Path
    key: tuple[str, ...]
    make: Callable[[Get], tuple[pd.DataFrame, Provenance]]


def _tables(out: Path) -> dict[str, _Table]:
    """Id -> file, of all indicators, flows and points."""
    found = {}
    for id, entry in CATALOGUE.items():
        path = store.path_of(id, _observations_dir(out))
        found[id] = _Table(entry=entry, path=path, key=KEY, make=partial(_figures, entry))
    for id, entry in FLOWS.items():
        path = flows.path_of(id, _flows_dir(out))
        found[id] = _Table(entry=entry, path=path, key=FLOW_KEY, make=partial(obtain_flows, entry, wait=_wait))
    for id, entry in POINTS.items():
        path = points.path_of(id, _points_dir(out))
        found[id] = _Table(entry=entry, path=path, key=POINT_KEY, make=partial(obtain_points, entry, wait=_wait))
    return found


def _figures(entry: Indicator, ask: Get) -> tuple[pd.DataFrame, Provenance]:
    found = obtain(entry, ask, wait=_wait)
    there = found.table[found.table["level"].isin([level.value for level in entry.levels])]
    if entry.unseen and not (there["geo_vintage"].astype(str) != "").any():
        raise UnexpectedPayload(f"{entry.id}: none of its places is on a map", source=found.provenance.source)
    return found.table, found.provenance


def _wait(seconds: float) -> None:
    tqdm.write(f"the service still prepares the answer; asked again in {seconds:.0f} s", file=sys.stdout)
    time.sleep(seconds)


class _Run:
    """One refresh of the project folder `out`."""

    def __init__(self, out: Path, *, anew: bool) -> None:
        self.failed: dict[str, SourceError] = {}
        self._out = out
        self._anew = anew
        self._same = 0
        self._snapshot = _observations_dir(out).parent
        for folder in (self._snapshot, out / "static"):
            sweep(folder)
        self._memory = memory.read(self._snapshot / memory.FILE)
        self._asker = Asker(self._memory)
        live = not os.environ.get(ONE_BASE)
        self._record = changes.begin(_now().isoformat(), live=live, folder=self._snapshot)

    def boundaries(self) -> None:
        """The shapes and tables of places, and the world that flows are drawn on."""
        try:
            if self._due(_BOUNDARIES, "", asking.code(), held=bool(boundaries.manifest(self._out))):
                _, made = self._asker.make(_BOUNDARIES, "", asking.code(), self._write_boundaries)
                self._remember(_BOUNDARIES, made)
        except SourceError as error:
            self.failed[_BOUNDARIES] = error

    def _write_boundaries(self, ask: Get) -> None:
        boundaries.write(ask, self._out)
        geography.forget()
        world.write(ask, self._out)

    def districts(self) -> None:
        """The neighbourhoods of cities; where one city's do not come, all are asked again next time."""
        if _BOUNDARIES in self.failed:
            return
        try:
            if not self._due(_DISTRICTS, "", asking.code(), held=bool(districts.manifest(self._out))):
                return
        except SourceError as error:
            self.failed[_DISTRICTS] = error
            return
        failed, made = self._asker.make(_DISTRICTS, "", asking.code(), lambda ask: districts.write(ask, self._out))
        geography.forget()
        self.failed |= failed
        if not failed:
            self._remember(_DISTRICTS, made)

    def table(self, id: str, table: _Table) -> None:
        """One file of figures, if it changed at its source."""
        try:
            said = self._brought(id, table)
        except SourceError as error:
            if table.entry.unseen and not table.path.is_file():
                said = f"still not seen: {error}"
            else:
                self.failed[id] = error
                return
        if said:
            tqdm.write(f"{id}: {said}", file=sys.stdout)

    def _brought(self, id: str, table: _Table) -> str:
        definition, code = asking.definition(table.entry), asking.code() + asking.places()
        if not self._due(id, definition, code, held=table.path.is_file()):
            return ""
        (rows, provenance), made = self._asker.make(id, definition, code, table.make)
        change = changes.difference(id, table.path, rows, table.key)
        if not change.nothing:  # said before the file is replaced: a refresh that dies in between says it again
            self._record = self._record.having(change)
            changes.write(self._record, self._snapshot)
        self._same += change.nothing
        parquet.write(table.path, rows, provenance)
        self._remember(id, made)
        return str(change)

    def _due(self, id: str, definition: str, code: str, *, held: bool) -> bool:
        made = self._memory.made.get(id)
        if self._anew or not held or made is None or self._asker.due(made, definition, code):
            return True
        self._memory.made[id] = replace(made, checked_at=_now())
        self._record = replace(self._record, unchanged=self._record.unchanged + 1)
        return False

    def _remember(self, id: str, made: Made) -> None:
        self._memory.made[id] = made
        self._memory.write(self._snapshot / memory.FILE)

    def finish(self) -> None:
        """Write what is known of the whole; the manifest comes last but for the word that it is done."""
        for id, error in self.failed.items():
            print(f"not fetched: {id}: {error}", file=sys.stderr)
        self._memory.write(self._snapshot / memory.FILE)
        _write_manifest(self._out)
        failures = tuple(changes.failure(id, error) for id, error in self.failed.items())
        self._record = replace(self._record, finished=_now().isoformat(), failures=failures)
        changes.write(self._record, self._snapshot)
        print(_closing(self._record, self._same))


def _closing(record: changes.Refresh, same: int) -> str:
    """How many files were left as they are, changed, made for the first time, or made again to the same effect."""
    new = sum(not one.rows_before for one in record.changes)
    said = f"{record.unchanged} unchanged, {len(record.changes) - new} changed, {len(record.failures)} not fetched"
    others = ((new, "fetched for the first time"), (same, "fetched again and found the same"))
    return ", ".join([said, *(f"{n} {what}" for n, what in others if n)])


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _observations_dir(out: Path) -> Path:
    return out / store.SNAPSHOT.relative_to(ROOT)


def _flows_dir(out: Path) -> Path:
    return out / flows.SNAPSHOT.relative_to(ROOT)


def _points_dir(out: Path) -> Path:
    return out / points.SNAPSHOT.relative_to(ROOT)


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
    write_whole(folder.parent / "manifest.json", text.encode())
    write_whole(out / "DATA_LICENSES.md", licences.page(manifest).encode())


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
        **editions.digests(path, table),
    }


if __name__ == "__main__":
    raise SystemExit(main())
