"""The ledger as CSV and JSON: one row a piece of evidence, so that nothing is nested."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pandas as pd

from dashboard import citation
from dashboard.language import Language
from dashboard.ledger import words
from dashboard.ledger.model import Held, Piece
from dashboard.words import THEMES


def rows(ledger: Sequence[Held], say: Language, base: str) -> pd.DataFrame:
    """Card by card and piece by piece, in the reader's words; a card without figures has one row."""
    found = [_row(one, piece, say, base) for one in ledger for piece in (one.pieces or (None,))]
    return pd.DataFrame(found)


def _row(one: Held, piece: Piece | None, say: Language, base: str) -> dict[str, str]:
    card = one.card
    anchor = card.anchor
    return {
        "id": card.id,
        "recommendation": say(card.action),
        "state": say(words.STATES[one.state]),
        "confidence": say(words.CONFIDENCES[one.confidence]) if one.confidence else "",
        "evidence": words.told(piece.evidence, piece.now, say) if piece and piece.now else say(card.wanted),
        "evidence_before": words.told(piece.evidence, piece.before, say) if piece and piece.before else "",
        "moved": "; ".join(say(words.MOVED[part]) for part in piece.moved) if piece else "",
        "digest": piece.now.digest if piece and piece.now else "",
        "link": address(piece, base) if piece else "",
        "actor": say(card.actor),
        "theme": say(THEMES[card.theme]),
        "sdg_target": card.target,
        "anchor": f"{say(anchor.framework)}: {say(anchor.point)}" if anchor else "",
        "anchor_source": anchor.source if anchor else "",
        "monitor": say(card.monitor),
        "caveat": say(card.caveat) if card.caveat else "",
        "origin": say(words.ORIGINS[card.origin]),
        "endorsed": str(card.endorsed) if card.endorsed else "",
    }


def address(piece: Piece, base: str) -> str:
    """Where the figures of a piece of evidence are seen, below the app's own address."""
    return citation.link(piece.evidence.view, f"{base}/{'nexus' if piece.evidence.other else 'explore'}")


def as_json(ledger: Sequence[Held], say: Language, base: str) -> str:
    """The same rows as JSON, with the snapshot they were read from."""
    content = {"snapshot": citation.snapshot_id(), "evidence": rows(ledger, say, base).to_dict(orient="records")}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
