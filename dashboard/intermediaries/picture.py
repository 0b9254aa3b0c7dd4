"""A city's neighbourhoods in outline with its entries as numbered points: a district or about 500 m at the finest.

The outlines are the project's own; nothing is asked of anybody. What is made up says so on the map itself.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import numpy as np

from dashboard.intermediaries.entries import where
from dashboard.language import Language
from data_sources import geography
from data_sources.frames import EUROPE
from data_sources.model import Level
from data_sources.register import form
from data_sources.register.model import Entry

UNITS = 100
"""Outlines of neighbourhoods are kept in hundredths of the map's unit."""

_MARGIN = 0.04
_FEWEST = 1e-6

CSS = """
.register-map { position: relative; margin: 0; background: var(--water); border-radius: 4px; overflow: hidden; }
.register-map svg { display: block; width: 100%; height: 100%; }
.register-map path { fill: var(--land); stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.register-map .demo { position: absolute; left: 8px; top: 8px; margin: 0; padding: 3px 8px; font-size: 14px;
  font-weight: 600; color: var(--text); background: var(--page); border: 1px solid var(--text); border-radius: 4px; }
.register-map .at { position: absolute; transform: translate(-50%, -50%); min-width: 22px; padding: 0 5px;
  box-sizing: border-box; height: 22px; line-height: 22px; border-radius: 11px; text-align: center; font-size: 13px;
  font-weight: 600; color: var(--page); background: var(--places); white-space: nowrap; }
"""
"""Heights are fixed by the picture's shape; numbers keep their size on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A city's outlines: the data of one SVG path, and the box shown (least x and y, width, height)."""

    path: str
    box: tuple[float, float, float, float]


def division(city: str, entries: Sequence[Entry]) -> str:
    """The division most entries name their neighbourhood by, else the coarsest; "" where none is held."""
    table = geography.districts_of(city)
    named = [str(table.loc[one.place.district, "vintage"]) for one in entries if one.place.district in table.index]
    if named:
        return Counter(sorted(named)).most_common(1)[0][0]
    return form.division(city)


@lru_cache(maxsize=16)
def ground(vintage: str) -> Ground | None:
    """The outlines of a division; None where no shapes are held."""
    url = geography.boundary_url(Level.DISTRICT, vintage) if vintage else ""
    if not url:
        return None
    held = json.loads((geography.DISTRICT_SHAPES / Path(url).name).read_text(encoding="utf-8"))
    rings = [ring for shape in held["shapes"] for ring in shape if ring[0] == 0]
    corners = np.concatenate([np.cumsum(np.asarray(ring[1:]).reshape(-1, 2), axis=0) for ring in rings])
    low, high = corners.min(axis=0), corners.max(axis=0)
    margin = _MARGIN * (high - low).max()
    box = (*(low - margin), *(high - low + 2 * margin))
    path = "".join(f"M{ring[1]} {ring[2]}l{' '.join(str(step) for step in ring[3:])}Z" for ring in rings)
    return Ground(path=path, box=(float(box[0]), float(box[1]), float(box[2]), float(box[3])))


def point(entry: Entry) -> tuple[float, float] | None:
    """Degrees east and north: its square of about 500 m, else its district's middle; None where only the city is."""
    place = entry.place
    if place.lon is not None and place.lat is not None:
        return place.lon, place.lat
    table = geography.districts_of(place.city)
    if place.district not in table.index:
        return None
    own = table[table.index == place.district]
    return float(own["lon"].iloc[0]), float(own["lat"].iloc[0])


def spots(entries: Sequence[Entry]) -> dict[tuple[float, float], list[int]]:
    """Point in degrees -> the numbers (from 1) of the entries there, in the order of the cards."""
    found: dict[tuple[float, float], list[int]] = {}
    for number, one in enumerate(entries, start=1):
        at = point(one)
        if at is not None:
            found.setdefault(at, []).append(number)
    return found


def html(drawn: Ground, entries: Sequence[Entry], note: str, say: Language) -> str:
    """The map: outlines, a number for each entry or for several at one place, and the note on it."""
    left, top, width, height = drawn.box
    alt = escape(words(entries, note, say), quote=True)
    return (
        f"<figure class='register-map' style='aspect-ratio: {width:.0f} / {height:.0f}; max-height: 560px; "
        f"max-width: {560 * width / max(height, _FEWEST):.0f}px'>"
        f"<svg viewBox='{left:.0f} {top:.0f} {width:.0f} {height:.0f}' preserveAspectRatio='none' role='img' "
        f"aria-label=\"{alt}\"><path d='{drawn.path}' fill-rule='evenodd'/></svg>"
        + "".join(_dot(at, numbers, drawn, entries) for at, numbers in spots(entries).items())
        + (f"<p class='demo'>{escape(note)}</p>" if note else "")
        + "</figure>"
    )


def _dot(at: tuple[float, float], numbers: Sequence[int], drawn: Ground, entries: Sequence[Entry]) -> str:
    """A number at its place in per cent of the picture; what lies outside the outlines stands at the edge."""
    left, top, width, height = drawn.box
    x, y = (EUROPE.units(np.array([at]))[0] * UNITS).tolist()
    across, down = (min(max(share, 0.02), 0.98) for share in ((x - left) / width, (y - top) / height))
    names = escape("; ".join(entries[number - 1].name for number in numbers), quote=True)
    told = ", ".join(str(number) for number in numbers)
    style = f"left: {100 * across:.1f}%; top: {100 * down:.1f}%"
    return f"<span class='at' style='{style}' title=\"{names}\" aria-hidden='true'>{told}</span>"


def words(entries: Sequence[Entry], note: str, say: Language) -> str:
    """What the map shows in words: how many entries have a place, where most are, how many have only the city."""
    placed = [one for one in entries if point(one)]
    told = say.plural(
        "{n} entry stands at its neighbourhood.", "{n} entries stand at their neighbourhoods.", len(placed)
    )
    counts = Counter(one.place.district for one in placed if one.place.district)
    most = max(counts.values(), default=0)
    if most > 1:
        names = ", ".join(where(code, say) for code in sorted(counts) if counts[code] == most)
        told += " " + say("Most are in {places} ({n}).", places=names, n=say.number(most))
    whole = len(entries) - len(placed)
    if whole:
        told += " " + say.plural(
            "{n} is of the whole city and has no point.", "{n} are of the whole city and have no point.", whole
        )
    return f"{note}. {told}" if note else told
