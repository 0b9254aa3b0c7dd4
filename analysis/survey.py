"""How far a share of a survey may lie from that of all residents."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

INTERVIEWS = 840
"""About as many people were asked in each city of the survey on quality of life."""

DESIGN_EFFECT = 1.0
"""As of a simple random sample: weights make true margins somewhat wider, and their size isn't published by city."""

_Z = 1.96


def margin_pp(
    share_pc: npt.ArrayLike, interviews: int = INTERVIEWS, design_effect: float = DESIGN_EFFECT
) -> npt.NDArray[np.float64]:
    """Half the 95 % interval of each share (per cent), in percentage points."""
    p = np.asarray(share_pc, dtype=np.float64) / 100
    found: npt.NDArray[np.float64] = 100 * _Z * np.sqrt(p * (1 - p) / interviews) * np.sqrt(design_effect)
    return found
