"""Slides of a story: each step with its figures, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

from dashboard.language import Language
from dashboard.story.model import Ask, Desk, Grid, Made, Slide, Step, Story, Table
from data_sources.errors import NoObservations, SourceError


def slide(story: Story, n: int, desk: Desk) -> Slide:
    """Slide `n` (from 0) of a story. A step whose figures are not held is a slide that says so."""
    step, say = story.steps[n], desk.say
    view = replace(step.view, lang=say.code)
    return Slide(
        number=n,
        count=len(story.steps),
        title=step.title if story.own else say(step.title),
        note=step.note if story.own else say(step.note),
        made=_made(step, view, desk),
        ask=_ask(step.ask, say, own=story.own),
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


def _ask(ask: Ask | None, say: Language, *, own: bool) -> Ask | None:
    if ask is None or own:
        return ask
    return Ask(question=say(ask.question), answers=tuple(say(answer) for answer in ask.answers))
