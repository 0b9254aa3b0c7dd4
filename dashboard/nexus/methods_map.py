"""The map of local patterns as one SVG: no program in the browser, every place with a pattern has its name on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from dashboard.language import Language
from dashboard.nexus.methods_words import NO_FIGURE, NO_PATTERN, PATTERNS
from dashboard.palette import Look, sequential, surface
from data_sources.outlines import Outlines, Ring

HEIGHT_PX = 520
_HIGH, _LOW, _STEPS = 5, 1, 7
_SWATCH_PX = 16
_DOT = 55
"""Radius of a place known by a point, in units of the outlines."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What the map stands on: outlines of the places, or `points` (code -> x, y) over those of countries.

    `land` is drawn behind, as a path.
    """

    outlines: Outlines
    land: str = ""
    points: dict[str, tuple[int, int]] | None = None


@dataclass(frozen=True, kw_only=True)
class Ink:
    """How places are painted: purple for people, teal for places; dark is high, hatched is unlike its neighbours."""

    say: Language
    look: Look
    about_people: bool

    def colour(self, *, high: bool) -> str:
        """The ramp's colour for a high or a low figure."""
        ramp = sequential(about_people=self.about_people, k=_STEPS, look=self.look)
        return ramp[_HIGH if high else _LOW]

    def fill(self, quadrant: str) -> str:
        """The fill of a pattern: plain for alike, hatched for unlike."""
        return self.colour(high=quadrant == "HH") if quadrant in {"HH", "LL"} else f"url(#lisa-{quadrant})"


def svg(ground: Ground, local: pd.DataFrame, names: dict[str, str], ink: Ink, alt: str) -> str:
    """The map: grey without a clear pattern, dotted without a figure."""
    left, top, right, low = ground.outlines.box
    colours = surface(ink.look)
    parts = [_patterns(ink), f'<path d="{ground.land}" fill="{colours.land}"/>']
    if ground.points is None:
        rest = [code for code in ground.outlines.shapes if code not in local.index]
        parts += _areas(ground.outlines, local, rest, names, ink)
    else:
        base = path(ground.outlines.shapes.values())
        parts.append(f'<path d="{base}" fill="{colours.land}" stroke="{colours.country_line}" {_THIN}/>')
        parts += _dots(ground.points, local, names, ink)
    return (
        f'<svg role="img" aria-label="{escape(alt, quote=True)}" viewBox="{left} {top} {right - left} {low - top}" '
        f'style="display:block;width:100%;max-height:{HEIGHT_PX}px;background:{colours.water};border-radius:4px" '
        f'preserveAspectRatio="xMidYMid meet">{"".join(parts)}</svg>'
    )


_THIN = 'stroke-width="0.3" vector-effect="non-scaling-stroke"'
_CLEAR = 'stroke-width="1" vector-effect="non-scaling-stroke"'


def _areas(
    outlines: Outlines, local: pd.DataFrame, missing: Sequence[str], names: dict[str, str], ink: Ink
) -> list[str]:
    colours, shapes = surface(ink.look), outlines.shapes
    quiet = [shapes[code] for code in local.index[~local["significant"]] if code in shapes]
    parts = [
        f'<path d="{path(rings)}" fill="{fill}" stroke="{colours.region_line}" {_THIN}/>'
        for rings, fill in (([shapes[code] for code in missing], "url(#lisa-none)"), (quiet, colours.point_ground))
    ]
    found = local[local["significant"]]
    for code, quadrant in zip(found.index, found["quadrant"], strict=True):
        if code in shapes:
            title = _title(code, quadrant, names, ink)
            parts.append(
                f'<path d="{path([shapes[code]])}" fill="{ink.fill(quadrant)}" stroke="{colours.muted}" {_CLEAR}>'
                f"{title}</path>"
            )
    return parts


def _dots(points: dict[str, tuple[int, int]], local: pd.DataFrame, names: dict[str, str], ink: Ink) -> list[str]:
    colours = surface(ink.look)
    ordered = local.sort_values("significant", kind="stable")
    parts = []
    for code, quadrant, clear in zip(ordered.index, ordered["quadrant"], ordered["significant"], strict=True):
        if code in points:
            x, y = points[code]
            fill = ink.fill(quadrant) if clear else colours.point_ground
            title = _title(code, quadrant, names, ink) if clear else ""
            parts.append(
                f'<circle cx="{x}" cy="{y}" r="{_DOT}" fill="{fill}" stroke="{colours.muted}" {_CLEAR}>{title}</circle>'
            )
    return parts


def _title(code: str, quadrant: str, names: dict[str, str], ink: Ink) -> str:
    return f"<title>{escape(names.get(code, code))}: {escape(ink.say(PATTERNS[quadrant]).lower())}</title>"


def path(shapes: Iterable[list[Ring]]) -> str:
    """The rings in the main frame as a path."""
    rings = (ring for place in shapes for ring in place if ring[0] == 0)
    return "".join(f"M{ring[1]} {ring[2]}l{' '.join(map(str, ring[3:]))}z" for ring in rings)


def _patterns(ink: Ink) -> str:
    """Hatches of places unlike their neighbours, and the dots of no figure; as wide as they show at this size."""
    colours = surface(ink.look)
    high, low = ink.colour(high=True), ink.colour(high=False)
    unlike = "".join(_hatch(name, own, other) for name, own, other in (("HL", high, low), ("LH", low, high)))
    return (
        f'<defs>{unlike}<pattern id="lisa-none" width="90" height="90" patternUnits="userSpaceOnUse">'
        f'<rect width="90" height="90" fill="{colours.no_data}"/>'
        f'<circle cx="45" cy="45" r="14" fill="{colours.muted}"/></pattern></defs>'
    )


def _hatch(name: str, own: str, other: str) -> str:
    return (
        f'<pattern id="lisa-{name}" width="70" height="70" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="70" height="70" fill="{own}"/>'
        f'<rect width="24" height="70" fill="{other}"/></pattern>'
    )


def legend(local: pd.DataFrame, missing: int, ink: Ink) -> str:
    """What the colours mean, with the number of places of each."""
    say, colours = ink.say, surface(ink.look)
    counts = local.loc[local["significant"], "quadrant"].value_counts()
    high, low = ink.colour(high=True), ink.colour(high=False)
    stripes = "repeating-linear-gradient(45deg,{0} 0 5px,{1} 5px 7px)"
    fills = {"HH": high, "LL": low, "HL": stripes.format(high, low), "LH": stripes.format(low, high)}
    rows = [(fills[code], say(name), int(counts.get(code, 0))) for code, name in PATTERNS.items()]
    rows.append((colours.point_ground, say(NO_PATTERN), int((~local["significant"]).sum())))
    if missing:
        dots = f"radial-gradient({colours.muted} 18%,{colours.no_data} 20%) 0 0/6px 6px"
        rows.append((dots, say(NO_FIGURE), missing))
    items = "".join(_item(fill, f"{name} ({say.number(n)})", colours.muted) for fill, name, n in rows)
    return f'<div style="display:flex;flex-wrap:wrap;gap:6px 18px;font-size:13px;padding:10px 0 4px">{items}</div>'


def _item(fill: str, words: str, line: str) -> str:
    return (
        '<span style="display:inline-flex;align-items:center;gap:6px">'
        f'<span style="width:{_SWATCH_PX}px;height:{_SWATCH_PX}px;background:{fill};border:1px solid {line}"></span>'
        f"{escape(words)}</span>"
    )
