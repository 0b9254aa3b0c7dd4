"""Slides of a story: each step with its figures, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

from dashboard.language import Language
from dashboard.story.model import Ask, Desk, Grid, Made, Slide, Step, Story, Table
from dashboard.view import View
from data_sources.errors import NoObservations, SourceError


def slide(story: Story, n: int, desk: Desk) -> Slide:
    """Slide `n` (from 0) of a story. A step whose figures are not held is a slide that says so."""
    step, say = story.steps[n], desk.say
    view = replace(step.view, lang=say.code)
    return Slide(
        number=n,
        count=len(story.steps),
        title=told(step.title, say),
        note=told(step.note, say),
        made=_made(step, view, desk),
        ask=_ask(step.ask, say),
        view=view,
        page=step.page,
        key=step.key,
    )


def _made(step: Step, view: View, desk: Desk) -> Made:
    try:
        return step.make(desk, view)
    except (NoObservations, SourceError):
        return nothing(desk.say("No figures are held for this step, so nothing is said here."))


def nothing(sentence: str) -> Made:
    """What stands where there is nothing to show."""
    empty = Grid(table=Table(columns=(), rows=()))
    return Made(body=empty, subtitle="", takeaway=sentence, alt=sentence, sources=(), refused=True)


def told(words: str, say: Language) -> str:
    """Words of the project in the reader's language; a presenter's own are in no catalogue and stay as they are."""
    return say(words) if words else ""


def _ask(ask: Ask | None, say: Language) -> Ask | None:
    if ask is None:
        return None
    return Ask(question=told(ask.question, say), answers=tuple(told(answer, say) for answer in ask.answers))
