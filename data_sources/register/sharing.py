"""What may leave the server: entries whose consent is recorded, without a contact that is not meant to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data_sources.register import reading
from data_sources.register.model import Entry
from data_sources.register.vocabulary import Consent

_SHARED = frozenset({Consent.GIVEN, Consent.NOT_NEEDED})


def may_leave(entry: Entry) -> bool:
    """Whether those behind it agreed, or nobody stands behind it: a demonstration."""
    return entry.consent.status in _SHARED


def shared(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as everybody may see them."""
    return tuple(_without_contact(one) for one in entries if may_leave(one))


def _without_contact(entry: Entry) -> Entry:
    return entry if entry.consent.contact_public else replace(entry, contact="")


def csv_export(entries: Iterable[Entry]) -> str:
    """What may leave the server as a CSV file."""
    return reading.csv_text(shared(entries))


def json_export(entries: Iterable[Entry]) -> str:
    """What may leave the server as a JSON file."""
    return reading.json_text(shared(entries))
