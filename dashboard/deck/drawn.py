"""Charts of a story as SVG for the room and the phone, and as PNG for PowerPoint.

An SVG has no size and no ground of its own: its `viewBox` is 1600 x 700 for the room and 390 wide for a phone, and it
is as wide as what it stands in. Text stays text. Colours are CSS variables, each with its light value behind it; a
dark page sets them anew: `--ink` (words), `--muted` (axes), `--line` (thin lines), `--people`, `--places`, `--accent`
(dots pointed out, single lines), `--other` (what is not pointed out), `--page` (the ground behind a hollow dot), and
`--c1` to `--c6` for lines of different things (`palette.lines`). Words and figures are in the slide's alternative
text and table, so an SVG is hidden from screen readers.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dashboard.deck.pictures import bars, dots, lines, scatter
from dashboard.deck.pictures.sheet import DPI, PHONE, ROOM, SLIDE, Format, Role
from dashboard.language import Language
from dashboard.story.model import Bars, Body, Dots, Lines, Scatter

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT = '"Source Sans", "Source Sans Pro", system-ui, sans-serif'
_PNG_WIDTH_PX = 1920
_NAMES = {role.value: role.name.lower() for role in Role}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_SIZE = re.compile(r' (?:width|height)="[^"]*"')
_LONG = re.compile(r"(\d+\.\d\d)\d+")
_OWN_ID = re.compile(r' id="(?:[a-z]+[0-9]*[a-z]*(?:Collection)?_\d+|[A-Za-z0-9]+_\d+)"')
_FAMILY = re.compile(r"'DejaVu Sans'[^;\"]*")


def svg(body: Body, say: Language, *, narrow: bool) -> str:
    """A chart as an SVG element, for the room or (`narrow`) for a phone; the same figures give the same text."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG  # noqa: PLC0415  heavy, as above

    _settled()
    out = io.StringIO()
    canvas: Any = FigureCanvasSVG(_figure(body, PHONE if narrow else ROOM, say))
    canvas.print_svg(out, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return tidy(out.getvalue())


def png(body: Body, say: Language) -> bytes:
    """A chart as a picture of 16:9 on white."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415

    figure = _figure(body, SLIDE, say)
    figure.patch.set(visible=True, facecolor="white")
    figure.set_dpi(DPI * _PNG_WIDTH_PX / SLIDE.wide)
    out = io.BytesIO()
    canvas: Any = FigureCanvasAgg(figure)
    canvas.print_png(out, metadata={"Software": None}, pil_kwargs={"compress_level": 6})
    return out.getvalue()


def _figure(body: Body, form: Format, say: Language) -> Figure:
    match body:
        case Bars():
            return bars.draw(body, form, say)
        case Dots():
            return dots.draw(body, form, say)
        case Lines():
            return lines.draw(body, form, say)
        case Scatter():
            return scatter.draw(body, form, say)
    message = f"{type(body).__name__} is no chart"
    raise TypeError(message)


@lru_cache(maxsize=1)
def _settled() -> None:
    """Settings that matplotlib has for the whole process only; nothing else here writes SVG."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "nexus-atlas"


def tidy(text: str) -> str:
    """The bare element: no head, no size, no ids that nothing refers to, short numbers, colours as variables."""
    text = text[text.index("<svg") :].strip()
    head, end, inside = text.partition(">")
    text = _SIZE.sub("", head) + end + inside
    text = re.sub(r" <metadata>.*?</metadata>\s*", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    text = _FAMILY.sub(FONT.replace('"', "'"), _OWN_ID.sub("", text))
    text = _COLOUR.sub(lambda found: _variable(found[0]), _LONG.sub(r"\1", text))
    return text.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _variable(colour: str) -> str:
    name = _NAMES.get(colour)
    return f"var(--{name}, {colour})" if name else colour
