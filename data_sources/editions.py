"""Which snapshot it is: an id such as `2026-11-22.3fa9c1`, its day and six digits of what it holds.

The digits change with any figure, flag, source or boundary, and stay where the same was only fetched again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from data_sources import roots

MANIFEST = "manifest.json"
SNAPSHOT = roots.SNAPSHOT
_DIGITS = 6
_OF_A_DAY = frozenset({"created", "retrieved_at"})


def held(folder: Path = SNAPSHOT) -> str:
    """The id of the snapshot in a folder; "" where there is none yet, or its manifest is damaged."""
    try:
        return _read(folder / MANIFEST, (folder / MANIFEST).stat().st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> str:  # noqa: ARG001 - a new manifest is a new entry
    return identity(json.loads(path.read_text(encoding="utf-8")))


def identity(manifest: Mapping[str, Any]) -> str:
    """The id of what a manifest describes, whenever that was fetched."""
    text = json.dumps(_lasting(manifest), sort_keys=True, separators=(",", ":"))
    return f"{manifest['created']}.{hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]}"


def _lasting(part: Any) -> Any:
    """A part of a manifest without days; the bytes of a file hold the day too, so that its figures count instead."""
    if isinstance(part, list):
        return [_lasting(one) for one in part]
    if not isinstance(part, dict):
        return part
    left_out = _OF_A_DAY | ({"sha256"} if "figures" in part else set())
    return {name: _lasting(value) for name, value in part.items() if name not in left_out}


def digests(path: Path, table: pd.DataFrame) -> dict[str, str]:
    """Of a file of figures: `sha256` of its bytes, and `figures`, of the rows in it."""
    rows = pd.util.hash_pandas_object(table, index=False).to_numpy().astype("<u8").tobytes()
    return {
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "figures": hashlib.sha256(rows).hexdigest()[: 2 * _DIGITS],
    }


def same(one: str, other: str) -> bool:
    """Whether two ids are of the same figures, be it of different days."""
    return one.partition(".")[2] == other.partition(".")[2]
