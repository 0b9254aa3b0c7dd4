"""`python -m data_sources.contact`: ask every definition of its service, and write down how each one answered.

It shows on a machine with internet which definitions still hold, without fetching much: of a Eurostat data set the
newest period only. The report lies beside the manifest; the Data page reads it through `last`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from tqdm import tqdm

from data_sources import releases, roots
from data_sources.asking import Asker, plain
from data_sources.catalogue import CATALOGUE
from data_sources.catalogue.flows import FLOWS
from data_sources.catalogue.points import POINTS
from data_sources.errors import RequestRejected, SourceError, SourceUnavailable
from data_sources.memory import Memory
from data_sources.model import Indicator
from data_sources.obtain import Get, answered, get
from data_sources.sources import SOURCES
from data_sources.sources.base import ONE_BASE
from data_sources.whole_files import write_whole

FILE = "contact.json"
SNAPSHOT = roots.SNAPSHOT
"""Where the report lies: beside the manifest, so that it is shipped with the figures."""

_GIVEN_UP_AFTER = 2
"""A source that could not be reached so often is asked no more: each try takes seconds."""

_NEWEST = {"lastTimePeriod": "1"}
_NO_VALUE = ("no value for this filter", "holds no values", "no row has the codes", "holds no records", "no features")
_RENAMED = ("dimension", "no column", "must be pinned", "no list")


class Outcome(StrEnum):
    """How a definition was answered."""

    OK = "ok"
    RENAMED = "renamed dimension"
    EMPTY = "empty"
    REJECTED = "rejected"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How one definition was answered, at which URL; `message` says what was wrong."""

    id: str
    source: str
    outcome: Outcome
    rows: int = 0
    message: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One run; `live` where the services themselves were asked, not a mirror."""

    asked_at: datetime
    live: bool
    verdicts: tuple[Verdict, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Outcome -> how many definitions."""
        return Counter(verdict.outcome.value for verdict in self.verdicts)


def last(folder: Path = SNAPSHOT, *, live: bool = True) -> Report | None:
    """The last report on the services themselves (or, not `live`, on a mirror); None where there is none."""
    try:
        plain_report = json.loads((folder / FILE).read_text(encoding="utf-8"))[_slot(live=live)]
        verdicts = tuple(Verdict(**{**one, "outcome": Outcome(one["outcome"])}) for one in plain_report["verdicts"])
        return Report(asked_at=datetime.fromisoformat(plain_report["asked_at"]), live=live, verdicts=verdicts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def verified_at(folder: Path = SNAPSHOT) -> datetime | None:
    """When the services themselves last answered at least one definition as agreed; None for never."""
    report = last(folder)
    return report.asked_at if report and report.counts[Outcome.OK.value] else None


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0 where every definition was answered as agreed."""
    options = _options(arguments)
    entries = {**CATALOGUE, **FLOWS, **POINTS}
    asked = {id: entry for id, entry in entries.items() if entry.dataflow and id in (options.only or entries)}
    verdicts = tuple(verdicts_of(asked))
    report = Report(asked_at=datetime.now(UTC).replace(microsecond=0), live=not _mirrored(), verdicts=verdicts)
    _write(report, options.out)
    for verdict in verdicts:
        if verdict.outcome is not Outcome.OK:
            print(f"{verdict.outcome.value}: {verdict.id}: {verdict.message} ({verdict.url})")
    print(", ".join(f"{count} {outcome}" for outcome, count in report.counts.items()))
    return 0 if set(report.counts) <= {Outcome.OK.value} else 1


def verdicts_of(entries: Mapping[str, Indicator], ask: Get = get) -> Iterable[Verdict]:
    """How each definition is answered now; a source that cannot be reached is given up after two tries."""
    once = Asker(Memory(), plain(ask), list_first=False).get  # several definitions read the same file
    silent: Counter[str] = Counter()
    for id, entry in tqdm(entries.items(), unit="definition", file=sys.stderr):
        origin = entry.dataflow.source if entry.dataflow else ""
        if silent[origin] >= _GIVEN_UP_AFTER:
            yield Verdict(id=id, source=origin, outcome=Outcome.UNREACHABLE, message="given up", url=_url(entry))
            continue
        verdict = verdict_of(id, entry, once)
        silent[origin] += verdict.outcome is Outcome.UNREACHABLE
        yield verdict


def verdict_of(id: str, entry: Indicator, ask: Get = get) -> Verdict:
    """How one definition is answered now."""
    if entry.dataflow is None or entry.dataflow.source != releases.SOURCE:
        return _verdict(id, entry, ask)
    slice_only = replace(entry, dataflow=replace(entry.dataflow, whole=False))
    newest = tuple(sorted({**dict(entry.key), **_NEWEST}.items()))
    verdict = _verdict(id, replace(slice_only, key=newest), ask)
    # the newest period of the data set may be newer than that of these figures
    return _verdict(id, slice_only, ask) if verdict.outcome is Outcome.EMPTY else verdict


def _verdict(id: str, entry: Indicator, ask: Get) -> Verdict:
    origin = entry.dataflow.source if entry.dataflow else ""
    try:
        rows = len(answered(entry, ask).table)
    except SourceError as error:
        where = error.url or _url(entry)
        return Verdict(id=id, source=origin, outcome=_outcome(error), message=error.message, url=where)
    return Verdict(id=id, source=origin, outcome=Outcome.OK if rows else Outcome.EMPTY, rows=rows, url=_url(entry))


def _outcome(error: SourceError) -> Outcome:
    said = error.message.lower()
    if isinstance(error, SourceUnavailable):
        return Outcome.UNREACHABLE
    if isinstance(error, RequestRejected):
        return Outcome.RENAMED if "dimension" in said else Outcome.REJECTED
    if any(words in said for words in _NO_VALUE):
        return Outcome.EMPTY
    return Outcome.RENAMED if any(words in said for words in _RENAMED) else Outcome.UNREADABLE


def _url(entry: Indicator) -> str:
    origin = SOURCES[entry.dataflow.source if entry.dataflow else ""]
    return origin.request(entry).canonical()


def _write(report: Report, folder: Path) -> None:
    """Into its slot of the file: a run against a mirror does not hide what the services themselves said."""
    try:
        slots = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        slots = {}
    slots[_slot(live=report.live)] = {
        "asked_at": report.asked_at.isoformat(),
        "verdicts": [asdict(verdict) for verdict in report.verdicts],
    }
    write_whole(folder / FILE, (json.dumps(slots, indent=1, ensure_ascii=False) + "\n").encode())


def _slot(*, live: bool) -> str:
    return "live" if live else "mirror"


def _mirrored() -> bool:
    return bool(os.environ.get(ONE_BASE))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data_sources.contact", description=__doc__)
    choices = [*CATALOGUE, *FLOWS, *POINTS]
    parser.add_argument("--only", nargs="+", metavar="ID", choices=choices, help="only these definitions")
    parser.add_argument("--out", type=Path, default=SNAPSHOT, metavar="DIR", help="the folder of the report")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
