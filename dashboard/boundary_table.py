"""The table of what happened to regions between NUTS versions, as far as a correspondence is held."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis.bridging import Change, change
from dashboard.coverage_table import indexed, numbers
from dashboard.histories import steps
from dashboard.language import Language
from dashboard.words import LEVELS
from data_sources.correspondence import PAIRS
from data_sources.model import NUTS, Level

CHANGES = {
    Change.SAME: "Unchanged",
    Change.RENAMED: "Another code",
    Change.MERGED: "Merged",
    Change.SPLIT: "Part of an older one",
    Change.SHIFTED: "Shifted borders",
}
"""Change -> its name in the head of the table."""


def changes(say: Language) -> pd.DataFrame:
    """One row a level and pair of versions: how many regions of the newer one came about in which way."""
    found = {
        f"{say(LEVELS[level])}, {older} → {newer}": _counted(level, older, newer)
        for level in NUTS
        for older, newer in PAIRS
    }
    held = {name: counts for name, counts in found.items() if counts}
    columns = {say(head): numbers([counts[one] for counts in held.values()], say) for one, head in CHANGES.items()}
    return pd.DataFrame(columns, index=indexed(list(held), say("Regions")))


def _counted(level: Level, older: str, newer: str) -> Counter[Change]:
    (step,) = steps(level, newer, older)
    return Counter(change(code, parts) for code, parts in step.items())
