"""A brief as a row of blocks, so that the three formats hold the same in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.brief.model import Brief, Picture, Table
from dashboard.language import Language, language


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading below the title; `small` ones stand over the notes at the end."""

    text: str
    small: bool = False
    on_new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph; the lead is the question that the brief answers."""

    text: str
    small: bool = False
    lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list."""

    points: tuple[str, ...]
    small: bool = False


Block = Heading | Text | Points | Picture | Table


def blocks(brief: Brief) -> tuple[Block, ...]:
    """Everything below the title and the line of the place."""
    say = language(brief.lang)
    return (*_findings(brief, say), *_notes(brief, say))


def running_line(brief: Brief) -> str:
    """What stands on every page: whose brief it is, its day and the state of the figures."""
    say = language(brief.lang)
    return say(
        "Nexus Atlas · Brief of {day} · Figures as of {snapshot}", day=say.day(brief.day), snapshot=brief.snapshot
    )


def page_line(brief: Brief, number: str, pages: str) -> str:
    """The number of a page."""
    return language(brief.lang)("Page {n} of {all}", n=number, all=pages)


def _findings(brief: Brief, say: Language) -> Iterator[Block]:
    yield Text(text=brief.question, lead=True)
    yield Heading(text=say("What the figures say"))
    yield Points(points=brief.takeaways)
    turn = next((n for n, one in enumerate(brief.pictures) if one.on_new_page), len(brief.pictures))
    upper: tuple[Picture | Table, ...] = (*brief.pictures[:turn], *brief.first_tables)
    for part in upper:
        yield Heading(text=part.title)
        yield part
    for picture in brief.pictures[turn:]:
        yield from (Heading(text=picture.title, on_new_page=picture.on_new_page), picture)
    turned = turn < len(brief.pictures) or len(brief.pictures) < 2 or brief.one_page  # noqa: PLR2004
    for number, table in enumerate(brief.tables):
        yield from (Heading(text=table.title, on_new_page=number == 0 and not turned), table)


def _notes(brief: Brief, say: Language) -> Iterator[Block]:
    if brief.uploaded:
        yield Text(text=say("Some figures of this brief were uploaded by its reader; nobody has checked them."))
    sections = (
        (say("How it was made"), brief.method),
        (say("Flags"), brief.flags),
        (say("What this brief cannot tell you"), brief.caveats),
        (say("Sources"), brief.sources),
        (say("To cite"), (brief.citation, "" if brief.link in brief.citation else brief.link)),
    )
    for title, lines in sections:
        if any(lines):
            yield Heading(text=title, small=True)
            yield Text(text=" ".join(line for line in lines if line), small=True)
