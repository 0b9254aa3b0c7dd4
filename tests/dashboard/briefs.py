"""A brief for tests: facts made by hand, and a DOCX read back as texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.text.paragraph import Paragraph

from dashboard.profile.facts import Fact, Place, Relation
from data_sources.model import Level

GHENT = Place(code="BE003C", name="Gent", level=Level.CITY, country="BE")
OTHERS = tuple(float(number) for number in range(1, 41))


def fact(id: str, value: float, **more: object) -> Fact:
    """One figure of Ghent among forty cities with 1 to 40, beside a country of 20."""
    others = more.pop("others", OTHERS)
    assert isinstance(others, tuple)
    given: dict[str, object] = {
        "indicator": id,
        "per_head": False,
        "place": GHENT,
        "relation": Relation.OWN,
        "value": value,
        "period": "2023",
        "flag": "",
        "conf": "",
        "age_years": 3,
        "country": 20.0,
        "country_period": "2023",
        "union": None,
        "union_period": "",
        "union_note": "",
        "median": 20.5 if others else None,
        "n": len(others),
        "rank": 1 + sum(one > value for one in others) if others else None,
        "others": others,
    }
    return Fact(**(given | more))  # type: ignore[arg-type]


SOME = (
    fact("c_forborn", 25.0),
    fact("c_cars", 5.0),
    fact("c_unemployed", 30.0),
    fact("p_housing", 12.0),
    fact("p_trust", 21.0, age_years=8, period="2018"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a DOCX file says: its headings, its paragraphs, its tables as texts, the texts of its pictures."""

    title: str
    language: str
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    alts: tuple[str, ...]
    repeated_heads: int


def read(content: bytes) -> Read:
    """The texts of a DOCX file."""
    found = Document(io.BytesIO(content))
    pictures = found.element.body.xpath(".//wp:docPr")
    return Read(
        title=found.core_properties.title,
        language=found.core_properties.language,
        headings=tuple(one.text for one in found.paragraphs if _style(one).startswith(("Title", "Heading"))),
        paragraphs=tuple(one.text for one in found.paragraphs),
        tables=tuple(tuple(tuple(cell.text for cell in row.cells) for row in one.rows) for one in found.tables),
        alts=tuple(one.get("descr", "") for one in pictures),
        repeated_heads=len(found.element.body.xpath(".//w:tblHeader")),
    )


def _style(paragraph: Paragraph) -> str:
    return str(paragraph.style and paragraph.style.name)


def said(sentences: Sequence[str]) -> str:
    """Sentences in one text, to look for words in."""
    return " ".join(sentences)
