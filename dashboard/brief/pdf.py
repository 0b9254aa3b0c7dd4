"""The brief as PDF: bookmarks, a language, texts for pictures; set in the font that matplotlib brings."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.brief.blocks import Block, Heading, Points, Text, blocks, page_line, running_line
from dashboard.brief.fit import drawn, scale
from dashboard.brief.model import Brief, Picture, Table

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT = "DejaVu"
_FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_INK, _MUTED, _ACCENT, _PALE = (29, 39, 51), (91, 102, 115), (10, 108, 116), (184, 190, 196)
_NARROW = 90
"""Per cent: the letters of this font are wide."""

_MARGIN_MM, _TOP_MM, _WIDTH_MM, _AROUND_MM, _LINES_MM = 20, 14, 170, 16, 15
_BODY, _SMALL, _TINY = (8.7, 3.9), (7.3, 3.25), (6.2, 2.7)
_TITLE, _LEAD, _HEADING, _SMALL_HEADING = (16, 7.0), (10, 4.5), (10, 4.6), (7.7, 3.5)
"""Sizes in points with the distance between lines in mm."""


def pdf(brief: Brief) -> bytes:
    """The bytes of a PDF file of A4 pages."""
    made, step = _set_up(brief), scale(brief)
    made.add_page()
    _line(made, brief.title, _of(_TITLE, step), bold=True)
    made.start_section(brief.title)
    _place_line(made, brief.place_line, step)
    every = blocks(brief)
    for block, following in zip(every, (*every[1:], None), strict=True):
        if isinstance(block, Heading) and (block.on_new_page or made.will_page_break(_with(following, step))):
            made.add_page()
        _add(made, block, step)
    return bytes(made.output())


def _with(following: Block | None, step: float) -> float:
    """The mm that a heading needs to stay with what follows it: a whole picture, or the first lines."""
    if isinstance(following, Picture):
        return drawn(step) * following.height_mm + step * _AROUND_MM
    return _LINES_MM


def _of(size: tuple[float, float], step: float) -> tuple[float, float]:
    return size[0] * step, size[1] * step


def _add(made: FPDF, block: object, step: float) -> None:
    """One block below what stands already."""
    match block:
        case Heading():
            _heading(made, block, step)
        case Text(text=words, lead=True):
            made.ln(1.2)
            _line(made, words, _of(_LEAD, step), bold=True)
        case Text(text=words):
            _line(made, words, _of(_SMALL, step))
        case Points(points=points):
            _points(made, points, step)
        case Picture():
            _picture(made, block, step)
        case Table():
            _table(made, block, step)
        case _:
            raise TypeError(type(block))


def _set_up(brief: Brief) -> FPDF:
    """An empty file with its fonts, margins, foot and properties."""
    import fpdf  # noqa: PLC0415
    import matplotlib as mpl  # noqa: PLC0415  heavy, and used by a brief only

    class Paper(fpdf.FPDF):
        """With a line at the foot of every page."""

        def footer(self) -> None:
            """Whose brief, which figures, which page of how many."""
            self.set_y(-10)
            self.set_font(_FONT, "", 5.8)
            self.set_text_color(*_MUTED)
            self.cell(0, 3, f"{running_line(brief)} · {page_line(brief, str(self.page_no()), '{nb}')}")

    made = Paper(format="A4")
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    for style, file in _FILES.items():
        made.add_font(_FONT, style, folder / file)
    made.set_margins(_MARGIN_MM, _TOP_MM)
    made.c_margin = 0  # words begin where pictures do
    made.set_auto_page_break(auto=True, margin=13)
    made.set_stretching(_NARROW)
    made.set_lang({"en": "en-GB", "fr": "fr-FR"}.get(brief.lang, brief.lang))
    made.set_title(brief.title)
    made.set_author("Nexus Atlas")
    made.set_subject(brief.question)
    made.set_keywords(brief.snapshot)
    return made


def _style(made: FPDF, size: tuple[float, float], *, bold: bool = False) -> float:
    made.set_font(_FONT, "B" if bold else "", size[0])
    made.set_text_color(*_INK)
    return size[1]


def _line(made: FPDF, words: str, size: tuple[float, float], *, bold: bool = False) -> None:
    high = _style(made, size, bold=bold)
    made.multi_cell(_WIDTH_MM, high, words, align="L", new_x="LMARGIN", new_y="NEXT")


def _place_line(made: FPDF, words: str, step: float) -> None:
    """What kind of place it is, and the rule that parts the head from the rest."""
    size = _of(_BODY, step)
    _style(made, size)
    made.set_text_color(*_MUTED)
    made.multi_cell(_WIDTH_MM, size[1], words, align="L", new_x="LMARGIN", new_y="NEXT")
    made.set_draw_color(*_ACCENT)
    made.set_line_width(0.45)
    made.line(_MARGIN_MM, made.get_y() + 1, _MARGIN_MM + _WIDTH_MM, made.get_y() + 1)
    made.ln(1.8)


def _heading(made: FPDF, heading: Heading, step: float) -> None:
    size = _of(_SMALL_HEADING if heading.small else _HEADING, step)
    made.ln(0.7 if heading.small else 2.2)
    made.start_section(heading.text, level=1)
    _line(made, heading.text, size, bold=True)


def _points(made: FPDF, points: tuple[str, ...], step: float) -> None:
    for point in points:
        high = _style(made, _of(_BODY, step))
        made.cell(4, high, "•")
        made.multi_cell(_WIDTH_MM - 4, high, point, align="L", new_x="LMARGIN", new_y="NEXT")
        made.ln(0.5)


def _picture(made: FPDF, picture: Picture, step: float) -> None:
    """The drawing with its text for those who do not see it, and its source below."""
    made.ln(0.6)
    made.image(
        io.BytesIO(picture.png),
        w=drawn(step) * picture.width_mm,
        h=drawn(step) * picture.height_mm,
        title=picture.title,
        alt_text=picture.alt,
    )
    made.ln(0.8)
    _line(made, picture.source, _of(_TINY, step))


def _table(made: FPDF, table: Table, step: float) -> None:
    """Thin lines, a header row that repeats; figures stand at the right."""
    from fpdf.fonts import FontFace  # noqa: PLC0415

    high = _style(made, _of(_SMALL, step))
    made.set_draw_color(*_PALE)
    made.set_line_width(0.15)
    aligned = tuple("RIGHT" if number >= table.first_figure else "LEFT" for number in range(len(table.columns)))
    with made.table(
        width=_WIDTH_MM,
        col_widths=table.widths,
        line_height=high,
        text_align=aligned,
        borders_layout="HORIZONTAL_LINES",
        headings_style=FontFace(emphasis="BOLD"),
        padding=0.45,
        v_align="TOP",
    ) as grid:
        for texts in (table.columns, *table.rows):
            grid.row(texts)
    made.ln(0.8)
    _line(made, table.note, _of(_TINY, step))
