"""Cards beside the figures held now, and the readings they were confirmed with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from filelock import FileLock

from dashboard.ledger.confidence import confidence
from dashboard.ledger.measures import reading
from dashboard.ledger.model import Card, Evidence, Held, Piece, Reading
from dashboard.own_file import entry
from dashboard.story.model import Desk
from data_sources import roots, whole_files
from data_sources.model import Level

FILE = "ledger.json"
SHIPPED = Path(__file__).parent / "confirmed.json"
"""Readings of the starters with the snapshot that is shipped; made by `python -m dashboard.ledger confirm --all`."""

Confirmed = Mapping[str, tuple[Reading | None, ...]]
"""Id of a card -> what each piece of its evidence said when it was last confirmed."""


def held(card: Card, confirmed: Confirmed, desk: Desk, today: date) -> Held:
    """The card with what its evidence says now and said when it was confirmed."""
    before = confirmed.get(card.id, ())
    pieces = tuple(
        Piece(evidence=one, now=reading(one, desk, today), before=before[n] if n < len(before) else None)
        for n, one in enumerate(card.evidence)
    )
    read = [(piece.evidence, piece.now) for piece in pieces if piece.now]
    return Held(card=card, pieces=pieces, confidence=confidence(read, today, about_cities=_about_cities(card)))


def _about_cities(card: Card) -> bool:
    """True where any of its evidence is of cities: then that of countries is beside the point."""
    return any(one.level in {Level.CITY, Level.FUA} for one in card.evidence)


def confirmed() -> Confirmed:
    """The readings shipped with the project, and over them those that were confirmed on this machine."""
    return {id: read for path in (SHIPPED, roots.kept_dir() / FILE) for id, read in _read(path).items()}


def confirm(cards: Iterable[Card], desk: Desk, today: date, path: Path | None = None) -> None:
    """Takes over what the figures say now as what is known of these cards."""
    path = path or roots.kept_dir() / FILE
    now = {card.id: tuple(reading(one, desk, today) for one in card.evidence) for card in cards}
    roots.kept_dir().mkdir(parents=True, exist_ok=True)
    with FileLock(roots.kept_dir() / "ledger.lock"):  # two servers may confirm at once
        _write(path, {**_read(path), **now})


def _write(path: Path, read: Confirmed) -> None:
    content = {id: [one and asdict(one) for one in readings] for id, readings in read.items()}
    body = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    whole_files.write_whole(path, body.encode())


def _read(path: Path) -> dict[str, tuple[Reading | None, ...]]:
    if not path.is_file():
        return {}
    content: dict[str, list[dict[str, Any] | None]] = json.loads(path.read_text(encoding="utf-8"))
    return {id: tuple(Reading(**one) if one else None for one in read) for id, read in content.items()}


def depends(card: Card, id: str) -> bool:
    """Whether a card stands on an indicator, be it as the inhabitants that a count is divided by."""
    return any(id in _read_of(one) for one in card.evidence)


def _read_of(one: Evidence) -> set[str]:
    second = {one.other, entry(one.other).denominator} if one.other else set()
    return {one.indicator, *second, *([entry(one.indicator).denominator] if one.per_head else [])} - {""}
