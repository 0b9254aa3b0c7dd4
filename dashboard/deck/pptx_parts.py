"""The parts of a PowerPoint slide: titles that are titles, text, pictures and tables with their descriptions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from dashboard.story.model import Table

FONT = "Arial"
"""On every system, or as Liberation Sans, which is as wide."""

WIDE, TALL = 13.333, 7.5
"""Inches of a slide of 16:9."""

_TEMPLATE_WIDE = 10.0  # inches of python-pptx's own template
_INK, _MUTED, _LINE = "1D2733", "5B6673", "B8BEC4"
_TAGS = {"en": "en-GB", "fr": "fr-FR"}
_TITLE_SLIDE, _TITLE_ONLY = 0, 5
_LONG_TITLE = 70
_LONGEST_PROPERTY = 255
_FIRST_COLUMN = 2.2
"""How much wider the column of names is than one of figures."""

_LARGEST, _SMALLEST = 14, 8
_ROW, _PADDING, _MARGINS = 0.28, 0.05, 0.12
_LETTER, _LEADING = 0.52, 1.2
"""How wide a letter is and how tall a line, in parts of its points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    wide: float
    tall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How text is set; `low` stands it on the bottom of its box, `link` is an address that its words may hold."""

    points: float
    lang: str
    muted: bool = False
    bold: bool = False
    low: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The rows of a table, of which some are heads."""

    table: Table
    heads: frozenset[int]


def sheet(title: str, lang: str, link: str) -> Any:
    """An empty presentation of 16:9."""
    import pptx  # noqa: PLC0415  heavy, and used by a download only
    from pptx.util import Inches  # noqa: PLC0415

    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDE), Inches(TALL)
    _widen([*made.slide_master.shapes, *(shape for layout in made.slide_layouts for shape in layout.shapes)])
    _place(made.slide_layouts[_TITLE_ONLY].placeholders[0], Box(left=0.6, top=0.3, wide=12.13, tall=0.9))
    _place(made.slide_layouts[_TITLE_SLIDE].placeholders[0], Box(left=0.9, top=1.6, wide=11.5, tall=1.9))
    _place(made.slide_layouts[_TITLE_SLIDE].placeholders[1], Box(left=0.9, top=3.7, wide=11.5, tall=2.4))
    properties = made.core_properties
    properties.title, properties.language, properties.author = (
        title[:_LONGEST_PROPERTY],
        _TAGS.get(lang, lang),
        "Nexus Atlas",
    )
    properties.comments = link if len(link) <= _LONGEST_PROPERTY else ""
    return made


def _widen(shapes: Sequence[Any]) -> None:
    """Master and layouts of the template are of 4:3: what has a place of its own is stretched."""
    for shape in shapes:
        if shape._element.xpath("./p:spPr/a:xfrm"):  # noqa: SLF001  a placeholder may inherit its place
            shape.left, shape.width = (round(length * WIDE / _TEMPLATE_WIDE) for length in (shape.left, shape.width))


def _place(shape: Any, box: Box) -> None:
    from pptx.util import Inches  # noqa: PLC0415

    shape.left, shape.top = Inches(box.left), Inches(box.top)
    shape.width, shape.height = Inches(box.wide), Inches(box.tall)


def titled(made: Any, title: str, lang: str, under: Sequence[str] = ()) -> Any:
    """A new slide with its title; `under` makes it the first, with lines below."""
    drawn = made.slides.add_slide(made.slide_layouts[_TITLE_SLIDE if under else _TITLE_ONLY])
    points = 34.0 if under else 28.0
    points -= 6 if len(title) > _LONG_TITLE else 0
    _fill(drawn.shapes.title.text_frame, (title,), Setting(points=points, lang=lang, bold=True, low=True))
    if under:
        _fill(drawn.placeholders[1].text_frame, under, Setting(points=16, lang=lang, muted=True))
    return drawn


def boxed(drawn: Any, lines: Sequence[str], box: Box, setting: Setting) -> None:
    """Text on a slide; nothing where there are no words."""
    from pptx.util import Inches  # noqa: PLC0415

    if not any(lines):
        return
    place = (Inches(length) for length in (box.left, box.top, box.wide, box.tall))
    _fill(drawn.shapes.add_textbox(*place).text_frame, lines, setting)


def _fill(frame: Any, lines: Sequence[str], setting: Setting) -> None:
    """A paragraph a line, at the left."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    frame.vertical_anchor = MSO_ANCHOR.BOTTOM if setting.low else MSO_ANCHOR.TOP
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(setting.points * 0.4 if len(lines) > 1 else 0)
        _run(paragraph, line, setting)


def _run(paragraph: Any, words: str, setting: Setting) -> None:
    """The words; an address in them can be pressed."""
    before, address, after = words.partition(setting.link) if setting.link.startswith("http") else (words, "", "")
    for part in (before, address, after):
        if not part:
            continue
        run = paragraph.add_run()
        run.text = part
        _set(run, setting)
        if part == address:
            run.hyperlink.address = part


def _set(run: Any, setting: Setting) -> None:
    from pptx.dml.color import RGBColor  # noqa: PLC0415
    from pptx.util import Pt  # noqa: PLC0415

    run.font.name, run.font.size, run.font.bold = FONT, Pt(setting.points), setting.bold
    colour: Any = RGBColor  # typed in part only
    run.font.color.rgb = colour.from_string(_MUTED if setting.muted else _INK)
    run._r.get_or_add_rPr().set("lang", _TAGS.get(setting.lang, setting.lang))  # noqa: SLF001  no language of its own


def pictured(drawn: Any, png: bytes, box: Box, alt: str) -> None:
    """A picture as large as its box allows, at its top left, with its text for those who do not see it."""
    from pptx.util import Inches  # noqa: PLC0415

    shape = drawn.shapes.add_picture(io.BytesIO(png), Inches(box.left), Inches(box.top))
    step = min(Inches(box.wide) / shape.width, Inches(box.tall) / shape.height)
    shape.width, shape.height = round(shape.width * step), round(shape.height * step)
    _described(shape, alt)


def _described(shape: Any, alt: str) -> None:
    named = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001  python-pptx has no texts for pictures
    named.set("descr", alt)


def tabled(drawn: Any, lines: Lines, box: Box, alt: str, lang: str) -> None:
    """A table with thin lines, its letters as large as its box allows."""
    from pptx.util import Inches  # noqa: PLC0415

    rows = lines.table.rows
    place = (Inches(length) for length in (box.left, box.top, box.wide, _ROW * len(rows)))
    frame = drawn.shapes.add_table(len(rows), len(rows[0]), *place)
    frame.table.first_row, frame.table.horz_banding = 0 in lines.heads, False
    wide = _widths(len(rows[0]), box.wide)
    for column, width in zip(frame.table.columns, wide, strict=True):
        column.width = Inches(width)
    plain = Setting(points=_fitting(rows, wide, box.tall), lang=lang)
    for number, (row, texts) in enumerate(zip(frame.table.rows, rows, strict=True)):
        row.height = Inches(_ROW)
        for cell, words in zip(row.cells, texts, strict=True):
            _cell(cell, words, replace(plain, bold=number in lines.heads))
        if _is_alone(texts):
            row.cells[0].merge(row.cells[len(texts) - 1])
    _described(frame, alt)


def _is_alone(texts: Sequence[str]) -> bool:
    """True for a row of one text, which goes across all columns."""
    return len(texts) > 1 and not any(texts[1:])


def _widths(columns: int, wide: float) -> list[float]:
    """Inches of each column: that of the names is wider than one of figures."""
    shares = [_FIRST_COLUMN, *[1.0] * (columns - 1)]
    return [wide * share / sum(shares) for share in shares]


def _fitting(rows: Sequence[Sequence[str]], wide: Sequence[float], tall: float) -> float:
    """The largest letters, in points, with which all rows are as tall as their box, wrapped as they will be."""
    return next((float(points) for points in range(_LARGEST, _SMALLEST, -1) if _tall(rows, wide, points) <= tall), 8.0)


def _tall(rows: Sequence[Sequence[str]], wide: Sequence[float], points: int) -> float:
    """Inches that rows of such letters take."""
    counts = [max(_lines(row, wide, points), 1) for row in rows]
    return sum(max(_ROW, count * points * _LEADING / 72 + _PADDING) for count in counts)


def _lines(row: Sequence[str], wide: Sequence[float], points: int) -> int:
    """How many lines the fullest cell of a row has."""
    room = [sum(wide)] if _is_alone(row) else wide
    letters = [max(1.0, (width - _MARGINS) * 72 / (points * _LETTER)) for width in room]
    return max(ceil(len(cell) / most) for cell, most in zip(row, letters, strict=False))


def _cell(cell: Any, words: str, setting: Setting) -> None:
    from pptx.util import Inches  # noqa: PLC0415

    cell.fill.background()
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    _run(cell.text_frame.paragraphs[0], words, setting)
    cell.text_frame.word_wrap = True
    _ruled(cell)


def _ruled(cell: Any) -> None:
    """A thin line above and below."""
    from pptx.oxml.ns import qn  # noqa: PLC0415

    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001  python-pptx has no borders
    for name in ("a:lnB", "a:lnT"):
        line = properties.makeelement(qn(name), {"w": "6350"})
        filled = line.makeelement(qn("a:solidFill"), {})
        filled.append(filled.makeelement(qn("a:srgbClr"), {"val": _LINE}))
        line.append(filled)
        properties.insert(0, line)
