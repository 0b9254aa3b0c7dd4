"""Figures as circles on land: a picture in SVG that needs no script and asks nobody for a base map.

A circle's area is the figure. The land is the project's own, in the plane it is drawn in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import asin, cos, radians, sin, sqrt

import numpy as np
import numpy.typing as npt

from dashboard import palette
from dashboard.palette import Look

Point = tuple[float, float]
Floats = npt.NDArray[np.float64]

_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
"""The coefficients of the Equal Earth projection (Savric, Patterson, Jenny 2018)."""

_LARGEST = 0.032  # radius of the largest circle, as a share of the picture's width
_LEAST = 0.0016
_NAMED = 6
_TEXT = 0.014  # height of a letter, as a share of the width
_FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Land as the data of one SVG path, the box shown of it (least x and y, width, height), where the legend stands."""

    path: str
    box: tuple[float, float, float, float]
    legend_above: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place: where it lies in the plane, how many, and its name."""

    at: Point
    value: float
    name: str
    arrives: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """The two circles of the legend: values and how they are written, the larger first."""

    values: tuple[float, ...]
    written: tuple[str, ...]


def equal_earth(lon: float, lat: float) -> Point:
    """Degrees in the Equal Earth plane, y downwards; the world is about 5.4 wide."""
    a1, a2, a3, a4 = _EQUAL_EARTH
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
    x = 2 * sqrt(3) * radians(lon) * cos(theta) / (3 * slope)
    return x, -theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1)


def world_path(rings: Iterable[Sequence[Sequence[float]]]) -> str:
    """Rings in degrees as one path in the Equal Earth plane."""
    return "".join(_ring([equal_earth(lon, lat) for lon, lat in ring]) for ring in rings)


def _ring(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in points) + "Z"


def europe_path(shapes: Iterable[Iterable[Sequence[int]]]) -> str:
    """Shapes of a boundary file `[frame, x, y, dx, dy, ...]` as one path; only those in the plane of Europe."""
    rings = (ring for shape in shapes for ring in shape if ring[0] == 0)
    return "".join(f"M{ring[1]} {ring[2]}l{' '.join(str(step) for step in ring[3:])}Z" for ring in rings)


def legend_sizes(largest: float) -> tuple[float, ...]:
    """Two round figures for the legend: the largest of the form 1, 2 or 5 times ten that is held, and a tenth."""
    if largest <= 0:
        return ()
    power = 10.0 ** np.floor(np.log10(largest))
    top = max(step * power for step in (1, 2, 5) if step * power <= largest)
    return (float(top), float(top) / 10)


def dot_map(ground: Ground, dots: Sequence[Dot], sizes: Sizes, look: Look) -> str:
    """The circles on their land as SVG, the largest drawn first so that small ones stay visible."""
    left, top, width, height = ground.box
    colours = palette.surface(look)
    largest = max((dot.value for dot in dots), default=0.0)
    ordered = sorted(dots, key=lambda dot: -dot.value)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{left:g} {top:g} {width:g} {height:g}' "
        f"width='1200' height='{1200 * height / width:.0f}'>"
        f"<rect x='{left:g}' y='{top:g}' width='{width:g}' height='{height:g}' fill='{colours.water}'/>"
        f"<path d='{ground.path}' fill='{colours.point_ground}' fill-rule='evenodd' stroke='{colours.region_line}' "
        f"stroke-width='{width / 2400:g}'/>"
        + "".join(_circle(dot, largest, width, look) for dot in ordered)
        + _names(ordered[:_NAMED], largest, ground.box, look)
        + _legend(sizes, largest, ground, look)
        + "</svg>"
    )


def radius(value: float, largest: float, width: float) -> float:
    """Of a circle whose area is the figure."""
    share = sqrt(value / largest) if largest > 0 else 0.0
    return width * max(_LARGEST * share, _LEAST)


def _circle(dot: Dot, largest: float, width: float, look: Look) -> str:
    colour = palette.about(about_people=dot.arrives, look=look)
    size = radius(dot.value, largest, width)
    return (
        f"<circle cx='{dot.at[0]:g}' cy='{dot.at[1]:g}' r='{size:.4g}' fill='{colour}' fill-opacity='0.6' "
        f"stroke='{colour}' stroke-width='{width / 1500:g}'/>"
    )


def _names(dots: Sequence[Dot], largest: float, box: tuple[float, ...], look: Look) -> str:
    """The names of the largest, beside their circles, without those that would lie on another."""
    left, _, width, _ = box
    size = width * _TEXT
    taken: list[tuple[float, float, float]] = []
    found = []
    for dot in dots:
        room = 0.6 * size * len(dot.name)
        right = dot.at[0] + radius(dot.value, largest, width) + size / 3
        x = right if right + room < left + width else right - room - 2 * (right - dot.at[0])
        if any(abs(dot.at[1] - y) < size and x < end and start < x + room for start, end, y in taken):
            continue
        taken.append((x, x + room, dot.at[1]))
        found.append(_text(x, dot.at[1] + size / 3, dot.name, size, look))
    return "".join(found)


def _text(x: float, y: float, words: str, size: float, look: Look) -> str:
    colours = palette.surface(look)
    return (
        f"<text x='{x:g}' y='{y:g}' font-size='{size:g}' font-family='{_FONT}' fill='{colours.text}' "
        f"stroke='{colours.page}' stroke-opacity='0.7' stroke-width='{size / 5:g}' paint-order='stroke'>"
        f"{escape(words)}</text>"
    )


def _legend(sizes: Sizes, largest: float, ground: Ground, look: Look) -> str:
    """The circles of round figures in the lower or upper left corner."""
    left, top, width, height = ground.box
    colours, size = palette.surface(look), width * _TEXT
    room = sum(max(2 * radius(value, largest, width), size) + size / 2 for value in sizes.values)
    x, y = left + width * (_LARGEST + 0.01), top + (room + size if ground.legend_above else height - size)
    parts = []
    for value, words in zip(sizes.values, sizes.written, strict=True):
        r = radius(value, largest, width)
        y -= max(2 * r, size) + size / 2
        middle = y + max(r, size / 2)
        parts.append(
            f"<circle cx='{x:g}' cy='{middle:g}' r='{r:.4g}' fill='none' stroke='{colours.text}' "
            f"stroke-width='{width / 1200:g}'/>"
            + _text(x + width * (_LARGEST + 0.006), middle + size / 3, words, size, look)
        )
    return "".join(parts)
