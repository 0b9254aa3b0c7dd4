"""Where names stand beside their dots: the first place that is free, or none."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
_DISTANCES = (0.55, 1.3, 2.2, 3.4)


def place(
    points: Sequence[Point], named: Sequence[tuple[Point, tuple[float, float]]], sheet: Rectangle, unit: float
) -> list[Rectangle | None]:
    """A rectangle for each name (its point, its width and height), in order; None where no place is free.

    Names lie on the sheet, and over no other name nor any of the dots that are named; of free places the one over
    fewest dots is taken.
    """
    taken: list[Rectangle] = [_around(point, unit * 0.35) for point, _ in named]
    found: list[Rectangle | None] = []
    for point, size in named:
        tried = [_beside(point, size, side, unit * far) for far in _DISTANCES for side in _SIDES]
        free = [one for one in tried if _within(one, sheet) and not any(_meet(one, other) for other in taken)]
        best = min(free, key=lambda one: _crowd(one, points), default=None)
        found.append(best)
        if best is not None:
            taken.append(best)
    return found


def _beside(point: Point, size: tuple[float, float], side: tuple[int, int], far: float) -> Rectangle:
    across, down = size
    middle = (point[0] + side[0] * (far + across / 2), point[1] + side[1] * (far + down / 2))
    return middle[0] - across / 2, middle[1] - down / 2, middle[0] + across / 2, middle[1] + down / 2


def _around(point: Point, far: float) -> Rectangle:
    return point[0] - far, point[1] - far, point[0] + far, point[1] + far


def _within(one: Rectangle, sheet: Rectangle) -> bool:
    return one[0] >= sheet[0] and one[1] >= sheet[1] and one[2] <= sheet[2] and one[3] <= sheet[3]


def _meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crowd(one: Rectangle, points: Sequence[Point]) -> int:
    return sum(one[0] <= x <= one[2] and one[1] <= y <= one[3] for x, y in points)
