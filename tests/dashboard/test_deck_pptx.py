"""The PowerPoint of a story: titles, takeaways, notes, descriptions, sources; its numbers are those of the slides."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from dashboard.deck import pptx, pptx_pictures
from dashboard.deck.pptx import About
from dashboard.story import own_steps
from dashboard.story.model import Ask, Card, Cards, Desk, Grid, Made, Map, Slide, Story, Table
from dashboard.story.slides import nothing, slide
from dashboard.view import Picture, View
from data_sources.model import Level
from tests.dashboard.story_desk import changed, desk, desk_with, reversed_ranks

pytestmark = pytest.mark.slow

LINK = "http://localhost:8501/present/own?lang=en"
ABOUT = About(
    question="Who arrives, and where?",
    why="It is asked often.",
    day=date(2026, 11, 22),
    snapshot="Snapshot of 22 November 2026 · ac56f0",
    citation=f"Nexus Atlas: Who arrives, and where? {LINK}",
    link=LINK,
)
ASK = Ask(question="Which is higher?", answers=("The first", "The second"))
VIEWS = (
    ("explore", View(indicator="imm_rate")),
    ("explore", View(indicator="recycle", picture=Picture.CHANGE, since="2015", until="2020")),
    ("nexus", View(indicator="c_forborn", level=Level.CITY, other="p_imm_good", period="2023")),
    ("arrivals", View(topic="origins.refugees_flows", places=("IT",))),
    ("sdg11", View(topic="11.6", places=("DE",))),
    ("places", View(places=("BE003C",))),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A slide as PowerPoint reads it."""

    title: str
    words: str
    notes: str
    alts: tuple[str, ...]
    pictures: int
    table: tuple[tuple[str, ...], ...]


def read(content: bytes) -> list[Read]:
    """The slides of a PPTX file."""
    return [_read(one) for one in Presentation(io.BytesIO(content)).slides]


def _read(one: Any) -> Read:
    table = next((shape.table for shape in one.shapes if shape.has_table), None)
    pictures = [shape for shape in one.shapes if shape.shape_type == 13]
    described = [*pictures, *(shape for shape in one.shapes if shape.has_table)]
    return Read(
        title=one.shapes.title.text_frame.text,
        words="\n".join(shape.text_frame.text for shape in one.shapes if shape.has_text_frame),
        notes=one.notes_slide.notes_text_frame.text if one.has_notes_slide else "",
        alts=tuple(shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in described),
        pictures=len(pictures),
        table=tuple(tuple(cell.text for cell in row.cells) for row in table.rows) if table else (),
    )


@lru_cache(maxsize=1)
def story() -> Story:
    """A step of each kind, with words of the presenter's own."""
    made = own_steps.story(ABOUT.question)
    for n, (page, view) in enumerate(VIEWS):
        made = own_steps.added(made, own_steps.of_page(page, view, desk().say))
        made = own_steps.edited(made, n, note=f"Say this at step {n + 1}.", ask=ASK if n == 0 else None)
    return made


@lru_cache(maxsize=2)
def shown(lang: str = "en") -> tuple[Slide, ...]:
    return tuple(slide(story(), n, desk(lang)) for n in range(len(VIEWS)))


@lru_cache(maxsize=1)
def whole() -> bytes:
    return pptx.document(shown(), ABOUT, desk())


def test_it_is_a_title_a_slide_each_and_the_sources() -> None:
    first, *steps, last = read(whole())
    assert first.title == ABOUT.question
    for words in (ABOUT.why, ABOUT.snapshot, "22 November 2026", "licence of each source"):
        assert words in first.words
    assert [one.title for one in steps] == [one.title for one in shown()]
    assert last.title == "Sources and how to cite"
    for line in {line for one in shown() for line in one.made.sources}:
        assert last.words.count(line) == 1
    assert ABOUT.citation in last.words


def test_it_is_as_wide_as_a_screen_and_says_what_it_is() -> None:
    made = Presentation(io.BytesIO(whole()))
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert (made.core_properties.title, made.core_properties.language) == (ABOUT.question, "en-GB")
    assert made.core_properties.comments == LINK
    for one in made.slides:
        for shape in one.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= made.slide_width
            assert shape.top + shape.height <= made.slide_height
    last = list(made.slides)[-1]
    links = [
        run.hyperlink.address for shape in last.shapes for part in shape.text_frame.paragraphs for run in part.runs
    ]
    assert LINK in links


def test_every_step_has_its_sentence_its_sources_its_number_and_its_note() -> None:
    for n, (one, found) in enumerate(zip(shown(), read(whole())[1:], strict=False)):
        assert one.made.takeaway in found.words
        assert one.made.subtitle in found.words
        assert all(line in found.words for line in one.made.sources)
        assert f"{n + 1} / {len(VIEWS)}" in found.words
        assert found.notes.startswith(f"Say this at step {n + 1}.")
        assert one.made.alt in found.notes
        assert one.made.caution in found.words
        assert found.alts == (one.made.alt,)
    asked = read(whole())[1].notes
    assert "Which is higher? (The first / The second)" in asked


def test_maps_and_charts_are_pictures_and_the_rest_are_tables() -> None:
    found = read(whole())[1:-1]
    assert [one.pictures for one in found] == [1, 1, 1, 1, 0, 0]
    grid, cards = shown()[4].made.body, shown()[5].made.body
    assert isinstance(grid, Grid)
    assert isinstance(cards, Cards)
    assert found[4].table == (grid.table.columns, *grid.table.rows)
    every = {row for card in cards.cards for row in card.rows}
    titles = {(card.title, "", "") for card in cards.cards}
    assert titles < set(found[5].table) <= titles | every
    assert len(found[5].table) >= 2 * len(cards.cards)


def test_the_text_of_a_card_goes_across_its_table() -> None:
    text = "Build and open affordable housing where people arrive."
    card = Card(title="What can be done", rows=(("Confidence", "high", ""),), text=text)
    one = shown()[5]
    found = read(pptx.document((replace(one, made=replace(one.made, body=Cards(cards=(card,)))),), ABOUT, desk()))[1]
    assert found.table == ((card.title, "", ""), *card.rows, (text, "", ""))


def test_a_map_of_two_is_two_screens_and_one_map_one() -> None:
    bodies = [one.made.body for one in shown()[:3]]
    views = [body.view for body in bodies if isinstance(body, Map)]
    one, change, pair = (pptx_pictures.screens(view, desk()) for view in views)
    assert one[1] is None
    assert change[1] is not None
    assert (change[0].period, change[1].period) == ("2015", "2020")
    assert pair[1] is not None
    assert (pair[0].indicator.id, pair[1].indicator.id) == ("c_forborn", "p_imm_good")


def test_other_figures_make_another_file() -> None:
    other = desk_with(changed("imm_rate", reversed_ranks))
    made = slide(story(), 0, other)
    before, after = (read(_alone(one, at))[1] for one, at in ((shown()[0], desk()), (made, other)))
    assert made.made.takeaway in after.words
    assert shown()[0].made.takeaway not in after.words
    assert before.alts != after.alts
    assert _picture(_alone(shown()[0], desk())) != _picture(_alone(made, other))


def _alone(one: Slide, at: Desk) -> bytes:
    return pptx.document([one], ABOUT, at)


def _picture(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return next(archive.read(name) for name in archive.namelist() if name.endswith(".png"))


def test_french_slides_are_french_for_a_reader_and_for_the_spelling_check() -> None:
    content = pptx.document(shown("fr")[:1], ABOUT, desk("fr"))
    found = read(content)[1]
    assert shown("fr")[0].made.takeaway in found.words
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert 'lang="fr-FR"' in archive.read("ppt/slides/slide2.xml").decode()


def _made(**more: Any) -> Slide:
    made = Made(
        body=Grid(table=Table(columns=("Place", "Figure"), rows=(("Gent", "1"),))),
        subtitle="s",
        takeaway="Gent has 1.",
        alt="A table.",
        sources=("Source: a test.",),
    )
    return replace(shown()[4], made=replace(made, **more))


def test_a_step_without_figures_is_its_sentence_alone() -> None:
    refused = replace(shown()[0], made=nothing("No figures are held."))
    found = read(_alone(refused, desk()))[1]
    assert (found.pictures, found.table) == (0, ())
    assert "No figures are held." in found.words


def test_a_long_table_is_cut_and_words_with_signs_stay_words() -> None:
    rows = tuple((f"<Place & {n}>", str(n)) for n in range(40))
    body = Grid(table=Table(columns=("Place", "Figure"), rows=rows))
    found = read(_alone(_made(body=body, takeaway="</a:t> & <b>5</b>"), desk()))[1]
    assert len(found.table) == 12
    assert found.table[1] == ("<Place & 0>", "0")
    assert "</a:t> & <b>5</b>" in found.words


def test_many_sources_take_more_than_one_slide() -> None:
    lines = tuple(f"Source: number {n}, {'a very long name ' * 12}" for n in range(60))
    *_, first, second, third = read(_alone(_made(sources=lines), desk()))
    assert {first.title, second.title} == {"Sources and how to cite"}
    assert all(any(line in part.words for part in (first, second, third)) for line in lines[-20:])


def test_a_title_of_its_greatest_length_and_a_link_of_six_kilobytes_are_no_trouble() -> None:
    long = replace(ABOUT, question="W" * 300, link="http://localhost/present/own?story=" + "x" * 6_000)
    made = Presentation(io.BytesIO(pptx.document([replace(_made(), title="Q " * 80)], long, desk())))
    assert made.core_properties.comments == ""
    assert all(shape.width <= Inches(13.334) for one in made.slides for shape in one.shapes)
