"""The steward's command: `python -m data_sources.register list|check|preview|accept|export|remove|history|compact`.

Ends with 0, or with 1 and a sentence that says what is wrong and what to do.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from data_sources.errors import AtlasError, UploadError
from data_sources.register import json_schema, sharing, store
from data_sources.register.model import Entry
from data_sources.register.reading import Read, read
from data_sources.whole_files import write_whole

_NEEDS_FILE = {"check", "preview", "accept"}


def main(arguments: Sequence[str] | None = None) -> int:
    """0, or 1 with a sentence."""
    options = _options(arguments)
    try:
        return _DO[options.do](options.what)
    except (AtlasError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _file(what: str) -> tuple[str, Read]:
    text = Path(what).read_text(encoding="utf-8-sig")
    return text, read(text)


def _list(_: str) -> int:
    for one in store.entries():
        print(f"{one.id}  {one.kind.value}  {one.place.city} {one.place.district}  {one.name}")
    return 0


def _check(what: str) -> int:
    """Every fault of a file, and how many of its entries were removed since it was exported."""
    text, found = _file(what)
    gone = store.removed_since(text)
    if gone:
        print(f"{gone} of its entries were removed since: do not use this file, export it anew.")
    for fault in found.faults:
        print(fault)
    print(f"{len(found.entries)} entries can be taken, {len(found.faults)} cannot.")
    return 1 if found.faults or gone else 0


def _preview(what: str) -> int:
    """What accepting a file would add or change, with the reference number of its form."""
    _, found = _file(what)
    entries = found.all_or_nothing()
    print(f"Reference {store.reference(entries)}")
    for id, changed in store.differences(entries).items():
        if changed is None:
            print(f"new      {id}")
        else:
            print(f"changed  {id}: {', '.join(changed)}" if changed else f"same     {id}")
    for one in entries:
        _show(one)
    return 0


def _show(entry: Entry) -> None:
    place = " ".join(part for part in (entry.place.city, entry.place.district) if part)
    print(f"  {entry.name} ({entry.kind.value}, {place}), consent {entry.consent.status.value}")
    if entry.outcome_notes:
        print(f"    {entry.outcome_notes}")


def _accept(what: str) -> int:
    """Takes a whole file, or nothing of it."""
    _, found = _file(what)
    done = store.accept(found.all_or_nothing(), datetime.now(UTC).date())
    print(f"{done.added} added, {done.changed} changed, {done.same} the same.")
    return 0


def _export(what: str) -> int:
    """What may leave the server, as CSV or JSON by the file's ending; JSON on the screen where no file is named."""
    if not what:
        print(store.export())
        return 0
    if Path(what).suffix not in {".csv", ".json"}:
        raise UploadError("Name a file that ends with .csv or .json.")
    text = sharing.csv_export(store.entries()) if Path(what).suffix == ".csv" else store.export()
    write_whole(Path(what), text.encode())
    return 0


def _remove(what: str) -> int:
    stone = store.remove(what, datetime.now(UTC).date())
    print(f"Removed. Earlier exports and packs that hold it are told by {stone}: make them anew.")
    return 0


def _history(_: str) -> int:
    for one in store.history():
        print(f"{one.day} {one.what} {' '.join(one.fields)}".rstrip())
    return 0


def _compact(_: str) -> int:
    store.compact()
    return 0


def _schema(_: str) -> int:
    print(json_schema.text())
    return 0


_DO: dict[str, Callable[[str], int]] = {
    "list": _list,
    "check": _check,
    "preview": _preview,
    "accept": _accept,
    "export": _export,
    "remove": _remove,
    "history": _history,
    "compact": _compact,
    "schema": _schema,
}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data_sources.register", description=__doc__)
    parser.add_argument("do", choices=list(_DO))
    parser.add_argument("what", nargs="?", default="", help="a file, or the id of an entry to remove")
    options = parser.parse_args(arguments)
    if options.do in _NEEDS_FILE | {"remove"} and not options.what:
        parser.error(f"{options.do} needs a {'file' if options.do in _NEEDS_FILE else 'id'}")
    return options


if __name__ == "__main__":
    sys.exit(main())
