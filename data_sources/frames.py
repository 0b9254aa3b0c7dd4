"""The frames a map is drawn in: Europe, and an inset for each territory far from it.

Every frame is an equal-area plane in whole units of 500 m whose y grows downwards, as on a screen. No
geopandas here: a running app places its cities with this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from pyproj import Transformer

Coordinates = npt.NDArray[np.float64]
"""One row a point: degrees east and north, or x and y in units."""

Box = tuple[int, int, int, int]
"""Least x, least y, greatest x, greatest y, in units."""

DEGREES = "EPSG:4326"
EQUAL_AREA = "EPSG:3035"
UNIT_M = 500
WINDOW = (0, -3_000, 19_000, 14_000)
"""The box in units that shapes around Europe are cut to: in an equal-area plane what lies far off is bent."""

_STEPS = 32  # points along each side of a window when its box is measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A plane: `crs` names it, `top` is the northing in metres at which y is 0, `box` is what it shows at first."""

    id: str
    title: str
    crs: str
    top: float
    box: Box

    def units(self, degrees: Coordinates) -> Coordinates:
        """Degrees as x and y in units, not rounded."""
        east, north = _transformer(DEGREES, self.crs).transform(degrees[:, 0], degrees[:, 1])
        return np.column_stack([east, self.top - np.asarray(north)]) / UNIT_M

    def degrees(self, units: Coordinates) -> Coordinates:
        """The way back."""
        east, north = units[:, 0] * UNIT_M, self.top - units[:, 1] * UNIT_M
        return np.column_stack(_transformer(self.crs, DEGREES).transform(east, north))

    def described(self) -> dict[str, object]:
        """The frame as a file of shapes states it."""
        return {"id": self.id, "title": self.title, "box": list(self.box)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inset:
    """A territory drawn beside Europe: `window` (west, south, east, north) holds its land with a small margin.

    `title` is English source text. Land belongs to the inset whose window holds its middle.
    """

    id: str
    title: str
    window: tuple[float, float, float, float]
    centre: tuple[float, float]

    def frame(self) -> Frame:
        """The inset's own plane, in which its land is as bent as can be avoided; its box is the window's."""
        lon, lat = self.centre
        crs = f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84"
        flat = Frame(id=self.id, title=self.title, crs=crs, top=0.0, box=(0, 0, 0, 0)).units(_outline(self.window))
        low, high = np.floor(flat.min(axis=0)).astype(int), np.ceil(flat.max(axis=0)).astype(int)
        box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
        return Frame(id=self.id, title=self.title, crs=crs, top=0.0, box=box)


INSETS = (
    Inset(id="canarias", title="Canary Islands", window=(-18.3, 27.5, -13.3, 29.4), centre=(-15.8, 28.4)),
    Inset(id="acores", title="Azores", window=(-31.5, 36.8, -24.8, 39.9), centre=(-28.1, 38.4)),
    Inset(id="madeira", title="Madeira", window=(-17.4, 32.3, -16.1, 33.3), centre=(-16.8, 32.8)),
    Inset(id="guadeloupe", title="Guadeloupe", window=(-63.2, 15.75, -60.9, 18.2), centre=(-62.0, 17.0)),
    Inset(id="martinique", title="Martinique", window=(-61.35, 14.3, -60.7, 15.0), centre=(-61.0, 14.65)),
    Inset(id="guyane", title="French Guiana", window=(-54.8, 2.0, -51.4, 5.9), centre=(-53.1, 4.0)),
    Inset(id="reunion", title="Réunion", window=(55.1, -21.5, 55.95, -20.75), centre=(55.5, -21.1)),
    Inset(id="mayotte", title="Mayotte", window=(44.95, -13.1, 45.35, -12.55), centre=(45.15, -12.8)),
    Inset(id="svalbard", title="Svalbard", window=(10.0, 76.3, 33.8, 80.95), centre=(20.0, 78.6)),
)
"""The outermost regions of the EU, and Svalbard.

What is no inset keeps its true place beside Europe: Jan Mayen and Bear Island, the Selvagens south of Madeira.
"""


def _outline(window: tuple[float, float, float, float]) -> Coordinates:
    """Points along the sides of a window in degrees: in the plane its parallels are curves."""
    west, south, east, north = window
    along, up = np.linspace(west, east, _STEPS), np.linspace(south, north, _STEPS)
    sides = [
        np.column_stack([along, np.full(_STEPS, south)]),
        np.column_stack([along, np.full(_STEPS, north)]),
        np.column_stack([np.full(_STEPS, west), up]),
        np.column_stack([np.full(_STEPS, east), up]),
    ]
    return np.concatenate(sides)


@lru_cache(maxsize=64)
def _transformer(origin: str, target: str) -> Transformer:
    return Transformer.from_crs(origin, target, always_xy=True)


EUROPE = Frame(id="europe", title="Europe", crs=EQUAL_AREA, top=6_000_000.0, box=(4_900, 1_000, 14_700, 9_300))
"""From Portugal to the east of Türkiye, from the North Cape to Cyprus, with Iceland."""


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """Every frame; a shape names its frame by its position here. The first is Europe."""
    return (EUROPE, *(inset.frame() for inset in INSETS))


def frame_numbers(degrees: Coordinates) -> npt.NDArray[np.intp]:
    """For each point the position of its frame: the inset whose window holds it, else Europe."""
    numbers = np.zeros(len(degrees), dtype=np.intp)
    lon, lat = degrees[:, 0], degrees[:, 1]
    for position, inset in enumerate(INSETS, start=1):
        west, south, east, north = inset.window
        numbers[(west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)] = position
    return numbers


def located(lon: Sequence[float], lat: Sequence[float]) -> list[list[int] | None]:
    """`[frame, x, y]` of each point given in degrees; None where the point is missing."""
    degrees = np.column_stack([np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)])
    known = np.flatnonzero(~np.isnan(degrees).any(axis=1))
    numbers = frame_numbers(degrees)
    points: list[list[int] | None] = [None] * len(degrees)
    for number in set(numbers[known].tolist()):
        rows = known[numbers[known] == number]
        flat = np.rint(frames()[number].units(degrees[rows])).astype(int).tolist()
        for row, point in zip(rows.tolist(), flat, strict=True):
            points[row] = [number, *point]
    return points
