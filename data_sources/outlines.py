"""The shapes of a level as the browser has them, read at run time: who touches whom, and a picture of its own.

No geopandas here: the files are whole units already (see `paths`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from data_sources import geography
from data_sources.model import Level

Ring = list[int]
"""`[frame, x, y, dx, dy, ...]`; frame 0 is Europe, or the city of neighbourhoods."""

Corner = tuple[int, int, int]
"""Frame, x, y."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Code -> rings, and the box (least x, least y, greatest x, greatest y) that shows them, in units of the rings."""

    shapes: Mapping[str, list[Ring]]
    box: tuple[int, int, int, int]

    def corners(self) -> dict[str, set[Corner]]:
        """Code -> every corner of its outline; neighbours have some in common, to the last unit."""
        return {code: {corner for ring in rings for corner in _corners(ring)} for code, rings in self.shapes.items()}


def outlines(level: Level, vintage: str) -> Outlines | None:
    """The shapes of a level and vintage, or None where none are held."""
    folder = geography.DISTRICT_SHAPES if level is Level.DISTRICT else geography.SHAPES
    return _read(folder, geography.boundary_url(level, vintage))


def land() -> Outlines | None:
    """The neutral land behind a map of Europe, or None where it is not held."""
    return _read(geography.SHAPES, geography.land_url())


def _read(folder: Path, url: str) -> Outlines | None:
    name = url.rpartition("/")[2]
    if not name:
        return None
    content = json.loads((folder / name).read_bytes())
    fine = int(content.get("fine", 1))
    left, top, right, low = (fine * edge for edge in content["frames"][0]["box"])
    shapes = {code: rings for code, rings in zip(content["ids"], content["shapes"], strict=True) if rings}
    return Outlines(shapes=shapes, box=(left, top, right, low))


def _corners(ring: Ring) -> list[Corner]:
    points = np.cumsum(np.reshape(ring[1:], (-1, 2)), axis=0).tolist()
    return [(ring[0], x, y) for x, y in points]
