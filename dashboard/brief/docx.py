"""The brief as a Word document: real headings, texts for pictures, header rows that repeat, a language and a title."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from dashboard.brief.blocks import Heading, Points, Text, blocks, page_line, running_line
from dashboard.brief.fit import drawn, scale
from dashboard.brief.model import Brief, Picture, Table

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
"""On every system, or as Liberation Sans, which is as wide."""

_INK, _MUTED, _ACCENT = "1D2733", "5B6673", "0A6C74"
_TAGS = {"en": "en-GB", "fr": "fr-FR"}
_SIZES = {"Normal": 9.5, "Title": 18.0, "Heading 1": 11.0, "Heading 2": 8.5, "List Bullet": 9.5, "Caption": 7.0}
_SMALL_PT, _TABLE_PT, _LEAD_PT, _PLACE_PT, _FOOT_PT = 8.0, 8.0, 11.0, 8.5, 6.5
_MARGIN_MM, _TOP_MM, _WIDTH_MM = 20, 15, 170


def document(brief: Brief) -> bytes:
    """The bytes of a DOCX file of A4 pages."""
    import docx  # noqa: PLC0415  heavy, and used by a brief only

    made, step = docx.Document(), scale(brief)
    _set_up(made, brief, step)
    made.add_paragraph(brief.title, style="Title")
    _ruled(_small(made, brief.place_line, _PLACE_PT * step, colour=_MUTED))
    for block in blocks(brief):
        _add(made, block, step)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Document, block: object, step: float) -> None:
    """One block at the end of the document."""
    match block:
        case Heading(text=words, small=small, on_new_page=turned):
            heading = made.add_paragraph(words, style="Heading 2" if small else "Heading 1")
            heading.paragraph_format.page_break_before = turned
        case Text(text=words, lead=True):
            _small(made, words, _LEAD_PT * step, bold=True)
        case Text(text=words):
            _small(made, words, _SMALL_PT * step)
        case Points(points=points):
            for point in points:
                made.add_paragraph(point, style="List Bullet")
        case Picture():
            _picture(made, block, step)
        case Table():
            _table(made, block, step)
        case _:
            raise TypeError(type(block))


def _set_up(made: Document, brief: Brief, step: float) -> None:
    """Page, styles, properties, and the line at the foot of every page."""
    from docx.shared import Mm  # noqa: PLC0415

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(_MARGIN_MM)
    page.top_margin = page.bottom_margin = Mm(_TOP_MM)
    page.header_distance, page.footer_distance = Mm(6), Mm(7)
    tag = _TAGS.get(brief.lang, brief.lang)
    properties = made.core_properties
    properties.title, properties.language, properties.author = brief.title, tag, "Nexus Atlas"
    properties.subject, properties.comments, properties.identifier = brief.question, brief.link, brief.snapshot
    for name, size in _SIZES.items():
        _style(made.styles[name], size * step, heading=name.startswith(("Heading", "Title")))
    _speaks(made.styles["Normal"].element, tag)
    _foot(page.footer.paragraphs[0], brief)


def _style(style: Any, size: float, *, heading: bool) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    style.font.name, style.font.size = FONT, Pt(round(2 * size) / 2)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.font.color.rgb = RGBColor.from_string(_INK)
    style.font.bold, style.font.italic = heading, False
    space = style.paragraph_format
    space.space_before, space.space_after = Pt(5 if heading else 0), Pt(2)
    space.line_spacing, space.keep_with_next = 1.0, heading
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _speaks(style: Any, tag: str) -> None:
    """The language that a reader's voice and spelling check take."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    style.get_or_add_rPr().append(language)


def _foot(paragraph: Any, brief: Brief) -> None:
    """Whose brief, which figures, which page of how many."""
    before, _, rest = page_line(brief, "\0", "\1").partition("\0")
    between, _, after = rest.partition("\1")
    parts = [f"{running_line(brief)} · {before}", "PAGE", between, "NUMPAGES", after]
    for number, part in enumerate(parts):
        if number % 2:
            _field(paragraph, part)
        else:
            _sized(paragraph.add_run(part), _FOOT_PT, _MUTED)


def _field(paragraph: Any, code: str) -> None:
    """A number that the program that opens the file fills in."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    for kind in ("begin", "", "end"):
        run = _sized(paragraph.add_run(), _FOOT_PT, _MUTED)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)  # noqa: SLF001  python-docx has no fields


def _sized(run: Any, size: float, colour: str = _INK) -> Any:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    run.font.size, run.font.color.rgb = Pt(round(2 * size) / 2), RGBColor.from_string(colour)
    return run


def _small(made: Document, words: str, size: float, *, bold: bool = False, colour: str = _INK) -> Any:
    paragraph = made.add_paragraph()
    _sized(paragraph.add_run(words), size, colour).bold = bold
    return paragraph


def _ruled(paragraph: Any) -> None:
    """A rule below the paragraph, which parts the head from the rest."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    paragraph.paragraph_format.space_after = Pt(5)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "10"), ("space", "3"), ("color", _ACCENT)):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001  python-docx has no borders of paragraphs


def _picture(made: Document, picture: Picture, step: float) -> None:
    """The drawing with its text for those who do not see it, and its source below."""
    from docx.shared import Mm  # noqa: PLC0415

    paragraph = made.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    part = drawn(step)
    size = Mm(part * picture.width_mm), Mm(part * picture.height_mm)
    shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), *size)
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # noqa: SLF001  LibreOffice takes what is not said for 3 mm
    described = shape._inline.docPr  # noqa: SLF001  python-docx has no texts for pictures
    described.set("descr", picture.alt)
    described.set("title", picture.title)
    made.add_paragraph(picture.source, style="Caption")


def _table(made: Document, table: Table, step: float) -> None:
    """Thin lines, a header row that repeats, rows that are not parted; figures stand at the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Mm, Pt  # noqa: PLC0415

    grid = made.add_table(rows=0, cols=len(table.columns))
    grid.autofit = False
    wide = [Mm(_WIDTH_MM * share / sum(table.widths)) for share in table.widths]
    for column, width in zip(grid.columns, wide, strict=True):
        column.width = width
    for number, texts in enumerate((table.columns, *table.rows)):
        row = grid.add_row()
        _rule(row, head=number == 0)
        for column, (cell, words) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = wide[column]
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _sized(paragraph.add_run(words), _TABLE_PT * step).bold = number == 0
            if column >= table.first_figure:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _described(grid, table)
    if table.note:
        made.add_paragraph(table.note, style="Caption")


def _rule(row: Any, *, head: bool) -> None:
    """A line below the row; a header row is one for readers too, and repeats on the next page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no header rows
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        properties.append(OxmlElement(name))
    for cell in row.cells:
        borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
        for key, value in (("val", "single"), ("sz", "8" if head else "3"), ("color", _INK if head else "B8BEC4")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
        cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001


def _described(grid: Any, table: Table) -> None:
    """Title and note of a table, for those who hear it; its first row and column name the others."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    properties = grid._tbl.tblPr  # noqa: SLF001
    for name, words in (("w:tblCaption", table.title), ("w:tblDescription", table.note)):
        element = OxmlElement(name)
        element.set(qn("w:val"), words)
        properties.append(element)
