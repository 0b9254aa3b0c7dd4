"""Every colour the project draws with, in a light and a dark look.

Purple is for people and arrivals, teal for places; the two meet only on the map of the nexus. The distances
between classes were computed for normal sight and for three colour-vision deficiencies (CAM02-UCS).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PURPLE = ("#f1ecf6", "#d5c9e2", "#bda7d3", "#a985c9", "#8563a9", "#63438b", "#43206e")
PURPLE_5 = ("#f1ecf6", "#c9b7da", "#a985c9", "#74539a", "#43206e")
TEAL = ("#e8f3f0", "#c2ddd8", "#9bcac2", "#6fb8ad", "#4e9189", "#2f6d67", "#0a4a47")
TEAL_5 = ("#e8f3f0", "#afd3cd", "#6fb8ad", "#3f7f78", "#0a4a47")
DIVERGING = ("#0a4a47", "#4e9189", "#a1c9c1", "#f4f2ee", "#bea9ce", "#8563a9", "#43206e")
"""Only for figures with a real midpoint."""

DIVERGING_DARK = ("#a5e3da", "#58aca2", "#2c6560", "#39424b", "#5d4a82", "#9375c4", "#d3bdee")
"""The same on a dark page: the middle is nearest to the ground."""

NEXUS = (
    ("#f0eeea", "#a8cdc2", "#39b3a0"),
    ("#bea8c8", "#828599", "#486472"),
    ("#9b5fc0", "#603e85", "#2a1a4f"),
)
"""Rows: arrivals from low to high; columns: the place from low to high."""

NEXUS_DARK = (
    ("#323a42", "#2f7d72", "#4fd0bb"),
    ("#5f4c7d", "#71879a", "#97d6d6"),
    ("#a873dc", "#bda4ec", "#f1ecff"),
)
"""The same on a dark page: the two highest meet in the brightest."""

LINES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#555555")
"""Lines and bars of different things (Okabe and Ito); more than six are drawn grey with one in colour."""

LINES_DARK = (*LINES[:5], "#a8b3bd")

_SIDES = {2: (1, 5), 4: (0, 2, 4, 6), 6: (0, 1, 2, 4, 5, 6)}
"""Which of the seven diverging colours stand for as many classes on either side."""

_STEPS = {1: (3,), 2: (1, 5), 3: (0, 3, 6), 4: (0, 2, 4, 6), 6: (0, 1, 2, 4, 5, 6), 7: (0, 1, 2, 3, 4, 5, 6)}
"""Which of the seven colours stand for fewer classes; five classes have colours of their own."""


class Look(StrEnum):
    """The reader's theme; the value is Streamlit's word for it."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """Colours of what carries the figures: the page, the map's ground, its lines and its words."""

    page: str
    text: str
    muted: str
    accent: str
    water: str
    land: str
    ground: str
    point_ground: str
    no_data: str
    region_line: str
    country_line: str
    people: str
    places: str


_LIGHT = Surface(
    page="#ffffff",
    text="#1d2733",
    muted="#5b6673",
    accent="#0a6c74",
    water="#e9eff2",
    land="#f4f3ef",
    ground="#fdfdfb",
    point_ground="#e3e0d9",
    no_data="#dedbd5",
    region_line="#ffffff",
    country_line="#5b6673",
    people="#63438b",
    places="#2f6d67",
)

_DARK = Surface(
    page="#12181f",
    text="#e6edf1",
    muted="#9aa7b3",
    accent="#5cc3bd",
    water="#12181f",
    land="#1f272f",
    ground="#2a343d",
    point_ground="#2a343d",
    no_data="#46505a",
    region_line="#12181f",
    country_line="#9aa7b3",
    people="#bda7d3",
    places="#6fb8ad",
)


def surface(look: Look) -> Surface:
    """The colours of page and map: `land` lies outside; `ground` is land whose places are shown as circles.

    Under dots coloured by class it is `point_ground`, from which the palest class still differs.
    """
    return _DARK if look is Look.DARK else _LIGHT


def sequential(*, about_people: bool, k: int, look: Look) -> tuple[str, ...]:
    """`k` colours from the lowest class to the highest, 1 to 7; more is further from the background."""
    seven, five = (PURPLE, PURPLE_5) if about_people else (TEAL, TEAL_5)
    ramp = five if k == len(five) else tuple(seven[step] for step in _STEPS[k])
    return ramp[::-1] if look is Look.DARK else ramp


def diverging(*, k: int, look: Look) -> tuple[str, ...]:
    """`k` colours (2, 4 or 6), half of them below the midpoint."""
    ramp = DIVERGING_DARK if look is Look.DARK else DIVERGING
    return tuple(ramp[step] for step in _SIDES[k])


def nexus(look: Look) -> tuple[str, ...]:
    """Nine colours: three rows of arrivals from low to high, each with the place from low to high."""
    rows = NEXUS_DARK if look is Look.DARK else NEXUS
    return tuple(colour for row in rows for colour in row)


def lines(look: Look) -> tuple[str, ...]:
    """Six colours for lines and bars of different things."""
    return LINES_DARK if look is Look.DARK else LINES


def about(*, about_people: bool, look: Look) -> str:
    """The one colour of a half of the nexus: for circles, single lines and key figures."""
    colours = surface(look)
    return colours.people if about_people else colours.places
