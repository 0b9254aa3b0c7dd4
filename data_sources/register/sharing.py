"""What may leave the server: entries whose consent is recorded, without a contact that is not meant to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from data_sources.register import reading
from data_sources.register.model import Entry
from data_sources.register.vocabulary import Consent

FEWEST_ENTRIES = 5
"""Groups and languages are told of a place only from so many entries on: a rare one and a small place name a person."""

_SHARED = frozenset({Consent.GIVEN, Consent.NOT_NEEDED})


def may_leave(entry: Entry) -> bool:
    """Whether those behind it agreed, or nobody stands behind it: a demonstration."""
    return entry.consent.status in _SHARED


def shared(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as everybody may see them."""
    return tuple(_without_contact(one) for one in entries if may_leave(one))


def _without_contact(entry: Entry) -> Entry:
    return entry if entry.consent.contact_public else replace(entry, contact="")


def for_files(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What may leave the server, without groups and languages where a place has too few entries."""
    kept = shared(entries)
    here = Counter(_place(one) for one in kept)
    return tuple(
        one if here[_place(one)] >= FEWEST_ENTRIES else replace(one, target_groups=(), languages=()) for one in kept
    )


def _place(entry: Entry) -> str:
    return entry.place.district or entry.place.city


def csv_export(entries: Iterable[Entry]) -> str:
    """What may leave the server as a CSV file."""
    return reading.csv_text(for_files(entries))


def json_export(entries: Iterable[Entry]) -> str:
    """What may leave the server as a JSON file."""
    return reading.json_text(for_files(entries))
