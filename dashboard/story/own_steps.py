"""A presenter's own story, changed step by step: one more, moved, other words, a question to the room."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import Any

from dashboard import own_figures
from dashboard.language import DEFAULT, Language, language
from dashboard.own_figures import Figures
from dashboard.own_file import OWN_FILE, entry
from dashboard.story import page_makers
from dashboard.story.model import FEWEST_ANSWERS, MOST_ANSWERS, Ask, Step, Story
from dashboard.story.stories import STORIES
from dashboard.view import View
from data_sources.errors import UploadError

ID = "own"
MOST_STEPS = 20
LONGEST_QUESTION, LONGEST_TITLE, LONGEST_NOTE, LONGEST_ANSWER = 200, 160, 600, 80
MINUTES_A_STEP = 2
_LEFT_OUT = {"Cc", "Cs", "Cn", "Co"}
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of what is written: a title could be shown as another."""

ENGLISH = language(DEFAULT)


def story(question: str = "", steps: tuple[Step, ...] = ()) -> Story:
    """A story of the presenter's own."""
    return Story(id=ID, question=question, why="", steps=steps, own=True, minutes=MINUTES_A_STEP * len(steps))


def of_steps(old: Story, steps: tuple[Step, ...], figures: Figures | None = None) -> Story:
    """The story with these steps; the figures of a file stay with it as long as a step shows them."""
    changed = replace(old, steps=steps, minutes=MINUTES_A_STEP * len(steps), figures=figures or old.figures)
    return changed if shows_own_file(changed) else replace(changed, figures=None)


def shows_own_file(one: Story) -> bool:
    """True where a step is of an uploaded file."""
    return any(step.view.shows_own_file for step in one.steps)


def waits(one: Story) -> bool:
    """True where a step is of an uploaded file whose figures are not confirmed, or are gone."""
    return shows_own_file(one) and one.figures is None


def without_own_file(old: Story) -> Story:
    """The story without the steps of an uploaded file."""
    return of_steps(old, tuple(step for step in old.steps if not step.view.shows_own_file))


def project_step(key: str) -> Step | None:
    """The step of the project's stories with this key."""
    return next((step for one in STORIES for step in one.steps if step.key == key), None)


def added(old: Story, step: Step, say: Language = ENGLISH, figures: Figures | None = None) -> Story:
    """The story with one more step. Raises `UploadError` where it is full, or has the step already.

    `figures` are those that a step of an uploaded file shows; without any it is refused.
    """
    if len(old.steps) >= MOST_STEPS:
        raise UploadError(say("A story has at most {n} steps. Remove one first.", n=MOST_STEPS))
    if step.key and step.key in {one.key for one in old.steps}:
        raise UploadError(say("This step is in your story already."))
    if step.view.shows_own_file and figures is None and old.figures is None:
        raise UploadError(own_figures.stays(say))
    keyed = step if step.key else replace(step, key=_free_key(old.steps))
    return of_steps(old, (*old.steps, keyed), figures)


def only_in_a_file(say: Language) -> str:
    """Why there is no link to a story with the figures of an uploaded file."""
    return say("A link cannot carry the figures of an uploaded file: save the story as a file and send that instead.")


def _free_key(steps: tuple[Step, ...]) -> str:
    """Such as `own.3`: a step keeps its key when others move."""
    taken = {step.key for step in steps}
    return next(key for n in range(1, MOST_STEPS + 2) if (key := f"{ID}.{n}") not in taken)


def of_page(page: str, view: View, say: Language, file: str = "") -> Step:
    """A step that shows a View as its page does, titled after it; `file` is the title of the visitor's own."""
    kept = replace(view, lang=DEFAULT)
    title = page_makers.title(page, view, say)
    title = title.replace(say(entry(OWN_FILE).title), file or say(entry(OWN_FILE).title))[:LONGEST_TITLE]
    return Step(key="", title=title, note="", view=kept, page=page, make=page_makers.MAKERS[page])


def moved(old: Story, n: int, by: int) -> Story:
    """The story with step `n` (from 0) so many places later; the same where that is outside."""
    there = n + by
    if not (0 <= n < len(old.steps) and 0 <= there < len(old.steps)):
        return old
    steps = list(old.steps)
    steps.insert(there, steps.pop(n))
    return of_steps(old, tuple(steps))


def without(old: Story, n: int) -> Story:
    """The story without step `n`."""
    return of_steps(old, tuple(step for number, step in enumerate(old.steps) if number != n))


def edited(old: Story, n: int, **words: Any) -> Story:
    """The story with other words at step `n`: its `title`, `note` or `ask`."""
    steps = list(old.steps)
    steps[n] = replace(steps[n], **words)
    return of_steps(old, tuple(steps))


def asking(question: str, answers: tuple[str, ...], say: Language) -> Ask | None:
    """A question with its answers from what was typed; None for no question. Raises `UploadError`."""
    kept = tuple(dict.fromkeys(answer for answer in (plain(one, LONGEST_ANSWER) for one in answers) if answer))
    asked = plain(question, LONGEST_TITLE)
    if not asked and not kept:
        return None
    if not asked:
        raise UploadError(say("Write the question to these answers."))
    if not FEWEST_ANSWERS <= len(kept) <= MOST_ANSWERS:
        raise UploadError(
            say("A question needs {few} to {many} different answers.", few=FEWEST_ANSWERS, many=MOST_ANSWERS)
        )
    return Ask(question=asked, answers=kept)


def plain(text: str, longest: int) -> str:
    """Words as one paragraph without signs that cannot be shown or that turn the direction, cut at a length."""
    shown = "".join(letter for letter in text.replace("\t", " ").replace("\n", " ") if _is_shown(letter))
    return " ".join(shown.split())[:longest].strip()


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter) not in _LEFT_OUT and letter not in _TURNS
