"""`python -m dashboard.ledger` lists the cards and their state; `confirm ID ...` takes over what the figures say now.

Ends with 1 where evidence changed and was not confirmed: a refresh can ask it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from dashboard.language import DEFAULT, LANGUAGES, Language, language
from dashboard.ledger import book, words
from dashboard.ledger.model import Held, State
from dashboard.ledger.starters import STARTERS
from dashboard.story.desk import desk


def main(arguments: Sequence[str] | None = None, today: date | None = None) -> int:
    """0, or 1 where evidence changed."""
    options = _options(arguments)
    say = language(options.lang)
    today = today or datetime.now(UTC).date()
    if options.do == "confirm":
        return _confirm(options.ids, say, today, shipped=options.shipped)
    ledger = [book.held(card, book.confirmed(), desk(say), today) for card in STARTERS]
    for one in ledger:
        _print(one, say)
    return 1 if any(one.state is State.CHANGED for one in ledger) else 0


def _confirm(ids: Sequence[str], say: Language, today: date, *, shipped: bool) -> int:
    known = {card.id for card in STARTERS}
    unknown = sorted(set(ids) - known)
    if unknown:
        print(f"There is no card {', '.join(unknown)}. There are {', '.join(sorted(known))}.", file=sys.stderr)
        return 1
    cards = [card for card in STARTERS if not ids or card.id in ids]
    book.confirm(cards, desk(say), today, book.SHIPPED if shipped else None)
    return 0


def _print(one: Held, say: Language) -> None:
    sure = f" · {say(words.CONFIDENCES[one.confidence])}" if one.confidence else ""
    print(f"{one.card.id}: {say(words.STATES[one.state])}{sure}")
    for piece in one.pieces:
        if piece.now:
            print(f"  {words.told(piece.evidence, piece.now, say)}")
        if piece.moved and piece.before:
            moved = ", ".join(say(words.MOVED[part]) for part in piece.moved)
            print(f"    {moved}; before: {words.told(piece.evidence, piece.before, say)}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dashboard.ledger", description=__doc__)
    parser.add_argument("do", nargs="?", choices=["list", "confirm"], default="list")
    parser.add_argument("ids", nargs="*", metavar="ID", help="cards to confirm; all where none is named")
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    parser.add_argument("--shipped", action="store_true", help="as the state that is shipped with the snapshot")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
