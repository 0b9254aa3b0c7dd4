"""Figures of one NUTS version computed anew for the regions of another, by where people live.

A correspondence says how many people live in both of two regions, one of each version. Counts are divided in
proportion to them; averages are weighted with them, and only where next to nothing has to be divided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

SLIVER = 0.01
"""A piece with less of the people of either region is the seam of two drawings, not a change."""

SAME = 0.99
"""A rate or mean stays that of a region if at least this share of its people lives in the new one."""

_ALL = 1 - 1e-9
"""A count stays that of a region only if all of its people do, or the total would change."""

WHOLE = 0.95
"""An average may be built from regions of which at least this share of the people lives in the new one."""


class Rule(StrEnum):
    """What may be done with a quantity: add up, average over people, or neither."""

    SUM = "sum"
    MEAN = "mean"
    KEEP = "keep"


class Change(StrEnum):
    """What happened to a region between two versions."""

    SAME = "same"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    SHIFTED = "shifted"


class Mark(StrEnum):
    """How a figure came to stand for a region: the column `bridged`."""

    PUBLISHED = ""
    RENAMED = "renamed"
    """The same area, published under another code."""

    MERGED = "merged"
    """Put together from whole regions."""

    ESTIMATED = "estimated"
    """With parts of regions, in proportion to the people there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A region of the other version: which share of its people lives in the target, and which of the target's in it."""

    code: str
    of_source: float
    of_target: float


Step = Mapping[str, tuple[Part, ...]]
"""Code of a region -> its parts in the version next to its own."""


def step(pieces: pd.DataFrame) -> dict[str, tuple[Part, ...]]:
    """The parts of every region in `target`, by the `people` of each pair of `source` and `target`.

    Seams are left out and the shares are of what is left, so that each source is divided up completely.
    """
    pairs = pieces[pieces["people"] > 0]
    pairs = pairs[_share(pairs, "source").ge(SLIVER) | _share(pairs, "target").ge(SLIVER)]
    rows = zip(pairs["source"], pairs["target"], _share(pairs, "source"), _share(pairs, "target"), strict=True)
    found: dict[str, list[Part]] = {}
    for source, target, of_source, of_target in sorted(rows):
        found.setdefault(target, []).append(Part(source, of_source, of_target))
    return {target: tuple(parts) for target, parts in found.items()}


def _share(pairs: pd.DataFrame, side: str) -> pd.Series:
    return pairs["people"] / pairs.groupby(side)["people"].transform("sum")


def parts_of(code: str, steps: Sequence[Step]) -> tuple[Part, ...]:
    """The parts of a region some steps away, the nearest step first; none where a step knows one of them not."""
    parts: tuple[Part, ...] = (Part(code, 1.0, 1.0),)
    for known in steps:
        if any(part.code not in known for part in parts):
            return ()
        found: dict[str, tuple[float, float]] = {}
        for near in parts:
            for far in known[near.code]:
                source, target = found.get(far.code, (0.0, 0.0))
                shares = source + far.of_source * near.of_source, target + far.of_target * near.of_target
                found[far.code] = shares
        parts = tuple(Part(name, *shares) for name, shares in sorted(found.items()))
    return parts


def mark(code: str, parts: Sequence[Part], rule: Rule) -> Mark:
    """How a figure made of these parts stands for the region."""
    least = _ALL if rule is Rule.SUM else SAME
    if any(part.of_source < least for part in parts):
        return Mark.ESTIMATED
    if len(parts) > 1:
        return Mark.MERGED
    return Mark.PUBLISHED if parts[0].code == code else Mark.RENAMED


def change(code: str, parts: Sequence[Part]) -> Change:
    """What happened to the region since the version of its parts."""
    if len(parts) == 1 and parts[0].of_source < SAME:
        return Change.SPLIT
    made = {Mark.PUBLISHED: Change.SAME, Mark.RENAMED: Change.RENAMED, Mark.MERGED: Change.MERGED}
    return made.get(mark(code, parts, Rule.MEAN), Change.SHIFTED)


def allowed(parts: Sequence[Part], rule: Rule) -> bool:
    """Whether the rule lets a figure be made of these parts.

    A share of a region says nothing of its halves: an average is made of regions that are, but for a twentieth of the
    people, whole. What may be neither added nor averaged is kept where region and part are the same.
    """
    if not parts or rule is Rule.SUM:
        return bool(parts)
    if rule is Rule.KEEP:
        return len(parts) == 1 and parts[0].of_source >= SAME
    return sum(part.of_target for part in parts if part.of_source >= WHOLE) >= WHOLE


def recomputed(rows: pd.DataFrame, code: str, parts: Sequence[Part], rule: Rule) -> pd.DataFrame:
    """The figures of a region from those of its parts, one row a period, with the column `bridged`.

    `rows` are observations of the parts as plain texts and numbers, each once a period. Where a part has no figure
    there is none; flags of all parts are kept. A region that did not change keeps its rows as they are.
    """
    how = mark(code, parts, rule)
    if how in {Mark.PUBLISHED, Mark.RENAMED}:
        return rows[rows["geo"] == parts[0].code].assign(geo=code, bridged=how.value)
    weights = pd.Series({part.code: part.of_source if rule is Rule.SUM else part.of_target for part in parts})
    weights /= weights.sum() if rule is Rule.MEAN else 1.0
    known = rows[rows["geo"].isin(weights.index)]
    values = known.set_index(["time_period", "geo"])["obs_value"].unstack().reindex(columns=weights.index)  # noqa: PD010
    made = known.drop_duplicates("time_period").set_index("time_period").sort_index()  # one part's other columns
    made["obs_value"] = (values * weights).sum(axis=1, skipna=False)
    for name, most in (("obs_flag", None), ("conf_status", 1)):
        said = known[known[name] != ""].groupby("time_period")[name].agg(_letters)
        made[name] = said.str[:most].reindex(made.index).fillna("") if len(said) else ""
    return made.reset_index()[list(rows.columns)].assign(geo=code, bridged=how.value)


def _letters(texts: pd.Series) -> str:
    """The letters that occur, each once, in order."""
    return "".join(sorted(set("".join(texts))))
