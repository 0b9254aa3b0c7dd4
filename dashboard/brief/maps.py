"""Maps for print: drawn from the figures and the outlines, readable without colour, in equal area."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dashboard.brief import shapes
from dashboard.brief.signs import FLAGGED, INK, MM, Drawing, drawing, legend
from dashboard.language import Language
from dashboard.palette import Look, surface
from dashboard.screen import Screen
from data_sources import frames, geography
from data_sources.model import Kind, Level
from data_sources.outlines import land, outlines

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI = 200
WIDTH_MM = 170
_LARGEST_PT = 15
_DOT_PT = 4.2
_EDGE = 0.0015  # of the sheet: or its frame would cut the lines round a map
_MAP_MM, _FAR_MM, _LEGEND_MM = 70.0, 11.0, 37.0
_TITLE_PT = 4.0
_LETTER_MM = 0.2  # wide, for each point of its size
_NEAR = 500.0  # units of 500 m: the least width of the map around a place


def place_map(shown: Screen, code: str, say: Language) -> tuple[bytes, float]:
    """PNG and height in mm: Europe with the far regions, the surroundings of a place, the legend."""
    drawn, height = drawing(shown, say), 88.0
    figure = blank(height)
    if shown.level is Level.DISTRICT:
        _city(figure, drawn, code)
        return png(figure), height
    draw_europe(figure, drawn, (_EDGE, _EDGE, 0.57, 1 - 2 * _EDGE), code)
    around = _surroundings(drawn, code)
    if around is not None:
        axes = _axes(figure, (0.6, 0.5, 0.4 - _EDGE, 0.5 - _EDGE), around)
        _draw(axes, drawn, shapes.EUROPE)
        _mark(axes, drawn, code, named=True)
    legend(figure, drawn, (0.6, 0.0, 0.4, 0.47 if around is not None else 1.0), code)
    return png(figure), height


def two_maps(one: Screen, other: Screen, say: Language) -> tuple[bytes, float]:
    """PNG and height in mm: two indicators side by side, each with its legend below."""
    both = [drawing(shown, say) for shown in (one, other)]
    above = _MAP_MM + (_FAR_MM if any(_far(drawn) for drawn in both) else 0.0)
    height = above + _LEGEND_MM
    figure = blank(height)
    low = _LEGEND_MM / height
    for left, drawn in zip((_EDGE, 0.51), both, strict=True):
        draw_europe(figure, drawn, (left, low, 0.485, 1 - low - _EDGE), "")
        legend(figure, drawn, (left, 0.0, 0.485, low - 0.02), "")
    return png(figure), height


def blank(height_mm: float) -> Figure:
    """An empty sheet as wide as the text."""
    from matplotlib.figure import Figure  # noqa: PLC0415  heavy, and used by a brief only

    return Figure(figsize=(WIDTH_MM * MM, height_mm * MM), dpi=DPI, facecolor="white")


def png(figure: Figure) -> bytes:
    """The sheet as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

    out = io.BytesIO()
    canvas: Any = FigureCanvasAgg(figure)
    canvas.print_png(out, pil_kwargs={"compress_level": 4})
    return out.getvalue()


def _axes(figure: Figure, place: shapes.Box, box: shapes.Box, title: str = "") -> Axes:
    axes = figure.add_axes(place)
    axes.set(xlim=(box[0], box[2]), ylim=(box[3], box[1]), xticks=[], yticks=[], aspect="equal")
    axes.set_facecolor(surface(Look.LIGHT).water)
    for side in axes.spines.values():
        side.set(linewidth=0.4, color=surface(Look.LIGHT).muted)
    if title:
        room = place[2] * WIDTH_MM / len(title)
        axes.set_title(title, fontsize=min(_TITLE_PT, room / _LETTER_MM), pad=1.5, color=INK)
    return axes


def draw_europe(figure: Figure, drawn: Drawing, place: shapes.Box, code: str) -> None:
    """Europe, and below it a row of the far regions that have a place of the screen."""
    left, low, wide, high = place
    found = _far(drawn)
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


def _far(drawn: Drawing) -> list[int]:
    """The insets that have a place of the screen."""
    return shapes.frames_with_land(drawn.shapes.shapes.values()) if drawn.shapes else []


def _city(figure: Figure, drawn: Drawing, code: str) -> None:
    """The neighbourhoods of one city, or the legend alone where no outlines of them are held."""
    if drawn.shapes is not None:
        box = shapes.united(map(shapes.box_of, shapes.paths(dict(drawn.shapes.shapes), shapes.EUROPE).values()))
        axes = _axes(figure, (_EDGE, _EDGE, 0.57, 1 - 2 * _EDGE), box)
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
        pale: dict[str, Any] = {
            "facecolors": sign.colour,
            "edgecolors": "#8a8a8a",
            "linewidths": line,
            "hatch_linewidth": 0.3,
        }
        _add(axes, PathCollection(own, hatch=sign.hatch or None, **pale))
    flagged = drawn.cells.loc[(drawn.cells["obs_flag"] != "") & drawn.cells["obs_value"].notna(), "geo"]
    over = [found[code] for code in flagged if code in found]
    lines: dict[str, Any] = {"facecolors": "none", "edgecolors": "#555555", "linewidths": line, "hatch_linewidth": 0.35}
    _add(axes, PathCollection(over, hatch=FLAGGED, **lines))


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
            edgecolors=INK,
            linewidths=0.45,
            linestyles=[style],
            zorder=4,
        )


def _sizes(drawn: Drawing, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Areas in square points."""
    if drawn.screen.indicator.kind is not Kind.COUNT:
        return np.full(len(values), _DOT_PT**2)
    sizes: npt.NDArray[np.float64] = np.abs(values) / (drawn.screen.series.largest or 1) * _LARGEST_PT**2 + 1
    return sizes


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
