"""Maps for print: drawn from the figures and the outlines, readable without colour, in equal area."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.classify import NO_CLASS
from dashboard import palette, text
from dashboard.brief import shapes
from dashboard.language import Language
from dashboard.palette import Look, surface
from dashboard.screen import Screen
from data_sources import frames, geography
from data_sources.model import Kind, Level
from data_sources.outlines import Outlines, land, outlines

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MM = 1 / 25.4
DPI = 200
WIDTH_MM = 170
_INK = "#1d2733"
_FLAGGED, _MISSING, _WITHHELD, _BELOW = "//////", "....", "xxxxx", "-----"
_LARGEST_PT = 15
_DOT_PT = 4.2
_NEAR = 500.0  # units of 500 m: the least width of the map around a place
_CONFIDENTIAL = "C"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """How one group of places is drawn, and its line in the legend."""

    colour: str
    hatch: str
    label: str
    n: int


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """One indicator ready to be drawn: its cells with a `group` each, the groups' signs, and the places' outlines."""

    screen: Screen
    cells: pd.DataFrame
    signs: tuple[Sign, ...]
    shapes: Outlines | None
    say: Language

    @property
    def filled(self) -> bool:
        """True where areas carry the figure, not points."""
        return self.shapes is not None and self.screen.indicator.kind is not Kind.COUNT

    def outline(self, code: str) -> list[list[int]]:
        """The rings of a place, none for one that is a point."""
        return list(self.shapes.shapes.get(code, [])) if self.shapes else []


def drawing(shown: Screen, say: Language) -> Drawing:
    """The cells of a screen in groups: classes from low to high, no figure, withheld."""
    vintage = shown.vintage
    held = None if shown.level in {Level.CITY, Level.FUA} else outlines(shown.level, vintage)
    cells = shown.cells.copy()
    classes, entry = shown.series.classes, shown.indicator
    group = classes.class_of(cells["obs_value"])
    colours = _colours(shown)
    if entry.kind is Kind.COUNT:
        group, colours = np.where(group == NO_CLASS, NO_CLASS, 0), colours[-2:-1]
    hidden = (cells["conf_status"] == _CONFIDENTIAL).to_numpy() & (group == NO_CLASS)
    cells["group"] = np.where(hidden, len(colours) + 1, np.where(group == NO_CLASS, len(colours), group))
    numbers = cells["group"].value_counts()
    labels = [*_bounds(shown, say), say("no figure"), say("withheld")]
    marks = [*_below(shown, len(colours)), _MISSING, _WITHHELD]
    ground = surface(Look.LIGHT).no_data
    drawn = zip((*colours, ground, ground), marks, labels, strict=True)
    signs = tuple(Sign(colour=c, hatch=h, label=t, n=int(numbers.get(k, 0))) for k, (c, h, t) in enumerate(drawn))
    return Drawing(screen=shown, cells=cells, signs=signs, shapes=held, say=say)


def _colours(shown: Screen) -> tuple[str, ...]:
    k = len(shown.series.classes.upper)
    if shown.indicator.kind is Kind.COUNT:
        return palette.sequential(about_people=shown.indicator.theme.about_people, k=5, look=Look.LIGHT)
    if shown.indicator.midpoint is not None and k in {2, 4, 6}:
        return palette.diverging(k=k, look=Look.LIGHT)
    return palette.sequential(about_people=shown.indicator.theme.about_people, k=k, look=Look.LIGHT)


def _below(shown: Screen, k: int) -> list[str]:
    """Classes below a midpoint carry lines: without colour they are as dark as those above it."""
    middle = k // 2 if shown.indicator.midpoint is not None and k in {2, 4, 6} else 0
    return [_BELOW] * middle + [""] * (k - middle)


def _bounds(shown: Screen, say: Language) -> list[str]:
    entry = shown.indicator
    if entry.kind is Kind.COUNT:
        return [say("a figure; the larger, the more")]
    told = [[text.plain(end, entry, say) for end in ends] for ends in shown.series.classes.bounds()]
    return [say("{low} to {high}", low=low, high=high) for low, high in told]


def place_map(shown: Screen, code: str, say: Language) -> tuple[bytes, float]:
    """PNG and height in mm: Europe with the far regions, the surroundings of a place, the legend."""
    drawn, height = drawing(shown, say), 88.0
    figure = blank(height)
    if shown.level is Level.DISTRICT:
        _city(figure, drawn, code)
        return png(figure), height
    draw_europe(figure, drawn, (0.0, 0.0, 0.57, 1.0), code)
    around = _surroundings(drawn, code)
    if around is not None:
        axes = _axes(figure, (0.6, 0.5, 0.4, 0.5), around)
        _draw(axes, drawn, shapes.EUROPE)
        _mark(axes, drawn, code, named=True)
    legend(figure, drawn, (0.6, 0.0, 0.4, 0.47 if around is not None else 1.0), code)
    return png(figure), height


def two_maps(one: Screen, other: Screen, say: Language) -> tuple[bytes, float]:
    """PNG and height in mm: two indicators side by side, each with its legend below."""
    height = 112.0
    figure = blank(height)
    for left, shown in ((0.0, one), (0.51, other)):
        drawn = drawing(shown, say)
        draw_europe(figure, drawn, (left, 0.33, 0.49, 0.67), "")
        legend(figure, drawn, (left, 0.0, 0.49, 0.31), "")
    return png(figure), height


def blank(height_mm: float) -> Figure:
    """An empty sheet as wide as the text."""
    from matplotlib.figure import Figure  # noqa: PLC0415  heavy, and used by a brief only

    return Figure(figsize=(WIDTH_MM * MM, height_mm * MM), dpi=DPI, facecolor="white")


def png(figure: Figure) -> bytes:
    """The sheet as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

    out = io.BytesIO()
    FigureCanvasAgg(figure).print_png(out, pil_kwargs={"compress_level": 4})
    return out.getvalue()


def _axes(figure: Figure, place: shapes.Box, box: shapes.Box, title: str = "") -> Axes:
    axes = figure.add_axes(place)
    axes.set(xlim=(box[0], box[2]), ylim=(box[3], box[1]), xticks=[], yticks=[], aspect="equal")
    axes.set_facecolor(surface(Look.LIGHT).water)
    for side in axes.spines.values():
        side.set(linewidth=0.4, color=surface(Look.LIGHT).muted)
    if title:
        axes.set_title(title, fontsize=4, pad=1.5, color=_INK)
    return axes


def draw_europe(figure: Figure, drawn: Drawing, place: shapes.Box, code: str) -> None:
    """Europe, and below it a row of the far regions that have a place of the screen."""
    left, low, wide, high = place
    found = shapes.frames_with_land(drawn.shapes.shapes.values()) if drawn.shapes else []
    row = 0.13 if found else 0.0
    axes = _axes(figure, (left, low + row * high, wide, high * (1 - row)), shapes.europe())
    axes.set_anchor("NW")
    _draw(axes, drawn, shapes.EUROPE)
    _mark(axes, drawn, code)
    each = wide / max(len(found), 1)
    for number, frame in enumerate(found):
        inset = frames.frames()[frame]
        box = (left + number * each + 0.004, low + 0.004, each * 0.88, high * (row - 0.05))
        small = _axes(figure, box, shapes.window(inset.box, 0, 1.3), drawn.say(inset.title))
        _draw(small, drawn, frame)
        _mark(small, drawn, code, frame=frame)


def _city(figure: Figure, drawn: Drawing, code: str) -> None:
    """The neighbourhoods of one city, or the legend alone where no outlines of them are held."""
    if drawn.shapes is not None:
        box = shapes.united(map(shapes.box_of, shapes.paths(dict(drawn.shapes.shapes), shapes.EUROPE).values()))
        axes = _axes(figure, (0.0, 0.0, 0.57, 1.0), box)
        axes.set_anchor("NW")
        axes.set_facecolor("white")
        _draw(axes, drawn, shapes.EUROPE)
        _mark(axes, drawn, code, named=True)
    legend(figure, drawn, (0.6, 0.0, 0.4, 1.0), code)


def _draw(axes: Axes, drawn: Drawing, frame: int) -> None:
    """Land, areas or points, hatches over flagged figures, borders of countries."""
    from matplotlib.collections import PathCollection  # noqa: PLC0415

    ground, district = land(), drawn.screen.level is Level.DISTRICT
    if ground is not None and not district:
        tint = surface(Look.LIGHT).land if drawn.filled else surface(Look.LIGHT).point_ground
        _add(
            axes, PathCollection(list(shapes.paths(dict(ground.shapes), frame).values()), facecolors=tint, linewidths=0)
        )
    if drawn.filled:
        _areas(axes, drawn, frame)
    borders = None if district else outlines(Level.COUNTRY, geography.VINTAGES[-1])
    if borders is not None:
        edges = list(shapes.paths(dict(borders.shapes), frame).values())
        colour = surface(Look.LIGHT).country_line
        _add(axes, PathCollection(edges, facecolors="none", edgecolors=colour, linewidths=0.3))
    if not drawn.filled:
        _points(axes, drawn, frame)


def _add(axes: Axes, collection: object) -> None:
    axes.add_collection(collection, autolim=False)  # type: ignore[arg-type]


def _areas(axes: Axes, drawn: Drawing, frame: int) -> None:
    """Each group of areas in its colour and hatch; then lines over what is flagged."""
    from matplotlib.collections import PathCollection  # noqa: PLC0415

    found = shapes.paths(dict(drawn.shapes.shapes), frame) if drawn.shapes else {}
    line = 0.15 if drawn.screen.level is Level.NUTS3 else 0.3
    for number, sign in enumerate(drawn.signs):
        codes = drawn.cells.loc[drawn.cells["group"] == number, "geo"]
        own = [found[code] for code in codes if code in found]
        pale = {"facecolors": sign.colour, "edgecolors": "#8a8a8a", "linewidths": line, "hatch_linewidth": 0.3}
        _add(axes, PathCollection(own, hatch=sign.hatch or None, **pale))
    flagged = drawn.cells.loc[(drawn.cells["obs_flag"] != "") & drawn.cells["obs_value"].notna(), "geo"]
    over = [found[code] for code in flagged if code in found]
    lines = {"facecolors": "none", "edgecolors": "#555555", "linewidths": line, "hatch_linewidth": 0.35}
    _add(axes, PathCollection(over, hatch=_FLAGGED, **lines))


def _points(axes: Axes, drawn: Drawing, frame: int) -> None:
    """Circles: coloured by class, or of an area that is the figure; a dashed edge for flagged ones."""
    cells = drawn.cells[drawn.cells["obs_value"].notna()].sort_values("obs_value", ascending=False)
    where = frames.located(cells["lon"].tolist(), cells["lat"].tolist())
    here = np.array([spot is not None and spot[0] == frame for spot in where], dtype=bool)
    spots = np.array([spot[1:] for spot in where if spot is not None and spot[0] == frame]).reshape(-1, 2)
    cells = cells[here]
    flagged = (cells["obs_flag"] != "").to_numpy()
    colours = np.array([drawn.signs[int(group)].colour for group in cells["group"]])
    sizes = _sizes(drawn, cells["obs_value"].to_numpy())
    for rows, style in ((~flagged, "solid"), (flagged, (0, (1.5, 1.0)))):
        axes.scatter(
            spots[rows, 0],
            spots[rows, 1],
            s=sizes[rows],
            c=colours[rows],
            edgecolors=_INK,
            linewidths=0.45,
            linestyles=[style],
            zorder=4,
        )


def _sizes(drawn: Drawing, values: np.ndarray) -> np.ndarray:
    """Areas in square points."""
    if drawn.screen.indicator.kind is not Kind.COUNT:
        return np.full(len(values), _DOT_PT**2)
    return np.abs(values) / (drawn.screen.series.largest or 1) * _LARGEST_PT**2 + 1


def _surroundings(drawn: Drawing, code: str) -> shapes.Box | None:
    """The window around a place of Europe's own map; None for a place that lies far off, or none."""
    own = shapes.paths({code: drawn.outline(code)}, shapes.EUROPE)
    spot = _spot(drawn, code)
    if code in own:
        box = shapes.box_of(own[code])
    elif spot is not None and spot[0] == shapes.EUROPE:
        box = (spot[1], spot[2], spot[1], spot[2])
    else:
        return None
    return shapes.window(box, _NEAR, 0.4 * WIDTH_MM / (0.5 * 88))


def _spot(drawn: Drawing, code: str) -> list[int] | None:
    cells = drawn.cells[drawn.cells["geo"] == code]
    return frames.located(cells["lon"].tolist(), cells["lat"].tolist())[0] if len(cells) else None


def _mark(axes: Axes, drawn: Drawing, code: str, *, frame: int = shapes.EUROPE, named: bool = False) -> None:
    """A thick line round the place, or a ring, and its name beside."""
    from matplotlib.collections import PathCollection  # noqa: PLC0415
    from matplotlib.patheffects import withStroke  # noqa: PLC0415

    own, spot = shapes.paths({code: drawn.outline(code)}, frame), _spot(drawn, code)
    for width, colour in ((2.4, "white"), (1.2, "black")):
        _add(axes, PathCollection(list(own.values()), facecolors="none", edgecolors=colour, linewidths=width, zorder=5))
    if spot is None or spot[0] != frame:
        return
    x, y = _middle(own.get(code), spot) if own else (spot[1], spot[2])
    if not (own and named):
        for width, colour in ((2.6, "white"), (1.3, "black")):
            axes.scatter([x], [y], s=60, facecolors="none", edgecolors=colour, linewidths=width, zorder=6)
    if named:
        name = drawn.screen.names.get(code, code)
        halo = [withStroke(linewidth=2.2, foreground="white")]
        axes.annotate(
            name,
            (x, y),
            (0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=7,
            weight="bold",
            color="black",
            path_effects=halo,
            zorder=7,
        )


def _middle(path: object, spot: list[int]) -> tuple[float, float]:
    """Where the name of an area stands: neighbourhoods count in finer units than points do."""
    left, top, right, low = shapes.box_of(path)  # type: ignore[arg-type]
    inside = left <= spot[1] <= right and top <= spot[2] <= low
    return (spot[1], spot[2]) if inside else ((left + right) / 2, (top + low) / 2)


def legend(figure: Figure, drawn: Drawing, place: shapes.Box, code: str) -> None:
    """What the colours and hatches are, how many places carry each, and how the place is marked."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    axes = figure.add_axes(place)
    axes.set_axis_off()
    say, flagged = drawn.say, int(((drawn.cells["obs_flag"] != "") & drawn.cells["obs_value"].notna()).sum())
    rows = [sign for sign in reversed(drawn.signs[:-2])] + [sign for sign in drawn.signs[-2:] if sign.n]
    if flagged:
        mark = say("flagged by the source") if drawn.filled else say("flagged (dashed edge)")
        rows.append(Sign(colour="white", hatch=_FLAGGED if drawn.filled else "", label=mark, n=flagged))
    high = place[3] * figure.get_figheight() / MM
    wide = place[2] * figure.get_figwidth() / MM
    axes.set(xlim=(0, wide), ylim=(high, 0))
    axes.text(
        0, 2.2, _short(say(drawn.screen.indicator.unit.name).capitalize(), 46), fontsize=6.6, weight="bold", color=_INK
    )
    axes.text(wide - 1, 2.2, say("places"), fontsize=6, ha="right", color=_INK)
    step = min(4.6, (high - 4) / max(len(rows) + bool(code), 1))
    for number, sign in enumerate(rows):
        y = 4 + number * step
        look = {"facecolor": sign.colour, "edgecolor": "#555555", "linewidth": 0.4, "hatch": sign.hatch or None}
        axes.add_patch(Rectangle((0.2, y), 7, step * 0.75, hatch_linewidth=0.35, **look))
        axes.text(9, y + step * 0.62, sign.label, fontsize=6.4, color=_INK)
        axes.text(wide - 1, y + step * 0.62, say.number(sign.n), fontsize=6.4, ha="right", color=_INK)
    if code:
        y = 4 + len(rows) * step
        axes.add_patch(Rectangle((0.6, y + 0.2), 6.2, step * 0.6, facecolor="white", edgecolor="black", linewidth=1.2))
        axes.text(
            9, y + step * 0.62, _short(drawn.screen.names.get(code, code), 40), fontsize=6.4, weight="bold", color=_INK
        )


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
