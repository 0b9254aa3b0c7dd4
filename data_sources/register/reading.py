"""Files of entries, CSV or JSON, read and written. A fault names its line, its column, what was read, what to do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from data_sources import geography
from data_sources.errors import UploadError
from data_sources.model import Level
from data_sources.register.fields import refused
from data_sources.register.flat import columns, nested, of_json, of_row, row
from data_sources.register.model import Entry
from data_sources.sentences import told

FORMAT, VERSION = "nexus-atlas-register", 0
MOST_ENTRIES = 5000
MOST_CHARACTERS = 5_000_000
_SIGNS = (",", ";", "\t")
_OWN_SHAPE = "own:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of a file: the entries that can be taken and a fault for each that cannot."""

    entries: tuple[Entry, ...]
    faults: tuple[UploadError, ...]

    def all_or_nothing(self) -> tuple[Entry, ...]:
        """The entries of a file without a fault. Raises the first `UploadError`."""
        for fault in self.faults:
            raise fault
        return self.entries


def read(text: str) -> Read:
    """The entries of a CSV or JSON file. Raises `UploadError` where the file as a whole cannot be read."""
    if len(text) > MOST_CHARACTERS:
        raise UploadError(
            told("The file has {n} letters; at most {most} are read. Cut it in two.", n=len(text), most=MOST_CHARACTERS)
        )
    plain = text.removeprefix("\ufeff")
    return read_json(plain) if plain.lstrip()[:1] in {"{", "["} else read_csv(plain)


def read_csv(text: str) -> Read:
    """The entries of a CSV file; its first line names the columns, in any order."""
    rows = list(_rows(text))
    if not rows:
        raise UploadError(
            told("The file is empty. Its first line names the columns, then comes a line an entry."), line=1
        )
    (line, names), *rest = rows
    _check_names(names, line)
    return _read(((line, cells) for line, cells in rest), lambda cells: of_row(_named(names, cells)), "Line")


def read_json(text: str) -> Read:
    """The entries of a JSON file as this project writes it; a line is the number of the entry in its list."""
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UploadError(
            told("This is no JSON: {error}. Save the file again as JSON or CSV.", error=str(error)), line=line
        ) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise UploadError(
            told(
                'The file does not begin with "format": "{format}", "version": {version}.',
                format=FORMAT,
                version=VERSION,
            ),
            line=1,
        )
    entries = content.get("entries")
    if not isinstance(entries, list):
        raise UploadError(told('The file has no list of "entries".'), line=1, column="entries")
    return _read(enumerate(entries, start=1), _of_object, "Entry")


def _of_object(record: Any) -> Entry:
    if not isinstance(record, dict):
        raise refused("entries", record, told("Write an object with names and values."))
    return of_json(record)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with the line it starts on."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text), strict=True)
    start = 1
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = lines.line_num + 1
    except csv.Error as error:
        raise UploadError(
            told(
                "Line {line} cannot be cut into cells: {error}. Save it again as CSV.",
                line=str(start),
                error=str(error),
            ),
            line=start,
        ) from error


def _sign(text: str) -> str:
    """The sign that parts most of the first line's names: spreadsheets of some languages write semicolons."""
    first = text.partition("\n")[0]
    return max(_SIGNS, key=first.count)


def _check_names(names: list[str], line: int) -> None:
    known = columns()
    for name in map(str.strip, names):
        if name not in known:
            raise UploadError(
                told("No such column: “{name}”. The columns are: {names}.", name=name, names=", ".join(known)),
                line=line,
                column=name,
            )
        if [one.strip() for one in names].count(name) > 1:
            raise UploadError(told("The column {name} comes twice. Leave one out.", name=name), line=line, column=name)


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(names):
        raise UploadError(
            told(
                "There are {n} cells under {columns} columns. Put texts with commas in quotes.",
                n=len(cells),
                columns=len(names),
            )
        )
    return {name.strip(): cell.strip() for name, cell in zip(names, cells, strict=False)}


def _read(rows: Iterable[tuple[int, Any]], made: Callable[[Any], Entry], word: str) -> Read:
    """Each row as an entry or a fault; an id counts once. `word` says what the rows are numbered as."""
    entries: dict[str, Entry] = {}
    faults: list[UploadError] = []
    for number, (line, cells) in enumerate(rows):
        if number == MOST_ENTRIES:
            faults.append(
                UploadError(
                    told("Only the first {n} entries are read. Cut the file in two.", n=MOST_ENTRIES), line=line
                )
            )
            break
        try:
            entry = _known(made(cells))
            if entry.id in entries:
                raise refused("id", entry.id, told("Another entry has this id. Give each its own."))
            entries[entry.id] = entry
        except UploadError as error:
            faults.append(_at(f"{word} {line}", line, error))
    return Read(entries=tuple(entries.values()), faults=tuple(faults))


def _at(where: str, line: int, error: UploadError) -> UploadError:
    return UploadError(told("{where}, {fault}", where=where, fault=error.message), line=line, column=error.column)


def _known(entry: Entry) -> Entry:
    """The entry, if its city and district are in the lists held. Raises `UploadError`."""
    place = entry.place
    if place.city not in geography.region_table(Level.CITY, geography.URBAN_AUDIT).index:
        raise refused("place_city", place.city, told("No city held has this code. Look it up on the page Explore."))
    own = not place.district or place.district.startswith(_OWN_SHAPE)
    if not own and place.district not in geography.districts_of(place.city).index:
        raise refused(
            "place_district", place.district, told("No district held has this code. Leave it empty, or own:name.")
        )
    return entry


def csv_text(entries: Iterable[Entry]) -> str:
    """All entries as a CSV file, every field: for the steward. For others see `sharing`."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns(), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(map(row, entries))
    return file.getvalue()


def json_text(entries: Iterable[Entry]) -> str:
    """All entries as a JSON file, every field: for the steward. For others see `sharing`."""
    content = {"format": FORMAT, "version": VERSION, "entries": [nested(one) for one in entries]}
    return json.dumps(content, ensure_ascii=False, indent=1)
