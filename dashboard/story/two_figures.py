"""Two figures of the same places: the newest year that most of them share, and how they go together in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from analysis.association import Association, association
from analysis.slices import full_period
from dashboard.language import Language
from dashboard.nexus import text as pair_text
from dashboard.screen import Screen
from dashboard.story import makers, pieces
from dashboard.story.model import Desk
from dashboard.view import View

UNRELIABLE = "u"
"""The flag of a figure that its source calls of low reliability."""


@dataclass(frozen=True, kw_only=True)
class Two:
    """Two Screens of the same places and period, and what they have in common."""

    first: Screen
    second: Screen

    @cached_property
    def both(self) -> pd.DataFrame:
        """Code -> `name`, `country`, `one`, `other`, `flags` of every place with both figures."""
        return pieces.both(self.first, self.second)

    @cached_property
    def reliable(self) -> pd.DataFrame:
        """The same without figures of low reliability."""
        return self.both[~self.both["flags"].str.contains(UNRELIABLE)]

    @cached_property
    def found(self) -> Association | None:
        """How the two go together; None for too few places."""
        return association(self.both)


def two(desk: Desk, view: View) -> Two:
    """The View's two indicators in the newest period that most of their places share."""
    asked = settled(desk, view)
    return Two(first=desk.screen(asked), second=makers.second(desk, asked))


def settled(desk: Desk, view: View) -> View:
    """The View in the newest period with both figures for at least half as many places as the fullest."""
    if view.period:
        return view
    first, other = desk.screen(view), makers.second(desk, view)
    return replace(view, period=full_period(_shared(first, other)))


def _shared(first: Screen, other: Screen) -> dict[str, int]:
    """Period -> number of places with both figures in it."""
    keys = []
    for shown in (first, other):
        rows = shown.series.rows
        keys.append(rows.loc[rows["obs_value"].notna(), ["geo", "time_period"]].astype(str))
    both = keys[0].merge(keys[1])["time_period"].value_counts()
    return {str(period): int(n) for period, n in both.items()}


def interval(found: Association, say: Language) -> str:
    """The 95 % interval of a rank correlation, such as `+0.23 to +0.63`."""
    low, high = (pair_text.signed(end, say) for end in (found.interval.low, found.interval.high))
    return say("{low} to {high}", low=low, high=high)
