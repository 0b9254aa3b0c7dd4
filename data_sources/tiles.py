"""A map on which every country is a square of the same size, near its neighbours."""

from __future__ import annotations

from data_sources import paths

GRID = """
IS .. .. .. NO SE FI .. ..
.. .. .. .. .. .. EE .. ..
IE UK .. .. DK .. LV .. ..
.. .. .. NL DE PL LT .. ..
.. .. BE LU CZ SK UA .. ..
.. FR CH LI AT HU RO .. ..
PT ES .. IT SI HR RS BG ..
.. .. .. .. .. BA XK MK ..
.. .. .. MT .. ME AL EL TR
.. .. .. .. .. .. .. .. CY
"""
"""North is up; ".." is a gap. The codes are Eurostat's."""

PITCH = 900
SIDE = 860
"""Of a square, in units: the whole grid is about as large as Europe in its own frame."""


def places() -> dict[str, tuple[int, int]]:
    """Column and row of each country's square, by code."""
    rows = [line.split() for line in GRID.split("\n") if line]
    found = {code: (x, y) for y, row in enumerate(rows) for x, code in enumerate(row) if code != ".."}
    return dict(sorted(found.items()))


def encode() -> bytes:
    """The grid as a Paths file: one frame, one square a country, the label point in its middle."""
    grid = places()
    corners = {code: (x * PITCH, y * PITCH) for code, (x, y) in grid.items()}
    squares = [[[0, x, y, SIDE, 0, 0, SIDE, -SIDE, 0]] for x, y in corners.values()]
    middles: list[list[int] | None] = [[0, x + SIDE // 2, y + SIDE // 2] for x, y in corners.values()]
    gap = PITCH - SIDE
    right, low = (max(corner[axis] for corner in corners.values()) + SIDE + gap for axis in (0, 1))
    frame: dict[str, object] = {"id": "tiles", "title": "Europe", "box": [-gap, -gap, right, low]}
    return paths.packed(grid, squares, middles, [frame])
