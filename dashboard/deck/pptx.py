"""A story as a PowerPoint file: real titles, pictures with their text, takeaways, sources, the speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.deck.pptx_parts import Box, Lines, Setting, boxed, pictured, sheet, tabled, titled
from dashboard.deck.pptx_pictures import picture
from dashboard.language import Language
from dashboard.story.model import Card, Cards, Desk, Grid, Made, Slide, Table

_LEFT, _WIDE = 0.6, 12.13
_PICTURE = Box(left=_LEFT, top=1.75, wide=8.3, tall=4.75)
_SAID = Box(left=9.25, top=1.75, wide=3.5, tall=4.75)
_UNDER_TITLE = Box(left=_LEFT, top=1.2, wide=_WIDE, tall=0.4)
_SOURCES = Box(left=_LEFT, top=6.65, wide=11.2, tall=0.65)
_NUMBER = Box(left=12.0, top=6.95, wide=0.75, tall=0.35)
_WHOLE = Box(left=_LEFT, top=1.75, wide=_WIDE, tall=4.75)
_LAST = Box(left=_LEFT, top=1.25, wide=_WIDE, tall=5.9)
_MOST_ROWS, _MOST_LINES = 11, 15
_LONG, _VERY_LONG = 140, 260
_LETTERS_A_SLIDE = 3_600
_FEW_LETTERS = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the first and the last slide say: the question, the day, the state of the figures, how to cite."""

    question: str
    why: str
    day: date
    snapshot: str
    citation: str
    link: str


def document(slides: Sequence[Slide], about: About, desk: Desk) -> bytes:
    """The bytes of a PPTX file of 16:9: a title, a slide each, the sources."""
    say = desk.say
    made = sheet(about.question, say.code, about.link)
    _first(made, about, say)
    for one in slides:
        _step(made, one, desk)
    _sources(made, slides, about, say)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _first(made: Any, about: About, say: Language) -> None:
    """The question, why it is asked, the day and the snapshot, and whose the figures are."""
    lines = (
        about.why,
        f"Nexus Atlas · {say.day(about.day)} · {about.snapshot}",
        say("Each sentence is computed from the figures held on that day. Figures: under the licence of each source."),
    )
    titled(made, about.question, say.code, under=tuple(line for line in lines if line))


def _step(made: Any, one: Slide, desk: Desk) -> None:
    """A step: its title, its picture or table at the left, what it says at the right, sources below, notes."""
    shown, lang = one.made, desk.say.code
    drawn = titled(made, one.title or shown.subtitle, lang)
    boxed(drawn, (shown.subtitle,), _UNDER_TITLE, Setting(points=13, lang=lang, muted=True))
    empty = not _put(drawn, shown, desk)
    boxed(drawn, (shown.takeaway,), _WHOLE if empty else _SAID, Setting(points=_size(shown.takeaway), lang=lang))
    if shown.caution:
        low = Box(left=_SAID.left, top=5.55, wide=_SAID.wide, tall=0.95)
        boxed(drawn, (shown.caution,), low, Setting(points=11, lang=lang, muted=True, low=True))
    boxed(drawn, (" ".join(shown.sources),), _SOURCES, Setting(points=8, lang=lang, muted=True, low=True))
    number = f"{one.number + 1} / {one.count}"
    boxed(drawn, (number,), _NUMBER, Setting(points=10, lang=lang, muted=True, low=True))
    drawn.notes_slide.notes_text_frame.text = "\n\n".join(_notes(one, desk.say))


def _put(drawn: Any, shown: Made, desk: Desk) -> bool:
    """The picture, else its table; False where there is neither."""
    image = picture(shown.body, desk)
    if image is not None:
        pictured(drawn, image, _PICTURE, shown.alt)
        return True
    lines = _as_table(shown)
    if lines is None or not lines.table.rows:
        return False
    tabled(drawn, lines, _PICTURE, shown.alt, desk.say.code)
    return True


def _as_table(shown: Made) -> Lines | None:
    """The rows of what is no picture, as many as can be read."""
    match shown.body:
        case Grid(table=table):
            return _cut(table)
        case Cards(cards=cards):
            return _of_cards(cards)
        case _:
            return _cut(shown.table) if shown.table else None


def _cut(table: Table) -> Lines | None:
    """The first rows, below the heads of the columns."""
    if not table.columns:
        return None
    return Lines(table=Table(columns=(), rows=(table.columns, *table.rows[:_MOST_ROWS])), heads=frozenset({0}))


def _of_cards(cards: Sequence[Card]) -> Lines:
    """The title of each card, and below it its first facts, as many as all of them have room for, and its text."""
    each = max(1, _MOST_LINES // max(len(cards), 1) - 1)
    rows: list[tuple[str, ...]] = []
    heads = []
    for card in cards:
        heads.append(len(rows))
        rows += [(card.title, "", ""), *card.rows[:each], *([(card.text, "", "")] if card.text else [])]
    return Lines(table=Table(columns=(), rows=tuple(rows)), heads=frozenset(heads))


def _size(words: str) -> float:
    """Letters as large as the room beside the picture allows."""
    if len(words) > _VERY_LONG:
        return 14
    return 17 if len(words) > _LONG else 22


def _notes(one: Slide, say: Language) -> list[str]:
    """The speaker's note, what the picture shows in words, and the question to the room."""
    notes = [one.note, say("The picture in words: {alt}", alt=one.made.alt)]
    if one.ask:
        answers = " / ".join(one.ask.answers)
        notes.append(say("Ask the room: {question} ({answers})", question=one.ask.question, answers=answers))
    return [note for note in notes if note]


def _sources(made: Any, slides: Sequence[Slide], about: About, say: Language) -> None:
    """Every source once, and how to cite; on as many slides as they need."""
    lines = [line for one in slides for line in one.made.sources]
    every = [*dict.fromkeys(lines), say("To cite: {citation}", citation=about.citation)]
    for part in _parted(every):
        drawn = titled(made, say("Sources and how to cite"), say.code)
        points = 12 if sum(map(len, part)) < _FEW_LETTERS else 10
        boxed(drawn, tuple(part), _LAST, Setting(points=points, lang=say.code, link=about.link))


def _parted(lines: Sequence[str]) -> list[list[str]]:
    """The lines in groups, each of which fits on a slide."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if groups[-1] and sum(map(len, groups[-1])) + len(line) > _LETTERS_A_SLIDE:
            groups.append([])
        groups[-1].append(line)
    return groups
