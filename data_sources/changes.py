"""What the last refreshes changed: `changes.json` beside the manifest, newest first.

Nobody else keeps it: the services serve the newest figures only. `latest` is what the Data page shows.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from data_sources import editions, geography, parquet, roots
from data_sources.errors import SourceError
from data_sources.model import Level
from data_sources.whole_files import write_whole

FILE = "changes.json"
SNAPSHOT = roots.SNAPSHOT
_KEPT_REFRESHES = 12
_LARGEST = 10
_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A figure that was another one before; None where there is or was none."""

    place: str
    period: str
    old: float | None
    new: float | None

    def __str__(self) -> str:
        """`DE 2020: 80 -> 81`."""
        return f"{self.place} {self.period}: {_said(self.old)} -> {_said(self.new)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagChange:
    """How many figures that stayed went from one set of flags to another ("" is none)."""

    old: str
    new: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is new in the file of one indicator (or table of flows or points).

    `revised` counts the places and periods held before and after whose figure differs; `largest` are those that
    differ most, in the indicator's unit, figures that came or went after them. `dropped_places` and `new_places`
    name the first fifty. `note` says why nothing can be compared.
    """

    id: str
    rows_before: int = 0
    rows: int = 0
    new_periods: tuple[str, ...] = ()
    dropped_periods: tuple[str, ...] = ()
    new_places: tuple[str, ...] = ()
    dropped_places: tuple[str, ...] = ()
    new_places_count: int = 0
    dropped_places_count: int = 0
    revised: int = 0
    largest: tuple[Revision, ...] = ()
    flags: tuple[FlagChange, ...] = ()
    note: str = ""

    @property
    def nothing(self) -> bool:
        """True where the new file says what the old one said."""
        return self == Change(id=self.id, rows_before=self.rows, rows=self.rows)

    def __str__(self) -> str:
        """One line for the terminal."""
        if self.note:
            return self.note
        return "; ".join(part for part in _sentences(self) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What could not be fetched: why, in a reader's words (`reader`) and in full, and at which URL."""

    id: str
    source: str
    reader: str
    message: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """One refresh; `finished` is empty where it was broken off. `live` is false where a mirror was asked.

    `before` is the id of the snapshot that it found.
    """

    started: str
    live: bool
    finished: str = ""
    unchanged: int = 0
    changes: tuple[Change, ...] = ()
    failures: tuple[Failure, ...] = field(default=())
    before: str = ""

    def having(self, change: Change) -> Refresh:
        """The same with one more change, in place of an earlier one to the same file."""
        return replace(self, changes=(*(one for one in self.changes if one.id != change.id), change))


def latest(folder: Path = SNAPSHOT) -> Refresh | None:
    """The last refresh of a snapshot; None where none is recorded."""
    return next(iter(history(folder)), None)


def history(folder: Path = SNAPSHOT) -> tuple[Refresh, ...]:
    """The last refreshes of a snapshot, newest first; none where the file is missing or damaged."""
    try:
        plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return tuple(_refresh(one) for one in plain["refreshes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def since(id: str, folder: Path = SNAPSHOT) -> tuple[Refresh, ...] | None:
    """The refreshes that came after the snapshot with this id, newest first; None where it is not recorded.

    None came after the one that is held.
    """
    if editions.same(id, editions.held(folder)):
        return ()
    found = history(folder)
    at = next((n for n, one in enumerate(found) if one.before and editions.same(id, one.before)), None)
    return None if at is None else found[: at + 1]


def write(refresh: Refresh, folder: Path = SNAPSHOT) -> None:
    """Record a refresh, whole; in place of what is recorded of the same one."""
    others = [one for one in history(folder) if one.started != refresh.started]
    plain = {"refreshes": [asdict(one) for one in (refresh, *others)][:_KEPT_REFRESHES]}
    write_whole(folder / FILE, (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode())


def begin(started: str, *, live: bool, folder: Path = SNAPSHOT) -> Refresh:
    """A new refresh; it takes over the changes of one that was broken off, and that one's place in the record."""
    last = latest(folder)
    if last is None or last.finished:
        return Refresh(started=started, live=live, before=editions.held(folder))
    return replace(last, live=live, unchanged=0, failures=())


def failure(id: str, error: SourceError) -> Failure:
    """An error as it is recorded."""
    return Failure(id=id, source=error.source, reader=error.reader, message=error.message, url=error.url)


def difference(id: str, path: Path, new: pd.DataFrame, key: Sequence[str]) -> Change:
    """What `new` changes to the file at `path`; `key` are the columns of a row's place, and `time_period`."""
    if not path.is_file():
        return Change(id=id, rows=len(new), note=f"new, {len(new):,} rows")
    columns = (*key, "obs_value", "obs_flag", "conf_status")
    try:
        old, _ = parquet.read(path, columns)
    except SourceError as error:
        return Change(id=id, rows=len(new), note=f"replaces a file that cannot be read ({error.message})")
    return _compared(id, _plain_rows(old, key), _plain_rows(new, key))


def _plain_rows(table: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """`period`, `value` and `flag` by `place` and period, all as plain texts and numbers."""
    names = [name for name in key if name != "time_period"]
    place = table[names[0]].astype(str)
    for name in names[1:]:
        place = place + " / " + table[name].astype(str)
    flag = table["obs_flag"].astype(str) + table["conf_status"].astype(str)
    period = table["time_period"].astype(str)
    return pd.DataFrame({"place": place, "period": period, "value": table["obs_value"], "flag": flag})


def _compared(id: str, old: pd.DataFrame, new: pd.DataFrame) -> Change:
    both = old.merge(new, on=["place", "period"], suffixes=("_old", "_new"))
    same = (both["value_new"] == both["value_old"]) | (both["value_new"].isna() & both["value_old"].isna())
    places, periods = (_sets(old, new, name) for name in ("place", "period"))
    return Change(
        id=id,
        rows_before=len(old),
        rows=len(new),
        new_periods=periods[0],
        dropped_periods=periods[1],
        new_places=places[0][:_LISTED],
        dropped_places=places[1][:_LISTED],
        new_places_count=len(places[0]),
        dropped_places_count=len(places[1]),
        revised=int((~same).sum()),
        largest=_largest(both[~same]),
        flags=_flags(both),
    )


def _sets(old: pd.DataFrame, new: pd.DataFrame, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = set(old[name]), set(new[name])
    return tuple(sorted(after - before)), tuple(sorted(before - after))


def _largest(revised: pd.DataFrame) -> tuple[Revision, ...]:
    """Those that differ most; none of a neighbourhood, whose small counts nobody is to read."""
    small = revised["place"].map(geography.level_of) == Level.DISTRICT
    revised = revised[~small.astype(bool)]
    size = (revised["value_new"] - revised["value_old"]).abs()
    order = revised.assign(size=size).sort_values(
        ["size", "period", "place"], ascending=[False, False, True], na_position="last"
    )
    rows = order.head(_LARGEST)[["place", "period", "value_old", "value_new"]].to_numpy(dtype=object).tolist()
    return tuple(
        Revision(place=str(place), period=str(period), old=_or_none(old), new=_or_none(new))
        for place, period, old, new in rows
    )


def _flags(both: pd.DataFrame) -> tuple[FlagChange, ...]:
    changed = both[both["flag_old"] != both["flag_new"]]
    counts = Counter(zip(changed["flag_old"].astype(str), changed["flag_new"].astype(str), strict=True))
    return tuple(FlagChange(old=old, new=new, count=count) for (old, new), count in counts.most_common())


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _said(value: float | None) -> str:
    return "none" if value is None else f"{value:.12g}"


def _sentences(change: Change) -> list[str]:
    flagged = sum(one.count for one in change.flags)
    revised = f"{change.rows - change.rows_before:+,} rows, {change.revised:,} values revised"
    return [
        revised + (f" (most: {change.largest[0]})" if change.largest else ""),
        f"new periods {', '.join(change.new_periods)}" if change.new_periods else "",
        f"dropped periods {', '.join(change.dropped_periods)}" if change.dropped_periods else "",
        f"{flagged:,} flags changed" if flagged else "",
        f"{change.new_places_count} new places" if change.new_places_count else "",
        _dropped(change),
    ]


def _dropped(change: Change) -> str:
    if not change.dropped_places_count:
        return ""
    more = change.dropped_places_count - len(change.dropped_places)
    return f"dropped places {', '.join(change.dropped_places)}" + (f" and {more} more" if more else "")


def _refresh(plain: dict[str, Any]) -> Refresh:
    found = {**plain, "changes": tuple(_change(one) for one in plain["changes"])}
    return Refresh(**{**found, "failures": tuple(Failure(**one) for one in plain["failures"])})


def _change(plain: dict[str, Any]) -> Change:
    lists = {name: tuple(value) for name, value in plain.items() if isinstance(value, list)}
    largest = tuple(Revision(**one) for one in plain["largest"])
    return Change(**{**plain, **lists, "largest": largest, "flags": tuple(FlagChange(**one) for one in plain["flags"])})
