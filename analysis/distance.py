"""How far a figure is from a target, in steps that compare across indicators: the OECD's distance.

One step is the spread (standard deviation) among the countries compared. Zero means that the target is reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analysis.trend import sign
from data_sources.model import Direction

LEAST_PEERS = 10
"""With fewer countries neither the spread nor the best of them say much."""

_BEST_SHARE = 0.9


class Basis(StrEnum):
    """Where a target comes from, the first that there is."""

    AGENDA = "agenda"
    AGREEMENT = "agreement"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """Steps still to go (0 = reached), to which target on which basis, and the spread among how many peers."""

    steps: float
    target: float
    basis: Basis
    spread: float
    peers: int


def best_performers(peers: Iterable[float], direction: Direction) -> float:
    """The level that the best tenth of the peers have reached."""
    share = _BEST_SHARE if direction is Direction.HIGHER else 1 - _BEST_SHARE
    return float(np.quantile(np.sort(np.fromiter(peers, dtype=np.float64)), share))


def distance(
    value: float,
    peers: Iterable[float],
    direction: Direction,
    target: float | None = None,
    basis: Basis = Basis.AGREEMENT,
) -> Distance | None:
    """The distance of a value to the target, else to the best performers; None where it would say nothing.

    That is for an indicator without a better direction, for few peers, and for peers that are all alike.
    """
    values = np.sort(np.fromiter(peers, dtype=np.float64))
    if direction is Direction.NEUTRAL or len(values) < LEAST_PEERS or values[0] == values[-1]:
        return None
    aim = best_performers(values, direction) if target is None else target
    spread = float(values.std(ddof=1))
    return Distance(
        steps=max(0.0, sign(direction) * (aim - value)) / spread,
        target=aim,
        basis=Basis.BEST if target is None else basis,
        spread=spread,
        peers=len(values),
    )
