"""Accepted recommendations to take away, as rows for a spreadsheet or for a program.

Apart from `recommendations`, as what it calls loads geopandas for half a second.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from data_sources.recommendations import Recommendation
from data_sources.upload import neutral

COLUMNS = ("id", "text", "endorsements", "day", "story", "step", "page", "address", "snapshot")


def as_csv(found: Sequence[Recommendation]) -> bytes:
    """UTF-8 CSV, one row each; what would begin a formula is shown and not run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([neutral(str(cell)) for cell in _cells(one).values()] for one in found)
    # The mark at the start makes spreadsheets read the file as UTF-8.
    return out.getvalue().encode("utf-8-sig")


def as_json(found: Sequence[Recommendation]) -> bytes:
    """A list of objects, each with the parameters of its view."""
    rows = [_cells(one) | {"view": dict(one.view)} for one in found]
    return json.dumps(rows, ensure_ascii=False, indent=2).encode()


def _cells(one: Recommendation) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS} | {"day": one.day.isoformat()}
