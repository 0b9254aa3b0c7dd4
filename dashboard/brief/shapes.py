"""Shapes and points as matplotlib draws them, in the plane of the map (EPSG:3035, equal area)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from data_sources import frames
from data_sources.outlines import Ring

if TYPE_CHECKING:
    from matplotlib.path import Path

EUROPE = 0
Box = tuple[float, float, float, float]
"""Least x, least y, greatest x, greatest y, in units of 500 m; y grows downwards."""


def paths(shapes: dict[str, list[Ring]], frame: int) -> dict[str, Path]:
    """Code -> its outline in one frame, holes too; places without land there are left out."""
    found = {code: [ring for ring in rings if ring[0] == frame] for code, rings in shapes.items()}
    return {code: _path(rings) for code, rings in found.items() if rings}


def _path(rings: Iterable[Ring]) -> Path:
    from matplotlib.path import Path  # noqa: PLC0415  heavy, and used by a brief only

    corners, codes = [], []
    for ring in rings:
        points = np.cumsum(np.reshape(ring[1:], (-1, 2)), axis=0)
        corners += [points, points[:1]]
        codes += [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
    return Path(np.concatenate(corners).astype(float), codes)


def frames_with_land(shapes: Iterable[list[Ring]]) -> list[int]:
    """The insets that these shapes lie in."""
    return sorted({ring[0] for rings in shapes for ring in rings} - {EUROPE})


def europe() -> Box:
    """What a map of Europe shows."""
    left, top, right, low = frames.EUROPE.box
    return left, top, right, low


def box_of(path: Path) -> Box:
    """The box round an outline."""
    corners = np.asarray(path.vertices, dtype=float)
    (left, top), (right, low) = corners.min(axis=0), corners.max(axis=0)
    return float(left), float(top), float(right), float(low)


def window(box: Box, least: float, shape: float) -> Box:
    """A box of width / height `shape` round the middle of another with room on all sides, at least so wide."""
    left, top, right, low = box
    wide = max(least, 1.6 * (right - left), 1.6 * (low - top) * shape)
    x, y = (left + right) / 2, (top + low) / 2
    return x - wide / 2, y - wide / shape / 2, x + wide / 2, y + wide / shape / 2


def united(boxes: Iterable[Box]) -> Box:
    """The box round several."""
    left, top, right, low = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(low)
