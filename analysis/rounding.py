"""Figures as they travel to the browser: nine significant digits, the same for values and for cuts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_DIGITS = 9
_NEAR = 1e-5  # of a half: as far as multiplying can move a number of nine digits, with room to spare


def rounded(values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Values to nine significant digits, as `float(f"{value:.9g}")` gives; rounded cuts part them as before."""
    numbers = np.asarray(values, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        places = np.nan_to_num(_DIGITS - 1 - np.floor(np.log10(np.abs(numbers))), posinf=0.0, neginf=0.0)
    # multiplying by a negative power of ten would leave a tail of digits: both ways are with a whole power
    up, down = 10.0 ** np.clip(places, 0, 300), 10.0 ** np.clip(-places, 0, 300)
    scaled = numbers * up / down
    result: npt.NDArray[np.float64] = np.round(scaled) / up * down
    # halfway between two, the last bit of the product would decide: those few are rounded from their exact decimals
    for i in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR):
        result[i] = float(f"{numbers[i]:.{_DIGITS}g}")
    return result
