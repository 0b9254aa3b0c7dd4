"""How evenly two groups live over the neighbourhoods of a city. All depend on how small the neighbourhoods are.

`group` and `others` are people by neighbourhood, in the same order; who is counted must be the same in all.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]


def dissimilarity(group: Counts, others: Counts) -> float:
    """D, 0 to 1: the share of the group that would have to move for the same mix everywhere."""
    return float(np.abs(group / group.sum() - others / others.sum()).sum() / 2)


def isolation(group: Counts, others: Counts) -> float:
    """The share of the group that a member of it meets on average in the own neighbourhood, 0 to 1."""
    all_people = group + others
    share = np.divide(group, all_people, out=np.zeros_like(group), where=all_people > 0)
    return float((group / group.sum() * share).sum())


def entropy(group: Counts, others: Counts) -> float:
    """Theil's H, 0 to 1: how much less mixed neighbourhoods are than the city, on average of all people."""
    all_people = group + others
    share = np.divide(group, all_people, out=np.zeros_like(group), where=all_people > 0)
    whole = float(_mix(np.array([group.sum() / all_people.sum()]))[0])
    return float((all_people * (whole - _mix(share))).sum() / (all_people.sum() * whole))


def _mix(share: Counts) -> Counts:
    """Entropy of two groups, 0 where one is alone."""
    parts = np.stack([share, 1 - share])
    logs = np.log(parts, out=np.zeros_like(parts), where=parts > 0)
    mixed: Counts = -(parts * logs).sum(axis=0)
    return mixed
